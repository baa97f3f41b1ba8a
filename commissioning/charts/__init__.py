"""Charts: rows of an answer in, a Plotly figure and the words that go round it out."""

from commissioning.charts.bars import (
    bars_by_member,
    decisions_by_programme,
    grants_by_funder,
    outcome_bars,
)
from commissioning.charts.comparisons import contribution_bars, coverage_bars
from commissioning.charts.frame import CONFIG, Chart
from commissioning.charts.growth import growth_lines
from commissioning.charts.headline import headline_dots
from commissioning.charts.years import yearly_bars

__all__ = [
    "CONFIG",
    "Chart",
    "bars_by_member",
    "contribution_bars",
    "coverage_bars",
    "decisions_by_programme",
    "grants_by_funder",
    "growth_lines",
    "headline_dots",
    "outcome_bars",
    "yearly_bars",
]
