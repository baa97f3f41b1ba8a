"""The page of a snapshot: one HTML file that needs nothing else to be read."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from html import escape
from pathlib import Path

from commissioning import tables, wording
from commissioning.charts.frame import FONT
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.snapshots import drawing
from commissioning.snapshots.captured import Capture
from commissioning.snapshots.contents import placed
from commissioning.snapshots.published import PDF, SCRIPT
from commissioning.snapshots.sections import Sections

STYLE = Path(__file__).with_name("style.css")


@dataclass(frozen=True)
class Imprint:
    """What a page says of itself: its title, reference and digest, who published it and when.

    ``library`` is the address of Plotly's library relative to the page, with its integrity;
    ``code`` is SVG of a code that leads to the page, for paper; ``sizes`` are those of the files
    it links to, in bytes.
    """

    title: str
    reference: str
    content: str
    code_version: str
    published: datetime.datetime
    expires: datetime.date
    by: str
    library: tuple[str, str]
    sizes: Mapping[str, int]
    code: str = ""
    pdf: bool = False


def page(captures: Sequence[Capture], imprint: Imprint) -> bytes:
    """The page of some views as HTML. Raises drawing.Undrawable."""
    sections = Sections(placed(captures), imprint.sizes, painted, pack=len(captures) > 1)
    views = [sections.view(number, capture) for number, capture in enumerate(captures, start=1)]
    library, integrity = imprint.library
    html = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(imprint.title)} · {escape(captures[0].shown.short_name)}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex, nofollow">'
        '<meta name="referrer" content="no-referrer">'
        f"<style>{_style(imprint.reference)}</style>"
        f'<script type="module" src="{SCRIPT}" data-library="{library}" '
        f'data-integrity="{integrity}"></script>'
        '</head><body><a class="skip" href="#content">Skip to the content</a>'
        f"{_header(captures, imprint)}"
        f'<main id="content">{_contents(captures)}{"".join(views)}</main>'
        f"{_footer(captures, imprint)}</body></html>\n"
    )
    return html.encode()


def _header(captures: Sequence[Capture], imprint: Imprint) -> str:
    shown = captures[0].shown
    invented = any(capture.shown.illustrative for capture in captures)
    badge = ' <strong class="badge">Illustrative data</strong>' if invented else ""
    said = f"<p>{escape(wording.INVENTED)}</p>" if invented else ""
    span = "" if len(captures) > 1 else f" · {' to '.join(captures[0].years)}"
    code = f'<div class="qr">{imprint.code}Open this page</div>' if imprint.code else ""
    pdf = (
        f' · <a class="screen" href="{PDF}">PDF, {_size(imprint.sizes[PDF])}</a>'
        if imprint.pdf
        else ""
    )
    return (
        f'<header>{code}<p class="eyebrow">Commissioned services · '
        f"<strong>{escape(shown.body)}</strong>{badge}</p><h1>{escape(imprint.title)}</h1>"
        f'<p class="meta">A copy made on {_moment(imprint.published)}, which does not change. '
        f"As at {escape(wording.date_in_words(shown.as_at))}{escape(span)} · data version "
        f"{escape(shown.data_version[:8])} · reference {imprint.reference}{pdf}</p>{said}</header>"
    )


def _contents(captures: Sequence[Capture]) -> str:
    if len(captures) < 2:
        return ""
    entries = "".join(
        f'<li><a href="#view-{number}">{escape(capture.title)}</a></li>'
        for number, capture in enumerate(captures, start=1)
    )
    return (
        f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>{entries}</ol></nav>'
    )


def _footer(captures: Sequence[Capture], imprint: Imprint) -> str:
    shown, policy = captures[0].shown, captures[0].policy
    rounding = (
        f" and others are rounded to the nearest {policy.round_to}" if policy.round_to > 1 else ""
    )
    hidden = (
        f"Counts of people from 1 to {policy.threshold - 1} in a split of a result, and what would "
        f"give them away, were taken out of the data before anything was worked out from it"
        f"{rounding}."
        if policy.threshold > 1
        else "No count of people was taken out of the data for being small."
    )
    terms = {
        "Reference": imprint.reference,
        "Published": f"{_moment(imprint.published)} by {imprint.by}",
        "Opens until": _day(imprint.expires),
        "Data": f"{shown.title}, version {shown.data_version[:16]}",
        "Program": f"version {imprint.code_version[:16]}",
        "Figures": f"SHA-256 {imprint.content[:16]}…",
        "Small counts": hidden,
    }
    listed = "".join(f"<dt>{name}</dt><dd>{escape(said)}</dd>" for name, said in terms.items())
    return (
        "<footer><h2>About this copy</h2><p>It holds only what it shows. Whoever has the folder it "
        "was published in can check that no file was changed: "
        f"<code>python -m commissioning verify {imprint.reference.replace('-', '')}</code>. "
        'What it was made from is listed in <a href="manifest.json">manifest.json</a>.</p>'
        f"<dl>{listed}</dl></footer>"
    )


def _moment(moment: datetime.datetime) -> str:
    return _day(moment.date())


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} KB"


@cache
def _names() -> Mapping[str, str]:
    """The name in the page's style for each colour of the light palette, in small letters."""
    return {light.lower(): f"var(--{name})" for name, light in _colours(LIGHT).items()}


def _colours(palette: Palette) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in fields(Palette):
        value = getattr(palette, field.name)
        if field.name == "categories":
            found |= {f"c{place}": colour for place, colour in enumerate(value)}
        elif field.name != "name":
            found[field.name.replace("_", "-")] = value
    return found


def painted(colour: str) -> str:
    """A colour of a chart as the page writes it, so that one drawing serves light and dark."""
    return _names().get(colour.lower(), colour)


def _style(reference: str) -> str:
    def named(palette: Palette) -> str:
        return " ".join(f"--{name}: {colour};" for name, colour in _colours(palette).items())

    text = STYLE.read_text(encoding="utf-8")
    for word, said in (
        ("LIGHT", named(LIGHT)),
        ("DARK", named(DARK)),
        ("FONT", FONT),
        ("WIDE", str(drawing.WIDE)),
        ("TABLES", tables.STYLE),
        ("REFERENCE", f"Reference {reference}"),
    ):
        text = re.sub(rf"\b{word}(?=\b|px)", said.replace("\\", r"\\"), text)
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()
