"""The ceremony of publishing: what will be public is shown first, and nothing happens unasked."""

import datetime
import logging
from collections.abc import Mapping
from html import escape
from urllib.parse import urljoin

import segno
import streamlit as st

from commissioning import clock, settings
from commissioning.faults import CaptureFault, Disclosing, Marked, PublishFault, RegisterFault
from commissioning.sharing.register import LONGEST_DAYS, Register
from commissioning.sharing.roles import Role
from commissioning.sharing.sessions import Person
from commissioning.snapshots import meeting, publishing
from commissioning.snapshots.captured import Capture
from commissioning.snapshots.capturing import capture
from commissioning.snapshots.published import Published
from commissioning.ui import access, identity, links
from commissioning.ui.components import heading, html, note, paragraph
from commissioning.wording import publishing as words

LOGGER = logging.getLogger("commissioning")
OPEN_FOR = {"30 days": 30, "90 days": 90, "One year": 365, "Three years": LONGEST_DAYS - 3}
_TAKEN = "_taken_down"
_MADE = "_made_public"


def offer(view: links.View) -> None:
    """Place the button that begins it, for whoever may publish."""
    if access.may(Role.PUBLISHER) and st.button(
        "Publish", key="publish", icon=":material/publish:", help="Freeze this view as a link"
    ):
        for kept in (_TAKEN, _MADE):
            st.session_state.pop(kept, None)
        _ceremony(links.pinned_address(view))


@st.dialog("Publish this view", width="large")
def _ceremony(address: str) -> None:
    made: Published | None = st.session_state.get(_MADE)
    if made is not None:
        _show_link(made)
        return
    taken = _taken_down(address)
    if taken is not None:
        _ask(taken)


def _taken_down(address: str) -> Capture | None:
    """What the view shows, taken down once for a ceremony; None with the reason said."""
    if _TAKEN not in st.session_state:
        try:
            with st.spinner("Taking down what this view shows…"):
                st.session_state[_TAKEN] = capture("/" + address.removeprefix("./"))
        except CaptureFault as fault:
            LOGGER.warning("a view could not be taken down: %s", fault)
            note("This view cannot be published.", (str(fault),))
            return None
    taken: Capture = st.session_state[_TAKEN]
    return taken


def _ask(taken: Capture) -> None:
    """Show what would be public and ask for what only a person can say."""
    if taken.shown.illustrative:
        note("Everything in this view is invented.", ("The snapshot says so on every chart.",))
    heading("What will be public", 3)
    terms(words.what_is_public(taken))
    if taken.markings:
        note(words.BARRED, (*taken.markings, words.WHAT_TO_DO))
        return
    reviewed = _review(taken)
    title = st.text_input("Title", value=taken.title, key="publish-title", max_chars=120)
    length = st.selectbox("The link opens for", list(OPEN_FOR), key="publish-for")
    last = clock.today() + datetime.timedelta(days=OPEN_FOR[length])
    paragraph(f"Until the end of {last.day} {last:%B %Y}. You can close it or renew it any time.")
    newer = st.checkbox(
        "Let it say when a newer version of the same view is published", key="publish-newer"
    )
    agreed = st.checkbox(words.CONFIRMATION, key="publish-agreed")
    ready = agreed and reviewed is not None and bool(title.strip())
    if st.button("Publish", key="publish-now", disabled=not ready) and ready:
        _publish(taken, title.strip(), last, newer, reviewed or "")


def _review(taken: Capture) -> str | None:
    """What whoever publishes says of text that looks personal; None while they have not."""
    if not taken.personal:
        return ""
    note(
        "Some text looks like personal data. Read each before you go on.",
        [f"{found.kind}: {found.text} ({found.where})" for found in taken.personal],
    )
    return words.REVIEWED if st.checkbox(words.REVIEWED, key="publish-reviewed") else None


def _publish(taken: Capture, title: str, last: datetime.date, newer: bool, reviewed: str) -> None:
    person = access.visitor()
    if not isinstance(person, Person) or person.role < Role.PUBLISHER:
        note("You may no longer publish.", ("Reload the page to see what you may do.",))
        return
    root = settings.from_environment().published
    try:
        with st.spinner("Publishing…"):
            made = publishing.publish(
                [taken],
                root,
                by=person.name,
                expires=last,
                allow_newer=newer,
                title=title,
                reviewed=reviewed,
            )
            Register(root).record_publication(made, by=person.name, expires=last)
    except (Marked, Disclosing, PublishFault, RegisterFault) as fault:
        LOGGER.warning("a view was not published: %s", fault)
        note("Nothing was published.", (str(fault),))
        return
    st.session_state[_MADE] = made
    st.rerun(scope="fragment")


def _show_link(made: Published) -> None:
    """Show the link, once: to copy, to scan and to put into another page."""
    address = link_to(made.id)
    note(f"“{made.title}” is published.", (words.ONCE,))
    st.code(address, language=None, wrap_lines=True)
    # Streamlit takes drawings out of HTML and leaves pictures in.
    picture = segno.make(address, micro=False, error="m").svg_data_uri(border=2)
    html(f'<img class="cs-code" src="{escape(picture)}" alt="QR code of the link">')
    paragraph("To show it within another page, whose site the viewer must allow:")
    st.code(meeting.embedding(address, made.title), language=None, wrap_lines=True)
    paragraph(f"Its reference, printed on it, is {made.reference}. “Shared links” looks after it.")


def link_to(identifier: str) -> str:
    """The whole address of a published link."""
    public = settings.from_environment().public_address
    here = public or urljoin(st.context.url or "", f"{identity.base_path()}/")
    return f"{here.rstrip('/')}/s/{identifier}/"


def terms(said: Mapping[str, str]) -> None:
    """Terms and what they come to."""
    html(
        '<dl class="cs-terms">'
        + "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in said.items())
        + "</dl>"
    )
