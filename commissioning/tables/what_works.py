"""Targets, approaches and evaluations as tables: side by side, in four quarters, and row by row."""

from collections.abc import Callable, Mapping, Sequence

from commissioning.tables.markup import Column, table
from commissioning.wording import what_works as words
from commissioning.wording.figures import Row, Rows, capitalised, count
from commissioning.wording.results import (
    VERDICTS,
    extract_words,
    interval_words,
    period_of,
    stated,
    target_words,
)

Link = Callable[[Row], str | None]
Grouped = Mapping[str, Sequence[Row]]


def by_service(rows: Rows) -> Grouped:
    """Rows of results or evaluations by the service they are of."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["service"], []).append(row)
    return found


def ratings_by_service(rows: Rows) -> Grouped:
    """Ratings by each of the services that use the approach rated."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for service in row["services"].split("; ") if row["services"] else ():
            found.setdefault(service, []).append(row)
    return found


def columns_table(rows: Rows, ratings: Grouped, evaluations: Grouped, *, link: Link) -> str:
    """A row a service with its three columns (``evidence_columns``), each line with its page.

    ``ratings`` and ``evaluations`` are rows by service; ``link`` leads to the results behind a row.
    """
    return table(
        rows,
        [
            Column("service", "Service", link=link),
            Column(
                "outcomes",
                "Its own targets and results",
                "long",
                "no indicator of its own found",
                lines=words.target_lines,
            ),
            Column(
                "approaches",
                "The approach, as rated elsewhere",
                "long",
                "no approach matched",
                lines=lambda row: words.rating_lines(ratings.get(row["service"], ())),
            ),
            Column(
                "evaluations",
                "Evaluation of this service",
                "long",
                words.NO_EVALUATION,
                lines=lambda row: words.evaluation_lines(evaluations.get(row["service"], ())),
            ),
        ],
        caption=f"{count(len(rows), 'service')}: targets, approach and evaluation",
    )


def quadrant_table(rows: Rows, *, link: Link) -> str:
    """Names of services by targets met or missed and by evidence (``evidence_columns``)."""
    return table(
        [
            {"evidence": "Points to a benefit", "met": "scale", "missed": "fix_delivery"},
            {"evidence": "Finds no benefit", "met": "evaluate", "missed": "reconsider"},
        ],
        [
            Column("evidence", "Evidence"),
            _side(rows, "met", "Outcome targets met, as returned", link),
            _side(rows, "missed", "Outcome targets missed, as returned", link),
        ],
        caption="Outcome targets, as returned, by which way the evidence points",
    )


def _side(rows: Rows, name: str, heading: str, link: Link) -> Column:
    def lines(row: Row) -> list[words.Line]:
        placed = [
            ("", f"{service['service']} ({words.certainty_words(service)})", link(service))
            for service in rows
            if service["quadrant"] == row[name]
        ]
        _, question = words.QUADRANTS[row[name]]
        return [(capitalised(question), "", None), *(placed or [("No service here", "", None)])]

    return Column(name, heading, text=lambda row: words.QUADRANTS[row[name]][0], lines=lines)


def disagreements_table(rows: Rows, results: Grouped, evaluations: Grouped, *, link: Link) -> str:
    """What services reported beside what their evaluations found, where the two differ."""
    return table(
        [row for row in rows if row["disagree"]],
        [
            Column("service", "Service", link=link),
            Column(
                "outcomes",
                "Outcome results, as published",
                "long",
                lines=lambda row: words.result_lines(results[row["service"]]),
            ),
            Column(
                "evaluations",
                "Evaluation of this service",
                "long",
                lines=lambda row: words.evaluation_lines(evaluations[row["service"]]),
            ),
        ],
        caption="Results and evaluations that say different things",
    )


def unplaced_table(rows: Rows, *, link: Link) -> str:
    """The services that have no place among the four, each with why."""
    unplaced = [row for row in rows if not row["quadrant"]]
    return table(
        unplaced,
        [
            Column("service", "Service", link=link),
            Column("reason", "Why it is not placed", "long", text=words.unplaced_reason),
            Column(
                "attainment",
                "Outcome targets, as returned",
                missing="not known",
                text=lambda row: words.ATTAINMENT.get(row["attainment"]),
            ),
            Column(
                "evidence", "Evidence points to", missing="not known", text=words.evidence_words
            ),
        ],
        caption=f"{count(len(unplaced), 'service')} not placed",
    )


def results_table(rows: Rows, caption: str) -> str:
    """Own indicators at their latest period (``service_results``), each with its page and row."""
    return table(
        rows,
        [
            Column("indicator", "Indicator", "long", below=lambda row: row["indicator_kind"]),
            Column(
                "actual",
                "Result",
                missing="not returned",
                text=stated,
                below=period_of,
            ),
            Column("target", "Target", missing="no target", text=target_words),
            Column("interval_low", "95% interval", missing="none", text=interval_words),
            Column(
                "verdict",
                "Against its target",
                text=lambda row: capitalised(VERDICTS[row["verdict"]]),
            ),
            Column(
                "source_title",
                "Source",
                missing="contract return",
                link="source_url",
                below=extract_words,
            ),
        ],
        caption=caption,
    )


def ratings_table(rows: Rows) -> str:
    """Every rating in the words of its source (``approach_ratings``), by approach."""
    return table(
        rows,
        [
            Column("intervention", "Approach", below=lambda row: f"for {row['outcome']}"),
            Column("impact_rating", "Rating, as published", "long", below=_note),
            Column(
                "evidence_rating",
                "Evidence, as published",
                missing="not shown on the page",
                below=lambda row: _after("cost", row["cost_rating"]),
            ),
            _direction(),
            _source("evidence_source", "source_date"),
            Column(
                "services",
                "Services matched",
                missing="none",
                below=lambda row: _after("named", row["mapped_service"]),
            ),
        ],
        caption=f"{count(len(rows), 'rating')} of approaches, by approach",
    )


def evaluations_table(rows: Rows) -> str:
    """Evaluations of services themselves (``service_evaluations``)."""
    return table(
        rows,
        [
            Column("service", "Service", below=lambda row: row["title"]),
            Column(
                "design",
                "Design, as published",
                below=lambda row: capitalised(words.level_words(row)),
            ),
            Column("finding", "Found, as published", "long", below=_note),
            _direction(),
            Column("participants", "Participants", "number", "not stated"),
            _source("source_title", "published_on"),
        ],
        caption=f"{count(len(rows), 'evaluation')} of services themselves",
    )


def _direction() -> Column:
    return Column(
        "finding_direction",
        "Points to, in our reading",
        text=lambda row: words.DIRECTIONS[row["finding_direction"]],
    )


def _source(title: str, date: str) -> Column:
    return Column(
        title,
        "Source",
        link="source_url",
        below=lambda row: f"{words.dated(row[date])}; {extract_words(row)}",
    )


def _note(row: Row) -> str | None:
    return _after("Note", row["note"])


def _after(name: str, said: str | None) -> str | None:
    return f"{name}: {said}" if said else None
