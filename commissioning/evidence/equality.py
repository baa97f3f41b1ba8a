"""Groups of people set against a reference group: a ratio of rates and their difference."""

from collections.abc import Sequence
from typing import Any

from commissioning.evidence.verdicts import Row, result_interval
from commissioning.statistics.ratios import relative_rate_index

# Where more than this share of people are in no group, a ratio may say more of the recording than
# of the people. A judgement, printed wherever it bears on what is shown.
MISSING_LIMIT_PERCENT = 20
PERCENT = 100
NO_REFERENCE = "No reference group is set for this split."
REFERENCE = "This is the reference group."
NO_GROUP = "These people are in no group: theirs is not recorded."
REFERENCE_HIDDEN = "The reference group has no figures that can be shown."
TOO_MANY_MISSING = f"More than {MISSING_LIMIT_PERCENT}% of people are in no group."
MISSING_NOT_KNOWN = (
    f"How many people are in no group is not known, and may be more than {MISSING_LIMIT_PERCENT}%."
)
NOT_A_PERCENTAGE = "A ratio is worked out only for percentages that state both their parts."


def set_against_reference(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """What is added to each row of ``equality_rates``, in the order of the rows.

    A row without figures gets nothing. ``difference_points`` goes with ``relative_rate``: where
    one group cannot be set against the reference, neither is given; where only the ratio is not
    defined, as for a group in which nobody had the outcome, the difference stands alone.
    """
    reference = next((row for row in rows if row["is_reference"]), None)
    added: list[dict[str, Any]] = []
    for row in rows:
        interval = result_interval(row)
        if interval is None:
            added.append({})
            continue
        added.append(
            {
                "rate": interval.estimate,
                "interval_low": interval.lower,
                "interval_high": interval.upper,
                "interval_method": interval.method,
                **_beside(row, reference),
            }
        )
    return added


def _beside(row: Row, reference: Row | None) -> dict[str, Any]:
    """The ratio and the difference of a group and its reference, or why there is neither."""
    reason = _why_not(row, reference)
    if reason or reference is None:
        return {"why_no_ratio": reason}
    set_beside = relative_rate_index(
        int(row["numerator"]),
        int(row["denominator"]),
        int(reference["numerator"]),
        int(reference["denominator"]),
    )
    difference = set_beside.difference.scaled(PERCENT)
    found: dict[str, Any] = {
        "difference_points": difference.estimate,
        "difference_low_points": difference.lower,
        "difference_high_points": difference.upper,
    }
    ratio = set_beside.ratio.interval
    if ratio is None:
        return {**found, "why_no_ratio": set_beside.ratio.why_not}
    return {
        **found,
        "relative_rate": ratio.estimate,
        "relative_rate_low": ratio.lower,
        "relative_rate_high": ratio.upper,
    }


def _why_not(row: Row, reference: Row | None) -> str | None:
    most = row["missing_most_percent"]
    if row["unit"] != "percent":
        return NOT_A_PERCENTAGE
    if not row["is_recorded"]:
        return NO_GROUP
    if reference is None:
        return NO_REFERENCE
    if row["is_reference"]:
        return REFERENCE
    if most is None or (row["missing_percent"] is None and most > MISSING_LIMIT_PERCENT):
        return MISSING_NOT_KNOWN
    if most > MISSING_LIMIT_PERCENT:
        return TOO_MANY_MISSING
    if result_interval(reference) is None:
        return REFERENCE_HIDDEN
    return None
