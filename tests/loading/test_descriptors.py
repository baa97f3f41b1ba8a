"""A descriptor can narrow what an extract may hold and never widen it; what is wrong is said."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commissioning import building, questions
from commissioning.faults import PackageFault
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import decision, write_package

Descriptor = dict[str, Any]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_package(tmp_path / "data", "made", {"decisions": [decision("D1", "100.00")]})
    return Settings(data=tmp_path / "data", builds=tmp_path / "builds")


def change(settings: Settings, edit: Callable[[Descriptor], object]) -> None:
    path = settings.data / "made" / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    edit(descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def rewrite(settings: Settings, *rows: dict[str, object]) -> None:
    write_package(settings.data, "made", {"decisions": rows})


def field(descriptor: Descriptor, name: str) -> Descriptor:
    fields: list[Descriptor] = descriptor["resources"][0]["schema"]["fields"]
    return next(entry for entry in fields if entry["name"] == name)


def fault(settings: Settings) -> str:
    """What a build says is wrong; the failure is kept for readers and nothing is published."""
    with pytest.raises(PackageFault) as caught:
        building.build(settings)
    assert building.last_failure(settings.builds) == str(caught.value)
    assert building.current_build(settings.builds) is None
    return str(caught.value)


def test_a_check_says_what_a_build_would(settings: Settings) -> None:
    change(settings, lambda d: field(d, "note").update(constraints={"pattern": "("}))
    message = fault(settings)
    with pytest.raises(PackageFault) as checked:
        building.check(settings)
    assert str(checked.value) == message


def test_a_resource_that_is_listed_twice(settings: Settings) -> None:
    change(settings, lambda d: d["resources"].append(d["resources"][0]))
    message = fault(settings)
    assert message.startswith("made/datapackage.json, field resources: found resource 'decisions'")
    assert "expected each at most once" in message


@pytest.mark.parametrize("text", ["[]", "null"])
def test_a_descriptor_that_is_not_an_object(settings: Settings, text: str) -> None:
    (settings.data / "made" / "datapackage.json").write_text(text, encoding="utf-8")
    assert fault(settings) == (
        "made/datapackage.json: found something else; expected a JSON object"
    )


@pytest.mark.parametrize("resources", [{}, ["decisions"]])
def test_resources_that_are_not_a_list_of_objects(settings: Settings, resources: object) -> None:
    change(settings, lambda d: d.update(resources=resources))
    assert fault(settings).startswith("made/datapackage.json, field resources: ")


@pytest.mark.parametrize("path", [[], "", "/etc/passwd", ["decisions.csv", "../x.csv"]])
def test_a_path_to_no_file_of_the_package(settings: Settings, path: object) -> None:
    change(settings, lambda d: d["resources"][0].update(path=path))
    message = fault(settings)
    assert message.startswith("made/datapackage.json, field decisions.path: ")
    assert message.endswith("expected a file inside the package")


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("note", {"pattern": "("}),
        ("amount_gbp", {"minimum": "nothing"}),
        ("note", {"enum": 3}),
        ("note", "required"),
    ],
)
def test_a_rule_that_cannot_be_followed(settings: Settings, name: str, rules: object) -> None:
    change(settings, lambda d: field(d, name).update(constraints=rules))
    assert fault(settings)


def test_a_schema_that_is_not_one(settings: Settings) -> None:
    change(settings, lambda d: d["resources"][0].update(schema="decisions.schema.json"))
    assert fault(settings).startswith("made/datapackage.json: found ")


def test_a_foreign_key_to_an_extract_that_is_not_known_changes_nothing(settings: Settings) -> None:
    """Keys are the canonical schema's: a descriptor's own neither bind nor break a build."""
    key = {"fields": "note", "reference": {"resource": "nothing", "fields": "x"}}
    change(settings, lambda d: d["resources"][0]["schema"].update(foreignKeys=[key]))
    assert building.build(settings).rows_loaded == 1


def test_an_encoding_that_is_not_of_text(settings: Settings) -> None:
    change(settings, lambda d: d["resources"][0].update(encoding="base64"))
    assert fault(settings) == (
        "made/decisions.csv: found base64; expected a known encoding such as utf-8 or windows-1252"
    )


def test_licences_by_name_are_shown_by_name(settings: Settings) -> None:
    change(settings, lambda d: d.update(licenses=["OGL", {"name": "MIT"}, {"title": "Terms"}]))
    building.build(settings)
    (row,) = questions.package_contents(Store(settings)).rows
    assert row["licence"] == "OGL; MIT; Terms"


@pytest.mark.parametrize("as_at", ["", "  ", "2026-02-30", None, 2026])
def test_a_date_that_is_not_one(settings: Settings, as_at: object) -> None:
    change(settings, lambda d: d["commissioning"].update(as_at=as_at))
    message = fault(settings)
    assert message.startswith("made/datapackage.json, field commissioning.as_at: ")
    assert message.endswith("expected the date its figures describe, such as 2026-03-31")


def test_a_published_series_with_the_name_of_a_derived_one(settings: Settings) -> None:
    series = {
        "series_id": "decisions", "title": "S", "definition": "S", "basis": "budget",
        "direction": "out", "organisation": "O", "headline": "no", "joined": "no",
    }  # fmt: skip
    write_package(settings.data, "made", {"series": [series], "decisions": [decision("D", "1")]})
    assert fault(settings) == (
        "made/series.csv, line 2: found decisions; expected that no published series has the "
        "name of one that is derived: decisions, grants or paid"
    )


def test_a_primary_key_holds_whatever_the_descriptor_says(settings: Settings) -> None:
    rewrite(settings, decision("D1", "1"), decision("D1", "2"))
    change(settings, lambda d: d["resources"][0]["schema"].update(primaryKey=["amount_gbp"]))
    assert "field decision_ref, decision_line: found 'D1, 1'" in fault(settings)
    change(settings, lambda d: d["resources"][0]["schema"].pop("primaryKey"))
    assert "field decision_ref, decision_line: found 'D1, 1'" in fault(settings)


def test_a_rule_is_not_loosened_by_a_descriptor(settings: Settings) -> None:
    rewrite(
        settings,
        decision("D1", "1", title=""),
        decision("D2", "1", decision_line=0),
        decision("D3", "1", financial_year="", start_year=12, end_year=2022),
    )
    for name, rules in (
        ("title", {}),
        ("decision_line", {"required": True, "minimum": -5}),
        ("start_year", {"minimum": 0}),
    ):
        change(settings, lambda d, n=name, r=rules: field(d, n).update(constraints=r))
    building.build(settings)
    rejects = questions.rejected_rows(Store(settings)).rows
    assert [(row["line"], row["field"]) for row in rejects] == [
        (2, "title"),
        (3, "decision_line"),
        (4, "start_year"),
    ]


def test_a_rule_can_be_added_by_a_descriptor(settings: Settings) -> None:
    rewrite(
        settings,
        decision("D1", "1", note=""),
        decision("2D", "1", note="kept"),
        decision("D3", "-1", note="kept"),
        decision("D4", "1", note="kept"),
    )
    for name, rules in (
        ("note", {"required": True}),
        ("decision_ref", {"pattern": "D.*"}),
        ("amount_gbp", {"required": True, "minimum": 0}),
    ):
        change(settings, lambda d, n=name, r=rules: field(d, n).update(constraints=r))
    building.build(settings)
    rejects = questions.rejected_rows(Store(settings)).rows
    assert [(row["line"], row["field"], row["reason"]) for row in rejects] == [
        (2, "note", "blank, and it must not be"),
        (3, "decision_ref", "not of the form D.*"),
        (4, "amount_gbp", "below 0"),
    ]


def test_allowed_values_can_be_narrowed_and_not_widened(settings: Settings) -> None:
    change(settings, lambda d: field(d, "programme").update(constraints={"enum": ["Other"]}))
    assert "field programme: found 'Programme'; expected one of Other" in fault(settings)
    change(settings, lambda d: field(d, "direction").update(constraints={"enum": ["out", "up"]}))
    assert fault(settings) == (
        "made/datapackage.json, field decisions.direction: found up; "
        "expected no values besides in, out"
    )
