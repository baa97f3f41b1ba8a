"""The data's file is replaced, cut short, overwritten or deleted while readers are reading it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from commissioning import building
from commissioning.faults import QuestionFault, StoreUnavailable, VersionUnavailable
from commissioning.settings import Settings
from commissioning.store import Store
from commissioning.ui import cache
from tests.faults.made import amount, write_amount


@pytest.fixture
def settings(built_hundred: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Data of £100, built, served and read once."""
    made = built_hundred
    monkeypatch.setenv("COMMISSIONING_DATA", str(made.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(made.builds))
    assert amount(cache.served()) == 100
    yield made
    cache.close()


def current_file(settings: Settings) -> Path:
    current = building.current_build(settings.builds)
    assert current is not None
    return settings.builds / current.file


def other_file(settings: Settings) -> Path:
    """A whole store file of £666, which nobody has published here."""
    other = Settings(settings.data.with_name("other"), settings.builds.with_name("other_builds"))
    write_amount(other, 666)
    building.build(other)
    return current_file(other)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


@pytest.mark.parametrize("damage", [cut_short, emptied])
def test_a_file_that_was_damaged_where_it_lies_is_not_read_on(
    settings: Settings, damage: Callable[[Path], None]
) -> None:
    path = current_file(settings)
    damage(path)
    with pytest.raises(StoreUnavailable, match="gone or damaged: run"):
        cache.served()
    with pytest.raises(StoreUnavailable, match="gone or damaged: run"):
        cache.served()
    building.build(settings)
    assert current_file(settings) == path, "the same data makes a file of the same name"
    assert amount(cache.served()) == 100


def test_another_file_written_over_it_is_not_taken_for_it(settings: Settings) -> None:
    shutil.copyfile(other_file(settings), current_file(settings))
    with pytest.raises(StoreUnavailable, match="gone or damaged"):
        cache.served()
    building.build(settings)
    assert amount(cache.served()) == 100


def test_another_file_put_in_its_place_is_not_taken_for_it(settings: Settings) -> None:
    """The open file is as it was, only without a name, so it is what readers go on seeing."""
    other_file(settings).replace(current_file(settings))
    assert amount(cache.served()) == 100
    with pytest.raises(StoreUnavailable, match="gone or damaged"):
        Store(settings)
    building.build(settings)
    assert amount(cache.served()) == 100
    assert amount(Store(settings)) == 100


def test_a_file_that_was_deleted_is_read_on_until_the_next_build(settings: Settings) -> None:
    current_file(settings).unlink()
    for _ in range(3):
        assert amount(cache.served()) == 100
    building.build(settings)
    assert amount(cache.served()) == 100
    assert amount(Store(settings)) == 100
    write_amount(settings, 250)
    building.build(settings)
    assert amount(cache.served()) == 250


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_changed_byte_is_an_answer_that_fails_and_never_a_wrong_one(
    settings: Settings, place: float
) -> None:
    """The engine holds every block against its checksum; an unused part may hold anything."""
    path = current_file(settings)
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= 255
    path.write_bytes(content)
    with suppress(StoreUnavailable, QuestionFault):
        assert amount(cache.served()) == 100


def test_the_folder_of_builds_is_deleted_under_a_reader(settings: Settings) -> None:
    opened = cache.served()
    shutil.rmtree(settings.builds)
    assert amount(opened) == 100, "a run that has begun ends with the data it began with"
    with pytest.raises(StoreUnavailable, match="No data has been built yet"):
        cache.served()
    building.build(settings)
    assert amount(cache.served()) == 100


def test_an_earlier_version_that_was_damaged_is_not_compared_with(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = current_file(settings)
    version = earlier.name[:8]
    write_amount(settings, 250)
    building.build(settings)
    served = cache.served()
    monkeypatch.setattr(cache, "store", lambda: served)
    assert cache.compared_with(version).earlier_version.startswith(version)
    cut_short(earlier)
    with pytest.raises(VersionUnavailable, match="gone or damaged"):
        cache.compared_with(version)
    assert amount(cache.served()) == 250
