"""What is drawn and said of money beside evidence, and how it keeps to what it knows."""

import json
import re
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest

from commissioning import charts, questions, tables
from commissioning.evidence.costs import unit_cost_of
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.store import Store, question_sql
from commissioning.wording import costs as cost_words
from commissioning.wording import worth as words
from tests.drawing.worth import (
    COSTS,
    REFUSED,
    SERVICES,
    SPENT,
    UNHELD,
    UNMEASURED,
    YEAR,
    cost,
    spent,
)


def test_the_four_figures_of_a_year_are_told() -> None:
    assert words.evidence_sentence(YEAR, "paid") == (
        "Of £8.5m paid in 2024/25, £7.7m is money of services with a target, £7.5m of services"
        " with a result and £500k of services whose last results of the year all met their"
        " targets, as returned; for £800k no target and no result was found."
    )
    assert "contracted for 2024/25" in words.evidence_sentence(YEAR, "contracts")
    assert words.evidence_sentence([], "paid").startswith("No amounts were found")


def test_money_beside_nothing_is_none_found_and_not_none_measured() -> None:
    assert words.evidence_sentence(UNMEASURED[1:], "decisions") == (
        "No target and no result was found for any of the £38.3m approved for 2021/22."
    )
    assert words.years_sentence(UNMEASURED, "decisions") == (
        "No target and no result was found for a service in a year it had money in, 2020/21 to"
        " 2021/22."
    )
    said = words.no_results_found([{"reported_by": "own", "results": 110, "services": 20}])
    assert "110 results of its own, under 20 names" in said
    assert "does not mean that nothing was measured" in said
    assert words.no_results_found([]) == "This package holds no results of its own services."


def test_results_held_to_no_target_are_not_said_to_have_missed_one() -> None:
    assert words.years_sentence(UNHELD, "decisions") == (
        "Of the £301.6m approved for 2022/23 to 2023/24, £1.6m is money of services with a target"
        " or a result for the year of the money. No result could be held to a target."
    )
    assert words.evidence_sentence(UNHELD[1:], "decisions") == (
        "Of £100.9m approved for 2023/24, £874k is money of services with a target, none of"
        " services with a result and none of services whose last results of the year all met their"
        " targets, as returned; for £100.0m no target and no result was found."
    )
    missed = [*UNHELD, spent("2024/25", "VAWG", "1", "1", none_met="1000000")]
    assert words.years_sentence(missed, "paid").startswith(
        "Services whose last results of the year all met their targets, as returned, had none of"
    )


def test_only_last_results_count_and_every_name_says_so() -> None:
    for kind in ("all_met", "some_met", "none_met"):
        assert "last result" in words.KINDS[kind]
        assert "of the year" in words.KINDS[kind]
    assert sum("last result" in name for name in words.GROUPS) == 2
    for said in ("Earlier returns of the year are not counted", "chance is not", "Outcomes shows"):
        assert said in words.LAST_ONLY.replace("\n", " ")


def test_a_part_year_is_marked_and_not_set_against_whole_ones() -> None:
    said = words.years_sentence(SPENT, "paid")
    assert said == (
        "Services whose last results of the year all met their targets, as returned, had £500k of"
        " the £8.5m paid in 2024/25, and £3.5m of the £8.8m paid in 2023/24."
    )
    chart = charts.evidence_columns(SPENT, LIGHT, family="paid")
    assert chart.figure["data"][-1]["text"] == ["£8.8m", "£8.5m", "£1.2m<br>(part)"]
    assert any("part year" in caveat for caveat in chart.caveats)
    assert words.whole_first(SPENT) == ["2024/25", "2023/24", "2025/26"]


def test_the_parts_of_a_column_come_to_its_money_and_lead_to_its_year() -> None:
    chart = charts.evidence_columns(SPENT, LIGHT, family="paid")
    *parts, _ = chart.figure["data"]
    for place, year in enumerate(("2023/24", "2024/25", "2025/26")):
        money = sum(row["amount_gbp"] for row in SPENT if row["financial_year"] == year)
        assert sum(part["y"][place] for part in parts) == float(money)
        assert {tuple(part["customdata"][place]) for part in parts} == {(year,)}
    looks = {(part["marker"]["color"], part["marker"]["pattern"]["shape"]) for part in parts}
    assert len({colour for colour, _ in looks}) == len({shape for _, shape in looks}) == 4


def test_what_is_nowhere_has_no_place_in_the_legend() -> None:
    chart = charts.evidence_columns(UNMEASURED, LIGHT, family="decisions")
    named = [trace["name"] for trace in chart.figure["data"] if "name" in trace]
    assert [name.replace("<br>", " ") for name in named] == ["No target and no result found"]


def test_no_money_of_a_kind_is_called_none() -> None:
    chart = charts.evidence_bars(YEAR, LIGHT, family="paid")
    (bars,) = chart.figure["data"]
    assert bars["text"] == ["£500k", "£4.0m", "£3.0m", "none", "none", "£200k", "£800k"]
    assert [key for (key,) in bars["customdata"]] == list(words.KINDS.values())
    assert words.kinds_named(["No target and no result found"]) == ("no_evidence",)
    assert set().union(*words.GROUPS.values()) == set(words.KINDS)


def test_monitoring_is_never_called_proof() -> None:
    for chart in (
        charts.evidence_columns(SPENT, LIGHT, family="paid"),
        charts.evidence_bars(YEAR, LIGHT, family="paid"),
    ):
        assert words.LAST_ONLY in chart.caveats
        assert words.NOT_BOUGHT in chart.caveats
        assert words.FOUND_ONLY in chart.caveats


def test_tables_say_the_same() -> None:
    kinds = tables.evidence_kinds_table(YEAR)
    assert re.findall(r"<tfoot>.*?£([\d,]+)", kinds) == ["8,500,000"]
    programmes = tables.evidence_programmes_table(YEAR, "2024/25")
    total = re.findall(r"<tfoot>.*", programmes)[0]
    assert re.findall(r"£([\d,]+)", total) == [
        "8,500,000", "7,700,000", "7,500,000", "500,000", "800,000",
    ]  # fmt: skip
    years = tables.evidence_years_table(SPENT, link=lambda row: f"./x?y={row['financial_year']}")
    assert "2025/26 (part year)" in years
    assert years.count('href="./x') == 3
    services = tables.evidence_services_table(
        SERVICES, "Two", lines=lambda row: "./lines", results=lambda row: "./outcomes"
    )
    assert "Helpline &lt;new&gt;" in services
    assert "in 1 line<" in services
    assert words.services_caption(SERVICES, "2024/25") == (
        "2 services in 2024/25, together £1,300,000.25"
    )


def test_credits_larger_than_payments_hang_below_zero() -> None:
    rows = [spent("2024/25", "A", "0", "0", all_met="-50000", no_evidence="90000")]
    chart = charts.evidence_columns(rows, LIGHT, family="paid")
    assert chart.figure["layout"]["yaxis"]["range"][0] <= -50_000
    go.Figure(charts.evidence_bars(rows, LIGHT, family="paid").figure)


def test_the_latest_cost_is_told_with_what_it_is_made_of() -> None:
    assert cost_words.cost_sentence(COSTS, "2024/25") == (
        "Hospital youth work cost £14,000 in 2024/25 at 2024/25 prices for each counted under"
        " “Young people who took up support”, or £9,065 to £22,919 if chance is allowed for:"
        " £280k paid and 20 counted."
    )
    assert cost_words.cost_words(12.345) == "£12.35"


def test_what_is_counted_of_a_ratio_is_its_first_part() -> None:
    assert "first part of this ratio" in charts.unit_cost_dots(COSTS, LIGHT).caveats[1]
    assert cost_words.counted_words({**COSTS[0], "unit": "count"}) == (
        "What is counted: Young people who met a youth worker again within a month."
    )


def test_without_an_outcome_there_is_no_cost_but_a_lower_limit() -> None:
    nobody = COSTS[2:3]
    assert cost_words.cost_sentence(nobody, None) == (
        "“Young people who took up support” counted nobody in 2023/24, so it has no unit cost:"
        " £250k was paid, which is £67,771 or more for each if chance is allowed for."
    )
    chart = charts.unit_cost_dots(COSTS, LIGHT)
    dots, triangles, labels = chart.figure["data"]
    assert dots["x"] == [2021, 2024]
    assert (triangles["x"], triangles["y"]) == ([2023], [67_771.2])
    assert labels["text"] == ["£28k", "£68k<br>or more", "£14k"]
    table = tables.unit_costs_table(COSTS, link=lambda row: None)
    assert "not defined" in table
    assert "£67,771 or more" in table


def test_a_year_that_cannot_be_costed_is_a_gap_with_its_reason() -> None:
    chart = charts.unit_cost_dots(COSTS, LIGHT)
    assert chart.figure["layout"]["xaxis"]["range"] == [2020.5, 2025.5]
    assert chart.caveats[-1] == (
        "Not given for 2022/23: not every period of the year has a return; 2025/26: the ledger"
        " covers only part of the year."
    )
    table = tables.unit_costs_table(COSTS, link=lambda row: None)
    assert "the ledger covers only part of the year" in table
    assert "£0" not in table


def test_real_prices_have_a_column_of_their_own() -> None:
    real = [{**row, "cost_gbp": row["cost_gbp"] and row["cost_gbp"] * 2} for row in COSTS]
    assert "prices chosen" in tables.unit_costs_table(real, link=lambda row: None)
    assert "prices chosen" not in tables.unit_costs_table(COSTS, link=lambda row: None)


def test_what_cannot_be_costed_is_listed_last_with_why() -> None:
    table = tables.costed_table(
        [*REFUSED, *COSTS], indicators=lambda row: "./i", costs=lambda row: "./x"
    )
    first, second = re.findall(r"<tbody>(.*)</tbody>", table)[0].split("</tr>")[:2]
    assert "2021/22 and 2023/24 to 2024/25" in first
    assert 'href="./x"' in first
    assert "Repeat incidents" in second
    assert "none" in second
    assert "2024/25 to 2025/26: fewer is better" in second
    assert re.findall(r'href="([^"]*)"', second) == ["./i"]


def test_why_there_is_no_cost_at_all() -> None:
    assert charts.unit_cost_dots(REFUSED, LIGHT).empty
    assert "the table says why" in cost_words.no_cost_sentence(REFUSED)
    ledgerless = [cost("2024/25", "0", why="no_ledger")]
    assert "no ledger of payments" in cost_words.no_cost_sentence(ledgerless)
    assert cost_words.no_cost_sentence([]).startswith("No results")


def test_an_interval_without_end_is_left_open() -> None:
    row: dict[str, Any] = {"not_shown": None, "cost_gbp": Decimal(100), "outcomes": 0}
    found = unit_cost_of(row)
    assert (found["unit_cost_gbp"], found["interval_high_gbp"]) == (None, None)
    assert unit_cost_of({**row, "not_shown": "part_year"}) == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("package", "family"),
    [("illustrative", "paid"), ("illustrative", "contracts"), ("london", "decisions")],
)
def test_the_shipped_packages_are_drawn_whole(
    store: Store, palette: Palette, package: str, family: str
) -> None:
    rows = questions.evidence_spend(store, package=package, family=family).rows
    year = [row for row in rows if row["financial_year"] == "2021/22"]
    made = [
        charts.evidence_columns(rows, palette, family=family),
        charts.evidence_bars(year, palette, family=family),
    ]
    if family == "paid":
        every = questions.unit_costs(store, package=package).rows
        assert len(cost_words.costed_options(every)) == 4
        for option in cost_words.costed_options(every):
            series = cost_words.costed_series(every, option)
            own = questions.unit_costs(store, package=package, series_id=series).rows
            made.append(charts.unit_cost_dots(own, palette))
    for chart in made:
        go.Figure(chart.figure)
        assert json.dumps(chart.figure, allow_nan=False)
        assert chart.headline.endswith(".")
        other = LIGHT if palette is DARK else DARK
        assert not [colour for colour in other.categories if colour in json.dumps(chart.figure)]


def test_every_reason_and_kind_of_the_questions_has_words(store: Store) -> None:
    for package, family in (("illustrative", "paid"), ("london", "decisions")):
        costs = questions.unit_costs(store, package=package).rows
        assert {row["not_shown"] for row in costs} - {None} <= set(cost_words.WHY)
        services = questions.evidence_services(store, package=package, family=family).rows
        assert {row["evidence"] for row in services} <= set(words.KINDS)
    coded = re.findall(r"THEN '(\w+)'", question_sql("unit_costs"))
    assert {*coded, "cumulative", "rolling", "snapshot"} == set(cost_words.WHY)


def test_a_column_in_which_no_programme_has_money_sums_to_none() -> None:
    rows = [{**row, "all_met_gbp": Decimal(0)} for row in YEAR]
    total = re.findall(r"<tfoot>.*", tables.evidence_programmes_table(rows, "2024/25"))[0]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", total)
    assert cells == ["£8,500,000", "£7,700,000", "£7,500,000", "none", "£800,000"]
