"""What the data is, where it comes from, what is wrong with it, and how figures are worked out."""

from html import escape

from commissioning import tables, wording
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import (
    BADGE,
    folded,
    heading,
    html,
    items,
    link,
    package,
    paragraph,
    part,
)
from commissioning.ui.figures import worked_out
from commissioning.wording.decisions import identifier_words
from commissioning.wording.methods import EVIDENCE_METHODS, Method

shown = package()
statement: dict[str, list[str]] = {}
for row in cache.ask("package_statement", package=shown.name).rows:
    statement.setdefault(row["key"], []).append(row["value"])

FACTS = {
    "description": "What it is",
    "producer": "Producer",
    "status": "Status",
    "contact": "Contact",
    "as_at": "Describes the position at",
    "last_update": "Last updated",
    "update_schedule": "Update schedule",
    "retirement_plan": "When it will be retired",
    "licence": "Licence",
    "protective_marking": "Protective marking",
}
DATES = ("as_at", "last_update")
LISTS = {
    "strengths": "Strengths",
    "limits": "Limits",
    "known_gaps": "Known gaps",
    "revisions": "Revisions and corrections",
    "coherence": "Agreement with other publications",
}
METHODS = {
    "Financial year": "1 April to 31 March. 2021/22 is the year that ended in March 2022.",
    "Basis": "Budget, approved, contracted, paid, received and actual expenditure are six "
    "different things. Every chart names the basis of its figures; figures on different bases are "
    "never added and never joined by a line.",
    "Joined by a line": "Two years are joined only where a series keeps one definition and both "
    "years are whole.",
    "Real terms": "Amount × price index of the chosen year ÷ price index of its own year, with HM "
    "Treasury's GDP deflator for financial years. Real growth is (1 + cash growth) ÷ (1 + price "
    "growth) − 1.",
    "Growth": "100 × (later − earlier) ÷ earlier, on the year before. None is stated over a part "
    "year, across a gap, or from an amount that is not above zero.",
    "A year on average": "Compound annual growth: (last ÷ first) to the power of 1 ÷ years between "
    "them, − 1.",
    "Index": "100 × the year's amount ÷ the base year's amount.",
    "Per resident": "Amount ÷ mid-year population of the calendar year in which the financial year "
    "starts.",
    "Contribution to growth": "100 × (a part's change) ÷ (the whole in the first year), in "
    "percentage points. The parts add up to the growth of the whole.",
    "Awards over several years": "Spread evenly by day over the years they cover, to the penny, so "
    "that the parts add up to the award. They are approvals, never called spending.",
    "Counted in totals": "New money, for services that the police do not operate themselves, in a "
    "year that is stated. Every row left out is listed with its reason.",
    "Explained by decisions": "Approvals in decisions found for a year ÷ the published total of "
    "that year. What is not explained is a question about the record, not a sum of money.",
    "Missing": "Never zero. “Not returned”, “not yet due”, “not applicable”, “suppressed” and 0 "
    "are five different things.",
}


def terms(pairs: dict[str, str]) -> None:
    """Terms and what they mean."""
    html(
        '<dl class="cs-terms">'
        + "".join(f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in pairs.items())
        + "</dl>"
    )


def about() -> None:
    """Who made the data, its standing, and what it can and cannot bear."""
    heading("About this data")
    if shown.illustrative:
        html(f'<p class="cs-text">{BADGE} Everything in this package is invented.</p>')
    terms(
        {
            label: _told(key, "; ".join(statement[key]))
            for key, label in FACTS.items()
            if key in statement
        }
    )
    for key, label in LISTS.items():
        if key in statement:
            heading(label, 3)
            items([escape(text) for text in statement[key]])


def _told(key: str, value: str) -> str:
    return wording.date_in_words(value) if key in DATES else value


def source_records() -> None:
    """Where each headline total comes from, or the one total that a link asks for."""
    heading("Where the published totals come from")
    totals = cache.ask("headline_totals", package=shown.name)
    every = cache.ask("source_record", package=shown.name)
    chosen = controls.choose(links.RECORD, [links.EVERY_RECORD, *every.column("total_id")])
    ids = tuple(totals.column("total_id")) if chosen == links.EVERY_RECORD else (chosen,)
    if not ids:
        paragraph("This package holds no published totals.")
        return
    record = cache.ask("source_record", package=shown.name, total_ids=ids)
    if chosen != links.EVERY_RECORD:
        for row in record.rows:
            html(f'<p class="cs-h2">{citations.record_words(row)}</p>')
    html(citations.record_table(record.rows, chosen.lower()))
    worked_out((record,))


def extracts() -> None:
    """Which files were read, and what became of every row."""
    heading("Extracts, and what became of every row")
    answer = cache.ask("package_contents")
    held = [
        row for row in answer.rows if row["package"] == shown.name or row["kind"] == "reference"
    ]
    html(
        tables.table(
            held,
            [
                tables.Column("title", "Extract"),
                tables.Column("path", "File"),
                tables.Column("rows_in", "Rows read", "number"),
                tables.Column("rows_loaded", "Loaded", "number"),
                tables.Column("rows_rejected", "Rejected", "number"),
                tables.Column(
                    "as_at",
                    "As at",
                    text=lambda row: wording.date_in_words(row["as_at"]) if row["as_at"] else None,
                ),
                tables.Column("protective_marking", "Marking", missing="none"),
            ],
            caption="Rows read are rows loaded and rows rejected, for every extract",
        )
    )
    folded(
        "Publishers and licences of the extracts",
        tables.table(
            held,
            [
                tables.Column("title", "Extract"),
                tables.Column("publisher", "Publisher", missing="not stated"),
                tables.Column("licence", "Licence", missing="not stated"),
            ],
            caption="Publishers and licences",
        ),
    )
    heading("Rejected rows", 3)
    rejected = cache.ask("rejected_rows", package=shown.name)
    if not rejected.rows:
        paragraph("No row of this package was rejected.")
        return
    html(
        tables.table(
            rejected.rows,
            [
                tables.Column("file", "File"),
                tables.Column("line", "Row", "number"),
                tables.Column("field", "Field"),
                tables.Column("value", "Value found", missing="empty"),
                tables.Column("reason", "Why it was rejected"),
            ],
            caption=f"Rejected rows: {wording.count(len(rejected.rows), 'value')}",
        )
    )


def checks() -> None:
    """The checks that were run on the data, with what each found."""
    heading("Checks")
    answer = cache.ask("check_results", package=shown.name)
    html(
        tables.table(
            answer.rows,
            [
                tables.Column("title", "What should hold"),
                tables.Column("severity", "If it does not", text=_severity),
                tables.Column("findings", "Rows found", "number"),
                tables.Column("examples", "The first of them", missing="none"),
            ],
            caption="Checks run on every build of the data",
        )
    )
    address = controls.current().address(links.Target(links.DATA_QUALITY))
    items([link("Every row that a check found, and how complete each extract is", address)])


def _severity(row: dict[str, str]) -> str:
    return "the data is not published" if row["severity"] == "must hold" else "it is listed here"


def definitions() -> None:
    """What each series means and how figures are worked out."""
    heading("How figures are worked out")
    terms(METHODS)
    heading("Definitions of the series", 3)
    answer = cache.ask("series_list", package=shown.name)
    html(
        tables.table(
            answer.rows,
            [
                tables.Column("title", "Series"),
                tables.Column("basis", "Basis", text=lambda row: wording.basis_name(row["basis"])),
                tables.Column("definition", "Definition"),
                tables.Column(
                    "first_year",
                    "Years",
                    text=lambda row: wording.year_span((row["first_year"], row["last_year"])),
                ),
                tables.Column("points", "Years with a figure", "number"),
                tables.Column("joined", "Years may be compared"),
                tables.Column("caution", "Caution", missing="none"),
            ],
            caption=wording.count(len(answer.rows), "series", "series"),
        )
    )


def judging() -> None:
    """How results are held against targets, over time and against each other."""
    heading("How results are judged")
    html(
        '<dl class="cs-terms">'
        + "".join(
            f"<dt>{escape(method.name)}</dt><dd>{escape(method.said)}{_sources(method)}</dd>"
            for method in EVIDENCE_METHODS
        )
        + "</dl>"
    )


def _sources(method: Method) -> str:
    links_to = [link(source.title, source.address) for source in method.sources]
    said = "Sources" if len(links_to) > 1 else "Source"
    return f' <span class="cs-source">{said}: {"; ".join(links_to)}.</span>' if links_to else ""


def dictionary() -> None:
    """Every field of one extract."""
    heading("Data dictionary")
    answer = cache.ask("data_dictionary", package=shown.name)
    extracts_held = list(dict.fromkeys(answer.column("resource")))
    chosen = controls.choose(links.EXTRACT, extracts_held)
    html(
        tables.table(
            [row for row in answer.rows if row["resource"] == chosen],
            [
                tables.Column("field", "Field"),
                tables.Column("description", "Meaning", missing="not described"),
                tables.Column("kind", "Kind", text=lambda row: identifier_words(row["kind"])),
                tables.Column("unit", "Unit", missing="none"),
                tables.Column("required", "Required"),
                tables.Column("allowed_values", "Allowed values", missing="any"),
                tables.Column("protective_marking", "Marking", missing="none"),
            ],
            caption=f"Fields of {chosen}",
        )
    )


def version() -> None:
    """Which data this is, exactly, and how to put one's own in its place."""
    heading("Data version, and how to use your own data")
    store = cache.store()
    terms(
        {
            "Data version": store.data_version,
            "Built": store.built_at,
            "What it means": "A fingerprint of every file the dashboard was built from. The same "
            "version always gives the same figures.",
        }
    )
    items(
        [
            "Put your extracts, as CSV files, in a folder of their own under <code>data/</code>, "
            "with a <code>datapackage.json</code> that names them.",
            "<code>python -m commissioning schema</code> prints the header each extract must have.",
            "<code>python -m commissioning check</code> reads them and says, by file, row and "
            "field, what is wrong. Nothing is published.",
            "<code>python -m commissioning build</code> publishes the new version. If it fails, "
            "the last good version goes on being shown, with a notice.",
            "To make yours the package that opens first, set <code>default</code> to true in its "
            "<code>datapackage.json</code>, and to false in the other.",
        ]
    )


for name, place in (
    ("Where the published totals come from", source_records),
    ("About this data", about),
    ("Extracts", extracts),
    ("Checks", checks),
    ("How figures are worked out", definitions),
    ("How results are judged", judging),
    ("Data dictionary", dictionary),
    ("Data version", version),
):
    with part(name):
        place()
