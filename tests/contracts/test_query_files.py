"""Every file in ``queries/`` against what it and its function promise."""

import inspect
import math
import re
from typing import Any

import duckdb
import pytest

from commissioning.query_files import header
from commissioning.questions.scrutiny import THRESHOLDS
from commissioning.settings import QUERIES
from commissioning.store import Answer, Store, question_sql
from tests.contracts.examples import CASES, EXAMPLES, ILLUSTRATIVE, INVENTED, QUESTIONS

RULES = sorted(f"scrutiny/{path.stem}" for path in (QUERIES / "scrutiny").glob("*.sql"))
THRESHOLD_OF = {f"scrutiny/{rule}": own for rule, own in THRESHOLDS.items()}
NAMES = [*sorted(path.stem for path in QUERIES.glob("*.sql")), *RULES]

ADDED_CHOICES = {
    "control_points": {"kind", "screened", "rebased"},
    "indicator_standing": {"statuses", "order"},
    "comparison_units": {"held_against"},
}


def ask(store: Store, name: str, arguments: dict[str, Any]) -> Answer:
    return QUESTIONS[name](store, **arguments)


def test_every_file_has_its_function_and_its_examples() -> None:
    assert set(NAMES) == set(QUESTIONS) == set(EXAMPLES)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_one_select_that_says_what_it_asks(name: str) -> None:
    sql = question_sql(name)
    (statement,) = duckdb.extract_statements(sql)
    assert statement.type == duckdb.StatementType.SELECT
    assert header(sql, "rule" if name in RULES else "question").endswith("?")


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_named_cast_and_those_of_the_function(name: str) -> None:
    sql = question_sql(name)
    (statement,) = duckdb.extract_statements(sql)
    function = set(inspect.signature(QUESTIONS[name]).parameters) - {"store"}
    if name in RULES:
        # One function asks every rule, each with its own threshold.
        function -= {"rule", *THRESHOLD_OF.values()} - {THRESHOLD_OF[name]}
    # What statistics add may have choices that the SQL does not know.
    function -= ADDED_CHOICES.get(name, set())
    assert set(statement.named_parameters) == function
    assert not re.findall(r"\$\w+(?!\w|::)", sql), "a parameter without a cast"


@pytest.mark.parametrize(("name", "arguments"), CASES)
def test_columns_are_those_the_header_promises(
    store: Store, name: str, arguments: dict[str, Any]
) -> None:
    answer = ask(store, name, arguments)
    said = header(answer.sql, "returns")
    if "-- adds:" in answer.sql:
        said += ", " + header(answer.sql, "adds")
    promised = re.findall(r"(\w+) ([A-Z]+(?:\(\d+,\d+\))?(?:\[\])?)", said)
    assert [(column.name, column.type) for column in answer.columns] == promised


@pytest.mark.parametrize(("name", "arguments"), CASES)
def test_grain_is_unique(store: Store, name: str, arguments: dict[str, Any]) -> None:
    answer = ask(store, name, arguments)
    grain = header(answer.sql, "grain").split(", ")
    keys = [tuple(row[column] for column in grain) for row in answer.rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("name", "arguments"), CASES)
def test_no_number_is_infinite_or_undefined(
    store: Store, name: str, arguments: dict[str, Any]
) -> None:
    for row in ask(store, name, arguments).rows:
        for column, value in row.items():
            assert not isinstance(value, float) or math.isfinite(value), (column, row)


@pytest.mark.parametrize(
    "name", [n for n in NAMES if "package" in inspect.signature(QUESTIONS[n]).parameters]
)
def test_an_unknown_package_has_no_rows(store: Store, name: str) -> None:
    answer = ask(store, name, {**EXAMPLES[name][0], "package": "no-such-package"})
    if name == "check_results":
        assert {row["findings"] for row in answer.rows} == {0}
    else:
        assert answer.rows == ()


@pytest.mark.parametrize(
    ("name", "arguments"), [c for c in CASES if c[1].get("package") == "london"]
)
def test_real_questions_return_nothing_illustrative(
    store: Store, name: str, arguments: dict[str, Any]
) -> None:
    for row in ask(store, name, arguments).rows:
        assert row.get("package", "london") == "london"
        assert str(row.get("file") or "london/").startswith("london/")


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_rows_on_the_packages_we_ship(store: Store, name: str) -> None:
    assert any(ask(store, name, arguments).rows for arguments in EXAMPLES[name])


def test_every_threshold_of_the_function_is_a_rule_s() -> None:
    parameters = inspect.signature(QUESTIONS[RULES[0]]).parameters
    assert set(parameters) - {"store", "rule", "package", "as_at"} == set(THRESHOLDS.values()) - {
        None
    }


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_why_it_asks_and_of_what(store: Store, name: str) -> None:
    sql = question_sql(name)
    assert header(sql, "why").endswith(".")
    known = QUESTIONS["scrutiny_scope"](store, **ILLUSTRATIVE).column("record")
    named = re.split("; | or ", header(sql, "needs"))
    assert set(named) <= set(known)


def test_rules_share_one_shape(store: Store) -> None:
    shapes = {
        tuple((column.name, column.type) for column in ask(store, name, INVENTED).columns)
        for name in RULES
    }
    assert len(shapes) == 1
