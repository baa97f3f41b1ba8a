"""The known answers in ``tests/fixtures``, whose README files say how they were made.

And ``frame``, which turns pairs of a numerator and a denominator into what a funnel takes.
"""

import csv
from pathlib import Path

import pandas as pd
import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"


def known(folder: str, name: str) -> list[dict[str, str]]:
    with (FIXTURES / folder / f"made_{name}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def close(expected: str | float) -> object:
    return pytest.approx(float(expected), rel=1e-9, abs=1e-12)


def frame(pairs: list[tuple[float, float]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "unit": [f"U{position}" for position in range(len(pairs))],
            "numerator": [events for events, _ in pairs],
            "denominator": [size for _, size in pairs],
        }
    )
