"""The views of a snapshot as HTML: what each was asked for, its charts, tables and files."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from commissioning import wording
from commissioning.charts import Chart
from commissioning.query_files import header
from commissioning.snapshots import drawing
from commissioning.snapshots.captured import Capture, Figure, Rows, Words, Workings
from commissioning.snapshots.contents import Placed, footing
from commissioning.snapshots.drawing.paint import Paint
from commissioning.store import Answer
from commissioning.tables import link_address

_ANCHOR = re.compile(r'<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"(</?h)([1-6])\b")
_TAIL = re.compile(r"[ ·;]*(?=</p>|</li>)")


class Sections:
    """The sections of a page, with the files that each links to and their sizes in bytes."""

    def __init__(
        self, by_block: Mapping[int, Placed], sizes: Mapping[str, int], paint: Paint, *, pack: bool
    ) -> None:
        self._by_block = by_block
        self._sizes = sizes
        self._paint = paint
        self._pack = pack

    def view(self, number: int, capture: Capture) -> str:
        """One view: its title in a pack, what it could not show, its blocks in order."""
        head = ""
        if self._pack:
            head = (
                f"<h2>{escape(capture.title)}</h2>"
                f'<p class="meta">{escape(" to ".join(capture.years))}</p>'
            )
        name = f' id="view-{number}"' if self._pack else ""
        return (
            f'<section class="view"{name}>{head}{_notices(capture)}'
            f"{''.join(self._blocks(capture))}{_choices(capture)}</section>"
        )

    def _blocks(self, capture: Capture) -> Iterator[str]:
        for block in capture.blocks:
            match block:
                case Words():
                    yield self._deeper(without_ways_back(block.html))
                case Figure():
                    yield self._figure(capture, block)
                case Rows():
                    entry = self._by_block[id(block)]
                    yield f'<p class="files">{escape(block.title)}: {self._csv_links(entry)}</p>'
                case Workings():
                    yield _workings(block.answers, block.definitions)

    def _deeper(self, html: str) -> str:
        """HTML whose headings stand below that of their view."""
        if not self._pack:
            return html
        return _HEADING.sub(lambda found: f"{found[1]}{min(6, int(found[2]) + 1)}", html)

    def _figure(self, capture: Capture, figure: Figure) -> str:
        chart = figure.chart
        if chart.empty:
            return (
                f'<div class="note"><p>{escape(chart.headline)}</p></div>'
                f"{_workings(figure.answers, figure.definitions)}"
            )
        entry = self._by_block[id(figure)]
        level = figure.level + self._pack
        badge = (
            '<strong class="badge">Illustrative data</strong> '
            if capture.shown.illustrative
            else ""
        )
        return (
            f'<section class="part"><h{level}>{escape(chart.headline)}</h{level}>'
            f'<p class="sub">{badge}{escape(chart.subtitle)}</p>'
            f"{self._chart(entry.name, chart)}{_key(chart)}"
            f"{_source(capture, figure)}"
            f"<details open><summary>Table</summary>{without_ways_back(figure.table)}</details>"
            f'<p class="files screen">Take away: {self._files(entry)}</p>'
            f"{_workings(figure.answers, figure.definitions)}</section>"
        )

    def _chart(self, name: str, chart: Chart) -> str:
        drawn = ""
        for kind, width in (("wide", drawing.WIDE), ("narrow", drawing.NARROW)):
            body, height = drawing.drawing(chart.figure, width, self._paint)
            drawn += (
                f'<svg class="{kind}" viewBox="0 0 {width} {height:g}" aria-hidden="true"'
                f' focusable="false">{body}</svg>'
            )
        return (
            f'<figure class="chart" data-figure="{name}" data-title="{escape(chart.headline)}">'
            f'<div class="drawn" role="img" aria-label="{escape(chart.alt)}">{drawn}</div></figure>'
        )

    def _files(self, entry: Placed) -> str:
        pictures = [entry.picture, entry.picture.replace(".svg", ".png")]
        linked = [self._link(name, f"picture, {name[-3:].upper()}") for name in pictures]
        return " · ".join(filter(None, [self._csv_links(entry), *linked]))

    def _csv_links(self, entry: Placed) -> str:
        many = len(entry.rows) > 1
        return " · ".join(
            self._link(
                name,
                f"{wording.count(len(answer.rows), 'row')}, CSV"
                + (f" ({answer.question.replace('_', ' ')})" if many else ""),
            )
            for name, answer in entry.rows
        )

    def _link(self, name: str, words: str) -> str:
        size = self._sizes.get(name)
        if size is None:
            return ""
        return f'<a href="{name}">{words}, {max(1, round(size / 1024)):,} KB</a>'


def without_ways_back(html: str) -> str:
    """HTML without its links into the dashboard, where the reader of a snapshot cannot go.

    A link that only leads there ("See …") goes with its words; of any other the words stay.
    """

    def kept(anchor: re.Match[str]) -> str:
        address, words = anchor[1], anchor[2]
        if address.startswith(("http://", "https://")):
            return anchor[0]
        return "" if words.startswith(("See ", "Open ", "Quality of ")) else words

    return _TAIL.sub("", _ANCHOR.sub(kept, html))


def _notices(capture: Capture) -> str:
    if not capture.notices:
        return ""
    said = "".join(f"<li>{escape(notice)}</li>" for notice in capture.notices)
    return (
        '<div class="note"><p>Not everything that was asked for could be shown</p>'
        f"<ul>{said}</ul></div>"
    )


def _choices(capture: Capture) -> str:
    said = {
        name: value if isinstance(value, str) else "; ".join(value)
        for name, value in capture.parameters.items()
    }
    listed = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in said.items()
    )
    return f"<details><summary>What was chosen for this view</summary><dl>{listed}</dl></details>"


def _key(chart: Chart) -> str:
    if not chart.key:
        return ""
    entries = "".join(f"<li>{escape(entry)}</li>" for entry in chart.key)
    return (
        '<div class="source"><p><strong>Events marked on the chart</strong></p>'
        f"<ol>{entries}</ol></div>"
    )


def _source(capture: Capture, figure: Figure) -> str:
    address = link_address(figure.address)
    cited = escape(figure.citation)
    if address:
        cited = f'<a href="{escape(address)}">{cited}</a>'
    cautions = "".join(f"<li>{escape(caveat)}</li>" for caveat in figure.chart.caveats)
    return (
        f'<div class="source"><p>Source: {cited}. {escape(footing(capture, figure))}</p>'
        f"{figure.spelt_out}{f'<ul>{cautions}</ul>' if cautions else ''}"
        f"{without_ways_back(figure.restated)}</div>"
    )


def _workings(answers: tuple[Answer, ...], definitions: tuple[str, ...]) -> str:
    listed = "".join(f"<li>{escape(text)}</li>" for text in definitions)
    terms = ""
    for answer in answers:
        said = {
            "Question": answer.asks,
            "One row is one": header(answer.sql, "grain"),
            "Rows": f"{len(answer.rows):,}",
            **wording.filters_in_words(
                answer.parameters, answer.rows, compared_with=answer.compared_with
            ),
        }
        terms += "<dl>" + "".join(
            f"<dt>{escape(term)}</dt><dd>{escape(words)}</dd>" for term, words in said.items()
        )
        terms += "</dl>"
    return (
        "<details><summary>Definitions and how this was worked out</summary>"
        f"{f'<ul>{listed}</ul>' if listed else ''}{terms}</details>"
    )
