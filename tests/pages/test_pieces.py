"""The pieces pages are made of: what is kept, what a click may bring back, what may be linked."""

import base64
import json
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import StopException

from commissioning import questions
from commissioning.charts import Chart
from commissioning.faults import QuestionTooLong
from commissioning.store import Store
from commissioning.ui import cache, components, running, sheet
from commissioning.ui.cache import Kept
from commissioning.ui.running import OfThisRun
from commissioning.ui.sheet import File, is_mark
from commissioning.ui.sheet import made as file_made
from commissioning.wording import Rows


def kept(*, entries: int = 10, rows: int = 100) -> Kept[list[int]]:
    return Kept(entries, rows, len)


def made(shelf: Kept[list[int]], key: str, rows: int) -> bool:
    """Whether the shelf had to have the thing made."""
    calls = []
    shelf.get(key, lambda: calls.append(key) or [0] * rows)
    return bool(calls)


def test_a_thing_is_made_once() -> None:
    shelf = kept()
    assert made(shelf, "a", 5)
    assert not made(shelf, "a", 5)
    shelf.clear()
    assert made(shelf, "a", 5)


def test_the_least_recently_used_makes_room() -> None:
    shelf = kept(entries=2)
    made(shelf, "a", 1)
    made(shelf, "b", 1)
    made(shelf, "a", 1)
    made(shelf, "c", 1)
    assert not made(shelf, "a", 1)
    assert made(shelf, "b", 1)


def test_rows_held_are_capped_as_well_as_entries() -> None:
    shelf = kept(rows=100)
    made(shelf, "a", 60)
    made(shelf, "b", 60)
    assert not made(shelf, "b", 60)
    assert made(shelf, "a", 60)


def test_what_is_too_big_is_not_kept_and_pushes_nothing_out() -> None:
    shelf = kept(rows=100)
    made(shelf, "a", 60)
    assert made(shelf, "big", 101)
    assert made(shelf, "big", 101)
    assert not made(shelf, "a", 60)


def at_once(
    shelf: Kept[list[int]], fault: Exception | None = None
) -> tuple[list[object], list[int]]:
    """What four threads that miss at once come to, and how often the thing was made."""
    calls: list[int] = []
    together = Barrier(4)

    def make() -> list[int]:
        calls.append(1)
        time.sleep(0.5)
        if fault:
            raise fault
        return [7]

    def get() -> list[int]:
        together.wait(10)
        return shelf.get("a", make)

    with ThreadPoolExecutor(4) as threads:
        begun = [threads.submit(get) for _ in range(4)]
        return [each.exception() or each.result() for each in begun], calls


def test_of_several_that_miss_at_once_one_makes_it() -> None:
    assert at_once(kept()) == ([[7]] * 4, [1])


def test_those_who_wait_meet_its_fault_and_the_next_asks_again() -> None:
    shelf, fault = kept(), QuestionTooLong("slow", 20)
    assert at_once(shelf, fault) == ([fault] * 4, [1])
    assert made(shelf, "a", 5)


def test_a_thing_that_is_being_made_keeps_no_other_waiting() -> None:
    shelf = kept()
    begun, let_go = Event(), Event()

    def slow() -> list[int]:
        begun.set()
        assert let_go.wait(10)
        return []

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(lambda: shelf.get("slow", slow))
        assert begun.wait(10)
        assert made(shelf, "other", 1)
        assert not waiting.done()
        let_go.set()
        assert waiting.result(10) == []


MARKED = Chart(
    {
        "data": [
            {"customdata": [["2021/22", "VAWG"], None, ["2022/23", None]]},
            {"text": "no marks"},
            {"customdata": None},
        ],
        "layout": {},
    },
    "",
    "",
    "",
)


def test_only_what_a_mark_carries_is_followed() -> None:
    assert is_mark(MARKED, ["2021/22", "VAWG"])
    assert is_mark(MARKED, ["2022/23", None])


@pytest.mark.parametrize(
    "sent", [None, [], {}, "2021/22", 7, ["2021/22"], ["2021/22", "Other"], [["2021/22", "VAWG"]]]
)
def test_anything_else_from_a_browser_is_ignored(sent: Any) -> None:
    assert not is_mark(MARKED, sent)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//elsewhere.example", "data:text/html,x", "", None]
)
def test_only_pages_and_the_web_are_linked(address: str | None) -> None:
    assert components.link("A & B", address) == "A &amp; B"


def test_pages_and_the_web_are_linked() -> None:
    assert components.link("A", "./decisions?a=1&b=2") == '<a href="./decisions?a=1&amp;b=2">A</a>'
    assert components.link("A", "https://a.example/") == '<a href="https://a.example/">A</a>'


def test_a_file_comes_whole_and_another_time_is_another_file() -> None:
    file = File("grew.csv", "text/csv", lambda: "£1".encode())
    first, second = file_made(file), file_made(file)
    assert base64.b64decode(first["content"]).decode() == "£1"
    assert (first["name"], first["type"], first["fault"]) == ("grew.csv", "text/csv", "")
    assert first["id"] != second["id"]


def test_a_file_that_takes_too_long_or_fails_says_so(caplog: pytest.LogCaptureFixture) -> None:
    def fail(fault: Exception) -> dict[str, str]:
        def content() -> bytes:
            raise fault

        return file_made(File("grew.csv", "text/csv", content))

    assert "no answer after 20 seconds" in fail(QuestionTooLong("spend_by_year", 20))["fault"]
    assert caplog.records == []
    broken = fail(ValueError("secret"))
    assert "could not be made" in broken["fault"]
    assert "secret" not in str(broken)
    assert "grew.csv could not be made" in caplog.text


def test_a_value_of_a_run_is_its_threads_and_a_callbacks_from_the_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session: dict[str, str] = {}
    monkeypatch.setattr(running.st, "session_state", session)
    held = OfThisRun[str]("_word")
    assert not held.is_set()
    held.set("one")

    def elsewhere() -> None:
        found.append(held.get())
        held.set("two")
        found.append(held.get())

    found: list[str] = []
    other = Thread(target=elsewhere)
    other.start()
    other.join()
    assert found == ["one", "two"]
    assert session == {"_word": "two"}
    assert held.get() == "one"


def test_values_within_lists_are_held_too(store: Store) -> None:
    trends = questions.indicator_trends(store, package="london")
    results = questions.indicator_results(store, package="london")
    lists = sum(column.type.endswith("[]") for column in trends.columns)
    assert lists == 5
    assert cache.values_held(results) == sum(map(len, results.rows))
    assert cache.values_held(trends) == sum(map(len, trends.rows)) + lists * len(results.rows)


def test_a_table_is_laid_out_once_for_each_answer_and_choice(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "store", lambda: store)
    monkeypatch.setattr(cache, "_tables", Kept[str](10, 1_000, len))
    laid: list[str] = []

    def table(rows: Rows, *, caption: str) -> str:
        laid.append(caption)
        return f"{caption}: {len(rows)}"

    every = questions.package_list(store)
    versions = questions.data_versions(store)
    said = [
        cache.tabulate(table, answer, caption=caption)
        for answer, caption in ((every, "a"), (every, "a"), (versions, "a"), (every, "b"))
    ]
    assert laid == ["a", "a", "b"]
    assert said == [
        f"a: {len(every.rows)}",
        f"a: {len(every.rows)}",
        f"a: {len(versions.rows)}",
        f"b: {len(every.rows)}",
    ]


@pytest.mark.parametrize(
    ("fault", "placed"), [(None, 2), (ValueError("no chart"), 1), (StopException(), 0)]
)
def test_a_stretch_is_one_element_unless_its_run_is_overtaken(
    monkeypatch: pytest.MonkeyPatch, fault: BaseException | None, placed: int
) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(sheet, "_SHEET", lambda **element: sent.append(element))
    with suppress(ValueError, StopException), sheet.stretch():
        sheet.place(sheet.words("one"), key="first")
        if fault:
            raise fault
        sheet.place(sheet.words("two"), key="second")
    assert not sheet.is_stretching()
    assert [element["key"] for element in sent] == ["first"] * bool(placed)
    laid = [json.loads(zlib.decompress(element["data"])) for element in sent]
    assert [[piece["html"] for piece in each] for each in laid] == [["one", "two"][:placed]] * bool(
        placed
    )
