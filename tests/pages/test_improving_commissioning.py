"""The page of the improvement programme: every fact with its place, every gap with its name."""

import datetime
import html

import pytest

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import Open, charts, notices, spec, words

DAYS = {
    "london": datetime.date(2026, 11, 22),
    "illustrative": datetime.date(2025, 10, 31),
}


def test_every_fact_is_on_the_page_with_its_row(open_page: Open, store: Store) -> None:
    page = words(open_page("improving_commissioning"))
    rows = questions.improvement_items(store, package="london").rows
    assert len(rows) == 22
    for row in rows:
        if row["kind"] == "cycle":
            assert html.escape(row["item"].split(": ")[1]) in page
        else:
            assert html.escape(row["item"]) in page
            assert f"{row['file']}, row {row['line']}" in page
    for place in ("1.2", "1.3", "1.5", "1.6", "1.7", "1.8"):
        assert f"paragraph {place}" in page


def test_figures_without_a_base_have_no_total_and_no_interval(open_page: Open) -> None:
    page = words(open_page("improving_commissioning"))
    for said in ("35 hours", "10 hours", "86%", "A total needs the number of participants",
                 "An interval needs the number of people who answered"):  # fmt: skip
        assert said in page
    assert "45 hours" not in page
    assert "interval 8" not in page


def test_each_gap_is_named(open_page: Open, store: Store) -> None:
    page = words(open_page("improving_commissioning"))
    (gaps,) = [each for each in page.split("<h2") if "What was not published" in each]
    rows = questions.improvement_items(store, package="london").rows
    missing = [row for row in rows if row["not_printed"]]
    assert gaps.count("<li>") == len(missing) == 6
    for said in ("Number of recommendations", "official sensitive", "Number of respondents"):
        assert said in gaps


def test_the_timeline_has_a_bar_for_each_dated_fact(open_page: Open, store: Store) -> None:
    exact, open_year = spec(open_page("improving_commissioning"))["data"]
    rows = [
        row
        for row in questions.improvement_items(store, package="london").rows
        if row["date"] and row["kind"] not in ("legal", "training")
    ]
    assert sorted([*exact["base"], *open_year["base"]]) == sorted(
        row["earliest"].isoformat() for row in rows
    )
    assert len(open_year["base"]) == sum(len(row["date"]) == 4 for row in rows)


@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_services_stand_at_the_stage_their_dates_give(
    open_page: Open, store: Store, package: str
) -> None:
    page = words(open_page("improving_commissioning", data=package))
    rows = questions.service_stages(store, package=package, as_at=DAYS[package]).rows
    (cycle,) = [each for each in page.split("<figure") if each.startswith(' class="cs-cycle"')]
    stages = cycle.split("</figure>")[0].split('<p class="cs-h3">')[1:]
    for stage, words_of in enumerate(stages, start=1):
        found = [row["service"] for row in rows if row["stage"] == stage]
        assert (f"{len(found)} of the services" if found else "None of the services") in words_of
        for service in found[:6]:
            assert html.escape(service) in words_of
    placed = [row for row in rows if row["stage"]]
    for row in placed:
        assert f"{row['file']}, row {row['line']}" in page
    assert f"{len(rows) - len(placed)} services without a stage" in page
    assert "Inferred from the dates" in page
    assert "By this dashboard’s own rule" in page
    assert ("it does not say at which stage any service is" in page) == (package == "london")


def test_recommendations_are_kept_apart_by_whose_they_are(open_page: Open, store: Store) -> None:
    page = words(open_page("improving_commissioning"))
    rows = questions.recommendations(store, package="london").rows
    assert len(rows) == 17
    for title, made_by in (
        ("Its own reviews and audits", "own"),
        ("Outside scrutiny", "scrutiny"),
        ("Another body, for comparison", "comparator"),
    ):
        own = [row for row in rows if row["made_by"] == made_by]
        (table,) = [each for each in page.split("<caption>") if each.startswith(f"{title}: ")]
        body = table.split("</table>")[0]
        assert body.count("<tr>") == 1 + len(own)
        for row in own:
            assert html.escape(row["recommendation"]) in body
            assert html.escape(row["status"]) in body
            assert html.escape(row["source_url"]) in body
    assert "Not in these tables: DARA review of the grants and commissioning framework" in page
    assert "was noted as complete in September 2021" in page
    assert "nothing was found does not mean that nothing was done" in page


def test_a_package_without_the_paper_says_so_and_shows_its_stages(open_page: Open) -> None:
    app = open_page("improving_commissioning", data="illustrative")
    assert "holds no paper on improving commissioning" in words(app)
    assert "The commissioning cycle" in words(app)
    assert charts(app) == []
    assert notices(open_page("improving_commissioning")) == ""
