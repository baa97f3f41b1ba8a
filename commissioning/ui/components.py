"""The pieces every page is put together from: header, shared filters, notices, plain words.

Words that come from data or from an address are put on screen as escaped HTML, never as Markdown,
where a dollar sign or a bracket in a provider's name would be read as an instruction.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin, urlsplit, urlunsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from commissioning import tables, wording
from commissioning.charts import exchange
from commissioning.faults import QuestionTooLong
from commissioning.palette import DARK, LIGHT
from commissioning.sharing.sessions import Person
from commissioning.snapshots.captured import Words
from commissioning.ui import access, cache, controls, links, recorded, sheet
from commissioning.ui.running import OfThisRun

LOGGER = logging.getLogger("commissioning")
BADGE = '<strong class="cs-badge">Illustrative data</strong>'
_PACKAGE = OfThisRun["Package"]("_package")
_REFUSED = "_refused"
# Small pictures in tables have their colours in a file of their own: light and dark change places.
PICTURES = ".data-table img, .cs-marks img { filter: invert(1) hue-rotate(180deg); }"


def _on_paper(colours: Mapping[str, str]) -> str:
    """Rules by which marks that Plotly drew in one colour are printed in another.

    Plotly writes a colour into the style of a mark, and of a pattern into an attribute.
    """
    rules = "".join(
        f'.js-plotly-plot [style*="{what}: {_as_plotly_writes(old)}"],'
        f'.js-plotly-plot [{what}="{_as_plotly_writes(old)}"]'
        f"{{ {what}: {new} !important; }}"
        for old, new in colours.items()
        for what in ("fill", "stroke")
    )
    return f"<style>@media print {{{rules}{PICTURES}}}</style>"


def _as_plotly_writes(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"


PAPER = _on_paper(exchange(DARK))


def place_style() -> None:
    """Tell a page in dark colours its light ones, for paper; its other rules are in every page."""
    if cache.palette() != LIGHT:
        st.html(PAPER)


@dataclass(frozen=True)
class Package:
    """The package on screen: what the header and every source line say of it."""

    name: str
    kind: str
    title: str
    body: str
    short_name: str
    area: str
    as_at: str

    @property
    def illustrative(self) -> bool:
        """Whether what is shown is invented."""
        return self.kind == "illustrative"


@dataclass(frozen=True)
class Header:
    """Places at the top of the page that are filled once every control of the page is known."""

    actions: DeltaGenerator
    notices: DeltaGenerator


def html(body: str) -> None:
    """Put HTML on screen whose words are already escaped; nothing where there are none."""
    if not body:
        return
    recorded.show(lambda: Words(body))
    if sheet.is_stretching():
        sheet.place(sheet.words(body))
    else:
        st.html(body)
        controls.said(body)


def folded(title: str, body: str) -> None:
    """HTML whose words are already escaped, folded away under a title; on paper it is open."""
    recorded.show(lambda: Words(body))
    sheet.place(sheet.fold(title, sheet.words(body)))


def heading(text: str, level: int = 2) -> None:
    """A heading within the page."""
    name = "cs-section" if level == 2 else "cs-h3"
    html(f'<h{level} class="{name}">{escape(text)}</h{level}>')


def in_paragraph(text: str, kind: str = "cs-text") -> str:
    """Plain words as a paragraph in HTML."""
    return f'<p class="{kind}">{escape(text)}</p>'


def in_list(entries: Sequence[str]) -> str:
    """Entries that are HTML already as a list in HTML."""
    return '<ul class="cs-list">' + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>"


def paragraph(text: str, kind: str = "cs-text") -> None:
    """A paragraph of plain words."""
    html(in_paragraph(text, kind))


def link(text: str, address: str | None) -> str:
    """An anchor to a page of the dashboard or to a public page, as HTML.

    Only the text where there is no address, or one that is neither.
    """
    safe = tables.link_address(address)
    return escape(text) if safe is None else f'<a href="{escape(safe)}">{escape(text)}</a>'


def restated(rows: wording.Rows) -> str:
    """What was restated of the figures beside it, a line each with its source, as HTML."""
    return "".join(
        f'<p class="cs-source">{escape(wording.restatement_sentence(row, named=True))} '
        f"Source: {link(row['source_title'], row['source_url'])}.</p>"
        for row in rows
    )


def lead(text: str, *anchors: str) -> None:
    """A leading sentence, followed by links to what is behind it."""
    html(f'<p class="cs-lead">{" ".join([escape(text), *anchors])}</p>')


def items(entries: Sequence[str]) -> None:
    """A list whose entries are HTML already."""
    html(in_list(entries))


def note(title: str, lines: Sequence[str] = (), anchors: Sequence[str] = ()) -> None:
    """A message that is read out when it appears; ``anchors`` are links in it, as HTML."""
    body = "".join(f"<li>{line}</li>" for line in (*map(escape, lines), *anchors))
    html(
        f'<div class="cs-note" role="status"><p>{escape(title)}</p>'
        + (f"<ul>{body}</ul>" if body else "")
        + "</div>"
    )


def cannot_show(title: str, reason: str) -> None:
    """The one plain message a reader gets when something failed."""
    note(title, (reason,))


@contextmanager
def part(name: str) -> Iterator[None]:
    """A part of a page that may fail alone: the reader is told, the log has the reason."""
    try:
        yield
    except QuestionTooLong as fault:
        LOGGER.exception("%s took too long", name)
        recorded.fail(name)
        cannot_show(f"“{name}” took too long, so it was stopped.", wording.too_long(fault.seconds))
    except Exception:
        LOGGER.exception("%s could not be shown", name)
        recorded.fail(name)
        cannot_show(
            f"“{name}” could not be shown.",
            "The rest of the page is not affected; the reason is in the server's log.",
        )


def shared_filters() -> Package:
    """Place the filters that every page shares; return the package chosen."""
    listed = {
        row["package"]: row for row in cache.ask("package_list").rows if row["kind"] != "reference"
    }
    with st.sidebar:
        name = controls.choose(links.DATA, list(listed))
        years = _years_of(name)
        first = controls.choose(links.FIRST_YEAR, years)
        last = controls.choose(links.LAST_YEAR, years)
    *_, turned_round = links.in_order(first, last)
    controls.current().notices.extend(turned_round)
    row = listed[name]
    package = Package(
        name=name,
        kind=row["kind"],
        title=row["title"],
        body=row["body"] or row["title"],
        short_name=row["short_name"] or name,
        area=row["area"] or "",
        as_at=row["as_at"] or "",
    )
    _PACKAGE.set(package)
    return package


def who_is_here() -> None:
    """Say who is signed in and with which role, and offer the way out."""
    person = access.visitor()
    if not access.signs_in() or not isinstance(person, Person):
        return
    with st.sidebar:
        paragraph(f"Signed in as {person.name}, {person.role.words}.", "cs-source")
        if st.button("Sign out", key="sign-out"):
            st.logout()


def package() -> Package:
    """The package on screen."""
    return _PACKAGE.get()


def years() -> tuple[str, str]:
    """The first and last financial year on screen, in order."""
    values = controls.current().values
    first, last, _ = links.in_order(
        str(values[links.FIRST_YEAR.name]), str(values[links.LAST_YEAR.name])
    )
    return first, last


def place_header(title: str, data_version: str) -> Header:
    """Place a page's title, whose services these are, and how fresh the data is.

    Beside it and below it there is room for actions and for notices.
    """
    shown, (first, last) = package(), years()
    badge = f" {BADGE}" if shown.illustrative else ""
    st.set_page_config(page_title=f"{title} · Commissioned services · {shown.short_name}")
    row = st.container(horizontal=True, vertical_alignment="top", gap="small")
    with row:
        html(
            f'<p class="cs-eyebrow">Commissioned services · <strong>{escape(shown.body)}</strong>'
            f'{badge}</p><h1 class="cs-h1">{escape(title)}</h1>'
            f'<p class="cs-meta">As at {escape(wording.date_in_words(shown.as_at))} · '
            f"{escape(first)} to {escape(last)} · "
            f"data version {escape(data_version[:8])}</p>"
        )
    return Header(
        actions=row.container(width="content", horizontal=True, gap="small"),
        notices=st.container(),
    )


def fill_header(header: Header, view: links.View) -> None:
    """Offer the pinned link and list what could not be honoured."""
    with header.actions, st.popover("Copy pinned link", icon=":material/link:"):
        paragraph(
            "This address spells out every choice and the version of the data, so it opens the "
            "same view even if defaults change."
        )
        st.code(absolute(links.pinned_address(view)), language=None, wrap_lines=True)
    with header.notices:
        failure = cache.failed_build()
        if failure:
            note("The latest data could not be loaded, so the last good data is shown.", (failure,))
        visit = controls.current()
        said = [*_refused_by(visit), *visit.notices]
        if said:
            note("Not everything in this address could be shown as it asks", said, _since(visit))


def absolute(address: str) -> str:
    """A relative address of the dashboard as one that can be sent to somebody."""
    here = urlsplit(st.context.url or "")
    base = urlunsplit((here.scheme, here.netloc, here.path.rpartition("/")[0] + "/", "", ""))
    return urljoin(base, address) if here.netloc else address


def _since(visit: links.Visit) -> list[str]:
    """The way to what changed since the version that the address was made from."""
    if not visit.pinned_to:
        return []
    changed = visit.address(links.changes_link(visit.pinned_to))
    return [link("See which figures and rows changed since that version", changed)]


def _refused_by(visit: links.Visit) -> list[str]:
    """What the address the page was opened with asked in vain.

    Streamlit takes refused values out of the address, so a later run of the same page cannot see
    them again: they are kept until another page, or another refused value, takes their place.
    """
    page: str
    kept: list[str]
    page, kept = st.session_state.get(_REFUSED, (visit.page, []))
    if visit.refused or page != visit.page:
        kept = list(visit.refused)
    st.session_state[_REFUSED] = (visit.page, kept)
    return kept


def _years_of(name: str) -> list[str]:
    """The financial years a package has figures for, and those the filters start on."""
    first, last = links.DEFAULT_YEARS
    for row in cache.ask("series_list", package=name).rows:
        first, last = min(first, row["first_year"]), max(last, row["last_year"])
    return wording.years_between(first, last)
