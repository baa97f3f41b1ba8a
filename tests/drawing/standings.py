"""Indicators at their latest period, one of each standing, as ``indicator_standing`` has them."""

import datetime
from typing import Any

from commissioning.statistics.spc_refusal import CUMULATIVE
from tests.drawing.rows import Row

PERIOD = (datetime.date(2025, 4, 1), datetime.date(2025, 6, 30))
COUNTED = {"numerator": 60.0, "denominator": 80.0}
INTERVAL = {"interval_low": 64.5, "interval_high": 83.2, "interval_method": "Wilson"}


def standing(number: int, verdict: str, **more: Any) -> Row:
    """An indicator of the Victims programme that is 75% against a target of 70%, or as given."""
    row: Row = {
        "series_id": f"I{number:02d}",
        "reported_by": "own",
        "organisation": "Provider A",
        "provider": "Provider A",
        "service": "Advocacy <for> all",
        "programme": "Victims",
        "indicator": f"Indicator {number}",
        "indicator_kind": "outcome",
        "unit": "percent",
        "per": None,
        "better": "higher",
        "accumulation": "period",
        "definition": None,
        "definition_version": 1,
        "cohort": "All",
        "period_start": PERIOD[0],
        "period_end": PERIOD[1],
        **COUNTED,
        "actual": 75.0,
        "target": 70.0,
        "target_set_on": datetime.date(2025, 3, 12),
        "target_set_by": "Board",
        "gap": 5.0,
        "status": "returned",
        "returned_on": None,
        "date_basis": "published",
        "periods": 14,
        "returned": 14,
        "last_actual": 75.0,
        "last_period_start": PERIOD[0],
        "last_period_end": PERIOD[1],
        "source_title": None,
        "source_url": None,
        "note": None,
        "file": "made/indicator_returns.csv",
        "line": 10 + number,
        **INTERVAL,
        "verdict": verdict,
        "point_met": True,
        "amount": "full",
        "variation": "common_cause",
        "assurance": "hit_or_miss",
        "not_charted": None,
    }
    return row | more


UNKNOWN = dict.fromkeys((*COUNTED, *INTERVAL))
NO_RESULT = UNKNOWN | dict.fromkeys(("actual", "gap", "point_met"))
NO_MARKS = dict.fromkeys(("variation", "assurance"))
NO_TARGET = dict.fromkeys(("target", "target_set_on", "target_set_by", "gap", "point_met"))

STANDINGS: list[Row] = [
    standing(1, "met_clearly", interval_low=71.5),
    standing(2, "missed_clearly", target=85.0, gap=-10.0, point_met=False, variation="concern_low"),
    standing(3, "cannot_tell"),
    standing(4, "cannot_tell", **UNKNOWN, programme="Hate crime", amount="trial", **NO_MARKS),
    standing(
        5,
        "cannot_tell",
        unit="count",
        accumulation="cumulative",
        actual=56.0,
        target=240.0,
        gap=None,
        point_met=None,
        amount=None,
        not_charted=CUMULATIVE,
        indicator_kind="output",
        **NO_MARKS,
    ),
    standing(6, "no_target", **NO_TARGET, indicator_kind="activity", assurance="none"),
    standing(7, "not_returned", **NO_RESULT, indicator_kind="equality"),
    standing(
        8, "not_yet_due", **NO_RESULT | {"last_actual": None}, returned=0, amount=None, **NO_MARKS
    ),
    standing(9, "not_applicable", **NO_RESULT),
    standing(10, "suppressed", **NO_RESULT, programme="Hate crime"),
]
# More programmes than there are bars, the largest with a name of several lines.
MANY_PROGRAMMES: list[Row] = [
    *STANDINGS,
    *(
        standing(20 + number, "no_target", **NO_TARGET, programme=f"Programme {number % 15:02d}")
        for number in range(29)
    ),
    *(
        standing(
            60 + number,
            verdict,
            programme="Youth Violence Intervention Programme (Major Trauma Centres and A&E)",
        )
        for number, verdict in enumerate(("met_clearly", "missed_clearly", "cannot_tell") * 3)
    ),
]
