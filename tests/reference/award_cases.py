"""What to ask of decisions and of what is committed under them, and the rules of scrutiny."""

import datetime
from typing import Any, get_args

from commissioning.questions.scrutiny import Rule
from tests.contracts.examples import (
    APPROVED,
    ASKED,
    CONTRACTED,
    ILLUSTRATIVE,
    INVENTED,
    LONDON,
    SOME_YEARS,
)

EVERY = {**LONDON, "counting": "all", "limit": 1000}
FILTERS: list[dict[str, Any]] = [
    SOME_YEARS,
    {**SOME_YEARS, "open_ended": "start_year"},
    {"first_year": "2021/22"},
    {"last_year": "2016/17", "open_ended": "start_year"},
    {"programmes": ["VAWG", "Victims"]},
    {"providers": ["Not stated", "Ministry of Justice"]},
    {"providers": ["London Borough of Haringey"], "services": ["Safer Streets Fund Round 2"]},
    {"funders": ["MoJ", "Not stated"]},
    {"instruments": ["grant", "unknown"]},
    {"directions": ["in"]},
    {"amount_bases": ["approved_maximum", "estimated"]},
    {"datings": ["No date", "Start only"]},
    {"datings": ["Year stated"]},
    {"datings": ["Period stated"], **SOME_YEARS},
    {"counting": "left_out"},
    {"counting": "counted"},
    {"text": "DOMESTIC"},
    {"text": "PCD 1"},
    {"programmes": ["No such programme"]},
]

# Days on which much is running, a day that something ends, and a day before everything.
DAYS = [datetime.date(2021, 10, 31), datetime.date(2024, 3, 31), datetime.date(2010, 1, 1)]
COMMITTED: list[dict[str, Any]] = [
    *({**family, "as_at": day} for family in (APPROVED, CONTRACTED) for day in DAYS),
    {**APPROVED, "as_at": DAYS[0], "programmes": ["VAWG", "Victims"]},
    {**APPROVED, "as_at": DAYS[0], "funders": ["MoJ", "Not stated"]},
    {**APPROVED, "as_at": DAYS[0], "providers": ["Not stated"]},
    {**ILLUSTRATIVE, "family": "decisions", "as_at": datetime.date(2025, 10, 31)},
    {**APPROVED, "programmes": ["No such programme"]},
]

AWARDS: list[tuple[str, dict[str, Any]]] = [
    *(
        ("decision_rows", {**EVERY, "order": order, **years})
        for order in ("largest", "smallest", "newest", "oldest", "service", "provider")
        for years in ({}, SOME_YEARS)
    ),
    *(("decision_rows", {**EVERY, "order": "oldest", **chosen}) for chosen in FILTERS),
    *(("decision_summary", {**LONDON, "counting": "all", **chosen}) for chosen in FILTERS),
    ("decision_rows", {**LONDON, "order": "newest", "limit": 7, "offset": 40}),
    *(
        (name, {**LONDON, **SOME_YEARS, "open_ended": open_ended})
        for name in ("decisions_by_year", "grants_received")
        for open_ended in ("leave_out", "start_year")
    ),
    ("grants_received", {**LONDON, "open_ended": "start_year"}),
    *(
        (name, chosen)
        for chosen in COMMITTED
        for name in (
            "commitment_ends",
            "commitment_summary",
            "commitment_years",
            "funder_exposure",
        )
    ),
    *(("commitment_rows", {**chosen, "limit": 1000}) for chosen in COMMITTED),
    ("commitment_rows", {**APPROVED, "limit": 7, "offset": 30, "states": ["ended", "no_end"]}),
    ("commitment_rows", {**APPROVED, "limit": 100, "states": ["no_date"], "text": "pcd"}),
    (
        "commitment_rows",
        {
            **APPROVED,
            "limit": 100,
            "ends_from": datetime.date(2024, 3, 31),
            "ends_to": datetime.date(2025, 3, 30),
        },
    ),
    ("commitment_summary", {**CONTRACTED, "text": "provider o"}),
    ("commitment_years", {**APPROVED, "first_year": "2026/27"}),
    *(
        ("service_stages", {**package, "as_at": day})
        for package in (LONDON, ILLUSTRATIVE)
        for day in (*DAYS, datetime.date(2023, 8, 31), datetime.date(2024, 10, 1))
    ),
    *(
        (f"scrutiny/{rule}", {**asked, name: level})
        for rule, name, levels in (
            ("growth_without_results", "growth_percent", (0, 33, 100)),
            ("provider_share", "share_percent", (0, 2, 42)),
            ("cliff_edge", "within_months", (1, 4, 60)),
            ("paid_over_contract", "contract_percent", (-20, 1, 5)),
        )
        for asked in (ASKED, INVENTED)
        for level in levels
    ),
    *(
        (f"scrutiny/{rule}", {**asked, "as_at": as_at})
        for rule in get_args(Rule)
        for asked in (ASKED, INVENTED)
        for as_at in (
            datetime.date(2015, 1, 1),
            datetime.date(2022, 8, 31),
            datetime.date(2024, 3, 30),
            datetime.date(2024, 3, 31),
        )
    ),
]
