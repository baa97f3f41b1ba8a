"""What the short names on a page stand for, as the package has them."""

import re
from collections.abc import Container
from html import escape, unescape

from commissioning.ui import cache, controls

PREFIX = "abbreviations."


def met(said: str, package: str, besides: Container[str] = ()) -> dict[str, str]:
    """Each abbreviation of a package in ``said``, plain words or HTML, and what it is.

    Those among ``besides`` are left out.
    """
    known = {
        row["key"].removeprefix(PREFIX): row["value"]
        for row in cache.ask("package_statement", package=package).rows
        if row["key"].startswith(PREFIX)
    }
    # A page has some hundred kilobytes of tables, and most have none of these letters in them.
    likely = {
        short: long
        for short, long in known.items()
        if short not in besides and (short in said or escape(short) in said)
    }
    words = unescape(re.sub(r"<[^>]*>", " ", said)) if likely else ""
    return {
        short: long
        for short, long in likely.items()
        if re.search(rf"\b{re.escape(short)}s?\b", words)
    }


def spelt_out(said: str, package: str) -> str:
    """The abbreviations in ``said`` as a line of HTML; nothing where there are none."""
    told = met(said, package)
    controls.current().spelt_out.update(told)
    if not told:
        return ""
    line = "; ".join(f"{short} is {long}" for short, long in told.items())
    return f'<p class="cs-source">{escape(line)}.</p>'


def at_the_foot(package: str) -> str:
    """The abbreviations of a page that no chart of it has spelt out, as HTML."""
    visit = controls.current()
    left = met("\n".join(visit.said), package, besides=visit.spelt_out)
    if not left:
        return ""
    listed = "".join(
        f"<div><dt>{escape(short)}</dt><dd>{escape(long)}</dd></div>"
        for short, long in sorted(left.items(), key=lambda entry: entry[0].lower())
    )
    others = "Other abbreviations" if visit.spelt_out else "Abbreviations"
    return f'<h2 class="cs-h3">{others} on this page</h2><dl class="cs-short">{listed}</dl>'
