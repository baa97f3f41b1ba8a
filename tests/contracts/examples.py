"""Arguments to ask every question with, on real data: at least one set each."""

import datetime
import inspect
from collections.abc import Callable
from functools import partial
from typing import Any, get_args

from commissioning import questions
from commissioning.questions.scrutiny import Rule
from commissioning.store import Answer

LONDON = {"package": "london"}
ILLUSTRATIVE = {"package": "illustrative"}
SOME_YEARS = {"first_year": "2019/20", "last_year": "2022/23"}
MOJ = {**LONDON, "series_ids": ["moj-victims-grant"]}
COVID = "MoJ COVID-19 extraordinary DA/SV fund"
PAID = {**ILLUSTRATIVE, "series_ids": ["paid"]}
FOUND = {**LONDON, "family": "decisions"}
LEDGER = {**ILLUSTRATIVE, "family": "paid"}
FOUND_BRIDGE = {**FOUND, "dimension": "service", "from_year": "2019/20", "to_year": "2021/22"}
PAID_BRIDGE = {**LEDGER, "dimension": "service", "from_year": "2021/22", "to_year": "2024/25"}
ASKED = {**LONDON, "as_at": datetime.date(2026, 11, 22)}
INVENTED = {**ILLUSTRATIVE, "as_at": datetime.date(2025, 10, 31)}

# What answers each file in ``queries/``: the function of its name, or the one that asks every rule.
QUESTIONS: dict[str, Callable[..., Answer]] = {
    **{
        name: function
        for name, function in inspect.getmembers(questions, inspect.isfunction)
        if name != "scrutiny"
    },
    **{f"scrutiny/{rule}": partial(questions.scrutiny, rule=rule) for rule in get_args(Rule)},
}

APPROVED = {**LONDON, "family": "decisions", "as_at": datetime.date(2026, 11, 22)}
CONTRACTED = {
    **ILLUSTRATIVE,
    "family": "contracts",
    "as_at": datetime.date(2025, 10, 31),
}

PARTNERS = {
    **ILLUSTRATIVE,
    "series_id": "I18",
    "dimension": "provider",
    "period_start": datetime.date(2024, 4, 1),
    "period_end": datetime.date(2025, 3, 31),
}
ETHNICITY = {
    **ILLUSTRATIVE,
    "series_id": "I17",
    "dimension": "ethnicity",
    "period_start": datetime.date(2025, 7, 1),
    "period_end": datetime.date(2025, 9, 30),
}

EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "headline_totals": [LONDON, ILLUSTRATIVE],
    "split_choices": [ILLUSTRATIVE, {**LONDON, "dimensions": ["area", "provider"]}],
    "comparison_units": [PARTNERS, {**PARTNERS, "held_against": "target"}],
    "equality_rates": [ETHNICITY, {**ETHNICITY, "dimension": "sex"}],
    "control_points": [
        LONDON,
        ILLUSTRATIVE,
        {**ILLUSTRATIVE, "series_id": "I20", "kind": "p_prime"},
        {**ILLUSTRATIVE, "series_id": "I05", "screened": True},
        {**ILLUSTRATIVE, "series_id": "I03", "rebased": False},
    ],
    "improvement_items": [LONDON],
    "indicator_ratings": [
        LONDON,
        ILLUSTRATIVE,
        {**ILLUSTRATIVE, "latest_only": True},
        {**ILLUSTRATIVE, "series_id": "I04"},
    ],
    "indicator_results": [
        LONDON,
        ILLUSTRATIVE,
        {**ILLUSTRATIVE, "series_id": "I17", "dimension": "ethnicity"},
        {**LONDON, "reported_by": "own"},
    ],
    "indicator_standing": [
        LONDON,
        ILLUSTRATIVE,
        {**ILLUSTRATIVE, "programmes": ["Domestic abuse"], "kinds": ["outcome", "output"]},
        {
            **LONDON,
            "reported_by": "own",
            "text": "DIVERT",
            "services": ["Custody-based youth work"],
        },
        {**LONDON, "statuses": ["not_returned", "cannot_tell"], "order": "newest"},
    ],
    "indicator_trends": [LONDON, ILLUSTRATIVE, {**ILLUSTRATIVE, "series_id": "I03"}],
    "indicator_versions": [ILLUSTRATIVE, {**ILLUSTRATIVE, "series_id": "I01"}],
    "target_history": [ILLUSTRATIVE, {**ILLUSTRATIVE, "series_id": "I05"}],
    "evidence_columns": [LONDON, ILLUSTRATIVE, {**LONDON, "services": ["DIVERT", "MyEnds"]}],
    "service_results": [LONDON, ILLUSTRATIVE],
    "approach_ratings": [
        LONDON,
        ILLUSTRATIVE,
        {**LONDON, "sources": ["YEF Toolkit"], "services": ["DIVERT", "MyEnds"]},
    ],
    "service_evaluations": [LONDON, ILLUSTRATIVE, {**LONDON, "services": ["DIVERT"]}],
    "published_series": [LONDON, MOJ],
    "series_list": [LONDON, ILLUSTRATIVE],
    "decisions_by_year": [
        LONDON,
        {**LONDON, "open_ended": "start_year"},
        {**LONDON, "first_year": "2021/22", "last_year": "2021/22", "programmes": ["VAWG"]},
    ],
    "grants_received": [LONDON, {**LONDON, "funders": ["MoJ"], "first_year": "2022/23"}],
    "growth": [MOJ, {**MOJ, "first_year": "2022/23", "price_base": "2019/20"}, PAID],
    "compound_growth": [MOJ, PAID, {**MOJ, "first_year": "2025/26"}],
    "contributions": [
        {**LONDON, "family": "decisions", "from_year": "2019/20", "to_year": "2021/22"},
        {
            **LONDON,
            "family": "grants",
            "from_year": "2021/22",
            "to_year": "2022/23",
            "price_base": "2024/25",
        },
        {**ILLUSTRATIVE, "family": "paid", "from_year": "2021/22", "to_year": "2024/25"},
    ],
    "decision_rows": [
        {**LONDON, "limit": 1000},
        {**LONDON, "counting": "all", "order": "newest", "limit": 1000},
        {**LONDON, "providers": ["Not stated"], "text": "knife", "order": "provider"},
    ],
    "decision_summary": [LONDON, {**LONDON, "counting": "all"}],
    "decision_choices": [LONDON],
    "commitment_choices": [LONDON, ILLUSTRATIVE],
    "commitment_rows": [
        {**APPROVED, "limit": 1000},
        {**CONTRACTED, "limit": 1000},
        {**APPROVED, "states": ["ended"], "text": "KNIFE", "programmes": ["VAWG", "Victims"]},
    ],
    "commitment_summary": [APPROVED, CONTRACTED],
    "commitment_years": [APPROVED, {**CONTRACTED, "first_year": "2024/25"}],
    "commitment_ends": [APPROVED, CONTRACTED],
    "funder_exposure": [APPROVED, CONTRACTED],
    "outcome_coverage": [LONDON, ILLUSTRATIVE],
    "service_stages": [ASKED, INVENTED],
    "share_of_total": [LONDON, ILLUSTRATIVE],
    "per_resident": [LONDON, ILLUSTRATIVE],
    "peer_funds": [LONDON, ILLUSTRATIVE],
    "peer_grants": [
        {**LONDON, "fund": COVID, "financial_year": "2020/21"},
        {**LONDON, "fund": "Home Office Grip", "financial_year": "2023/24"},
    ],
    "evidence_spend": [FOUND, LEDGER],
    "evidence_services": [
        FOUND,
        LEDGER,
        {**LEDGER, "last_year": "2023/24", "evidence": ["some_met", "not_held"]},
    ],
    "unit_costs": [LONDON, ILLUSTRATIVE, {**ILLUSTRATIVE, "price_base": "2024/25"}],
    "events": [LONDON, {**LONDON, "first_year": "2018/19", "last_year": "2020/21"}],
    "recommendations": [LONDON],
    "reconciliation": [
        {**LONDON, "family": "decisions"},
        {**ILLUSTRATIVE, "family": "paid"},
        {**ILLUSTRATIVE, "family": "contracts", "first_year": "2022/23"},
    ],
    "scrutiny_scope": [LONDON, ILLUSTRATIVE],
    "scrutiny/growth_without_results": [ASKED, {**INVENTED, "growth_percent": 0}],
    "scrutiny/provider_share": [ASKED, {**INVENTED, "share_percent": 5}],
    "scrutiny/cliff_edge": [ASKED, INVENTED],
    "scrutiny/money_without_target": [ASKED, INVENTED],
    "scrutiny/paid_without_decision": [ASKED, INVENTED],
    "scrutiny/paid_over_contract": [ASKED, {**INVENTED, "contract_percent": 0}],
    "source_record": [LONDON, {**LONDON, "series_id": "moj-victims-grant"}],
    "years_without_total": [{**LONDON, "as_at": datetime.date(2026, 11, 22)}],
    "price_bases": [{}],
    "package_list": [{}],
    "package_statement": [LONDON],
    "package_contents": [{}, LONDON],
    "rejected_rows": [{}],
    "data_dictionary": [{}, LONDON],
    "data_versions": [{}],
    "figure_changes": [LONDON, ILLUSTRATIVE],
    "row_changes": [LONDON, {**ILLUSTRATIVE, "extract": "spend_lines", "limit": 5}],
    "row_change_counts": [LONDON, ILLUSTRATIVE],
    "restatements": [LONDON, ILLUSTRATIVE, {**ILLUSTRATIVE, "figure_ids": ["paid"]}],
    "check_results": [LONDON, ILLUSTRATIVE],
    "check_findings": [{**LONDON, "check_name": "figure_without_address"}],
    "extract_quality": [LONDON, ILLUSTRATIVE],
    "extract_checks": [LONDON, ILLUSTRATIVE],
    "ledger_completeness": [LONDON, ILLUSTRATIVE],
    "return_completeness": [LONDON, ILLUSTRATIVE],
    "provider_names": [LONDON, ILLUSTRATIVE, {**LONDON, "together": True}],
    "family_years": [LONDON, ILLUSTRATIVE],
    "bridge": [FOUND_BRIDGE, {**PAID_BRIDGE, "real_terms": True}],
    "bridge_steps": [FOUND_BRIDGE, {**PAID_BRIDGE, "real_terms": True}],
    "spend_breakdown": [
        {**FOUND, "dimension": "provider"},
        {**LEDGER, "dimension": "service", "text": "victim", "limit": 5},
    ],
    "spend_by_year": [{**FOUND, "dimension": "instrument"}, {**LEDGER, "dimension": "instrument"}],
    "concentration": [
        {**FOUND, "dimension": "provider"},
        {**LEDGER, "dimension": "provider_group"},
    ],
    "size_distribution": [FOUND, LEDGER],
    "money_rows": [{**FOUND, "limit": 2000}, {**LEDGER, "limit": 2000}],
    "area_amounts": [FOUND, LEDGER],
    "funding_flow": [FOUND, LEDGER],
    "funding_balance": [FOUND, LEDGER],
    "spend_by_month": [ILLUSTRATIVE],
    "service_bases": [LONDON, ILLUSTRATIVE],
    "money_choices": [FOUND, LEDGER],
    "name_mappings": [LONDON, {**ILLUSTRATIVE, "kinds": ["service"]}],
}

CASES = [(name, arguments) for name, examples in EXAMPLES.items() for arguments in examples]
