"""Tables: rows of an answer in, accessible HTML out."""

from commissioning.tables.answers import (
    contributions_table,
    coverage_table,
    growth_table,
    members_table,
    outcomes_table,
    yearly_table,
)
from commissioning.tables.markup import STYLE, Column, link_address, table

__all__ = [
    "STYLE",
    "Column",
    "contributions_table",
    "coverage_table",
    "growth_table",
    "link_address",
    "members_table",
    "outcomes_table",
    "table",
    "yearly_table",
]
