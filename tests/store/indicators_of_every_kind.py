"""A made package with indicators of every kind that the built tables tell apart."""

import datetime
from pathlib import Path
from typing import Any

from tests.made_package import payment, write_package

Row = dict[str, Any]
Rows = list[Row]
NOT_DUE = ("not_yet_due", "not_applicable")
# What a figure does from month to month; None is a month without one.
RISING: list[float | None] = [50 + 1.5 * month for month in range(20)]
FALLING = RISING[::-1]
UNSTEADY: list[float | None] = [60 + 7 * month % 11 for month in range(18)]
SERIES: dict[str, tuple[list[float | None], Row]] = {
    "steady": (UNSTEADY, {}),
    "rising": (RISING, {}),
    "fewer-is-better": (RISING, {"better": "lower"}),
    "neither-is-better": (RISING, {"better": "neutral"}),
    "falling": (FALLING, {}),
    "falling-and-fewer-is-better": (FALLING, {"better": "lower"}),
    "falling-and-neither-is-better": (FALLING, {"better": "neutral"}),
    "jump": ([*UNSTEADY, 400], {"unit": "count"}),
    "all-alike": ([72] * 15, {}),
    "gaps": ([value if month % 2 else None for month, value in enumerate(RISING)], {}),
    "last-missing": ([*UNSTEADY, None], {}),
    "thirteen": (UNSTEADY[:13], {}),
    "twelve": (UNSTEADY[:12], {}),
    "six": (UNSTEADY[:6], {}),
    "one": ([70], {}),
    "none": ([None, None], {}),
    "adds-up": (RISING, {"accumulation": "cumulative"}),
    "overlaps": (RISING, {"accumulation": "rolling"}),
    "on-one-day": (UNSTEADY, {"accumulation": "snapshot", "unit": "count"}),
}


def month_of(number: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a month, counted from April 2022."""
    first = datetime.date(2022 + (number + 3) // 12, (number + 3) % 12 + 1, 1)
    after = (first + datetime.timedelta(days=31)).replace(day=1)
    return first, after - datetime.timedelta(days=1)


def indicator(name: str, **values: Any) -> Row:
    return {
        "indicator_id": name, "definition_version": 1, "service_id": "S1", "service": "Advocacy",
        "programme": "A", "indicator": f"Indicator {name}", "indicator_kind": "outcome",
        "unit": "percent", "better": "higher", "accumulation": "period", "definition": "D",
        "valid_from": "2020-04-01", **values,
    }  # fmt: skip


def returned(name: str, month: int, actual: float | None, **values: Any) -> Row:
    first, last = month_of(month)
    return {
        "indicator_id": name, "period_start": first, "period_end": last, "dimension": "all",
        "cohort": "All", "actual": actual, "definition_version": 1,
        "status": "not_returned" if actual is None else "returned",
        "provider": "Early Provider" if month < 3 else "Late Provider", **values,
    }  # fmt: skip


def target(name: str, aim: float, valid_from: str = "2022-04-01") -> Row:
    return {
        "indicator_id": name, "valid_from": valid_from, "target": aim, "set_on": "2022-03-01",
        "set_by": "Board",
    }  # fmt: skip


def bands(name: str, valid_from: str, *least: float, set_on: str = "2022-03-01") -> Rows:
    ratings = ("good", "approaching_target", "requires_improvement")
    return [
        {
            "indicator_id": name, "valid_from": valid_from, "rating": rating, "least": value,
            "set_on": set_on, "set_by": "Board",
        }
        for rating, value in zip(ratings, least, strict=False)
    ]  # fmt: skip


def contract(contract_id: str, start: str, end: str, regime: str) -> Row:
    return {
        "contract_id": contract_id, "title": "T", "service_id": "S1", "service": "Advocacy",
        "programme": "A", "start_date": start, "end_date": end, "amount_gbp": 1, "regime": regime,
    }  # fmt: skip


def published(outcome_id: str, start: str, end: str, **values: Any) -> Row:
    return {
        "outcome_id": outcome_id, "organisation": "Body", "service": "Prevention",
        "programme": "P", "indicator": "Reached", "indicator_kind": "output", "unit": "count",
        "period_start": start, "period_end": end, "better": "higher", "source_title": "T",
        "source_url": "https://example.org", "date_basis": "published", "reported_by": "own",
        **values,
    }  # fmt: skip


def write_every_kind(data: Path) -> None:
    """A package with a series of every kind that the built tables tell apart."""
    defined = [indicator(name, **values) for name, (_, values) in SERIES.items()]
    rows = [
        returned(name, month, actual)
        for name, (figures, _) in SERIES.items()
        for month, actual in enumerate(figures)
    ]
    # Long enough after the new definition, and too short.
    for name, first_part in (("rebased", 4), ("rebased-late", 16)):
        defined += [indicator(name), indicator(name, definition_version=2)]
        rows += [
            returned(name, month, actual, definition_version=1 if month < first_part else 2)
            for month, actual in enumerate(RISING)
        ]
    defined += [indicator(name) for name in ("to-come", "withheld", "windows", "same-start")]
    defined += [
        indicator("parts", service_id="S2", service="Shelter", indicator_kind="output"),
        indicator("line break", service_id="S3", service="Court", indicator="Told\nof"),
    ]
    rows += [
        *(returned("to-come", month, None, status=NOT_DUE[month % 2]) for month in range(4)),
        *(returned("rising", 20 + month, None, status=NOT_DUE[month]) for month in range(2)),
        returned("withheld", 0, 71),
        returned("withheld", 1, None, status="suppressed"),
        *(returned("windows", n, 60 + n, period_end=month_of(n + 2)[1]) for n in range(14)),
        *(returned("same-start", n, 9 + n, period_start=month_of(0)[0]) for n in range(14)),
        *(
            returned("parts", n, met, numerator=met, denominator=100)
            for n, met in enumerate([70, 81, 66, 90, 72, 77, 68, 88, 79, 71, 69, 80, 91, 40])
        ),
        returned("line break", 0, 50),
        returned("line break", 0, 45, dimension="area", cohort="North"),
    ]
    write_package(
        data,
        "made",
        {
            "indicators": defined,
            "indicator_returns": rows,
            "indicator_targets": [
                *(target(name, 65) for name in ("steady", "rising", "fewer-is-better", "jump")),
                target("rising", 95, "2023-10-01"),
                target("rebased", 500), target("all-alike", 70), target("parts", 70),
                target("adds-up", 90), target("neither-is-better", 60), target("to-come", 1),
                target("none", 1),
            ],
            "rating_bands": [
                *bands("steady", "2022-04-01", 68, 64, 61),
                *bands("rising", "2022-06-01", 70, 60),
                *bands("rising", "2023-04-01", 75, 70, 65, set_on="2023-06-10"),
                *bands("fewer-is-better", "2022-04-01", 52, 60, 70),
                *bands("neither-is-better", "2022-04-01", 52),
                *bands("adds-up", "2022-04-01", 52), *bands("overlaps", "2022-04-01", 52),
                *bands("none", "2022-04-01", 52),
                *bands("parts", "2022-04-01", 80, 70, 60),
            ],
            "contracts": [
                contract("C1", "2022-04-01", "2022-12-31", "light_touch"),
                contract("C2", "2022-10-01", "2023-03-31", "statutory"),
            ],
            "spend_lines": [
                payment("1", "2022-05-01", 5, service_id="S1", service="Advocacy"),
                payment("2", "2022-05-01", 5, service_id="S2", service="Shelter",
                        instrument="grant"),
                payment("3", "2023-05-01", 5, service_id="S3", service="Courts"),
            ],
            "outcomes": [
                published("o1", "2022-04-01", "2023-03-31", actual=10, target=12),
                published("o2", "2023-04-01", "2024-03-31", target=12),
                published("o3", "", "", indicator="Undated", actual=3, date_basis="not published"),
                published("o4", "2022-04-01", "2023-03-31", indicator="Twice", actual=3),
                published("o5", "2022-04-01", "2023-03-31", indicator="Twice", actual=4),
                published("o6", "2022-04-01", "2023-03-31", provider="One", indicator="By",
                          actual=4),
                published("o7", "2022-04-01", "2023-03-31", provider="Two", indicator="By",
                          actual=5),
                published("o8", "2022-04-01", "2023-03-31", organisation="Other",
                          reported_by="comparator", actual=7, note="A note"),
            ],
        },
        disclosure={"threshold": 1, "round_to": 1},
    )  # fmt: skip
