"""The marks that sum a control chart up, drawn as SVG: each told by shape, letter and colour.

Codes, letters and words are those of ``statistics.spc_terms``. A mark brings its own ground, so
that it can be read on any page and on paper.
"""

from html import escape
from urllib.parse import quote

from commissioning.palette import Palette
from commissioning.statistics.spc_terms import AssuranceMark, VariationMark

CIRCLE = '<circle cx="24" cy="24" r="20"/>'
SHAPES = {
    "circle": CIRCLE,
    "diamond": '<path d="M24 2 46 24 24 46 2 24Z"/>',
    "square": '<path d="M5 5H43V43H5Z"/>',
    "triangle-up": '<path d="M24 3 46 43H2Z"/>',
    "triangle-down": '<path d="M24 45 2 5H46Z"/>',
    "hexagon": '<path d="M13 4H35L46 24 35 44H13L2 24Z"/>',
    "octagon": '<path d="M15 3H33L45 15V33L33 45H15L3 33V15Z"/>',
    "dashed": CIRCLE.replace("/>", ' stroke-dasharray="6 4"/>'),
}
IMPROVEMENT, CONCERN, NEITHER = 0, 3, 5  # places in the palette's categories
# The shape of each mark and the place of its colour; None is the colour of what is not stressed.
LOOKS: dict[str, tuple[str, int | None]] = {
    VariationMark.COMMON_CAUSE: ("circle", None),
    VariationMark.IMPROVEMENT_HIGH: ("diamond", IMPROVEMENT),
    VariationMark.IMPROVEMENT_LOW: ("diamond", IMPROVEMENT),
    VariationMark.CONCERN_HIGH: ("square", CONCERN),
    VariationMark.CONCERN_LOW: ("square", CONCERN),
    VariationMark.NEUTRAL_HIGH: ("triangle-up", NEITHER),
    VariationMark.NEUTRAL_LOW: ("triangle-down", NEITHER),
    AssuranceMark.PASS: ("hexagon", IMPROVEMENT),
    AssuranceMark.FAIL: ("octagon", CONCERN),
    AssuranceMark.HIT_OR_MISS: ("dashed", None),
}
# A letter sits where its shape is widest.
BASELINES = {"triangle-up": 38, "triangle-down": 24}


def mark(code: str) -> VariationMark | AssuranceMark:
    """The term a code stands for. ValueError where it is no mark."""
    return VariationMark(code) if code in [*VariationMark] else AssuranceMark(code)


def mark_svg(code: str | None, palette: Palette) -> str:
    """The mark of a code as a picture of its own.

    Nothing for no mark: None, or the assurance of an indicator that has no target to meet.
    """
    if code is None or code == AssuranceMark.NONE:
        return ""
    term = mark(code)
    shape, place = LOOKS[term]
    colour = palette.rest if place is None else palette.categories[place]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        f'<g fill="{palette.background}" stroke="{colour}" stroke-width="4">{SHAPES[shape]}</g>'
        f'<text x="24" y="{BASELINES.get(shape, 32)}" font-family="sans-serif" font-size="22"'
        f' font-weight="700" text-anchor="middle" fill="{palette.text}">'
        f"{escape(term.letter)}</text>"
        "</svg>"
    )


def mark_image(code: str | None, palette: Palette, size: int = 32) -> str:
    """The mark as an HTML image ``size`` pixels square; its words are to stand beside it.

    A page's own HTML may hold no SVG as it is. Nothing for no mark, as ``mark_svg``.
    """
    drawn = mark_svg(code, palette)
    if not drawn:
        return ""
    source = f"data:image/svg+xml,{quote(drawn)}"
    return f'<img src="{source}" alt="" width="{size}" height="{size}">'
