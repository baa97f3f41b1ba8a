"""A chart on the page: Plotly drawing one of our figures, with its words for who cannot see it."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from commissioning.charts import CONFIG, Chart
from commissioning.libraries import library_for
from commissioning.ui.assets import PICTURE, PLOT, PLOTLY, TAKE

_PLOT = st.components.v2.component(
    "commissioning.plot",
    html='<div class="cs-plot" role="figure"></div><p class="cs-plot-fault" role="status"></p>',
    js=PLOT.as_component,
    isolate_styles=False,  # Plotly writes its rules for hover labels into the page itself
)

_TAKE = st.components.v2.component(
    "commissioning.take",
    html='<button type="button">PNG</button><button type="button">SVG</button>'
    '<span role="status"></span>',
    js=TAKE.as_component,
    isolate_styles=False,  # the buttons look like those beside them
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
            # relative to where the browser has the dashboard
            "library": f"{PLOTLY}/{library_for([chart.figure]).name}",
        },
        key=key,
        on_picked_change=picked,
    )


def picture_buttons(chart: Chart, picture: Mapping[str, Any], *, key: str, file_name: str) -> None:
    """Buttons that make a PNG or an SVG of the chart placed under ``key``, in the browser."""
    with st.container(key=f"pictures-{key}", width="content"):
        _TAKE(
            data={
                "key": key,
                "title": chart.headline,
                "picture": dict(picture),
                "name": file_name,
                "maker": PICTURE.path,  # relative to where the browser has the dashboard
            },
            key=f"take-{key}",
            width="content",
        )


def is_mark(chart: Chart, mark: Any) -> bool:
    """Whether ``mark``, which came from a browser, is what one of the chart's marks carries."""
    return mark is not None and any(
        mark == drawn for trace in chart.figure["data"] for drawn in trace.get("customdata") or ()
    )
