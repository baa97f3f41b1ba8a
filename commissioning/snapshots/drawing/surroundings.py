"""What stands round the marks of a figure: axes, lines across, legend, notes and outlines."""

from collections.abc import Mapping
from typing import Any

from commissioning.snapshots.drawing import text
from commissioning.snapshots.drawing.known import Undrawable
from commissioning.snapshots.drawing.paint import Paint, dashed, number, painted, symbol
from commissioning.snapshots.drawing.plot import LABEL_GAP, Plot
from commissioning.snapshots.drawing.scales import Scale
from commissioning.snapshots.drawing.traces import each, mark_style, swatch

SAMPLE, SAMPLE_GAP, BETWEEN = 26, 6, 16


def line(
    x0: float, y0: float, x1: float, y1: float, colour: str, paint: Paint, more: str = ""
) -> str:
    """A straight line."""
    return (
        f'<path d="M{number(x0)},{number(y0)}L{number(x1)},{number(y1)}"'
        f"{painted('stroke', colour, paint)}{more}/>"
    )


def lines_across(plot: Plot) -> str:
    """The light lines at the ticks, and those at zero."""
    made = []
    for name, scale in plot.scales.items():
        said = scale.said
        if not scale.shown:
            continue
        other = _crossing(plot, name)
        if said.get("showgrid", True) and "gridcolor" in said:
            made += [
                _at(scale, other, value, said["gridcolor"], plot) for value, _ in scale.ticks()
            ]
        if said.get("zeroline") and scale.holds(0) and scale.kind == "linear":
            made.append(_at(scale, other, 0, said["zerolinecolor"], plot))
    return "".join(made)


def _crossing(plot: Plot, name: str) -> tuple[float, float]:
    """The pixels between which a line at a tick of an axis goes."""
    scale = plot.scales[name]
    across = "x" if name[0] == "y" else "y"
    other = plot.scales.get(str(scale.said.get("anchor", across + name[1:])), None)
    if other is not None:
        return other.start, other.end
    return (plot.left, plot.right) if across == "x" else (plot.bottom, plot.top)


def _at(scale: Scale, ends: tuple[float, float], value: float, colour: str, plot: Plot) -> str:
    place = scale.place(value)
    if scale.upright:
        return line(ends[0], place, ends[1], place, colour, plot.paint)
    return line(place, ends[0], place, ends[1], colour, plot.paint)


def axes(plot: Plot) -> str:
    """The line, ticks and labels of each axis, and its title."""
    made = []
    for name, scale in plot.scales.items():
        if not scale.shown:
            continue
        made.append(
            _upright_labels(scale, name, plot) if scale.upright else _axis(scale, name, plot)
        )
    return "".join(made)


def _font(scale: Scale, plot: Plot) -> text.Style:
    font = scale.said.get("tickfont", {})
    colour = font.get("color", plot.layout["font"]["color"])
    return text.Style(float(font.get("size", 13)), colour, "end" if scale.upright else "middle")


def _upright_labels(scale: Scale, name: str, plot: Plot) -> str:
    if not scale.said.get("showticklabels", True):
        return ""
    style = _font(scale, plot)
    x = _crossing(plot, name)[0] - LABEL_GAP
    return "".join(
        text.written(
            label, x, scale.place(value) - text.height(label, style.size) / 2, style, plot.paint
        )
        for value, label in scale.ticks()
    )


def _axis(scale: Scale, name: str, plot: Plot) -> str:
    said, paint = scale.said, plot.paint
    foot, head = _crossing(plot, name)
    over = said.get("side") == "top"
    y = head if over else foot
    made = []
    if said.get("showline"):
        made.append(line(scale.start, y, scale.end, y, said["linecolor"], paint))
    away = 2.0
    if said.get("ticks") == "outside":
        away += float(said.get("ticklen", 5))
    style = _font(scale, plot)
    deepest = 0.0
    for value, label in scale.ticks():
        x = scale.place(value)
        if said.get("ticks") == "outside":
            made.append(line(x, y, x, y + away - 2, said["tickcolor"], paint))
        if not said.get("showticklabels", True):
            continue
        tall = text.height(label, style.size)
        deepest = max(deepest, tall)
        top = y - away - tall if over else y + away
        half = text.width(label, style.size) / 2
        x += scale.label_shift()
        inside = min(max(x, half), plot.width - half)
        made.append(text.written(label, inside, top, style, paint))
    title = said.get("title")
    if title:
        font = title["font"]
        at = y + away + deepest + float(title.get("standoff", 0))
        own = text.Style(float(font["size"]), font["color"], "middle")
        made.append(text.written(title["text"], (scale.start + scale.end) / 2, at, own, paint))
    return "".join(made)


def legend(plot: Plot, width: float) -> tuple[str, float]:
    """The legend in rows from the left edge of a drawing, and how tall it is."""
    if not plot.layout.get("showlegend"):
        return "", 0.0
    said = plot.layout["legend"]
    size, colour = float(said["font"]["size"]), said["font"]["color"]
    x, top, row, made = 0.0, 2.0, 0.0, []
    for trace in plot.figure["data"]:
        if not trace.get("showlegend", True):
            continue
        name = trace.get("name")
        if name is None:
            continue
        wide = SAMPLE + SAMPLE_GAP + text.width(name, size)
        tall = max(text.height(name, size), 18.0)
        if x and x + wide > width:
            x, top, row = 0.0, top + row + 2, 0.0
        row = max(row, tall)
        middle = top + size * text.LEADING / 2
        made.append(_sample(trace, x, middle, plot))
        made.append(
            text.written(name, x + SAMPLE + SAMPLE_GAP, top, text.Style(size, colour), plot.paint)
        )
        x += wide + BETWEEN
    return "".join(made), top + row + 4 if made else 0.0


def _sample(trace: Mapping[str, Any], x: float, middle: float, plot: Plot) -> str:
    marker = trace.get("marker", {})
    if trace["type"] == "bar":
        return swatch(trace, (x + 6, middle - 7, 14, 14), plot)
    made = ""
    modes = str(trace.get("mode", "lines"))
    if "lines" in modes:
        said = trace["line"]
        thick = f' stroke-width="{said.get("width", 2):g}"'
        made += line(
            x,
            middle,
            x + SAMPLE,
            middle,
            said["color"],
            plot.paint,
            thick + dashed(said.get("dash")),
        )
    if "markers" in modes:
        name = str(each(marker.get("symbol"), 0, "circle"))
        size = min(float(each(marker.get("size"), 0, 6)), 14.0)
        made += symbol(name, x + SAMPLE / 2, middle, size, mark_style(marker, 0, name, plot))
    return made


def shapes(plot: Plot, *, below: bool) -> str:
    """Lines and boxes of the layout: those under the marks, or those over them."""
    made = []
    for shape in plot.layout.get("shapes", ()):
        if (shape.get("layer", "above") == "below") != below:
            continue
        x0, x1 = (_across(shape, shape[end], plot) for end in ("x0", "x1"))
        y0, y1 = (_up(shape, shape[end], plot) for end in ("y0", "y1"))
        edge = shape.get("line", {})
        opacity = float(shape.get("opacity", 1))
        stroke = painted("stroke", edge["color"], plot.paint, opacity) + dashed(edge.get("dash"))
        if edge.get("width", 2) != 1:
            stroke += f' stroke-width="{edge.get("width", 2):g}"'
        if shape["type"] == "line":
            made.append(f'<path d="M{number(x0)},{number(y0)}L{number(x1)},{number(y1)}"{stroke}/>')
        elif shape["type"] == "rect":
            fill = painted("fill", shape.get("fillcolor", "none"), plot.paint, opacity)
            made.append(
                f'<rect x="{number(min(x0, x1))}" y="{number(min(y0, y1))}"'
                f' width="{number(abs(x1 - x0))}" height="{number(abs(y1 - y0))}"{fill}{stroke}/>'
            )
        else:
            raise Undrawable(f"a shape of type {shape['type']}")
    return "".join(made)


def _across(said: Mapping[str, Any], value: Any, plot: Plot) -> float:
    where = str(said.get("xref", "x"))
    return plot.across(float(value)) if where == "paper" else _along(said, value, plot, where)


def _up(said: Mapping[str, Any], value: Any, plot: Plot) -> float:
    where = str(said.get("yref", "y"))
    return plot.up(float(value)) if where == "paper" else _along(said, value, plot, where)


def _along(said: Mapping[str, Any], value: Any, plot: Plot, where: str) -> float:
    """The pixel of a value on an axis, or of a share of the axis where that is its domain."""
    scale = plot.scales[where.removesuffix(" domain")]
    if where.endswith("domain"):
        return scale.start + float(value) * (scale.end - scale.start)
    return scale.noted(value) if "text" in said else scale.at(value)


def annotations(plot: Plot) -> str:
    """The notes of the layout, each on its ground where it has one."""
    return "".join(_annotation(note, plot) for note in plot.layout.get("annotations", ()))


def _annotation(note: Mapping[str, Any], plot: Plot) -> str:
    font = note.get("font", {})
    size = float(font.get("size", plot.layout["font"]["size"]))
    colour = font.get("color", plot.layout["font"]["color"])
    x = _across(note, note["x"], plot) + float(note.get("xshift", 0))
    y = _up(note, note["y"], plot) - float(note.get("yshift", 0))
    pad = float(note.get("borderpad", 1))
    wide = text.width(note["text"], size)
    tall = text.height(note["text"], size)
    across = _anchor(note, "x", ("left", "center", "right"))
    upward = _anchor(note, "y", ("top", "middle", "bottom"))
    left = x - (wide + 2 * pad) * across + pad
    top = y - (tall + 2 * pad) * upward + pad
    # What is anchored to the edge of a narrow drawing stays within it.
    left = max(0.0, min(left, plot.width - wide))
    align = note.get("align", "center")
    anchor = {"left": "start", "center": "middle", "right": "end"}[align]
    at = left + wide * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    if len(text.lines(note["text"])) == 1 and across in (0.0, 1.0):
        # Anchored where it must be true, whatever the width of the reader's font.
        anchor, at = ("start", left) if across == 0 else ("end", left + wide)
    ground = ""
    if "bgcolor" in note:
        fill = painted("fill", note["bgcolor"], plot.paint)
        ground = (
            f'<rect x="{number(left - pad)}" y="{number(top - pad)}"'
            f' width="{number(wide + 2 * pad)}" height="{number(tall + 2 * pad)}"{fill}/>'
        )
    return ground + text.written(
        note["text"], at, top, text.Style(size, colour, anchor), plot.paint
    )


def _anchor(note: Mapping[str, Any], letter: str, names: tuple[str, str, str]) -> float:
    """How much of a note is before its point: none, half or all of it."""
    anchor = note.get(f"{letter}anchor", "auto")
    if anchor in names:
        return names.index(anchor) / 2
    if note.get(f"{letter}ref", letter) != "paper":
        return 0.5
    share = float(note[letter]) if letter == "x" else 1 - float(note[letter])
    return 0.0 if share < 1 / 3 else 1.0 if share > 2 / 3 else 0.5
