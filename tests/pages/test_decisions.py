"""The page of decisions: its sums, its rows, and the links that lead to exactly those rows."""

import html
import re
from decimal import Decimal

import pytest

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import Open, asked_by, notices, words


def linked(page: str, start: str) -> list[dict[str, list[str]]]:
    """The parameters of every link to the decisions page."""
    return [
        asked_by(html.unescape(address))
        for address in re.findall(rf'href="({re.escape(start)}[^"]*)"', page)
    ]


def test_a_programme_s_link_leads_to_rows_that_add_up_to_its_bar(
    open_page: Open, store: Store
) -> None:
    bars = {
        row["programme"]: row["amount_gbp"]
        for row in questions.decisions_by_year(
            store, package="london", first_year="2021/22", last_year="2021/22"
        ).rows
    }
    addresses = [
        query
        for query in linked(words(open_page("at_a_glance")), "./decisions")
        if "programme" in query
    ]
    assert {query["programme"][0] for query in addresses} == set(bars)
    for query in addresses[:2]:
        app = open_page("decisions", **query)
        assert notices(app) == ""
        cells = re.findall(r'<td class="figure">£([\d,.]+)', words(app))
        in_years = sum(Decimal(cell.replace(",", "")) for cell in cells)
        assert in_years == bars[query["programme"][0]]


def test_every_decision_on_a_page_links_to_its_public_page(open_page: Open, store: Store) -> None:
    app = open_page("decisions", rows="All rows", year="Any year, or none stated")
    rows = questions.decision_rows(
        store, package="london", directions=["out"], counting="all", order="newest"
    ).rows
    page = words(app)
    for row in rows:
        assert html.escape(row["source_url"]) in page


def test_the_sum_of_decisions_says_what_it_leaves_out(open_page: Open) -> None:
    said = words(open_page("decisions", year="2021/22"))
    assert "£38.3m of new money is approved for 2021/22" in said
    assert "operated by the police" in said
    assert "with no date" in said
    assert "with a start but no end" in said


def test_money_in_and_money_out_are_never_one_sum(open_page: Open) -> None:
    app = open_page("decisions", year="2021/22", direction="Both")
    sums = [element.value for element in app.html if element.value.startswith('<p class="cs-h2">')]
    assert len(sums) == 2
    assert "never added" in words(app)


@pytest.mark.parametrize("page", ["at_a_glance", "decisions"])
def test_what_sums_leave_out_links_to_exactly_its_rows(open_page: Open, page: str) -> None:
    said = re.findall(r"(\d+) rows? \(£[^)]*\)[^<]*<a href=\"([^\"]*)\"", words(open_page(page)))
    assert len(said) >= 3
    for number, address in said:
        app = open_page("decisions", **asked_by(html.unescape(address)))
        assert notices(app) == ""
        assert f"{number} rows of decisions" in words(app) or number == "1"


def test_an_underscore_in_an_identifier_is_a_space_and_in_a_link_a_choice(open_page: Open) -> None:
    app = open_page("decisions", basis="approved maximum", instrument="grant")
    assert notices(app) == ""
    assert "approved maximum" in words(app)


def test_rows_are_turned_fifty_at_a_time(open_page: Open) -> None:
    first = words(open_page("decisions"))
    second = words(open_page("decisions", page="2"))
    assert first.count("<tr>") == second.count("<tr>") == 51
    assert "page 2 of" in second
    assert first != second


@pytest.mark.parametrize("asked", ["0", "02", "٢", "-1", "two", "9" * 5000])
def test_what_is_no_page_of_rows_is_said(open_page: Open, asked: str) -> None:
    assert f"Page “{asked}” is not available here" in notices(open_page("decisions", page=asked))


def test_nothing_found_says_what_to_widen(open_page: Open) -> None:
    app = open_page("decisions", year="2014/15", programme="Crime prevention (LCPF)", search="zzz")
    assert "Widen the years" in notices(app)
