"""What to ask of where the money goes and of what it buys."""

from typing import Any

from tests.contracts.examples import ILLUSTRATIVE, LONDON, SOME_YEARS
from tests.reference import valued

DIMENSIONS = (
    "programme", "service", "provider", "provider_group", "area", "funder", "instrument",
)  # fmt: skip
FAMILIES: list[dict[str, Any]] = [
    {**LONDON, "family": "decisions"},
    {**LONDON, "family": "grants"},
    {**LONDON, "family": "paid"},
    *({**ILLUSTRATIVE, "family": family} for family in ("decisions", "contracts", "paid")),
]
CHOSEN: list[dict[str, Any]] = [
    {},
    SOME_YEARS,
    {"programmes": ["VAWG", "Victims support"]},
    {"services": ["London Crime Prevention Fund", "Exploitation support service"]},
    {"providers": ["Not stated", "Provider F"]},
    {"areas": ["Haringey", "Area 3"]},
    {"funders": ["MoJ", "Authority budget"], "first_year": "2021/22"},
    {"services": ["No such service"]},
]
MONEY: list[tuple[str, dict[str, Any]]] = [
    *(
        ("spend_breakdown", {**family, "dimension": dimension, "limit": 1000})
        for family in FAMILIES
        for dimension in DIMENSIONS
    ),
    *(
        (name, {**family, **chosen, **more})
        for family in FAMILIES
        for chosen in CHOSEN
        for name, more in (
            ("spend_breakdown", {"dimension": "provider", "limit": 7, "offset": 2}),
            ("size_distribution", {}),
            ("money_rows", {"limit": 40, "offset": 3}),
        )
    ),
    *(
        ("spend_breakdown", {**family, "dimension": "service", "text": text})
        for family in FAMILIES
        for text in ("VICTIM", "support line", "no such words")
    ),
    *(
        (name, {**family, "dimension": dimension, **chosen})
        for name in ("spend_by_year", "concentration")
        for family in FAMILIES
        for dimension in ("provider", "provider_group")
        for chosen in CHOSEN[:3]
    ),
    *(
        (name, {**family, **years})
        for name in ("area_amounts", "funding_flow", "funding_balance")
        for family in FAMILIES
        for years in ({}, SOME_YEARS)
    ),
    *(
        (
            name,
            {
                **family, "dimension": dimension, "from_year": start, "to_year": end,
                "real_terms": real, "months": months,
            },
        )
        for name in ("bridge", "bridge_steps")
        for family in FAMILIES
        for dimension in ("programme", "service", "provider_group", "funder")
        for start, end, months in (
            ("2020/21", "2024/25", 12), ("2024/25", "2025/26", 12), ("2024/25", "2025/26", 6),
            ("2024/25", "2020/21", 12),
        )
        for real in (False, True)
    ),
    *(("spend_by_month", {**ILLUSTRATIVE, **chosen}) for chosen in CHOSEN[:4]),
    *(
        ("service_bases", {**package, **chosen})
        for package in (LONDON, ILLUSTRATIVE)
        for chosen in CHOSEN[:4]
    ),
    *(("service_bases", {**ILLUSTRATIVE, "text": text}) for text in ("LINE", "no such words")),
    *(("money_choices", family) for family in FAMILIES),
    ("name_mappings", {**LONDON, "kinds": ["service_area", "provider"]}),
    *(
        (name, {"package": "reference", **more})
        for name, more in (("family_years", {}), ("name_mappings", {}), ("service_bases", {}))
    ),
    *(
        (name, {**family, **chosen})
        for name in ("evidence_spend", "evidence_services")
        for family in FAMILIES
        for chosen in (
            {}, {"first_year": "2019/20", "last_year": "2022/23"},
            {"programmes": ["Domestic abuse", "Victims"]},
        )
    ),
    *(
        ("evidence_services", {**ILLUSTRATIVE, "family": "paid", "evidence": [kind]})
        for kind in valued.KINDS
    ),
    *(
        ("unit_costs", {**ILLUSTRATIVE, **chosen})
        for chosen in (
            {"first_year": "2022/23", "price_base": "2019/20"}, {"price_base": "1980/81"},
            {"series_id": "I10"},
            {"programmes": ["Domestic abuse"], "last_year": "2023/24"},
        )
    ),
]  # fmt: skip
