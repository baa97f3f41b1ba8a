"""Numbers, colours, patterns and marks as SVG."""

import re
from collections.abc import Callable, Mapping
from html import escape
from math import ceil, pi, sqrt
from typing import Any

from commissioning.snapshots.drawing.known import Undrawable

# What a colour is written as: itself, or a name that a page gives to it for light and dark.
Paint = Callable[[str], str]

# Left, top, width and height in pixels.
Area = tuple[float, float, float, float]

_RGBA = re.compile(r"rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)")
DASHES = {"solid": "", "dash": "9 5", "dot": "2 4", "dashdot": "9 4 2 4"}


def number(value: float) -> str:
    """A length to a tenth of a pixel, without what it does not need."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def painted(what: str, colour: str, paint: Paint, opacity: float = 1.0) -> str:
    """The attributes that fill or stroke (``what``) something in a colour."""
    if colour in ("none", "rgba(0,0,0,0)"):
        return f' {what}="none"'
    if found := _RGBA.fullmatch(colour):
        red, green, blue = (int(part) for part in found.groups()[:3])
        colour, opacity = f"#{red:02x}{green:02x}{blue:02x}", opacity * float(found[4])
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise Undrawable(f"the colour {colour}")
    faint = f' {what}-opacity="{opacity:g}"' if opacity < 1 else ""
    return f' {what}="{escape(paint(colour))}"{faint}'


def dashed(dash: str | None) -> str:
    """The attribute that breaks a line as Plotly's name for it says."""
    if not dash or dash == "solid":
        return ""
    spaces = DASHES.get(dash) or (re.sub(r"px|,", " ", dash) if "px" in dash else None)
    if spaces is None:
        raise Undrawable(f"a line broken as {dash}")
    return f' stroke-dasharray="{" ".join(spaces.split())}"'


def symbol(name: str, x: float, y: float, size: float, drawn: str) -> str:
    """A mark of a size around a point; ``drawn`` are its attributes of fill and stroke."""
    radius = size / 2
    if name.removesuffix("-open") == "circle":
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"{drawn}/>'
    outline = _OUTLINES.get(name.removesuffix("-open"))
    if outline is None:
        raise Undrawable(f"the mark {name}")
    steps = "".join(
        letter if letter == "Z" else f"{letter}{number(x + dx * radius)},{number(y + dy * radius)}"
        for letter, dx, dy in outline
    )
    return f'<path d="{steps}"{drawn}/>'


def _polygon(*points: tuple[float, float]) -> list[tuple[str, float, float]]:
    return [("L" if place else "M", x, y) for place, (x, y) in enumerate(points)] + [("Z", 0, 0)]


def _cross() -> list[tuple[str, float, float]]:
    a, b = 0.4, 1.2
    return _polygon(
        (b, a), (a, a), (a, b), (-a, b), (-a, a), (-b, a), (-b, -a), (-a, -a), (-a, -b), (a, -b),
        (a, -a), (b, -a),
    )  # fmt: skip


def _star() -> list[tuple[str, float, float]]:
    r = 1.4
    x1, x2, x3, x4 = 0.225 * r, 0.951 * r, 0.363 * r, 0.588 * r
    y0, y1, y2, y3, y4 = -r, -0.309 * r, 0.118 * r, 0.809 * r, 0.382 * r
    return _polygon(
        (x1, y1), (x2, y1), (x3, y2), (x4, y3), (0, y4), (-x4, y3), (-x3, y2), (-x2, y1),
        (-x1, y1), (0, y0),
    )  # fmt: skip


_T = 2 / sqrt(3)
_SQUARE = _polygon((-1, -1), (1, -1), (1, 1), (-1, 1))
_X = [("M", 1.0, 1.0), ("L", -1.0, -1.0), ("M", 1.0, -1.0), ("L", -1.0, 1.0)]
_OUTLINES: dict[str, list[tuple[str, float, float]]] = {
    "square": _SQUARE,
    "diamond": _polygon((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
    "triangle-up": _polygon((-_T, 0.5), (_T, 0.5), (0, -1)),
    "triangle-down": _polygon((-_T, -0.5), (_T, -0.5), (0, 1)),
    "cross": _cross(),
    "star": _star(),
    "x-thin": _X,
    "line-ew": [("M", 1.4, 0), ("L", -1.4, 0)],
    "square-x": [*_SQUARE, *_X],
}
# Marks that are lines alone: they take the colour of their line.
THIN = ("x-thin", "line-ew")


def hatched(box: Area, shape: str, said: Mapping[str, Any], ink: str, paint: Paint) -> str:
    """The lines or dots of a pattern over a box, line by line.

    A pattern that SVG repeats by itself is printed as a picture of millions of points.
    """
    step = float(said.get("size", 8))
    solidity = float(said.get("solidity", 0.3))
    opacity = float(said.get("fgopacity", 1))
    left, top, width, height = box
    lines: list[tuple[float, float, float, float]] = []
    right, bottom = left + width, top + height
    if shape in ("/", "x"):
        # Points of one line have the same x + y.
        for total in _steps(left + top, right + bottom, step):
            x0, x1 = max(left, total - bottom), min(right, total - top)
            lines.append((x0, total - x0, x1, total - x1))
    if shape == "x":
        for difference in _steps(left - bottom, right - top, step):
            x0, x1 = max(left, difference + top), min(right, difference + bottom)
            lines.append((x0, x0 - difference, x1, x1 - difference))
    if shape in ("|", "+"):
        lines += [(x, top, x, bottom) for x in _steps(left, right, step)]
    if shape in ("-", "+", "."):
        lines += [(left, y, right, y) for y in _steps(top, bottom, step)]
    if not lines and shape not in ("/", "x", "|", "-", "+", "."):
        raise Undrawable(f"the pattern {shape}")
    thick = max(solidity * step / sqrt(2), 0.8)
    more = ""
    if shape == ".":
        # Dashes of no length with round ends are dots, kept clear of the edges.
        thick = 2 * step * sqrt(solidity / pi)
        more = f' stroke-linecap="round" stroke-dasharray="0 {step:g}"'
        inset = thick / 2
        lines = [
            (left + step / 2, y, right - inset, y)
            for _, y, _, _ in lines
            if top + inset <= y <= bottom - inset and left + step / 2 < right - inset
        ]
    if not lines:
        return ""
    drawn = "".join(
        f"M{number(x0)},{number(y0)}L{number(x1)},{number(y1)}" for x0, y0, x1, y1 in lines
    )
    stroke = painted("stroke", ink, paint, opacity)
    return f'<path d="{drawn}"{stroke} stroke-width="{number(thick)}"{more}/>'


def _steps(low: float, high: float, step: float) -> list[float]:
    """The multiples of a step between two numbers, as they fall whatever the box."""
    return [place * step for place in range(ceil(low / step + 0.01), ceil(high / step))]
