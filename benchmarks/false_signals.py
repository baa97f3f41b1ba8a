"""How often a control chart signals where nothing has changed.

    python -m benchmarks.false_signals

draws series of 24 points from processes that stay as they are, charts each as the dashboard would,
and counts the charts with any signal and those whose latest point has one, which is what the mark
of variation goes by. The last two of its rows are what the dashboard refuses to chart.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from benchmarks.report import Row, machine, write
from commissioning.statistics.spc import xmr_chart
from commissioning.statistics.spc_terms import Signal

POINTS, CHARTS = 24, 10_000
WINDOW = 12
MEAN, SPREAD = 100.0, 10.0
SEED = 20261124
INDICATORS = 40

Numbers = npt.NDArray[np.float64]


def independent(draw: np.random.Generator, points: int = POINTS) -> Numbers:
    """Normal values around one mean, each on its own."""
    return draw.normal(MEAN, SPREAD, points)


def correlated(draw: np.random.Generator, share: float) -> Numbers:
    """Normal values of the same mean and spread, each with ``share`` of the one before it."""
    values = independent(draw) - MEAN
    for place in range(1, POINTS):
        values[place] = share * values[place - 1] + np.sqrt(1 - share**2) * values[place]
    return values + MEAN


def rolling(draw: np.random.Generator) -> Numbers:
    """Means of the last twelve of independent values."""
    values = independent(draw, POINTS + WINDOW - 1)
    return np.convolve(values, np.full(WINDOW, 1 / WINDOW), mode="valid")


def cumulative(draw: np.random.Generator) -> Numbers:
    """Independent values added up from the first."""
    return np.cumsum(independent(draw))


PROCESSES: dict[str, Callable[[np.random.Generator], Numbers]] = {
    "independent": independent,
    "correlated by 0.5": partial(correlated, share=0.5),
    "rolling twelve months": rolling,
    "cumulative": cumulative,
}


def shares(process: Callable[[np.random.Generator], Numbers]) -> tuple[float, float]:
    """The share of charts with any signal, and with one at the latest point."""
    draw = np.random.default_rng(SEED)
    somewhere = latest = 0
    for _ in range(CHARTS):
        signals = xmr_chart(process(draw), better="higher").points["signal"]
        signalled = signals != Signal.COMMON_CAUSE
        somewhere += bool(signalled.any())
        latest += bool(signalled.iloc[-1])
    return somewhere / CHARTS, latest / CHARTS


def main() -> None:
    """Write the table, one row a process, and what it means for forty indicators."""
    measured_by = machine()
    found = {name: shares(process) for name, process in PROCESSES.items()}
    rows = [
        Row(
            f"Values that are {name}",
            f"any signal {somewhere:.0%}; at the latest point {latest:.1%}",
            "",
        )
        for name, (somewhere, latest) in found.items()
    ]
    somewhere, latest = found["independent"]
    rows.append(
        Row(
            f"{INDICATORS} indicators, independent",
            f"{INDICATORS * somewhere:.1f} charts with a false signal; "
            f"{INDICATORS * latest:.1f} false marks",
            "",
        )
    )
    for row in rows:
        print(f"{row.what}: {row.found}")
    write("false signals", rows, measured_by)


if __name__ == "__main__":
    main()
