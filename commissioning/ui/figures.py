"""A chart on the page with all that belongs to it: words, table, source, download, workings."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from commissioning import downloads, wording, workbooks
from commissioning.charts import Chart, picture
from commissioning.query_files import header
from commissioning.snapshots import captured
from commissioning.store import Answer
from commissioning.ui import abbreviations, cache, controls, links, recorded, sheet
from commissioning.ui.components import BADGE, Package, in_list, link, note, package, restated

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
    link, as HTML, from the headline to the rows behind it, and ``restated`` the restatements of
    the figures drawn, which what is taken away says too.
    """

    key: str
    chart: Chart
    answers: Sequence[Answer]
    table: str
    source: Source
    definitions: Sequence[str] = ()
    on_click: Click | None = None
    follow: str = ""
    restated: wording.Rows = ()


def figure(part: Part, *, level: int = 2, beside: bool = False) -> None:
    """Place a chart: headline, subtitle, marks, table, source, download and workings.

    With ``beside`` the table stands open, next to the key of numbered marks, or to the chart itself
    where it has none; otherwise it is folded away. Where there is nothing to draw, only the
    sentence that says what to widen.
    """
    with recorded.whole(lambda: _taken_down(part, level)):
        _place(part, level, beside)


def _place(part: Part, level: int, beside: bool) -> None:
    chart = part.chart
    if chart.empty:
        note(chart.headline)
        worked_out(part.answers, part.definitions)
        return
    badge = f"{BADGE} " if package().illustrative else ""
    title = sheet.words(
        f'<h{level} class="cs-h{level}">{escape(chart.headline)}</h{level}>'
        f'<p class="cs-sub">{badge}{escape(chart.subtitle)} {part.follow}</p>'
    )
    drawn = sheet.drawing(chart, key=part.key, picked=_picked(part))
    key = [sheet.words(_numbered(chart.key))] if chart.key else []
    source, table, files = _source_line(part), sheet.words(part.table), _files(part)
    if beside and key:
        laid = [drawn, sheet.columns((3, 2), [table], key), source, files]
    elif beside:
        laid = [sheet.columns((1, 1), [drawn], [table]), source, files]
    else:
        laid = [drawn, *key, source, sheet.fold("Table and download", table, files)]
    sheet.place(title, *laid, _workings(part.answers, part.definitions), key=part.key)


def _taken_down(part: Part, level: int) -> captured.Figure:
    return captured.Figure(
        key=part.key,
        chart=part.chart,
        answers=tuple(part.answers),
        table=part.table,
        citation=part.source.citation,
        address=_public(part.source.address),
        basis=part.source.basis,
        level=level,
        definitions=tuple(part.definitions),
        restated=restated(part.restated),
        spelt_out=_spelt_out(part.chart),
    )


def download(
    key: str,
    title: str,
    ask: Callable[[], Answer],
    source: Source,
    caveats: Sequence[str] = (),
    *,
    more: Sequence[Answer] = (),
) -> None:
    """Buttons that send the rows of an answer, with their source, filters and caveats, as a file.

    The answer is asked for and the file written when the reader presses one, after the page has
    run, so what the file says of the package is taken down now. A workbook holds ``more`` answers
    too.
    """
    recorded.show(
        lambda: captured.Rows(
            key, title, (ask(), *more), source.citation, source.basis, tuple(caveats)
        )
    )
    about = _about(title, "", source, package(), caveats)
    made = _made_from(_file_name(key), ask, more, about)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
        for form, file in made.items():
            st.download_button(
                form.upper(),
                data=file.content,
                file_name=file.name,
                mime=file.media_type,
                key=f"download-{form}-{key}",
                on_click="ignore",
            )


def _file_name(name: str) -> str:
    """What a file is called but for its ending: what it is, of which data and which version."""
    return f"{name}-{package().name}-{cache.store().data_version[:8]}"


def _files(part: Part) -> sheet.Piece:
    answer, *more = part.answers
    restatements = _restatements(part)
    shown = package()
    about = _about(
        part.chart.headline,
        part.chart.subtitle,
        part.source,
        shown,
        (*part.chart.caveats, *restatements),
    )
    name = _file_name(re.sub(r"[_/]", "-", answer.question))
    return sheet.files(
        part.chart,
        picture(
            part.chart,
            cache.palette(),
            source=[_source_words(part), *restatements],
            illustrative=shown.illustrative,
        ),
        key=part.key,
        name=name,
        figures=_made_from(name, lambda: answer, more, about),
    )


def _made_from(
    name: str, ask: Callable[[], Answer], more: Sequence[Answer], about: workbooks.About
) -> dict[str, sheet.File]:
    """An answer as the files that readers take away, by their format."""
    return {
        "csv": sheet.File(f"{name}.csv", "text/csv", lambda: _csv(ask(), about)),
        "xlsx": sheet.File(
            f"{name}.xlsx",
            workbooks.MEDIA_TYPE,
            lambda: workbooks.workbook((ask(), *more), about),
        ),
    }


def worked_out(answers: Sequence[Answer], definitions: Sequence[str] = ()) -> None:
    """How figures were worked out: definitions, parameters, grain, number of rows and the SQL."""
    taken_down = captured.Workings(tuple(answers), tuple(definitions))
    with recorded.whole(lambda: taken_down):
        sheet.place(_workings(answers, definitions))


def _workings(answers: Sequence[Answer], definitions: Sequence[str]) -> sheet.Piece:
    blocks = [in_list(list(map(escape, definitions)))] if definitions else []
    blocks.extend(cache.describe(_question_html, answer) for answer in answers)
    return sheet.fold("How this was worked out", sheet.words("".join(blocks)), printed=False)


def _picked(part: Part) -> Callable[[Any], None] | None:
    on_click = part.on_click
    return None if on_click is None else lambda mark: controls.go(on_click(mark))


def _numbered(key: Sequence[str]) -> str:
    """What the numbered marks of a chart stand for."""
    return (
        '<p class="cs-source"><strong>Events marked on the chart</strong></p>'
        '<ol class="cs-source cs-list">'
        + "".join(f"<li>{escape(entry)}</li>" for entry in key)
        + "</ol>"
    )


def _source_line(part: Part) -> sheet.Piece:
    cited = link(part.source.citation, part.source.address)
    caution = "".join(f"<li>{escape(caveat)}</li>" for caveat in part.chart.caveats)
    return sheet.words(
        f'<div class="cs-source"><p class="cs-source">Source: {cited}. '
        f"{escape(_footing(part))}</p>{_spelt_out(part.chart)}"
        + (f"<ul>{caution}</ul>" if caution else "")
        + restated(part.restated)
        + "</div>"
    )


def _restatements(part: Part) -> list[str]:
    return [wording.restatement_sentence(row, named=True) for row in part.restated]


def _spelt_out(chart: Chart) -> str:
    """What the abbreviations in a chart's words stand for, as the package has them."""
    return abbreviations.spelt_out(f"{chart.headline} {chart.subtitle} {chart.alt}", package().name)


def _source_words(part: Part) -> str:
    """The source line without a link, for a picture, with the address if it is a public one."""
    address = _public(part.source.address)
    where = f" ({address})" if address else ""
    return f"Source: {part.source.citation}{where}. {_footing(part)}"


def _footing(part: Part) -> str:
    return (
        f"Basis: {part.source.basis}. As at {wording.date_in_words(package().as_at)}; "
        f"data version {part.answers[0].data_version[:8]}."
    )


def _public(address: str | None) -> str | None:
    """An address that leads somewhere from a file too: one that is not of this dashboard."""
    return address if address and address.startswith(("http://", "https://")) else None


def _about(
    title: str, subtitle: str, source: Source, shown: Package, caveats: Sequence[str]
) -> workbooks.About:
    return workbooks.About(
        title=title,
        subtitle=subtitle,
        body=shown.body,
        source=source.citation,
        address=_public(source.address),
        basis=source.basis,
        as_at=shown.as_at,
        illustrative=shown.illustrative,
        caveats=tuple(caveats),
    )


def _csv(answer: Answer, about: workbooks.About) -> bytes:
    invented = (wording.INVENTED,) if about.illustrative else ()
    return downloads.csv_download(
        answer.rows,
        title=about.title,
        source=about.source,
        basis=about.basis,
        filters=wording.filters_in_words(
            answer.parameters, answer.rows, compared_with=answer.compared_with
        ),
        data_version=answer.data_version,
        as_at=about.as_at,
        caveats=(*invented, *about.caveats),
        columns=[column.name for column in answer.columns],
    )


def _question_html(answer: Answer) -> str:
    terms = {
        "Question": answer.asks,
        "One row is one": header(answer.sql, "grain"),
        "Rows": f"{len(answer.rows):,}",
        **wording.filters_in_words(
            answer.parameters, answer.rows, compared_with=answer.compared_with
        ),
    }
    listed = "".join(
        f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in terms.items()
    )
    return (
        f'<dl class="cs-terms">{listed}</dl>'
        f'<pre class="cs-sql" tabindex="0" role="region" aria-label="SQL of {answer.question}">'
        f"<code>{escape(answer.sql)}</code></pre>"
    )
