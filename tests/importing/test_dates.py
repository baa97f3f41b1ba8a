"""How a column's dates are read: what decides it, said with its evidence, and what is asked."""

import datetime
from pathlib import Path

import pytest

from commissioning.importing.mapping import Mapping, Options
from tests.importing import ledgers
from tests.importing.conftest import Planned


def rows(*dates: str) -> list[list[str]]:
    return [ledgers.payment(number, date=date) for number, date in enumerate(dates)]


def read_as(made: object) -> list[datetime.date]:
    found = made.workspace.connection.execute(
        "SELECT date_day FROM loaded ORDER BY record"
    ).fetchall()
    return [day for (day,) in found]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# The name of a case: dates as written, as read, and words of the evidence.
JUNE = [f"{n:02d}/06/2024" for n in range(1, 10)]
DECIDED = {
    "day first, by a day over 12": ("05/06/2024 25/06/2024", "2024-06-05 2024-06-25", "day first"),
    "month first, by a day over 12": (
        "06/05/2024 06/25/2024",
        "2024-06-05 2024-06-25",
        "only dates month first",
    ),
    "two-digit years": ("15/07/24 16/07/24", "2024-07-15 2024-07-16", "have one"),
    "both orders in one column": (
        "14/05/2014 05/15/2014 06/05/2014",
        "2014-05-14 2014-05-15 2014-05-06",
        "could be either",
    ),
    "one month, and not nine": (
        " ".join(JUNE),
        " ".join(f"2024-06-{date[:2]}" for date in JUNE),
        "in one month",
    ),
    "hours left by a change of clocks": (
        "45488.958333 45489.041667",
        "2024-07-16 2024-07-16",
        "within 70 minutes of midnight",
    ),
    "spreadsheet numbers": ("45488 45489", "2024-07-15 2024-07-16", "20,000"),
    "months alone": ("Jul-24 August-2024", "2024-07-31 2024-08-31", "name a month"),
    "financial years alone": ("2023/24 2024-25", "2024-03-31 2025-03-31", "a financial year"),
}


@pytest.mark.parametrize("case", DECIDED)
def test_dates_are_decided_from_evidence(case: str, planned: Planned, tmp_path: Path) -> None:
    written, expected, evidence = DECIDED[case]
    made = planned(ledgers.write(tmp_path / "ledger.csv", rows(*written.split())))
    assert made.ready
    assert read_as(made) == [day(text) for text in expected.split()]
    (sheet,) = made.sheets
    assert any(evidence in decision.evidence for decision in sheet.decisions)


def test_what_nothing_settles_is_asked_and_the_answer_is_kept_to(
    planned: Planned, tmp_path: Path
) -> None:
    path = ledgers.write(tmp_path / "ledger.csv", rows("05/06/2023", "07/08/2023"))
    made = planned(path)
    assert not made.ready
    assert made.account.rows_in == 0
    assert "date_order" in made.sheets[0].questions[0]
    answered = made.sheets[0].mapping
    assert answered is not None
    for order, expected in {
        "day_first": ["2023-06-05", "2023-08-07"],
        "month_first": ["2023-05-06", "2023-07-08"],
    }.items():
        mapping = Mapping(**{**vars(answered), "options": Options(date_order=order)})
        assert read_as(planned(path, mapping=mapping)) == [day(text) for text in expected]


def test_the_month_above_the_headings_settles_it(planned: Planned, tmp_path: Path) -> None:
    path = ledgers.write(
        tmp_path / "ledger.csv", rows("05/06/2023", "07/06/2023"), before=[["Payments, June 2023"]]
    )
    made = planned(path)
    assert made.ready
    assert read_as(made) == [day("2023-06-05"), day("2023-06-07")]


def test_dates_in_both_orders_that_could_be_either_are_rejected(
    planned: Planned, tmp_path: Path
) -> None:
    path = ledgers.write(
        tmp_path / "ledger.csv", rows("14/05/2014", "05/15/2014", "06/05/2014", "07/08/2014")
    )
    made = planned(path)
    assert (made.account.loaded, made.account.rejected) == (3, 1)


def test_dates_lost_before_publication_are_asked_for(planned: Planned, tmp_path: Path) -> None:
    path = ledgers.write(tmp_path / "ledger.csv", rows("00:00:00", "00:00:00"))
    made = planned(path)
    assert "lost" in made.sheets[0].questions[0]
    answered = made.sheets[0].mapping
    assert answered is not None
    stated = Mapping(**{**vars(answered), "options": Options(date="2014-06-30")})
    assert read_as(planned(path, mapping=stated)) == [day("2014-06-30")] * 2
