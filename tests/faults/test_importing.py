"""An import that finds no room says so, and leaves the package as it was.

What becomes of one that is killed is held in ``tests/importing``, step by step.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from commissioning.settings import PROJECT, Settings
from tests.faults.made import environment, settings_in
from tests.importing import ledgers
from tests.made_package import payment, write_package

IMPORTS = """
import resource, signal, sys
from commissioning import __main__
from commissioning.importing import planning
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
sys.exit(__main__.main(["import", sys.argv[1], "--package", "made", "--accept"]))
"""


def held(data: Path) -> dict[str, str]:
    """Every file below a folder, by a digest of its bytes."""
    return {
        path.relative_to(data).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in data.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = settings_in(tmp_path)
    write_package(made.data, "made", {"spend_lines": [payment("1", "2021-07-01", "10000")]})
    return made


@pytest.mark.parametrize("size", [1_000, 50_000])
def test_no_room_for_an_import(settings: Settings, tmp_path: Path, size: int) -> None:
    before = held(settings.data)
    rows = [ledgers.payment(n, f"{n}.01", f"{n % 15 + 13}/06/2024") for n in range(1, 7)]
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS.format(size=size), ledgers.write(tmp_path / "a.csv", rows)],
        cwd=PROJECT,
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert "no room left on the disk, so nothing was done" in done.stderr
    assert "Traceback" not in done.stderr
    assert held(settings.data) == before
