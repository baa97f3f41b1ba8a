"""Parquet that is typed already is loaded as it is, under the rules that hold for text."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from commissioning import building, loading, questions
from commissioning.faults import PackageFault
from commissioning.packages import SOURCES, canonical_schemas
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import payment, write_package

Rows = Sequence[Mapping[str, object]]


def write_parquet(folder: Path, parts: Sequence[Rows], **values: str) -> None:
    """Payments as typed Parquet, a file a part; ``values`` are columns of the last part as SQL."""
    described = canonical_schemas()["spend_lines"]
    files = []
    with duckdb.connect() as connection:
        for number, rows in enumerate(parts):
            text = write_package(folder / f"text{number}", "made", {"spend_lines": rows})
            columns = ", ".join(
                f"CAST({values.get(field.name, field.name)} AS "
                f"{loading.SQL_TYPES.get(field.kind, 'VARCHAR')}) AS {field.name}"
                for field in described.fields
            )
            files.append(f"part{number}.parquet")
            (folder / "data" / "made").mkdir(parents=True, exist_ok=True)
            connection.execute(
                f"COPY (SELECT {columns} FROM read_csv('{text / 'spend_lines.csv'}', header=true, "
                f"all_varchar=true)) TO '{folder / 'data' / 'made' / files[-1]}' (FORMAT parquet)"
            )
    descriptor = json.loads((text / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0] |= {"path": files, "format": "parquet"}
    path = folder / "data" / "made" / "datapackage.json"
    path.write_text(json.dumps(descriptor), encoding="utf-8")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a build that fails when it reads text."""

    def refuse(*_: Any) -> None:
        raise AssertionError("the extract was read as text")

    monkeypatch.setattr(loading, "_stage", refuse)
    return Settings(tmp_path / "data", tmp_path / "builds")


def rejects(settings: Settings) -> list[tuple[object, ...]]:
    columns = ("file", "line", "field", "value", "reason")
    return [
        tuple(row[name] for name in columns)
        for row in questions.rejected_rows(Store(settings)).rows
    ]


def test_every_record_is_loaded_or_rejected_with_its_reason(
    tmp_path: Path, settings: Settings
) -> None:
    first = [payment("1", "2021-05-03", "10.50"), payment("2", "2021-05-04", "1")]
    second = [
        payment("3", "2021-05-05", "2"),
        payment(" 4 ", "2021-05-06", "3", area="  "),
        payment("5", "2021-05-07", "", provider=" "),
        payment("6", "2021-05-08", "5"),
    ]
    write_parquet(
        tmp_path,
        [first, second],
        payment_date="CASE line_id WHEN '3' THEN 'infinity' WHEN '6' THEN '12021-05-08' "
        "ELSE payment_date END",
    )
    build = building.build(settings)
    assert (build.rows_read, build.rows_loaded, build.rows_rejected) == (6, 3, 3)
    wanted = "not a date, such as 2022-10-03 or 03/10/2022"
    assert rejects(settings) == [
        ("made/part1.parquet", 2, "payment_date", "infinity", wanted),
        ("made/part1.parquet", 4, "amount_gbp", None, "blank, and it must not be"),
        ("made/part1.parquet", 4, "provider", None, "blank, and it must not be"),
        ("made/part1.parquet", 5, "payment_date", "12021-05-08", wanted),
    ]
    rows = questions.money_rows(Store(settings), package="made", family="paid").rows
    assert [(row["reference"], row["file"], row["line"], row["area"]) for row in rows] == [
        ("1", "made/part0.parquet", 2, "Not stated"),
        ("4", "made/part1.parquet", 3, "Not stated"),
        ("2", "made/part0.parquet", 3, "Not stated"),
    ]


def test_a_key_that_is_there_twice_stops_the_build(tmp_path: Path, settings: Settings) -> None:
    same = [payment("1", "2021-05-03", "10.50")]
    write_parquet(tmp_path, [same, same])
    with pytest.raises(PackageFault, match=r"part1\.parquet, line 2.*'1', which made/part0") as _:
        building.build(settings)


def test_a_value_outside_the_allowed_ones_stops_the_build(
    tmp_path: Path, settings: Settings
) -> None:
    write_parquet(tmp_path, [[payment("1", "2021-05-03", "1", basis="guessed")]])
    with pytest.raises(PackageFault, match="'guessed'"):
        building.build(settings)


def test_an_extract_of_typed_kinds_alone_is_only_parsed_by_its_source() -> None:
    """Else what a source does to a value would not be done to one that is typed."""
    parsers = {
        "money": "parse_money({0}) AS {0}",
        "date": "parse_date({0}) AS {0}",
        "integer": "parse_integer({0}) AS {0}",
        "number": "parse_number({0}) AS {0}",
        "text": "{0}",
    }
    found = 0
    for name, schema in canonical_schemas().items():
        if all(field.kind in parsers for field in schema.fields):
            sql = (SOURCES / f"{name}.sql").read_text(encoding="utf-8")
            columns = " ".join(sql.split()).partition("SELECT ")[2].partition(" FROM extract")[0]
            stated = columns.replace('"', "").split(", ")
            wanted = [parsers[field.kind].format(field.name) for field in schema.fields]
            assert stated == ["record", *wanted], name
            found += 1
    assert found > 3


def test_text_in_parquet_is_read_as_text(tmp_path: Path) -> None:
    """A file whose columns are all text is no typed extract, and money in it is parsed."""
    rows = [payment("1", "03/05/2021", "£1,000.50"), payment("2", "2021-06-03", "(0.50)")]
    text = write_package(tmp_path / "text", "made", {"spend_lines": rows})
    folder = tmp_path / "data" / "made"
    folder.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (FROM read_csv('{text / 'spend_lines.csv'}', all_varchar=true)) "
            f"TO '{folder / 'spend_lines.parquet'}' (FORMAT parquet)"
        )
    descriptor = json.loads((text / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0] |= {"path": "spend_lines.parquet", "format": "parquet"}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    building.build(settings)
    rows_found = questions.money_rows(Store(settings), package="made", family="paid").rows
    assert [str(row["amount_gbp"]) for row in rows_found] == ["-0.50", "1000.50"]
