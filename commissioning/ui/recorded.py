"""What a run of a page showed, taken down in order where somebody asks for it.

``python -m commissioning.ui.recording`` asks for it before it runs a page; in a reader's own
session nothing is kept.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st

SHOWN = "_shown"
ASKED = "_asked"
FAILED = "_failed"
_WITHIN = "_within"
_IS_WANTED = ContextVar("is_wanted", default=False)


def begin() -> None:
    """Start afresh, at the beginning of a run."""
    _IS_WANTED.set(SHOWN in st.session_state)
    for name in (SHOWN, ASKED, FAILED):
        if name in st.session_state:
            st.session_state[name] = []
    st.session_state.pop(_WITHIN, None)


def is_wanted() -> bool:
    """Whether this run is taken down."""
    return _IS_WANTED.get()


@contextmanager
def page() -> Iterator[None]:
    """Keep what is shown from here on: what the page shows, and not what is round it."""
    st.session_state[_WITHIN] = True
    try:
        yield
    finally:
        st.session_state[_WITHIN] = False


@contextmanager
def whole(make: Callable[[], Any]) -> Iterator[None]:
    """Keep what ``make`` returns in place of the pieces that it is placed by."""
    if not is_wanted():
        yield
        return
    show(make)
    within = st.session_state.get(_WITHIN, False)
    st.session_state[_WITHIN] = False
    try:
        yield
    finally:
        st.session_state[_WITHIN] = within


def show(make: Callable[[], Any]) -> None:
    """Keep what ``make`` returns, something that the page shows; called only where it is kept."""
    if is_wanted() and st.session_state.get(_WITHIN):
        st.session_state[SHOWN].append(make())


def fail(name: str) -> None:
    """Keep the name of a part of the page that could not be shown."""
    if is_wanted():
        st.session_state[FAILED].append(name)


def ask(made: Any) -> None:
    """Keep an answer that the page was given; what is round it shows none of its rows."""
    if is_wanted() and st.session_state.get(_WITHIN):
        st.session_state[ASKED].append(made)
