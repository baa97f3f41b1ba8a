"""How often a chart of a process that never changes signals, simulated without the charts' code."""

import numpy as np
import numpy.typing as npt
import pytest

from commissioning.wording import methods

CHARTS, POINTS, RUN = 20_000, 24, 7
Signs = npt.NDArray[np.int64]


def runs(signs: Signs, length: int) -> npt.NDArray[np.bool_]:
    """Which columns are in a run of at least ``length`` equal signs of 1 or −1, row by row."""
    found = np.zeros(signs.shape, dtype=bool)
    for start in range(signs.shape[1] - length + 1):
        window = signs[:, start : start + length]
        same = (np.abs(window.sum(axis=1)) == length)[:, None]
        found[:, start : start + length] |= same
    return found


@pytest.fixture(scope="module")
def signalled() -> npt.NDArray[np.bool_]:
    """A row for each chart, a column for each point: whether any of the four rules flags it."""
    values = np.random.default_rng(7).standard_normal((CHARTS, POINTS))
    middle = values.mean(axis=1, keepdims=True)
    reach = 2.66 * np.abs(np.diff(values, axis=1)).mean(axis=1, keepdims=True)
    away = (values - middle) / reach
    found = np.abs(away) > 1
    found |= runs(np.sign(away).astype(np.int64), RUN)
    steps = np.sign(np.diff(values, axis=1)).astype(np.int64)
    trend = runs(steps, RUN - 1)
    found[:, 1:] |= trend
    found[:, :-1] |= trend
    far = np.abs(away) > 2 / 3
    for start in range(POINTS - 2):
        window = slice(start, start + 3)
        one_side = np.abs(np.sign(away[:, window]).sum(axis=1)) == 3
        two = far[:, window].sum(axis=1) >= 2
        found[:, window] |= (one_side & two)[:, None] & far[:, window]
    return found


def test_the_share_of_charts_with_a_false_signal_is_the_one_stated(
    signalled: npt.NDArray[np.bool_],
) -> None:
    share = 100 * signalled.any(axis=1).mean()
    assert share == pytest.approx(methods.FALSE_ANYWHERE_PERCENT, abs=1)


def test_the_share_of_false_marks_is_the_one_stated(signalled: npt.NDArray[np.bool_]) -> None:
    share = 100 * signalled[:, -1].mean()
    assert share == pytest.approx(methods.FALSE_LATEST_PERCENT, abs=0.3)
