"""What the pages on splits of a result share: the choice of indicator, split and period."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from commissioning import tables
from commissioning.store import Answer
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import Package, heading, html, lead, paragraph
from commissioning.ui.figures import Source, download, worked_out
from commissioning.wording import splits as words
from commissioning.wording.figures import Rows
from commissioning.wording.results import period_of

EXTRACT = "indicator_returns"


@dataclass(frozen=True)
class Split:
    """One split of one indicator for one period."""

    series_id: str
    dimension: str
    period_start: datetime.date
    period_end: datetime.date


@dataclass(frozen=True)
class Instead:
    """What of a package's published results is listed where none is split, and how it is told."""

    title: str
    chosen: Callable[[Rows], Rows]
    sentence: Callable[[Rows], str]


def offered(package: Package, dimensions: tuple[str, ...], years: tuple[str, str]) -> Answer:
    """The splits of a package by some dimensions, for periods that end in the years shown."""
    return cache.ask(
        "split_choices",
        package=package.name,
        dimensions=dimensions,
        first_year=years[0],
        last_year=years[1],
    )


def nothing_offered(
    package: Package,
    asked: Answer,
    dimensions: tuple[str, ...],
    years: tuple[str, str],
    instead: Instead,
) -> None:
    """Say why there is nothing to choose from, what to choose, and what was found instead.

    ``asked`` is the answer without rows. Nothing is listed instead where other years have a split.
    """
    elsewhere = cache.ask("split_choices", package=package.name, dimensions=dimensions).rows
    lead(words.no_split_sentence(dimensions, years, bool(elsewhere)))
    worked_out((asked,))
    if elsewhere:
        return
    answer = cache.ask("indicator_results", package=package.name)
    rows = instead.chosen(answer.rows)
    heading(instead.title)
    paragraph(instead.sentence(rows))
    if rows:
        html(tables.published_results_table(rows, instead.title))
        download(
            "results",
            "Results published, by whom and of whom",
            lambda: answer,
            citations.of_package(package, "results as published"),
        )
    worked_out((answer,))


def choose(answer: Answer) -> Split:
    """Place the choices of indicator, split and period among those of ``split_choices``.

    An answer has at least one row.
    """
    left, middle, right = st.columns([3, 1, 2])
    with left:
        names = words.indicator_names(answer.rows)
        series_id = names[controls.choose(links.MEASURED, list(names))]
    of_series = [row for row in answer.rows if row["series_id"] == series_id]
    with middle:
        held = {row["dimension"] for row in of_series}
        splits = [name for name, dimension in links.SPLITS.items() if dimension in held]
        dimension = links.SPLITS[controls.choose(links.SPLIT, splits)]
    with right:
        periods = {period_of(row): row for row in of_series if row["dimension"] == dimension}
        row = periods[controls.choose(links.PERIOD, list(periods))]
    return Split(series_id, dimension, row["period_start"], row["period_end"])


def extract_link() -> str:
    """The address of what the extract of returns holds."""
    return controls.current().address(links.extract_link(EXTRACT))


def source(package: Package) -> Source:
    """Where splits come from: returns on contract indicators, row by row in the table."""
    return citations.of_package(package, "results as returned by providers")
