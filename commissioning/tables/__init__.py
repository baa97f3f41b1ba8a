"""Tables: rows of an answer in, accessible HTML out."""

from commissioning.tables.answers import (
    contributions_table,
    growth_table,
    members_table,
    yearly_table,
)
from commissioning.tables.changes import (
    figure_changes_table,
    restatements_table,
    row_changes_table,
)
from commissioning.tables.commitments import (
    commitment_years_table,
    commitments_table,
    ends_table,
    exposure_table,
)
from commissioning.tables.costs import costed_table, unit_costs_table
from commissioning.tables.equality import groups_table, published_results_table
from commissioning.tables.funnels import units_table
from commissioning.tables.improvement import (
    cycle_figure,
    facts_table,
    recommendations_table,
    stages_table,
)
from commissioning.tables.indicator import (
    control_table,
    marks_panel,
    returns_table,
    targets_table,
    versions_table,
)
from commissioning.tables.markup import STYLE, Column, link_address, table
from commissioning.tables.outcomes import standing_table, status_table, statuses_table
from commissioning.tables.quality import (
    check_findings_table,
    counted_as_one_table,
    extracts_table,
    ledger_months_table,
    quality_checks_table,
    return_months_table,
    suggestions_table,
)
from commissioning.tables.ratings import (
    rating_history_table,
    ratings_table,
    scale_table,
    unrated_table,
)
from commissioning.tables.reconciliation import reconciliation_table
from commissioning.tables.scale import (
    peer_funds_table,
    peer_table,
    resident_table,
    share_table,
)
from commissioning.tables.scrutiny import findings_table, rules_table
from commissioning.tables.trends import trend_points
from commissioning.tables.worth import (
    evidence_kinds_table,
    evidence_programmes_table,
    evidence_services_table,
    evidence_years_table,
)

__all__ = [
    "STYLE",
    "Column",
    "check_findings_table",
    "commitment_years_table",
    "commitments_table",
    "contributions_table",
    "control_table",
    "costed_table",
    "counted_as_one_table",
    "cycle_figure",
    "ends_table",
    "evidence_kinds_table",
    "evidence_programmes_table",
    "evidence_services_table",
    "evidence_years_table",
    "exposure_table",
    "extracts_table",
    "facts_table",
    "figure_changes_table",
    "findings_table",
    "groups_table",
    "growth_table",
    "ledger_months_table",
    "link_address",
    "marks_panel",
    "members_table",
    "one_group_table",
    "outcomes_table",
    "peer_funds_table",
    "peer_table",
    "published_results_table",
    "quality_checks_table",
    "rating_history_table",
    "ratings_table",
    "recommendations_table",
    "reconciliation_table",
    "resident_table",
    "restatements_table",
    "return_months_table",
    "returns_table",
    "row_changes_table",
    "rules_table",
    "scale_table",
    "share_table",
    "stages_table",
    "standing_table",
    "status_table",
    "statuses_table",
    "suggestions_table",
    "table",
    "targets_table",
    "trend_points",
    "unit_costs_table",
    "units_table",
    "unrated_table",
    "versions_table",
    "yearly_table",
]
