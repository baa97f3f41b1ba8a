"""What a series counts in a year, kept by the build, is what its results say, whoever chooses."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from benchmarks.ledgers import Size, write_ledger
from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import payment, write_package
from tests.reference import plain
from tests.reference.comparing import built_rows

Rows = list[dict[str, Any]]
PROGRAMMES = ("A", "B", "C")
# Months of 2021/22 and the version of the definition, 1 to 3, that each was returned under.
MONTHS = [f"2021-{month:02d}" for month in range(4, 13)] + ["2022-01", "2022-02", "2022-03"]
LAST_DAYS = (30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31)
UNDER = (2, 1, 1, 3, 2, 2, 3, 1, 3, 3, 1, 2)


@pytest.fixture(scope="module", params=["packages", "ledger"])
def kept(
    request: pytest.FixtureRequest, built: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """The repository's own packages, and a made ledger with a thousand returns."""
    if request.param == "packages":
        return built
    folder = tmp_path_factory.mktemp("kept")
    write_ledger(folder / "data", Size(lines=5_000, returns=1_000))
    made = Settings(folder / "data", folder / "builds")
    building.build(made)
    return made


def test_a_year_of_a_series_has_the_returns_and_the_money_it_has(kept: Settings) -> None:
    rows = built_rows(kept, "FROM outcome_year")
    assert rows
    prices = {row["financial_year"]: row["index"] for row in built_rows(kept, "FROM deflator")}
    for package in sorted({row["package"] for row in rows}):
        of_package = [row for row in rows if row["package"] == package]
        wanted: dict[tuple[str, ...], Rows] = defaultdict(list)
        results = built_rows(kept, f"FROM outcome_result WHERE package = '{package}'")
        own = [
            each
            for each in results
            if (each["reported_by"], each["dimension"]) == ("own", "all") and each["period_end"]
        ]
        for each in sorted(own, key=lambda each: (each["period_end"], each["outcome_id"])):
            ((year, _),) = plain.days_by_year(each["period_end"], each["period_end"]).items()
            wanted[each["series_id"], year, each["programme"]].append(each)
        paid: dict[tuple[str, str], Rows] = defaultdict(list)
        for line in built_rows(
            kept, f"FROM money_line WHERE package = '{package}' AND family = 'paid'"
        ):
            paid[line["service"], line["financial_year"]].append(line)
        assert len(of_package) == len(wanted)
        for row in of_package:
            year = row["financial_year"]
            returns = wanted[row["series_id"], year, row["programme"]]
            first = returns[0]
            for name in ("service", "indicator", "indicator_kind", "unit", "better"):
                assert row[name] == first[name]
            figures = [
                each["actual"] if each["unit"] == "count" else each["numerator"]
                for each in returns
                if each["unit"] in ("count", "percent", "rate")
            ]
            counts = [count for count in figures if count is not None]
            assert row["returns"] == len(returns)
            assert row["returned"] == sum(each["actual"] is not None for each in returns)
            assert row["with_count"] == len(counts)
            assert row["outcomes"] == (pytest.approx(sum(counts)) if counts else None)
            assert row["in_whole_numbers"] == all(c >= 0 and c.is_integer() for c in counts)
            versions = {each["definition_version"] for each in returns}
            assert (row["first_version"], row["last_version"]) == (min(versions), max(versions))
            days = ("period_end", "outcome_id", "period_start", "accumulation")
            assert [tuple(each[name] for name in days) for each in row["periods"]] == [
                tuple(each[name] for name in days) for each in returns
            ]
            lines = paid[row["service"], year]
            assert row["lines"] == (len(lines) or None)
            if lines:
                assert row["amount_gbp"] == sum(line["amount_gbp"] for line in lines)
                references = {line["service_id"] for line in lines}
                assert row["has_several_references"] == (len(references) > 1)
            assert row["deflator_index"] == prices.get(year)


def returned_under(data: Path, versions: tuple[int, ...]) -> None:
    """A package of one service, with the returns of a series that were made under some versions."""
    write_package(
        data,
        "made",
        {
            "spend_lines": [
                payment(day, day, 1_000, service_id="S", service="Service")
                for day in ("2021-04-01", "2022-03-31")
            ],
            "indicators": [
                {
                    "indicator_id": series, "definition_version": version, "service_id": "S",
                    "service": "Service", "programme": PROGRAMMES[version - 1],
                    "indicator": f"Indicator {version}", "unit": "count", "better": "higher",
                    "indicator_kind": "outcome", "definition": f"Definition {version}",
                    "accumulation": ("", "period", "cumulative")[version - 1],
                    "counted_of": "whole_service", "valid_from": "2021-04-01",
                }
                for series in ("by month", "in turn")
                for version in versions
            ],
            "indicator_returns": [
                {
                    "indicator_id": series, "period_start": f"{month}-01",
                    "period_end": f"{month}-{last}", "dimension": "all", "cohort": "All",
                    "definition_version": version, "provider": "P", "status": "returned",
                    "actual": number,
                }
                for series, under in (("by month", UNDER), ("in turn", (1,) * 12))
                for number, (month, last, version) in enumerate(
                    zip(MONTHS, LAST_DAYS, under, strict=True)
                )
                if version in versions
            ],
        },
    )  # fmt: skip


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One series whose versions are of three programmes and follow each other within the year."""
    folder = tmp_path_factory.mktemp("mixed")
    settings = Settings(folder / "data", folder / "builds")
    returned_under(settings.data, (1, 2, 3))
    building.build(settings)
    opened = Store(settings)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "versions", [some for many in (1, 2, 3) for some in combinations((1, 2, 3), many)]
)
def test_a_choice_of_programmes_leaves_what_was_returned_under_them(
    mixed: Store, tmp_path: Path, versions: tuple[int, ...]
) -> None:
    """As if the versions of other programmes, and their returns, were not there."""
    alone = Settings(tmp_path / "data", tmp_path / "builds")
    returned_under(alone.data, versions)
    building.build(alone)
    chosen = [PROGRAMMES[version - 1] for version in versions]
    found = questions.unit_costs(mixed, package="made", programmes=chosen).rows
    opened = Store(alone)
    expected = questions.unit_costs(opened, package="made").rows
    opened.close()
    assert found == expected
    reasons = {row["series_id"]: row["not_shown"] for row in found}
    if 1 in versions:
        assert reasons["in turn"] is None
    if versions == (1, 2, 3):
        (row,) = (row for row in found if row["series_id"] == "by month")
        # Words of the first return, which is of the second version, and the latest definition.
        assert (row["indicator"], row["programme"]) == ("Indicator 2", "B")
        assert (row["definition"], row["not_shown"]) == ("Definition 3", "definition_changed")
