"""What an outcome cost, with what chance alone makes of it."""

import math
from typing import Any

from commissioning.evidence.verdicts import Row
from commissioning.statistics.intervals import unit_cost


def unit_cost_of(row: Row) -> dict[str, Any]:
    """Pounds for each outcome and their 95% interval; nothing where the row says why not.

    ``row`` has ``cost_gbp``, ``outcomes`` and ``not_shown``. Returns ``unit_cost_gbp``, None where
    there was no outcome, ``interval_low_gbp``, ``interval_high_gbp``, None where there is no upper
    limit, and ``interval_method``.
    """
    if row["not_shown"] is not None:
        return {}
    found = unit_cost(row["cost_gbp"], row["outcomes"])
    return {
        "unit_cost_gbp": found.estimate,
        "interval_low_gbp": found.lower,
        "interval_high_gbp": found.upper if math.isfinite(found.upper) else None,
        "interval_method": found.method,
    }
