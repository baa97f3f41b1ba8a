"""A build that was damaged where it lies is said to be, and the next build mends it."""

from pathlib import Path

import pytest

from commissioning import building, questions
from commissioning.faults import StoreUnavailable
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import decision, write_package


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "data", tmp_path / "builds")
    write_package(made.data, "made", {"decisions": [decision("D1", "100")]})
    building.build(made)
    return made


def hold_mended(settings: Settings) -> None:
    building.build(settings)
    assert len(questions.decision_rows(Store(settings), package="made").rows) == 1
    assert building.last_failure(settings.builds) is None


@pytest.mark.parametrize("content", [b"", b"not a database"])
def test_a_damaged_store_file(settings: Settings, content: bytes) -> None:
    (path,) = settings.builds.glob("*.duckdb")
    path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="run 'python -m commissioning build'"):
        Store(settings)
    hold_mended(settings)


def test_a_store_file_that_was_cut_short(settings: Settings) -> None:
    (path,) = settings.builds.glob("*.duckdb")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StoreUnavailable, match="run 'python -m commissioning build'"):
        Store(settings)
    hold_mended(settings)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"file": 1}', b"\xff\xfe"])
def test_a_damaged_pointer_to_the_current_build(settings: Settings, content: bytes) -> None:
    (settings.builds / building.CURRENT).write_bytes(content)
    with pytest.raises(StoreUnavailable, match="run 'python -m commissioning build'"):
        Store(settings)
    hold_mended(settings)


@pytest.mark.parametrize("content", [b"[]", b"{}", b"\xff"])
def test_a_damaged_note_of_failure_keeps_nobody_from_the_data(
    settings: Settings, content: bytes
) -> None:
    (settings.builds / building.FAILURE).write_bytes(content)
    building.last_failure(settings.builds)
    hold_mended(settings)
