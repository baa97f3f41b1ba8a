"""The packages as they are shipped: no withheld figure in the build, nor in any answer from it."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from commissioning import __main__ as command_line
from commissioning import building, downloads, questions, tables
from commissioning.questions.evidence import Split
from commissioning.settings import Settings
from commissioning.store import Answer, Store
from commissioning.wording import changes as words
from commissioning.workbooks import workbook
from tests.contracts.examples import EXAMPLES, QUESTIONS
from tests.drawing.test_workbooks import ABOUT, sheets, table
from tests.reference import plain
from tests.store.attacking_builds import given_away, small
from tests.store.test_withholding import build, built_rows, results, returned, split, with_whole

PACKAGE = "illustrative"
SPLITS: tuple[Split, ...] = ("area", "provider", "age", "disability", "ethnicity", "sex")
FIGURES = ("numerator", "denominator", "actual")
Row = dict[str, Any]
Periods = dict[tuple[str, ...], list[Row]]


@pytest.fixture(scope="module")
def filed(data: Path) -> dict[str, Row]:
    """The returns as the package has them, by the name that answers give each."""
    units = {
        row["indicator_id"]: (row["unit"], int(row["disclosure_threshold"] or 5))
        for row in plain.rows(data, PACKAGE, "indicators")
    }
    key = ("indicator_id", "period_start", "period_end", "dimension", "cohort")
    found = {}
    for row in plain.rows(data, PACKAGE, "indicator_returns"):
        unit, threshold = units[row["indicator_id"]]
        numbers = {name: plain.number(row[name]) for name in FIGURES}
        more = {"unit": unit, "threshold": threshold}
        found["/".join(row[name] for name in key)] = {**row, **numbers, **more}
    return found


@pytest.fixture(scope="module")
def held(built: Settings) -> dict[str, Row]:
    rows = built_rows(built, f"FROM outcome_result WHERE package = '{PACKAGE}'")
    return {row["outcome_id"]: row for row in rows}


@pytest.fixture(scope="module")
def withheld(filed: dict[str, Row], held: dict[str, Row]) -> dict[str, Row]:
    """What was filed for the rows that are not shown."""
    return {name: filed[name] for name, row in held.items() if row["status"] == "suppressed"}


def by_period(rows: dict[str, Row]) -> Periods:
    found: Periods = {}
    for name, row in sorted(rows.items()):
        found.setdefault(tuple(name.split("/")[:3]), []).append(row)
    return found


def test_no_small_count_of_any_split_can_be_worked_out(
    filed: dict[str, Row], held: dict[str, Row]
) -> None:
    assert filed.keys() == held.keys()
    periods, built_periods = by_period(filed), by_period(held)
    split_periods = [
        key for key, rows in periods.items() if any(row["dimension"] != "all" for row in rows)
    ]
    attacked = 0
    for key in split_periods:
        rows, threshold = periods[key], periods[key][0]["threshold"]
        attacked += len(small(rows, threshold))
        assert given_away(built_periods[key], rows, threshold) == [], key
    assert len(split_periods) >= 60
    assert attacked > 20


def test_a_build_has_no_figure_of_a_withheld_row(built: Settings, withheld: dict[str, Row]) -> None:
    """Every table that names a withheld row, by its name or by its place, has no number for it."""
    current = building.current_build(built.builds)
    assert current is not None
    places = {(row["file"], int(row["line"])): row for row in withheld.values()}
    found = set()
    with duckdb.connect(str(built.builds / current.file), read_only=True) as connection:
        tables = [name for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT internal"
        ).fetchall()]  # fmt: skip
        for table in tables:
            result = connection.execute(f"FROM {table}")
            names = [column[0] for column in result.description or ()]
            for values in result.fetchall():
                row = dict(zip(names, values, strict=True))
                if (row.get("file"), row.get("line")) in places:
                    found.add(table)
                    assert figures(row) == {}, (table, row)
    assert {"indicator_returns", "outcome_result"} <= found


def figures(row: Row) -> dict[str, Any]:
    """The numbers of a row that are not those of its place, its definition or its target.

    Nor those of all the people of its split, which are worked out from what the build holds, nor
    the package's threshold, which every reader is told.
    """
    given = ("line", "earlier_line", "per", "definition_version", "target", "threshold")
    given += ("people", "missing_percent", "missing_most_percent", "disclosure_threshold")
    return {
        name: value
        for name, value in row.items()
        if isinstance(value, int | float) and not isinstance(value, bool) and name not in given
    }


def answers(store: Store) -> Iterator[Answer]:
    """Every question of the examples, and the one about results for each split."""
    for name, examples in EXAMPLES.items():
        for arguments in examples:
            if arguments.get("package", PACKAGE) == PACKAGE:
                yield QUESTIONS[name](store, **arguments)
    for dimension in SPLITS:
        yield questions.indicator_results(store, package=PACKAGE, dimension=dimension)


def test_no_answer_has_a_number_for_a_withheld_row(store: Store, withheld: dict[str, Row]) -> None:
    places = {(row["file"], int(row["line"])) for row in withheld.values()}
    seen = set()
    for answer in answers(store):
        for row in answer.rows:
            if row.get("status") == "suppressed" or (row.get("file"), row.get("line")) in places:
                assert figures(row) == {}, (answer.question, row)
                assert row.get("point_met") is None
                seen.add(row.get("outcome_id"))
    assert withheld.keys() <= seen


@pytest.mark.parametrize("dimension", SPLITS)
def test_no_download_has_a_number_for_a_withheld_row(
    store: Store, withheld: dict[str, Row], dimension: Split
) -> None:
    answer = questions.indicator_results(store, package=PACKAGE, dimension=dimension)
    if not answer.rows:
        assert not any(f"/{dimension}/" in name for name in withheld)
        return
    about = {"title": "T", "source": "S", "basis": "B", "filters": {}, "as_at": "2025-10-31"}
    download = downloads.csv_download(answer.rows, **about, data_version="v").decode("utf-8-sig")
    text = "\n".join(line for line in download.splitlines() if not line.startswith("#"))
    rows = {row["outcome_id"]: row for row in csv.DictReader(io.StringIO(text))}
    numbers = (*FIGURES, "gap", "interval_low", "interval_high")
    _, cells = table(sheets(workbook([answer], ABOUT))["Table 1"])
    for line in cells:
        row = dict(zip((column.name for column in answer.columns), line, strict=True))
        if row["outcome_id"].value in withheld:
            assert {row[name].kind for name in numbers} == {"text"}
    for name in withheld.keys() & rows.keys():
        assert {rows[name][column] for column in numbers} == {""}


@pytest.mark.parametrize("layout", ["csv", "json"])
def test_the_command_line_prints_no_withheld_figure(
    built: Settings,
    withheld: dict[str, Row],
    layout: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COMMISSIONING_DATA", str(built.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(built.builds))
    asked = ["ask", "indicator_results", "--package", PACKAGE, "--dimension", "ethnicity"]
    assert command_line.main([*asked, "--format", layout]) == 0
    out = capsys.readouterr().out
    of_split = {name for name in withheld if "/ethnicity/" in name}
    assert of_split
    rows = list(csv.DictReader(io.StringIO(out))) if layout == "csv" else json.loads(out)["rows"]
    found = {row["outcome_id"]: row for row in rows if row["status"] == "suppressed"}
    assert found.keys() == of_split
    assert all((row[name] or None) is None for row in found.values() for name in FIGURES)


SPLIT = split(("A", 3, 50))


@pytest.fixture
def raised(tmp_path: Path) -> tuple[Settings, Store]:
    """A build of a package whose threshold was raised, beside the build with all it had shown.

    Besides, a cohort with few people was taken out, one that had few has many, and the provider
    of the whole filed another figure.
    """
    rows = with_whole(SPLIT)
    gone = returned("E", 2, 70, split="age")
    few = returned("F", 4, 90, split="disability")
    then = build(tmp_path / "then", {"I": ({}, [*rows, gone, few])}, disclosure={"threshold": 1})
    many = returned("F", 40, 90, split="disability")
    now = replace(then, data=tmp_path / "now" / "data")
    revised = [{**rows[0], "numerator": 109}, *rows[1:]]
    made = build(tmp_path / "now", {"I": ({}, [*revised, many])})
    assert made.data == now.data
    earlier = building.current_build(then.builds)
    assert earlier is not None
    building.build(now)
    return now, Store(now, earlier.data_version)


def test_a_threshold_that_was_raised_gives_away_nothing_of_before(
    raised: tuple[Settings, Store],
) -> None:
    settings, store = raised
    hidden = {row["cohort"] for row in results(settings, "I") if row["status"] == "suppressed"}
    assert "A" in hidden
    rows = questions.row_changes(store, package="made").rows
    returns = [row for row in rows if row["resource"] == "indicator_returns"]
    of_splits = [row for row in returns if "/all/" not in row["key"]]
    cohorts = {row["key"].split("/")[-1]: row for row in of_splits}
    assert cohorts.keys() == {*hidden, "E", "F"}
    for row in of_splits:
        assert row["field"] not in (*FIGURES, "returned_on", "note")
        for text in (row["old_text"] or "", row["new_text"] or ""):
            assert not any(f"{name}:" in text for name in (*FIGURES, "returned_on", "note"))
    assert (cohorts["A"]["field"], cohorts["A"]["old_text"]) == ("status", "returned")
    assert cohorts["E"]["change"] == "removed"
    assert (cohorts["F"]["change"], cohorts["F"]["field"]) == ("changed", None)
    assert "the figures of a split, which are not listed" in words.row_words(cohorts["F"])
    assert "not listed" in tables.row_changes_table(rows)
    counts = questions.row_change_counts(store, package="made").rows
    assert {(row["change"], row["rows"]) for row in counts} == {
        ("removed", 1),
        ("changed", len(hidden) + 2),
    }


def test_a_change_of_a_whole_service_is_listed(raised: tuple[Settings, Store]) -> None:
    _, store = raised
    (row,) = (
        row for row in questions.row_changes(store, package="made").rows if "/all/" in row["key"]
    )
    assert (row["field"], row["old_text"], row["new_text"]) == ("numerator", "108.0", "109.0")
