"""Targets, approaches and evaluations on screen: three columns, with the way to their rows."""

import html

import pytest

from commissioning import questions
from commissioning.store import Store
from commissioning.wording import what_works
from tests.pages.conftest import Open, notices, words
from tests.pages.test_scrutiny import addresses


@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_every_service_has_its_three_columns(open_page: Open, store: Store, package: str) -> None:
    said = words(open_page("what_works", data=package))
    for row in questions.evidence_columns(store, package=package).rows:
        assert html.escape(row["service"]) in said
        for line, _, _ in what_works.target_lines(row):
            assert html.escape(line) in said
    for row in questions.approach_ratings(store, package=package).rows:
        assert html.escape(row["impact_rating"]) in said
    for row in questions.service_evaluations(store, package=package).rows:
        assert html.escape(row["finding"]) in said


def test_every_rating_and_evaluation_leads_to_its_page(open_page: Open, store: Store) -> None:
    said = words(open_page("what_works"))
    ratings = questions.approach_ratings(store, package="london").rows
    evaluations = questions.service_evaluations(store, package="london").rows
    for row in (*ratings, *evaluations):
        assert f'href="{html.escape(row["source_url"])}"' in said
        assert f"{row['file']}, row {row['line']}" in said


def test_a_service_leads_to_the_results_behind_its_counts(open_page: Open, store: Store) -> None:
    said = words(open_page("what_works"))
    chosen = [query["evidence_on"][0] for query in addresses(said, "./what-works")]
    assert set(chosen) == set(questions.evidence_columns(store, package="london").column("service"))
    app = open_page("what_works", evidence_on="DIVERT")
    assert notices(app) == ""
    rows = questions.service_results(store, package="london", services=["DIVERT"]).rows
    assert len(rows) == 11
    for row in rows:
        assert html.escape(row["indicator"]) in words(app)
        assert f"{row['file']}, row {row['line']}" in words(app)


def test_divert_s_published_results_stand_beside_the_study_that_found_otherwise(
    open_page: Open,
) -> None:
    said = words(open_page("what_works"))
    assert "For DIVERT a published result and an evaluation of the service say different" in said
    for figure in (
        "Reoffending rate of people worked with: 8%",
        "Participants who reoffended: 7%",
        "Reduction in reoffending (MPS figure): 19%",
        "higher at 6 months; no difference later, except Brixton",
    ):
        assert figure in said


def test_no_evaluation_is_said_and_is_not_a_score(open_page: Open) -> None:
    said = words(open_page("what_works", evidence_on="MyEnds"))
    assert "No evaluation was found" in said
    assert "It is not a low score" in said


def test_four_quarters_are_drawn_only_where_a_service_is_placed(
    open_page: Open, store: Store
) -> None:
    assert "Outcome targets missed" not in words(open_page("what_works"))
    said = words(open_page("what_works", data="illustrative"))
    rows = questions.evidence_columns(store, package="illustrative").rows
    placed = {row["quadrant"]: row["service"] for row in rows if row["quadrant"]}
    assert placed.keys() == what_works.QUADRANTS.keys()
    for code, service in placed.items():
        cell = said.partition(f"<strong>{what_works.QUADRANTS[code][0]}</strong>")[2]
        assert html.escape(service) in cell.partition("</td>")[0]


def test_where_a_service_is_placed_says_how_sure_that_is(open_page: Open) -> None:
    said = words(open_page("what_works", data="illustrative", evidence_on="Women's diversion"))
    assert "Women&#x27;s diversion is placed under Reconsider" in said
    assert "chance alone could explain it" in said


def test_ratings_are_narrowed_to_one_source(open_page: Open) -> None:
    said = words(open_page("what_works", rated_by="Early Intervention Foundation"))
    assert "1 rating of approaches, by approach" in said
    app = open_page("what_works", evidence_on="DIVERT", rated_by="Early Intervention Foundation")
    assert notices(app) == ""
    assert "No rating was found for this choice" in words(app)


def test_a_service_that_is_not_there_is_named(open_page: Open) -> None:
    app = open_page("what_works", evidence_on="No such service")
    assert "No such service" in notices(app)
    assert app.selectbox(key="evidence_on").value == "All services"


def test_ratings_that_no_service_was_matched_with_are_counted(open_page: Open) -> None:
    assert (
        "Of 44 ratings: 20 beside a service that uses the approach; 11 naming a service that none"
        " here could be matched with by name; 8 naming no service; 5 on a service itself, listed"
        " under evaluations."
    ) in words(open_page("what_works"))


def test_what_is_invented_leads_to_no_page(open_page: Open) -> None:
    said = words(open_page("what_works", data="illustrative"))
    assert "Invented toolkit" in said
    assert 'href="http' not in said
