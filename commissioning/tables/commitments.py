"""Tables of commitments: the rows themselves, and what they come to by year, quarter and funder."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from commissioning.tables.markup import Column, table
from commissioning.wording import commitments as words
from commissioning.wording.decisions import titled
from commissioning.wording.figures import Row, Rows, count
from commissioning.wording.sentences import UNSTATED

Link = Callable[[Row], str | None]


def commitments_table(
    rows: Rows, caption: str, as_at: datetime.date, *, placed: bool = True
) -> str:
    """``commitment_rows``: each with its public page, its place, its days and its money.

    Without ``placed`` the columns are left out that need a first and a last day.
    """
    spread = [
        Column("still_to_run_gbp", "Still to run", "pounds", "cannot be said"),
        Column("final_year_gbp", "In its last twelve months", "pounds", "cannot be said"),
    ]
    running = Column(
        "state",
        f"On {words.day_words(as_at)}",
        text=lambda row: words.STATES[row["state"]],
        below=_period,
    )
    period = Column("state", "For", text=words.period_words)
    return table(
        rows,
        [
            Column(
                "service",
                "Service, on its public page",
                "long",
                link="source_url",
                below=_whence,
            ),
            Column(
                "provider",
                "Provider",
                below=lambda row: f"Funder: {_funder(row)}. {row['programme']}",
            ),
            running if placed else period,
            Column(
                "amount_gbp",
                "Committed",
                "pounds",
                below=lambda row: "a maximum (“up to”)" if row["is_ceiling"] else "",
            ),
            *(spread if placed else []),
        ],
        caption=caption,
    )


def _funder(row: Row) -> str:
    """A funder's name, or in the middle of a sentence that none is stated."""
    funder = str(row["funder"])
    return funder.lower() if funder == UNSTATED else funder


def _period(row: Row) -> str:
    return "; ".join(filter(None, (words.period_words(row), words.extension_words(row))))


def _whence(row: Row) -> str:
    page = "" if row["source_url"] else " No public page."
    said = titled(row["reference"], row["title"])
    return f"{said}. Source: {words.place_words(row)}.{page}"


def commitment_years_table(rows: Rows, as_at: datetime.date, *, link: Link | None = None) -> str:
    """``commitment_years``, with the sum of each column that can be summed."""
    total = {
        name: sum((row[name] for row in rows), Decimal(0))
        for name in ("by_as_at_gbp", "still_to_run_gbp", "amount_gbp", "ceiling_gbp")
    }
    day = words.day_words(as_at)
    return table(
        rows,
        [
            Column("financial_year", "Financial year", "year", link=link),
            Column("by_as_at_gbp", f"Up to {day}", "pounds"),
            Column("still_to_run_gbp", f"After {day}", "pounds"),
            Column("amount_gbp", "Whole year", "pounds"),
            Column("ceiling_gbp", "Of which maximums (“up to”)", "pounds"),
            Column("commitments", "Commitments", "number"),
            Column("services", "Services", "number"),
        ],
        caption=f"Commitments by financial year, before and after {day}",
        total=total if len(rows) > 1 else None,
    )


def ends_table(rows: Rows, *, link: Link | None = None) -> str:
    """``commitment_ends``, a row a quarter."""
    return table(
        rows,
        [
            Column(
                "quarter_start",
                "Ends in",
                text=lambda row: words.quarter_words(row["quarter_start"]),
                link=link,
            ),
            Column(
                "services",
                "Services",
                "number",
                text=lambda row: f"{row['services']:,}" if row["services"] else None,
                missing="none found",
                below=lambda row: (
                    f"{row['march_services']:,} on 31 March" if row["march_services"] else ""
                ),
            ),
            Column(
                "services_without_later",
                "With nothing later found",
                "number",
                text=lambda row: f"{row['services_without_later']:,}" if row["services"] else None,
                missing="",
            ),
            Column(
                "final_year_gbp",
                "Worth over the last twelve months",
                "pounds",
                "none found",
                below=_notes,
            ),
        ],
        caption="What ends in each calendar quarter ahead",
    )


def _notes(row: Row) -> str:
    said = []
    if row["ceilings"]:
        said.append(f"{count(row['ceilings'], 'maximum')} (“up to”)")
    if row["extendable"]:
        said.append(f"{row['extendable']:,} may be extended")
    return "; ".join(said)


def exposure_table(rows: Rows, *, link: Link | None = None) -> str:
    """``funder_exposure``, a row a funder."""
    return table(
        rows,
        [
            Column("funder", "Funder", link=link),
            Column("services", "Services", "number"),
            Column("services_alone", "With no other funder found", "number", "cannot be said"),
            Column("services_unclear", "Others not stated", "number", "cannot be said"),
            Column(
                "still_to_run_gbp",
                "Still to run",
                "pounds",
                below=lambda row: (
                    f"{count(row['ceilings'], 'maximum')} (“up to”)" if row["ceilings"] else ""
                ),
            ),
            Column("last_day", "Last day", "date"),
        ],
        caption="What each funder pays for, and what of it has no other funder",
    )
