"""Charts: rows of an answer in, a Plotly figure and the words that go round it out."""

from commissioning.charts.bars import (
    bars_by_member,
    decisions_by_programme,
    grants_by_funder,
    outcome_bars,
)
from commissioning.charts.changes import movement_bars
from commissioning.charts.commitments import (
    commitment_columns,
    ending_bars,
    exposure_bars,
)
from commissioning.charts.comparisons import contribution_bars
from commissioning.charts.equality import rate_dots, ratio_dots
from commissioning.charts.frame import CONFIG, Chart
from commissioning.charts.funnels import funnel_plot
from commissioning.charts.growth import growth_lines
from commissioning.charts.headline import headline_dots
from commissioning.charts.picture import exchange, picture
from commissioning.charts.reconciliation import reconciliation_columns
from commissioning.charts.scale import peer_bars, resident_bars, share_bars
from commissioning.charts.timeline import commitment_timeline
from commissioning.charts.years import yearly_bars

__all__ = [
    "CONFIG",
    "Chart",
    "bars_by_member",
    "commitment_columns",
    "commitment_timeline",
    "contribution_bars",
    "decisions_by_programme",
    "ending_bars",
    "exchange",
    "exposure_bars",
    "funnel_plot",
    "grants_by_funder",
    "growth_lines",
    "headline_dots",
    "movement_bars",
    "outcome_bars",
    "peer_bars",
    "picture",
    "rate_dots",
    "ratio_dots",
    "reconciliation_columns",
    "resident_bars",
    "share_bars",
    "yearly_bars",
]
