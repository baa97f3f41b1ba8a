"""Widgets that are bound to the address: the only way a page asks its reader for a choice."""

from collections.abc import Mapping, Sequence
from math import ceil

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from commissioning.ui import links
from commissioning.ui.links import Control, Target, Visit
from commissioning.ui.running import OfThisRun

_VISIT = OfThisRun[Visit]("_visit")
_PAGES = "_pages"
_CARRIED = "_carried"
_PLACED = "_placed"


def begin(visit: Visit, pages: Mapping[str, StreamlitPage]) -> None:
    """Make ``visit`` the one that controls and links of this run belong to."""
    page, placed = st.session_state.get(_PLACED, (visit.page, frozenset()))
    visit.placed_before = placed if page == visit.page else frozenset()
    _VISIT.set(visit)
    st.session_state[_PAGES] = pages
    for name, value in st.session_state.pop(_CARRIED, {}).items():
        st.session_state[name] = value


def finish() -> None:
    """Note what the address gives controls that the page, which has run, did not place."""
    visit = current()
    visit.finish()
    st.session_state[_PLACED] = (visit.page, visit.placed_before | visit.values.keys())


def said(body: str) -> None:
    """Note what was put on screen, once a run has begun: its abbreviations are to be spelt out."""
    if _VISIT.is_set():
        current().said.append(body)


def current() -> Visit:
    """The visit of this run."""
    return _VISIT.get()


def go(target: Target) -> None:
    """Leave for another page with some values of its controls; shared filters stay as they are.

    A target on the page itself changes only the choices it names. On another page what the reader
    last chose is forgotten first: a control that the address leaves out would otherwise come back
    as it was, and the rows would not be the ones behind the figure.
    """
    if target.page == current().page:
        for name, value in target.values.items():
            st.session_state[name] = value
        return
    own = links.own_parameters(target.page, target.values)
    here = {control.name for control in links.own_controls(current().page)}
    # Streamlit refuses a parameter of a widget on screen; its value goes by way of the state.
    carried = {name: target.values[name] for name in [*own] if name in here}
    for control in links.own_controls(target.page):
        if control.name in carried:
            del own[control.name]
        else:
            st.session_state.pop(control.name, None)
    st.session_state[_CARRIED] = carried
    st.switch_page(st.session_state[_PAGES][target.page], query_params=own)


def choose(control: Control, options: Sequence[str] = ()) -> str:
    """A list to choose one value from; a default that is not among the options is added."""
    allowed = _allowed(control, options)
    standard = current().meet(control, allowed)
    value = st.selectbox(
        control.label,
        allowed,
        index=allowed.index(str(standard)),
        key=control.name,
        bind="query-params",
    )
    return _keep(control, str(value))


def pick(control: Control, options: Sequence[str] = ()) -> str:
    """A row of buttons to choose one of a few values from."""
    allowed = _allowed(control, options)
    standard = current().meet(control, allowed)
    value = st.segmented_control(
        control.label,
        allowed,
        default=standard,
        required=True,
        key=control.name,
        bind="query-params",
        wrap=True,
    )
    return _keep(control, str(value))


def choose_many(control: Control, options: Sequence[str] = (), *, anything: str) -> tuple[str, ...]:
    """A list to choose any number of values from; ``anything`` is what none chosen means."""
    allowed = list(control.options or options)
    standard = current().meet(control, allowed)
    value = st.multiselect(
        control.label,
        allowed,
        default=list(standard) or None,
        key=control.name,
        bind="query-params",
        placeholder=anything,
    )
    chosen = tuple(value)
    current().values[control.name] = chosen
    return chosen


def is_in_use(control: Control) -> bool:
    """Whether the address, or what led here, gives a control a value, which need not be placed."""
    return control.name in current().asked or bool(st.session_state.get(control.name))


def search(control: Control) -> str:
    """A box for words to look for."""
    value = st.text_input(control.label, key=control.name, bind="query-params")
    return _keep(control, (value or "").strip())


def turn(control: Control, rows: int, rows_a_page: int) -> tuple[int, int]:
    """The number of the page of rows to show and how many pages there are.

    Buttons to turn pages are placed when there is more than one.
    """
    pages = max(1, ceil(rows / rows_a_page))
    asked = current().asked.get(control.name, ())
    current().meet(control, [value for value in asked if _is_page(value, pages)])
    page = st.pagination(pages, key=control.name, bind="query-params") if pages > 1 else 1
    page = min(page, pages)
    _keep(control, str(page))
    return page, pages


def _is_page(asked: str, pages: int) -> bool:
    """Whether an address asks for one of so many pages; there may be hundreds of thousands."""
    return (
        asked.isdecimal()
        and len(asked) <= len(str(pages))
        and asked == str(int(asked))
        and 1 <= int(asked) <= pages
    )


def _allowed(control: Control, options: Sequence[str]) -> list[str]:
    allowed = list(control.options or options)
    standard = str(links.default_of(control, allowed))
    return allowed if standard in allowed else sorted([*allowed, standard])


def _keep(control: Control, value: str) -> str:
    current().values[control.name] = value
    return value
