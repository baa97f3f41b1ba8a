"""A builder that is killed, or finds no room, or meets another, leaves what is served whole."""

import errno
import signal
import time
from decimal import Decimal
from pathlib import Path

import pytest

from commissioning import building
from commissioning.faults import PackageFault
from commissioning.settings import Settings
from commissioning.store import Store
from tests.faults.made import amount, builder, names, settings_in, write_amount

DIES = "import os, signal\ndef die():\n    os.kill(os.getpid(), signal.SIGKILL)\n"
AT_STEP = (
    DIES + "from commissioning import filling\nstep = filling.{step}\n"
    "def dying(*given): step(*given); die()\n"
    "filling.{step} = dying\n"
)
AT_RENAME = (
    DIES + "from pathlib import Path\nrename, left = Path.replace, [{number}]\n"
    "def dying(path, target):\n"
    "    left[0] -= 1\n"
    "    if left[0] == 0 and {before}: die()\n"
    "    done = rename(path, target)\n"
    "    if left[0] == 0: die()\n"
    "    return done\n"
    "Path.replace = dying\n"
)
# What a builder does last: it puts the file in its place, then the pointer, then the register.
FILE, POINTER, LIST = 1, 2, 3


@pytest.fixture
def settings(built_hundred: Settings) -> Settings:
    """Data of £100 that is built, and of £250 that is not."""
    write_amount(built_hundred, 250)
    return built_hundred


def hold_only_whole_builds(settings: Settings) -> None:
    """What is listed is there and whole, and nothing else lies about."""
    kept = building.kept_builds(settings.builds)
    assert all(building.is_whole(settings.builds, build) for build in kept)
    assert names(settings) == {
        building.CURRENT,
        building.REGISTER,
        "lock",
        *(build.file for build in kept),
    }


@pytest.mark.parametrize(
    ("code", "served"),
    [
        (AT_STEP.format(step="_load"), 100),
        (AT_STEP.format(step="_run_checks"), 100),
        (AT_RENAME.format(number=FILE, before=True), 100),
        (AT_RENAME.format(number=FILE, before=False), 100),
        (AT_RENAME.format(number=POINTER, before=True), 100),
        (AT_RENAME.format(number=POINTER, before=False), 250),
        (AT_RENAME.format(number=LIST, before=True), 250),
        (AT_RENAME.format(number=LIST, before=False), 250),
    ],
    ids=[
        "while loading",
        "while checking",
        "before the file is in place",
        "after the file is in place",
        "before the pointer is turned",
        "after the pointer is turned",
        "before the register is written",
        "after the register is written",
    ],
)
def test_a_builder_killed_at_any_point(settings: Settings, code: str, served: int) -> None:
    reader = Store(settings)
    killed = builder(settings, code)
    killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL
    assert amount(reader) == 100, "who had the data open goes on reading it"
    opened = Store(settings)
    assert amount(opened) == served, "who opens it has the old data or the new"
    for build in building.kept_builds(settings.builds):
        assert building.is_whole(settings.builds, build)
    building.build(settings)
    assert amount(Store(settings)) == 250
    # A third version, so that what the killed builder may have left is pruned or listed.
    write_amount(settings, 300)
    building.build(settings)
    assert amount(Store(settings)) == 300
    hold_only_whole_builds(settings)
    versions = [build.data_version for build in building.kept_builds(settings.builds)]
    assert len(versions) == 3, "each version is kept once: of £300, £250 and £100"
    assert amount(Store(settings, versions[2])) == 300, "a question is of the current data"


def test_a_builder_killed_from_outside_as_it_writes(settings: Settings) -> None:
    # It waits before it checks, so that the kill finds it in the middle of its file.
    waits = (
        "import time\nfrom commissioning import filling\nchecks = filling._run_checks\n"
        "filling._run_checks = lambda *given: (time.sleep(600), checks(*given))\n"
    )
    killed = builder(settings, waits)
    give_up = time.monotonic() + 120
    while not any(settings.builds.glob(f"{building.DRAFTS}*/*.duckdb")):
        assert killed.poll() is None
        assert time.monotonic() < give_up
        time.sleep(0.01)
    killed.kill()
    killed.communicate(timeout=120)
    assert amount(Store(settings)) == 100
    building.build(settings)
    assert amount(Store(settings)) == 250
    hold_only_whole_builds(settings)


LIMITED = (
    "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
)


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9])
def test_no_room_for_the_build(settings: Settings, part: float) -> None:
    """A limit on what a process may write stands in for a full disk: the same writes fail."""
    current = building.current_build(settings.builds)
    assert current is not None
    before = names(settings)
    limited = builder(settings, LIMITED.format(size=int(part * current.size)))
    printed, said = limited.communicate(timeout=120)
    assert (limited.returncode, printed) == (2, "")
    assert "expected room on the disk for the build" in said
    assert "Traceback" not in said
    assert amount(Store(settings)) == 100
    assert names(settings) - {building.FAILURE, "failure.draft"} == before
    building.build(settings)
    assert amount(Store(settings)) == 250
    hold_only_whole_builds(settings)


@pytest.mark.parametrize("number", [FILE, POINTER, LIST])
def test_no_room_for_a_name(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    rename, left = Path.replace, [number]

    def full(path: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(PackageFault, match="room on the disk"):
        building.build(settings)
    assert amount(Store(settings)) == (250 if number > POINTER else 100)
    monkeypatch.undo()
    building.build(settings)
    write_amount(settings, 300)
    building.build(settings)
    assert amount(Store(settings)) == 300


def test_two_builders_of_different_data_at_once(tmp_path: Path) -> None:
    one, other = settings_in(tmp_path, "one"), settings_in(tmp_path, "other")
    write_amount(one, 100)
    write_amount(other, 250)
    builders = [builder(one), builder(other)]
    for process in builders:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    kept = building.kept_builds(one.builds)
    assert len(kept) == 2
    assert {amount(Store(one)), amount(Store(one, kept[1].data_version))} <= {
        Decimal(100),
        Decimal(250),
    }
    hold_only_whole_builds(one)
