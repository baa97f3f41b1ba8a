"""Every link that was published: what it opens, until when, how often it was, and its end."""

import datetime
from collections import Counter
from collections.abc import Callable
from html import escape

import streamlit as st

from commissioning import clock, settings
from commissioning.faults import CaptureFault, RegisterFault
from commissioning.sharing.register import Listed, Register
from commissioning.sharing.roles import Role
from commissioning.sharing.sessions import Person
from commissioning.sharing.telling import verdict_words
from commissioning.snapshots.changes import Changes, changes_since
from commissioning.tables.publishing import lines_table, moved_table
from commissioning.ui import access, cache, controls, links
from commissioning.ui.components import heading, html, items, lead, link, note, paragraph
from commissioning.ui.publishing import OPEN_FOR, terms
from commissioning.wording import publishing as words

_DONE = "_done_to_link"
SHOWN_AT_ONCE = 25
ROWS_SHOWN = 20
FIGURES_SHOWN = 100


def register() -> Register:
    """The register of this installation."""
    return Register(settings.from_environment().published)


def act(done: str, change: Callable[[str], None]) -> None:
    """Change a link for whoever is here, if they may, and keep what is to be said of it."""
    person = access.visitor()
    if not isinstance(person, Person) or person.role < Role.PUBLISHER:
        st.session_state[_DONE] = "You may no longer change links. Reload the page."
        return
    try:
        change(person.name)
    except RegisterFault as fault:
        st.session_state[_DONE] = str(fault)
        return
    st.session_state[_DONE] = done


def renewed(entry: Listed, length: str) -> None:
    """Let a link open for some more days from today."""
    until = clock.today() + datetime.timedelta(days=OPEN_FOR[length])
    act(
        f"“{entry.title}” opens until {until.day} {until:%B %Y}.",
        lambda by: register().renew(entry.digest, until, by=by),
    )


def show(entry: Listed, current: set[str]) -> None:
    """One link: what it is, where it came from, and what can be done to it."""
    state = entry.state(clock.today())
    with st.container(border=True):
        html(
            f'<h3 class="cs-h3">{escape(entry.title)} '
            f'<strong class="cs-state">{words.STATES[state]}</strong></h3>'
        )
        address = entry.address.split(" ")[0]
        html(f'<p class="cs-text">{link("The view it was made from", address)}</p>')
        terms(words.link_terms(entry))
        buttons(entry, state)
        since(entry, current)


def buttons(entry: Listed, state: str) -> None:
    """What can be done to a link as it stands."""
    if state == "revoked" or entry.removed:
        return
    title, digest = entry.title, entry.digest
    with st.container(horizontal=True, gap="small"):
        if state == "open":
            st.button(
                "Pause",
                key=f"pause-{digest}",
                on_click=act,
                args=(f"“{title}” is paused.", lambda by: register().pause(digest, by=by)),
            )
        if state == "paused":
            st.button(
                "Resume",
                key=f"resume-{digest}",
                on_click=act,
                args=(f"“{title}” is open again.", lambda by: register().resume(digest, by=by)),
            )
        with st.popover("Renew", key=f"renew-{digest}"):
            length = st.selectbox("From today for", list(OPEN_FOR), key=f"length-{digest}")
            st.button(
                "Renew this link", key=f"renewed-{digest}", on_click=renewed, args=(entry, length)
            )
        with st.popover("Withdraw", key=f"revoke-{digest}"):
            paragraph("Whoever opens it is told that it was withdrawn. It cannot be opened again.")
            st.button(
                "Withdraw this link for good",
                key=f"revoked-{digest}",
                on_click=act,
                args=(f"“{title}” is withdrawn.", lambda by: register().revoke(digest, by=by)),
            )


def since(entry: Listed, current: set[str]) -> None:
    """What changed between the snapshot and today's data, worked out when it is asked for."""
    if entry.removed:
        return
    folded = st.expander("What changed since", key=f"since-{entry.digest}", on_change="rerun")
    if not folded.open:
        return
    with folded:
        try:
            with st.spinner("Making the same view of today's data…"):
                here = settings.from_environment()
                changes = changes_since(here.published / entry.digest, here)
        except (CaptureFault, OSError) as fault:
            note("The same view cannot be made today.", (str(fault),))
            return
        what_changed(changes)
        if entry.data_version in current:
            target = links.changes_link(entry.data_version)
            anchor = link(
                "See everything that changed since that version of the data",
                controls.current().address(target),
            )
            html(f'<p class="cs-text">{anchor}</p>')


def what_changed(changes: Changes) -> None:
    """What is not as it was: figures that moved, rows that went and came, and whole files."""
    paragraph(words.changes_sentence(changes))
    if changes.moved:
        html(moved_table(changes.moved, FIGURES_SHOWN))
    for what, lines in (("Rows gone", changes.gone), ("Rows added", changes.added)):
        if lines:
            html(lines_table(lines, what, ROWS_SHOWN))
    if of_files := words.files_lines(changes):
        items([escape(line) for line in of_files])


def the_log() -> None:
    """Whether the log is what was written, and the log itself for administrators."""
    heading("The log")
    verdict = register().verify()
    if not verdict.sound:
        note("The log of published links was changed.", (verdict_words(verdict),))
    else:
        paragraph(verdict_words(verdict))
    paragraph(
        "It holds what was published, opened, taken away, paused, renewed and withdrawn, and by "
        "whom; of readers it holds only how many there were on a day."
    )
    if access.may(Role.ADMINISTRATOR) and verdict.entries:
        st.download_button(
            "Download the log",
            data=register().log.file.read_bytes,
            file_name="register.jsonl",
            mime="application/x-ndjson",
            key="take-log",
            # A run of the page would let go of what is being taken.
            on_click="ignore",
        )


if not access.may(Role.PUBLISHER):
    note("Shared links are for those who publish.", ("Ask an administrator for that role.",))
else:
    said = st.session_state.pop(_DONE, None)
    # Its place is there with nothing said too: no button below moves as a reader aims at it.
    with st.empty():
        if said:
            note(said)
    listed = list(reversed(register().listed().values()))
    lead(words.links_sentence(Counter(entry.state(clock.today()) for entry in listed)))
    kept = {row["data_version"] for row in cache.ask("data_versions").rows}
    if not listed:
        items([escape("“Publish”, at the top of every page, makes a link of what it shows.")])
    for published in listed[:SHOWN_AT_ONCE]:
        show(published, kept)
    if len(listed) > SHOWN_AT_ONCE:
        paragraph(f"The {SHOWN_AT_ONCE} newest are shown; the log has every one.")
    the_log()
