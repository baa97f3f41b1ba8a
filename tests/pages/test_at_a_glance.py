"""The first page: its charts show what its questions return, for the years it says."""

import re

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import Open, spec, values, words


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


def test_bars_by_programme_show_the_year_of_the_published_expenditure(
    open_page: Open, store: Store
) -> None:
    app = open_page("at_a_glance")
    rows = questions.decisions_by_year(
        store, package="london", first_year="2021/22", last_year="2021/22"
    ).rows
    by_programme = spec(app, 2)
    assert sorted(values(by_programme, "x")) == sorted(float(row["amount_gbp"]) for row in rows)


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


def test_blank_years_are_the_years_a_page_opens_with(open_page: Open) -> None:
    app = open_page("at_a_glance", first_year="", last_year="")
    assert app.selectbox(key="first_year").value == "2012/13"
    assert "£59.9m was spent" in words(app)
