"""Bands from one column of names to another, as wide as what flows (Plotly's sankey)."""

from collections.abc import Mapping
from typing import Any

from commissioning.snapshots.drawing import text
from commissioning.snapshots.drawing.paint import number, painted
from commissioning.snapshots.drawing.plot import Plot

LABEL_GAP = 4


def bands(trace: Mapping[str, Any], plot: Plot) -> str:
    """The nodes of both columns, in their order, and the bands between them."""
    node, link = trace["node"], trace["link"]
    flows = list(zip(link["source"], link["target"], link["value"], link["color"], strict=True))
    targets = {target for _, target, _, _ in flows}
    thick, pad = float(node["thickness"]), float(node["pad"])
    names = range(len(node["label"]))
    columns = ([n for n in names if n not in targets], [n for n in names if n in targets])
    size = {
        n: max(sum(v for s, _, v, _ in flows if s == n), sum(v for _, t, v, _ in flows if t == n))
        for n in names
    }
    tall = plot.bottom - plot.top
    most = max(len(column) for column in columns)
    pad = min(pad, tall / most * 0.8)
    one = min((tall - pad * (len(column) - 1)) / sum(size[n] for n in column) for column in columns)
    tops: dict[int, float] = {}
    for column in columns:
        whole = sum(size[n] for n in column) * one + pad * (len(column) - 1)
        top = plot.top + (tall - whole) / 2
        for n in column:
            tops[n] = top
            top += size[n] * one + pad
    left, right = plot.left, plot.right - thick
    made = _links(flows, tops, one, (left + thick, right), plot)
    font = trace["textfont"]
    line = node["line"]
    edge = painted("stroke", line["color"], plot.paint) + f' stroke-width="{line["width"]:g}"'
    for number_of_column, (column, x) in enumerate(zip(columns, (left, right), strict=True)):
        for n in column:
            made.append(
                f'<rect x="{number(x)}" y="{number(tops[n])}" width="{number(thick)}"'
                f' height="{number(size[n] * one)}"'
                f"{painted('fill', node['color'][n], plot.paint)}{edge}/>"
            )
            words = node["label"][n]
            style = text.Style(font["size"], font["color"], "end" if number_of_column else "start")
            at = x - LABEL_GAP if number_of_column else x + thick + LABEL_GAP
            middle = tops[n] + size[n] * one / 2
            made.append(
                text.written(
                    words, at, middle - text.height(words, style.size) / 2, style, plot.paint
                )
            )
    return "".join(made)


def _links(
    flows: list[tuple[int, int, float, str]],
    tops: Mapping[int, float],
    one: float,
    ends: tuple[float, float],
    plot: Plot,
) -> list[str]:
    start, end = ends
    middle = (start + end) / 2
    leaving, arriving = dict(tops), dict(tops)
    lows = {}
    for source, target, value, _ in sorted(flows, key=lambda flow: tops[flow[1]]):
        lows[source, target] = [leaving[source], 0.0]
        leaving[source] += value * one
    for source, target, value, _ in sorted(flows, key=lambda flow: tops[flow[0]]):
        lows[source, target][1] = arriving[target]
        arriving[target] += value * one
    made = []
    for source, target, value, colour in flows:
        a, b = lows[source, target]
        w = value * one
        x0, x1, m = number(start), number(end), number(middle)
        made.append(
            f'<path d="M{x0},{number(a)}C{m},{number(a)} {m},{number(b)} {x1},{number(b)}'
            f"V{number(b + w)}C{m},{number(b + w)} {m},{number(a + w)} {x0},{number(a + w)}Z"
            f'"{painted("fill", colour, plot.paint)}/>'
        )
    return made
