"""What is noted of a question, and what is not: a visitor's own words are written down nowhere."""

import inspect
import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator

import duckdb
import pytest

from commissioning import asked, logs, questions
from commissioning.faults import QuestionFault
from commissioning.logs import JsonLines
from commissioning.settings import PROJECT
from commissioning.store import Store

MOJ = ["moj-victims-grant"]
TYPED = 'Jane Doe\n{"level": "info"}'


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything the dashboard logs, as a server would write it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    level = logs.LOGGER.level
    logs.LOGGER.addHandler(handler)
    logs.LOGGER.setLevel(logging.INFO)
    yield stream
    logs.LOGGER.setLevel(level)
    logs.LOGGER.removeHandler(handler)


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_question_is_noted_with_what_it_took(store: Store, written: io.StringIO) -> None:
    answer = questions.growth(store, package="london", series_ids=MOJ, last_year="2021/22")
    (line,) = lines(written)
    assert line["question"] == "growth"
    assert line["outcome"] == "answered"
    assert line["level"] == "info"
    assert line["rows"] == len(answer.rows) > 0
    assert line["data_version"] == store.data_version
    milliseconds = line["milliseconds"]
    assert isinstance(milliseconds, float)
    assert 0 < milliseconds < 60_000
    parameters = line["parameters"]
    assert isinstance(parameters, dict)
    assert parameters["package"] == "london"
    assert parameters["last_year"] == "2021/22"


def test_what_a_visitor_typed_is_not_written_down(store: Store, written: io.StringIO) -> None:
    questions.decision_rows(
        store, package="london", text=TYPED, providers=[TYPED], services=[TYPED], order="newest"
    )
    (line,) = lines(written)
    assert "Jane" not in written.getvalue()
    assert line["parameters"] == {
        "counting": "counted",
        "limit": 50,
        "offset": 0,
        "open_ended": "leave_out",
        "order": "newest",
        "package": "london",
    }


def test_a_parameter_nobody_listed_is_not_written_down() -> None:
    assert asked.plain({"of_next_year": "Jane", "limit": 3, "order": None}) == {"limit": 3}


def test_nothing_listed_is_the_name_of_anyone_or_anything() -> None:
    """What is listed is given by every question as a year, a date, a number or one of few words."""
    by_name: dict[str, set[str]] = {}
    for function in vars(questions).values():
        if inspect.isfunction(function):
            for name, parameter in inspect.signature(function).parameters.items():
                by_name.setdefault(name, set()).add(str(parameter.annotation))
    named = {"services", "service", "providers", "provider", "programmes", "funders", "areas"}
    assert not asked.PLAIN & (named | {"text", "find", "search", "series_id", "series_ids"})
    texts = {n for n in asked.PLAIN for a in by_name.get(n, ()) if a in ("str", "str | None")}
    years = {name for name in texts if name.endswith(("year", "base"))}
    assert texts - years <= {"package", "index_base"}


def test_what_a_visitor_typed_is_in_no_message_of_a_refusal(
    store: Store, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commissioning.store.question_sql", lambda name: "SELECT $text::INTEGER")
    with pytest.raises(QuestionFault, match=r"^decision_rows: ") as refusal:
        store.ask("decision_rows", text=TYPED)
    logs.LOGGER.error("a page could not be shown", exc_info=refusal.value)
    noted, failed = lines(written)
    assert (noted["outcome"], noted["level"], noted["rows"]) == ("refused", "warning", 0)
    traceback = str(failed["traceback"])
    assert traceback.startswith("Traceback (most recent call last)")
    assert "in ask" in traceback
    assert "QuestionFault" in traceback
    assert "Jane" not in written.getvalue()
    # The engine does quote it, so there was something to keep out.
    with pytest.raises(duckdb.Error, match="Jane Doe"):
        duckdb.execute("SELECT 'Jane Doe'::INTEGER")


def test_a_line_is_one_object_whatever_is_in_it(written: io.StringIO) -> None:
    logs.LOGGER.info("message %s", TYPED)
    (line,) = lines(written)
    assert line["message"] == f"message {TYPED}"
    assert str(line["at"]).endswith("+00:00")


def test_a_server_writes_to_stderr_once_however_often_it_is_told() -> None:
    code = (
        "import logging; from commissioning import logs\n"
        "logs.to_stderr(); logs.to_stderr()\n"
        "logging.getLogger('commissioning.ui').warning('once')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert json.loads(line)["message"] == "once"
