"""Makes the illustrative data package: a body, its services and its figures, all invented.

    python data/illustrative/make_illustrative.py [folder]

turns what ``invented/`` describes into extracts and a datapackage.json, beside this file or in the
folder named. Every run writes the same bytes.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from invented_awards import (
    area_rows,
    contract_rows,
    decision_rows,
    mapping_rows,
    outturn_rows,
    series_row,
)
from invented_ledger import HERE, Described, Row, invented, spend_lines
from invented_returns import (
    INDICATORS,
    band_rows,
    indicator_returns,
    indicator_rows,
    target_rows,
)

SCHEMAS = HERE.parents[1] / "queries" / "sources"
EVENTS: list[Described] = invented("events")["events"]
RESTATEMENTS: list[Described] = invented("restatements")["restatements"]
EVIDENCE: Described = invented("evidence")


def event_rows() -> Iterator[Row]:
    """Every event; none has a source."""
    for number, event in enumerate(EVENTS, 1):
        yield event | {"event_id": f"event-{number:02d}"}


def rating_rows() -> Iterator[Row]:
    """Every rating of an approach, with the services that use it."""
    for rating in EVIDENCE["what_works"]:
        used = [
            row["service"]
            for row in approach_rows()
            if row["intervention"] == rating["intervention"]
        ]
        yield rating | {"mapped_service": "; ".join(used)}


def evaluation_rows() -> Iterator[Row]:
    """Every evaluation of a service; none has a page."""
    for evaluation in EVIDENCE["evaluations"]:
        yield evaluation | {"source_title": "Invented evaluation"}


def approach_rows() -> Iterator[Row]:
    """Which approach a service uses, as the body is made out to say."""
    for approach in EVIDENCE["approaches"]:
        yield approach | {"reason": "Named in the invented specification of the service"}


def write_package(folder: Path) -> None:
    """Write the extracts and datapackage.json into a folder."""
    about: Described = json.loads((HERE / "about.json").read_text(encoding="utf-8"))
    lines = spend_lines()
    totals, points = outturn_rows(lines)
    extracts: dict[str, list[Row]] = {
        "spend_lines": lines,
        "contracts": list(contract_rows()),
        "decisions": list(decision_rows()),
        "spend_totals": totals,
        "series": [series_row()],
        "series_points": points,
        "mappings": list(mapping_rows()),
        "area_tiles": list(area_rows()),
        "indicators": list(indicator_rows()),
        "indicator_targets": list(target_rows()),
        "rating_bands": list(band_rows()),
        "indicator_returns": [row for one in INDICATORS for row in indicator_returns(one)],
        "timeline": list(event_rows()),
        "restatements": [dict(restated) for restated in RESTATEMENTS],
        "what_works": list(rating_rows()),
        "evaluations": list(evaluation_rows()),
        "service_approaches": list(approach_rows()),
    }
    for resource in about["resources"]:
        name, allowed = resource["name"], resource.pop("allowed_values")
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
        for field in schema["fields"]:
            if field["name"] in allowed:
                field.setdefault("constraints", {})["enum"] = allowed[field["name"]]
        resource["schema"] = schema
        columns = [field["name"] for field in schema["fields"]]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(extracts[name])
    descriptor = json.dumps(about, indent=2, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(descriptor, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_package(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
