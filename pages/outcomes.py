"""Every indicator at its latest period: its result, its target and what can be said of the two."""

from html import escape
from typing import Any

import streamlit as st

from commissioning import charts, tables
from commissioning.store import Answer
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import heading as section
from commissioning.ui.components import html, items, note, package, part
from commissioning.ui.figures import Part, download, figure, worked_out
from commissioning.ui.quality import stated
from commissioning.wording import outcomes as words

REPORTERS = {links.OWN: "own", links.COMPARATORS: "comparator"}
ORDERS = {
    links.BY_SERVICE: "service",
    links.BY_INDICATOR: "indicator",
    links.BY_STATUS: "status",
    links.LATEST_FIRST: "newest",
    links.LATEST_LAST: "oldest",
}
NOTES = (
    words.BY_INTERVAL,
    words.COMPLETE_COUNT,
    words.RUNNING_TOTAL,
    words.TRENDS_SAY,
    words.MARKS_SAY,
)
BASIS = "targets and results as published or returned"

shown = package()
visit = controls.current()


def codes(said: tuple[str, ...], among: dict[str, str]) -> tuple[str, ...]:
    """The codes of values chosen by their words."""
    return tuple(code for code, word in among.items() if word in said)


def chosen() -> tuple[dict[str, Any], dict[str, Any]]:
    """Place the filters; return what they ask of every indicator and, beyond, of those listed."""
    reporter = REPORTERS[controls.pick(links.REPORTED_BY)]
    every = cache.ask("indicator_standing", package=shown.name, reported_by=reporter)
    left, middle, right = st.columns(3)
    with left:
        programmes = controls.choose_many(
            links.PROGRAMME, sorted(set(every.column("programme"))), anything="All programmes"
        )
        kinds = controls.choose_many(links.KIND, anything="All kinds")
    with middle:
        services = controls.choose_many(
            links.SERVICE, sorted(set(every.column("service"))), anything="All services"
        )
        statuses = controls.choose_many(links.STATUS, anything="All statuses")
    with right:
        text = controls.search(links.FIND) or None
        order = ORDERS[controls.choose(links.STANDING_ORDER)]
    asked = {
        "package": shown.name,
        "reported_by": reporter,
        "programmes": programmes,
        "services": services,
        "kinds": codes(kinds, words.KINDS),
        "text": text,
    }
    return asked, {"statuses": codes(statuses, words.STATUSES), "order": order}


def by_programme(every: Answer) -> None:
    """How many indicators stand how, programme by programme, and what the words mean."""

    def of_both(programme: str, status: str) -> links.Target:
        given = {links.STATUS.name: (status,)}
        return links.Target(
            links.OUTCOMES, given | ({links.PROGRAMME.name: (programme,)} if programme else {})
        )

    figure(
        Part(
            key="statuses",
            chart=cache.draw(charts.programme_bars, every, place=shown.area),
            answers=(every,),
            table=tables.statuses_table(
                every.rows,
                link=lambda programme, code: visit.changed(
                    of_both(programme, words.STATUSES[code])
                ),
            ),
            source=citations.of_results(shown, every.rows, BASIS),
            definitions=NOTES,
            on_click=lambda key: of_both(*key),
        )
    )


def listed(every: Answer, asked: dict[str, Any], more: dict[str, Any]) -> None:
    """The indicators, outcomes apart from outputs, and all of them to download."""
    answer = cache.ask("indicator_standing", **asked, **more)
    if every.rows and not answer.rows:
        note("None of these indicators has a status chosen. Choose other statuses to see more.")
    trends = cache.ask("indicator_trends", package=shown.name)
    points = tables.trend_points(trends.rows)
    for group, kinds in words.GROUPS.items():
        rows = [row for row in answer.rows if row["indicator_kind"] in kinds]
        if not rows:
            continue
        section(group)
        html(
            tables.standing_table(
                rows,
                points,
                words.group_sentence(rows),
                cache.palette(),
                link=indicator_address,
            )
        )
    if answer.rows:
        download(
            "outcomes",
            "Indicators at their latest period",
            lambda: answer,
            citations.of_results(shown, answer.rows, BASIS),
            (words.NO_SCORE, *NOTES),
        )
        worked_out((answer, trends), NOTES)


def indicator_address(row: Any) -> str | None:
    """The address of an indicator's own page."""
    return visit.address(links.indicator_link(row["series_id"], row["indicator"], row["service"]))


with part("Outcomes"):
    asked, more = chosen()
    every = cache.ask("indicator_standing", **asked)
    by_programme(every)
    stated("indicator_returns", "outcomes")
    if every.rows:
        read_as = (
            *words.notes(every.rows),
            words.LATEST,
            words.TRENDS_SAY,
            words.MARKS_SAY,
        )
        items([escape(said) for said in read_as])
        listed(every, asked, more)
