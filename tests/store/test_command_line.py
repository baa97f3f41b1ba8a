"""The command line answers on stdout, talks on stderr, and fails with a sentence."""

import csv
import io
import json
from decimal import Decimal

import pytest

from commissioning import __main__ as command_line
from commissioning import building, questions
from commissioning.packages import canonical_schemas
from commissioning.settings import PROJECT, QUERIES, Settings
from commissioning.store import Store

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def environment(built: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMISSIONING_DATA", str(built.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(built.builds))


def run(capture: Capture, *words: str) -> str:
    assert command_line.main(list(words)) == 0
    return capture.readouterr().out


def test_every_question_is_listed_with_its_parameters(capsys: Capture) -> None:
    listed = run(capsys, "questions")
    for path in QUERIES.glob("*.sql"):
        assert f"\n{path.stem}\n" in f"\n{listed}"
    assert "    --price_base  (default 2024/25)" in listed
    assert "    --series_ids  (required)" in listed


def test_csv_is_the_answer_and_nothing_else(capsys: Capture, store: Store) -> None:
    out = run(
        capsys, "ask", "growth", "--series_ids", "moj-victims-grant", "--series_ids",
        "safer-streets-grant", "--first_year=2023/24", "--format", "csv",
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(out)))
    answer = questions.growth(
        store,
        package="london",
        series_ids=["moj-victims-grant", "safer-streets-grant"],
        first_year="2023/24",
    )
    assert [Decimal(row["amount_gbp"]) for row in rows] == answer.column("amount_gbp")
    residents = [
        None if value is None else str(value) for value in answer.column("per_resident_gbp")
    ]
    assert [row["per_resident_gbp"] or None for row in rows] == residents
    assert None in residents


def test_a_list_in_a_row_keeps_its_gaps(capsys: Capture, store: Store) -> None:
    words = ["ask", "indicator_trends", "--package", "illustrative", "--series_id", "I10"]
    (read,) = csv.DictReader(io.StringIO(run(capsys, *words, "--format", "csv")))
    (row,) = questions.indicator_trends(store, package="illustrative", series_id="I10").rows
    actuals = [float(text) if text else None for text in read["actuals"].split("; ")]
    assert actuals == row["actuals"]
    assert None in actuals
    (told,) = json.loads(run(capsys, *words, "--format", "json"))["rows"]
    assert told["period_ends"] == [day.isoformat() for day in row["period_ends"]]


def test_json_keeps_pence_and_says_what_was_asked(capsys: Capture, store: Store) -> None:
    document = json.loads(
        run(capsys, "ask", "reconciliation", "--family", "decisions", "--format", "json")
    )
    assert document["question"] == "reconciliation"
    assert document["parameters"] == {
        "package": "london",
        "family": "decisions",
        "first_year": None,
        "last_year": None,
    }
    assert document["data_version"] == store.data_version
    assert document["rows"][8]["total_gbp"] == "59900000.00"
    assert document["rows"][0]["found_gbp"] is None


def test_a_table_lines_numbers_up_on_the_right(capsys: Capture) -> None:
    lines = run(capsys, "ask", "headline_totals").splitlines()
    end = lines[0].index("amount_gbp") + len("amount_gbp")
    assert [line[:end].split()[-1] for line in lines[2:4]] == ["23600000.00", "53600000.00"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["ask", "no_such"], "no question 'no_such'; there are: "),
        (["ask", "growth"], "--series_ids is required"),
        (["ask", "reconciliation", "--year", "2021"], "no parameter --year; there are: --package"),
        (["ask", "reconciliation", "loose"], "expected --parameter value, found 'loose'"),
        (["ask", "decision_rows", "--limit", "many"], "--limit: 'many' is not a whole number"),
        (["ask", "reconciliation", "--family", "a", "--family", "b"], "takes one value"),
        (["schema", "no_such"], "no extract 'no_such'"),
    ],
)
def test_a_command_that_cannot_be_carried_out_says_why(
    capsys: Capture, words: list[str], message: str
) -> None:
    assert command_line.main(words) == 2
    streams = capsys.readouterr()
    assert message in streams.err
    assert streams.out == ""


def test_what_changed_is_printed_as_the_page_says_it(
    capsys: Capture, built: Settings, store: Store
) -> None:
    out = run(capsys, "changes")
    figures = questions.figure_changes(store, package="london").rows
    assert "Package london." in out
    for row in figures:
        assert row["title"] in out
    for row in questions.row_changes(store, package="london").rows:
        assert row["key"] in out
    version = building.kept_builds(built.builds)[1].data_version
    assert run(capsys, "changes", "--since", version[:6]) == out
    invented = run(capsys, "changes", "--package", "illustrative")
    assert "line-00100" in invented
    assert "london" not in invented


def test_a_version_or_package_that_is_not_there_is_said(capsys: Capture) -> None:
    for words in (["--since", "0123abcd"], ["--package", "atlantis"]):
        assert command_line.main(["changes", *words]) == 2
        assert words[1] in capsys.readouterr().err


def test_schema_prints_the_header_an_extract_must_have(capsys: Capture) -> None:
    for resource, schema in canonical_schemas().items():
        header = run(capsys, "schema", resource).strip()
        assert header == ",".join(field.name for field in schema.fields)
    london = PROJECT / "data" / "london" / "decisions.csv"
    first_line = london.read_text(encoding="utf-8").splitlines()[0]
    assert run(capsys, "schema", "decisions").strip() == first_line
    assert f"# decisions.csv\n{first_line}\n" in run(capsys, "schema")


def test_check_accounts_for_every_row(capsys: Capture, store: Store) -> None:
    contents = questions.package_contents(store).rows
    read, loaded, rejected = (
        sum(row[name] for row in contents) for name in ("rows_in", "rows_loaded", "rows_rejected")
    )
    out = run(capsys, "check")
    assert f"{read} rows in = {loaded} loaded + {rejected} rejected" in out
