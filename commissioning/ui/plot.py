"""A chart on the page: Plotly drawing one of our figures, with its words for who cannot see it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from commissioning.charts import CONFIG, Chart
from commissioning.ui.assets import PLOTLY_NAME

_PLOT = st.components.v2.component(
    "commissioning.plot",
    html='<div class="cs-plot" role="figure"></div><p class="cs-plot-fault" role="status"></p>',
    js=Path(__file__).with_name("plot.js").read_text(encoding="utf-8"),
    isolate_styles=False,  # Plotly writes its rules for hover labels into the page itself
)


def plot(chart: Chart, *, key: str, on_pick: Callable[[Any], None] | None = None) -> None:
    """Draw a chart; ``on_pick`` is called with what a mark carries when a reader clicks it."""

    def picked() -> None:
        mark = st.session_state[key].picked
        if on_pick is not None and is_mark(chart, mark):
            on_pick(mark)

    _PLOT(
        data={
            "figure": chart.figure,
            "config": dict(CONFIG),
            "alt": chart.alt,
            "picks": on_pick is not None,
            "library": PLOTLY_NAME,  # relative to where the browser has the dashboard
        },
        key=key,
        on_picked_change=picked,
    )


def is_mark(chart: Chart, mark: Any) -> bool:
    """Whether ``mark``, which came from a browser, is what one of the chart's marks carries."""
    return mark is not None and any(
        mark == drawn for trace in chart.figure["data"] for drawn in trace.get("customdata") or ()
    )
