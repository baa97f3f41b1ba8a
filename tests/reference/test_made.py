"""The recomputations again, on a package made of what the real ones do not hold."""

import pytest

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import decision, payment, write_package
from tests.reference import checked, decided, published, series
from tests.reference.comparing import built_rows, hold

SERIES = {
    "title": "Title", "definition": "Definition", "basis": "budget", "direction": "out",
    "organisation": "O", "headline": "no", "joined": "yes",
}  # fmt: skip
INDICATOR = {
    "indicator_id": "I", "service_id": "S", "service": "Service", "programme": "A",
    "indicator": "Answered", "indicator_kind": "timeliness", "better": "higher",
    "definition": "D", "valid_from": "2020-04-01",
}  # fmt: skip


def total(total_id: str, year: str, amount: str, precision: str) -> dict[str, object]:
    return {
        "total_id": total_id, "financial_year": year, "organisation": "O", "measure": "m",
        "amount_gbp": amount, "basis": "budget", "precision": precision, "source_title": "T",
        "source_date": "2022",
    }  # fmt: skip


def returned(start: str, version: int, cohort: str = "All") -> dict[str, object]:
    return {
        "indicator_id": "I", "period_start": start, "period_end": start,
        "dimension": "all" if cohort == "All" else "area", "cohort": cohort,
        "actual": 50, "status": "returned", "definition_version": version, "provider": "P",
    }  # fmt: skip


def residents(year: int, people: int, definition: str, trust: str) -> dict[str, object]:
    return {
        "year": year, "area_code": "A1", "area": "Area", "population": people,
        "source_url": "https://example.org", "definition": definition, "trust": trust,
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("made")
    settings = Settings(folder / "data", folder / "builds")
    totals = [
        ("a", "2020/21", "100", "exact"), ("b", "2020/21", "1000000", "rounded_1m"),
        ("c", "2020/21", "100000", "rounded_0.1m"), ("d", "2021/22", "7", "exact"),
        ("e", "2021/22", "100000000", "rounded_100m"), ("f", "2021/22", "12", "rounded"),
        ("g", "2022/23", "3", "exact"), ("h", "2022/23", "3", "exact"),
    ]  # fmt: skip
    write_package(
        settings.data,
        "made",
        {
            "series": [
                SERIES | {"series_id": "mixed"}, SERIES | {"series_id": "alone", "joined": "no"},
            ],
            "spend_totals": [total(*row) for row in totals],
            "series_points": [
                {
                    "series_id": "mixed" if total_id != "g" else "alone",
                    "financial_year": year,
                    "total_id": total_id,
                    "role": "corroboration" if total_id == "h" else "component",
                }
                for total_id, year, _, _ in totals
            ],
            "decisions": [
                decision("D1", "0"),
                decision("D2", "-5", provider="P"),
                decision("D3", "0.01", financial_year=""),
                decision("D4", "100", financial_year="", start_year=2021),
                decision("D5", "100", financial_year="", start_year=2021, end_year=2024),
            ],
            "spend_lines": [
                payment("1", "2020-04-30", "0"),
                payment("2", "2021-03-31", "250", programme="B"),
                payment("3", "2021-05-31", "-40"),
                payment("4", "2022-04-01", "90"),
                payment("5", "2023-03-01", "5", direction="in"),
                payment("6", "2023-03-01", "6", basis="actual"),
            ],
            "indicators": [
                INDICATOR | {"definition_version": 1, "unit": "percent"},
                INDICATOR | {"definition_version": 2, "unit": "days", "better": "lower"},
            ],
            "indicator_targets": [
                {
                    "indicator_id": "I", "valid_from": start, "target": target,
                    "set_on": start, "set_by": "B",
                }
                for start, target in (("2022-04-01", 70), ("2020-04-01", 60), ("2021-04-01", 65))
            ],
            "indicator_returns": [
                returned("2020-03-31", 1), returned("2020-04-01", 1), returned("2021-03-31", 2),
                returned("2021-04-01", 2), returned("2022-05-01", 2),
                returned("2022-05-01", 2, "Other"),
            ],
        },
        # What is withheld is held by test_withholding.
        disclosure={"threshold": 1},
    )  # fmt: skip
    write_package(
        settings.data,
        "reference",
        {
            "gdp_deflator": [
                {
                    "financial_year": f"{year}/{year % 100 + 1}", "index": 90 + year % 7,
                    "base_year": "made", "publication_date": "2026-03-31",
                    "source_url": "https://example.org", "status": "outturn",
                }
                for year in range(2020, 2026)
            ],
            "population": [
                residents(2020, 11, "Guess", "check"), residents(2020, 70, "Estimate", "ok"),
                residents(2020, 71, "Count", "ok"), residents(2021, 12, "Guess", "check"),
            ],
        },
        kind="reference",
        default=False,
    )  # fmt: skip
    building.build(settings)
    return settings


@pytest.mark.parametrize("series_ids", [["mixed", "alone"], ["paid", "paid/A", "paid/B"]])
def test_series(made: Settings, series_ids: list[str]) -> None:
    store, data = Store(made), made.data
    answer = questions.published_series(store, package="made")
    hold(list(answer.rows), series.published_series(data, package="made"))
    hold(
        list(questions.series_list(store, package="made").rows),
        series.series_list(data, package="made"),
    )
    grown = questions.growth(store, package="made", series_ids=series_ids)
    hold(list(grown.rows), series.growth(data, package="made", series_ids=series_ids))
    compound = questions.compound_growth(store, package="made", series_ids=series_ids)
    hold(list(compound.rows), series.compound_growth(data, package="made", series_ids=series_ids))


def test_a_return_has_its_own_version_of_the_definition(made: Settings) -> None:
    def by_id(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        return sorted(rows, key=lambda row: str(row["outcome_id"]))

    found = by_id(built_rows(made, "FROM outcome_result"))
    columns = sorted(found[0])
    expected = by_id(published.outcome_results(made.data, "made"))
    hold(
        [{column: row[column] for column in columns} for row in found],
        [{column: row[column] for column in columns} for row in expected],
    )
    assert [row["target"] for row in found] == [None, 60, 60, 65, 70, 70]


@pytest.mark.parametrize("name", sorted(checked.CHECKS))
def test_checks_find_what_is_there_to_be_found(made: Settings, name: str) -> None:
    store = Store(made)
    found = questions.check_findings(store, package="made", check_name=name)
    hold(list(found.rows), checked.check_findings(made.data, package="made", check_name=name))
    results = questions.check_results(store, package="made")
    hold(list(results.rows), checked.check_results(made.data, package="made"))


def test_decisions(made: Settings) -> None:
    store, data = Store(made), made.data
    for open_ended in ("leave_out", "start_year"):
        answer = questions.decision_summary(store, package="made", open_ended=open_ended)
        expected = decided.decision_summary(data, package="made", open_ended=open_ended)
        hold(list(answer.rows), expected)
        bars = questions.decisions_by_year(store, package="made", open_ended=open_ended)
        years = decided.decisions_by_year(data, package="made", open_ended=open_ended)
        hold(list(bars.rows), years)
