"""What the store works out of indicators when it is built is what their results give one by one."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.ledgers import Size, write_ledger
from commissioning import building, questions
from commissioning.evidence import chart_marks, control
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import write_package
from tests.reference import evidenced, rated, works
from tests.reference.comparing import built_rows, hold
from tests.store.indicators_of_every_kind import (
    NOT_DUE,
    indicator,
    month_of,
    returned,
    write_every_kind,
)

Row = dict[str, Any]
Rows = list[Row]
Named = tuple[str, str]
MARKS = ("amount", "variation", "assurance", "not_charted")


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("kinds")
    write_every_kind(folder / "data")
    settings = Settings(folder / "data", folder / "builds")
    building.build(settings)
    return settings


@pytest.fixture(scope="module", params=["packages", "ledger", "kinds"])
def settled(
    request: pytest.FixtureRequest,
    built: Settings,
    every_kind: Settings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Settings:
    """The repository's own packages, ten thousand made returns, and a series of every kind."""
    if request.param != "ledger":
        return built if request.param == "packages" else every_kind
    folder = tmp_path_factory.mktemp("returns")
    write_ledger(folder / "data", Size(lines=1_000, returns=10_000))
    made = Settings(folder / "data", folder / "builds")
    building.build(made)
    return made


@pytest.fixture(scope="module")
def series(settled: Settings) -> dict[Named, Rows]:
    """The results for everyone of each series in order of time, what has no date last."""
    lines: dict[Named, Rows] = defaultdict(list)
    for row in built_rows(settled, "FROM outcome_result"):
        if row["dimension"] == "all":
            lines[row["package"], row["series_id"]].append(row)
    for rows in lines.values():
        rows.sort(key=evidenced.in_time)
    assert len(lines) > 20
    return lines


@pytest.fixture(scope="module")
def table(settled: Settings) -> Callable[[str], dict[Named, Row]]:
    """The rows of a built table by their series, of which each has one."""

    def by_series(name: str) -> dict[Named, Row]:
        rows = built_rows(settled, f"FROM {name}")
        found = {(row["package"], row["series_id"]): row for row in rows}
        assert len(found) == len(rows), "a series is there twice"
        return found

    return by_series


def last(rows: Rows) -> Row | None:
    """The result that ends last."""
    early = datetime.date.min
    return max(rows, key=lambda r: (r["period_end"] or early, r["outcome_id"]), default=None)


def test_marks_are_those_of_a_chart_that_is_drawn_up_of_the_results(
    series: dict[Named, Rows], table: Callable[[str], dict[Named, Row]]
) -> None:
    found = table("chart_marks")
    assert found.keys() == series.keys()
    for key, rows in series.items():
        chart = control.charted(rows)
        assert {name: found[key][name] for name in MARKS} == {
            name: getattr(chart, name) for name in MARKS
        }


def test_the_kinds_of_series_have_marks_of_every_kind(every_kind: Settings) -> None:
    marks = built_rows(every_kind, "FROM chart_marks")
    for name, kinds in {"amount": 4, "variation": 8, "assurance": 5, "not_charted": 5}.items():
        assert len({row[name] for row in marks}) == kinds, name


def test_a_series_stands_at_its_latest_due_result_with_what_all_of_them_come_to(
    series: dict[Named, Rows], table: Callable[[str], dict[Named, Row]]
) -> None:
    found = table("series_standing")
    assert found.keys() == series.keys()
    for key, rows in series.items():
        latest = last([row for row in rows if row["status"] not in NOT_DUE]) or last(rows)
        came = [row for row in rows if row["actual"] is not None]
        final = last(came) or dict.fromkeys(("actual", "period_start", "period_end"))
        gap = None
        if latest["accumulation"] != "cumulative" and None not in (
            latest["actual"], latest["target"]
        ):  # fmt: skip
            gap = latest["actual"] - latest["target"]
        expected = {name: latest[name] for name in found[key].keys() & latest.keys()} | {
            "gap": gap,
            "periods": len(rows),
            "returned": len(came),
            "last_actual": final["actual"],
            "last_period_start": final["period_start"],
            "last_period_end": final["period_end"],
            "words": sorted({looked_in(row) for row in rows}),
            "has_own_target": any(
                row["reported_by"] == "own" and row["target"] is not None for row in rows
            ),
        }
        assert found[key] == expected


def looked_in(row: Row) -> str:
    names = (row[name] for name in ("indicator", "service", "service_as_filed", "provider"))
    return " ".join(name for name in names if name is not None).lower()


def test_a_trend_has_every_period_in_order(
    series: dict[Named, Rows], table: Callable[[str], dict[Named, Row]]
) -> None:
    found = table("series_trend")
    assert found.keys() == series.keys()
    for key, rows in series.items():
        for name in ("period_start", "period_end", "definition_version", "actual", "target"):
            assert found[key][f"{name}s"] == [row[name] for row in rows]


def test_every_result_is_rated_once_and_the_latest_is_where_its_series_stands(
    settled: Settings, series: dict[Named, Rows], table: Callable[[str], dict[Named, Row]]
) -> None:
    ratings = built_rows(settled, "FROM result_rating")
    results = {(row["package"], row["outcome_id"]): row for rows in series.values() for row in rows}
    assert len(ratings) == len(results)
    for row in ratings:
        result = results[row["package"], row["outcome_id"]]
        assert {name: row[name] for name in row.keys() & result.keys()} == {
            name: result[name] for name in row.keys() & result.keys()
        }
        assert (row["rating"] is None) is (row["no_rating"] is not None)
    stands = {(row["package"], row["outcome_id"]) for row in table("series_standing").values()}
    assert {(row["package"], row["outcome_id"]) for row in ratings if row["is_latest"]} == stands


@pytest.mark.parametrize("question", ["indicator_standing", "indicator_trends"])
def test_indicators_of_every_kind_are_as_their_extracts_give_them(
    every_kind: Settings, question: str
) -> None:
    answer = getattr(questions, question)(Store(every_kind), package="made")
    hold(list(answer.rows), getattr(evidenced, question)(every_kind.data, package="made"))


def test_ratings_of_every_kind_are_as_their_extracts_give_them(every_kind: Settings) -> None:
    store, data = Store(every_kind), every_kind.data
    answer = questions.indicator_ratings(store, package="made")
    assert len({row["rating"] for row in answer.rows}) == 5
    assert len({row["no_rating"] for row in answer.rows}) == 10
    assert {row["regime"] for row in answer.rows} == {"light_touch", "statutory", "grant", None}
    hold(list(answer.rows), rated.indicator_ratings(data, package="made"))
    one = questions.indicator_ratings(store, package="made", latest_only=True)
    hold(list(one.rows), rated.indicator_ratings(data, package="made", latest_only=True))


def test_columns_of_evidence_are_as_their_extracts_give_them(every_kind: Settings) -> None:
    for services in (None, ["Shelter", "P"]):
        answer = questions.evidence_columns(Store(every_kind), package="made", services=services)
        expected = works.evidence_columns(every_kind.data, package="made", services=services)
        hold(list(answer.rows), expected)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EARLY provider", True), ("Told\nof", True), ("of court", True), ("", True),
        # From the end of what one period is looked for in to the beginning of another's.
        ("provider\nindicator", False), ("provider indicator", False), ("no such text", False),
    ],
)  # fmt: skip
def test_a_text_is_looked_for_in_each_period_alone(
    every_kind: Settings, text: str, found: bool
) -> None:
    rows = questions.indicator_standing(Store(every_kind), package="made", text=text).rows
    expected = {
        row["series_id"]
        for row in built_rows(every_kind, "FROM outcome_result")
        if row["dimension"] == "all" and text.lower() in looked_in(row)
    }
    assert {row["series_id"] for row in rows} == expected
    assert bool(expected) is found


@pytest.mark.parametrize(
    "periods",
    [
        [(0, 0, 1), (2, 1, 1), (3, 3, 1)],
        [(month, month, 1 + (4 < month < 9)) for month in range(14)],
    ],
    ids=["a period that ends before it starts", "a version taken up again"],
)
def test_what_no_chart_can_be_drawn_of_stops_no_build(
    tmp_path: Path, periods: Sequence[tuple[int, int, int]]
) -> None:
    write_package(
        tmp_path / "data",
        "made",
        {
            "indicators": [indicator("I"), indicator("I", definition_version=2)],
            "indicator_targets": [],
            "indicator_returns": [
                returned("I", start, 50 + start, period_end=month_of(end)[1],
                         definition_version=version)
                for start, end, version in periods
            ],
        },
    )  # fmt: skip
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    building.build(settings)
    (row,) = questions.indicator_standing(Store(settings), package="made").rows
    assert [row[name] for name in MARKS] == [None, None, None, control.AT_ODDS]


def test_marks_are_worked_out_a_series_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few results are read and however few series are written at once."""
    monkeypatch.setattr(chart_marks, "RESULTS_AT_ONCE", 3)
    monkeypatch.setattr(chart_marks, "SERIES_AT_ONCE", 2)
    with duckdb.connect() as connection:
        connection.execute("CREATE TYPE package_name AS ENUM ('one', 'two')")
        connection.execute(
            "CREATE TABLE outcome_result AS SELECT package::package_name AS package, "
            "'S' || series AS series_id, month::VARCHAR AS outcome_id, 'all' AS dimension, "
            "'higher' AS better, 'period' AS accumulation, 1 AS definition_version, "
            "(DATE '2020-01-01' + to_months(month::INTEGER))::DATE AS period_start, "
            "last_day(period_start) AS period_end, (month % 3)::DOUBLE AS actual, "
            "1::DOUBLE AS target "
            "FROM (VALUES ('one'), ('two')) AS packages (package), range(5) AS a (series), "
            "range(14) AS b (month) WHERE month <= 3 * series + 1 ORDER BY month"
        )
        chart_marks.fill_marks(connection)
        found = connection.execute(
            "SELECT package::VARCHAR, series_id, amount FROM chart_marks ORDER BY ALL"
        ).fetchall()
    amounts = ["dots", "dots", "trial", "trial", "full"]
    assert found == [
        (package, f"S{number}", amount)
        for package in ("one", "two")
        for number, amount in enumerate(amounts)
    ]
