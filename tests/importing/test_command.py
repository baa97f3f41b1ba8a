"""The import on the command line: a dry run unless told, and what its exit codes say."""

import csv
import io
import json
from pathlib import Path

import pytest

from commissioning.__main__ import main
from commissioning.importing import reporting
from tests.importing import ledgers
from tests.importing.conftest import Planned
from tests.made_package import payment, write_package


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    write_package(folder, "made", {"spend_lines": [payment("1", "2021-07-01", "10000")]})
    monkeypatch.setenv("COMMISSIONING_DATA", str(folder))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(tmp_path / "builds"))
    return folder


def test_a_dry_run_changes_nothing_and_an_acceptance_says_what_was_built(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = ledgers.write(tmp_path / "good.csv", [ledgers.payment(n) for n in range(3)])
    bad = ledgers.write(tmp_path / "bad.csv", [["a", "b"]], ["one", "two"])
    report = tmp_path / "report.csv"
    before = (data / "made" / "datapackage.json").read_bytes()
    arguments = ["import", str(good), str(bad), "--package", "made"]
    assert main([*arguments, "--report", str(report)]) == 1
    assert main([*arguments, "--accept"]) == 1
    said = capsys.readouterr().out
    assert "4 rows in = 3 loaded + 0 rejected + 1 excluded" in said
    assert "£300.00 in = £300.00 loaded + £0.00 rejected + £0.00 excluded" in said
    assert "bad.csv: needs an answer" in said
    assert (data / "made" / "datapackage.json").read_bytes() == before
    assert main([*arguments, "--accept", "--only-ready"]) == 0
    assert "5 rows in = 5 loaded" not in capsys.readouterr().err
    imports = json.loads((data / "made" / "datapackage.json").read_text())["commissioning"][
        "imports"
    ]
    assert [entry["file"] for entry in imports] == ["good.csv"]
    assert main(["import", str(good), "--package", "made"]) == 1
    assert "imported before" in capsys.readouterr().out
    with report.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert {row["entry"] for row in rows} >= {"recognised", "loaded", "decision", "question"}


def test_answers_on_the_command_line_make_a_file_ready(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = ledgers.write(tmp_path / "lost.csv", [ledgers.payment(1, date="00:00:00")])
    either = ledgers.write(tmp_path / "either.csv", [ledgers.payment(2, date="05/06/2023")])
    arguments = ["import", str(lost), str(either), "--package", "made"]
    assert main(arguments) == 1
    assert main([*arguments, "--date", "2014-06-30", "--date-order", "month_first"]) == 0
    said = capsys.readouterr().out
    assert "Date of every row without one: 2014-06-30 (the mapping says so)" in said
    assert "Order of dates in 'date': month first (mm/dd/yyyy) (the mapping says so)" in said
    assert data.is_dir()


def test_a_mapping_that_cannot_be_used_is_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ledgers.write(tmp_path / "good.csv", [ledgers.payment(1)])
    for text, why in {
        "{": "not JSON",
        '{"target": "sponsorship"}': "sponsorship",
        '{"target": "spend", "options": {"date_order": "ymd"}}': "ymd",
        '{"target": "spend", "columns": {"colour": "A"}}': "colour",
    }.items():
        mapping = tmp_path / "mapping.json"
        mapping.write_text(text, encoding="utf-8")
        assert main(["import", str(path), "--package", "made", "--mapping", str(mapping)]) == 2
        assert why in capsys.readouterr().err
    assert data.is_dir()


def test_a_report_holds_no_formula(planned: Planned, tmp_path: Path) -> None:
    path = ledgers.write(tmp_path / "ledger.csv", [ledgers.payment(1, "=1+1"), ledgers.payment(2)])
    rows = list(csv.reader(io.StringIO(reporting.text(planned(path)))))
    assert any("'=1+1" in row for row in rows)
    assert not any(cell.startswith("=") for row in rows for cell in row)
