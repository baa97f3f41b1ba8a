"""Rows of ratings and of the improvement programme as questions return them."""

import datetime
from typing import Any

from tests.drawing.rows import Row

MARCH, APRIL = datetime.date(2024, 3, 12), datetime.date(2024, 4, 1)


def rated(
    series_id: str,
    indicator: str,
    actual: float | None,
    bands: tuple[float, float, float] | None,
    rating: str | None,
    **more: Any,
) -> Row:
    good, approaching, improvement = bands or (None, None, None)
    return {
        "outcome_id": f"{series_id}/2025-07-01",
        "series_id": series_id,
        "service": "Victim and witness service",
        "programme": "Victims support",
        "provider": "Provider",
        "indicator": indicator,
        "indicator_kind": "outcome",
        "unit": "percent",
        "per": None,
        "better": "higher",
        "accumulation": "period",
        "period_start": datetime.date(2025, 7, 1),
        "period_end": datetime.date(2025, 9, 30),
        "numerator": None,
        "denominator": None,
        "actual": actual,
        "target": 85.0,
        "status": "returned" if actual is not None else "not_returned",
        "is_latest": True,
        "rating": rating,
        "no_rating": None if rating else "not_returned" if bands else "no_bands",
        "good": good,
        "approaching_target": approaching,
        "requires_improvement": improvement,
        "bands_from": APRIL if bands else None,
        "bands_set_on": MARCH if bands else None,
        "bands_set_by": "A board" if bands else None,
        "bands_file": "made/rating_bands.csv" if bands else None,
        "bands_line": 2 if bands else None,
        "regime": "light_touch",
        "contract_id": "C1",
        "file": "made/indicator_returns.csv",
        "line": 7,
        "interval_low": None if actual is None else actual - 3.14,
        "interval_high": None if actual is None else actual + 3.14,
        "interval_method": "Wilson",
        "verdict": "not_returned" if actual is None else "cannot_tell",
        "point_met": None if actual is None else actual >= 85,
        **more,
    }


RATED = [
    rated("I1", "Referrals answered within two working days", 85.8, (90, 86, 78),
          "requires_improvement"),
    rated("I2", "Reoffended within twelve months", 33.8, (38, 42, 48), "good", better="lower",
          target=40.0, point_met=True, regime="before_the_act"),
    rated("I3", "People starting support after a very long wait for a first appointment", 150.0,
          (220, 205, 170), "inadequate", unit="count", regime="grant", contract_id=None),
    rated("I4", "Safety plans made", None, (92, 88, 80), None),
    rated("I5", "No bands for this", 50.0, None, None),
]  # fmt: skip


def fact(number: int, kind: str, date: str | None, item: str, **more: Any) -> Row:
    ends = {4: ("-01-01", "-12-31"), 7: ("-01", "-28"), 10: ("", "")}
    days = [date + end for end in ends[len(date)]] if date else []
    first, last = [datetime.date.fromisoformat(day) for day in days] or (None, None)
    return {
        "item_id": f"item-{number}",
        "kind": kind,
        "date": date,
        "earliest": first,
        "latest": last,
        "item": item,
        "value": None,
        "unit": None,
        "stage": None,
        "note": None,
        "not_printed": None,
        "source_para": "1.2",
        "source_title": "A paper",
        "file": "made/improvement_programme.csv",
        "line": number + 1,
        **more,
    }


FACTS = [
    fact(1, "review", "2019-06",
         "DARA review of the grants and commissioning framework (grant award and procurement)"),
    fact(2, "project", "2021", "The project", not_printed="Closure report", source_para="1.3"),
    fact(3, "milestone", "2021-09", "Each recommendation noted as complete",
         source_para="Key considerations"),
    fact(4, "training", "2021", "Training per participant", value=35.0, unit="hours",
         not_printed="Number of participants", source_para="1.7"),
    fact(5, "survey", "2022-07", "Respondents who could feel the impact of the programme",
         value=86.0, unit="percent", not_printed="Number of respondents", source_para="1.8"),
    fact(6, "cycle", None, "Planning: needs analysis", stage=1, source_para="1.5"),
    fact(7, "governance", None, "A board", note="Monthly", source_para="5"),
    fact(8, "legal", "2014", "An Act of 2014", source_para="4"),
]  # fmt: skip


def placed(service: str, stage: int | None, state: str, last: datetime.date | None) -> Row:
    return {
        "service": service,
        "programme": "VAWG",
        "stage": stage,
        "state": state,
        "first_day": datetime.date(2024, 4, 1) if state != "no_date" else None,
        "last_day": last,
        "extension_last_day": None,
        "family": "decisions",
        "reference": "PCD 1",
        "commitments": 1,
        "source_url": "https://www.london.gov.uk/decision",
        "file": "made/decisions.csv",
        "line": 3,
    }


STAGES = [
    *(placed(f"Service {n}", 1, "running", datetime.date(2027, 3, 31)) for n in range(8)),
    placed("Women's & girls' fund", 3, "running", datetime.date(2028, 3, 31)),
    placed("Pilot", None, "ended", datetime.date(2020, 3, 31)),
    placed("Other", None, "no_end", None),
    placed("Undated", None, "no_date", None),
]


def recommendation(number: int, made_by: str, found: bool | None, **more: Any) -> Row:
    return {
        "recommendation_id": f"recommendation-{number}",
        "made_by": made_by,
        "kind": "recommendation",
        "audit_title": "A letter",
        "year": 2020,
        "recommendation": "Publish dashboards",
        "priority": "not stated",
        "status": "response not found",
        "response_found": found,
        "due": None,
        "note": None,
        "source_url": "https://www.london.gov.uk/letter",
        "file": "made/audit_recommendations.csv",
        "line": number + 1,
        **more,
    }


RECOMMENDED = [
    recommendation(1, "own", True),
    recommendation(2, "scrutiny", False),
    recommendation(3, "scrutiny", False),
    recommendation(4, "scrutiny", None, kind="investigation"),
    recommendation(5, "comparator", None, kind="action"),
]
