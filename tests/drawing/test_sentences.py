import datetime
from decimal import Decimal

import pytest

from commissioning import wording
from commissioning.wording.reconciliation import reconciliation_sentence
from commissioning.wording.scrutiny import question_words
from tests.drawing.rows import (
    CONTRIBUTIONS,
    DECISIONS,
    EXPENDITURE,
    GRANT,
    RECONCILED,
    SERIES,
    TOTALS,
    approved,
    part,
    point,
    reconciled,
    total,
)


def test_headline_counts_totals_and_definitions_and_sets_the_wider_one_apart() -> None:
    assert wording.headline_sentence(TOTALS) == (
        "£59.9m was spent on commissioned services in 2021/22."
        " Four totals are published since 2012/13, on two definitions."
        " A wider definition (commissioning budget with safe accommodation) gives around £90m"
        " for 2022/23."
    )


def test_headline_of_budgets_alone_never_says_spent() -> None:
    budgets = [row for row in TOTALS if row["basis"] == "budget"]
    said = wording.headline_sentence(budgets)
    assert said.startswith(
        "The latest published total is around £70m for 2022/23 (commissioning budget)."
    )
    assert "spent" not in said
    assert "spend" not in said


def test_headline_of_one_total_is_one_sentence() -> None:
    only = [row for row in TOTALS if row["definition"] == EXPENDITURE]
    assert (
        wording.headline_sentence(only) == "£59.9m was spent on commissioned services in 2021/22."
    )


def test_an_approximate_expenditure_is_called_so() -> None:
    rows = [total("2021/22", EXPENDITURE, "actual", 60_000_000, "rounded_1m")]
    assert wording.headline_sentence(rows).startswith("Around £60m was spent")


def test_two_totals_of_a_year_on_two_bases_are_both_counted() -> None:
    rows = [
        total("2021/22", "Budget", "budget", 70_000_000, "exact"),
        total("2021/22", EXPENDITURE, "actual", 59_900_000, "exact"),
    ]
    assert "Two totals are published since 2021/22" in wording.headline_sentence(rows)
    assert wording.wider_totals(rows) == []


def test_missing_years_are_not_said_to_be_nothing() -> None:
    assert wording.missing_years_sentence(["2013/14", "2014/15", "2020/21"]) == (
        "No total was found for 2013/14 to 2014/15 and 2020/21."
        " That means none was found, not that nothing was spent."
    )
    assert wording.missing_years_sentence([]) == ""


def test_growth_gives_cash_and_real_change() -> None:
    assert wording.growth_sentence(SERIES, "amount", False) == (
        f"{GRANT}: £22.3m was received in 2025/26, up 1.1% in cash terms"
        " and down 2.0% in real terms (on a forecast price index) on the year before."
    )


@pytest.mark.parametrize("measure", ["per_resident", "share"])
def test_the_rate_of_amounts_is_not_given_for_a_rate_or_a_share(measure: str) -> None:
    rows = [row | {"per_resident_gbp": Decimal("2.5"), "share_percent": 40.0} for row in SERIES]
    said = wording.growth_sentence(rows, measure, False)
    assert "2025/26" in said
    assert "on the year before" not in said


def test_a_part_year_alone_is_stated_as_one() -> None:
    rows = [SERIES[-1] | {"part_year": True}]
    said = wording.growth_sentence(rows, "amount", False)
    assert said.startswith(f"{GRANT}: £22.3m in the part of 2025/26")
    assert "not compared" in said


def test_growth_in_real_terms_names_the_prices() -> None:
    said = wording.growth_sentence(SERIES, "amount", True, price_base="2024/25")
    assert f"{GRANT}: £44.7m at 2024/25 prices was received in 2025/26" in said


@pytest.mark.parametrize(
    ("basis", "verb"),
    [("approved", "approved"), ("budget", "budgeted"), ("received", "received"), ("paid", "paid")],
)
def test_growth_never_calls_another_basis_spent(basis: str, verb: str) -> None:
    rows = [point("A", "2023/24", "1000000", basis=basis)]
    said = wording.growth_sentence(rows, "amount", False)
    assert f"was {verb} in 2023/24" in said
    assert "spen" not in said


def test_no_change_is_stated_for_years_that_do_not_compare() -> None:
    rows = [point("A", "2023/24", "1000000", growth=50.0, joined=False)]
    assert "up" not in wording.growth_sentence(rows, "amount", False)


def test_a_part_year_is_not_the_latest_year() -> None:
    rows = [
        point("A", "2023/24", "4000000", growth=3.0, real_growth=1.0),
        point("A", "2024/25", "1000000", part_year=True, joined=False),
    ]
    assert "£4.0m was received in 2023/24" in wording.growth_sentence(rows, "amount", False)


def test_several_series_are_counted_by_how_they_moved() -> None:
    rows = [
        point("A", "2023/24", "4000000", growth=3.0),
        point("B", "2023/24", "5000000", growth=-1.0),
        point("C", "2023/24", "1000000", growth=0.01),
    ]
    assert wording.growth_sentence(rows, "amount", False) == (
        "B is the highest of three series: £5.0m in 2023/24. Of the three series that can be"
        " compared with the year before, one rose, one fell and one did not change in cash terms."
    )


def test_growth_per_resident_and_share_keep_their_units() -> None:
    row = point("VAWG", "2023/24", "1000000", share_percent=31.25, family="decisions")
    assert "£2.47 per resident" in wording.growth_sentence([row], "per_resident", False)
    assert "31.3% of decisions found" in wording.growth_sentence([row], "share", False)


def test_contributions_name_the_largest_each_way_and_their_sum() -> None:
    said = wording.contributions_sentence(CONTRIBUTIONS, "2023/24", "2024/25", family="decisions")
    assert said == (
        "Decisions found for 2024/25 come to £1.5m less than for 2023/24 (−7.3%) in cash terms,"
        " which may only be what was found."
        " Violence reduction (VRU) added most (+10.0 points) and VAWG took away most"
        " (−16.3 points); the four parts sum to −7.3 points."
    )


def test_contributions_that_all_rise_take_nothing_away() -> None:
    rows = [part("A", "1", "2", 4.0), part("B", "1", "2", 1.0)]
    said = wording.contributions_sentence(rows, "2023/24", "2024/25", family="paid")
    assert said.startswith("Payments rose by 5.0%")
    assert "took away" not in said


def test_no_contributions_says_why() -> None:
    said = wording.contributions_sentence([], "2012/13", "2013/14", family="decisions")
    assert "cannot be split" in said
    assert "Choose other years" in said


def test_reconciliation_leads_with_expenditure_and_counts_years_without_a_total() -> None:
    assert reconciliation_sentence(RECONCILED, "decisions") == (
        "Decisions found explain 64% of the £59.9m published for 2021/22;"
        " for 1 of 4 years there is no published total to set them against."
    )


def test_a_year_without_decisions_is_not_zero_per_cent() -> None:
    said = reconciliation_sentence(RECONCILED[:1], "decisions")
    assert said == "No decisions were found for 2012/13: £23.6m is published."


def test_more_than_the_total_is_said_plainly() -> None:
    said = reconciliation_sentence(RECONCILED[1:2], "decisions")
    assert said == "Decisions found for 2019/20 come to £1.4m more than the £53.6m published."


def test_a_rounded_total_keeps_its_precision() -> None:
    assert "27% of the £70m published" in reconciliation_sentence(RECONCILED[3:], "decisions")


def test_almost_all_is_not_all() -> None:
    nearly = reconciled("2023/24", "D", "actual", 12_179_771, "12134557.76", 3)
    assert "explain 99.6% of" in reconciliation_sentence([nearly], "paid")
    whole = reconciled("2023/24", "D", "actual", 100, "100", 3)
    assert "add up to the £100 published for 2023/24, to the penny" in reconciliation_sentence(
        [whole], "paid"
    )


def test_any_page_says_the_control_total_the_gap_and_the_reasons() -> None:
    assert wording.reconciled_words(RECONCILED, "decisions") == (
        f"Checked against the £59.9m published for 2021/22 ({EXPENDITURE[:1].lower()}"
        f"{EXPENDITURE[1:]}): decisions found come to £21.6m less (64% of it);"
        " approvals are not spending. Not counted: £15.2m in 1 row already in another decision,"
        " £8.0m in 20 rows with no date, so in no year and £399k in 1 row operated by the police."
    )
    assert wording.reconciled_words(RECONCILED[4:], "decisions").startswith("No published total")


def found(rule: str, **values: object) -> str:
    row = dict.fromkeys(
        ("compared_gbp", "percent", "last_day", "extension_last_day", "filed_as", "programme")
    )
    return question_words(
        rule,
        row
        | {
            "subject": "Provider B",
            "family": "paid",
            "financial_year": "2023/24",
            "amount_gbp": Decimal(2_100_000),
            "lines": 12,
        }
        | values,
    )


def test_a_finding_is_a_question_with_its_numbers() -> None:
    named = {"compared_gbp": Decimal(9_100_000), "percent": 23.08}
    assert found("provider_share", **named) == (
        "Provider B was paid £2.1m of the £9.1m that names a provider, for 2023/24 (23%)."
        " What would happen if it stopped?"
    )
    approved = found("provider_share", **named, family="decisions")
    assert "was approved £2.1m" in approved
    assert "in decisions found" in approved


def test_an_end_is_asked_about_with_what_may_extend_it() -> None:
    day = datetime.date(2026, 3, 31)
    said = found("cliff_edge", family="contracts", last_day=day)
    assert said.endswith("no later decision or contract was found. What follows?")
    later = datetime.date(2028, 3, 31)
    said = found("cliff_edge", family="contracts", last_day=day, extension_last_day=later)
    assert said.endswith("may be extended to 31 March 2028. Will it be?")


def test_a_rule_that_was_not_asked_is_not_a_rule_that_found_nothing() -> None:
    missing = wording.missing_records("paid or decisions; contracts", {"decisions": 3})
    assert missing == ["contracts"]
    assert wording.not_asked(missing) == "Not asked: this package holds no contracts."
    assert wording.missing_records("paid or contracts", {"decisions": 3}) == [
        "payments or contracts"
    ]
    assert wording.scrutiny_sentence({"a": 3, "b": 0, "c": None}) == (
        "Three questions are worth asking, from one of three rules."
        " One rule could not be asked of this package."
    )
    assert wording.scrutiny_sentence({"a": 0}) == "No rule found a question at these levels."


def test_decisions_over_years_name_the_highest() -> None:
    assert wording.yearly_sentence(DECISIONS) == (
        "Decisions found approve £54.4m over 2020/21 to 2023/24, most of it for 2021/22 (£32.6m)."
    )
    even = [approved("2020/21", "A", "100"), approved("2021/22", "A", "90")]
    assert "most of it" in wording.yearly_sentence(even)
    thirds = [*even, approved("2022/23", "A", "95")]
    assert "The highest year is 2020/21" in wording.yearly_sentence(thirds)


def test_members_and_the_largest() -> None:
    members = [("MoJ", Decimal(22_344_744)), ("Home Office", Decimal(13_034_726))]
    assert wording.member_sentence(members, "2025/26", "Grants accepted", "funder") == (
        "Grants accepted for 2025/26 come to £35.4m across two funders;"
        " MoJ is the largest (£22.3m)."
    )
    assert "all from one funder, MoJ" in wording.member_sentence(
        members[:1], "2025/26", "Grants accepted", "funder"
    )


@pytest.mark.parametrize(
    "said",
    [
        wording.headline_sentence([]),
        wording.yearly_sentence([]),
        reconciliation_sentence([], "decisions"),
        wording.growth_sentence([], "amount", False),
    ],
)
def test_empty_choices_say_what_to_widen(said: str) -> None:
    assert said.startswith("No ")
    assert "Widen the years" in said


def test_alternative_of_totals_gives_every_figure_and_the_gaps() -> None:
    said = wording.headline_alternative(
        TOTALS, wording.years_between("2012/13", "2022/23"), ["2013: fund established"]
    )
    for figure in ("£23.6m in 2012/13", "£53.6m", "£59.9m in 2021/22", "around £70m", "£90m"):
        assert figure in said
    assert "No total was found for 2013/14 to 2018/19 and 2020/21." in said
    assert "2013: fund established" in said


def test_alternative_of_a_series_names_its_gap() -> None:
    said = wording.growth_alternative(SERIES, "amount", False)
    assert "Line chart of 1 series" in said
    assert "£12.0m in 2020/21" in said
    assert "No figure for 2023/24." in said


def test_alternative_of_a_long_series_gives_ends_and_extremes() -> None:
    rows = [
        point("A", wording.financial_year(2010 + n), str(10**6 * (1 + n * 3 % 8))) for n in range(8)
    ]
    said = wording.growth_alternative(rows, "amount", False)
    assert "from £1.0m in 2010/11 to £6.0m in 2017/18" in said
    assert "highest £8.0m in 2015/16" in said
    assert "lowest £1.0m in 2010/11" in said


@pytest.mark.parametrize(
    ("title", "date", "paragraph", "cited"),
    [
        ("A paper, 3 October 2022, para 1.1", "2022-10-03", "1.1", None),
        ("A paper", "2022-10-03", "1.1", "A paper, 3 October 2022, paragraph 1.1"),
        ("A page", None, None, "A page"),
        ("Lost in 2022, para 11.1", "2022", "1.1", "Lost in 2022, para 11.1, paragraph 1.1"),
    ],
)
def test_a_source_is_cited_once(
    title: str, date: str | None, paragraph: str | None, cited: str | None
) -> None:
    row = {"source_title": title, "source_date": date, "source_paragraph": paragraph}
    assert wording.source_citation(row) == (cited or title)
