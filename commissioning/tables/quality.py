"""The tables of the data's quality: extracts, checks, findings, months and names."""

from collections.abc import Callable

from commissioning.tables.markup import Column, table
from commissioning.wording import quality as words
from commissioning.wording.figures import Row, Rows, count, listed

Link = Callable[[Row], str | None]


def extracts_table(rows: Rows, *, link: Link) -> str:
    """Every extract with its quality (``extract_quality``); ``link`` leads to one alone."""
    return table(
        rows,
        [
            Column("title", "Extract", link=link),
            Column("rows_in", "Rows read", "number"),
            Column("rows_loaded", "Loaded", "number"),
            Column("rows_rejected", "Rejected", "number"),
            Column("first_day", "Period covered", missing="no dates", text=words.period_words),
            Column(
                "complete_percent",
                "Complete",
                "figure",
                words.NOT_MEASURED,
                text=_complete,
            ),
            Column("checks_failed", "Checks with findings", "number"),
            Column("findings", "Findings", "number"),
        ],
        caption="Every extract: rows, period, how complete it is, and what the checks found",
        compact=True,
    )


def _complete(row: Row) -> str | None:
    return words.share_words(row["complete"], row["expected"]) if row["expected"] else None


def quality_checks_table(rows: Rows, *, link: Link) -> str:
    """Checks that found something, with how much; ``link`` leads to the rows."""
    return table(
        rows,
        [
            Column("title", "What should hold", link=link),
            Column("findings", "Findings", "number"),
        ],
        caption=f"{count(len(rows), 'check')} with findings",
    )


def check_findings_table(rows: Rows, title: str) -> str:
    """What one check found, each with its place in the extract (``check_findings``)."""
    return table(
        rows,
        [
            Column("line", "Row", "number", "no one row"),
            Column("detail", "What was found", header=True, below=lambda row: row["file"]),
        ],
        caption=f"Findings: {title}",
    )


def ledger_months_table(rows: Rows) -> str:
    """A ledger's lines by month (``ledger_completeness``)."""
    return table(
        rows,
        [
            Column("month", "Month", text=lambda row: words.month_words(row["month"])),
            Column("lines", "Lines", "number"),
            Column("complete", "Complete", "number"),
            Column("withheld", "Provider withheld", "number"),
            Column("without_invoice", "No invoice", "number"),
            Column("complete_percent", "Complete, per cent", "percent", "no line"),
        ],
        caption="Ledger lines by month of payment",
    )


def return_months_table(rows: Rows) -> str:
    """Returns by the month their period ended in (``return_completeness``)."""
    return table(
        rows,
        [
            Column("month", "Period ended in", text=lambda row: words.month_words(row["month"])),
            Column("expected", "Due", "number"),
            Column("in_time", "Came in time", "number"),
            Column("late", "Came late", "number"),
            Column("day_unknown", "Day not known", "number"),
            Column("not_returned", "Did not come", "number"),
            Column("came_percent", "Came, per cent", "percent"),
        ],
        caption="Returns by the month their period ended in",
    )


def counted_as_one_table(rows: Rows) -> str:
    """Providers whose names count as one without the package's table (``counted_as_one``)."""
    return table(
        rows,
        [
            Column("provider", "Provider"),
            Column("names", "Names in the extracts", "long", text=lambda row: listed(row["names"])),
            Column("numbers", "Number", missing="none given", text=_numbers),
            Column("rules", "Because of", text=lambda row: "; ".join(row["rules"])),
        ],
        caption="Names that count as one by number or by spelling",
    )


def _numbers(row: Row) -> str | None:
    return ", ".join(row["numbers"]) or None


def suggestions_table(rows: Rows) -> str:
    """Names that may be another provider's, each with the reason (``provider_names``)."""
    return table(
        rows,
        [
            Column("name", "Name in the extracts", below=_lines),
            Column("may_be", "May be", below=_why),
            Column("likeness", "Letters alike, of 100", "decimal"),
        ],
        caption="Suggestions nobody has accepted",
        compact=True,
    )


def _lines(row: Row) -> str:
    return count(row["lines"], "line")


def _why(row: Row) -> str:
    further = "" if row["alike"] == row["may_be"] else f", by way of “{row['alike']}”"
    return f"{row['reason']}{further}"
