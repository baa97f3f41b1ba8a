"""What is wrong with a package is said once, with file, line and field; nothing else changes."""

import json
import re
from pathlib import Path

import pytest

from commissioning import __main__ as command_line
from commissioning import building, questions
from commissioning.faults import PackageFault, StoreUnavailable
from commissioning.packages import canonical_schemas
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import decision, payment, write_package


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_package(tmp_path / "data", "made", {"decisions": [decision("D1", "100.00")]})
    return Settings(data=tmp_path / "data", builds=tmp_path / "builds")


def edit(settings: Settings, old: str, new: str, file: str = "decisions.csv") -> None:
    path = settings.data / "made" / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def fault(settings: Settings) -> str:
    with pytest.raises(PackageFault) as caught:
        building.build(settings)
    return str(caught.value)


def test_a_wrong_header_names_the_column(settings: Settings) -> None:
    edit(settings, "decision_ref,", "reference,")
    message = fault(settings)
    assert message.startswith(
        "made/decisions.csv, line 1, field decision_ref: found 'reference' in"
    )
    assert "expected the header decision_ref,decision_line" in message


def test_threat_08_a_column_that_no_schema_has_stops_the_build(settings: Settings) -> None:
    edit(settings, "source_url,note", "source_url,note,refuge_address")
    assert "with 'refuge_address' after the last" in fault(settings)


def test_threat_08_a_package_cannot_add_a_field(settings: Settings) -> None:
    edit(settings, "source_url,note", "source_url,note,refuge_address")
    path = settings.data / "made" / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    added = {"name": "refuge_address", "type": "string", "kind": "text"}
    descriptor["resources"][0]["schema"]["fields"].append(added)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    assert "refuge_address" in fault(settings)


def test_threat_08_no_schema_has_a_field_for_where_people_are() -> None:
    """Areas have the names of boroughs or larger; addresses are those of public documents."""
    fields = [field.name for schema in canonical_schemas().values() for field in schema.fields]
    place = re.compile(
        r"address|postcode|latitude|longitude|easting|northing|uprn|lsoa|ward|street"
    )
    assert len(fields) > 200
    assert [name for name in fields if place.search(name)] == []
    assert {name for name in fields if "area" in name} == {
        "area", "area_code", "force_area", "pcc_area", "police_force_area", "published_area",
    }  # fmt: skip


def test_an_unknown_value_names_line_and_field(settings: Settings) -> None:
    edit(settings, ",out,", ",outward,")
    assert fault(settings) == (
        "made/decisions.csv, line 2, field direction: found 'outward'; expected one of in, out"
    )


def test_a_key_that_is_there_twice(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    write_package(settings.data, "made", {"decisions": [decision("D1", "1"), decision("D1", "2")]})
    message = fault(settings)
    assert message == (
        "made/decisions.csv, line 3, field decision_ref, decision_line: found 'D1, 1', which "
        "made/decisions.csv, line 2 has already; expected a key that is there once"
    )


def test_a_missing_file(settings: Settings) -> None:
    (settings.data / "made" / "decisions.csv").unlink()
    assert fault(settings) == (
        "made/decisions.csv: found no such file; expected the file that datapackage.json names"
    )


def test_an_encoding_that_does_not_fit_names_the_line(settings: Settings) -> None:
    path = settings.data / "made" / "decisions.csv"
    path.write_bytes(path.read_bytes().replace(b"Service", b"Caf\xe9"))
    message = fault(settings)
    assert message.startswith("made/decisions.csv, line 2: found byte 0xe9; expected utf-8 text")


def test_a_declared_encoding_is_read(settings: Settings) -> None:
    package = settings.data / "made"
    path = package / "decisions.csv"
    path.write_bytes(path.read_bytes().replace(b"Service", b"Caf\xe9 \x80"))
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0]["encoding"] = "windows-1252"
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    building.build(settings)
    (row,) = questions.decision_rows(Store(settings), package="made").rows
    assert row["service"] == "Café €"


def test_a_quote_that_is_never_closed(settings: Settings) -> None:
    edit(settings, "D1,1,Title", 'D1,1,"Title')
    assert "quotes closed" in fault(settings)


def test_a_path_out_of_the_package_is_refused(settings: Settings) -> None:
    edit(settings, '"decisions.csv"', '"../../secret.csv"', "datapackage.json")
    assert "expected a file inside the package" in fault(settings)


def test_a_descriptor_that_is_not_json_names_its_line(settings: Settings) -> None:
    (settings.data / "made" / "datapackage.json").write_text('{"name": "made",\n oops}')
    assert fault(settings).startswith("made/datapackage.json, line 2: found ")


def test_a_schema_without_a_field_is_refused(settings: Settings) -> None:
    path = settings.data / "made" / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"][0]["schema"]["fields"].pop(4)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    message = fault(settings)
    assert "field decisions.schema: found lacks service (text)" in message
    assert "python -m commissioning schema decisions" in message


def test_a_reference_to_nothing_names_the_row(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    series = {
        "series_id": "s", "title": "S", "definition": "S", "basis": "budget", "direction": "out",
        "organisation": "O", "headline": "yes", "joined": "no",
    }  # fmt: skip
    point = {
        "series_id": "s", "financial_year": "2021/22", "total_id": "absent", "role": "component",
    }  # fmt: skip
    write_package(
        settings.data, "made", {"series": [series], "series_points": [point], "spend_totals": []}
    )
    assert fault(settings) == (
        "made/series_points.csv, line 2, field total_id: found 'absent'; "
        "expected a total_id that stands in spend_totals"
    )


def test_rejected_rows_keep_line_field_value_and_reason(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    rows = [
        decision("D1", "£1,234.50"),
        decision("D2", "TBC"),
        decision("D3", "(10)", financial_year="2021/23"),
        decision("D4", "5", title=""),
        decision("D5", "7", source_url="javascript:alert(1)"),
    ]
    folder = write_package(settings.data, "made", {"decisions": rows})
    with (folder / "decisions.csv").open("a", encoding="utf-8") as text:
        text.write("D6,1,too short\n")
    build = building.build(settings)
    assert (build.rows_read, build.rows_loaded, build.rows_rejected) == (6, 1, 5)
    rejects = questions.rejected_rows(Store(settings), package="made").rows
    assert [(row["line"], row["field"], row["value"]) for row in rejects] == [
        (3, "amount_gbp", "TBC"),
        (4, "financial_year", "2021/23"),
        (5, "title", None),
        (6, "source_url", "javascript:alert(1)"),
        (7, "", "D6,1,too short"),
    ]
    assert rejects[0]["reason"] == "not pounds, such as 1,234.50 or (500.00)"
    assert rejects[2]["reason"] == "blank, and it must not be"
    assert rejects[4]["reason"] == "3 values where the header has 19"


def test_a_line_number_is_the_files_when_a_value_spans_lines(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    rows = [decision("D1", "1", title="one\ntwo\nthree"), decision("D2", "TBC")]
    write_package(settings.data, "made", {"decisions": rows})
    building.build(settings)
    (row,) = questions.rejected_rows(Store(settings)).rows
    assert row["line"] == 5
    (kept,) = questions.decision_rows(Store(settings), package="made").rows
    assert kept["title"] == "one\ntwo\nthree"


def test_a_failed_build_leaves_the_last_good_one_serving(settings: Settings) -> None:
    good = building.build(settings)
    edit(settings, ",out,", ",sideways,")
    message = fault(settings)
    assert building.current_build(settings.builds) == good
    assert building.last_failure(settings.builds) == message
    assert len(questions.decision_rows(Store(settings), package="made").rows) == 1
    edit(settings, ",sideways,", ",out,")
    assert building.build(settings) == good
    assert building.last_failure(settings.builds) is None


def test_a_check_that_must_hold_stops_the_build(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    rows = [decision("D1", "1", start_year="2019", end_year="2022")]
    write_package(settings.data, "made", {"decisions": rows})
    assert fault(settings) == (
        "made/decisions.csv, line 2: found D1: year 2021/22, start 2019, end 2022; expected "
        "that a decision's financial year is the one its start and end years say"
    )


def test_nothing_built_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="run 'python -m commissioning build'"):
        Store(Settings(tmp_path, tmp_path / "none"))


def test_no_packages_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    assert "expected a folder of data packages" in fault(settings)


def test_the_command_says_the_fault_and_exits_with_2(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMISSIONING_DATA", str(settings.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(settings.builds))
    assert command_line.main(["build"]) == 0
    assert "1 rows in = 1 loaded + 0 rejected" in capsys.readouterr().out
    edit(settings, ",out,", ",sideways,")
    for command in ("check", "build"):
        assert command_line.main([command]) == 2
        streams = capsys.readouterr()
        assert streams.out == ""
        # On a slow machine lines of progress come first.
        last_line = streams.err.splitlines()[-1]
        assert last_line.startswith("made/decisions.csv, line 2, field direction: found")
        assert "Traceback" not in streams.err


def test_parquet_loads_as_csv_does(tmp_path: Path) -> None:
    import duckdb

    rows = [payment("1", "2021-05-03", "10.50"), payment("2", "2021-06-03", "-0.50")]
    folder = write_package(tmp_path / "csv", "made", {"spend_lines": rows})
    other = write_package(tmp_path / "parquet", "made", {"spend_lines": rows})
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT * REPLACE (CAST(payment_date AS DATE) AS payment_date, "
            "CAST(amount_gbp AS DECIMAL(18,2)) AS amount_gbp) "
            f"FROM read_csv('{folder / 'spend_lines.csv'}', all_varchar=true)) "
            f"TO '{other / 'spend_lines.parquet'}' (FORMAT parquet)"
        )
    descriptor = json.loads((other / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0] |= {"path": "spend_lines.parquet", "format": "parquet"}
    (other / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    answers = []
    for data in (tmp_path / "csv", tmp_path / "parquet"):
        settings = Settings(data, data / "builds")
        building.build(settings)
        answers.append(questions.growth(Store(settings), package="made", series_ids=["paid"]).rows)
    assert answers[0] == answers[1]
    assert str(answers[0][0]["amount_gbp"]) == "10.00"
