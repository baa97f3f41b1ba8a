"""How money is set in tables: every member, its total, what is missing, and hostile words."""

from decimal import Decimal

import pytest

from commissioning.tables import bridges, contributions_table
from commissioning.tables import spending as tables
from tests.drawing.money_rows import (
    AREAS,
    BALANCE,
    BASES,
    CONCENTRATION,
    FALLING_STEPS,
    FLOW,
    MEMBERS,
    MONTHS,
    MOVED,
    REAL_STEPS,
    SIZES,
    YEARS,
    moved,
)
from tests.drawing.test_tables import Reading

HOSTILE = '<b>$x$</b><a href="javascript:alert(1)">'


def test_the_table_of_a_bridge_has_every_member_and_a_total() -> None:
    html = bridges.bridge_table(
        MOVED, "paid", "service", *YEARS, link=lambda row: f"?service={row['member'][:4]}"
    )
    read = Reading(html)
    assert "Each service, 2023/24 and 2024/25" in html
    assert read.rows[1] == [
        "HelplineIn the extracts: Help line; The Helpline", "New", "none found", "£2,000,000",
        "£2,000,000", "+20.0", "not stated",
    ]  # fmt: skip
    assert read.rows[3][:2] == ["Refuge", "Unchanged"]
    assert read.rows[-1] == [
        "Total", "", "£3,900,000", "£4,600,000", "£700,000", "+7.0", "",
    ]  # fmt: skip
    assert read.all("a")[0]["href"] == "?service=Help"


def test_what_was_not_found_again_has_not_shrunk() -> None:
    paid, found = (
        Reading(bridges.bridge_table(MOVED, family, "service", *YEARS)).rows[-2]
        for family in ("paid", "decisions")
    )
    assert (paid[1], paid[-1]) == ("Ended", "−100.0%")
    assert (found[1], found[-1]) == ("Found in the earlier year only", "not stated")


def test_a_total_of_nothing_known_is_left_empty() -> None:
    rows = [
        moved(name, None, "5", "new") | {"contribution_points": None} for name in ("One", "Two")
    ]
    assert Reading(bridges.bridge_table(rows, "paid", "service", *YEARS)).rows[-1] == [
        "Total", "", "", "£10", "£10", "", "",
    ]  # fmt: skip


def test_a_long_bridge_shows_what_moved_most_either_way() -> None:
    rows = [moved(f"Service {n:03}", None, f"{1000 - n}", "new") for n in range(bridges.ROWS_SHOWN)]
    rows.append(moved("The largest fall", "9000000", None, "ended"))
    html = bridges.bridge_table(rows, "paid", "service", *YEARS)
    read = Reading(html)
    assert "the 200 of 201 that moved most; the download has all" in html
    assert read.rows[-2][0] == "The largest fall"
    assert f"Service {bridges.ROWS_SHOWN - 1}" not in html
    assert len(read.rows) == bridges.ROWS_SHOWN + 2


def test_restated_amounts_have_a_column_in_real_terms_only() -> None:
    real = [row | {"restated_from": Decimal(1)} for row in MOVED]
    assert "2023/24 in 2024/25 prices" in bridges.bridge_table(real, "paid", "service", *YEARS)
    assert "prices" not in bridges.bridge_table(MOVED, "paid", "service", *YEARS)


@pytest.mark.parametrize(
    ("html", "caption", "missing"),
    [
        (bridges.steps_table(REAL_STEPS, "paid", *YEARS),
         "From 2023/24 to 2024/25, step by step", 3),
        (tables.breakdown_table(MEMBERS, "paid", "provider", YEARS),
         "Payments by provider, 2023/24 to 2024/25", 0),
        (tables.concentration_table(CONCENTRATION, "paid"),
         "Concentration of payments on providers", 7),
        (tables.size_table(SIZES, "decisions"), "Awards by size", 0),
        (tables.areas_table(AREAS, "paid"), "Payments by area", 2),
        (tables.flow_table(FLOW, "paid"), "Payments by funder and programme", 0),
        (tables.balance_table(BALANCE, "paid"), "Money in and money out by funder", 2),
        (tables.months_table(MONTHS), "Payments and credits by month", 3),
        (tables.bases_table(BASES), "never added", 9),
    ],
)  # fmt: skip
def test_tables_say_what_they_are_and_what_is_missing(
    html: str, caption: str, missing: int
) -> None:
    read = Reading(html)
    assert caption in html
    assert sum("missing" in str(cell.get("class")) for cell in read.all("td")) == missing
    assert "None" not in [cell for row in read.rows for cell in row]
    assert "–" not in [cell for row in read.rows for cell in row]


def test_credits_have_columns_where_there_are_any() -> None:
    assert "Before credits" in tables.breakdown_table(MEMBERS, "paid", "provider", YEARS)
    assert "Before credits" not in tables.breakdown_table(MEMBERS[:3], "paid", "provider", YEARS)


def test_hostile_words_in_a_table_are_only_words() -> None:
    rows = [row | {"member": HOSTILE} for row in MEMBERS]
    read = Reading(tables.breakdown_table(rows, "paid", "provider", YEARS))
    assert not read.all("a")
    assert not read.all("b")
    assert read.rows[1][1] == HOSTILE


def test_shares_and_points_of_nothing_or_less_say_why_there_are_none() -> None:
    steps = [row | {"points": None} for row in FALLING_STEPS]
    read = Reading(bridges.steps_table(steps, "paid", *YEARS))
    assert {row[3] for row in read.rows[1:]} == {"start not above £0"}
    rows = [row | {"contribution_points": None, "own_growth_percent": None} for row in MOVED]
    read = Reading(bridges.bridge_table(rows, "paid", "service", *YEARS))
    assert {row[5] for row in read.rows[1:-1]} == {"start not above £0"}
    assert read.rows[-1][5] == ""
    read = Reading(contributions_table(rows, *YEARS))
    assert {row[4] for row in read.rows[1:]} == {"start not above £0"}
    owed = [row | {"share_percent": None} for row in MEMBERS]
    read = Reading(tables.breakdown_table(owed, "paid", "provider", YEARS))
    assert {row[3] for row in read.rows[1:]} == {"total not above £0"}
    years = [
        row | {"financial_year": "2023/24", "part_year": False, "member": "grant"} for row in owed
    ]
    read = Reading(tables.instruments_by_year_table(years, "paid"))
    assert {row[3] for row in read.rows[1:]} == {"total not above £0"}


def test_an_area_with_money_and_no_share_is_not_one_without_money() -> None:
    rows = [AREAS[0] | {"share_percent": None}, AREAS[2]]
    some, none = Reading(tables.areas_table(rows, "paid")).rows[1:]
    assert some[1:3] == ["£1,500,000", "no share"]
    assert none[1:3] == ["none found", "no share"]
