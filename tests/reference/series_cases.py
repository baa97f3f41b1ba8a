"""What to ask of series: growth, its parts, and amounts set against others'."""

from typing import Any

from tests.contracts.examples import ILLUSTRATIVE, LONDON, SOME_YEARS

GRANTS = ["moj-victims-grant", "home-office-vru-grant", "serious-violence-duty-grant"]
FOUND = ["decisions", "decisions/VAWG", "grants", "grants/MoJ", "grants/Not stated"]
PAID = ["paid", "paid/Victims support", "paid/Domestic abuse", "paid/Evaluation and training"]
BUDGETS = ["commissioning-budget", "offender-budget-approved", "policing-net-revenue-budget"]

SERIES: list[tuple[str, dict[str, Any]]] = [
    ("headline_totals", {**LONDON, **SOME_YEARS}),
    ("published_series", {**LONDON, "series_ids": GRANTS}),
    *(
        (name, {**LONDON, "series_ids": [*GRANTS, *FOUND, *BUDGETS], **years})
        for name in ("growth", "compound_growth")
        for years in ({}, SOME_YEARS, {"first_year": "2022/23"}, {"last_year": "2021/22"})
    ),
    ("growth", {**LONDON, "series_ids": GRANTS, "price_base": "2019/20", **SOME_YEARS}),
    ("growth", {**LONDON, "series_ids": GRANTS, "index_base": "2022/23"}),
    ("growth", {**LONDON, "series_ids": GRANTS, "index_base": "2021/22", "last_year": "2020/21"}),
    *(
        (name, {**ILLUSTRATIVE, "series_ids": PAID, **years})
        for name in ("growth", "compound_growth")
        for years in ({}, {"first_year": "2023/24"}, {"last_year": "2024/25"})
    ),
    ("growth", {**ILLUSTRATIVE, "series_ids": PAID, "index_base": "2022/23"}),
    *(
        (
            "contributions",
            {
                "package": package,
                "family": family,
                "from_year": start,
                "to_year": end,
                "price_base": price_base,
            },
        )
        for package, family, start, end in (
            ("london", "decisions", "2014/15", "2021/22"),
            ("london", "grants", "2021/22", "2022/23"),
            ("illustrative", "paid", "2020/21", "2024/25"),
            ("illustrative", "paid", "2024/25", "2025/26"),
        )
        for price_base in (None, "2019/20")
    ),
    *(
        ("reconciliation", {"package": package, "family": family, **years})
        for package in ("london", "illustrative")
        for family in ("decisions", "contracts", "paid")
        for years in ({}, SOME_YEARS)
    ),
    *(
        ("per_resident", {**package, **years})
        for package in (LONDON, ILLUSTRATIVE)
        for years in (SOME_YEARS, {"direction": "out"}, {"direction": "in"})
    ),
    *(
        ("peer_grants", {**LONDON, "fund": fund, "financial_year": year})
        for fund, year in (
            ("Home Office VRU", "2020/21"),
            ("Home Office VRU", "2023/24"),
            ("MoJ core grant uplift August 2022", "2022/23"),
            ("MoJ DA/SV uplift", "2021/22"),
            ("MoJ victims services", "2015/16"),
            ("No such fund", "2021/22"),
        )
    ),
]
