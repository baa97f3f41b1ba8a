"""Arguments to ask every question with, on real data: at least one set each."""

import datetime
from typing import Any

LONDON = {"package": "london"}
ILLUSTRATIVE = {"package": "illustrative"}
MOJ = {**LONDON, "series_ids": ["moj-victims-grant"]}
PAID = {**ILLUSTRATIVE, "series_ids": ["paid"]}

EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "headline_totals": [LONDON, ILLUSTRATIVE],
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
    "coverage": [LONDON, {**LONDON, "open_ended": "start_year"}],
    "outcome_coverage": [LONDON, ILLUSTRATIVE],
    "events": [LONDON, {**LONDON, "first_year": "2018/19", "last_year": "2020/21"}],
    "source_record": [LONDON, {**LONDON, "series_id": "moj-victims-grant"}],
    "years_without_total": [{**LONDON, "as_at": datetime.date(2026, 11, 22)}],
    "price_bases": [{}],
    "package_list": [{}],
    "package_statement": [LONDON],
    "package_contents": [{}, LONDON],
    "rejected_rows": [{}],
    "data_dictionary": [{}, LONDON],
    "check_results": [LONDON, ILLUSTRATIVE],
    "check_findings": [{**LONDON, "check_name": "figure_without_address"}],
}

CASES = [(name, arguments) for name, examples in EXAMPLES.items() for arguments in examples]
