"""What to ask of indicators, of their splits and of the evidence for services."""

import datetime
from typing import Any

from tests.contracts.examples import ILLUSTRATIVE, LONDON

SPLIT_CHOICES: list[dict[str, Any]] = [
    {},
    {"dimensions": ["area", "provider"]},
    {"dimensions": ["ethnicity"], "first_year": "2021/22", "last_year": "2023/24"},
    {"dimensions": ["disability"]},
]
QUARTERS = [
    (datetime.date(year, month, 1), datetime.date(year, month + 2, last))
    for year in range(2020, 2026)
    for month, last in ((1, 31), (4, 30), (7, 30), (10, 31))
]
QUARTERLY: dict[tuple[str, str], list[dict[str, Any]]] = {
    named: [
        {
            **ILLUSTRATIVE,
            "series_id": named[0],
            "dimension": named[1],
            "period_start": start,
            "period_end": end,
        }
        for start, end in QUARTERS
    ]
    for named in (("I17", "ethnicity"), ("I17", "sex"), ("I08", "age"), ("I19", "area"))
}
YEARLY = [
    {
        **ILLUSTRATIVE,
        "series_id": "I18",
        "dimension": "provider",
        "period_start": datetime.date(year, 4, 1),
        "period_end": datetime.date(year + 1, 3, 31),
    }
    for year in (2022, 2023, 2024)
]

OUTCOMES: list[tuple[str, dict[str, Any]]] = [
    *(("indicator_ratings", {**ILLUSTRATIVE, "series_id": each}) for each in ("I01", "I11")),
    *(
        ("indicator_results", {**ILLUSTRATIVE, "dimension": dimension})
        for dimension in ("area", "provider", "age", "disability", "ethnicity", "sex")
    ),
    ("indicator_results", {**LONDON, "series_id": "outcome-256"}),
    ("indicator_trends", {**LONDON, "series_id": "outcome-256"}),
    ("indicator_trends", {**LONDON, "series_id": "no-such-series"}),
    *(
        ("indicator_standing", {**package, **chosen})
        for package in (LONDON, ILLUSTRATIVE)
        for chosen in (
            {"reported_by": "own", "order": "status"},
            {"reported_by": "comparator", "order": "indicator"},
            {"kinds": ["outcome", "experience"], "order": "newest"},
            {"statuses": ["met_clearly", "no_target"], "order": "oldest"},
            {"text": "provider a"},
            {"programmes": ["No such programme"]},
        )
    ),
    ("target_history", {**ILLUSTRATIVE, "series_id": "I23"}),
    ("indicator_versions", {**ILLUSTRATIVE, "series_id": "I03"}),
    ("service_results", {**LONDON, "services": ["DIVERT", "Shared Endeavour Fund"]}),
    ("evidence_columns", {**ILLUSTRATIVE, "services": ["Women's diversion", "No such service"]}),
    ("approach_ratings", {**LONDON, "sources": ["Home Office", "University of Hull"]}),
    ("approach_ratings", {**ILLUSTRATIVE, "sources": ["No such source"]}),
    ("service_evaluations", {**ILLUSTRATIVE, "services": ["Perpetrator programme"]}),
    *(
        ("control_points", {**package, "kind": kind, "screened": screened, "rebased": rebased})
        for package in (LONDON, ILLUSTRATIVE)
        for kind in ("xmr", "p_prime")
        for screened in (False, True)
        for rebased in (False, True)
    ),
    ("control_points", {**LONDON, "series_id": "no-such-series"}),
    *(("split_choices", {**ILLUSTRATIVE, **chosen}) for chosen in SPLIT_CHOICES),
    *(
        ("comparison_units", {**split, "held_against": against})
        for split in [*YEARLY, *QUARTERLY["I19", "area"]]
        for against in ("units", "target")
    ),
    # Two of three ages are withheld: one is left, and nothing to compare it with.
    ("comparison_units", QUARTERLY["I08", "age"][1]),
    *(
        ("equality_rates", split)
        for named in (("I17", "ethnicity"), ("I17", "sex"), ("I08", "age"), ("I19", "area"))
        for split in QUARTERLY[named]
    ),
]
