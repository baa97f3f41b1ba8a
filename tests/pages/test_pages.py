"""Every page opens clean, opens again from its link, is badged, and owns up."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.pages.conftest import PAGES, Open, charts, notices, words


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


@pytest.mark.parametrize(
    ("page", "query", "said"),
    [
        ("money_and_evidence", {"cost_of": "Nothing"}, "“What each one cost: Nothing”"),
        ("money_and_evidence", {"data": "illustrative", "price_base": "2019/20"},
         "“In the prices of: 2019/20”"),
        ("benchmark", {"data": "illustrative", "fund": "Nothing"}, "“Fund: Nothing”"),
        ("services", {"service": "Nothing"}, "Service “Nothing”"),
    ],
)  # fmt: skip
def test_a_value_without_a_place_is_named(
    open_page: Open, page: str, query: dict[str, str], said: str
) -> None:
    assert said in notices(open_page(page, **query))


def test_a_choice_taken_away_by_its_reader_is_no_fault_of_the_address(open_page: Open) -> None:
    app = open_page("money_and_evidence", data="illustrative", price_base="2019/20",
                    prices="Real terms")  # fmt: skip
    assert notices(app) == ""
    app.segmented_control(key="prices").set_value("Cash").run()
    assert notices(app) == ""


def test_an_address_cannot_put_marks_on_the_page(open_page: Open) -> None:
    said = notices(open_page("decisions", programme="<img src=x onerror=alert(1)>"))
    assert "<img" not in said
    assert "&lt;img" in said


def test_years_the_wrong_way_round_are_said(open_page: Open) -> None:
    app = open_page("at_a_glance", first_year="2021/22", last_year="2016/17")
    assert "First year, 2021/22, is later than Last year, 2016/17" in notices(app)
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
                "chart": "p′",
                "screening": "Extreme ones",
                "limits": "Never",
            },
        ),
        ("reconciliation", {"set_against": "Decisions found", "first_year": "2016/17"}),
        (
            "money_and_evidence",
            {
                "data": "illustrative",
                "programme": ["Domestic abuse", "Sexual violence"],
                "evidence_year": "2023/24",
                "evidence": ["Some last results of the year met their target"],
                "cost_of": "Rape crisis support: People starting support",
                "prices": "Real terms",
                "price_base": "2019/20",
            },
        ),
        ("scrutiny", {"share_over": "10%", "ends_within": "12 months"}),
        ("what_works", {"evidence_on": "DIVERT", "rated_by": "YEF Toolkit"}),
        ("ratings", {"data": "illustrative", "rated": "Safety plans made within five days"}),
        ("improving_commissioning", {"data": "illustrative"}),
        (
            "data_quality",
            {
                "data": "illustrative",
                "quality_of": "indicator_returns",
                "check": "A return is received by the day it is due",
            },
        ),
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


def test_every_chart_has_a_text_alternative(open_page: Open) -> None:
    for page in PAGES:
        for chart in charts(open_page(page)):
            assert len(chart["alt"]) > 40
