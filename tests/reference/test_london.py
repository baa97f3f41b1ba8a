"""Figures of the real package that are known from outside the extracts, or tie answers together."""

from collections import defaultdict
from decimal import Decimal

import pytest

from commissioning import questions
from commissioning.store import Store

LONDON = "london"

# £ million by year as the compilers of the extract added them up, evenly by year and with awards
# of unknown end whole in their first year.
COMPILED = {
    "2014/15": "11.07", "2015/16": "5.51", "2016/17": "37.74", "2017/18": "26.36",
    "2018/19": "31.72", "2019/20": "52.39", "2020/21": "54.00", "2021/22": "38.29",
    "2022/23": "19.02", "2023/24": "34.17", "2024/25": "28.20", "2025/26": "28.01",
}  # fmt: skip


def test_years_agree_with_the_compilers_sums(store: Store) -> None:
    answer = questions.decisions_by_year(store, package=LONDON, open_ended="start_year")
    years: dict[str, Decimal] = defaultdict(Decimal)
    for row in answer.rows:
        years[row["financial_year"]] += row["amount_gbp"]
    # Spreading by day and not by year moves up to £0.1m between leap and other years.
    for year, millions in COMPILED.items():
        assert abs(years[year] / 1_000_000 - Decimal(millions)) < Decimal("0.1"), year


def test_decision_rows_behind_a_bar_add_up_to_it(store: Store) -> None:
    for bar in questions.decisions_by_year(store, package=LONDON).rows:
        rows = questions.decision_rows(
            store,
            package=LONDON,
            first_year=bar["financial_year"],
            last_year=bar["financial_year"],
            programmes=[bar["programme"]],
            directions=["out"],
            limit=1000,
        ).rows
        assert sum(row["amount_in_years"] for row in rows) == bar["amount_gbp"]
        assert len(rows) == bar["lines"]


def test_pages_of_rows_are_all_the_rows_once(store: Store) -> None:
    def page(number: int) -> list[tuple[str, int]]:
        answer = questions.decision_rows(
            store, package=LONDON, counting="all", order="provider", limit=50, offset=50 * number
        )
        return [(row["decision_ref"], row["decision_line"]) for row in answer.rows]

    keys = [key for number in range(10) for key in page(number)]
    assert len(keys) == len(set(keys)) == 479


def test_the_victims_grant_is_what_was_published(store: Store) -> None:
    answer = questions.published_series(store, package=LONDON, series_ids=["moj-victims-grant"])
    assert {row["financial_year"]: str(row["amount_gbp"]) for row in answer.rows} == {
        "2020/21": "11998568.00",
        "2021/22": "16765943.00",
        "2022/23": "21939808.88",
        "2023/24": "18742558.65",
        "2024/25": "22091010.07",
        "2025/26": "22344743.73",
    }


def test_headline_totals_are_the_published_ones(store: Store) -> None:
    answer = questions.headline_totals(store, package=LONDON)
    assert [
        (row["financial_year"], str(row["amount_gbp"]), row["basis"], row["corroborations"])
        for row in answer.rows
    ] == [
        ("2012/13", "23600000.00", "budget", 1),
        ("2019/20", "53600000.00", "budget", 1),
        ("2021/22", "59900000.00", "actual", 0),
        ("2022/23", "70000000.00", "budget", 0),
        ("2022/23", "90000000.00", "budget", 0),
    ]
    cited = answer.rows[2]
    assert cited["source_paragraph"] == "1.1"
    assert cited["source_date"] == "2022-10-03"


def test_the_cited_total_is_64_per_cent_explained(store: Store) -> None:
    (row,) = (
        row
        for row in questions.reconciliation(store, package=LONDON, family="decisions").rows
        if row["financial_year"] == "2021/22"
    )
    assert row["total_gbp"] == Decimal("59900000.00")
    assert round(row["coverage_percent"]) == 64


def test_shares_of_a_family_add_to_100(store: Store) -> None:
    members = [
        row["series_id"]
        for row in questions.series_list(store, package=LONDON).rows
        if row["family"] == "decisions" and row["member"] is not None
    ]
    shares: dict[str, float] = defaultdict(float)
    for row in questions.growth(store, package=LONDON, series_ids=members).rows:
        shares[row["financial_year"]] += row["share_percent"]
    assert shares
    assert list(shares.values()) == pytest.approx([100] * len(shares))


def test_two_targets_in_three_have_a_result(store: Store) -> None:
    rows = questions.outcome_coverage(store, package=LONDON).rows
    assert sum(row["with_target"] for row in rows) == 52
    assert sum(row["with_target_and_actual"] for row in rows) == 34
