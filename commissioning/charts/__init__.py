"""Charts: rows of an answer in, a Plotly figure and the words that go round it out."""

from commissioning.charts.bars import (
    bars_by_member,
    decisions_by_programme,
    grants_by_funder,
)
from commissioning.charts.changes import movement_bars
from commissioning.charts.commitments import (
    commitment_columns,
    ending_bars,
    exposure_bars,
)
from commissioning.charts.comparisons import contribution_bars
from commissioning.charts.control import indicator_chart
from commissioning.charts.costs import unit_cost_dots
from commissioning.charts.equality import rate_dots, ratio_dots
from commissioning.charts.frame import CONFIG, Chart
from commissioning.charts.funnels import funnel_plot
from commissioning.charts.growth import growth_lines
from commissioning.charts.headline import headline_dots
from commissioning.charts.improvement import programme_timeline
from commissioning.charts.marks import mark_image, mark_svg
from commissioning.charts.outcomes import programme_bars, status_bars
from commissioning.charts.picture import exchange, picture
from commissioning.charts.quality import ledger_columns, return_columns
from commissioning.charts.ratings import rating_strips
from commissioning.charts.reconciliation import reconciliation_columns
from commissioning.charts.scale import peer_bars, resident_bars, share_bars
from commissioning.charts.timeline import commitment_timeline
from commissioning.charts.worth import evidence_bars, evidence_columns
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
    "evidence_bars",
    "evidence_columns",
    "exchange",
    "exposure_bars",
    "funnel_plot",
    "grants_by_funder",
    "growth_lines",
    "headline_dots",
    "indicator_chart",
    "ledger_columns",
    "mark_image",
    "mark_svg",
    "movement_bars",
    "peer_bars",
    "picture",
    "programme_bars",
    "programme_timeline",
    "rate_dots",
    "rating_strips",
    "ratio_dots",
    "reconciliation_columns",
    "resident_bars",
    "return_columns",
    "share_bars",
    "status_bars",
    "unit_cost_dots",
    "yearly_bars",
]
