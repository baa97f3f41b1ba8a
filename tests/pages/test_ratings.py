"""The page of ratings: its figures are the question's, and nothing is rated by a band made up."""

import html
import re

import pytest

from commissioning import questions
from commissioning.store import Store
from commissioning.wording import ratings as wording
from tests.pages.conftest import Open, asked_by, charts, notices, spec, words

ADDRESS = {"data": "illustrative"}


def test_the_chart_shows_the_results_that_are_rated(open_page: Open, store: Store) -> None:
    rows = questions.indicator_ratings(store, package="illustrative", latest_only=True).rows
    (marks,) = spec(open_page("ratings", **ADDRESS))["data"]
    rated = [row["series_id"] for row in rows if row["rating"]]
    assert [key[0] for key in marks["customdata"]] == rated
    assert len(rated) == 5


def test_every_rating_and_band_on_screen_is_the_question_s(open_page: Open, store: Store) -> None:
    page = words(open_page("ratings", **ADDRESS))
    (table,) = [each for each in page.split("<caption>") if each.startswith("Ratings at the")]
    lines = table.split("</table>")[0].split("<tr>")[2:]
    rows = questions.indicator_ratings(store, package="illustrative", latest_only=True).rows
    for row, line in zip(wording.banded(rows), lines, strict=True):
        assert html.escape(row["indicator"]) in line
        assert wording.RATINGS[row["rating"]] in line
        assert f"{row['file']}, row {row['line']}" in line
        assert f"{row['bands_file']}, row {row['bands_line']} on" in line
        assert (row["contract_id"] or "paid by grant") in line
    assert "All five are voluntary: rated on the Act’s scale, not a statutory notice." in page


def test_late_bands_leave_their_periods_unrated(open_page: Open) -> None:
    page = words(open_page("ratings", **ADDRESS, rated="Safety plans made within five days"))
    (table,) = [each for each in page.split("<caption>") if "five days: " in each[:60]]
    lines = table.split("</table>")[0].split("<tr>")[2:]
    late = [line for line in lines if "bands set after the period began" in line]
    assert [re.sub("<[^>]*>.*", "", line.split(">", 1)[1]) for line in late] == [
        "April to June 2024",
        "July to September 2024",
    ]
    assert "Set on 30 September 2024 by Commissioning Board" in page


def test_a_link_reopens_an_indicator_s_periods(open_page: Open, store: Store) -> None:
    name = "Reoffended within twelve months"
    app = open_page("ratings", **ADDRESS, rated=name)
    assert notices(app) == ""
    assert app.selectbox(key="rated").value == name
    rows = questions.indicator_ratings(store, package="illustrative", series_id="I11").rows
    held = wording.banded(rows)
    assert f"{name}: {len(held)} periods" in words(app)
    assert f"{len(rows) - len(held)} earlier periods came before the first bands" in words(app)


def test_each_indicator_leads_to_its_own_page(open_page: Open, store: Store) -> None:
    page = words(open_page("ratings", **ADDRESS))
    found = [
        asked_by(html.unescape(address))
        for address in re.findall(r'href="(\./indicator\?[^"]*)"', page)
    ]
    rows = questions.indicator_ratings(store, package="illustrative", latest_only=True).rows
    assert len(found) == len(rows) == 24
    app = open_page("indicator", **found[0])
    assert notices(app) == ""
    assert 'href="./outcomes' in words(open_page("ratings"))


def test_an_unknown_indicator_is_reported(open_page: Open) -> None:
    app = open_page("ratings", **ADDRESS, rated="No such indicator")
    assert "No such indicator" in notices(app)


def test_indicators_without_bands_have_their_target_and_no_rating(
    open_page: Open, store: Store
) -> None:
    rows = questions.indicator_ratings(store, package="illustrative", latest_only=True).rows
    without = [row for row in rows if row["bands_from"] is None]
    page = words(open_page("ratings", **ADDRESS))
    (table,) = [each for each in page.split("<caption>") if each.startswith("Not rated: ")]
    assert table.startswith(f"Not rated: {len(without)} indicators")
    body = table.split("</table>")[0]
    assert body.count("No bands set") == len(without)
    for rating in wording.RATINGS.values():
        assert rating not in body


def test_real_results_are_not_rated_where_nobody_set_bands(open_page: Open) -> None:
    app = open_page("ratings")
    page = words(app)
    assert charts(app) == []
    assert "No result is rated, because no bands were found" in page
    for name, meaning in wording.MEANINGS.items():
        assert f">{name}</th>" in page
        assert f">{meaning}</td>" in page
    assert "90%" not in page


@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_who_must_publish_is_said_with_its_source(open_page: Open, package: str) -> None:
    page = words(open_page("ratings", data=package))
    for said in ("more than £5 million", "at least three key", "every twelve months",
                 "1 January 2026", "light-touch contracts are exempt"):  # fmt: skip
        assert said in page
    assert 'href="https://www.legislation.gov.uk/uksi/2024/692/regulation/39/made"' in page
