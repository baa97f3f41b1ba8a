"""JSON: every value of every record under the path it stands at, numbers as they are written."""

import json
from pathlib import Path
from typing import Any

import pytest

from commissioning.importing.reading import Limits, Refusal, Sheet
from tests.importing.reading.reading import Read, all_parsed, rows_of

GRANTS = {
    "publisher": {"name": "A Council"},
    "grants": [
        {
            "id": "360G-1",
            "amountAwarded": 1000.10,
            "recipientOrganization": [{"name": "Elm", "charityNumber": "0123"}],
            "dateModified": None,
            "fromOpenCall": True,
        },
        {
            "id": "360G-2",
            "amountAwarded": 20,
            "beneficiaryLocation": [{"name": "N"}, {"name": "S"}],
        },
    ],
}
RELEASE = {
    "ocid": "ocds-1",
    "tag": ["award"],
    "buyer": {"name": "A Council"},
    "tender": {"title": "Refuge", "items": [{"id": "1"}, {"id": "2"}]},
    "awards": [
        {"id": "a", "value": {"amount": 10.50}, "suppliers": [{"name": "Elm"}, {"name": "Oak"}]},
        {"id": "b", "value": {"amount": 7}},
    ],
}


def sheets(document: Any, folder: Path) -> dict[str, Sheet]:
    text = document if isinstance(document, str) else json.dumps(document)
    return {sheet.name: sheet for sheet in all_parsed(text.encode(), folder)}


def records(sheet: Sheet) -> list[dict[str, str]]:
    headings, *rows = rows_of(sheet)
    return [
        {heading: cell for heading, cell in zip(headings, row, strict=True) if cell} for row in rows
    ]


def test_grants_are_rows_under_the_headings_of_360giving(tmp_path: Path) -> None:
    (sheet,) = sheets(GRANTS, tmp_path).values()
    assert (sheet.name, sheet.kind, sheet.encoding) == ("grants", "json", "utf-8")
    assert records(sheet) == [
        {
            "id": "360G-1",
            "amountAwarded": "1000.1",
            "recipientOrganization/0/name": "Elm",
            "recipientOrganization/0/charityNumber": "0123",
            "fromOpenCall": "true",
        },
        {
            "id": "360G-2",
            "amountAwarded": "20",
            "beneficiaryLocation/0/name": "N",
            "beneficiaryLocation/1/name": "S",
        },
    ]
    assert Read.lines_of(sheet) == [0, 1, 2]
    assert sheet.notes == ("what stands outside its records is not in a row: publisher/name",)


@pytest.mark.parametrize("package", ["releases", "records", "alone"])
def test_contracting_data_has_a_row_for_each_award_beside_its_release(
    tmp_path: Path, package: str
) -> None:
    document: Any = {"uri": "x", "releases": [RELEASE]}
    if package == "records":
        compiled = {"ocid": "ocds-1", "compiledRelease": RELEASE, "releases": [{"url": "u"}] * 2}
        document = {"records": [compiled]}
    elif package == "alone":
        document = RELEASE
    found = sheets(document, tmp_path)
    prefix = "" if package == "alone" else f"{package}/"
    release = {
        "ocid": "ocds-1",
        "tag/0": "award",
        "buyer/name": "A Council",
        "tender/title": "Refuge",
    }
    assert {name: records(sheet) for name, sheet in found.items()} == {
        prefix.rstrip("/"): [release],
        f"{prefix}tender/items": [release | {"tender/items/0/id": number} for number in "12"],
        f"{prefix}awards": [
            release
            | {
                "awards/0/id": "a",
                "awards/0/value/amount": "10.5",
                "awards/0/suppliers/0/name": "Elm",
                "awards/0/suppliers/1/name": "Oak",
            },
            release | {"awards/0/id": "b", "awards/0/value/amount": "7"},
        ],
    }
    said = " ".join(note for sheet in found.values() for note in sheet.notes)
    assert ("not the 2 releases behind it" in said) == (package == "records")


def test_numbers_keep_every_digit(tmp_path: Path) -> None:
    text = '[{"a": 12345678901234567890.10, "b": 1e2, "c": -0.0, "d": 00, "e": NaN}]'
    (sheet,) = sheets(text.replace("00,", "0,"), tmp_path).values()
    assert rows_of(sheet)[1] == ["12345678901234567890.10", "1e2", "-0.0", "0", "NaN"]


def test_json_lines(tmp_path: Path) -> None:
    (sheet,) = sheets('{"a": 1}\n\n{"a": 2, "b": "x"}\n{"b": "y"}\n', tmp_path).values()
    assert records(sheet) == [{"a": "1"}, {"a": "2", "b": "x"}, {"b": "y"}]
    assert "read as JSON lines, a record on each" in sheet.notes


def test_records_that_stand_deeper_are_found(tmp_path: Path) -> None:
    document = {"result": {"total": 1, "records": [{"a": "x"}], "fields": [{"id": "a"}]}}
    found = sheets(document, tmp_path)
    assert {name: records(sheet) for name, sheet in found.items()} == {
        "result/records": [{"a": "x"}],
        "result/fields": [{"id": "a"}],
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"grants": [{"a": 1}', "damaged or cut short, at line 1"),
        ('{"a": 1}\n{"a": 2}\n{"a": \n', "line 3 is not JSON"),
        ('[{"amount": 1, "amount": 2}]', "“amount” is there twice"),
        ('[{"a/b": 1, "a": {"b": 2}}]', "two things at the path “a/b”"),
        ('{"a/b": [{"c": 1}], "a": {"b": [{"c": 2}]}}', "two things at the path “a/b”"),
        ('{"ocid": "x", "c/0/d": 1, "c": [{"d": 2}]}', "two things at the path “c/0/d”"),
        ('[{"a": "x\\u0000y"}]', "NUL"),
        ('[{"a": "x\\ud800y"}]', "not Unicode"),
        ("[" * 100_000 + "]" * 100_000, "nested more than"),
        ('[{"a": ' + '{"a": ' * 60 + "1" + "}" * 60 + "}]", "nested more than 32 deep"),
        ('[["a"]]', "without records"),
        ("[]", "without records"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        sheets(text, tmp_path)


def test_records_of_too_many_paths_are_refused(tmp_path: Path) -> None:
    text = json.dumps([{f"a{number}": 1 for number in range(50)}])
    with pytest.raises(Refusal, match="50 columns; 40 are read at most"):
        all_parsed(text.encode(), tmp_path, Limits(columns=40))


def test_a_table_whose_first_heading_is_in_brackets_is_not_json(tmp_path: Path) -> None:
    (sheet,) = all_parsed(b"[Date],[Amount]\n1,2\n", tmp_path)
    assert rows_of(sheet) == [["[Date]", "[Amount]"], ["1", "2"]]
