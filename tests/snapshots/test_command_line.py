"""``publish`` and ``verify`` at the command line, and what changed since a snapshot."""

import datetime
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from commissioning import __main__ as command_line
from commissioning import clock
from commissioning.faults import PublishFault
from commissioning.settings import PROJECT, Settings
from commissioning.sharing.identifiers import digest_of
from commissioning.sharing.register import Register
from commissioning.snapshots import command
from commissioning.snapshots.captured import Capture, Finding
from commissioning.snapshots.publishing import publish


@pytest.fixture
def root(built: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty published folder that the commands work on, on a machine without a browser."""
    root = tmp_path / "published"
    monkeypatch.setenv("COMMISSIONING_DATA", str(built.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(built.builds))
    monkeypatch.setenv("COMMISSIONING_PUBLISHED", str(root))
    monkeypatch.setenv("COMMISSIONING_PUBLIC_ADDRESS", "https://panel.example/")
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name, **k: None if "chrom" in name else which(name))
    return root


def test_a_view_is_published_and_verified(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["publish", "/bridge?data=illustrative", "--by", "A director", "--expires", "10"]
    assert command_line.main([*asked, "--title", "For the panel"]) == 0
    out = capsys.readouterr().out
    assert "Fields: " in out
    (identifier,) = re.findall(r"https://panel\.example/s/([\w-]{22})/", out)
    listed = Register(root).listed()[digest_of(identifier)]
    assert (listed.title, listed.by) == ("For the panel", "A director")
    assert listed.expires == clock.today() + datetime.timedelta(days=10)
    # The page prints a code that leads to it, and says nowhere what opens it.
    html = (root / digest_of(identifier) / "index.html").read_text()
    assert '<div class="qr"><svg' in html
    assert identifier not in html
    assert command_line.main(["verify", identifier, "--data"]) == 0
    assert "Its figures are those of data version" in capsys.readouterr().out
    file = root / digest_of(identifier) / "index.html"
    file.chmod(0o644)
    file.write_text(html + " ")
    assert command_line.main(["verify", identifier]) == 1
    assert "index.html" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["publish", "/nowhere"], ["publish", "/", "--expires", "soon"], ["verify", "a-b-c"]],
)
def test_what_cannot_be_done_is_said(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert command_line.main(arguments) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not root.exists()


def test_text_that_looks_personal_wants_a_reason(pack: Sequence[Capture]) -> None:
    from dataclasses import replace

    found = replace(pack[0], personal=(Finding("postcode", "SW1A 2AA", "Notes"),))
    with pytest.raises(PublishFault, match="--reviewed"):
        command._hold_to_review([found], "")
    command._hold_to_review([found], "the body's own address")
    assert "postcode: SW1A 2AA (Notes)" in command.what_is_public([found])


KILLED = """
import pickle, sys, time
from pathlib import Path
from commissioning.snapshots import publishing
views = pickle.loads(Path(sys.argv[1]).read_bytes())
write = publishing._write
def slowly(path, content):
    write(path, content)
    if path.suffix == ".html":
        print("half", flush=True)
        time.sleep(60)
publishing._write = slowly
publishing.publish(views, Path(sys.argv[2]), by="A director", browser=False)
"""


def test_a_publication_that_is_killed_leaves_nothing_to_serve(
    pack: Sequence[Capture], tmp_path: Path
) -> None:
    import pickle

    (tmp_path / "views").write_bytes(pickle.dumps(pack))
    root = tmp_path / "published"
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "views"), str(root)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    left = [entry.name for entry in root.iterdir() if entry.name != "scripts"]
    assert len(left) == 1
    assert left[0].startswith(".writing-")
    assert Register(root).listed() == {}
    assert Register(root).state(left[0]) == "unknown"
    # The next publication is not in its way.
    made = publish(pack, root, by="A director", browser=False)
    assert made.folder.is_dir()
