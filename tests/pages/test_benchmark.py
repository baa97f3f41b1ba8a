"""The page of share and scale, on both packages."""

import html

import pytest

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import Open, charts, notices, spec, words


def test_no_share_is_shown_and_every_pair_says_why(open_page: Open, store: Store) -> None:
    said = html.unescape(words(open_page("benchmark")))
    assert "significant and increasing proportion" in said
    assert "It prints no figure" in said
    assert "No share of the body's total is shown: of the six pairs" in said
    for row in questions.share_of_total(store, package="london").rows:
        assert row["share_percent"] is None
        assert row["what_differs"] in said
        assert row["part_source_url"] is None or row["part_source_url"] in said
    assert "record=mopac-commissioned-services-expenditure-2021-22" in said


def test_the_peers_are_those_of_the_fund_and_year_in_the_address(
    open_page: Open, store: Store
) -> None:
    rows = questions.peer_grants(
        store, package="london", fund="Home Office VRU", financial_year="2023/24"
    ).rows
    query = {"fund": "Home Office VRU", "grant_year": "2023/24"}
    amounts = open_page("benchmark", **query, compare="Amount")
    assert notices(amounts) == ""
    assert spec(amounts, 2)["data"][0]["x"] == sorted(
        (float(row["amount_gbp"]) for row in rows), reverse=True
    )
    a_head = spec(open_page("benchmark", **query), 2)["data"][0]["x"]
    assert a_head == [float(row["per_head_gbp"]) for row in rows if row["per_head_gbp"]]
    said = html.unescape(words(amounts))
    for row in rows:
        assert row["source_url"] in said


def test_it_opens_on_the_fund_and_year_with_most_areas(open_page: Open, store: Store) -> None:
    most = questions.peer_funds(store, package="london").rows[0]
    app = open_page("benchmark")
    assert app.selectbox(key="fund").value == most["fund"]
    assert app.selectbox(key="grant_year").value == most["financial_year"]
    assert f"{most['areas_found']} of the {most['areas_in_all']} police force areas" in words(app)


def test_another_fund_brings_its_own_years(open_page: Open) -> None:
    app = open_page("benchmark")
    app.selectbox(key="fund").select("Home Office VRU").run()
    assert not app.exception
    assert app.selectbox(key="grant_year").options == ["2023/24", "2020/21"]
    assert "Violence Reduction Unit, 20" in words(app)


@pytest.mark.parametrize("part", ["names no pair", "no trusted population", "no comparison"])
def test_the_invented_package_says_what_is_missing(open_page: Open, part: str) -> None:
    app = open_page("benchmark", data="illustrative")
    assert charts(app) == []
    assert part in words(app)
    assert "Illustrative data</strong>" in words(app)
