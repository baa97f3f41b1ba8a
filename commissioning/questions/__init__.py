"""The questions the dashboard asks: one function a file in ``queries/``, of the same name.

``scrutiny`` alone asks many: a rule for each file in ``queries/scrutiny/``.

Each returns an Answer whose columns and units stand in the file's ``-- returns:`` lines. A year is
text such as ``2021/22``; a list that is None leaves nothing out; both ends of a range count.
"""

from commissioning.questions.changes import (
    data_versions,
    figure_changes,
    restatements,
    row_change_counts,
    row_changes,
)
from commissioning.questions.commitments import (
    commitment_choices,
    commitment_ends,
    commitment_rows,
    commitment_summary,
    commitment_years,
    funder_exposure,
)
from commissioning.questions.comparing import comparison_units, equality_rates, split_choices
from commissioning.questions.decisions import (
    decision_choices,
    decision_rows,
    decision_summary,
    decisions_by_year,
    grants_received,
)
from commissioning.questions.evidence import (
    control_points,
    indicator_results,
    indicator_standing,
    indicator_trends,
    indicator_versions,
    target_history,
)
from commissioning.questions.improvement import (
    improvement_items,
    recommendations,
    service_stages,
)
from commissioning.questions.money import (
    area_amounts,
    bridge,
    bridge_steps,
    concentration,
    family_years,
    funding_balance,
    funding_flow,
    money_choices,
    money_rows,
    name_mappings,
    service_bases,
    size_distribution,
    spend_breakdown,
    spend_by_month,
    spend_by_year,
)
from commissioning.questions.outcomes import events, outcome_coverage
from commissioning.questions.packages import (
    check_findings,
    check_results,
    data_dictionary,
    package_contents,
    package_list,
    package_statement,
    rejected_rows,
)
from commissioning.questions.parameters import PRICE_BASE
from commissioning.questions.quality import (
    extract_checks,
    extract_quality,
    ledger_completeness,
    provider_names,
    return_completeness,
)
from commissioning.questions.ratings import indicator_ratings
from commissioning.questions.reconciliation import reconciliation
from commissioning.questions.scale import (
    peer_funds,
    peer_grants,
    per_resident,
    share_of_total,
)
from commissioning.questions.scrutiny import scrutiny, scrutiny_scope
from commissioning.questions.series import (
    compound_growth,
    contributions,
    growth,
    headline_totals,
    price_bases,
    published_series,
    series_list,
    source_record,
    years_without_total,
)
from commissioning.questions.what_works import (
    approach_ratings,
    evidence_columns,
    service_evaluations,
    service_results,
)
from commissioning.questions.worth import evidence_services, evidence_spend, unit_costs

__all__ = [
    "PRICE_BASE",
    "approach_ratings",
    "area_amounts",
    "bridge",
    "bridge_steps",
    "check_findings",
    "check_results",
    "commitment_choices",
    "commitment_ends",
    "commitment_rows",
    "commitment_summary",
    "commitment_years",
    "comparison_units",
    "compound_growth",
    "concentration",
    "contributions",
    "control_points",
    "data_dictionary",
    "data_versions",
    "decision_choices",
    "decision_rows",
    "decision_summary",
    "decisions_by_year",
    "equality_rates",
    "events",
    "evidence_columns",
    "evidence_services",
    "evidence_spend",
    "extract_checks",
    "extract_quality",
    "family_years",
    "figure_changes",
    "funder_exposure",
    "funding_balance",
    "funding_flow",
    "grants_received",
    "growth",
    "headline_totals",
    "improvement_items",
    "indicator_ratings",
    "indicator_results",
    "indicator_standing",
    "indicator_trends",
    "indicator_versions",
    "ledger_completeness",
    "money_choices",
    "money_rows",
    "name_mappings",
    "outcome_coverage",
    "package_contents",
    "package_list",
    "package_statement",
    "peer_funds",
    "peer_grants",
    "per_resident",
    "price_bases",
    "provider_names",
    "published_series",
    "recommendations",
    "reconciliation",
    "rejected_rows",
    "restatements",
    "return_completeness",
    "row_change_counts",
    "row_changes",
    "scrutiny",
    "scrutiny_scope",
    "series_list",
    "service_bases",
    "service_evaluations",
    "service_results",
    "service_stages",
    "share_of_total",
    "size_distribution",
    "source_record",
    "spend_breakdown",
    "spend_by_month",
    "spend_by_year",
    "split_choices",
    "target_history",
    "unit_costs",
    "years_without_total",
]
