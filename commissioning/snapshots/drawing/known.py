"""What a figure may say, so that nothing in it is passed over in silence."""

from collections.abc import Mapping
from typing import Any

# Said for the browser alone: what a mark says when pointed at, and how it answers a click.
INTERACTIVE = {
    "cliponaxis",
    "connectgaps",
    "customdata",
    "dragmode",
    "fixedrange",
    "hoverinfo",
    "hoverlabel",
    "hovermode",
    "hovertemplate",
    "hovertext",
    "itemclick",
    "itemdoubleclick",
    "selected",
    "unselected",
}
FONT = {"color", "size", "family"}
LINE = {"color", "width", "dash", "shape"}
ERROR = {"type", "symmetric", "array", "arrayminus", "color", "thickness", "width"}
MARKER = {"color", "line", "opacity", "pattern", "size", "symbol"}
PATTERN = {"shape", "fillmode", "fgcolor", "bgcolor", "fgopacity", "size", "solidity"}
AXIS = {
    "anchor", "automargin", "constrain", "constraintoward", "domain", "dtick", "gridcolor",
    "labelalias", "linecolor", "nticks", "range", "scaleanchor", "showgrid", "showline",
    "showticklabels", "side", "tick0", "tickangle", "tickcolor", "tickfont", "tickformat",
    "ticklabelmode", "ticklen", "tickmode", "ticks", "ticktext", "tickvals", "title", "type",
    "visible", "zeroline", "zerolinecolor", "zerolinewidth",
}  # fmt: skip
TRACES: Mapping[str, set[str]] = {
    "scatter": {
        "type", "mode", "name", "x", "y", "xaxis", "yaxis", "line", "marker", "text", "textfont",
        "textposition", "showlegend", "error_x", "error_y",
    },
    "bar": {
        "type", "name", "x", "y", "xaxis", "yaxis", "base", "width", "orientation", "marker",
        "text", "textfont", "textposition", "textangle", "constraintext", "showlegend",
    },
    "sankey": {"type", "arrangement", "node", "link", "textfont"},
}  # fmt: skip
LAYOUT = {
    "annotations", "autosize", "bargap", "barmode", "font", "height", "legend", "margin",
    "paper_bgcolor", "plot_bgcolor", "shapes", "showlegend", "uniformtext",
}  # fmt: skip
SHAPE = {"type", "x0", "x1", "y0", "y1", "xref", "yref", "line", "fillcolor", "opacity", "layer"}
ANNOTATION = {
    "x", "y", "xref", "yref", "xanchor", "yanchor", "xshift", "yshift", "text", "align",
    "showarrow", "bgcolor", "borderpad", "font",
}  # fmt: skip
PARTS = {
    "line": LINE,
    "marker": MARKER,
    "textfont": FONT,
    "error_x": ERROR,
    "error_y": ERROR,
}


class Undrawable(Exception):
    """Something in a figure that is not drawn here, with its place."""


def hold(figure: Mapping[str, Any]) -> None:
    """Raise Undrawable when a figure says something that is not drawn here."""
    for trace in figure["data"]:
        kind = trace.get("type")
        if kind not in TRACES:
            raise Undrawable(f"a trace of type {kind}")
        _known(trace, TRACES[kind], kind)
        if kind != "sankey":
            for name, allowed in PARTS.items():
                _known(trace.get(name, {}), allowed, f"{kind}.{name}")
            marker = trace.get("marker", {})
            _known(marker.get("line", {}), LINE, f"{kind}.marker.line")
            _known(marker.get("pattern", {}), PATTERN, f"{kind}.marker.pattern")
    layout = figure["layout"]
    axes = {name for name in layout if name.rstrip("0123456789") in ("xaxis", "yaxis")}
    _known(layout, LAYOUT | axes, "layout")
    for name in axes:
        _known(layout[name], AXIS, f"layout.{name}")
    for shape in layout.get("shapes", ()):
        _known(shape, SHAPE, "layout.shapes")
    for annotation in layout.get("annotations", ()):
        _known(annotation, ANNOTATION, "layout.annotations")
        if annotation.get("showarrow") is not False:
            raise Undrawable("an annotation with an arrow")


def _known(said: Mapping[str, Any], allowed: set[str], place: str) -> None:
    strange = set(said) - allowed - INTERACTIVE
    if strange:
        raise Undrawable(f"{place}.{min(strange)}")
