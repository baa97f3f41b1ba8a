"""A publication that is killed or finds no room leaves no link behind, and harms no other."""

import datetime
import errno
import hashlib
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from commissioning import clock
from commissioning.settings import PROJECT
from commissioning.sharing.identifiers import digest_of, new_identifier
from commissioning.sharing.register import FILE, Register
from commissioning.snapshots import publishing
from tests.sharing.published import FILES, Made, publish

# Publishes under an identifier that the test knows, as publishing does: the folder, then the entry.
PUBLISHES = """
import os, signal, sys
from pathlib import Path
from commissioning.sharing import chain
from commissioning.sharing.register import Register
from commissioning.snapshots import publishing
from tests.sharing import published
root, digest = Path(sys.argv[1]), sys.argv[2]
def die(): os.kill(os.getpid(), signal.SIGKILL)
made = published.publish(root.with_name("made"))
files = {path.name: path.read_bytes() for path in made.folder.iterdir()}
CODE
publishing.write(root / digest, files)
Register(root).record_publication(
    published.Made("", digest, root / digest, "Second"), by="a director"
)
"""
AT_FILE = (
    "write, left = publishing._write, [{number}]\n"
    "def dying(path, content):\n"
    "    left[0] -= 1\n"
    "    if left[0] == 0:\n"
    "        path.write_bytes(content[: len(content) // 2]); die()\n"
    "    write(path, content)\n"
    "publishing._write = dying\n"
)
AT_RENAME = (
    "rename = Path.rename\n"
    "def dying(path, target):\n"
    "    if {before}: die()\n"
    "    rename(path, target); die()\n"
    "Path.rename = dying\n"
)
AT_ENTRY = (
    "write = os.write\n"
    "def dying(descriptor, content):\n"
    "    write(descriptor, content[: len(content) // 2]); die()\n"
    "chain.os.write = dying\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "published"


@pytest.fixture
def first(root: Path) -> Made:
    """A link that is open already."""
    return publish(root)


def hold_open(root: Path, made: Made) -> None:
    assert Register(root).state(made.digest) == "open"
    for name, content in FILES.items():
        assert (made.folder / name).read_bytes() == content


@pytest.mark.parametrize(
    "code",
    [
        AT_FILE.format(number=1),
        AT_FILE.format(number=3),
        AT_RENAME.format(before=True),
        AT_RENAME.format(before=False),
        AT_ENTRY,
    ],
    ids=[
        "in the first file",
        "in the last file",
        "before the folder is in place",
        "before the entry in the register",
        "in the middle of the entry",
    ],
)
def test_a_publication_that_is_killed(root: Path, first: Made, code: str) -> None:
    digest = digest_of(new_identifier())
    child = subprocess.run(
        [sys.executable, "-c", PUBLISHES.replace("CODE", code), str(root), digest],
        cwd=PROJECT,
        env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert Register(root).state(digest) == "unknown", "its link opens nothing"
    hold_open(root, first)
    folder = root / digest
    if folder.exists():
        held = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert held.keys() == {*FILES, "manifest.json"}, "a folder in its place is whole"
        assert {name: held[name] for name in FILES} == dict(FILES)
    second = publish(root)
    hold_open(root, second)
    hold_open(root, first)
    assert Register(root).log.verify().sound


def test_what_a_killed_publication_left_is_cleared_away_in_time(
    root: Path, first: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = root / f"{publishing.UNDER_WAY}0123"
    left.mkdir()
    (left / "index.html").write_bytes(b"<p>")
    publishing.write(root / "1", {"a.csv": b"a"})
    assert left.exists(), "it may be under way"
    later = clock.now() + publishing.ABANDONED_AFTER + datetime.timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    publishing.write(root / "2", {"a.csv": b"a"})
    assert not left.exists()
    hold_open(root, first)


@pytest.mark.parametrize("number", [1, 2])
def test_no_room_for_a_publication(
    root: Path, first: Made, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = {path.name for path in root.iterdir()}
    register = hashlib.sha256((root / FILE).read_bytes()).digest()
    write, left = publishing._write, [number]

    def full(path: Path, content: bytes) -> None:
        left[0] -= 1
        if left[0] == 0:
            path.write_bytes(content[:1])
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, content)

    monkeypatch.setattr(publishing, "_write", full)
    with pytest.raises(OSError, match="No space left"):
        publishing.write(root / "1", FILES)
    assert {path.name for path in root.iterdir()} == before
    assert hashlib.sha256((root / FILE).read_bytes()).digest() == register
    hold_open(root, first)
