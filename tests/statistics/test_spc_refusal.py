"""Which measures cannot go on a control chart, by what they say and by their dates."""

import datetime

import pytest

from commissioning.statistics.spc_refusal import (
    CUMULATIVE,
    REPEATED,
    ROLLING,
    Period,
    reason_not_charted,
)


def months(*spans: tuple[int, int]) -> list[Period]:
    """Periods from the first day of a month of 2024 to the 28th of another."""
    return [(datetime.date(2024, a, 1), datetime.date(2024, b, 28)) for a, b in spans]


@pytest.mark.parametrize(
    ("accumulation", "periods", "reason"),
    [
        ("period", months((1, 1), (2, 2), (3, 3)), None),
        (None, months((3, 3), (1, 1), (6, 6)), None),  # any order, gaps allowed
        (None, [], None),
        ("cumulative", months((1, 1), (2, 2)), CUMULATIVE),
        ("rolling", months((1, 1), (2, 2)), ROLLING),
        # The periods can refuse what is said of them.
        ("period", months((1, 1), (1, 2), (1, 3)), CUMULATIVE),
        (None, months((1, 3), (4, 4), (4, 6)), CUMULATIVE),  # a year that starts again
        ("period", months((1, 3), (2, 4), (3, 5)), ROLLING),
        (None, months((1, 12), (5, 6)), ROLLING),
        (None, [(datetime.date(2024, 1, 1), datetime.date(2024, 2, 1)), *months((2, 3))], ROLLING),
        (None, months((1, 1), (2, 2), (1, 1)), REPEATED),
    ],
)
def test_refusals(accumulation: str | None, periods: list[Period], reason: str | None) -> None:
    assert reason_not_charted(accumulation, periods) == reason


def test_refusals_need_known_words_and_whole_periods() -> None:
    with pytest.raises(ValueError, match="accumulation"):
        reason_not_charted("monthly", [])
    with pytest.raises(ValueError, match="before it starts"):
        reason_not_charted(None, months((2, 1)))


def test_numbers_on_single_days_can_be_charted() -> None:
    days = [(datetime.date(2025, month, 1),) * 2 for month in range(1, 9)]
    assert reason_not_charted("snapshot", days) is None
