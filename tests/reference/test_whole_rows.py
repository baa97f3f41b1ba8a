"""Every question against a plain recomputation of it: all rows, in order, and every column."""

import datetime
import inspect
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from commissioning.settings import QUERIES, Settings
from commissioning.store import Answer, Store
from tests.contracts.examples import QUESTIONS
from tests.reference import bridged, flows, money, plain, published, series, spending
from tests.reference.comparing import built_rows, hold
from tests.reference.registry import ALL, REFERENCE


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Any:
    """Extracts are read and days counted once: the references ask the same over and over."""
    patch = pytest.MonkeyPatch()
    for name in ("rows", "every_row", "descriptor", "deflators", "days_by_year"):
        patch.setattr(plain, name, cache(getattr(plain, name)))
    patch.setattr(money, "lines", cache(money.lines))
    patch.setattr(spending, "covered", cache(spending.covered))
    for module in (bridged, flows):
        patch.setattr(module, "covered", spending.covered)
    for name in ("parts", "catalogue", "points"):
        patch.setattr(series, name, cache(getattr(series, name)))
    yield
    patch.undo()


def ask(store: Store, name: str, arguments: dict[str, Any]) -> Answer:
    answer = QUESTIONS[name](store, **arguments)
    assert isinstance(answer, Answer)
    return answer


def test_every_question_has_a_reference_that_asks_the_same() -> None:
    assert set(REFERENCE) == {
        path.relative_to(QUERIES).with_suffix("").as_posix()
        for path in (*QUERIES.glob("*.sql"), *QUERIES.glob("scrutiny/*.sql"))
    }
    for name, reference in REFERENCE.items():
        asked = inspect.signature(QUESTIONS[name]).parameters
        for parameter in inspect.signature(reference).parameters.values():
            if parameter.kind is parameter.KEYWORD_ONLY:
                assert parameter.default == asked[parameter.name].default, (name, parameter)


@pytest.mark.parametrize(("name", "arguments"), ALL)
def test_every_row_and_column_is_as_recomputed(
    store: Store, data: Path, built: Settings, name: str, arguments: dict[str, Any]
) -> None:
    found = list(ask(store, name, arguments).rows)
    reference = REFERENCE[name]
    if "withheld" in inspect.signature(reference).parameters:
        # Which counts have to be hidden is held by test_withholding.
        hidden = "FROM outcome_result WHERE status = 'suppressed'"
        reference = partial(
            reference, withheld=[r["outcome_id"] for r in built_rows(built, hidden)]
        )
    # Only the clock knows when a build was made.
    for row in found if name == "data_versions" else ():
        assert datetime.datetime.fromisoformat(row.pop("built_at"))
    hold(found, reference(data, **arguments))


def test_every_column_has_a_value_somewhere_to_be_compared(store: Store) -> None:
    """A column that is blank in every case would agree with anything that is blank.

    Rules share one shape, of which each fills its own part: they count as one question.
    """
    filled: dict[str, set[str]] = defaultdict(set)
    columns: dict[str, set[str]] = {}
    for name, arguments in ALL:
        answer = ask(store, name, arguments)
        asked = name.partition("/")[0]
        columns[asked] = {column.name for column in answer.columns}
        filled[asked] |= {c for row in answer.rows for c, value in row.items() if value is not None}
    # No two published figures match yet; test_scale.py fills these on a made package.
    filled["share_of_total"] |= {"share_percent", "share_low_percent", "share_high_percent"}
    # What is invented has no page; test_changes has a restatement with an address.
    columns["restatements"].remove("source_url")
    # No name that we ship has a number; test_quality.py has some on a made package.
    columns["provider_names"].remove("reference")
    assert dict(filled) == columns


@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_every_result_has_the_target_that_held_then(
    built: Settings, data: Path, package: str
) -> None:
    found = built_rows(built, "FROM outcome_result")
    expected = {row["outcome_id"]: row for row in published.outcome_results(data, package)}
    of_package = {row["outcome_id"]: row for row in found if row["package"] == package}
    assert of_package.keys() == expected.keys()
    for outcome_id, row in of_package.items():
        if row["status"] == "suppressed":
            # Which counts have to be hidden is held by test_withholding.
            assert row["dimension"] != "all"
            blank = dict.fromkeys(("numerator", "denominator", "actual", "returned_on"))
            assert row == {**expected[outcome_id], **blank, "status": "suppressed"}
        else:
            assert row == expected[outcome_id]


def test_returns_that_did_not_come_have_a_status_and_no_value(built: Settings, data: Path) -> None:
    """The statuses filed, but for the returns of splits that were withheld."""
    found = built_rows(
        built,
        "SELECT status::VARCHAR AS status, count(*) AS returns, count(actual) AS with_value "
        "FROM outcome_result WHERE package = 'illustrative' GROUP BY ALL",
    )
    statuses = {row["status"]: row["returns"] for row in found}
    filed = Counter(row["status"] for row in plain.rows(data, "illustrative", "indicator_returns"))
    assert {row["status"] for row in found if row["with_value"]} == {"returned"}
    assert statuses["returned"] + statuses.pop("suppressed") == filed.pop("returned")
    assert statuses == {**filed, "returned": statuses["returned"]}
    assert filed.keys() == {"not_returned", "not_applicable", "not_yet_due"}


def test_what_was_paid_by_year_and_programme(store: Store, data: Path) -> None:
    """Straight from the ledger's lines, credits as the negative amounts they are."""
    ledger = plain.rows(data, "illustrative", "spend_lines")
    assert any(Decimal(row["amount_gbp"]) < 0 for row in ledger)
    paid: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in ledger:
        year, month = int(row["payment_date"][:4]), int(row["payment_date"][5:7])
        label = plain.label(year if month >= 4 else year - 1)
        paid[row["programme"], label] += Decimal(row["amount_gbp"])
        paid["", label] += Decimal(row["amount_gbp"])
    ids = {"paid" + (f"/{programme}" if programme else "") for programme, _ in paid}
    rows = QUESTIONS["growth"](store, package="illustrative", series_ids=sorted(ids)).rows
    assert {
        (row["series_id"].partition("/")[2], row["financial_year"]): row["amount_gbp"]
        for row in rows
    } == paid
    assert {row["financial_year"] for row in rows if row["part_year"]} == {"2025/26"}
