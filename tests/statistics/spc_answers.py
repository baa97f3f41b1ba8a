"""The known answers of ``tests/fixtures/spc``, whose README says how they were made."""

import csv
import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from commissioning.statistics.spc import ControlChart, xmr_chart
from commissioning.statistics.spc_terms import TwoInThree

ANSWERS = Path(__file__).parent.parent / "fixtures" / "spc"
BETTER = {"increase": "higher", "decrease": "lower", "neutral": "neutral"}

Row = dict[str, str]


@cache
def rows(name: str) -> list[Row]:
    with (ANSWERS / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@cache
def made_series() -> dict[str, dict[str, Any]]:
    with (ANSWERS / "made_series.json").open(encoding="utf-8") as text:
        return {series["series_id"]: series for series in json.load(text)}


def answers(name: str, **chosen: str) -> list[Row]:
    """The rows of a file that hold the chosen values; never none."""
    found = [row for row in rows(name) if all(row[key] == chosen[key] for key in chosen)]
    assert found, chosen
    return found


def number(text: str) -> float:
    return float(text) if text else math.nan


def numbers(found: list[Row], column: str) -> list[float]:
    return [number(row[column]) for row in found]


def close(expected: Any) -> object:
    return pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


def values(series_id: str) -> list[float]:
    return numbers(answers("made_inputs.csv", series_id=series_id), "value")


def rebase_groups(series_id: str) -> list[int]:
    """0 up to the first date of a rebase, then 1, and so on."""
    rebases = made_series()[series_id]["rebase"]
    rebases = [rebases] if isinstance(rebases, str) else rebases
    dates = [row["date"] for row in answers("made_inputs.csv", series_id=series_id)]
    return [sum(date >= rebase for rebase in rebases) for date in dates]


def better(series_id: str) -> str:
    return BETTER[made_series()[series_id]["improvement_direction"]]


def charted(
    series_id: str, *, screened: bool, rule: TwoInThree = TwoInThree.MDC_2023
) -> ControlChart:
    """The chart of a made series as this project works it out."""
    series = made_series()[series_id]
    return xmr_chart(
        values(series_id),
        better=better(series_id),
        target=series["target"],
        groups=rebase_groups(series_id),
        baseline=series["fix_after_n_points"],
        screened=screened,
        two_in_three=rule,
    )
