"""Ratings by bands, one result and one band at a time."""

import datetime
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.reference import plain
from tests.reference.evidenced import judged, results

Row = dict[str, Any]
Rows = list[Row]

OF_A_RESULT = (
    "outcome_id", "series_id", "service", "programme", "provider", "indicator", "indicator_kind",
    "unit", "per", "better", "accumulation", "period_start", "period_end", "numerator",
    "denominator", "actual", "target", "status", "file", "line",
)  # fmt: skip
SCALE = ("good", "approaching_target", "requires_improvement")
NOT_DUE = ("not_yet_due", "not_applicable")
BEFORE = datetime.date.min


def indicator_ratings(
    data: Path, *, package: str, series_id: str | None = None, latest_only: bool = False
) -> Rows:
    """See questions.indicator_ratings."""
    series: dict[str, Rows] = defaultdict(list)
    for row in results(data, package):
        if row["dimension"] == "all" and row["series_id"] == (series_id or row["series_id"]):
            series[row["series_id"]].append(row)
    answer = []
    for rows in series.values():
        due = [row for row in rows if row["status"] not in NOT_DUE] or rows
        latest = max(due, key=lambda row: (row["period_end"] or BEFORE, row["outcome_id"]))
        for row in rows:
            if row is latest or not latest_only:
                found = {name: row[name] for name in OF_A_RESULT} | {"is_latest": row is latest}
                found |= judged(row) | paid_under(data, package, row) | rated(data, package, row)
                answer.append(found)
    return sorted(answer, key=placed)


def placed(row: Row) -> tuple[Any, ...]:
    """Where a row comes in the answer; what is not known comes last."""
    names = ("service", "indicator", "series_id", "period_end", "period_start", "outcome_id")
    return tuple((row[name] is None, row[name] or "") for name in names)


def rated(data: Path, package: str, row: Row) -> Row:
    """The bands that hold for a result, the rating they give it or why there is none."""
    bands = [
        band
        for band in plain.rows(data, package, "rating_bands")
        if band["indicator_id"] == row["series_id"]
    ]
    names = ("bands_from", "bands_set_on", "bands_set_by", "bands_file", "bands_line")
    found: Row = dict.fromkeys((*SCALE, *names, "rating"))
    if not bands:
        return found | {"no_rating": "no_bands"}
    begun = {band["valid_from"] for band in bands}
    holding = max((day for day in begun if plain.day(day) <= row["period_start"]), default=None)
    if holding is None:
        return found | {"no_rating": "before_bands"}
    held = [band for band in bands if band["valid_from"] == holding]
    last = max(held, key=lambda band: band["set_on"])
    found |= {band["rating"]: float(band["least"]) for band in held} | {
        "bands_from": plain.day(holding),
        "bands_set_on": plain.day(last["set_on"]),
        "bands_set_by": last["set_by"],
        "bands_file": last["file"],
        "bands_line": min(int(band["line"]) for band in held),
    }
    late = last["set_on"] > row["period_start"].isoformat()
    for reason, holds in {
        "bands_late": late,
        row["accumulation"]: row["accumulation"] in ("cumulative", "rolling"),
        "no_direction": row["better"] == "neutral",
        row["status"] or "not_returned": row["actual"] is None,
    }.items():
        if holds:
            return found | {"no_rating": reason}
    # From the worst rating up, each band that is reached lifts it.
    rating = "inadequate"
    for name in reversed(SCALE):
        least = found[name]
        lower = row["better"] == "lower"
        if least is not None and (row["actual"] <= least if lower else row["actual"] >= least):
            rating = name
    return found | {"rating": rating, "no_rating": None}


def paid_under(data: Path, package: str, row: Row) -> Row:
    """The contract that ran on the first day of a period, or a grant where payments are that."""
    service_id = row["service_id"]
    running = [
        (contract["start_date"], contract["contract_id"], contract["regime"] or None)
        for contract in plain.rows(data, package, "contracts")
        if service_id
        and contract["service_id"] == service_id
        and contract["start_date"] <= row["period_start"].isoformat() <= contract["end_date"]
    ]
    if running:
        _, contract_id, regime = max(running)
        return {"regime": regime, "contract_id": contract_id}
    instruments = {
        line["instrument"]
        for line in plain.rows(data, package, "spend_lines")
        if line["service_id"] == service_id
    }
    return {"regime": "grant" if instruments == {"grant"} else None, "contract_id": None}
