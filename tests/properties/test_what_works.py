"""What must hold of evidence beside targets, on packages and results that Hypothesis makes."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commissioning import building, questions
from commissioning.evidence import columns
from commissioning.evidence.verdicts import Standing
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import write_package
from tests.reference import works

DIRECTIONS = st.sampled_from(["positive", "none_found", "mixed", "negative", "not_stated"])
NAMES = ("Advice", "Refuge", "Mentors", "Courses", "Clinics", "Kitchens")
PAGE = {"source_url": "https://example.org/page"}
BUILDS = settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def packages(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Services with ratings and evaluations that point in every way."""
    ratings, approaches, studies = [], [], []
    for name in NAMES:
        for direction in draw(st.lists(DIRECTIONS, max_size=3)):
            ratings.append(
                {
                    "what_works_id": f"r{len(ratings)}", "evidence_source": "Toolkit",
                    "intervention": f"Way of {name}", "outcome": "work", "impact_rating": "rated",
                    "finding_direction": direction, **PAGE,
                }
            )  # fmt: skip
        if ratings and ratings[-1]["intervention"] == f"Way of {name}":
            approaches.append({"service": name, "intervention": f"Way of {name}", "reason": "R"})
        for level, direction in draw(
            st.lists(st.tuples(st.sampled_from([None, 0, 1, 2, 3, 5]), DIRECTIONS), max_size=2)
        ):
            studies.append(
                {
                    "evaluation_id": f"e{len(studies)}", "service": name, "title": "Study",
                    "design": "design", "maryland_level": "" if level is None else level,
                    "level_basis": "" if level is None else "published", "finding": "found",
                    "finding_direction": direction, "source_title": "University", **PAGE,
                }
            )  # fmt: skip
    return {"what_works": ratings, "service_approaches": approaches, "evaluations": studies}


@BUILDS
@given(extracts=packages())
def test_which_way_evidence_points_is_as_its_rule_says(
    extracts: dict[str, list[dict[str, Any]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Settings(data=Path(folder) / "data", builds=Path(folder) / "builds")
        write_package(made.data, "made", extracts)
        building.build(made)
        store = Store(made)
        found = list(questions.evidence_columns(store, package="made").rows)
        assert found == works.evidence_columns(made.data, package="made")
        store.close()


RESULTS = st.builds(
    lambda group, verdict, met, accumulation: {
        "kind_group": group,
        "verdict": verdict.value,
        "point_met": met if verdict in JUDGED else None,
        "actual": 1.0 if verdict in (*JUDGED, Standing.NO_TARGET) else None,
        "accumulation": accumulation,
    },
    st.sampled_from(["outcomes", "outputs"]),
    st.sampled_from(list(Standing)),
    st.booleans(),
    st.sampled_from(["period", "cumulative", "rolling"]),
)
JUDGED = (Standing.MET_CLEARLY, Standing.MISSED_CLEARLY, Standing.CANNOT_TELL)


@given(
    results=st.lists(RESULTS, max_size=8),
    evidence=st.sampled_from(["for", "not_for", "differs", None]),
    data=st.data(),
)
def test_counts_are_of_every_indicator_and_a_place_needs_both(
    results: list[dict[str, Any]], evidence: str | None, data: st.DataObject
) -> None:
    service = {"evidence": evidence, "evaluations_positive": 0, "evaluations_other": 0}
    added = columns.columns(service, results)
    for group in ("outcomes", "outputs"):
        assert added[group] == sum(added[f"{group}_{standing.value}"] for standing in Standing)
    assert added["outcomes"] + added["outputs"] == len(results)
    attained = added.get("attainment") in ("met", "missed")
    assert ("quadrant" in added) == (attained and evidence in ("for", "not_for"))
    assert columns.columns(service, data.draw(st.permutations(results))) == added
    outputs = [row for row in results if row["kind_group"] == "outputs"]
    assert "attainment" not in columns.columns(service, outputs)
