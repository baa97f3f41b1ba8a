"""What works: targets, the approach and the service's own evaluation, side by side."""

from commissioning.tables import what_works as tables
from commissioning.ui import cache, citations, controls, links, money
from commissioning.ui.components import (
    folded,
    heading,
    html,
    items,
    link,
    note,
    package,
    paragraph,
    part,
)
from commissioning.ui.figures import download, worked_out
from commissioning.wording import what_works as words
from commissioning.wording.figures import Row

shown = package()
visit = controls.current()
SOURCE = citations.of_package(shown, "results, ratings and findings as published")
CAVEATS = (words.NO_SCORE, words.MONITORING, words.NOT_LOW)
every = cache.ask("evidence_columns", package=shown.name)
ratings = cache.ask("approach_ratings", package=shown.name)
evaluations = cache.ask("service_evaluations", package=shown.name)
results = cache.ask("service_results", package=shown.name)
results_of, studies_of = tables.by_service(results.rows), tables.by_service(evaluations.rows)


def behind(row: Row) -> str:
    """The address of one service on this page, with the rows behind its columns."""
    return visit.changed(links.evidence_link(row["service"]))


def side_by_side() -> None:
    """The three columns, for all services or the one chosen."""
    heading(words.service_sentence(rows[0]) if one else words.columns_sentence(rows))
    items((words.NO_SCORE, words.MONITORING, words.NOT_LOW, words.CANNOT_TELL))
    rated_by = tables.ratings_by_service(ratings.rows)
    html(tables.columns_table(rows, rated_by, studies_of, link=behind))
    download(
        "columns",
        "Targets, approach and evaluation",
        lambda: answer,
        SOURCE,
        CAVEATS,
        more=(ratings, evaluations, results),
    )
    money.names_that_count(shown, "outcome_programme")
    worked_out((answer,), (words.PUBLISHED_FOR, words.LEVEL_SCALE))


def results_behind() -> None:
    """The latest results of the service chosen, and the way to its money."""
    found = cache.ask("service_results", package=shown.name, services=(chosen,))
    heading(words.results_sentence(chosen, found.rows))
    if cache.ask("service_bases", package=shown.name, services=(chosen,)).rows:
        html(link("See its money", visit.address(links.service_link(chosen))))
    if found.rows:
        html(tables.results_table(found.rows, f"Latest results of {chosen}"))
        download("results", f"Latest results of {chosen}", lambda: found, SOURCE, CAVEATS)
    worked_out((found,))


def placed() -> None:
    """Services by targets and evidence, where both are known; the rest with why they are not."""
    heading(words.placement_sentence(rows[0]) if one else words.quadrant_sentence(rows))
    items(words.RULES)
    if any(answer.column("quadrant")):
        html(tables.quadrant_table(rows, link=behind))
    if not one:
        folded("Services that are not placed, and why", tables.unplaced_table(rows, link=behind))


def at_odds() -> None:
    """Services whose results and evaluation say different things, both in full."""
    heading(words.disagreeing_sentence(rows))
    if any(answer.column("disagree")):
        paragraph(words.DISAGREE)
        html(tables.disagreements_table(rows, results_of, studies_of, link=behind))


def rated() -> None:
    """Ratings in the words of each source, of all sources or one."""
    heading("Ratings of approaches, in the words of each source")
    if not one:
        paragraph(words.unmatched_sentence(ratings.rows))
    source = controls.choose(
        links.RATED_BY, [links.EVERY_SOURCE, *sorted({*ratings.column("evidence_source")})]
    )
    by = {} if source == links.EVERY_SOURCE else {"sources": (source,)}
    found = cache.ask("approach_ratings", package=shown.name, **of_service, **by)
    if found.rows:
        html(tables.ratings_table(found.rows))
        download("ratings", "Ratings of approaches", lambda: found, SOURCE, (words.NO_SCORE,))
    else:
        paragraph("No rating was found for this choice. Choose all sources or another service.")
    worked_out((found,))


def studied() -> None:
    """Evaluations of services themselves."""
    heading("Evaluations of the services themselves")
    found = cache.ask("service_evaluations", package=shown.name, **of_service)
    if found.rows:
        html(tables.evaluations_table(found.rows))
        download("evaluations", "Evaluations of services", lambda: found, SOURCE, (words.NOT_LOW,))
    else:
        paragraph(f"No evaluation was found. {words.NOT_LOW}")
    worked_out((found,), (words.LEVEL_SCALE,))


if every.rows:
    chosen = controls.choose(links.EVIDENCE_ON, [links.EVERY_SERVICE, *every.column("service")])
    one = chosen != links.EVERY_SERVICE
    of_service = {"services": (chosen,)} if one else {}
    answer = cache.ask("evidence_columns", package=shown.name, **of_service)
    rows = answer.rows
    with part("Side by side"):
        side_by_side()
    if one:
        with part("Results"):
            results_behind()
    for name, place in {
        "By targets and evidence": placed,
        "Results beside evaluations": at_odds,
        "Ratings": rated,
        "Evaluations": studied,
    }.items():
        with part(name):
            place()
else:
    with part("What works"):
        note(
            "This package holds no target of its own, no rating of an approach and no evaluation."
            " Choose another under Data."
        )
