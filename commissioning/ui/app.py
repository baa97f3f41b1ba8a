"""The frame around every page: addresses, navigation, shared filters, header and notices.

Streamlit runs this file for each reader on each change. The shared filters are placed here and
nowhere else, because a widget that only pages place forgets its value when the page changes.
"""

import logging
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from commissioning.faults import StoreUnavailable
from commissioning.sharing.roles import Role
from commissioning.sharing.sessions import Person
from commissioning.ui import (
    abbreviations,
    access,
    cache,
    components,
    controls,
    links,
    publishing,
    recorded,
)
from commissioning.ui.navigation import OFFICE, PAGES

PAGES_FOLDER = Path(__file__).resolve().parents[2] / "pages"
SIDEBAR_PIXELS = 240
NO_DATA = "The dashboard has no data to show."
LOGGER = logging.getLogger("commissioning")


def frame() -> None:
    """Place the header and the shared filters, run the page asked for and say what was missed."""
    if not isinstance(access.visitor(), Person):
        components.cannot_show("Sign in to see this page.", "Reload it to come to the sign-in.")
        return
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    recorded.begin()
    st.set_page_config(
        page_title="Commissioned services", layout="wide", initial_sidebar_state=SIDEBAR_PIXELS
    )
    components.place_style()
    publishes = access.may(Role.PUBLISHER)
    pages = pages_for(publishes)
    # Streamlit marks up sections as a list whose entries are not items, so there are none.
    page = st.navigation(list(pages.values()), position="sidebar", expanded=True)
    visit = links.Visit(page.url_path, asked)
    controls.begin(visit, pages)
    try:
        store = cache.begin()
    except StoreUnavailable as fault:
        LOGGER.exception("no store")
        components.cannot_show(NO_DATA, str(fault))
        return
    except Exception:
        LOGGER.exception("the store could not be opened")
        components.cannot_show(
            NO_DATA, "Its data could not be opened; the reason is in the server's log."
        )
        return
    visit.refused.extend(links.unknown_parameters(visit.page, asked))
    pinned = "".join(asked.get(links.DATA_VERSION, [])[-1:])
    visit.notices.extend(links.other_version(pinned, store.data_version))
    visit.pinned_to = cache.kept_version(pinned)
    with components.part(page.title):
        components.shared_filters()
        components.who_is_here()
        header = components.place_header(page.title, store.data_version)
        with components.part(page.title), recorded.page():
            page.run()
            controls.finish()
            components.html(abbreviations.at_the_foot(components.package().name))
        view = visit.view(store.data_version)
        components.fill_header(header, view)
        if page.url_path in PAGES and page.url_path != links.IMPORT_EXTRACTS:
            with header.actions:
                publishing.offer(view)


def pages_for(publishes: bool) -> dict[str, StreamlitPage]:
    """Streamlit's pages by their address, looked for on the disk once a session."""
    name = "_pages_of_publisher" if publishes else "_pages_of_reader"
    if name not in st.session_state:
        st.session_state[name] = {
            path: st.Page(
                PAGES_FOLDER / file,
                title=title,
                url_path=path or None,
                default=path == links.AT_A_GLANCE,
                visibility="hidden" if path in OFFICE and not publishes else "visible",
            )
            for path, (title, file) in (PAGES | OFFICE).items()
        }
    made: dict[str, StreamlitPage] = st.session_state[name]
    return made


frame()
