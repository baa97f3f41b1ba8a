"""Small pictures that stand in a cell of a table: marks of a control chart and trends.

A mark has a shape, a letter and a colour, and its words stand under it. A picture brings its own
ground, so that it can be seen on a dark page's paper too. The page lets no drawing through but as
an image.
"""

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from itertools import groupby

from commissioning.palette import Palette
from commissioning.statistics.spc_terms import AssuranceMark, VariationMark
from commissioning.wording.figures import Rows

SIZE = 36
WIDE, HIGH = 112, 30
EDGE = 4
DOT = 2.4
SHAPES = {
    "circle": '<circle cx="24" cy="24" r="20"/>',
    "dashed": '<circle cx="24" cy="24" r="20" stroke-dasharray="6 4"/>',
    "diamond": '<path d="M24 2 46 24 24 46 2 24Z"/>',
    "square": '<path d="M5 5H43V43H5Z"/>',
    "up": '<path d="M24 3 46 43H2Z"/>',
    "down": '<path d="M24 45 2 5H46Z"/>',
    "hexagon": '<path d="M13 4H35L46 24 35 44H13L2 24Z"/>',
    "octagon": '<path d="M15 3H33L45 15V33L33 45H15L3 33V15Z"/>',
}
# The shape of each mark and the place of its colour; None is the colour of what is not stressed.
LOOKS: dict[str, tuple[str, int | None]] = {
    VariationMark.COMMON_CAUSE: ("circle", None),
    VariationMark.IMPROVEMENT_HIGH: ("diamond", 0),
    VariationMark.IMPROVEMENT_LOW: ("diamond", 0),
    VariationMark.CONCERN_HIGH: ("square", 3),
    VariationMark.CONCERN_LOW: ("square", 3),
    VariationMark.NEUTRAL_HIGH: ("up", 5),
    VariationMark.NEUTRAL_LOW: ("down", 5),
    AssuranceMark.PASS: ("hexagon", 0),
    AssuranceMark.FAIL: ("octagon", 3),
    AssuranceMark.HIT_OR_MISS: ("dashed", None),
}
# A letter sits where its shape is widest.
BASELINES = {"up": 38, "down": 24}


def mark_picture(mark: VariationMark | AssuranceMark, palette: Palette) -> str:
    """A mark as HTML; nothing for one without a letter. Its words are to stand beside it."""
    if not mark.letter:
        return ""
    shape, place = LOOKS[mark]
    colour = palette.rest if place is None else palette.categories[place]
    return _image(
        f'<rect width="48" height="48" fill="{palette.background}"/>'
        f'<g fill="none" stroke="{colour}" stroke-width="4">{SHAPES[shape]}</g>'
        f'<text x="24" y="{BASELINES.get(shape, 32)}" text-anchor="middle" font-size="22"'
        f' font-family="sans-serif" font-weight="700" fill="{palette.text}">{mark.letter}</text>',
        (48, 48),
        (SIZE, SIZE),
        "",
    )


def trend_picture(points: Rows, words: str, palette: Palette) -> str:
    """The results of one indicator in order of time as a line, as HTML; ``words`` are its text.

    ``points`` have ``actual``, ``target`` and ``definition_version``. A period without a result is
    a gap, and the line begins anew with each version of the definition. The target is a dashed
    line, the last result a dot. The scale is from the lowest figure to the highest, not from zero.
    """
    values = [p[name] for p in points for name in ("actual", "target") if p[name] is not None]
    low, high = min(values), max(values)
    across = (WIDE - 2 * EDGE) / max(len(points) - 1, 1)

    def place(number: int, value: float) -> tuple[float, float]:
        share = (value - low) / (high - low) if high > low else 0.5
        return EDGE + across * number, HIGH - EDGE - (HIGH - 2 * EDGE) * share

    def lines(name: str, style: str) -> Iterator[str]:
        numbered = list(enumerate(points))
        for (known, _), run in groupby(
            numbered, lambda p: (p[1][name] is not None, p[1]["definition_version"])
        ):
            if known:
                ends = [place(number, point[name]) for number, point in run]
                # A result between two gaps is a dot.
                ends = [*ends, (ends[0][0] + 0.1, ends[0][1])] if len(ends) == 1 else ends
                path = "L".join(f"{x:.1f} {y:.1f}" for x, y in ends)
                yield f'<path d="M{path}" fill="none" stroke-linecap="round" {style}/>'

    last = max(number for number, point in enumerate(points) if point["actual"] is not None)
    x, y = place(last, points[last]["actual"])
    drawn = [
        *lines("target", f'stroke="{palette.categories[3]}" stroke-dasharray="3 3"'),
        *lines("actual", f'stroke="{palette.focus}" stroke-width="1.6"'),
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}" fill="{palette.focus}"/>',
    ]
    ground = f'<rect width="{WIDE}" height="{HIGH}" fill="{palette.background}"/>'
    return _image(ground + "".join(drawn), (WIDE, HIGH), (WIDE, HIGH), words)


def _image(drawn: str, box: tuple[int, int], size: tuple[int, int], words: str) -> str:
    """What is drawn in a box as an image of so many pixels, ``words`` for who cannot see it."""
    width, height = size
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box[0]} {box[1]}"'
        f' width="{width}" height="{height}">{drawn}</svg>'
    )
    packed = b64encode(picture.encode()).decode()
    return (
        f'<img class="picture" src="data:image/svg+xml;base64,{packed}" width="{width}"'
        f' height="{height}" alt="{escape(words)}" />'
    )
