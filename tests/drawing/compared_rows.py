"""Rows of splits, small enough to check by eye; none is a real figure."""

import datetime

from tests.drawing.rows import Row

FIRST, LAST = datetime.date(2024, 4, 1), datetime.date(2025, 3, 31)
NO_FIGURES = {
    "numerator": None,
    "denominator": None,
    "actual": None,
    "status": "suppressed",
    "rate": None,
    "interval_low": None,
    "interval_high": None,
    "interval_method": None,
}
NO_LIMITS = dict.fromkeys(
    ("centre", "lower_95", "upper_95", "lower_998", "upper_998", "phi", "tau_squared", "flag",
     "side", "limits_method", "caution", "why_no_limits")
)  # fmt: skip
NO_RATIO = dict.fromkeys(
    ("relative_rate", "relative_rate_low", "relative_rate_high", "difference_points",
     "difference_low_points", "difference_high_points", "why_no_ratio")
)  # fmt: skip


def unit(name: str, events: int, size: int, flag: str = "within", side: str | None = None) -> Row:
    """A provider with limits of chance around 70%, as wide at every size."""
    return {
        "cohort": name,
        "indicator": "People who finished",
        "service": "Mentoring",
        "unit": "percent",
        "per": None,
        "better": "higher",
        "accumulation": "period",
        "definition": "People who finished, of those due to finish",
        "dimension": "provider",
        "period_start": FIRST,
        "period_end": LAST,
        "numerator": float(events),
        "denominator": float(size),
        "actual": round(100 * events / size, 1),
        "target": 75.0,
        "target_set_on": datetime.date(2024, 3, 1),
        "target_set_by": "The Board",
        "status": "returned",
        "disclosure_threshold": 5,
        "file": "made/indicator_returns.csv",
        "line": 2,
        "rate": 100 * events / size,
        "interval_low": 100 * events / size - 5,
        "interval_high": 100 * events / size + 5,
        "interval_method": "Wilson",
        "centre": 70.0,
        "lower_95": 60.0,
        "upper_95": 80.0,
        "lower_998": 55.0,
        "upper_998": 85.0,
        "phi": 0.9,
        "tau_squared": 0.0,
        "flag": flag,
        "side": side,
        "limits_method": "Exact limits.",
        "caution": None,
        "why_no_limits": None,
    }


def hidden(row: Row) -> Row:
    """A row as it is when its figures are suppressed."""
    return {
        **row,
        **NO_FIGURES,
        **(NO_LIMITS if "centre" in row else NO_RATIO),
    }


def targeted(rows: list[Row]) -> list[Row]:
    """The same rows held against their target."""
    return [row if row["rate"] is None else {**row, "centre": row["target"]} for row in rows]


PARTNERS = [
    unit("Partner with a rather long name", 150, 300),
    unit("Partner 2", 35, 40, "alert", "above"),
    unit("Partner 3", 50, 100, "alert", "below"),
    unit("Partner 4", 52, 100, "look", "below"),
    unit("Partner 5", 50, 98, "look", "below"),
    hidden(unit("Partner 6", 1, 3)),
    unit("Partner 7", 71, 100),
]
VISITED = [
    {
        **unit(f"Area {number}", events, size),
        "dimension": "area",
        "unit": "rate",
        "per": 100,
        "better": "lower",
        "centre": 15.0,
        "lower_95": 10.0,
        "upper_95": 20.0,
        "lower_998": 5.0,
        "upper_998": 25.0,
        "caution": "Few.",
    }
    for number, (events, size) in enumerate(((12, 80), (14, 90), (30, 200)), start=1)
]


def group(
    name: str,
    events: int,
    people: int,
    *,
    ratio: tuple[float, float, float] | None = None,
    difference: tuple[float, float, float] | None = None,
    why: str | None = None,
) -> Row:
    """A group of people, White being the reference group."""
    return {
        "cohort": name,
        "indicator": "People who finished",
        "service": "Mentoring",
        "unit": "percent",
        "per": None,
        "better": "higher",
        "accumulation": "period",
        "definition": "People who finished, of those due to finish",
        "dimension": "ethnicity",
        "period_start": FIRST,
        "period_end": LAST,
        "numerator": float(events),
        "denominator": float(people),
        "actual": round(100 * events / people, 1),
        "status": "returned",
        "reference_cohort": "White",
        "is_reference": name == "White",
        "is_recorded": name != "Not recorded",
        "people": 250.0,
        "missing_percent": 4.0,
        "missing_most_percent": 4.0,
        "disclosure_threshold": 5,
        "file": "made/indicator_returns.csv",
        "line": 3,
        "rate": 100 * events / people,
        "interval_low": 100 * events / people - 8,
        "interval_high": min(100.0, 100 * events / people + 8),
        "interval_method": "Wilson",
        "relative_rate": ratio and ratio[0],
        "relative_rate_low": ratio and ratio[1],
        "relative_rate_high": ratio and ratio[2],
        "difference_points": difference and difference[0],
        "difference_low_points": difference and difference[1],
        "difference_high_points": difference and difference[2],
        "why_no_ratio": why,
    }


WHITE = group("White", 100, 125, why="This is the reference group.")
BLACK = group("Black", 28, 50, ratio=(0.7, 0.54, 0.91), difference=(-24.0, -38.9, -9.0))
ASIAN = group("Asian", 27, 30, ratio=(1.13, 1.01, 1.3), difference=(10.0, -3.0, 19.0))
MIXED = group("Mixed", 20, 25, ratio=(1.0, 0.8, 1.24), difference=(0.0, -19.0, 14.0))
OTHER = hidden(group("Other", 2, 10))
NOT_RECORDED = group("Not recorded", 6, 10, why="These people are in no group.")
ETHNICITY = [WHITE, BLACK, ASIAN, MIXED, OTHER, NOT_RECORDED]
