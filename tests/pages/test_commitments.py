"""Commitments ahead: what the page draws, what its figures lead to, and what it owns up to."""

import datetime
import html
import re
from decimal import Decimal
from typing import Any

import pytest

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import Open, asked_by, charts, notices, spec, words

LONDON = {
    "package": "london",
    "family": "decisions",
    "as_at": datetime.date(2026, 11, 22),
}
CONTRACTS = {
    "package": "illustrative",
    "family": "contracts",
    "as_at": datetime.date(2025, 10, 31),
}
ADDRESS = {"data": "illustrative", "committed": "Contracts (contracted)"}
TIMELINE, YEARS, ENDS, FUNDERS = range(4)


def links_to(page: str, name: str) -> list[dict[str, list[str]]]:
    """The parameters of each link of a page that gives ``name``, in the order they stand in."""
    found = [asked_by(html.unescape(address)) for address in re.findall(r'href="(\./[^"]*)"', page)]
    return [query for query in found if name in query]


def test_only_the_bases_a_package_has_are_offered(open_page: Open) -> None:
    london = open_page("commitments")
    assert london.segmented_control(key="committed").options == ["Decisions (approved)"]
    invented = open_page("commitments", data="illustrative")
    assert len(invented.segmented_control(key="committed").options) == 2
    refused = open_page("commitments", committed="Contracts (contracted)")
    assert "Contracts (contracted)" in notices(refused)


@pytest.mark.parametrize(("asked", "address"), [(LONDON, {}), (CONTRACTS, ADDRESS)])
def test_the_charts_show_what_the_questions_return(
    open_page: Open, store: Store, asked: dict[str, Any], address: dict[str, str]
) -> None:
    app = open_page("commitments", **address)
    rows = questions.commitment_rows(store, **asked, states=["running"]).rows
    bars, *extensions = spec(app, TIMELINE)["data"]
    assert bars["base"] == [row["first_day"].isoformat() for row in rows]
    assert [days / 86_400_000 for days in bars["x"]] == [
        (row["last_day"] - row["first_day"]).days + 1 for row in rows
    ]
    assert len(extensions) == any(row["extension_last_day"] for row in rows)
    years = questions.commitment_years(store, **asked, first_year="2012/13").rows
    before, after, _ = spec(app, YEARS)["data"]
    assert before["y"] == [float(row["by_as_at_gbp"]) for row in years]
    assert after["y"] == [float(row["still_to_run_gbp"]) for row in years]
    ends = questions.commitment_ends(store, **asked).rows
    (quarters,) = spec(app, ENDS)["data"]
    assert quarters["x"] == [float(row["final_year_gbp"] or 0) for row in ends]
    assert [text == "none found" for text in quarters["text"]] == [
        not row["services"] for row in ends
    ]
    funders = questions.funder_exposure(store, **asked).rows
    assert spec(app, FUNDERS)["data"][0]["x"] == [float(row["still_to_run_gbp"]) for row in funders]


def test_the_as_at_day_is_marked_and_labelled(open_page: Open) -> None:
    layout = spec(open_page("commitments"), TIMELINE)["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == ["2026-11-22"]
    assert any("as at 22 November 2026" in note["text"] for note in layout["annotations"])


def test_a_year_leads_to_decisions_that_add_up_to_it(open_page: Open, store: Store) -> None:
    page = words(open_page("commitments", programme="VAWG"))
    known = {
        row["financial_year"]: row["amount_gbp"]
        for row in questions.commitment_years(store, **LONDON, programmes=["VAWG"]).rows
    }
    queries = [query for query in links_to(page, "year") if query["year"][0] in known]
    assert {query["year"][0] for query in queries} == set(known)
    for query in (queries[-1], queries[-4]):
        app = open_page("decisions", **query)
        assert notices(app) == ""
        cells = re.findall(r'<td class="figure">£([\d,.]+)', words(app))
        assert sum(Decimal(cell.replace(",", "")) for cell in cells) == known[query["year"][0]]


def test_a_quarter_leads_to_exactly_what_ends_in_it(open_page: Open, store: Store) -> None:
    page = words(open_page("commitments", **ADDRESS))
    (query,) = [q for q in links_to(page, "ending") if q["ending"] == ["January to March 2026"]]
    app = open_page("commitments", **query)
    assert notices(app) == ""
    assert app.selectbox(key="ending").value == "January to March 2026"
    (listed,) = [part for part in words(app).split("<caption>") if part.startswith("Ending in")]
    ending = [
        row["reference"]
        for row in questions.commitment_rows(store, **CONTRACTS, limit=100).rows
        if datetime.date(2026, 1, 1) <= row["last_day"] <= datetime.date(2026, 3, 31)
    ]
    assert len(ending) == 3
    assert sorted(re.findall(r"ICA-S\d+-\d", listed.split("</table>")[0])) == sorted(ending)


def test_a_funder_leads_to_what_it_pays_for(open_page: Open, store: Store) -> None:
    page = words(open_page("commitments", **ADDRESS, state="All"))
    queries = [
        query for query in links_to(page, "funder") if query["funder"] == ["National grant A"]
    ]
    app = open_page("commitments", **queries[0])
    assert notices(app) == ""
    paid = questions.commitment_rows(
        store, **CONTRACTS, funders=["National grant A"], states=["running"]
    ).rows
    assert len(spec(app, TIMELINE)["data"][0]["y"]) == len(paid) == 4


def test_twenty_five_bars_are_drawn_and_the_rest_are_said_and_reached(
    open_page: Open, store: Store
) -> None:
    first = open_page("commitments", state="Ended")
    number = next(
        row["commitments"]
        for row in questions.commitment_summary(store, **LONDON).rows
        if row["state"] == "ended"
    )
    assert len(spec(first, TIMELINE)["data"][0]["y"]) == 25
    assert f"1 to 25 of {number} approvals are shown; {number - 25} more" in words(first)
    last = open_page("commitments", state="Ended", page=str(-(-number // 25)))
    assert len(spec(last, TIMELINE)["data"][0]["y"]) == number % 25 or 25
    assert notices(last) == ""
    assert f" to {number} of {number} approvals are shown" in words(last)


def test_every_row_says_where_it_stands_and_links_to_its_public_page(
    open_page: Open, store: Store
) -> None:
    page = words(open_page("commitments"))
    for row in questions.commitment_rows(store, **LONDON, states=["running"]).rows:
        assert html.escape(row["source_url"]) in page
        assert f"{row['file']}, row {row['line']}" in page


def test_what_has_no_end_is_counted_summed_and_listed(open_page: Open, store: Store) -> None:
    page = words(open_page("commitments"))
    summary = {row["state"]: row for row in questions.commitment_summary(store, **LONDON).rows}
    for state, lack in (("no_end", "no end date"), ("no_date", "no date at all")):
        row = summary[state]
        assert re.search(
            rf"{row['commitments']} approvals to {row['services']} services have [^.]*{lack}", page
        )
        assert f"{row['amount_gbp']:,}".removesuffix(".00") in page
    assert "Everything found for these choices" in words(open_page("commitments", **ADDRESS))


def test_the_years_chosen_at_the_side_cut_only_what_is_behind(open_page: Open) -> None:
    app = open_page("commitments", first_year="2024/25", last_year="2024/25")
    assert spec(app, YEARS)["data"][0]["x"] == [2024, 2025, 2026, 2027]
    assert "Years before 2024/25 are not shown" in words(app)


@pytest.mark.parametrize("address", [{}, ADDRESS])
def test_a_filter_that_leaves_nothing_says_what_to_widen(
    open_page: Open, address: dict[str, str]
) -> None:
    app = open_page("commitments", **address, find="no such service at all")
    assert not app.exception
    assert "Widen" in notices(app)
    assert len(charts(app)) == 3
    nobody = {
        "programme": "Community engagement" if not address else "Evaluation and training",
        "funder": "YEF" if not address else "Partner contributions",
    }
    empty = open_page("commitments", **address, **nobody)
    assert charts(empty) == []
    assert notices(empty).count("Widen") == 4
    assert "could not be shown" not in words(empty)


def test_approvals_are_never_called_spending_and_ceilings_are_said(open_page: Open) -> None:
    page = words(open_page("commitments"))
    assert page.count("Approvals are not spending") >= 4
    assert "maximum (“up to”)" in page
    assert "spent" not in page.replace("what may be spent", "")
    assert "not a forecast" in page
