"""Facts of the improvement programme, recommendations, and the commissioning cycle as a figure."""

from html import escape

from commissioning.tables.markup import Column, table
from commissioning.wording import improvement as words
from commissioning.wording.figures import Row, Rows, count
from commissioning.wording.results import extract_words

NAMES_SHOWN = 6


def facts_table(rows: Rows, caption: str) -> str:
    """Facts with their paragraph, date and row, and what is not printed (``improvement_items``)."""
    columns = [
        Column("item", "Fact", "long", below=lambda row: row["note"]),
        Column("value", "Figure", text=words.value_words, missing="no figure"),
        Column("date", "When", text=words.when_words, missing="no date printed"),
        Column("not_printed", "Not printed", missing="nothing noted"),
        Column("source_para", "Where", text=words.paragraph_words, below=extract_words),
    ]
    kept = [
        column
        for column in columns
        if column.name in ("item", "source_para")
        or any(row[column.name] is not None for row in rows)
    ]
    return table(rows, kept, caption=caption)


def stages_table(rows: Rows) -> str:
    """Services with a stage (``service_stages``), with the commitment that decides it."""
    placed = [row for row in rows if row["stage"] is not None]
    return table(
        placed,
        [
            Column("service", "Service", "long", below=lambda row: row["programme"]),
            Column(
                "stage",
                "Stage, inferred",
                text=lambda row: f"{row['stage']} {words.STAGES[row['stage']]}",
            ),
            Column("last_day", "Dates that decide", text=words.period_of),
            Column(
                "reference",
                "Decided by",
                link="source_url",
                below=extract_words,
            ),
        ],
        caption=f"{count(len(placed), 'service')} with a stage inferred from dates",
    )


def recommendations_table(rows: Rows, caption: str) -> str:
    """Recommendations of one kind of maker, with what is known of each (``recommendations``)."""
    return table(
        rows,
        [
            Column("recommendation", "Recommendation", "long", below=lambda row: row["note"]),
            Column(
                "audit_title",
                "From, on its public page",
                link="source_url",
                below=lambda row: f"{row['year']}. {extract_words(row)}",
            ),
            Column("status", "Status, as far as pages show"),
            Column("response_found", "Anything done about it", text=words.found_words),
        ],
        caption=caption,
    )


def cycle_figure(stages: Rows, facts: Rows) -> str:
    """The commissioning cycle as a list in a ring, with the services at each stage, as HTML.

    ``stages`` are of ``service_stages``; ``facts`` of the kind cycle say what a stage holds.
    """
    printed = {row["stage"]: row for row in facts if row["kind"] == "cycle"}
    found = words.stage_counts(stages)
    items = "".join(
        f'<li><p class="cs-h3">{stage} {escape(name)}</p>'
        f"{_printed(printed.get(stage))}"
        f"<p><strong>{escape(words.how_many(len(found[stage])))}</strong>"
        f" {escape(words.INFERRED[stage])}</p>{_names(found[stage])}</li>"
        for stage, name in words.STAGES.items()
    )
    return (
        '<figure class="cs-cycle"><figcaption>The commissioning cycle: each stage leads to the'
        " next, and the last back to the first. Services are placed by dates, by this dashboard’s"
        " own rule.</figcaption>"
        f"<ol>{items}</ol></figure>"
    )


def _printed(row: Row | None) -> str:
    if row is None:
        return ""
    _, _, holds = row["item"].rpartition(": ")
    return f"<p>{escape(holds)} ({escape(words.paragraph_words(row))})</p>"


def _names(rows: Rows) -> str:
    listed = "".join(f"<li>{escape(row['service'])}</li>" for row in rows[:NAMES_SHOWN])
    more = len(rows) - NAMES_SHOWN
    if more > 0:
        listed += f"<li>and {more:,} more, in the table</li>"
    return f"<ul>{listed}</ul>" if rows else ""
