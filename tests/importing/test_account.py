"""Every row and every penny of any file: in = loaded + rejected + excluded, however it is cut."""

import hashlib
import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from commissioning.importing.planning import Plan, plan
from tests.importing import ledgers

AMOUNTS = st.one_of(
    st.decimals(-(10**6), 10**6, places=2).map(str),
    st.decimals(0, 10**6, places=2).map(lambda n: f"£{n:,}"),
    st.decimals(0, 10**6, places=2).map(lambda n: f"({n:,})"),
    st.decimals(0, 10**4, places=2).map(lambda n: f"{n}-"),
    st.decimals(0, 10**4, places=2).map(lambda n: f"{n} CR"),
    st.sampled_from(
        ["-", "", "#REF!", "REDACTED", "1,23", "twelve", " 5.00 ", "1 234.50", "12.00 DR"]
    ),
)
DAYS = st.one_of(
    st.dates()
    .map(lambda day: day.replace(year=2024 if day.month != 2 else 2023))
    .map(lambda day: f"{day:%d/%m/%Y}"),
    st.sampled_from(["", "00:00:00", "31/02/2024", "soon", "2024-07-15"]),
)
LINES = st.lists(st.tuples(AMOUNTS, DAYS), min_size=1, max_size=40)
# A date that is only one day first settles the order whatever else is drawn.
ANCHOR = ledgers.payment(0, "1.00", "31/07/2024")


def counted(made: Plan) -> tuple[int, int, int, int, Decimal, Decimal, Decimal]:
    """What a plan says besides the headings, which every file has once."""
    account = made.account
    headings = sum(
        left.rows
        for sheet in made.sheets
        for left in sheet.excluded
        if left.reason == "the headings"
    )
    return (
        account.rows_in - headings,
        account.loaded,
        account.rejected,
        account.excluded - headings,
        account.pounds_in,
        account.pounds_loaded,
        account.pounds_rejected,
    )


@settings(max_examples=8)
@given(LINES)
def test_the_account_closes_and_is_that_of_a_plain_reading(lines: list[tuple[str, str]]) -> None:
    rows = [ANCHOR, *(ledgers.payment(n, *line) for n, line in enumerate(lines, 1))]
    amounts = [ledgers.plain_pounds(row[4]) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        made = plan([ledgers.write(Path(folder) / "ledger.csv", rows)], workspace=Path(folder))
        account = made.account
        made.close()
    assert made.ready
    assert account.closes
    assert account.rows_in == len(rows) + 1
    assert account.pounds_in == sum(filter(None, amounts), Decimal(0))
    readable = [
        amount is not None and row[2] not in ("", "00:00:00", "31/02/2024", "soon")
        for amount, row in zip(amounts, rows, strict=True)
    ]
    assert account.loaded == sum(readable)
    assert account.pounds_loaded == sum(
        (amount for amount, fine in zip(amounts, readable, strict=True) if amount and fine),
        Decimal(0),
    )


@settings(max_examples=4)
@given(LINES, st.integers(0, 25))
def test_neither_order_nor_a_split_into_files_matters(
    lines: list[tuple[str, str]], cut: int
) -> None:
    rows = [ledgers.payment(n, *line) for n, line in enumerate(lines, 1)]
    mixed = sorted(rows, key=lambda row: hashlib.sha256(f"{cut}{row[3]}".encode()).digest())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = plan([ledgers.write(folder / "a.csv", [ANCHOR, *rows])], workspace=folder)
        parts = plan(
            [
                ledgers.write(
                    folder / "b.csv", [*mixed[cut:], ledgers.payment(900, "2.00", "30/07/2024")]
                ),
                ledgers.write(folder / "c.csv", [ANCHOR, *mixed[:cut]]),
            ],
            workspace=folder,
        )
        one, several = counted(whole), counted(parts)
        whole.close()
        parts.close()
    extra = (1, 1, 0, 0, Decimal("2.00"), Decimal("2.00"), Decimal(0))
    assert several == tuple(a + b for a, b in zip(one, extra, strict=True))
