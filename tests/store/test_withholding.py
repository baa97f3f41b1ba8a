"""Small counts of people are not in a build, and what is in it gives none of them back."""

import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from commissioning import building, questions
from commissioning.faults import PackageFault
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import write_package
from tests.store.attacking_builds import given_away, reader

Row = dict[str, Any]
Cohort = tuple[str, str]
FIGURES = ("numerator", "denominator", "actual", "returned_on")
PERIOD = {"period_start": "2024-04-01", "period_end": "2024-06-30"}


def indicator(name: str, **values: object) -> Row:
    """An indicator of a percentage of its own period, unless told otherwise."""
    return {
        "indicator_id": name, "definition_version": 1, "service_id": "S1", "service": "Service",
        "programme": "A", "indicator": name, "indicator_kind": "outcome", "unit": "percent",
        "better": "higher", "accumulation": "period", "definition": "D",
        "valid_from": "2020-04-01", **values,
    }  # fmt: skip


def returned(cohort: str, met: object, seen: object, split: str = "sex", **values: object) -> Row:
    """A return of ``met`` of ``seen`` people, for everyone where the cohort is All."""
    rate = round(100 * met / seen, 1) if isinstance(met, int) and isinstance(seen, int) else ""
    return {
        **PERIOD, "dimension": "all" if cohort == "All" else split, "cohort": cohort,
        "numerator": met, "denominator": seen, "actual": rate, "status": "returned",
        "returned_on": "2024-07-09", "definition_version": 1, "provider": "P", **values,
    }  # fmt: skip


def build(folder: Path, cases: dict[str, tuple[Row, list[Row]]], **about: object) -> Settings:
    """Build a package with an indicator and its returns for each case, by name."""
    settings = Settings(folder / "data", folder / "builds")
    write_package(
        settings.data,
        "made",
        {
            "indicators": [indicator(name, **values) for name, (values, _) in cases.items()],
            "indicator_returns": [
                {"indicator_id": name, **row} for name, (_, rows) in cases.items() for row in rows
            ],
        },
        **about,
    )
    building.build(settings)
    return settings


def built_rows(settings: Settings, sql: str) -> list[Row]:
    current = building.current_build(settings.builds)
    assert current is not None
    with duckdb.connect(str(settings.builds / current.file), read_only=True) as connection:
        result = connection.execute(sql)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def results(settings: Settings, name: str) -> list[Row]:
    return built_rows(settings, f"FROM outcome_result WHERE series_id = '{name}' ORDER BY line")


def filed(case: tuple[Row, list[Row]]) -> list[Row]:
    """The rows of a case as they were filed, with the unit of their indicator."""
    unit = case[0].get("unit", "percent")
    blank = {"numerator": None, "denominator": None, "actual": None}
    return [
        {**row, "unit": unit, **({} if row["status"] == "returned" else blank)} for row in case[1]
    ]


def hidden(rows: Iterable[Row]) -> set[str]:
    """The cohorts withheld; each of them whole, and everything else as it was."""
    found = {row["cohort"] for row in rows if row["status"] == "suppressed"}
    for row in rows:
        if row["cohort"] in found:
            assert [row[name] for name in FIGURES] == [None] * len(FIGURES)
    return found


LARGE = [("A", 40, 90), ("B", 50, 80), ("C", 30, 60), ("D", 25, 70)]


def split(*first: tuple[str, int, int], other: str = "sex") -> list[Row]:
    """A split of the cohorts given and of large ones, without the whole."""
    names = {cohort for cohort, *_ in first}
    return [
        returned(*cohort, other)
        for cohort in [*first, *(large for large in LARGE if large[0] not in names)]
    ]


def whole(rows: Iterable[Row], more: tuple[int, int] = (0, 0), **values: object) -> Row:
    """The return for everyone that a split adds up to, and ``more`` people in no part."""
    parts = list(rows)
    met = sum(row["numerator"] for row in parts) + more[0]
    return returned("All", met, sum(row["denominator"] for row in parts) + more[1], **values)


def with_whole(rows: list[Row], more: tuple[int, int] = (0, 0)) -> list[Row]:
    return [whole(rows, more), *rows]


MET, REST, SEEN = split(("A", 3, 50)), split(("A", 48, 50)), split(("A", 2, 4))
AGES = [returned("Under 18", 2, 40, "age"), returned("18 and over", 106, 220, "age")]
NOT_RETURNED = returned("D", "", "", status="not_returned", returned_on="")
SMALL_WHOLE = [returned("A", 2, 60), returned("B", 1, 70)]
TWICE = [returned("A", 40, 90, "disability"), returned("B", 120, 190, "disability")]
NEXT = {"period_start": "2024-06-01", "period_end": "2024-08-31"}
BORDER = [returned("A", 5, 10), returned("B", 0, 20), returned("C", 30, 60)]
RATES = [
    returned(cohort, met, 4_000, "area", actual=met / 4) for cohort, met in
    (("A", 3), ("B", 20), ("C", 30))
]  # fmt: skip
NUMBERS = [
    returned(cohort, "", "", "provider", actual=seen)
    for cohort, seen in (("A", 4), ("B", 20), ("C", 30))
]
CASES: dict[str, tuple[Row, list[Row]]] = {
    "few met": ({}, with_whole(MET)),
    "few did not": ({}, with_whole(REST)),
    "few seen": ({}, with_whole(SEEN)),
    "two splits": ({}, [*with_whole(MET), *AGES]),
    "one did not come": ({}, [whole(split()), *split()[:3], NOT_RETURNED]),
    "a few did not come": ({}, [*with_whole(split()[:3], (3, 30)), NOT_RETURNED]),
    "a few in no part": ({}, with_whole(split(), (3, 30))),
    "few in all": ({}, with_whole(SMALL_WHOLE)),
    "counted twice": ({}, [returned("All", 150, 200), *TWICE]),
    "at the border": ({}, with_whole(BORDER)),
    "own threshold": ({"disclosure_threshold": 11}, with_whole(BORDER)),
    "rates": (
        {"unit": "rate", "per": 1000},
        [returned("All", 53, 12_000, actual=53 / 12), *RATES],
    ),
    "numbers": ({"unit": "count"}, [returned("All", "", "", actual=54), *NUMBERS]),
    "cumulative": ({"accumulation": "cumulative"}, with_whole(split())),
    "rolling": ({"accumulation": "rolling"}, with_whole(split())),
    "not stated": ({"accumulation": ""}, with_whole(split())),
    "overlapping": ({}, with_whole(split()) + [{**row, **NEXT} for row in with_whole(split())]),
    "days": (
        {"unit": "days"},
        [returned("All", "", 90, actual=12), returned("A", "", "", actual=9)],
    ),
    "rate alone": ({}, [*with_whole(split()), returned("E", "", 40, actual=7.5)]),
    "no per": ({"unit": "rate"}, with_whole(split())),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return build(tmp_path_factory.mktemp("withheld"), CASES)


@pytest.mark.parametrize(
    ("name", "at_least", "number"),
    [
        ("few met", {"A"}, 2),
        ("few did not", {"A"}, 2),
        ("few seen", {"A"}, 2),
        ("two splits", {"A", "Under 18"}, 4),
        ("one did not come", set(), 0),
        ("a few did not come", set(), 1),
        ("a few in no part", set(), 1),
        ("few in all", {"A", "B"}, 2),
        ("counted twice", set(), 0),
        ("at the border", set(), 0),
        ("own threshold", {"A"}, 2),
        ("rates", {"A"}, 2),
        ("numbers", {"A"}, 2),
    ],
)
def test_small_counts_are_not_shown_and_cannot_be_worked_out(
    made: Settings, name: str, at_least: set[str], number: int
) -> None:
    rows = results(made, name)
    threshold = CASES[name][0].get("disclosure_threshold", 5)
    assert given_away(rows, filed(CASES[name]), threshold) == []
    assert hidden(rows) >= at_least
    assert len(hidden(rows)) == number
    assert all(row["status"] == "returned" for row in rows if row["dimension"] == "all")
    for row, before in zip(rows, CASES[name][1], strict=True):
        if row["status"] == "returned":
            shown = [row[column] for column in ("numerator", "denominator", "actual")]
            assert shown == [
                None if before[column] == "" else before[column]
                for column in ("numerator", "denominator", "actual")
            ]


def test_the_threshold_told_is_the_one_that_counts_were_withheld_by(tmp_path: Path) -> None:
    cases = {name: CASES[name] for name in ("few met", "own threshold")}
    for stated, told in (({}, [5, 11]), ({"disclosure": {"threshold": 7}}, [7, 11])):
        store = Store(build(tmp_path / str(told[0]), cases, **stated))
        for name, threshold in zip(cases, told, strict=True):
            for ask in (questions.comparison_units, questions.equality_rates):
                rows = ask(
                    store,
                    package="made",
                    series_id=name,
                    dimension="sex",
                    period_start=datetime.date(2024, 4, 1),
                    period_end=datetime.date(2024, 6, 30),
                ).rows
                assert {row["disclosure_threshold"] for row in rows} == {threshold}
                shown = [row[part] for row in rows for part in ("numerator", "denominator")]
                assert all(count is None or count == 0 or count >= threshold for count in shown)


def test_hiding_the_small_count_alone_would_give_it_away(made: Settings) -> None:
    """That the attack above can succeed."""
    rows = results(made, "few met")
    before = [{**row, "unit": "percent"} for row in CASES["few met"][1]]
    assert reader(rows, before).reach(("sex", "A"), "met") >= 1
    alone = [
        {**row, "actual": None} if row["cohort"] == "A" else new
        for row, new in zip(rows, before, strict=True)
    ]
    assert reader(alone, before).reach(("sex", "A"), "met") == 0
    assert given_away(alone, before, 5) == [(("sex", "A"), "met")]
    assert given_away(before, before, 5) == [(("sex", "A"), "met")]


@pytest.mark.parametrize(
    "name", ["cumulative", "rolling", "not stated", "overlapping", "days", "rate alone", "no per"]
)
def test_splits_that_cannot_be_judged_are_not_shown(made: Settings, name: str) -> None:
    rows = results(made, name)
    assert {row["status"] for row in rows if row["dimension"] != "all"} == {"suppressed"}
    wholes = [row for row in rows if row["dimension"] == "all"]
    assert wholes
    assert all(row["actual"] is not None for row in wholes)
    assert hidden(rows) == {row["cohort"] for row in rows} - {"All"}


def test_a_threshold_of_one_hides_nothing(tmp_path: Path) -> None:
    cases = {
        name: (values, rows) for name, (values, rows) in CASES.items() if name != "own threshold"
    }
    settings = build(tmp_path, cases, disclosure={"threshold": 1})
    rows = built_rows(settings, "FROM indicator_returns WHERE status = 'suppressed'")
    assert rows == []
    assert len(results(settings, "few met")) == len(CASES["few met"][1])


@pytest.mark.parametrize("discloses", [True, False])
def test_nobody_is_a_small_count_where_the_package_says_so(
    tmp_path: Path, *, discloses: bool
) -> None:
    rule = {"threshold": 5, "zero_discloses": discloses}
    settings = build(tmp_path, {"border": CASES["at the border"]}, disclosure=rule)
    assert ("B" in hidden(results(settings, "border"))) == discloses


def test_counts_are_rounded_each_on_its_own_and_rates_follow_them(tmp_path: Path) -> None:
    rows = [returned("A", 13, 28), returned("B", 36, 66), returned("C", 17, 31)]
    few = [returned("All", 1, 2), returned("A", 1, 2)]
    cases: dict[str, tuple[Row, list[Row]]] = {
        "percent": ({}, with_whole(rows)),
        "nobody": ({"disclosure_threshold": 1}, few),
        "whole alone": ({}, [returned("All", 13, 28)]),
        "numbers": ({"unit": "count"}, [returned("All", "", "", actual=52), *NUMBERS[1:]]),
        "rate": ({"unit": "rate", "per": 1000}, [returned("All", 53, 7_001), *RATES[1:]]),
        "hours": ({"unit": "rate", "per": 100}, [returned("All", 8, 12.5, actual=64), *RATES[1:]]),
    }
    settings = build(tmp_path, cases, disclosure={"threshold": 5, "round_to": 5})
    found = [
        (row["cohort"], row["numerator"], row["denominator"], row["actual"])
        for row in results(settings, "percent")
    ]
    assert found == [
        ("All", 65, 125, 52.0),
        ("A", 15, 30, 50.0),
        ("B", 35, 65, 53.8),
        ("C", 15, 30, 50.0),
    ]
    # A rate of two people that are rounded to none would still tell who they are.
    assert {row["status"] for row in results(settings, "nobody")} == {"suppressed"}
    assert [row["numerator"] for row in results(settings, "whole alone")] == [13]
    numbers = results(settings, "numbers")
    assert [row["actual"] for row in numbers] == [50, None, 30]
    rates = results(settings, "rate")
    assert (rates[0]["numerator"], rates[0]["denominator"]) == (55, 7_000)
    assert rates[0]["actual"] == 7.9
    hours = results(settings, "hours")[0]
    assert (hours["numerator"], hours["denominator"]) == (10, 12.5)


@pytest.mark.parametrize(
    ("stated", "field"),
    [
        ({"threshold": 0}, "disclosure.threshold"),
        ({"threshold": "five"}, "disclosure.threshold"),
        ({"threshold": True}, "disclosure.threshold"),
        ({"threshold": 5, "round_to": 2.5}, "disclosure.round_to"),
        ({"treshold": 10}, "disclosure.treshold"),
        ({"zero_discloses": "no"}, "disclosure.zero_discloses"),
        ([5], "disclosure"),
        (None, "disclosure"),
    ],
)
def test_a_rule_that_is_not_one_stops_the_build(tmp_path: Path, stated: object, field: str) -> None:
    with pytest.raises(PackageFault) as fault:
        build(tmp_path, {"alone": ({}, [returned("All", 50, 100)])}, disclosure=stated)
    assert fault.value.field == f"commissioning.{field}"
    assert fault.value.file == "made/datapackage.json"
    assert json.dumps(stated) in str(fault.value)


def test_notes_and_figures_that_were_not_returned_are_not_in_a_build(tmp_path: Path) -> None:
    quiet = "A note about one family"
    rows = [
        whole(split(), note=quiet),
        *split()[:3],
        returned("D", 3, 40, status="suppressed", note=quiet),
        returned("E", 2, 7, split="age", status="not_applicable"),
        returned("F", "three", 40),
        returned("G", 7, 40, returned_on="soon"),
    ]
    settings = build(tmp_path, {"quiet": ({}, rows)})
    assert len(results(settings, "quiet")) == 6
    current = building.current_build(settings.builds)
    assert current is not None
    assert quiet.encode() not in (settings.builds / current.file).read_bytes()
    for row in results(settings, "quiet"):
        if row["status"] != "returned":
            assert {row["numerator"], row["denominator"], row["actual"]} == {None}
    store = Store(settings)
    rejected = questions.rejected_rows(store, package="made").rows
    assert [(row["field"], row["value"]) for row in rejected] == [
        ("numerator", "not shown"),
        ("returned_on", "soon"),
    ]


def test_a_row_of_the_wrong_width_is_rejected_unseen(tmp_path: Path) -> None:
    settings = build(tmp_path, {"wide": ({}, with_whole(split()))})
    path = settings.data / "made" / "indicator_returns.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "wide,2024-04-01,2024-06-30,sex,Z,3,4\n", encoding="utf-8")
    building.build(settings)
    (row,) = questions.rejected_rows(Store(settings), package="made").rows
    assert (row["field"], row["value"]) == ("", "not shown")


def test_a_few_people_cannot_be_filed_as_everyone(tmp_path: Path) -> None:
    """They would be shown whatever their number."""
    with pytest.raises(
        PackageFault, match=r"indicator_returns\.csv, line 3.*cohort is All"
    ) as fault:
        build(tmp_path, {"few": ({}, [whole(split()), returned("Women", 1, 3, "all")])})
    assert "few Women" in str(fault.value)
