"""Ratings, evaluations and approaches: what a package may not leave out, and that ours add up."""

from pathlib import Path
from typing import Any

import pytest

from commissioning import building
from commissioning.faults import PackageFault
from commissioning.settings import Settings
from tests.made_package import write_package
from tests.reference import plain

PAGE = {"source_url": "https://example.org/page"}
RATING = {
    "what_works_id": "r1", "evidence_source": "Toolkit", "intervention": "Mentoring",
    "outcome": "work", "impact_rating": "high", "finding_direction": "positive",
}  # fmt: skip
STUDY = {
    "evaluation_id": "e1", "service": "Mentors", "title": "Study", "design": "trial",
    "finding": "more found work", "finding_direction": "positive", "source_title": "University",
    **PAGE,
}  # fmt: skip
USED = {"service": "Mentors", "intervention": "Mentoring", "reason": "Its specification"}


def build(folder: Path, extracts: dict[str, list[dict[str, Any]]], **about: object) -> None:
    write_package(folder / "data", "made", extracts, **about)
    building.build(Settings(data=folder / "data", builds=folder / "builds"))


@pytest.mark.parametrize("extract", ["what_works", "evaluations"])
def test_only_what_is_invented_may_have_no_page(tmp_path: Path, extract: str) -> None:
    row = {**(RATING if extract == "what_works" else STUDY), "source_url": ""}
    build(tmp_path, {extract: [row]}, kind="illustrative")
    with pytest.raises(
        PackageFault, match=rf"made/{extract}\.csv, line 2: found .1 has no address"
    ):
        build(tmp_path, {extract: [row]})
    build(tmp_path, {extract: [{**row, **PAGE}]})


@pytest.mark.parametrize("half", [{"maryland_level": 3}, {"level_basis": "our_reading"}])
def test_a_level_without_its_basis_is_refused(tmp_path: Path, half: dict[str, object]) -> None:
    with pytest.raises(PackageFault, match="says whose reading the level is"):
        build(tmp_path, {"evaluations": [STUDY | half]})
    build(tmp_path, {"evaluations": [{**STUDY, "maryland_level": 3, "level_basis": "published"}]})


def test_an_approach_or_an_evaluation_points_at_a_rating_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(PackageFault, match="intervention"):
        build(tmp_path, {"service_approaches": [USED], "what_works": []})
    with pytest.raises(PackageFault, match="what_works_id"):
        build(tmp_path, {"evaluations": [{**STUDY, "what_works_id": "r1"}], "what_works": []})
    build(
        tmp_path,
        {
            "what_works": [RATING | PAGE],
            "service_approaches": [USED],
            "evaluations": [{**STUDY, "what_works_id": "r1"}],
        },
    )


def test_an_evaluation_has_the_page_date_and_words_of_the_finding_it_is(data: Path) -> None:
    findings = {row["what_works_id"]: row for row in plain.rows(data, "london", "what_works")}
    evaluations = plain.rows(data, "london", "evaluations")
    assert len(evaluations) == 5
    for row in evaluations:
        finding = findings[row["what_works_id"]]
        assert row["source_url"] == finding["source_url"]
        assert row["published_on"] == finding["source_date"]
        assert row["source_title"] == finding["evidence_source"]
        assert finding["impact_rating"] in row["finding"]
        assert row["finding_direction"] == finding["finding_direction"]


@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_an_approach_is_of_a_service_that_exists_under_a_name_that_counts(
    data: Path, package: str
) -> None:
    mapped = plain.rows(data, package, "mappings")
    counted = {row["counts_under"] for row in mapped}
    filed = {row["name"] for row in mapped if row["kind"] in ("service", "outcome_programme")}
    known = counted | {
        row[column]
        for extract, column in (
            ("decisions", "service"), ("outcomes", "programme"), ("spend_lines", "service"),
        )
        for row in plain.rows(data, package, extract)
    }  # fmt: skip
    approaches = plain.rows(data, package, "service_approaches")
    assert approaches
    for row in approaches:
        assert row["service"] in known - filed


def test_a_mapped_programme_is_one_that_a_result_names(data: Path) -> None:
    named = {row["programme"] for row in plain.rows(data, "london", "outcomes")}
    mapped = {
        row["name"]
        for row in plain.rows(data, "london", "mappings")
        if row["kind"] == "outcome_programme"
    }
    assert len(mapped) == 13
    assert mapped <= named
