"""What totals are reconciled to, and what is worth asking: on screen, with the way to the rows."""

import datetime
import html
import re
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import Open, notices, spec, words


def addresses(page: str, start: str) -> list[dict[str, list[str]]]:
    """The parameters of every link that starts so, in order."""
    found = []
    for address in re.findall(rf'href="({re.escape(start)}[^"]*)"', page):
        query: dict[str, list[str]] = {}
        for name, value in parse_qsl(urlsplit(html.unescape(address)).query):
            query.setdefault(name, []).append(value)
        found.append(query)
    return found


def test_the_chart_shows_what_was_found_and_what_was_published(
    open_page: Open, store: Store
) -> None:
    rows = questions.reconciliation(
        store, package="london", family="decisions", first_year="2012/13", last_year="2025/26"
    ).rows
    columns, *marks = spec(open_page("reconciliation"))["data"]
    found = {row["financial_year"]: row["found_gbp"] for row in rows if row["lines"]}
    assert sorted(columns["y"]) == sorted(float(amount) for amount in found.values())
    drawn = sorted(value for trace in marks for value in trace["y"])
    assert drawn == sorted(float(row["total_gbp"]) for row in rows if row["total_gbp"])


def test_each_total_leads_to_its_record_and_each_sum_to_its_rows(
    open_page: Open, store: Store
) -> None:
    said = words(open_page("reconciliation"))
    totals = questions.headline_totals(store, package="london").column("total_id")
    records = {
        query["record"][0] for query in addresses(said, "./data-and-methods") if "record" in query
    }
    assert records == set(totals)
    of_year = [
        query for query in addresses(said, "./decisions") if query.get("year") == ["2021/22"]
    ]
    decided = words(open_page("decisions", **of_year[0]))
    cells = re.findall(r'<td class="figure">£([\d,.]+)', decided)
    assert sum(Decimal(cell.replace(",", "")) for cell in cells) == Decimal("38272755.56")


def test_missing_is_not_nought(open_page: Open) -> None:
    said = words(open_page("reconciliation"))
    assert "no total found" in said
    assert "none found" in said
    assert ">0%<" not in said
    assert ">£0<" not in said


def test_payments_are_set_against_outturns_where_there_is_a_ledger(open_page: Open) -> None:
    said = words(open_page("reconciliation", data="illustrative"))
    assert "add up to the £12.3m published for 2024/25, to the penny" in said
    assert "2023/24 has the largest gap: £45k" in said
    assert "2 rows that could not be read" in said


@pytest.mark.parametrize("page", ["at_a_glance", "spend_growth", "decisions"])
@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_a_page_with_a_total_says_what_it_was_checked_against(
    open_page: Open, page: str, package: str
) -> None:
    said = words(open_page(page, data=package))
    assert re.search(r"Checked against the £[\d.]+m published for 20", said)
    assert addresses(said, "./reconciliation")


def test_rows_that_are_narrowed_are_not_checked_against_a_total_of_everything(
    open_page: Open,
) -> None:
    whole = "so all decisions found are checked. Checked against"
    said = words(open_page("decisions", year="2021/22"))
    assert "Checked against" in said
    assert whole not in said
    for narrowed in ({"programme": "VAWG"}, {"rows": "All rows"}):
        assert whole in words(open_page("decisions", **narrowed))


def test_each_direction_of_decisions_is_checked_by_itself(open_page: Open) -> None:
    said = words(open_page("decisions", direction="Both"))
    assert said.count("See how the totals reconcile") == 2
    assert said.count("Checked against") == 1


def test_a_line_that_leads_to_payments_opens_payments(open_page: Open) -> None:
    said = words(open_page("at_a_glance", data="illustrative"))
    families = {
        query["set_against"][0]
        for query in addresses(said, "./reconciliation")
        if "set_against" in query
    }
    assert families == {"Payments", "Decisions found"}
    app = open_page("reconciliation", data="illustrative", set_against="Decisions found")
    assert notices(app) == ""
    assert app.selectbox(key="set_against").value == "Decisions found"


def test_not_asked_and_none_found_are_two_things(open_page: Open) -> None:
    london = words(open_page("scrutiny"))
    assert "Not asked: this package holds no payments." in london
    assert london.count(">not asked<") == 2
    invented = words(open_page("scrutiny", data="illustrative"))
    assert "Not asked" not in invented
    assert "None found at this level. Choose a lower one to see more." in invented


def test_a_level_of_the_address_is_the_level_asked(open_page: Open, store: Store) -> None:
    rows = questions.scrutiny(
        store,
        rule="provider_share",
        package="london",
        as_at=datetime.date(2026, 11, 22),
        share_percent=10,
    ).rows
    app = open_page("scrutiny", share_over="10%")
    assert notices(app) == ""
    assert len(rows) > 1
    said = words(app)
    for row in rows:
        assert f"{html.escape(row['subject'])} was approved" in said


def test_money_that_is_only_approved_is_never_called_paid(open_page: Open) -> None:
    said = words(open_page("scrutiny"))
    assert "was approved" in said
    assert "in decisions found" in said
    assert "was paid" not in said


def test_every_finding_leads_to_rows(open_page: Open) -> None:
    queries = addresses(words(open_page("scrutiny")), "./decisions")
    assert len(queries) >= 20
    for query in (queries[0], queries[1], queries[2], queries[-1]):
        app = open_page("decisions", **query)
        assert notices(app) == ""
        assert "<tbody><tr>" in words(app)
