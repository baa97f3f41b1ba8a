"""How commissioning itself is being improved: what one paper says, and what it leaves out."""

import datetime
from html import escape

from commissioning import charts, tables, wording
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import (
    heading,
    html,
    items,
    lead,
    link,
    package,
    paragraph,
    part,
)
from commissioning.ui.figures import Part, Source, download, figure, worked_out
from commissioning.wording import improvement as words

shown = package()
visit = controls.current()
as_at = datetime.date.fromisoformat(shown.as_at)
facts = cache.ask("improvement_items", package=shown.name)
stages = cache.ask("service_stages", package=shown.name, as_at=as_at)
recommended = cache.ask("recommendations", package=shown.name)


def paper() -> Source:
    """The paper the facts are from, which has no public address."""
    return Source(facts.rows[0]["source_title"], None, "facts as the paper prints them")


def course() -> None:
    """What the programme is and when each part of it was."""
    paragraph(words.programme_sentence(facts.rows))
    figure(
        Part(
            key="programme",
            chart=cache.draw(charts.programme_timeline, facts),
            answers=(facts,),
            table=tables.facts_table(words.dated(facts.rows), "Dated facts, in order"),
            source=paper(),
            definitions=("A year is drawn over all its days, a month over all of its.",),
        )
    )


def facts_of(title: str, kinds: tuple[str, ...], *said: str) -> None:
    """The facts of some kinds as a table, each with its paragraph, and what has to be said."""
    rows = words.of_kinds(facts.rows, kinds)
    if rows:
        heading(title)
        html(tables.facts_table(rows, f"{title}: {wording.count(len(rows), 'fact')}"))
        # What a figure would need is worth saying only where it is missing.
        for sentence in said if any(row["not_printed"] for row in rows) else ():
            paragraph(sentence)


def cycle() -> None:
    """The stages of commissioning, and the services at each as far as dates tell."""
    heading("The commissioning cycle")
    paragraph(words.stages_sentence(stages.rows, as_at))
    if not stages.rows:
        return
    html(tables.cycle_figure(stages.rows, facts.rows))
    for said in (words.RULE, words.RULE_LIMITS, *([words.PAPER_IS_SILENT] if facts.rows else [])):
        paragraph(said)
    html(tables.stages_table(stages.rows))
    without = words.no_stage_words(stages.rows)
    if without:
        found = visit.address(links.Target(links.COMMITMENTS))
        lead(without, link("See what was found, with its dates", found))
    download(
        "service-stages",
        "Services by stage, inferred from dates",
        lambda: stages,
        citations.of_package(shown, "dates of decisions and contracts found"),
        (words.RULE, words.RULE_LIMITS),
    )
    worked_out((stages,), (words.RULE, words.RULE_LIMITS))


def recommendations() -> None:
    """Recommendations by whose they are, with what is known to have come of each."""
    heading("Recommendations")
    paragraph(words.recommendations_sentence(recommended.rows))
    for said in words.unprinted_reviews(facts.rows):
        paragraph(said)
    paragraph(words.NOTHING_FOUND)
    for made_by, title in words.MADE_BY.items():
        rows = [row for row in recommended.rows if row["made_by"] == made_by]
        if rows:
            heading(title, level=3)
            html(tables.recommendations_table(rows, f"{title}: {wording.count(len(rows), 'row')}"))
    download(
        "recommendations",
        "Recommendations on commissioning",
        lambda: recommended,
        citations.of_package(shown, "recommendations as published"),
        (words.NOTHING_FOUND,),
    )
    worked_out((recommended,))


def gaps() -> None:
    """What the paper does not print, fact by fact."""
    rows = [row for row in facts.rows if row["not_printed"]]
    heading("What was not published")
    items(
        [
            escape(f"{row['not_printed']} ({words.paragraph_words(row)}: {row['item']}).")
            for row in rows
        ]
    )
    paragraph("The paper itself has no public address, so its facts cannot be followed to a page.")


if facts.rows:
    with part("The programme"):
        course()
    with part("Training and survey"):
        facts_of("Training", ("training",), words.NO_TOTAL)
        facts_of("Survey", ("survey",), words.NO_INTERVAL)
else:
    lead("This package holds no paper on improving commissioning and no recommendations.")
with part("The commissioning cycle"):
    cycle()
if facts.rows:
    with part("Projects, governance and powers"):
        facts_of("Vanguard projects and practice", ("vanguard", "practice", "equality"))
        facts_of("Who oversees it", ("governance",))
        facts_of("Powers", ("legal",))
if recommended.rows:
    with part("Recommendations"):
        recommendations()
if facts.rows:
    with part("What was not published"):
        gaps()
