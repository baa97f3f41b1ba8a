"""Money beside evidence as tables: by year, by kind, by programme and by service."""

from collections.abc import Callable
from decimal import Decimal

from commissioning.tables.markup import Column, table
from commissioning.wording import worth as words
from commissioning.wording.figures import Row, Rows

Link = Callable[[Row], str | None]
CUTS = (
    Column("amount_gbp", "Money", "pounds"),
    Column("with_target_gbp", "Of services with a target", "pounds", "none"),
    Column("with_return_gbp", "Of services with a result", "pounds", "none"),
    Column("all_met_gbp", "Every last result of the year met its target", "pounds", "none"),
    Column("no_evidence_gbp", "No target and no result found", "pounds", "none"),
)


def evidence_years_table(rows: Rows, *, link: Link | None = None) -> str:
    """``evidence_spend`` by year: the four figures beside the money they are of."""
    return table(
        _none_for_nothing(words.years_of(rows)),
        [
            Column("financial_year", "Year", "year", text=words.year_name, link=link),
            *CUTS,
        ],
        caption="Money of services with a target, with a result, with last results that all met"
        " their targets, and with neither",
    )


def evidence_kinds_table(rows: Rows, *, link: Link | None = None) -> str:
    """``evidence_spend`` of one year by kind of evidence, with the sum of the kinds."""
    kinds = words.kinds_of(rows)
    total = {"amount_gbp": sum((kind["amount_gbp"] for kind in kinds), Decimal(0))}
    return table(
        _none_for_nothing(kinds),
        [
            Column("name", "What the services have to show", link=link),
            Column("amount_gbp", "Money", "pounds", "none"),
        ],
        caption="Money by what its services have to show: each pound is in one row",
        total=total,
    )


def evidence_programmes_table(rows: Rows, year: str, *, link: Link | None = None) -> str:
    """``evidence_spend`` of one year, a row a programme."""
    named = ["amount", "with_target", "with_return", "all_met", "no_evidence"]
    sums = {f"{name}_gbp": sum((row[f"{name}_gbp"] for row in rows), Decimal(0)) for name in named}
    total = {name: amount or "none" for name, amount in sums.items()}
    return table(
        _none_for_nothing(rows),
        [
            Column("programme", "Programme", link=link),
            *CUTS,
        ],
        caption=f"Money of {year} by programme; the columns overlap, so a row does not add up",
        total=total if len(rows) > 1 else None,
    )


def _none_for_nothing(rows: Rows) -> list[Row]:
    """Rows in which none of the money is a word: it is known, and easily taken for an amount."""
    return [{name: value or None if name.endswith("_gbp") else value
             for name, value in row.items()} for row in rows]  # fmt: skip


def evidence_services_table(rows: Rows, caption: str, *, lines: Link, results: Link) -> str:
    """``evidence_services`` of one year, a row a service.

    ``lines`` leads to the lines of its money and ``results`` to what was found of its indicators.
    """
    return table(
        rows,
        [
            Column("service", "Service", below=lambda row: row["programme"]),
            Column(
                "evidence",
                "It has to show",
                text=lambda row: words.KINDS[row["evidence"]],
                link=results,
            ),
            Column("targets", "Indicators with a target", "number"),
            Column("returned", "With a result", "number"),
            Column("held", "Last result held to a target", "number"),
            Column("met", "Met it", "number"),
            Column(
                "amount_gbp",
                "Money",
                "pounds",
                link=lines,
                below=lambda row: f"in {row['lines']:,} line{'' if row['lines'] == 1 else 's'}",
            ),
        ],
        caption=caption,
    )
