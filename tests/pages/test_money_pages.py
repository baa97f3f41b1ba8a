"""Where money goes and what drove change: each page draws its answer, leads down and back."""

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import Open, charts, notices, spec, words

PAID = {"data": "illustrative", "money": "Paid"}


def links_on(said: str, page: str) -> list[dict[str, list[str]]]:
    """The parameters of every link of a page's words that leads to another page."""
    found = re.findall(r'href="([^"]*)"', said)
    return [
        parse_qs(urlsplit(html.unescape(address)).query)
        for address in found
        if urlsplit(html.unescape(address)).path == f"./{page}"
    ]


def test_the_bridge_draws_its_steps_and_says_how_it_closes(open_page: Open, store: Store) -> None:
    app = open_page("bridge", **PAID, parts="Service", prices="Real terms")
    steps = questions.bridge_steps(
        store, package="illustrative", family="paid", dimension="service",
        from_year="2021/22", to_year="2024/25", real_terms=True,
    ).rows  # fmt: skip
    bar = spec(app)["data"][0]
    assert bar["x"] == [float(row["amount_gbp"]) for row in steps]
    assert bar["base"] == [float(row["level_before"]) for row in steps]
    assert "Payments fell by" in words(app)
    assert "in real terms" in words(app)
    # The renamed service is one that went on, and the table of names says why.
    assert "In the extracts: Victim and witness service; Victim support line" in words(app)
    assert "service S01 goes on under a new name" in words(app)


def test_a_part_year_is_refused_with_its_reason_and_the_way_out(open_page: Open) -> None:
    app = open_page("bridge", **PAID, change_to="2025/26")
    assert "2025/26 is a part year: the record covers April to September only" in notices(app)
    assert charts(app) == []
    same = open_page("bridge", **PAID, change_from="2024/25", change_to="2025/26",
                     compared="Same months of both")  # fmt: skip
    assert notices(same) == ""
    assert "Compared over the same months of both years: April to September." in words(same)
    assert len(charts(same)) > 0


def test_a_difference_in_decisions_found_is_not_called_growth(open_page: Open) -> None:
    said = words(open_page("bridge"))
    assert "which may only be what was found" in said
    assert "Approvals in decisions found rose" not in said
    app = open_page("bridge", change_from="2021/22", change_to="2021/22")
    assert "both the first and the last year" in notices(app)


def test_each_level_leads_to_the_next_and_back(open_page: Open, store: Store) -> None:
    app = open_page("providers", **PAID)
    down = links_on(words(app), "providers")
    (link,) = [one for one in down if one.get("programme") == ["Domestic abuse"]]
    assert link["level"] == ["Service"]
    deeper: dict[str, Any] = {name: values for name, values in link.items() if name != "level"}
    app = open_page("providers", **deeper, level="Service")
    (bars,) = spec(app)["data"]
    parts = questions.spend_breakdown(
        store, package="illustrative", family="paid", dimension="service",
        programmes=["Domestic abuse"], first_year="2012/13", last_year="2025/26",
    ).rows  # fmt: skip
    assert bars["x"] == [float(row["amount_gbp"]) for row in parts]
    assert [key[1] for key in bars["customdata"]] == [row["member"] for row in parts]
    back = re.search(r'<p class="cs-text">(<a .*?)</p>', words(app))
    assert back
    to_all, to_programme = links_on(back.group(1), "providers")
    assert "programme" not in to_all
    assert to_programme["programme"] == ["Domestic abuse"]
    assert "Domestic abuse" in back.group(1)


def test_the_lines_behind_an_amount_add_up_to_it(open_page: Open, store: Store) -> None:
    app = open_page(
        "providers", **PAID, service="Perpetrator programme", level="Provider", rows_page="1"
    )
    (row,) = questions.spend_breakdown(
        store, package="illustrative", family="paid", dimension="provider",
        services=["Perpetrator programme"],
    ).rows  # fmt: skip
    said = html.unescape(words(app))
    assert f"{row['lines']:,} lines, page 1 of 1; together £{row['amount_gbp']:,.2f}" in said
    assert said.count("illustrative/spend_lines.csv, row") == row["lines"]


def test_lines_and_lists_come_once_they_are_unfolded(open_page: Open, store: Store) -> None:
    app = open_page("providers", **PAID)
    assert "lines, page 1 of" not in words(app)
    assert not app.multiselect
    app.session_state["table-lines"] = True
    app.session_state["narrow-down"] = True
    app.run()
    size = questions.money_rows(store, package="illustrative", family="paid", limit=1).rows[0]
    assert f"{size['lines']:,} lines, page 1 of" in words(app)
    (providers,) = [each for each in app.multiselect if each.key == "provider"]
    paid = questions.spend_breakdown(
        store, package="illustrative", family="paid", dimension="provider", limit=1_000
    ).rows
    assert set(providers.options) == {row["member"] for row in paid if row["one_member"]}
    providers.select(paid[0]["member"]).run()
    app.session_state["narrow-down"] = False
    app.run()
    (providers,) = [each for each in app.multiselect if each.key == "provider"]
    assert providers.value == [paid[0]["member"]]
    assert f"together £{paid[0]['amount_gbp']:,.2f}" in html.unescape(words(app))


def test_decisions_behind_an_amount_are_those_of_its_names(open_page: Open, store: Store) -> None:
    app = open_page("providers", provider="Crimestoppers Trust", level="Service")
    (link,) = [one for one in links_on(words(app), "decisions") if "provider" in one]
    assert link["provider"] == ["Crimestoppers Trust"]
    answer = questions.decision_summary(
        store, package="london", providers=["Crimestoppers Trust"], directions=["out"],
        first_year="2012/13", last_year="2025/26",
    )  # fmt: skip
    money = questions.spend_breakdown(
        store, package="london", family="decisions", dimension="provider",
        providers=["Crimestoppers Trust"], first_year="2012/13", last_year="2025/26",
    )  # fmt: skip
    assert answer.rows[0]["amount_in_years"] == money.rows[0]["amount_gbp"]


def test_what_is_not_found_says_what_to_widen(open_page: Open) -> None:
    said = notices(open_page("providers", **PAID, find="no such name"))
    assert "Widen" in said
    assert "what is searched for" in said
    assert "Widen" in notices(open_page("services", find="no such name"))


def test_concentration_is_stated_with_its_effective_number(open_page: Open, store: Store) -> None:
    for counted, dimension in (("Each provider", "provider"), ("Groups as one", "provider_group")):
        said = words(open_page("providers", **PAID, counted_as=counted))
        rows = questions.concentration(
            store, package="illustrative", family="paid", dimension=dimension
        ).rows
        (row,) = [each for each in rows if each["financial_year"] == "2024/25"]
        assert f"among {row['effective_number']:.1f} providers" in said
        assert "There are no official bands for it" in said


def test_the_map_has_every_area_and_the_table_beside_it(open_page: Open) -> None:
    app = open_page("areas")
    tiles = spec(app)
    assert len(tiles["data"][0]["x"]) == len(tiles["layout"]["shapes"]) == 33
    assert "8 of 33 areas have some" in words(app)
    table = words(app)[words(app).index("<caption>Approvals in decisions found by area") :]
    assert table.count('<th scope="row"') >= 34
    assert "None found is not none spent" in words(app)


def test_money_in_and_out_reconcile_or_show_the_gap(open_page: Open, store: Store) -> None:
    app = open_page("funding_flow", **PAID)
    bars, flow = spec(app, 0)["data"][0], spec(app, 1)["data"][0]
    balance = questions.funding_balance(store, package="illustrative", family="paid").rows
    assert len(bars["x"]) == 2 * len(balance)
    (whole,) = {
        row["total_gbp"]
        for row in questions.funding_flow(store, package="illustrative", family="paid").rows
    }
    assert sum(flow["link"]["value"]) == pytest.approx(float(whole))
    # Grants are for whole years, so the part year of payments is on neither side of the balance.
    part = questions.family_years(store, package="illustrative").rows[5]
    assert part["part_year"]
    assert sum(row["out_gbp"] for row in balance) == whole - part["amount_gbp"]
    assert "one side only" in words(app)
    assert "never added" in words(app)


def test_three_bases_of_a_service_stand_side_by_side(open_page: Open, store: Store) -> None:
    app = open_page("services", data="illustrative", service="Exploitation support service")
    rows = questions.service_bases(
        store, package="illustrative", services=["Exploitation support service"],
        last_year="2025/26",
    ).rows  # fmt: skip
    drawn = spec(app)["data"][0]
    amounts = [
        float(row[name])
        for row in rows
        for name in ("approved_gbp", "contracted_gbp", "paid_gbp")
        if row[name] is not None
    ]
    assert drawn["x"] == amounts
    assert "paid to date" in drawn["hovertext"][-1]
    assert "County lines support" in words(app)


def test_a_package_without_a_ledger_has_no_months(open_page: Open) -> None:
    assert "month by month" not in words(open_page("services"))
    app = open_page("services", data="illustrative")
    net = [trace["name"] for trace in spec(app)["data"]]
    assert net == ["Payments", "Credits"]
