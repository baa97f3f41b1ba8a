"""A chart on the page with all that belongs to it: words, table, source, download, workings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from commissioning import downloads, wording
from commissioning.building import header
from commissioning.charts import Chart
from commissioning.store import Answer
from commissioning.ui import cache, controls, links
from commissioning.ui.components import BADGE, Package, html, link, note, package
from commissioning.ui.plot import plot

Click = Callable[[Any], links.Target]


@dataclass(frozen=True)
class Source:
    """Where the figures of a chart come from: a citation, its address if public, and the basis."""

    citation: str
    address: str | None
    basis: str


@dataclass(frozen=True)
class Part:
    """A chart with what goes under it.

    ``answers`` are what it was drawn from; the first of them is what is downloaded. ``table`` is
    HTML. ``on_click`` turns what a mark carries into what a click on it leads to; ``follow`` is a
    link, as HTML, from the headline to the rows behind it.
    """

    key: str
    chart: Chart
    answers: Sequence[Answer]
    table: str
    source: Source
    definitions: Sequence[str] = ()
    on_click: Click | None = None
    follow: str = ""


def figure(part: Part, *, level: int = 2, beside: bool = False) -> None:
    """Place a chart: headline, subtitle, marks, table, source, download and workings.

    With ``beside`` the table and the key to numbered marks stand open side by side, otherwise the
    table is folded away. Where there is nothing to draw, only the sentence that says what to widen.
    """
    chart = part.chart
    if chart.empty:
        note(chart.headline)
        worked_out(part.answers, part.definitions)
        return
    badge = f"{BADGE} " if package().illustrative else ""
    html(
        f'<h{level} class="cs-h{level}">{escape(chart.headline)}</h{level}>'
        f'<p class="cs-sub">{badge}{escape(chart.subtitle)} {part.follow}</p>'
    )
    _plot(part)
    if beside:
        left, right = st.columns([3, 2], gap="medium")
        with left:
            html(part.table)
        with right:
            html(_numbered(chart.key) or "<p></p>")
        _source_line(part)
        _download(part)
    else:
        if chart.key:
            html(_numbered(chart.key))
        _source_line(part)
        with st.expander("Table and download", key=f"table-{part.key}"):
            html(part.table)
            _download(part)
    worked_out(part.answers, part.definitions)


def download(
    key: str, title: str, ask: Callable[[], Answer], source: Source, caveats: Sequence[str] = ()
) -> None:
    """A button that sends the rows of an answer with their source, filters and caveats.

    The answer is asked for and the file written when the reader presses it, after the page has
    run, so what the file says of the package is taken down now.
    """
    shown = package()
    st.download_button(
        "Download CSV",
        data=lambda: _csv(title, ask(), source, shown, caveats),
        file_name=f"{key}-{cache.store().data_version[:8]}.csv",
        mime="text/csv",
        key=f"download-{key}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _download(part: Part) -> None:
    answer = part.answers[0]
    download(part.key, part.chart.headline, lambda: answer, part.source, part.chart.caveats)


def worked_out(answers: Sequence[Answer], definitions: Sequence[str] = ()) -> None:
    """How figures were worked out: definitions, parameters, grain, number of rows and the SQL."""
    with st.expander("How this was worked out"):
        blocks = []
        if definitions:
            blocks.append(
                '<ul class="cs-list">'
                + "".join(f"<li>{escape(text)}</li>" for text in definitions)
                + "</ul>"
            )
        blocks.extend(_question_html(answer) for answer in answers)
        html("".join(blocks))


def _plot(part: Part) -> None:
    on_click = part.on_click
    if on_click is None:
        plot(part.chart, key=part.key)
        return

    def follow(mark: Any) -> None:
        controls.go(on_click(mark))

    plot(part.chart, key=part.key, on_pick=follow)


def _numbered(key: Sequence[str]) -> str:
    """What the numbered marks of a chart stand for."""
    if not key:
        return ""
    return (
        '<p class="cs-source"><strong>Events marked on the chart</strong></p>'
        '<ol class="cs-source cs-list">'
        + "".join(f"<li>{escape(entry)}</li>" for entry in key)
        + "</ol>"
    )


def _source_line(part: Part) -> None:
    source = part.source
    cited = link(source.citation, source.address)
    caution = "".join(f"<li>{escape(caveat)}</li>" for caveat in part.chart.caveats)
    html(
        f'<div class="cs-source"><p class="cs-source">Source: {cited}. Basis: '
        f"{escape(source.basis)}. As at {escape(wording.date_in_words(package().as_at))}; "
        f"data version {escape(part.answers[0].data_version[:8])}.</p>"
        + (f"<ul>{caution}</ul>" if caution else "")
        + "</div>"
    )


def _csv(
    title: str, answer: Answer, source: Source, shown: Package, caveats: Sequence[str]
) -> bytes:
    invented = ("Illustrative data: everything in it is invented.",) if shown.illustrative else ()
    return downloads.csv_download(
        answer.rows,
        title=title,
        source=source.citation,
        basis=source.basis,
        filters=_filters(answer),
        data_version=answer.data_version,
        as_at=shown.as_at,
        caveats=(*invented, *caveats),
        columns=[column.name for column in answer.columns],
    )


def _filters(answer: Answer) -> dict[str, str]:
    """The parameters of a question in words; what is not restricted is left out."""
    return {
        name.replace("_", " "): ", ".join(value) if isinstance(value, list) else str(value)
        for name, value in answer.parameters.items()
        if value is not None
    }


def _question_html(answer: Answer) -> str:
    terms = {
        "Question": header(answer.sql, "question"),
        "One row is one": header(answer.sql, "grain"),
        "Rows": f"{len(answer.rows):,}",
        **{f"Asked with {name}": value for name, value in _filters(answer).items()},
    }
    listed = "".join(
        f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in terms.items()
    )
    return (
        f'<dl class="cs-terms">{listed}</dl>'
        f'<pre class="cs-sql" tabindex="0" role="region" aria-label="SQL of {answer.question}">'
        f"<code>{escape(answer.sql)}</code></pre>"
    )
