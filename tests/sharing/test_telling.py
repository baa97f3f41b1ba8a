"""The command line's register: every snapshot with its state, and whether the log was changed."""

import datetime
from pathlib import Path

import pytest

from commissioning import __main__ as command_line
from commissioning.sharing.register import FILE, Register
from tests.sharing.conftest import Clock
from tests.sharing.published import publish

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMISSIONING_PUBLISHED", str(tmp_path))


def test_an_empty_register_says_so(capsys: Capture) -> None:
    assert command_line.main(["register"]) == 0
    assert capsys.readouterr().out == (
        "Nothing has been published.\nThe log is empty: nothing has been entered in it.\n"
    )


def test_a_log_whose_only_line_was_cut_short_says_both(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"cut')
    assert command_line.main(["register"]) == 0
    said = capsys.readouterr().out
    assert "The log is empty" in said
    assert "cut short while they were written: 1." in said


def test_every_snapshot_is_listed_with_its_state(
    capsys: Capture, tmp_path: Path, at: Clock
) -> None:
    publish(tmp_path, title="Kept")
    gone = publish(tmp_path, title="Gone", expires=datetime.date(2026, 3, 5))
    Register(tmp_path).record_opens({gone.digest: 1204}, {gone.digest: 2})
    Register(tmp_path).revoke(gone.digest, by="a")
    at.go_to("2026-03-09")
    assert command_line.main(["register"]) == 0
    kept, withdrawn = capsys.readouterr().out.split("revoked  ")
    assert kept.startswith("open     Kept\n")
    assert "opens until 1 April 2026; opened never, files taken never" in kept
    assert withdrawn.startswith("Gone\n")
    assert "withdrawn 2 March 2026; opened 1,204 times, files taken twice" in withdrawn
    assert gone.id not in withdrawn


def test_a_log_that_was_changed_is_told_and_fails(
    capsys: Capture, tmp_path: Path, at: Clock
) -> None:
    publish(tmp_path, by="a director")
    Register(tmp_path).record_opens({"0" * 64: 1}, {})
    file = tmp_path / FILE
    file.write_text(file.read_text().replace("a director", "somebody"))
    assert at.moment.year == 2026
    assert command_line.main(["register"]) == 2
    assert "line 2 does not follow from the one before it" in capsys.readouterr().out


def test_tidying_deletes_what_closed_over_a_year_ago(
    capsys: Capture, tmp_path: Path, at: Clock
) -> None:
    made = publish(tmp_path, title="Old")
    at.go_to("2027-06-01")
    assert command_line.main(["register", "--tidy"]) == 0
    told = capsys.readouterr()
    assert f"deleted the files of Old ({made.digest})" in told.err
    assert "its files were deleted" in told.out
    assert not made.folder.exists()
