"""One indicator over time: its control chart, its marks, its returns, targets and definitions."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import streamlit as st

from commissioning import charts, tables
from commissioning.evidence.control import has_parts
from commissioning.questions.evidence import Split
from commissioning.store import Answer
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import folded, heading, html, lead, package, paragraph, part
from commissioning.ui.figures import Part, Source, download, figure, worked_out
from commissioning.ui.quality import stated
from commissioning.wording import count
from commissioning.wording import indicator as words
from commissioning.wording import indicator_chart as chart_words

Row = Mapping[str, Any]

NO_DUE_DAY = (
    "The data has no day by which a return is due, so the days it took are given and nothing is"
    " called late."
)
NO_TARGETS = (
    "No history of targets is held for this indicator: a published target stands with its result,"
    " without who set it or when."
)
NO_VERSIONS = "No definition is held for this indicator: published results come without one."

shown = package()
visit = controls.current()
standing = cache.ask("indicator_standing", package=shown.name)


def option(row: Row) -> str:
    """An indicator as it is chosen."""
    return links.indicator_option(row["series_id"], row["indicator"], row["service"])


def extract_of(row: Row) -> str:
    """The address of the extract a row stands in."""
    name = str(row["file"]).rpartition("/")[2].removesuffix(".csv")
    return visit.address(links.extract_link(name))


def source_of(row: Row) -> Source:
    """Where the results come from: their published page, or the package's returns."""
    if row["source_title"]:
        return Source(row["source_title"], row["source_url"], "results as published")
    return citations.of_package(shown, "results as returned by the provider")


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Indicators as they are offered: the body's own with the most results first of all."""
    return sorted(rows, key=lambda row: row is not max(rows, key=_most_told))


def _most_told(row: Row) -> tuple[bool, int]:
    return row["reported_by"] == "own", row["returned"]


def choices(results: Answer) -> dict[str, Any]:
    """Place the choices about limits, where there are limits; return what they ask of a chart."""
    series = results.parameters["series_id"]
    points = cache.ask("control_points", package=shown.name, series_id=series)
    if not words.has_limits(points.rows):
        for control in (links.CHART, links.SCREENING, links.LIMITS):
            visit.meet(control, [str(control.default)])
        return {}
    kind = links.XMR
    *left, middle, right = st.columns(3 if has_parts(results.rows) else 2)
    if left:
        with left[0]:
            kind = controls.pick(links.CHART, [links.XMR, links.P_PRIME])
    else:
        visit.meet(links.CHART, [links.XMR])
    with middle:
        screening = controls.pick(links.SCREENING)
    with right:
        limits = controls.pick(links.LIMITS)
    if left:
        paragraph(chart_words.TWO_CHARTS)
    return {
        "kind": "p_prime" if kind == links.P_PRIME else "xmr",
        "screened": screening == links.EXTREMES_LEFT_OUT,
        "rebased": limits == links.AS_REBASED,
    }


def described(row: Row) -> None:
    """What the indicator is, whose it is and which way it should go."""
    paragraph(words.described(row))
    if row["definition"]:
        paragraph(f"Definition: {row['definition']}.")


def chart(row: Row, results: Answer, versions: Answer) -> None:
    """The last result, the marks and the chart they sum up."""
    asked = choices(results)
    answer = cache.ask("control_points", package=shown.name, series_id=row["series_id"], **asked)
    lead(" ".join(filter(None, (words.last_sentence(results.rows),
                                words.since_sentence(results.rows)))))  # fmt: skip
    if answer.rows[-1]["variation"]:
        html(tables.marks_panel(answer.rows[-1], cache.palette()))
    figure(
        Part(
            key="control",
            chart=cache.draw(charts.indicator_chart, answer, results, versions, **asked),
            answers=(answer, results, versions),
            table=cache.tabulate(tables.control_table, answer),
            source=source_of(row),
            definitions=(
                *chart_words.RULES[asked.get("kind", "xmr")],
                chart_words.MARKS_NEED,
                chart_words.SOURCE,
                words.ONE_DRAW,
            ),
        )
    )


def returns(row: Row, results: Answer) -> None:
    """Every return, with its interval, its target and its row."""
    heading("Every return")
    said = [chart_words.dates_caveat(results.rows)]
    if any(each["target"] is not None for each in results.rows):
        said.append(words.NOT_PROOF)
    if any(each["returned_on"] for each in results.rows):
        said.append(NO_DUE_DAY)
    for sentence in filter(None, said):
        paragraph(sentence)
    folded(
        f"{count(len(results.rows), 'return')}, as a table",
        tables.returns_table(results.rows, extract=extract_of),
    )
    download(
        "returns", f"{row['indicator']}: every return", lambda: results, source_of(row),
        (words.NOT_PROOF, words.ONE_DRAW),
    )  # fmt: skip
    worked_out((results,), (words.ONE_DRAW,))


def targets(row: Row) -> None:
    """Which targets the indicator had, set when and by whom."""
    heading("Targets")
    answer = cache.ask("target_history", package=shown.name, series_id=row["series_id"])
    if not answer.rows:
        paragraph(NO_TARGETS if row["target"] is not None else words.no_target(row))
        return
    html(tables.targets_table(answer.rows, row["unit"], row["per"], extract=extract_of))
    worked_out((answer,))


def definitions(versions: Answer) -> None:
    """How the indicator was defined, and where it begins anew."""
    heading("Definitions and rebases")
    if not versions.rows:
        paragraph(NO_VERSIONS)
        return
    html(tables.versions_table(versions.rows, extract=extract_of))
    worked_out((versions,))


def splits(row: Row) -> None:
    """Whether the results are there by area, provider or group too."""
    heading("Splits")
    found = {
        split: cache.ask(
            "indicator_results", package=shown.name, series_id=row["series_id"], dimension=split
        ).rows
        for split in get_args(Split)
        if split != "all"
    }
    paragraph(words.splits_sentence([(name, rows) for name, rows in found.items() if rows]))


if standing.rows:
    offered = {option(row): row for row in in_order(standing.rows)}
    chosen = offered[controls.choose(links.INDICATOR, list(offered))]
    series = {"package": shown.name, "series_id": chosen["series_id"]}
    every = cache.ask("indicator_results", **series)
    defined = cache.ask("indicator_versions", **series)
    described(chosen)
    with part("Chart over time"):
        chart(chosen, every, defined)
        stated("indicator_returns", "outcomes")
    with part("Every return"):
        returns(chosen, every)
    with part("Targets"):
        targets(chosen)
    with part("Definitions and rebases"):
        definitions(defined)
    with part("Splits"):
        splits(chosen)
else:
    paragraph(chart_words.NO_INDICATOR)
