"""A chart on the page: Plotly drawing one of our figures, with its words for who cannot see it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from commissioning.charts import CONFIG, Chart
from commissioning.ui.assets import PLOTLY_NAME

_PLOT = st.components.v2.component(
    "commissioning.plot",
    html='<div class="cs-plot" role="figure"></div>',
    js=Path(__file__).with_name("plot.js").read_text(encoding="utf-8"),
    isolate_styles=False,  # Plotly writes its rules for hover labels into the page itself
)


def plot(chart: Chart, *, key: str, on_pick: Callable[[Any], None] | None = None) -> None:
    """Draw a chart; ``on_pick`` is called with what a mark carries when a reader clicks it."""

    def picked() -> None:
        mark = st.session_state[key].picked
        if on_pick is not None and mark is not None:
            on_pick(mark)

    base = st.get_option("server.baseUrlPath").strip("/")
    _PLOT(
        data={
            "figure": chart.figure,
            "config": dict(CONFIG),
            "alt": chart.alt,
            "picks": on_pick is not None,
            "library": f"/{base}/{PLOTLY_NAME}" if base else f"/{PLOTLY_NAME}",
        },
        key=key,
        on_picked_change=picked,
    )
