"""What must hold of quality and identities whatever the data: on packages that Hypothesis makes."""

import datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning import questions
from commissioning.settings import QUERIES
from tests.made_package import payment
from tests.properties.test_questions import BUILDS, store_of
from tests.reference.identified import compared, given_number, says_nobody
from tests.reference.test_made import INDICATOR

NAMES = st.sampled_from(
    [
        "Alpha Ltd", "ALPHA LIMITED", "The Alpha, Ltd.", "Beta & Co", "Beta and Co", "Redacted",
        "Gama", "Gamma",
    ]
)  # fmt: skip
REFERENCES = st.sampled_from(["", "", "GB-COH-1", "gb-coh-00000001", "GB-CHC-2"])
DAYS = st.dates(datetime.date(2023, 4, 1), datetime.date(2024, 9, 30))
LINES = st.lists(
    st.tuples(NAMES, REFERENCES, DAYS, st.sampled_from(["", "INV-1", "INV-2"])),
    min_size=1,
    max_size=12,
)
STATUSES = st.sampled_from(["returned", "not_returned", "not_yet_due", "not_applicable"])
RETURNS = st.lists(
    st.tuples(
        st.dates(datetime.date(2023, 4, 1), datetime.date(2024, 3, 1)),
        STATUSES,
        st.integers(0, 9),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[0],
)


def ledger(lines: list[tuple[str, str, datetime.date, str]]) -> list[dict[str, object]]:
    return [
        payment(
            f"l{number}", day.isoformat(), "10", provider=name, provider_ref=reference,
            invoice_ref=invoice,
        )
        for number, (name, reference, day, invoice) in enumerate(lines)
    ]  # fmt: skip


@BUILDS
@given(LINES, RETURNS)
def test_parts_make_the_whole(
    lines: list[tuple[str, str, datetime.date, str]],
    returns: list[tuple[datetime.date, str, int, bool]],
) -> None:
    filed = [
        {
            "indicator_id": "I", "period_start": day, "period_end": day, "dimension": "all",
            "cohort": "All", "actual": 5 if status == "returned" else "", "status": status,
            "definition_version": 1,
            "returned_on": day + datetime.timedelta(late) if status == "returned" else "",
            "due_on": day + datetime.timedelta(4) if due else "",
        }
        for day, status, late, due in returns
    ]  # fmt: skip
    extracts = {
        "spend_lines": ledger(lines),
        "indicators": [INDICATOR | {"definition_version": 1, "unit": "days"}],
        "indicator_returns": filed,
    }
    with store_of(extracts) as store:
        months = questions.ledger_completeness(store, package="made").rows
        assert sum(row["lines"] for row in months) == len(lines)
        for row in months:
            lacking = row["lines"] - row["complete"]
            assert max(row["withheld"], row["without_invoice"]) <= lacking
            assert lacking <= row["withheld"] + row["without_invoice"]
        for row in questions.return_completeness(store, package="made").rows:
            assert row["in_time"] + row["late"] + row["day_unknown"] == row["came"]
            assert row["came"] + row["not_returned"] == row["expected"]
        found = {
            row["check_name"]: row["findings"]
            for row in questions.check_results(store, package="made").rows
        }
        for row in questions.extract_quality(store, package="made").rows:
            assert row["rows_in"] == row["rows_loaded"] + row["rows_rejected"]
        within = questions.extract_checks(store, package="made").rows
        for row in within:
            assert row["findings"] <= found[row["check_name"]]
        late = sum(status == "returned" and due and days > 4 for _, status, days, due in returns)
        assert found["return_after_due"] == late


@BUILDS
@given(LINES, st.randoms(use_true_random=False))
def test_the_order_and_files_of_rows_change_no_identity(
    lines: list[tuple[str, str, datetime.date, str]], random: object
) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)

    def told(of: list[tuple[str, str, datetime.date, str]], parts: tuple[int, ...]) -> list[object]:
        with store_of({"spend_lines": ledger(of)}, parts) as store:
            rows = questions.provider_names(store, package="made").rows
            return [
                {name: value for name, value in row.items() if name not in ("file", "line")}
                for row in rows
            ]

    assert told(lines, ()) == told(shuffled, (len(lines) // 2,))


@pytest.fixture(scope="module")
def macros() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    path: Path = QUERIES / "macros" / "identities.sql"
    connection.execute(path.read_text(encoding="utf-8"))
    return connection


WRITTEN = st.text(st.characters(max_codepoint=0x17F, exclude_categories=["Cc", "Cs"]), max_size=24)
SPELT = st.lists(
    st.sampled_from(
        ["The", "Limited", "ltd.", "LTD", "&", "t/a", "Trading as", "O’Neil", "Café", "x", "***"]
    )
    | WRITTEN,
    max_size=5,
).map(" ".join)


@given(SPELT)
def test_names_are_compared_as_the_plain_rule_compares_them(
    macros: duckdb.DuckDBPyConnection, name: str
) -> None:
    row = macros.execute("SELECT normalised_name(?)", [name]).fetchone()
    assert row
    assert (row[0] or name) == compared(name)
    again = macros.execute("SELECT normalised_name(?)", [row[0]]).fetchone()
    # But for a leading "The" that was in front of another.
    assert again
    assert again[0] == row[0] or row[0].split()[0] == "the"


@given(SPELT)
def test_a_name_that_names_nobody_is_told_by_the_plain_rule(
    macros: duckdb.DuckDBPyConnection, name: str
) -> None:
    row = macros.execute("SELECT names_nobody(?)", [name]).fetchone()
    assert row == (says_nobody(name),)


@given(st.text("GBCOHbch-0123456789 ", max_size=16))
def test_numbers_are_compared_as_the_plain_rule_compares_them(
    macros: duckdb.DuckDBPyConnection, reference: str
) -> None:
    row = macros.execute("SELECT normalised_reference(?)", [reference]).fetchone()
    assert row
    assert (row[0] or "") == given_number({"provider_ref": reference})
