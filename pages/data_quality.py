"""How whole, how punctual and how consistent the extracts are, and which rows to look at."""

from html import escape

from commissioning import charts, tables
from commissioning.importing import identities
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import (
    BADGE,
    folded,
    heading,
    html,
    in_list,
    in_paragraph,
    items,
    lead,
    link,
    package,
    part,
)
from commissioning.ui.components import paragraph as say
from commissioning.ui.figures import Part, download, figure, worked_out
from commissioning.wording import quality as words

ROWS_A_PAGE = 25

shown = package()
visit = controls.current()
extracts = cache.ask("extract_quality", package=shown.name)
checks = cache.ask("check_results", package=shown.name)


def overview() -> str:
    """How many checks found what, extract by extract; return the extract chosen."""
    badge = f"{BADGE} " if shown.illustrative else ""
    said = words.quality_sentence(checks.rows, extracts.rows)
    html(f'<h2 class="cs-h2">{escape(said)}</h2>')
    html(f'<p class="cs-text">{badge}{escape(words.NOT_FAULTS)}</p>')
    say(words.held_sentence(checks.rows))
    chosen = controls.choose(links.QUALITY_OF, [links.EVERY_EXTRACT, *extracts.column("resource")])
    if chosen == links.EVERY_EXTRACT:
        html(
            tables.extracts_table(
                extracts.rows,
                link=lambda row: visit.changed(links.quality_link(row["resource"])),
            )
        )
        download(
            "extract-quality",
            "Quality of every extract",
            lambda: extracts,
            citations.of_package(shown, "rows of the extracts"),
            (words.NOT_FAULTS,),
        )
    else:
        (row,) = (each for each in extracts.rows if each["resource"] == chosen)
        heading(row["title"])
        items([escape(sentence) for sentence in words.statement_sentences(row)])
    worked_out((extracts,), words.MEASURES_MEAN)
    return chosen


def findings(chosen: str) -> None:
    """What each check found, in the extract chosen or in all, and the rows of one of them."""
    heading("What the checks found")
    within = cache.ask("extract_checks", package=shown.name)
    counted = words.checks_of(checks.rows, within.rows, chosen, links.EVERY_EXTRACT)
    found = [row for row in counted if row["findings"]]
    if found:
        html(
            tables.quality_checks_table(
                found, link=lambda row: visit.changed(links.quality_link(chosen, row["title"]))
            )
        )
    without = [row["title"] for row in counted if not row["findings"]]
    folded(
        f"Checks that found nothing ({len(without)})",
        in_paragraph("These were run too, and found nothing to look at:")
        + in_list([escape(each) for each in without]),
    )
    title = controls.choose(links.CHECK, [row["title"] for row in counted])
    (check,) = (row for row in counted if row["title"] == title)
    answer = cache.ask("check_findings", package=shown.name, check_name=check["check_name"])
    paths = {row["resource"]: row["path"].split(", ") for row in extracts.rows}
    rows = [
        row for row in answer.rows if chosen == links.EVERY_EXTRACT or row["file"] in paths[chosen]
    ]
    if not rows:
        say(f"“{title}”: no row was found that does not.")
    else:
        page, pages = controls.turn(links.PAGE, len(rows), ROWS_A_PAGE)
        listed = rows[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
        html(tables.check_findings_table(listed, title))
        say(words.findings_words(len(rows), page, pages), "cs-source")
        download(
            "check-findings",
            title,
            lambda: answer,
            citations.of_package(shown, "rows of the extracts"),
            (words.NOT_FAULTS,),
        )
    visit.values.setdefault(links.PAGE.name, "1")
    worked_out((checks, answer))


def by_month() -> None:
    """How complete ledger and returns are, month by month, where the package has them."""
    ledger = cache.ask("ledger_completeness", package=shown.name)
    returns = cache.ask("return_completeness", package=shown.name)
    heading("Completeness by month")
    if not ledger.rows and not returns.rows:
        say("This package holds no ledger and no contract returns, so no month can be judged.")
        return
    source = citations.of_package(shown, "rows of the extracts, counted and not added up")
    if ledger.rows:
        figure(
            Part(
                key="ledger-months",
                chart=cache.draw(charts.ledger_columns, ledger, place=shown.area),
                answers=(ledger,),
                table=tables.ledger_months_table(ledger.rows),
                source=source,
                definitions=words.COMPLETE_MEANS,
            ),
            level=3,
        )
    if returns.rows:
        figure(
            Part(
                key="return-months",
                chart=cache.draw(charts.return_columns, returns, place=shown.area),
                answers=(returns,),
                table=tables.return_months_table(returns.rows),
                source=source,
                definitions=words.RETURNS_MEAN,
            ),
            level=3,
        )


def gaps() -> None:
    """What the package itself says is missing."""
    said = [
        row["value"]
        for row in cache.ask("package_statement", package=shown.name).rows
        if row["key"] == "known_gaps"
    ]
    heading("Known gaps")
    if said:
        items([escape(text) for text in said])
    else:
        say("The package names no gap of its own.")
    more = link("All that is known of the data", visit.address(links.package_link(shown.name)))
    html(f'<p class="cs-source">{more}</p>')


def names() -> None:
    """Which names of providers count as one."""
    heading("Names of providers")
    answer = cache.ask("provider_names", package=shown.name)
    together = words.counted_as_one(answer.rows)
    lead(words.names_sentence(answer.rows, together))
    say(words.NAMES_MEAN)
    if together:
        html(tables.counted_as_one_table(together))
    suggested = identities.in_order(answer.rows)
    heading("Names that may be one", 3)
    say(words.suggestions_sentence(len(suggested)))
    if suggested:
        html(tables.suggestions_table(suggested))
        rows = "\n".join(identities.table_row(row) for row in suggested)
        folded(
            "Rows for mappings.csv, each wanting its reason",
            '<pre class="cs-sql" tabindex="0" role="region" aria-label="Rows for mappings.csv">'
            f"<code>{escape(rows)}</code></pre>",
        )
    if answer.rows:
        download(
            "provider-names",
            "Names of providers, what they count as and what they may be",
            lambda: answer,
            citations.of_package(shown, "rows of the extracts"),
            (words.NAMES_MEAN,),
        )
    worked_out((answer,), tuple(words.RULES.values()))


with part("Quality of the extracts"):
    chosen_extract = overview()
    findings(chosen_extract)
for name, place in (
    ("Completeness by month", by_month),
    ("Known gaps", gaps),
    ("Names of providers", names),
):
    with part(name):
        place()
