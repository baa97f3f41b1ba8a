"""Rows of one indicator as the questions return them, made up."""

import datetime
from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]


def month(number: int) -> tuple[datetime.date, datetime.date]:
    """The first and last day of a month counted from April 2020."""
    first, after = (
        datetime.date(2020 + (3 + n) // 12, (3 + n) % 12 + 1, 1) for n in (number, number + 1)
    )
    return first, after - datetime.timedelta(days=1)


def control_row(number: int, actual: float | None, **values: Any) -> Row:
    """A month's result with limits of 40 and 60 round a mean of 50, and a target of 55."""
    start, end = month(number)
    return {
        "outcome_id": f"I/{number}", "series_id": "I", "indicator": "People seen in time",
        "service": "Advice service", "provider": "Provider A", "unit": "percent", "per": None,
        "better": "higher", "accumulation": "period", "definition_version": 1,
        "period_start": start, "period_end": end, "numerator": None, "denominator": None,
        "actual": actual, "target": 55.0, "target_set_on": datetime.date(2020, 3, 1),
        "status": "not_returned" if actual is None else "returned", "file": "made/returns.csv",
        "line": number + 2, "mean": 50.0, "lower_limit": 40.0, "upper_limit": 60.0,
        "lower_near_limit": 43.3, "upper_near_limit": 56.7, "amount": "full",
        "signal": None if actual is None else "common_cause",
        "point_type": None if actual is None else "common_cause", "variation": "common_cause",
        "assurance": "hit_or_miss", "not_charted": None, **values,
    }  # fmt: skip


def control_rows(actuals: Sequence[float | None], first: int = 0, **values: Any) -> list[Row]:
    """A row a month."""
    return [control_row(n, actual, **values) for n, actual in enumerate(actuals, start=first)]


def results_of(rows: Sequence[Row], **values: Any) -> list[Row]:
    """What ``indicator_results`` says of the same results, each with an interval of 10 each way."""
    added = {
        "organisation": "Provider A", "programme": "Advice", "indicator_kind": "outcome",
        "cohort": "All", "reported_by": "own", "returned_on": None, "note": None,
        "date_basis": "published", "source_title": None, "source_url": None,
        "interval_method": "Wilson", "target_set_by": "Board",
    }  # fmt: skip
    return [
        {
            **row,
            **added,
            "interval_low": None if row["actual"] is None else row["actual"] - 10,
            "interval_high": None if row["actual"] is None else row["actual"] + 10,
            "verdict": row["status"] if row["actual"] is None else "cannot_tell",
            "point_met": None if row["actual"] is None else row["actual"] >= 55,
            **values,
        }
        for row in rows
    ]


def version(number: int, first: int, **values: Any) -> Row:
    """A version of the definition, from a month."""
    return {
        "series_id": "I", "definition_version": number, "definition": "People seen in ten days",
        "valid_from": month(first)[0], "rebase_reason": None if number == 1 else "New system.",
        "rebase_author": None if number == 1 else "Head of Contracts",
        "file": "made/indicators.csv", "line": number + 1, **values,
    }  # fmt: skip


STEADY = [50.0, 52, 47, 51, None, 49, 53, 50, 46, 54, 51, 48, 50, 52.5]
HIGH = {"signal": "shift_high", "point_type": "improvement"}
LOW = {"signal": "below_limit", "point_type": "concern"}
TRIAL = {"amount": "trial", "variation": None, "assurance": None}
DOTS = {
    "amount": "dots", "variation": None, "assurance": None, "mean": 50.0, "lower_limit": None,
    "upper_limit": None, "lower_near_limit": None, "upper_near_limit": None,
}  # fmt: skip
NO_CHART = {**DOTS, "mean": None, "amount": None, "signal": None, "point_type": None}

# Eight months on trial under one provider, then twenty-six full under another with a new target.
SECOND = {
    "definition_version": 2, "provider": "Provider B", "target": 60.0, "variation": "concern_low",
}  # fmt: skip
REBASED = [
    *control_rows([30.0, 35, 28, 33, 31, 29, 34, 32], mean=31.5, lower_limit=-2.0,
                  upper_limit=65.0, **TRIAL),
    *control_rows([*STEADY, 51, None, 49], 8, **SECOND),
    *control_rows([57.0, 58, 56, 57.5, 58, 59, 58.5], 25, **SECOND, **HIGH),
    control_row(32, 38.0, **SECOND, **LOW),
    control_row(33, None, **SECOND, status="not_yet_due"),
]  # fmt: skip
VERSIONS = [version(1, 0), version(2, 8)]
NEUTRAL = control_rows(
    [*STEADY, 65], better="neutral", unit="count", target=None, assurance="none",
    variation="neutral_high",
)  # fmt: skip
NEUTRAL[-1] |= {"signal": "above_limit", "point_type": "neutral_high"}
FEW = control_rows([50.0, 62, 54], **DOTS)
CUMULATIVE = control_rows(
    [10.0, 22, 35, 41], accumulation="cumulative", unit="count", target=40.0,
    **{**NO_CHART, "not_charted": "Each figure counts everything since the same day."},
)  # fmt: skip
