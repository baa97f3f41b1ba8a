"""Tables: rows of an answer in, accessible HTML out."""

from commissioning.tables.answers import (
    contributions_table,
    growth_table,
    members_table,
    outcomes_table,
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
from commissioning.tables.equality import groups_table, published_results_table
from commissioning.tables.funnels import units_table
from commissioning.tables.markup import STYLE, Column, link_address, table
from commissioning.tables.reconciliation import reconciliation_table
from commissioning.tables.scale import (
    peer_funds_table,
    peer_table,
    resident_table,
    share_table,
)
from commissioning.tables.scrutiny import findings_table, rules_table

__all__ = [
    "STYLE",
    "Column",
    "commitment_years_table",
    "commitments_table",
    "contributions_table",
    "ends_table",
    "exposure_table",
    "figure_changes_table",
    "findings_table",
    "groups_table",
    "growth_table",
    "link_address",
    "members_table",
    "outcomes_table",
    "peer_funds_table",
    "peer_table",
    "published_results_table",
    "reconciliation_table",
    "resident_table",
    "restatements_table",
    "row_changes_table",
    "rules_table",
    "share_table",
    "table",
    "units_table",
    "yearly_table",
]
