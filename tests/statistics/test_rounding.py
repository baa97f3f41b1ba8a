"""Counts rounded one by one, held against what the nearest multiple means."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from commissioning.statistics.disclosure import ROUNDED_SUMS, Rule, rounded


@given(counts=st.lists(st.integers(-99, 10_000)), multiple=st.integers(1, 25))
def test_a_rounded_count_is_the_nearest_multiple(counts: list[int], multiple: int) -> None:
    index = [f"row {place}" for place in range(len(counts))]
    found = rounded(pd.Series(counts, index=index, dtype="Int64"), Rule(round_to=multiple))
    assert list(found.index) == index
    for count, near in zip(counts, found, strict=True):
        assert near % multiple == 0
        gap = abs(near - count)
        assert 2 * gap <= multiple
        assert 2 * gap < multiple or abs(near) > abs(count)


def test_totals_are_rounded_on_their_own_and_the_reader_is_told() -> None:
    found = rounded(pd.Series([12, 12, 24, None], dtype="Int64"), Rule(round_to=5))
    assert found.astype(object).where(found.notna(), None).tolist() == [10, 10, 25, None]
    assert "may not add up" in ROUNDED_SUMS
