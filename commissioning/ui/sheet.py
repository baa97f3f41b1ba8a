"""A stretch of a page in one element: words, charts, and what is folded away with its downloads.

Streamlit's cost, and the browser's, is by the element, so what belongs together is sent as one.
``sheet/sheet.js`` lays it out.
"""

import base64
import json
import logging
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from commissioning import wording
from commissioning.charts import CONFIG, Chart
from commissioning.faults import QuestionTooLong
from commissioning.libraries import library_for
from commissioning.ui import controls
from commissioning.ui.assets import PLOTLY, SHEET

LOGGER = logging.getLogger("commissioning")
Hear = Callable[[Any], None]

_SHEET = st.components.v2.component(
    "commissioning.sheet",
    html='<div class="cs-sheet"></div>',
    js=SHEET,
    isolate_styles=False,  # its words look like others; Plotly styles its labels in the page itself
)
_PICKED, _FILE = "picked", "file"
_MADE = "_made_files"


@dataclass(frozen=True)
class Piece:
    """What the browser is sent, and who hears of what a reader does with it, by event and chart."""

    sent: Mapping[str, Any]
    heard: Mapping[tuple[str, str], Hear] = field(default_factory=dict)


@dataclass
class Stretch:
    """Pieces that follow each other, and the key of the first of them that has one."""

    pieces: list[Piece] = field(default_factory=list)
    key: str = ""


_STRETCH = ContextVar[Stretch | None]("_stretch", default=None)


@dataclass(frozen=True)
class File:
    """A file to take away: its name, its media type and how its content is made when asked for."""

    name: str
    media_type: str
    content: Callable[[], bytes]


def words(html: str) -> Piece:
    """HTML whose words are already escaped."""
    controls.said(html)
    return Piece({"kind": "words", "html": html})


def drawing(chart: Chart, *, key: str, picked: Hear | None = None) -> Piece:
    """A chart; ``picked`` is called with what a mark carries when a reader clicks it."""

    sent = {
        "kind": "chart",
        "key": key,
        "figure": chart.figure,
        "config": dict(CONFIG),
        "alt": chart.alt,
        "picks": picked is not None,
        # relative to where the browser has the dashboard
        "library": f"{PLOTLY}/{library_for([chart.figure]).name}",
    }
    if picked is None:
        return Piece(sent)

    def follow(mark: Any) -> None:
        if is_mark(chart, mark):
            picked(mark)

    return Piece(sent, {(_PICKED, key): follow})


def is_mark(chart: Chart, mark: Any) -> bool:
    """Whether ``mark``, which came from a browser, is what one of the chart's marks carries."""
    return mark is not None and any(
        mark == drawn for trace in chart.figure["data"] for drawn in trace.get("customdata") or ()
    )


def columns(shares: Sequence[int], *each: Sequence[Piece]) -> Piece:
    """Pieces side by side, and one under the other on a narrow screen."""
    sent = {
        "kind": "columns",
        "shares": list(shares),
        "columns": [[piece.sent for piece in one] for one in each],
    }
    return Piece(sent, _heard(piece for one in each for piece in one))


def fold(title: str, *pieces: Piece, printed: bool = True) -> Piece:
    """Pieces folded away under a title: laid out when it is unfolded, or for paper."""
    sent = {
        "kind": "fold",
        "title": title,
        "pieces": [piece.sent for piece in pieces],
        "printed": printed,
    }
    return Piece(sent, _heard(pieces))


def files(
    chart: Chart, picture: Mapping[str, Any], *, key: str, name: str, figures: Mapping[str, File]
) -> Piece:
    """Buttons that take away the chart placed under ``key``: its figures and its picture.

    ``figures`` are files of its figures, by their format, ``name`` is that of the picture's file.
    One that a reader asked for in the run before is sent with them.
    """

    def make(form: Any) -> None:
        if isinstance(form, str) and form in figures:
            st.session_state.setdefault(_MADE, {})[key] = made(figures[form])

    sent = {
        "kind": "files",
        "chart": key,
        "title": chart.headline,
        "figures": list(figures),
        "picture": dict(picture),
        "name": name,
        "made": st.session_state.get(_MADE, {}).pop(key, None),
    }
    return Piece(sent, {(_FILE, key): make})


def made(file: File) -> dict[str, str]:
    """A file as the browser gets it, to be saved once, or what is said in its place."""
    said = {"id": uuid.uuid4().hex, "name": file.name, "type": file.media_type}
    try:
        content = file.content()
    except QuestionTooLong as fault:
        return said | {"fault": wording.too_long(fault.seconds)}
    except Exception:
        LOGGER.exception("%s could not be made", file.name)
        return said | {"fault": "It could not be made; the reason is in the server's log."}
    return said | {"fault": "", "content": base64.b64encode(content).decode()}


@contextmanager
def stretch() -> Iterator[None]:
    """Put all words, charts and folds that are placed within on the page as one element.

    Only they may be: a control within would come to stand above them. They are put there too where
    what places them fails.
    """
    held = Stretch()
    outer = _STRETCH.set(held)
    # A run that a reader's next choice overtakes ends by what is no Exception. Half a stretch would
    # then take the other half off the page for a moment.
    overtaken = True
    try:
        yield
        overtaken = False
    except Exception:
        overtaken = False
        raise
    finally:
        _STRETCH.reset(outer)
        if held.pieces and not overtaken:
            place(*held.pieces, key=held.key)


def is_stretching() -> bool:
    """Whether what is placed becomes part of a stretch."""
    return _STRETCH.get() is not None


def place(*pieces: Piece, key: str = "") -> None:
    """Put pieces on the page as one element, known by ``key`` where one is given.

    Within a stretch they become part of its element.
    """
    held = _STRETCH.get()
    if held is not None:
        held.pieces.extend(pieces)
        held.key = held.key or key
        return
    if not key:
        visit = controls.current()
        visit.sheets += 1
        key = f"sheet-{visit.sheets}"
    heard = _heard(pieces)

    def hear(event: str) -> Callable[[], None]:
        def tell() -> None:
            match st.session_state[key][event]:
                case [str(chart), said] if (event, chart) in heard:
                    heard[event, chart](said)

        return tell

    _SHEET(
        data=packed([piece.sent for piece in pieces]),
        key=key,
        on_picked_change=hear(_PICKED),
        on_file_change=hear(_FILE),
    )


def packed(sent: Sequence[Mapping[str, Any]]) -> bytes:
    """What the browser is sent: JSON, compressed.

    As bytes, which Streamlit sends as they are: what it is to write as JSON it writes twice. At the
    fastest level, which leaves a quarter of it; the usual one takes four times as long for a tenth.
    """
    return zlib.compress(json.dumps(sent, allow_nan=False).encode(), level=1)


def _heard(pieces: Iterable[Piece]) -> dict[tuple[str, str], Hear]:
    return {event: hear for piece in pieces for event, hear in piece.heard.items()}
