"""Whatever the counts of a period, nothing in the table that is built gives a small one back."""

import json
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commissioning import loading, withholding
from commissioning.packages import Package, canonical_schemas
from commissioning.query_files import statements
from commissioning.settings import QUERIES
from tests.store.attacking_builds import given_away

Row = dict[str, Any]
SPLITS = ("age", "sex")


def package(about: dict[str, Any]) -> Package:
    return Package("made", Path(), "Made", "", "real", "", about, ())


@st.composite
def periods(draw: st.DrawFn) -> tuple[str, list[Row]]:
    """A unit, and the rows of one period: the whole, and two splits that may lack some people."""
    unit = draw(st.sampled_from(["percent", "rate", "count"]))
    cohorts = [
        (split, f"{split} {place}") for split in SPLITS for place in range(draw(st.integers(2, 4)))
    ]
    rows = []
    for split, cohort in cohorts:
        met, rest = draw(st.integers(0, 12)), draw(st.integers(0, 12))
        came = draw(st.integers(0, 7)) > 0
        rows.append(_row(unit, split, cohort, met, rest, came=came))
    elsewhere = {split: draw(st.sampled_from([0, 0, 2, 20])) for split in SPLITS}
    sums = [
        (
            sum(row["met"] for row in rows if row["dimension"] == split) + elsewhere[split],
            sum(row["rest"] for row in rows if row["dimension"] == split) + elsewhere[split],
        )
        for split in SPLITS
    ]
    whole = max(met for met, _ in sums), max(rest for _, rest in sums)
    return unit, [_row(unit, "all", "All", *whole, came=True), *rows]


def _row(unit: str, split: str, cohort: str, met: int, rest: int, *, came: bool) -> Row:
    seen = met + rest
    actual = met if unit == "count" else 100 * met / seen if seen else None
    return {
        "dimension": split,
        "cohort": cohort,
        "unit": unit,
        "met": met,
        "rest": rest,
        "status": "returned" if came else "not_returned",
        "numerator": met if came and unit != "count" else None,
        "denominator": seen if came and unit != "count" else None,
        "actual": actual if came else None,
    }


def released(unit: str, rows: list[Row], rule: dict[str, Any]) -> list[Row]:
    """The rows as a build would hold them under a rule."""
    with duckdb.connect() as connection:
        for statement in statements(QUERIES / "macros"):
            connection.execute(statement)
        loading.create_tables(connection, canonical_schemas(), ["made"])
        connection.execute(
            "INSERT INTO indicators BY NAME SELECT 'made' AS package, 'I' AS indicator_id, "
            "1 AS definition_version, $unit AS unit, 100 AS per, 'period' AS accumulation",
            {"unit": unit},
        )
        for row in rows:
            connection.execute(
                "INSERT INTO indicator_returns BY NAME SELECT 'made' AS package, "
                "'I' AS indicator_id, 1 AS definition_version, DATE '2024-04-01' AS period_start, "
                "DATE '2024-06-30' AS period_end, $dimension AS dimension, $cohort AS cohort, "
                "$numerator AS numerator, $denominator AS denominator, $actual AS actual, "
                "$status AS status",
                {name: value for name, value in row.items() if name not in ("unit", "met", "rest")},
            )
        withholding.withhold(connection, package({"disclosure": rule}))
        result = connection.execute(
            "SELECT dimension::VARCHAR AS dimension, cohort, $unit AS unit, status::VARCHAR AS "
            "status, numerator, denominator, actual FROM indicator_returns ORDER BY rowid",
            {"unit": unit},
        )
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, values, strict=True)) for values in result.fetchall()]


@settings(max_examples=40)
@given(period=periods(), threshold=st.integers(2, 8))
def test_a_reader_pins_no_small_count(period: tuple[str, list[Row]], threshold: int) -> None:
    unit, rows = period
    built = released(unit, rows, {"threshold": threshold})
    assert given_away(built, rows, threshold) == []
    for row, before in zip(built, rows, strict=True):
        shown = {name: row[name] for name in ("numerator", "denominator", "actual")}
        if row["status"] == "suppressed":
            assert row["dimension"] != "all"
            assert set(shown.values()) == {None}
        else:
            assert shown == {name: before[name] for name in shown}
            assert row["status"] == before["status"]


@settings(max_examples=20)
@given(period=periods(), multiple=st.sampled_from([3, 5, 10]))
def test_every_count_of_a_rounded_split_is_a_multiple(
    period: tuple[str, list[Row]], multiple: int
) -> None:
    unit, rows = period
    assume(any(row["status"] == "returned" for row in rows[1:]))
    built = released(unit, rows, {"threshold": 5, "round_to": multiple})
    for row in built:
        counts = [row["actual"]] if unit == "count" else [row["numerator"], row["denominator"]]
        assert all(count is None or count % multiple == 0 for count in counts), json.dumps(row)
        if unit != "count" and row["status"] == "returned":
            assert row["actual"] == round(100 * row["numerator"] / row["denominator"], 1)
