"""Text of a figure: Plotly's mark-up of bold and line breaks, how wide it comes to, and as SVG."""

import re
from dataclasses import dataclass
from html import escape, unescape

from commissioning.snapshots.drawing.known import Undrawable
from commissioning.snapshots.drawing.paint import Paint, number, painted

LEADING = 1.3
# Of the height of the letters: how far the first baseline is below the top of a line.
ASCENT = 0.98
# The mark-up that charts use: bold, a line break, and a coloured mark before a label.
_TAG = re.compile(r"<(/?)(b|br|span)(?: style='color:(#[0-9a-fA-F]{6})')?>")
# Widths against the height of the letters, in Liberation Sans and Arial, and the room that wider
# fonts on a reader's machine take.
_THIN, _SLIM, _BROAD, _WIDE = (
    "ijlI.,:;'|!’‘ ",
    'ftr()[]{}-–·/"',
    "mwMW%@—",
    "ABCDEGHKNOQRSUVXYZ&£+−=",
)
_ROOM = 1.06


@dataclass(frozen=True)
class Piece:
    """Words of one line that look alike: bold or not, in a colour of their own or in the text's."""

    words: str
    bold: bool = False
    colour: str | None = None

    def width(self, size: float) -> float:
        """How wide the words come to in pixels, at most."""
        return sum(map(_width, self.words)) * size * _ROOM * (1.07 if self.bold else 1)


def _width(character: str) -> float:
    if character in _THIN:
        return 0.28
    if character in _SLIM:
        return 0.36
    if character in _BROAD:
        return 0.87
    return 0.68 if character in _WIDE else 0.556


def lines(text: object) -> list[list[Piece]]:
    """The lines of a figure's text. Raises Undrawable for mark-up that charts do not use."""
    made: list[list[Piece]] = [[]]
    bold, colour = False, None
    parts = re.split(r"(<[^>]*>)", str(text))
    for part in parts:
        if not part.startswith("<"):
            if part:
                made[-1].append(Piece(unescape(part), bold, colour))
            continue
        tag = _TAG.fullmatch(part)
        if tag is None:
            raise Undrawable(f"text with mark-up: {text}")
        closing, name, hue = tag.groups()
        if name == "br":
            made.append([])
        elif name == "b":
            bold = not closing
        else:
            colour = None if closing else hue
    return made


def width(text: object, size: float) -> float:
    """How wide the widest line of a text comes to."""
    return max(sum(piece.width(size) for piece in line) for line in lines(text))


def height(text: object, size: float) -> float:
    """How tall a text is, line by line."""
    return len(lines(text)) * size * LEADING


@dataclass(frozen=True)
class Style:
    """The size and colour of text, and where it is anchored: start, middle or end."""

    size: float
    colour: str
    anchor: str = "start"


def written(text: object, x: float, top: float, style: Style, paint: Paint) -> str:
    """A text whose first line's box begins at ``top``, anchored at ``x``."""
    made = []
    own = painted("fill", style.colour, paint)
    anchor = "" if style.anchor == "start" else f' text-anchor="{style.anchor}"'
    for position, line in enumerate(lines(text)):
        if not "".join(piece.words for piece in line).strip():
            continue
        baseline = top + position * style.size * LEADING + style.size * ASCENT
        start = f'<text x="{number(x)}" y="{number(baseline)}" font-size="{number(style.size)}"'
        if len(line) == 1:
            made.append(f"{start}{anchor}{_bold(line[0])}{own}>{_escaped(line[0])}</text>")
            continue
        pieces = "".join(
            f"<tspan{_bold(piece)}{painted('fill', piece.colour, paint) if piece.colour else ''}>"
            f"{_escaped(piece)}</tspan>"
            for piece in line
        )
        made.append(f"{start}{anchor}{own}>{pieces}</text>")
    return "".join(made)


def _bold(piece: Piece) -> str:
    return ' font-weight="700"' if piece.bold else ""


def _escaped(piece: Piece) -> str:
    return escape(piece.words, quote=False)
