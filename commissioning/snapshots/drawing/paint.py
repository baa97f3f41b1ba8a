"""Numbers, colours, patterns and marks as SVG."""

import re
from collections.abc import Callable, Mapping
from html import escape
from math import pi, sqrt
from typing import Any

from commissioning.snapshots.drawing.known import Undrawable

# What a colour is written as: itself, or a name that a page gives to it for light and dark.
Paint = Callable[[str], str]

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


class Patterns:
    """The patterns that a drawing's bars are filled with, each defined once."""

    def __init__(self, prefix: str, paint: Paint) -> None:
        self._prefix = prefix
        self._paint = paint
        self._made: dict[tuple[str, float], str] = {}

    def fill(self, said: Mapping[str, Any], shape: str, colours: tuple[str, str]) -> str:
        """The attribute that fills something with a pattern: its ground, then its ink."""
        size = float(said.get("size", 8))
        solidity = float(said.get("solidity", 0.3))
        ground, ink = colours
        line = painted("stroke", ink, self._paint, float(said.get("fgopacity", 1)))
        fill = painted("fill", ink, self._paint, float(said.get("fgopacity", 1)))
        thick = number(max(solidity * size / sqrt(2), 0.8))
        under, over = number(size - 1), number(size + 1)
        rising = f"M-1,1L1,-1M0,{size:g}L{size:g},0M{under},{over}L{over},{under}"
        falling = f"M-1,{under}L1,{over}M0,0L{size:g},{size:g}M{under},-1L{over},1"
        middle = number(size / 2)
        if shape == "/":
            drawn = f'<path d="{rising}"{line} stroke-width="{thick}"/>'
        elif shape == "x":
            drawn = f'<path d="{rising}{falling}"{line} stroke-width="{thick}"/>'
        elif shape == "|":
            drawn = f'<path d="M{middle},0V{size:g}"{line} stroke-width="{thick}"/>'
        elif shape == "+":
            drawn = (
                f'<path d="M{middle},0V{size:g}M0,{middle}H{size:g}"{line} stroke-width="{thick}"/>'
            )
        elif shape == "-":
            drawn = f'<path d="M0,{middle}H{size:g}"{line} stroke-width="{thick}"/>'
        elif shape == ".":
            radius = number(size * sqrt(solidity / pi))
            drawn = f'<circle cx="{middle}" cy="{middle}" r="{radius}"{fill}/>'
        else:
            raise Undrawable(f"the pattern {shape}")
        beneath = painted("fill", ground, self._paint)
        body = f'<rect width="{size:g}" height="{size:g}"{beneath}/>{drawn}'
        name = self._made.setdefault((body, size), f"{self._prefix}-p{len(self._made)}")
        return f' fill="url(#{name})"'

    def defined(self) -> str:
        """The definitions of the patterns used, as SVG; nothing where none was."""
        made = "".join(
            f'<pattern id="{name}" patternUnits="userSpaceOnUse" width="{size:g}"'
            f' height="{size:g}">{body}</pattern>'
            for (body, size), name in self._made.items()
        )
        return f"<defs>{made}</defs>" if made else ""
