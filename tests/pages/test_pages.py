"""Each page opens clean, opens from a link, draws what its question answers, and owns up."""

import html
import re
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import PAGES, Open, charts, notices, spec, words


def values(figure: dict[str, Any], axis: str) -> list[float]:
    return [value for trace in figure["data"] for value in trace.get(axis, []) if value]


@pytest.mark.parametrize("package", ["london", "illustrative"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_clean(open_page: Open, page: str, package: str) -> None:
    app = open_page(page, data=package)
    assert not app.exception
    assert notices(app) == ""
    assert "could not be shown" not in words(app)
    assert app.selectbox(key="data").value == package


@pytest.mark.parametrize("page", PAGES)
def test_invented_data_is_badged_wherever_it_is_shown(open_page: Open, page: str) -> None:
    drawn = len(charts(open_page(page, data="illustrative")))
    badges = words(open_page(page, data="illustrative")).count("Illustrative data</strong>")
    assert badges >= 1 + drawn
    assert "Illustrative data</strong>" not in words(open_page(page))


@pytest.mark.parametrize("page", PAGES)
def test_what_an_address_asks_in_vain_is_named(open_page: Open, page: str) -> None:
    app = open_page(page, data="atlantis", colour="blue", data_version="0123456789abcdef")
    said = notices(app)
    assert "atlantis" in said
    assert "colour" in said
    assert "01234567" in said
    assert app.selectbox(key="data").value == "london"


def test_a_notice_stays_while_the_reader_works_on_the_page(open_page: Open) -> None:
    app = open_page("decisions", provider="Nobody at all")
    assert "Nobody at all" in notices(app)
    app.selectbox(key="direction").select("Money in").run()
    assert "Nobody at all" in notices(app)


def test_an_address_cannot_put_marks_on_the_page(open_page: Open) -> None:
    said = notices(open_page("decisions", programme="<img src=x onerror=alert(1)>"))
    assert "<img" not in said
    assert "&lt;img" in said


def test_years_the_wrong_way_round_are_said(open_page: Open) -> None:
    app = open_page("at_a_glance", first_year="2021/22", last_year="2016/17")
    assert "2021/22, is after" in notices(app)
    assert "2016/17 to 2021/22" in words(app)


def test_a_control_on_one_page_is_kept_on_the_next(open_page: Open) -> None:
    app = open_page("at_a_glance", last_year="2022/23")
    app.switch_page("../../pages/decisions.py").run()
    assert app.selectbox(key="last_year").value == "2022/23"


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("at_a_glance", {"last_year": "2022/23"}),
        (
            "spend_growth",
            {
                "figures": "Decisions found",
                "series": ["Decisions found: VAWG", "Decisions found: Victims"],
                "measure": "Share of total",
                "prices": "Real terms",
                "change_from": "2019/20",
                "first_year": "2016/17",
            },
        ),
        (
            "commitments",
            {
                "data": "illustrative",
                "committed": "Contracts (contracted)",
                "programme": ["Domestic abuse", "Victims support"],
                "state": "All",
                "ending": "January to March 2026",
            },
        ),
        (
            "decisions",
            {"year": "2021/22", "programme": ["VAWG", "Victims"], "order": "Largest first"},
        ),
        (
            "benchmark",
            {"fund": "Home Office VRU", "grant_year": "2023/24", "compare": "Amount"},
        ),
        (
            "comparison",
            {
                "data": "illustrative",
                "measured": "Repeat incidents per 100 homes visited",
                "split": "Area",
                "period": "October to December 2020",
                "held_against": "The target",
            },
        ),
        (
            "equality",
            {"data": "illustrative", "split": "Sex", "period": "July to September 2024"},
        ),
        (
            "outcomes",
            {
                "data": "illustrative",
                "programme": ["Domestic abuse", "Victims support"],
                "status": ["Cannot tell", "Not returned"],
                "standing_order": "Latest period first",
            },
        ),
        (
            "indicator",
            {
                "data": "illustrative",
                "indicator": "Calls answered within two minutes, Victim and witness service (I20)",
                "chart": "p′ (limits by number of people)",
                "screening": "Extreme ones left out",
                "limits": "One set over all",
            },
        ),
        ("reconciliation", {"set_against": "Decisions found", "first_year": "2016/17"}),
        (
            "money_and_evidence",
            {
                "data": "illustrative",
                "programme": ["Domestic abuse", "Sexual violence"],
                "evidence_year": "2023/24",
                "evidence": ["Some results met their target"],
                "cost_of": "Rape crisis support: People starting support",
                "prices": "Real terms",
                "price_base": "2019/20",
            },
        ),
        ("scrutiny", {"share_over": "10%", "ends_within": "12 months"}),
        ("what_works", {"evidence_on": "DIVERT", "rated_by": "YEF Toolkit"}),
        ("ratings", {"data": "illustrative", "rated": "Safety plans made within five days"}),
        ("improving_commissioning", {"data": "illustrative"}),
        ("data_and_methods", {"record": "mopac-commissioned-services-expenditure-2021-22"}),
    ],
)
def test_the_pinned_link_of_a_page_opens_the_same_page(
    open_page: Open, page: str, query: dict[str, Any]
) -> None:
    first = open_page(page, **query)
    pinned = first.code[0].value
    again: dict[str, Any] = {}
    for name, value in parse_qsl(urlsplit(pinned).query, keep_blank_values=True):
        again.setdefault(name, []).append(value)
    assert urlsplit(pinned).scheme == "http"
    assert again["data_version"]
    assert set(query) <= set(again)
    second = open_page(page, **again)
    assert notices(second) == ""
    assert words(second) == words(first)
    assert charts(second) == charts(first)
    assert second.code[0].value == pinned


def test_the_headline_chart_shows_the_totals_the_question_returns(
    open_page: Open, store: Store
) -> None:
    app = open_page("at_a_glance")
    totals = questions.headline_totals(store, package="london")
    drawn = set(values(spec(app), "y"))
    assert {float(row["amount_gbp"]) for row in totals.rows} <= drawn
    table = words(app)
    for row in totals.rows:
        millions = f"£{row['amount_gbp'] / 1_000_000:.1f}m"
        around = f"around £{row['amount_gbp'] / 1_000_000:.0f}m"
        assert (around if row["precision"] == "rounded_1m" else millions) in table


def test_the_growth_chart_shows_the_series_the_link_names(open_page: Open, store: Store) -> None:
    app = open_page(
        "spend_growth",
        figures="Decisions found",
        series=["Decisions found: VAWG"],
        measure="Amount",
        prices="Real terms",
        price_base="2019/20",
    )
    rows = questions.growth(
        store,
        package="london",
        series_ids=["decisions/VAWG"],
        first_year="2012/13",
        last_year="2025/26",
        price_base="2019/20",
    ).rows
    expected = sorted(round(float(row["real_gbp"])) for row in rows)
    assert sorted(round(value) for value in values(spec(app), "y")) == expected


def test_bars_by_programme_show_the_year_of_the_published_expenditure(
    open_page: Open, store: Store
) -> None:
    app = open_page("at_a_glance")
    rows = questions.decisions_by_year(
        store, package="london", first_year="2021/22", last_year="2021/22"
    ).rows
    by_programme = spec(app, 2)
    assert sorted(values(by_programme, "x")) == sorted(float(row["amount_gbp"]) for row in rows)


def test_every_chart_has_a_text_alternative(open_page: Open) -> None:
    for page in PAGES:
        for chart in charts(open_page(page)):
            assert len(chart["alt"]) > 40


def asked_by(address: str) -> dict[str, list[str]]:
    """The parameters of an address."""
    query: dict[str, list[str]] = {}
    for name, value in parse_qsl(urlsplit(address).query):
        query.setdefault(name, []).append(value)
    return query


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


def test_the_parts_of_a_page_are_asked_for_the_years_they_show(open_page: Open) -> None:
    said = words(open_page("at_a_glance"))
    workings = [
        dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", block))
        for block in re.findall(r'<dl class="cs-terms">.*?</dl>', said)
    ]
    asked = [terms for terms in workings if "Last year" in terms]
    assert [(terms["First year"], terms["Last year"]) for terms in asked] == [
        ("2012/13", "2025/26"),  # published totals
        ("2012/13", "2025/26"),  # events
        ("2025/26", "2025/26"),  # grants
        ("2021/22", "2021/22"),  # decisions
    ]


def test_a_total_outside_the_years_shown_is_not_set_against_decisions(open_page: Open) -> None:
    later = words(open_page("at_a_glance", first_year="2022/23"))
    assert "64%" not in later
    assert "£70m published for 2022/23" in later
    assert "No programmes were found" not in later
    last = words(open_page("at_a_glance", first_year="2024/25"))
    assert "No published total was found for the years shown" in last
    assert "No programmes were found" not in last


def test_a_series_whose_years_do_not_compare_says_so_in_place_of_an_index(open_page: Open) -> None:
    app = open_page(
        "spend_growth",
        figures="Published budgets",
        series=["Commissioning budget"],
        measure="Index",
    )
    assert "No index can be given for Commissioning budget" in notices(app)
    assert "Choose Amount" in notices(app)


def test_an_underscore_in_an_identifier_is_a_space_and_in_a_link_a_choice(open_page: Open) -> None:
    app = open_page("decisions", basis="approved maximum", instrument="grant")
    assert notices(app) == ""
    assert "approved maximum" in words(app)


def test_blank_years_are_the_years_a_page_opens_with(open_page: Open) -> None:
    app = open_page("at_a_glance", first_year="", last_year="")
    assert app.selectbox(key="first_year").value == "2012/13"
    assert "£59.9m was spent" in words(app)


def test_rows_are_turned_fifty_at_a_time(open_page: Open) -> None:
    first = words(open_page("decisions"))
    second = words(open_page("decisions", page="2"))
    assert first.count("<tr>") == second.count("<tr>") == 51
    assert "page 2 of" in second
    assert first != second


def test_nothing_found_says_what_to_widen(open_page: Open) -> None:
    app = open_page("decisions", year="2014/15", programme="Crime prevention (LCPF)", search="zzz")
    assert "Widen the years" in notices(app)


def test_the_panel_paper_s_total_is_cited_though_it_has_no_address(open_page: Open) -> None:
    said = words(
        open_page("data_and_methods", record="mopac-commissioned-services-expenditure-2021-22")
    )
    assert "MPS-MOPAC Joint Audit Panel, 3 October 2022, para" in said
    assert "no public address" in said
    assert re.search(r"Row \d+ of london/spend_totals.csv", said)


def test_rejected_rows_are_listed_with_their_reason(open_page: Open, store: Store) -> None:
    rejected = questions.rejected_rows(store, package="illustrative").rows
    said = words(open_page("data_and_methods", data="illustrative"))
    assert rejected
    for row in rejected:
        assert html.escape(row["reason"]) in said
        assert html.escape(row["value"]) in said


def test_what_the_statistics_regulator_expects_is_said(open_page: Open) -> None:
    said = words(open_page("data_and_methods"))
    for heading in (
        "Producer",
        "Status",
        "Contact",
        "Last updated",
        "Update schedule",
        "When it will be retired",
        "Strengths",
        "Limits",
        "Known gaps",
        "Revisions and corrections",
        "Agreement with other publications",
    ):
        assert f">{heading}<" in said
