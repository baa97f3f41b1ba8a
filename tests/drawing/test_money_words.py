"""What is said of bridges, concentration, sizes, funders, areas, months and bases."""

import re
from decimal import Decimal

import pytest

from commissioning.wording import bridges
from commissioning.wording import spending as words
from tests.drawing.money_rows import (
    AREAS,
    BALANCE,
    BASES,
    CONCENTRATION,
    FALLING_STEPS,
    FLOW,
    FROM_NOTHING_STEPS,
    INSTRUMENTS,
    MEMBERS,
    MONTHS,
    REAL_STEPS,
    SIZES,
    UNMOVED_STEPS,
    area,
    based,
    concentrated,
    flowing,
    member,
    month,
    sided,
)
from tests.drawing.rows import Row


def bridged(rows: list[Row], family: str = "paid", months: int = 12) -> str:
    return bridges.bridge_sentence(
        rows,
        family=family,
        dimension="service",
        from_year="2023/24",
        to_year="2024/25",
        months=months,
    )


def test_a_bridge_of_payments_rises_from_the_restated_start() -> None:
    assert bridged(REAL_STEPS) == (
        "Payments rose by £700k (6.7%) in real terms from 2023/24 to 2024/25: new services added"
        " £2.0m; those that ended took away £1.5m; those with more added £600k; those with less"
        " took away £400k."
    )


def test_a_bridge_of_payments_falls_over_the_same_months() -> None:
    assert bridged(FALLING_STEPS, months=6) == (
        "Payments fell by £1.0m (25.0%) in cash terms from 2023/24 to 2024/25, April to September:"
        " those that ended took away £4.0m; those with more added £3.0m."
    )
    assert "from 2023/24 to 2024/25, April alone: those" in bridged(FALLING_STEPS, months=1)


def test_a_bridge_without_change_or_rate_states_none() -> None:
    assert bridged(UNMOVED_STEPS) == (
        "Payments did not change in cash terms from 2023/24 to 2024/25."
    )
    assert bridged(UNMOVED_STEPS, "decisions") == (
        "Approvals in decisions found for 2024/25 come to as much as for 2023/24 in cash terms."
    )
    assert bridged(FROM_NOTHING_STEPS) == (
        "Payments rose by £70k in cash terms from 2023/24 to 2024/25: new services added £70k."
    )
    owed = [
        row | {"amount_gbp": Decimal(-100), "level_after": Decimal(-100)}
        if row["step"] == "start"
        else row
        for row in FROM_NOTHING_STEPS
    ]
    assert "%" not in bridged(owed)


@pytest.mark.parametrize("rows", [REAL_STEPS, FALLING_STEPS, UNMOVED_STEPS, FROM_NOTHING_STEPS])
def test_decisions_found_are_never_said_to_rise_or_fall(rows: list[Row]) -> None:
    said = bridged(rows, "decisions")
    assert not re.search(r"\b(rose|fell|rise|fall)\b", said)


def test_a_difference_in_decisions_may_be_in_what_was_found() -> None:
    assert bridged(FALLING_STEPS, "decisions") == (
        "Approvals in decisions found for 2024/25 come to £1.0m less than for 2023/24 (−25.0%) in"
        " cash terms, which may only be what was found: those found only in 2023/24 took away"
        " £4.0m; those with more added £3.0m."
    )
    assert "£2.0m; those found only in 2023/24 took" in bridged(REAL_STEPS, "decisions")


def test_steps_of_what_was_found_neither_begin_nor_end() -> None:
    kinds = ("start", "price_effect", "new", "ended", "up", "down", "end", "unchanged")
    assert [bridges.step_name(kind, "paid") for kind in kinds] == [
        "Start", "Change in prices", "New", "Ended", "Went on, with more", "Went on, with less",
        "End", "Unchanged",
    ]  # fmt: skip
    assert [bridges.step_name(kind, "grants") for kind in kinds] == [
        "Start", "Change in prices", "Found in the later year only",
        "Found in the earlier year only", "Found in both, with more", "Found in both, with less",
        "End", "Unchanged",
    ]  # fmt: skip


def test_every_step_is_told_with_how_many_made_it() -> None:
    assert bridges.bridge_alternative(REAL_STEPS, "2023/24", "2024/25", "paid") == (
        "Bridge chart from 2023/24 to 2024/25, bars from top to bottom, in brackets how many:"
        " Start £10.0m (6); Change in prices £500k (6); New £2.0m (2); Ended −£1.5m (1); Went on,"
        " with more £600k (3); Went on, with less −£400k (2); End £11.2m (7)."
    )


COVERED = [
    {"family": "paid", "financial_year": "2023/24", "months": 12},
    {"family": "paid", "financial_year": "2024/25", "months": 12},
    {"family": "paid", "financial_year": "2025/26", "months": 6},
    {"family": "paid", "financial_year": "2026/27", "months": 1},
    {"family": "paid", "financial_year": "2022/23", "months": 0},
    {"family": "grants", "financial_year": "2021/22", "months": 12},
]


@pytest.mark.parametrize(
    ("years", "reason"),
    [
        (
            ("2023/24", "2023/24"),
            "2023/24 is both the first and the last year. Choose two years to compare.",
        ),
        (
            ("2021/22", "2023/24"),
            "There are no payments for 2021/22, so there is nothing to compare. Choose"
            " other years.",
        ),
        (
            ("2024/25", "2025/26"),
            "2025/26 is a part year: the record covers April to September only. A part year is not"
            " compared with a whole one. Choose another year, or compare the same months of both.",
        ),
        (
            ("2024/25", "2026/27"),
            "2026/27 is a part year: the record covers April alone. A part year is not"
            " compared with a whole one. Choose another year, or compare the same months of both.",
        ),
        (
            ("2022/23", "2023/24"),
            "The record of 2022/23 does not begin with April, so it cannot be compared. Choose"
            " another year.",
        ),
        (
            ("2023/24", "2024/25"),
            "There is no price index for 2023/24 or for 2024/25, so the change cannot be stated in"
            " real terms. Choose cash, or other years.",
        ),
    ],
)
def test_a_bridge_that_cannot_be_drawn_says_why(years: tuple[str, str], reason: str) -> None:
    assert bridges.bridge_refusal(COVERED, "paid", *years, 12) == reason


def test_months_count_from_april() -> None:
    assert [bridges.month_name(number) for number in (1, 9, 10, 12)] == [
        "April", "December", "January", "March",
    ]  # fmt: skip
    assert bridges.compared_months(12) == ""
    assert bridges.compared_months(1) == "April alone"
    assert bridges.compared_months(10) == "April to January"


def test_concentration_is_of_the_latest_whole_year() -> None:
    assert words.concentration_sentence(CONCENTRATION, groups=False) == (
        "In 2023/24 75% of the money names one body as its provider. Of what is named, Havens Trust"
        " has 50.0% and the largest three 80.0%: as concentrated as among 3.2 providers of equal"
        " size."
    )


def test_concentration_without_a_whole_year_or_a_name_is_not_stated() -> None:
    assert words.concentration_sentence(CONCENTRATION[:1], groups=False) == (
        "No provider is named in the years shown, so concentration cannot be stated."
    )
    assert words.concentration_sentence(CONCENTRATION[2:], groups=False) == (
        "Providers are named in a part year only, so there is no whole year to speak of."
    )


def test_one_provider_has_it_all_and_credits_without_a_name_are_no_share() -> None:
    alone = [concentrated("2024/25", 1)]
    assert words.concentration_sentence(alone, groups=False) == (
        "In 2024/25 every pound names one body as its provider. All that is named is of one"
        " provider, Havens Trust."
    )
    # Credits as large as what is named make a total of nothing.
    cancelled = [concentrated("2024/25", 4, "-3000000")]
    assert words.concentration_sentence(cancelled, groups=True) == (
        "In 2024/25 credits of £3.0m name no one body. Of what is named, Havens Trust has 50.0% and"
        " the largest three 80.0%: as concentrated as among 3.2 providers of equal size, groups"
        " counted as one."
    )


def test_sizes_tell_the_median_and_the_large() -> None:
    assert words.size_sentence(SIZES, family="paid") == (
        "Half of the 4 payments are of £40k or less; 1 payment of £1m or more holds 88% of the"
        " money."
    )
    assert words.size_sentence(SIZES[:2], family="decisions") == (
        "Half of the 3 awards are of £40k or less; none is of £1m or more."
    )
    assert words.size_sentence(SIZES[3:], family="decisions") == "There is one award, of £6.0m."


def test_bands_of_size_have_names() -> None:
    assert [words.band_name(row) for row in SIZES] == [
        "Under £50k", "£50k to under £1.0m", "£1.0m to under £5.0m", "£5.0m or more",
    ]  # fmt: skip


def test_areas_tell_how_much_names_one() -> None:
    assert words.areas_sentence(AREAS, family="paid") == (
        "£1.5m of £10.0m in payments (14.8%) names one area: 2 of 3 areas have some."
    )
    assert words.areas_sentence(AREAS[2:], family="paid") == (
        "None of the payments shown names one area."
    )
    one = [AREAS[0], AREAS[2], area("Elsewhere", None, None, "500000")]
    assert words.areas_sentence(one, family="paid") == (
        "£2.0m of £2.0m in payments (100.0%) names one area: 1 of 2 areas has some."
    )
    credit = [area("Camden", "CAM", (1, 1), "5"), area("Not stated", None, None, "-5")]
    assert words.areas_sentence(credit, family="paid") == (
        "£5 of £0 in payments names one area: 1 of 1 area has some."
    )


def test_funders_are_named_with_their_share() -> None:
    assert words.flow_sentence(FLOW, family="decisions") == (
        "Approvals in decisions found of £10.0m name four funders; Ministry of Justice is named for"
        " 25.0%. 40.0% names no funder."
    )
    assert words.flow_sentence(FLOW[:1], family="paid") == "Payments of £10.0m name no funder."
    assert words.flow_sentence(FLOW[1:2], family="paid").endswith("Every pound names its funder.")


def test_funders_of_a_total_of_nothing_have_no_share() -> None:
    rows = [
        flowing("Home Office", "Victims", "50000", "50000", "0") | {"total_gbp": Decimal(0)},
        flowing("Not stated", "Victims", "-50000", "-50000", "0") | {"total_gbp": Decimal(0)},
    ]
    assert words.flow_sentence(rows, family="paid") == (
        "Payments of £0 name one funder; Home Office is named for £50k. Credits of £50k name no"
        " funder."
    )


def test_the_balance_is_of_funders_named_on_both_sides() -> None:
    assert words.balance_sentence(BALANCE, family="decisions") == (
        "1 funder on both sides gave £3.0m, which is £500k more than the £2.5m of approvals in"
        " decisions found in its name. 1 funder appears on one side only."
    )
    several = [BALANCE[1], sided("Home Office", "500000", "1000000"), sided("A", "5", None),
               sided("B", None, "5")]  # fmt: skip
    assert words.balance_sentence(several, family="paid") == (
        "2 funders on both sides gave £3.5m, which is as much as the £3.5m of payments in their"
        " names. 2 funders appear on one side only."
    )
    assert words.balance_sentence([BALANCE[0], BALANCE[2]], family="paid") == (
        "No funder has both money in and money out in the years shown."
    )


def test_payments_to_date_stand_beside_the_same_months() -> None:
    assert words.monthly_sentence(MONTHS) == (
        "£600k was paid in 2025/26 to the end of May 2025, 20.0% more than in the same months of"
        " the year before. Credits took £50k off what was paid in the months shown."
    )
    assert words.monthly_sentence(MONTHS[:2]) == (
        "£400k was paid in 2025/26 to the end of April 2025, as much as in the same month of the"
        " year before."
    )
    assert words.monthly_sentence(MONTHS[:1]) == "Payments are known to March 2025."
    less = month(2025, 6, "1", "0", "600000", -4.04)
    assert "4.0% less than in the same months" in words.monthly_sentence([less])


def test_bases_stand_side_by_side_in_a_whole_year() -> None:
    assert words.bases_sentence(BASES, "Helpline") == (
        "Helpline, 2024/25: £2.0m was approved, £1.9m was contracted. Nothing paid was found."
    )
    assert words.bases_sentence(BASES[:1], "Helpline").endswith("Nothing contracted was found.")
    assert words.bases_sentence([based("2024/25", "5", None, None, False)], "Helpline") == (
        "For Helpline there is only what was approved, so there is nothing to set it against."
    )
    # A part year is set against nothing, and two years are no one year.
    apart = [based("2023/24", "5", None, None, False), based("2025/26", None, "5", "2", True)]
    assert words.bases_sentence(apart, "Helpline") == (
        "For Helpline there is what was approved, contracted and paid, but no two of them for one"
        " whole year, so there is nothing to set side by side."
    )


def broken_down(rows: list[Row], *chosen: str, dimension: str = "provider") -> str:
    return words.breakdown_sentence(rows, family="paid", dimension=dimension, chosen=chosen)


def test_a_breakdown_names_the_largest_that_is_named() -> None:
    assert broken_down(MEMBERS, "Victims", "Training") == (
        "Payments within Victims and Training come to £9.0m in 2023/24 to 2024/25, among 3"
        " providers. Havens Trust has 38.9%; for 55.6% no one provider is stated."
    )
    assert broken_down(MEMBERS, dimension="provider_group").endswith(
        "among 3 providers and groups. Havens Trust has 38.9%; for 55.6% no one provider group is"
        " stated."
    )
    assert broken_down(MEMBERS[1:]).endswith("Havens Trust has 38.9%.")
    owed = member(9, "Not stated", "-250000", -2.8)
    assert broken_down([MEMBERS[1], owed]).endswith(
        "Havens Trust has 38.9%; credits of £250k name no one provider."
    )
    assert broken_down(MEMBERS[:1]).endswith("among 3 providers.")
    assert broken_down([member(1, "A", "5", 100.0, members=1)]).endswith("among 1 provider.")


def test_a_breakdown_of_less_than_nothing_has_no_shares() -> None:
    owed = [row | {"total_gbp": Decimal(-100)} for row in MEMBERS]
    assert broken_down(owed).endswith("come to −£100 in 2023/24 to 2024/25, among 3 providers.")


def test_instruments_have_shares_or_a_reason() -> None:
    assert words.instruments_sentence(INSTRUMENTS, family="paid") == (
        "Of payments: grants 66.7% and not stated 33.3%."
    )
    none = [row | {"share_percent": None} for row in INSTRUMENTS]
    assert words.instruments_sentence(none, family="paid") == (
        "The payments shown come to nothing, so there are no shares to state."
    )


def test_members_left_to_the_table_are_counted() -> None:
    assert words.members_left(MEMBERS, 4, "provider") is None
    assert words.members_left(MEMBERS, 3, "provider_group") == (
        "The chart shows 3 of 4 providers and groups; the table has the others."
    )
