"""Money and evidence: figures on screen are the questions' rows, and each leads to its rows."""

import html
import re
from decimal import Decimal
from typing import Any

import pytest

from commissioning import questions
from commissioning.store import Store
from commissioning.wording.worth import KINDS
from tests.pages.conftest import Open, asked_by, charts, notices, spec, values, words

PAGE = "money_and_evidence"
INVENTED = {"data": "illustrative"}
YEARS, KIND, COST = range(3)
PAID: dict[str, Any] = {"package": "illustrative", "family": "paid"}


def links_to(page: str, start: str) -> list[dict[str, list[str]]]:
    """The parameters of every link of a page that starts so, in order."""
    found = re.findall(rf'href="({re.escape(start)}[^"]*)"', page)
    return [asked_by(html.unescape(address)) for address in found]


def test_the_charts_show_what_the_questions_return(open_page: Open, store: Store) -> None:
    app = open_page(PAGE, **INVENTED)
    rows = questions.evidence_spend(store, **PAID).rows
    *parts, _ = spec(app, YEARS)["data"]
    drawn = {
        year: sum(part["y"][place] for part in parts)
        for place, year in enumerate(parts[0]["x"])
    }  # fmt: skip
    assert drawn == {
        year: pytest.approx(
            float(sum(row["amount_gbp"] for row in rows if row["financial_year"][:4] == str(year)))
        )
        for year in range(2020, 2026)
    }
    latest = [row for row in rows if row["financial_year"] == "2024/25"]
    (bars,) = spec(app, KIND)["data"]
    assert bars["x"] == [float(sum(row[f"{kind}_gbp"] for row in latest)) for kind in KINDS]
    costs = questions.unit_costs(store, package="illustrative", series_id="I17").rows
    assert [round(cost, 6) for cost in spec(app, COST)["data"][0]["y"]] == [
        round(row["unit_cost_gbp"], 6) for row in costs if row["unit_cost_gbp"] is not None
    ]


def test_the_latest_whole_year_opens_and_a_part_year_is_marked(open_page: Open) -> None:
    app = open_page(PAGE, **INVENTED)
    assert app.selectbox(key="evidence_year").value == "2024/25"
    assert app.selectbox(key="evidence_year").options[-1] == "2025/26"
    part = words(open_page(PAGE, **INVENTED, evidence_year="2025/26"))
    assert "paid in 2025/26 (part year)" in part


def test_each_kind_leads_to_its_services_and_they_add_up_to_it(
    open_page: Open, store: Store
) -> None:
    said = words(open_page(PAGE, **INVENTED))
    rows = questions.evidence_spend(store, **PAID, first_year="2024/25", last_year="2024/25").rows
    led = [query for query in links_to(said, "./money-and-evidence") if "evidence" in query]
    assert [query["evidence"][0] for query in led] == list(KINDS.values())
    for query, kind in zip(led[:3], KINDS, strict=False):
        app = open_page(PAGE, **query)
        assert notices(app) == ""
        together = re.findall(r"in 2024/25, together £([\d,.]+)<", words(app))[0]
        whole = sum(row[f"{kind}_gbp"] for row in rows)
        assert Decimal(together.replace(",", "")) == whole


def test_each_service_leads_to_lines_that_add_up_to_its_money(
    open_page: Open, store: Store
) -> None:
    said = words(open_page(PAGE, **INVENTED, evidence_year="2023/24"))
    queries = links_to(said, "./providers")
    services = questions.evidence_services(
        store, **PAID, first_year="2023/24", last_year="2023/24"
    ).rows
    of_services = [query for query in queries if query.get("last_year") == ["2023/24"]]
    assert [query["service"][0] for query in of_services[: len(services)]] == [
        row["service"] for row in services
    ]
    app = open_page("providers", **of_services[0], rows_page="1")
    assert notices(app) == ""
    lines = f"{services[0]['lines']:,} lines, page 1 of"
    assert f"{lines} 1; together £{services[0]['amount_gbp']:,}" in words(app)


def test_each_service_with_indicators_leads_to_them(open_page: Open, store: Store) -> None:
    said = words(open_page(PAGE, **INVENTED))
    measured = [
        row["service"]
        for row in questions.evidence_services(
            store, **PAID, first_year="2024/25", last_year="2024/25"
        ).rows
        if row["indicators"]
    ]
    queries = [query for query in links_to(said, "./outcomes") if "service" in query]
    assert [query["service"][0] for query in queries] == measured
    assert notices(open_page("outcomes", **queries[0])) == ""
    assert all(query["programme"] for query in queries)
    costed = links_to(said, "./indicator?")
    assert len(costed) == 24
    assert notices(open_page("indicator", **costed[0])) == ""


def test_a_target_published_for_a_programme_is_found_beside_its_money(open_page: Open) -> None:
    said = words(open_page(PAGE, evidence_year="2023/24"))
    assert "£874k is money of services with a target, none of services with a result" in said
    (query,) = [query for query in links_to(said, "./outcomes") if "service" in query]
    app = open_page("outcomes", **query)
    assert notices(app) == ""
    assert "Londoners expected to take part" in words(app)


def test_what_a_last_result_leaves_out_is_said_with_the_way_to_it(open_page: Open) -> None:
    said = words(open_page(PAGE, **INVENTED))
    assert "Earlier returns of the year are not counted" in said
    assert any("service" not in query for query in links_to(said, "./outcomes"))


def test_decisions_lead_to_decisions_that_add_up(open_page: Open, store: Store) -> None:
    app = open_page(PAGE, evidence_year="2021/22")
    rows = questions.evidence_services(
        store, package="london", family="decisions", first_year="2021/22", last_year="2021/22"
    ).rows
    queries = [query for query in links_to(words(app), "./decisions") if "service" in query]
    assert [query["service"][0] for query in queries] == [row["service"] for row in rows]
    decided = open_page("decisions", **queries[0])
    assert notices(decided) == ""
    cells = re.findall(r'<td class="figure">£([\d,.]+)', words(decided))
    assert sum(Decimal(cell.replace(",", "")) for cell in cells) == rows[0]["amount_gbp"]


def test_approved_money_is_never_called_paid_and_absence_is_of_what_was_found(
    open_page: Open,
) -> None:
    app = open_page(PAGE)
    said = words(app)
    assert app.selectbox(key="money").options == ["Approved in decisions"]
    assert "No target and no result was found for any of the £" in said
    assert "approved for 2025/26" in said
    assert "does not mean that nothing was measured" in said
    assert "No cost of an outcome can be given: this package has no ledger" in said
    assert " paid in 20" not in said
    assert "No result could be held to a target" in said
    assert len(charts(app)) == 2
    assert links_to(said, "./data-and-methods?data=london&amp;extract=outcomes")


def test_what_a_cost_cannot_be_given_for_is_said(open_page: Open, store: Store) -> None:
    app = open_page(PAGE, **INVENTED)
    said = words(app)
    costs = questions.unit_costs(store, package="illustrative").rows
    for row in costs:
        assert html.escape(row["indicator"]) in said
    assert "fewer is better, so it is not something that money buys" in said
    offered = app.selectbox(key="cost_of").options
    assert len(offered) == len({row["series_id"] for row in costs if row["not_shown"] is None})
    drawn = open_page(PAGE, **INVENTED, cost_of=offered[-1])
    assert notices(drawn) == ""
    assert values(spec(drawn, COST), "y") != values(spec(app, COST), "y")


def test_real_costs_are_in_the_prices_chosen(open_page: Open, store: Store) -> None:
    app = open_page(PAGE, **INVENTED, prices="Real terms", price_base="2019/20")
    rows = questions.unit_costs(
        store, package="illustrative", series_id="I17", price_base="2019/20"
    ).rows
    assert [round(cost, 6) for cost in spec(app, COST)["data"][0]["y"]] == [
        round(row["unit_cost_gbp"], 6) for row in rows if row["unit_cost_gbp"] is not None
    ]
    assert "at 2019/20 prices" in words(app)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"evidence_year": "1999/00"}, "1999/00"),
        ({"evidence": ["Nonsense"]}, "Nonsense"),
        ({"cost_of": "Nobody: Nothing"}, "Nobody: Nothing"),
        ({"programme": ["No such"]}, "No such"),
    ],
)
def test_what_is_asked_in_vain_is_named(open_page: Open, query: dict[str, Any], named: str) -> None:
    app = open_page(PAGE, **INVENTED, **query)
    assert named in notices(app)
    assert len(charts(app)) == 3


def test_choices_that_leave_nothing_say_what_to_widen(open_page: Open) -> None:
    years = {"first_year": "2012/13", "last_year": "2013/14"}
    early = words(open_page(PAGE, **INVENTED, **years))
    assert "No amounts were found for these choices. Widen the years and the programme" in early
    assert "No results of the body’s own services were found" in early
    nowhere = open_page(
        PAGE, **INVENTED, programme=["Evaluation and training"], evidence=[KINDS["all_met"]]
    )
    assert "No services were found for these choices" in words(nowhere)
