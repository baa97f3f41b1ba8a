"""The dashboard's own templates, and returns of indicators with a column for each period."""

import csv
from pathlib import Path

import duckdb
import pytest

from commissioning.importing import results
from commissioning.importing.accepting import accept
from commissioning.importing.planning import Plan
from commissioning.packages import canonical_schemas
from commissioning.settings import Settings
from commissioning.wording import importing as words
from tests.importing import ledgers
from tests.importing.conftest import Planned
from tests.made_package import payment, write_package

INDICATOR = {
    "indicator_id": "I1", "definition_version": 1, "service_id": "S1", "service": "Service",
    "programme": "A", "indicator": "Calls answered in time", "indicator_kind": "timeliness",
    "unit": "percent", "better": "higher", "definition": "As it says", "valid_from": "2020-04-01",
}  # fmt: skip
LATER = {**INDICATOR, "definition_version": 2, "valid_from": "2023-10-01"}


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    data = tmp_path / "data"
    write_package(
        data,
        "made",
        {
            "spend_lines": [payment("1", "2021-07-01", "10000")],
            "indicators": [INDICATOR, LATER],
            "indicator_returns": [],
        },
    )
    return Settings(data=data, builds=tmp_path / "builds")


def template(path: Path, rows: list[dict[str, object]], resource: str = "spend_lines") -> Path:
    fields = [field.name for field in canonical_schemas()[resource].fields]
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, fields[::-1], restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def why(made: Plan) -> list[str]:
    return [str(left["reason"]) for left in results.left_out(made)]


def test_a_template_is_held_to_its_schema_whatever_the_order_of_its_columns(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    path = template(
        tmp_path / "lines.csv",
        [
            payment("2", "2024-06-01", "£1,000.00"),
            payment("3", "2024-06-01", "(20.50)"),
            payment("3", "2024-06-02", "7.00"),
            payment("4", "soon", "1.00"),
            payment("5", "2024-06-01", "1.00", basis="guessed"),
            payment("1", "2021-07-01", "10000"),
        ],
    )
    made = planned(path, package=place.data / "made")
    assert made.account.closes
    assert (made.account.loaded, made.account.rejected, made.account.excluded) == (2, 2, 3)
    assert str(made.account.pounds_loaded) == "979.50"
    assert {(r.line, r.field) for r in results.rejects(made)} == {(5, "payment_date"), (6, "basis")}
    assert why(made) == [
        "the headings",
        "the same key as line 3",
        "in the package already, by its key",
    ]
    done = accept(made, place)
    assert done.build is not None
    assert done.build.rows_loaded == 5


def test_a_return_for_each_indicator_and_period_is_accepted_from_its_template(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    def returned(start: str, end: str, actual: str, **values: object) -> dict[str, object]:
        return {
            "indicator_id": "I1", "definition_version": 1, "period_start": start,
            "period_end": end, "dimension": "all", "cohort": "All", "status": "returned",
            "actual": actual, **values,
        }  # fmt: skip

    path = template(
        tmp_path / "returns.csv",
        [
            returned("2023-04-01", "2023-06-30", "80"),
            returned("2023-07-01", "2023-09-30", "85.5"),
            returned("2023-10-01", "2023-12-31", "0", definition_version=2),
            returned("2023-04-01", "2023-06-30", "81"),
            returned("2024-01-01", "2024-03-31", "about 90", definition_version=2),
            returned("2024-04-01", "2024-06-30", "", definition_version=2, status="not_returned"),
        ],
        "indicator_returns",
    )
    made = planned(path, package=place.data / "made")
    (sheet,) = made.sheets
    assert sheet.match is not None
    assert words.kind(sheet).startswith("KPI returns (our template")
    assert made.ready
    assert made.account.closes
    assert (made.account.loaded, made.account.rejected, made.account.excluded) == (4, 1, 2)
    assert [(reject.line, reject.value) for reject in results.rejects(made)] == [(6, "about 90")]
    assert why(made) == ["the headings", "the same key as line 2"]
    done = accept(made, place)
    assert done.build is not None
    assert done.build.rows_rejected == 0
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{place.builds / done.build.file}' AS store (READ_ONLY)")
        found = connection.execute(
            "SELECT period_start::VARCHAR, definition_version, actual, status::VARCHAR "
            "FROM store.indicator_returns ORDER BY period_start"
        ).fetchall()
    assert found == [
        ("2023-04-01", 1, 80.0, "returned"),
        ("2023-07-01", 1, 85.5, "returned"),
        ("2023-10-01", 2, 0.0, "returned"),
        ("2024-04-01", 2, None, "not_returned"),
    ]


def test_a_column_for_each_quarter_is_a_return_for_each(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    path = ledgers.write(
        tmp_path / "kpis.csv",
        [
            ["I1", "", "80", "85.5%", "n/a", ""],
            ["", "calls answered in time", "", "", "", ""],
            ["X9", "Unknown", "1", "2", "3", "4"],
            ["I1", "", "", "", "", "about 90"],
        ],
        ["KPI Ref", "Indicator", "Q1", "Q2", "Q3", "Q4"],
        before=[["Performance 2023/24"]],
    )
    made = planned(path, package=place.data / "made")
    assert made.ready
    assert (made.account.loaded, made.account.rejected, made.account.excluded) == (1, 2, 3)
    rows = made.workspace.rows(
        "SELECT indicator_id, period_start, period_end, actual, status, definition_version "
        "FROM own_indicator_returns ORDER BY period_start"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("I1", "2023-04-01", "2023-06-30", "80", "returned", "1"),
        ("I1", "2023-07-01", "2023-09-30", "85.5", "returned", "1"),
        ("I1", "2023-10-01", "2023-12-31", "", "not_applicable", "2"),
    ]
    done = accept(made, place)
    assert done.build is not None
    assert done.build.rows_rejected == 0


def test_quarters_of_no_year_are_asked_about(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    path = ledgers.write(tmp_path / "kpis.csv", [["I1", "1", "2"]], ["KPI Ref", "Q1", "Q2"])
    made = planned(path, package=place.data / "made")
    assert "of which year" in made.sheets[0].questions[0]
