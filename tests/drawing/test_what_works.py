"""What is said of targets, approaches and evaluations, and how a cell of several lines is set."""

import datetime
from typing import Any

from commissioning.evidence import columns
from commissioning.evidence.verdicts import Standing
from commissioning.tables import Column, table
from commissioning.tables import what_works as tables
from commissioning.wording import what_works as words
from tests.drawing.rows import Row
from tests.drawing.test_tables import Reading

NO_INDICATORS = {
    f"{group}{verdict}": 0
    for group in ("outcomes", "outputs")
    for verdict in ("", *(f"_{standing.value}" for standing in Standing))
}


def service(name: str, **known: Any) -> Row:
    nothing = dict.fromkeys(
        ("approaches", "ratings", "highest_level", "evidence", "evidence_basis", "attainment",
         "attainment_clear", "quadrant")
    )  # fmt: skip
    return {
        "service": name, **NO_INDICATORS, **nothing, "evaluations": 0, "evaluations_positive": 0,
        "evaluations_other": 0, "disagree": False, **known,
    }  # fmt: skip


def rating(approach: str, said: str, **more: Any) -> Row:
    return {
        "what_works_id": "r1", "intervention": approach, "outcome": "reoffending",
        "impact_rating": said, "finding_direction": "positive", "evidence_rating": None,
        "cost_rating": None, "evidence_source": "Toolkit", "source_date": "2021-07",
        "source_url": "https://example.org/r", "services": None, "mapped_service": None,
        "evaluation_id": None, "note": None, "file": "made/what_works.csv", "line": 2, **more,
    }  # fmt: skip


def evaluation(**more: Any) -> Row:
    return {
        "service": "Mentors", "title": "Study", "design": "matched study", "maryland_level": 3,
        "level_basis": "our_reading", "finding": "no difference", "finding_direction": "none_found",
        "participants": 40, "published_on": None, "source_title": "University",
        "source_url": "javascript:alert(1)", "note": None, "file": "made/evaluations.csv",
        "line": 3, **more,
    }  # fmt: skip


def result(**more: Any) -> Row:
    return {
        "indicator": "Found work", "indicator_kind": "outcome", "kind_group": "outcomes",
        "actual": 77.3, "target": 65.0, "unit": "percent", "per": None, "better": "higher",
        "interval_low": 56.55, "interval_high": 89.9, "verdict": "cannot_tell", "point_met": True,
        "accumulation": "period", "period_start": datetime.date(2025, 7, 1),
        "period_end": datetime.date(2025, 9, 30), "source_title": None, "source_url": None,
        "file": "made/indicator_returns.csv", "line": 9, **more,
    }  # fmt: skip


MENTORS = service(
    "Mentors", approaches="Mentoring", ratings=1, evaluations=1, evaluations_other=1, outcomes=1,
    outcomes_cannot_tell=1, evidence="not_for", evidence_basis="evaluation", attainment="met",
    attainment_clear=False, quadrant="evaluate", disagree=True,
)  # fmt: skip
REFUGE = service(
    "Refuge", outcomes=2, outcomes_missed_clearly=2, outputs=1, outputs_not_returned=1,
    approaches="Shelter", ratings=2, evidence="for", evidence_basis="ratings",
    attainment="missed", attainment_clear=True, quadrant="fix_delivery",
)  # fmt: skip
ADVICE = service("Advice", outputs=3, outputs_no_target=3)


def test_each_kind_of_evidence_is_counted_apart() -> None:
    assert words.columns_sentence([MENTORS, REFUGE, ADVICE]) == (
        "Two of three services listed here have a target of their own, two have an approach with"
        " published ratings and one has an evaluation; one has all three. For two it is known both"
        " whether outcome targets are met, as returned, and which way the evidence points. For one"
        " of these, chance alone could explain whether they are."
    )
    assert words.columns_sentence([ADVICE]).endswith(
        "For none is it known both whether outcome targets are met, as returned, and which way the"
        " evidence points."
    )
    assert words.columns_sentence([REFUGE]).endswith(
        "For none of these, chance alone could explain whether they are."
    )


def test_outcomes_stand_apart_from_outputs_and_no_count_is_nought() -> None:
    assert words.target_lines(REFUGE) == [
        ("Outcomes: 2 missed clearly", "", None),
        ("Outputs and other measures: 1 not returned", "", None),
    ]
    assert words.target_lines(MENTORS)[1:] == [
        ("As returned, every outcome target is reached", "", None)
    ]
    assert words.target_lines(service("Nothing")) == []


def test_a_rating_keeps_the_words_of_its_source() -> None:
    said = "MODERATE (10%-30% less violence)"
    assert words.rating_lines([rating("Mentoring", said), rating("X", "y", source_date=None)]) == [
        (f"Mentoring, for reoffending: “{said}”", "Toolkit, July 2021", "https://example.org/r"),
        ("X, for reoffending: “y”", "Toolkit, no date found", "https://example.org/r"),
    ]


def test_a_level_says_whose_reading_it_is_and_none_is_not_nought() -> None:
    assert words.level_words(evaluation()) == "Maryland level 3, our reading"
    assert words.level_words(evaluation(maryland_level=0, level_basis="published")) == (
        "Maryland level 0, as published"
    )
    assert words.level_words(evaluation(maryland_level=None)) == "no Maryland level known"


def test_a_service_without_an_evaluation_has_none_found_and_no_low_score() -> None:
    (head, *rows) = Reading(
        tables.columns_table([ADVICE, MENTORS], {}, {"Mentors": [evaluation()]}, link=lambda _: "?")
    ).rows
    assert head[3] == "Evaluation of this service"
    assert rows[0][2:] == ["no approach matched", "no evaluation found"]
    assert "Maryland level 3, our reading; design: matched study" in rows[1][3]
    assert "not a low score" in words.NOT_LOW


def test_four_quarters_hold_names_and_say_what_chance_could_explain() -> None:
    said = tables.quadrant_table(
        [MENTORS, REFUGE, ADVICE], link=lambda row: f"?of={row['service']}"
    )
    (head, benefit, without) = Reading(said).rows
    assert head[1:] == ["Outcome targets met, as returned", "Outcome targets missed, as returned"]
    assert all("As returned, the target is" in cell for cell in (*benefit[1:], *without[1:]))
    assert benefit[0] == "Points to a benefit"
    assert benefit[1].startswith("Scale")
    assert benefit[1].endswith("No service here")
    assert benefit[2].startswith("Fix delivery")
    assert benefit[2].endswith("Refuge (clear of its target)")
    assert without[1].startswith("Evaluate")
    assert without[1].endswith("Mentors (chance alone could explain it)")
    assert without[2].endswith("No service here")
    assert "Advice" not in said
    assert words.quadrant_sentence([MENTORS, REFUGE, ADVICE]) == (
        "Two of three services can be placed, by whether targets are met as returned: Evaluate"
        " (Mentors); Fix delivery (Refuge). For one of these, chance alone could explain whether"
        " they are."
    )
    assert words.quadrant_sentence([ADVICE]).startswith("None of one service can be placed")


def test_a_service_that_is_not_placed_says_why() -> None:
    assert words.unplaced_reason(ADVICE) == (
        "No outcome target with a result; no rating and no strong enough evaluation that points one"
        " way"
    )
    differs = service("Both", attainment="differs", evidence="differs", evidence_basis="ratings")
    assert words.unplaced_reason(differs) == (
        "As returned, some outcome targets are reached and some are not; its evidence points both"
        " ways"
    )
    assert words.evidence_words(differs) == "both ways, by ratings of its approach"
    assert words.placement_sentence(differs).startswith(
        "Both is not placed: as returned, some outcome"
    )
    assert words.placement_sentence(MENTORS).startswith("Mentors is placed under Evaluate: ")
    (_, row) = Reading(tables.unplaced_table([MENTORS, ADVICE], link=lambda _: None)).rows
    assert row[0] == "Advice"
    assert row[2:] == ["not known", "not known"]


def test_a_result_and_an_evaluation_that_differ_stand_side_by_side() -> None:
    results = [result(), result(indicator="Waiting", indicator_kind="output", kind_group="outputs")]
    said = tables.disagreements_table(
        [MENTORS, ADVICE],
        {"Mentors": results},
        {"Mentors": [evaluation()]},
        link=lambda _: None,
    )
    (_, row) = Reading(said).rows
    assert row == [
        "Mentors",
        "Found work: 77.3% against a target of at least 65%, July to September 2025"
        " (contract return)",
        "Maryland level 3, our reading; design: matched study. Found: no difference"
        " (University, no date found)",
    ]
    assert words.disagreeing_sentence([MENTORS, ADVICE]).startswith("For Mentors a published")
    assert words.disagreeing_sentence([ADVICE]).startswith("No result found here is at odds")


def test_ratings_without_a_service_are_counted_by_why() -> None:
    rows = [
        rating("A", "x", services="Mentors"),
        rating("B", "x", mapped_service="Somewhere"),
        rating("C", "x", mapped_service="Mentors", evaluation_id="study"),
        rating("D", "x"),
    ]
    assert words.unmatched_sentence(rows) == (
        "Of 4 ratings: 1 beside a service that uses the approach; 1 naming a service that none here"
        " could be matched with by name; 1 naming no service; 1 on a service itself, listed under"
        " evaluations."
    )
    assert set(tables.ratings_by_service(rows)) == {"Mentors"}


def test_a_figure_is_in_its_own_unit_and_a_missing_one_is_not_returned() -> None:
    (_, row) = Reading(tables.results_table([result(target=None)], "Results")).rows
    assert row[1:4] == ["77.3%July to September 2025", "no target", "56.6% to 89.9%"]
    missing = result(actual=None, interval_low=None, interval_high=None, verdict="not_returned")
    (_, row) = Reading(tables.results_table([missing], "Results")).rows
    assert row[1].startswith("not returned")
    assert row[4] == "Not returned"


def test_an_address_that_is_none_is_left_as_words() -> None:
    said = tables.evaluations_table([evaluation()])
    assert "javascript" not in said
    assert "University" in said
    assert "https://example.org/r" in tables.ratings_table([rating("A", "x")])


def test_lines_of_a_cell_are_escaped_and_linked_only_where_that_is_safe() -> None:
    lines = [("<b>", "page", "https://example.org/?a&b"), ("plain", "", None), ("x", "y", "//no")]
    said = table(
        [{"name": "n"}],
        [Column("name", "Name"), Column("what", "What", lines=lambda _: lines)],
        caption="C",
    )
    assert '<li>&lt;b&gt; (<a href="https://example.org/?a&amp;b">page</a>)</li>' in said
    assert "<li>plain</li><li>x (y)</li>" in said


def test_all_some_and_no_targets_reached_are_three_things() -> None:
    assert columns.attainment([]) is None
    assert columns.attainment([True, True]) == "met"
    assert columns.attainment([False]) == "missed"
    assert columns.attainment([True, False]) == "differs"


def test_a_year_to_date_is_not_held_to_the_target_of_a_year() -> None:
    shown = service("Mentors", evidence="for")
    added = columns.columns(shown, [result(accumulation="cumulative", point_met=False)])
    assert added.get("attainment") is None
    assert added.get("quadrant") is None
    held = columns.columns(shown, [result(accumulation="cumulative", point_met=False), result()])
    assert held["attainment"] == "met"
    assert held["quadrant"] == "scale"
    assert held["attainment_clear"] is False


def test_a_good_figure_against_a_study_that_finds_nothing_is_a_disagreement() -> None:
    against = service("Mentors", evaluations=1, evaluations_other=1)
    in_favour = service("Mentors", evaluations=1, evaluations_positive=1)
    missed = result(point_met=False, verdict="missed_clearly")
    without_target = result(target=None, point_met=None, verdict="no_target")
    assert columns.columns(against, [result()])["disagree"] is True
    assert columns.columns(against, [without_target])["disagree"] is True
    assert columns.columns(against, [missed])["disagree"] is False
    assert columns.columns(in_favour, [missed])["disagree"] is True
    assert columns.columns(in_favour, [result()])["disagree"] is False
    assert columns.columns(against, [])["disagree"] is False
