"""The register: what it lets open until when, and a log that shows when it was tampered with."""

import base64
import datetime
import hashlib
import json
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some

from commissioning.faults import RegisterFault
from commissioning.sharing.chain import Log
from commissioning.sharing.identifiers import PATTERN, digest_of, new_identifier
from commissioning.sharing.register import FILE, Register
from tests.sharing.conftest import Clock
from tests.sharing.published import publish

pytestmark = pytest.mark.usefixtures("at")


def lines(root: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (root / FILE).read_text("utf-8").splitlines()]


def test_a_link_opens_for_thirty_days_where_nothing_else_is_said(tmp_path: Path, at: Clock) -> None:
    made = publish(tmp_path)
    register = Register(tmp_path)
    at.go_to("2026-04-01", 22)
    assert register.state(made.digest) == "open", "the thirtieth day, to its end"
    at.go_to("2026-04-01", 23)
    assert register.state(made.digest) == "expired", "midnight in England, in summer time"
    assert register.state(digest_of("never published")) == "unknown"


def test_a_link_is_paused_resumed_revoked_and_renewed(tmp_path: Path, at: Clock) -> None:
    first, second = publish(tmp_path), publish(tmp_path)
    register = Register(tmp_path)
    register.pause(first.digest, by="a")
    assert register.state(first.digest) == "paused"
    register.resume(first.digest, by="a")
    assert register.state(first.digest) == "open"
    at.go_to("2026-06-01")
    assert register.state(first.digest) == "expired"
    register.renew(first.digest, datetime.date(2026, 7, 1), by="a")
    assert register.state(first.digest) == "open"
    register.revoke(first.digest, by="a")
    assert register.state(first.digest) == "revoked"
    assert register.state(second.digest) == "expired", "no link changes with another"
    for refused in (
        lambda: register.resume(first.digest, by="a"),
        lambda: register.pause(first.digest, by="a"),
        lambda: register.renew(first.digest, datetime.date(2026, 7, 1), by="a"),
        lambda: register.revoke(first.digest, by="a"),
    ):
        with pytest.raises(RegisterFault, match="revoked"):
            refused()
    assert register.state(first.digest) == "revoked"


@pytest.mark.parametrize("day", ["2026-03-01", "2029-03-05"])
def test_an_expiry_is_a_day_to_come_and_within_three_years(day: str, tmp_path: Path) -> None:
    with pytest.raises(RegisterFault, match="three years"):
        publish(tmp_path, expires=datetime.date.fromisoformat(day))
    assert Register(tmp_path).listed() == {}


def test_threat_01_the_identifier_is_random_and_written_nowhere(tmp_path: Path) -> None:
    made = [publish(tmp_path) for _ in range(20)]
    for one in made:
        assert PATTERN.fullmatch(one.id)
    for file in tmp_path.rglob("*"):
        text = str(file) + (file.read_text("utf-8") if file.is_file() else "")
        for one in made:
            assert one.id not in text
    assert {one.digest for one in made} == {
        hashlib.sha256(one.id.encode()).hexdigest() for one in made
    }


def test_threat_01_identifiers_hold_128_bits_of_chance() -> None:
    bits = [
        "".join(f"{byte:08b}" for byte in decoded)
        for decoded in (base64.urlsafe_b64decode(new_identifier() + "==") for _ in range(2000))
    ]
    assert {len(each) for each in bits} == {128}
    # Each bit is 1 in half of them: 6 standard errors of a binomial with 2000 trials is 134.
    for place in range(128):
        assert abs(sum(each[place] == "1" for each in bits) - 1000) < 134
    assert len(set(bits)) == 2000


def test_threat_16_the_log_says_what_was_done_and_nothing_of_readers(tmp_path: Path) -> None:
    made = publish(tmp_path, by="a director")
    register = Register(tmp_path)
    register.record_opens({made.digest: 3}, {made.digest: 1})
    register.pause(made.digest, by="an administrator")
    register.resume(made.digest, by="an administrator")
    register.renew(made.digest, datetime.date(2026, 12, 1), by="a director")
    register.revoke(made.digest, by="an administrator")
    said = lines(tmp_path)
    assert [line["event"] for line in said] == [
        "publish", "open", "export", "pause", "resume", "renew", "revoke",
    ]  # fmt: skip
    common = {"event", "snapshot", "at", "previous"}
    assert {frozenset(line) - common for line in said} == {
        frozenset({"title", "address", "data_version", "by", "expires", "manifest", "allow_newer"}),
        frozenset({"count"}),
        frozenset({"by"}),
        frozenset({"by", "expires"}),
    }
    assert said[1]["at"] == "2026-03-02", "an opening is counted by the day"
    listed = register.listed()[made.digest]
    assert (listed.opened, listed.exported, listed.by) == (3, 1, "a director")
    assert listed.days_opened == {"2026-03-02": 3}


def test_every_line_follows_from_the_one_before(tmp_path: Path) -> None:
    made = publish(tmp_path)
    register = Register(tmp_path)
    register.record_opens({made.digest: 2}, {})
    register.revoke(made.digest, by="a")
    previous = "0" * 64
    for line in (tmp_path / FILE).read_bytes().splitlines():
        assert json.loads(line)["previous"] == previous
        previous = hashlib.sha256(line).hexdigest()
    assert register.verify().sound
    assert register.verify().head == previous


@pytest.mark.parametrize("harm", ["changed", "removed", "put in", "swapped"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_threat_16_a_line_that_was_tampered_with_breaks_the_chain(
    harm: str, number: int, tmp_path: Path
) -> None:
    made = publish(tmp_path)
    register = Register(tmp_path)
    for count in (1, 2, 3):
        register.record_opens({made.digest: count}, {})
    file = tmp_path / FILE
    written = file.read_text("utf-8").splitlines(keepends=True)
    assert register.verify().sound
    match harm:
        case "changed":
            written[number - 1] = written[number - 1].replace('"at":"2026', '"at":"2025')
        case "removed":
            del written[number - 1]
        case "put in":
            written.insert(number, written[0])
        case "swapped":
            written[number - 1], written[number] = written[number], written[number - 1]
    file.write_text("".join(written), "utf-8")
    verdict = Register(tmp_path).verify()
    assert not verdict.sound
    assert verdict.broken in (number, number + 1)


def test_a_line_cut_short_at_any_byte_loses_only_itself(tmp_path: Path) -> None:
    made = publish(tmp_path)
    register = Register(tmp_path)
    register.pause(made.digest, by="a")
    file = tmp_path / FILE
    before = file.read_bytes()
    register.resume(made.digest, by="a")
    whole = file.read_bytes()
    for cut in range(len(before), len(whole) + 1):
        file.write_bytes(whole[:cut])
        reader = Register(tmp_path)
        assert reader.state(made.digest) == ("open" if cut == len(whole) else "paused")
        reader.record_opens({made.digest: 1}, {})
        verdict = reader.verify()
        assert verdict.sound, cut
        assert len(verdict.torn) == (1 if len(before) < cut < len(whole) - 1 else 0), cut
        assert reader.listed()[made.digest].opened == 1


def test_a_reader_sees_what_another_process_adds(tmp_path: Path) -> None:
    made = publish(tmp_path)
    reader, writer = Register(tmp_path), Register(tmp_path)
    assert reader.state(made.digest) == "open"
    writer.revoke(made.digest, by="a")
    assert reader.state(made.digest) == "revoked"
    other = publish(tmp_path)
    assert reader.state(other.digest) == "open"


def _add(root: str, name: str, times: int) -> None:
    log = Log(Path(root) / FILE)
    for number in range(times):
        log.append({"event": "open", "snapshot": name, "count": number, "at": "2026-03-02"})


def test_processes_that_write_at_once_make_one_chain(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as workers:
        for done in [workers.submit(_add, str(tmp_path), str(n), 25) for n in range(4)]:
            done.result()
    verdict = Log(tmp_path / FILE).verify()
    assert (verdict.entries, verdict.sound, verdict.torn) == (100, True, ())


def test_what_was_added_is_on_the_disk_before_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda d: (synced.append(os.fstat(d).st_size), real(d))[1])
    Log(tmp_path / FILE).append({"event": "open"})
    assert (tmp_path / FILE).stat().st_size in synced


@given(texts=some.lists(some.text(max_size=300), min_size=1, max_size=6))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_come_back_as_they_were(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    log = Log(tmp_path_factory.mktemp("log") / FILE)
    for text in texts:
        log.append({"said": text})
    assert [entry.values["said"] for entry in log.entries()] == texts
    assert log.verify().sound


def test_a_newer_version_is_told_only_where_its_publisher_allows(tmp_path: Path, at: Clock) -> None:
    told, silent = publish(tmp_path), publish(tmp_path, allow_newer=False)
    elsewhere = publish(tmp_path, address="/bridge?data=london")
    register = Register(tmp_path)
    assert register.newer(told.digest) is None
    at.go_to("2026-03-20")
    newer = publish(tmp_path)
    assert register.newer(told.digest) == at.moment
    assert register.newer(silent.digest) is None
    assert register.newer(elsewhere.digest) is None
    assert register.newer(newer.digest) is None
    register.revoke(newer.digest, by="a")
    assert register.newer(told.digest) is None, "what was withdrawn is not the newer version"


def test_files_of_a_link_that_closed_a_year_ago_are_deleted_and_the_log_says_so(
    tmp_path: Path, at: Clock
) -> None:
    made, revoked, kept = publish(tmp_path), publish(tmp_path), publish(tmp_path)
    register = Register(tmp_path)
    register.revoke(revoked.digest, by="a")
    register.renew(kept.digest, datetime.date(2027, 3, 1), by="a")
    at.go_to("2027-04-01")
    assert [entry.digest for entry in register.remove_long_closed(by="a")] == [revoked.digest]
    at.go_to("2027-04-03")
    assert [entry.digest for entry in register.remove_long_closed(by="a")] == [made.digest]
    assert [folder.exists() for folder in (made.folder, revoked.folder, kept.folder)] == [
        False,
        False,
        True,
    ]
    assert [register.state(one.digest) for one in (made, revoked)] == ["expired", "revoked"]
    with pytest.raises(RegisterFault, match="publish it again"):
        register.renew(made.digest, datetime.date(2027, 5, 1), by="a")
    assert [line["event"] for line in lines(tmp_path)].count("remove") == 2
