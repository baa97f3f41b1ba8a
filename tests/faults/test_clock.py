"""One module reads the clock, so it can be set; no figure moves when the year or the hour does."""

import ast
import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commissioning import building, clock
from commissioning.settings import PROJECT, QUERIES, Settings
from commissioning.store import Store
from tests.contracts.examples import EXAMPLES, QUESTIONS
from tests.faults.made import settings_in, write_amount

READERS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "ctime"),
    ("time", "strftime"),
    ("Timestamp", "now"),
    ("Timestamp", "today"),
}
IN_SQL = re.compile(
    r"\b(now|today|get_current_\w+|current_localtime\w*|transaction_timestamp)\s*\(|"
    r"\bcurrent_(date|time|timestamp)\b",
    re.IGNORECASE,
)


def python_files() -> list[Path]:
    folders = ("commissioning", "pages", "benchmarks")
    return [
        PROJECT / "dashboard.py",
        *(path for folder in folders for path in sorted((PROJECT / folder).rglob("*.py"))),
    ]


def clock_reads(source: str) -> list[str]:
    """Every call or mention of something that reads the clock."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (name, node.attr) in READERS:
                found.append(f"{name}.{node.attr}")
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            found += [f"time.{each.name}" for each in node.names if ("time", each.name) in READERS]
    return found


def test_no_other_module_reads_the_clock() -> None:
    readers = {
        path.relative_to(PROJECT).as_posix(): found
        for path in python_files()
        if (found := clock_reads(path.read_text(encoding="utf-8")))
    }
    assert readers == {"commissioning/clock.py": ["datetime.now"]}


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now()",
        "datetime.datetime.now(UTC)",
        "date.today()",
        "datetime.date.today()",
        "time.time()",
        "from time import time",
        "pd.Timestamp.now()",
        "given(default=datetime.datetime.utcnow)",
    ],
)
def test_a_reader_of_the_clock_is_seen(line: str) -> None:
    assert clock_reads(line)


def test_no_query_reads_the_clock() -> None:
    def statements(path: Path) -> str:
        return re.sub(r"--.*", "", path.read_text(encoding="utf-8"))

    found = {path.name for path in QUERIES.rglob("*.sql") if IN_SQL.search(statements(path))}
    assert found == set()


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the clock to a moment, given as ISO 8601 with its offset from UTC."""

    def to(moment: str) -> None:
        at = datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC)
        monkeypatch.setattr(clock, "now", lambda: at)

    return to


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-31T23:59:59+01:00", "2026-03-31"),
        ("2026-03-31T22:59:59+00:00", "2026-03-31"),
        ("2026-03-31T23:00:00+00:00", "2026-04-01"),  # summer time: midnight in England
        ("2025-03-31T23:00:00+00:00", "2025-04-01"),
        ("2024-03-30T23:59:59+00:00", "2024-03-30"),  # the night before summer time began
        ("2026-10-24T23:30:00+00:00", "2026-10-25"),
        ("2026-10-25T00:30:00+00:00", "2026-10-25"),  # half past one, the first time
        ("2026-10-25T01:30:00+00:00", "2026-10-25"),  # and the second
        ("2026-12-31T23:59:59+00:00", "2026-12-31"),
    ],
)
def test_a_day_is_a_day_in_england(set_clock: Callable[[str], None], moment: str, day: str) -> None:
    set_clock(moment)
    assert clock.today().isoformat() == day


def test_builds_keep_their_order_when_the_hour_is_had_twice(
    set_clock: Callable[[str], None], tmp_path: Path
) -> None:
    settings = settings_in(tmp_path)
    moments = ("2026-10-25T00:59:00+00:00", "2026-10-25T01:01:00+00:00")
    built = []
    for number, moment in enumerate(moments):
        set_clock(moment)
        write_amount(settings, 100 + number)
        built.append(building.build(settings))
    assert [build.built_at for build in built] == list(moments)
    assert building.kept_builds(settings.builds) == built[::-1]


def test_a_clock_that_goes_back_does_not_bring_back_old_data(
    set_clock: Callable[[str], None], tmp_path: Path
) -> None:
    settings = settings_in(tmp_path)
    for number, moment in enumerate(("2026-04-01T00:00:00+01:00", "2026-03-31T12:00:00+01:00")):
        set_clock(moment)
        write_amount(settings, 100 + number)
        newest = building.build(settings)
    assert building.current_build(settings.builds) == newest
    assert building.kept_builds(settings.builds)[0] == newest


# What says itself when something was built.
DATED = {"data_versions"}


def test_no_answer_depends_on_the_day_it_is_built_or_asked(
    built: Settings, set_clock: Callable[[str], None], tmp_path: Path
) -> None:
    """Data built on the last day of a year, asked on the first of the next, in a year far off."""
    set_clock("2031-03-31T23:59:59+01:00")
    made = Settings(built.data, tmp_path)
    building.build(made)
    set_clock("2031-04-01T00:00:01+01:00")
    today, then = Store(built), Store(made)
    assert today.built_at != then.built_at == "2031-03-31T22:59:59+00:00"
    differ = [
        name
        for name in sorted(EXAMPLES.keys() - DATED)
        for example in EXAMPLES[name]
        if QUESTIONS[name](then, **example).rows != QUESTIONS[name](today, **example).rows
    ]
    assert differ == []
