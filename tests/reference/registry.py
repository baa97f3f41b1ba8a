"""The plain recomputation of every question, and all that every question is asked."""

from collections.abc import Callable
from typing import Any, get_args

from commissioning.questions.scrutiny import Rule
from tests.contracts.examples import CASES
from tests.reference import (
    bridged,
    changed,
    checked,
    commitments,
    compared,
    controlled,
    decided,
    described,
    evidenced,
    flows,
    identified,
    improved,
    published,
    qualified,
    rated,
    reconciled,
    scaled,
    scrutinised,
    series,
    spending,
    valued,
    works,
)  # fmt: skip
from tests.reference.award_cases import AWARDS
from tests.reference.money_cases import MONEY
from tests.reference.outcome_cases import OUTCOMES
from tests.reference.record_cases import RECORDS
from tests.reference.series_cases import SERIES

Rows = list[dict[str, Any]]

REFERENCE: dict[str, Callable[..., Rows]] = {
    name: getattr(module, name)
    for module, names in {
        bridged: ["bridge", "bridge_steps"],
        changed: [
            "data_versions", "figure_changes", "restatements", "row_change_counts", "row_changes",
        ],
        checked: ["check_findings", "check_results"],
        commitments: [
            "commitment_choices", "commitment_ends", "commitment_rows", "commitment_summary",
            "commitment_years", "funder_exposure",
        ],
        controlled: ["control_points"],
        compared: ["comparison_units", "equality_rates", "split_choices"],
        decided: [
            "decision_choices", "decision_rows", "decision_summary", "decisions_by_year",
            "grants_received", "years_without_total",
        ],
        described: [
            "data_dictionary", "package_contents", "package_list", "package_statement",
            "rejected_rows",
        ],
        evidenced: [
            "indicator_results", "indicator_standing", "indicator_trends", "indicator_versions",
            "target_history",
        ],
        identified: ["provider_names"],
        improved: ["improvement_items", "recommendations", "service_stages"],
        published: [
            "events", "headline_totals", "outcome_coverage", "price_bases", "source_record",
        ],
        flows: [
            "area_amounts", "funding_balance", "funding_flow", "name_mappings", "service_bases",
            "spend_by_month",
        ],
        spending: [
            "concentration", "family_years", "money_choices", "money_rows", "size_distribution",
            "spend_breakdown", "spend_by_year",
        ],
        scaled: ["peer_funds", "peer_grants", "per_resident", "share_of_total"],
        qualified: [
            "extract_checks", "extract_quality", "ledger_completeness", "return_completeness",
        ],
        rated: ["indicator_ratings"],
        reconciled: ["reconciliation"],
        scrutinised: ["scrutiny_scope"],
        works: [
            "approach_ratings", "evidence_columns", "service_evaluations", "service_results",
        ],
        series: ["compound_growth", "contributions", "growth", "published_series", "series_list"],
        valued: ["evidence_services", "evidence_spend", "unit_costs"],
    }.items()
    for name in names
} | {
    f"scrutiny/{rule}": getattr(scrutinised, rule)
    for rule in get_args(Rule)
}  # fmt: skip

ALL = [*CASES, *AWARDS, *SERIES, *MONEY, *OUTCOMES, *RECORDS]
