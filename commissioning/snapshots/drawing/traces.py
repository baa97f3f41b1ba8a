"""The marks of a figure: bars, lines, points, the text beside them and their intervals."""

from collections.abc import Mapping, Sequence
from typing import Any

from commissioning.snapshots.drawing import text
from commissioning.snapshots.drawing.known import Undrawable
from commissioning.snapshots.drawing.paint import THIN, dashed, hatched, number, painted, symbol
from commissioning.snapshots.drawing.plot import Plot
from commissioning.snapshots.drawing.scales import Scale, as_number, bar_width

# The pixels a bar starts and ends at, its side, and how thick it is.
Box = tuple[float, float, float, float]
Points = Sequence[tuple[float, float] | None]
# Between a mark and the text beside it, in pixels.
TEXT_GAP = 4


def each(value: Any, place: int, standard: Any = None) -> Any:
    """The value for one mark of what is given once for all of them or for each."""
    if value is None:
        return standard
    return value[place] if isinstance(value, list | tuple) else value


def bars(traces: Sequence[Mapping[str, Any]], plot: Plot) -> str:
    """Every trace of bars, side by side or on top of each other as the layout says."""
    reached: dict[tuple[Any, bool], float] = {}
    shapes, words = [], []
    standard = bar_width(traces, plot.layout)
    for trace in traces:
        flat = trace.get("orientation") == "h"
        along, over = (plot.axis(trace, "x"), plot.axis(trace, "y"))
        if not flat:
            along, over = over, along
        lengths, places = (trace["x"], trace["y"]) if flat else (trace["y"], trace["x"])
        ends: list[tuple[Box, float] | None] = []
        for position, (length, place) in enumerate(zip(lengths, places, strict=True)):
            amount = as_number(length, along.kind)
            if amount is None:
                ends.append(None)
                continue
            base = as_number(each(trace.get("base"), position, None), along.kind)
            if base is None:
                base = 0.0
                if plot.layout.get("barmode") in ("relative", "stack"):
                    key = (place, amount < 0)
                    base = reached.get(key, 0.0)
                    reached[key] = base + amount
            width = as_number(each(trace.get("width"), position), over.kind)
            thick = over.length(standard if width is None else width)
            middle = over.at(place)
            box = (along.place(base), along.place(base + amount), middle - thick / 2, thick)
            ends.append((box, amount))
            shapes.append(_bar(trace, position, box, flat, plot))
        words.append(_bar_words(trace, ends, flat, plot))
    return "".join([*shapes, *words])


def _bar(trace: Mapping[str, Any], place: int, box: Box, flat: bool, plot: Plot) -> str:
    start, end, side, thick = box
    marker = trace.get("marker", {})
    colour = each(marker.get("color"), place)
    if colour is None:
        raise Undrawable("bars without a colour")
    if colour == "rgba(0,0,0,0)":
        return ""
    low, high = sorted((start, end))
    x, y, width, height = (low, side, high - low, thick) if flat else (side, low, thick, high - low)
    pattern = marker.get("pattern", {})
    shape = each(pattern.get("shape"), place, "")
    over = ""
    if shape:
        ink = each(pattern.get("fgcolor"), place, colour)
        if pattern.get("fillmode", "replace") == "replace":
            colour = each(pattern.get("bgcolor"), place, "none")
        over = hatched((x, y, width, height), shape, pattern, ink, plot.paint)
    fill = painted("fill", colour, plot.paint)
    line = marker.get("line", {})
    edge = each(line.get("color"), place)
    stroke = ""
    if edge is not None and line.get("width"):
        stroke = painted("stroke", edge, plot.paint) + _thick(line["width"])
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}"'
        f' height="{number(max(height, 0))}"{fill}{stroke}/>{over}'
    )


def _thick(width: float) -> str:
    return "" if width == 1 else f' stroke-width="{number(width)}"'


def _bar_words(
    trace: Mapping[str, Any], ends: Sequence[tuple[Box, float] | None], flat: bool, plot: Plot
) -> str:
    texts = trace.get("text")
    if not texts or trace.get("textposition") == "none":
        return ""
    if trace.get("textposition") != "outside":
        raise Undrawable(f"text of bars {trace.get('textposition')}")
    font = trace.get("textfont", {})
    size, colour = float(font.get("size", 14)), font.get("color", plot.layout["font"]["color"])
    drawn = [(end, words) for end, words in zip(ends, texts, strict=True) if end and words]
    sizes = [_fitted(trace, words, size, end[0], flat) for end, words in drawn]
    uniform = plot.layout.get("uniformtext", {})
    least = float(uniform.get("minsize", 0)) if uniform.get("mode") == "hide" else 0.0
    if uniform.get("mode"):
        size = min((each_size for each_size in sizes if each_size >= least), default=size)
    made = []
    for (end, words), fitted in zip(drawn, sizes, strict=True):
        if fitted < least:
            continue
        own = min(size, fitted)
        (start, stop, side, thick), amount = end
        tall = text.height(words, own)
        if flat:
            left = stop < start
            style = text.Style(own, colour, "end" if left else "start")
            x = stop - TEXT_GAP if left else stop + TEXT_GAP
            made.append(text.written(words, x, side + thick / 2 - tall / 2, style, plot.paint))
        else:
            below = amount < 0
            top = stop + TEXT_GAP - 2 if below else stop - TEXT_GAP + 2 - tall
            middle = side + thick / 2
            made.append(
                text.written(words, middle, top, text.Style(own, colour, "middle"), plot.paint)
            )
    return "".join(made)


def _fitted(trace: Mapping[str, Any], words: str, size: float, box: Box, flat: bool) -> float:
    """The size at which words fit over their bar, no larger than ``size``."""
    if flat or trace.get("constraintext") == "none":
        return size
    wide = text.width(words, size)
    return size * min(1.0, box[3] / wide) if wide else size


def scatter(trace: Mapping[str, Any], plot: Plot) -> str:
    """A trace of points: the line through them, their intervals, marks and text."""
    x, y = plot.axis(trace, "x"), plot.axis(trace, "y")
    points = [
        None
        if across is None or up is None or across != across or up != up
        else (x.at(across), y.at(up))
        for across, up in zip(trace["x"], trace["y"], strict=True)
    ]
    modes = str(trace.get("mode", "lines")).split("+")
    made = []
    if "lines" in modes:
        made.append(_line(trace, points, plot))
    for name, scale in (("error_x", x), ("error_y", y)):
        if name in trace:
            made.append(_intervals(trace, name, scale, points, plot))
    if "markers" in modes:
        made.extend(
            _mark(trace, place, point, plot)
            for place, point in enumerate(points)
            if point is not None
        )
    if "text" in modes:
        made.append(_point_words(trace, points, plot))
    return "".join(made)


def _line(trace: Mapping[str, Any], points: Points, plot: Plot) -> str:
    line = trace.get("line", {})
    if line.get("shape", "linear") != "linear":
        raise Undrawable(f"a line of shape {line['shape']}")
    if "color" not in line:
        raise Undrawable("a line without a colour")
    steps, broken = [], True
    for point in points:
        if point is None:
            broken = broken or not trace.get("connectgaps", False)
            continue
        steps.append(f"{'M' if broken else 'L'}{number(point[0])},{number(point[1])}")
        broken = False
    if not steps:
        return ""
    return (
        f'<path d="{"".join(steps)}" fill="none"{painted("stroke", line["color"], plot.paint)}'
        f"{_thick(float(line.get('width', 2)))}{dashed(line.get('dash'))}/>"
    )


def _intervals(
    trace: Mapping[str, Any], name: str, scale: Scale, points: Points, plot: Plot
) -> str:
    said = trace[name]
    values = trace[name[-1]]
    end = float(said.get("width", 4))
    steps = []
    for value, above, below, point in zip(
        values, said["array"], said["arrayminus"], points, strict=True
    ):
        if point is None or value is None:
            continue
        centre = as_number(value, scale.kind) or 0.0
        low, high = scale.place(centre - float(below)), scale.place(centre + float(above))
        a, b = number(low), number(high)
        if scale.upright:
            c, d, e = number(point[0]), number(point[0] - end), number(point[0] + end)
            steps.append(f"M{c},{a}L{c},{b}M{d},{a}L{e},{a}M{d},{b}L{e},{b}")
        else:
            c, d, e = number(point[1]), number(point[1] - end), number(point[1] + end)
            steps.append(f"M{a},{c}L{b},{c}M{a},{d}L{a},{e}M{b},{d}L{b},{e}")
    stroke = painted("stroke", said["color"], plot.paint)
    return f'<path d="{"".join(steps)}" fill="none"{stroke}{_thick(said.get("thickness", 2))}/>'


def _mark(trace: Mapping[str, Any], place: int, point: tuple[float, float], plot: Plot) -> str:
    marker = trace.get("marker", {})
    if each(marker.get("opacity"), place, 1) == 0:
        return ""
    name = str(each(marker.get("symbol"), place, "circle"))
    size = float(each(marker.get("size"), place, 6))
    return symbol(name, *point, size, mark_style(marker, place, name, plot))


def mark_style(marker: Mapping[str, Any], place: int, name: str, plot: Plot) -> str:
    """The attributes of fill and stroke of a mark."""
    colour = each(marker.get("color"), place)
    if colour is None:
        raise Undrawable("a mark without a colour")
    line = marker.get("line", {})
    width = float(each(line.get("width"), place, 0))
    if name in THIN:
        edge = each(line.get("color"), place, colour)
        return ' fill="none"' + painted("stroke", edge, plot.paint) + _thick(width or 1)
    if name.endswith("-open"):
        return ' fill="none"' + painted("stroke", colour, plot.paint) + _thick(width or 1)
    stroke = ""
    if width:
        stroke = painted("stroke", each(line.get("color"), place, colour), plot.paint) + _thick(
            width
        )
    return painted("fill", colour, plot.paint) + stroke


def _point_words(trace: Mapping[str, Any], points: Points, plot: Plot) -> str:
    font = trace.get("textfont", {})
    size, colour = float(font.get("size", 14)), font.get("color", plot.layout["font"]["color"])
    position = trace.get("textposition", "middle center")
    if position not in ("middle center", "top center"):
        raise Undrawable(f"text of points {position}")
    made = []
    for place, (point, words) in enumerate(zip(points, trace["text"], strict=True)):
        if point is None or not words:
            continue
        tall = text.height(words, size)
        away = 0.0
        if position == "top center":
            away = float(each(trace.get("marker", {}).get("size"), place, 6)) / 2 + 3
        top = point[1] - tall / 2 if position == "middle center" else point[1] - away - tall
        made.append(
            text.written(words, point[0], top, text.Style(size, colour, "middle"), plot.paint)
        )
    return "".join(made)


def swatch(trace: Mapping[str, Any], box: Box, plot: Plot) -> str:
    """A small bar that looks like those of a trace: left, top, width and height."""
    left, top, width, height = box
    return _bar(trace, 0, (left, left + width, top, height), True, plot)
