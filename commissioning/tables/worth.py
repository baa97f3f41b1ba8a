"""Money beside evidence as tables: by year, by kind, by programme, by service; and unit costs."""

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
    Column("all_met_gbp", "Every result met its target", "pounds", "none"),
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
        caption="Money of services with a target, with a result, with targets met and with neither",
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
    total = {f"{name}_gbp": sum((row[f"{name}_gbp"] for row in rows), Decimal(0)) for name in named}
    return table(
        _none_for_nothing(rows),
        [
            Column("programme", "Programme", link=link),
            *CUTS,
        ],
        caption=f"Money of {year} by programme; the columns overlap and do not add up",
        total=total if len(rows) > 1 else None,
    )


def _none_for_nothing(rows: Rows) -> list[Row]:
    """Rows in which none of the money is a word: it is known, and easily taken for an amount."""
    return [{name: value or None if name.endswith("_gbp") else value
             for name, value in row.items()} for row in rows]  # fmt: skip


def evidence_services_table(rows: Rows, caption: str, *, link: Link) -> str:
    """``evidence_services`` of one year; ``link`` leads to the lines of a service's money."""
    return table(
        rows,
        [
            Column("service", "Service", below=lambda row: row["programme"]),
            Column("evidence", "It has to show", text=lambda row: words.KINDS[row["evidence"]]),
            Column("targets", "Indicators with a target", "number"),
            Column("returned", "With a result", "number"),
            Column("held", "Held to a target", "number"),
            Column("met", "Met it", "number"),
            Column(
                "amount_gbp",
                "Money",
                "pounds",
                link=link,
                below=lambda row: f"in {row['lines']:,} line{'' if row['lines'] == 1 else 's'}",
            ),
        ],
        caption=caption,
    )


def unit_costs_table(rows: Rows, *, link: Link) -> str:
    """``unit_costs`` of one indicator, a row a year; ``link`` leads to the lines paid.

    Costs in the prices of another year have a column of their own.
    """
    restated = any(row["cost_gbp"] not in (None, row["amount_gbp"]) for row in rows)
    real = [Column("cost_gbp", "Paid, in the prices chosen", "pounds", "not used")]
    return table(
        rows,
        [
            Column("financial_year", "Year", "year"),
            Column("amount_gbp", "Paid, cash", "pounds", "none found", link=link),
            *(real if restated else []),
            Column("outcomes", "Counted", "number", "not used"),
            Column(
                "unit_cost_gbp",
                "For each",
                "number",
                text=_cost,
                missing="not given",
                below=lambda row: words.WHY.get(row["not_shown"] or ""),
            ),
            Column(
                "interval_low_gbp",
                "95% interval",
                text=words.interval_words,
                missing="not given",
            ),
        ],
        caption=f"What was paid for each: {words.costed(rows[0])}",
    )


def _cost(row: Row) -> str | None:
    if row["not_shown"] is None and row["unit_cost_gbp"] is None:
        return "not defined"
    return None if row["unit_cost_gbp"] is None else words.cost_words(row["unit_cost_gbp"])


def costed_table(rows: Rows, *, link: Link) -> str:
    """``unit_costs`` by indicator: the years with a unit cost and why others have none."""
    entries = [
        {
            **of_one[-1],
            "shown": words.shown_years(of_one),
            "why": words.why_words(of_one),
        }
        for of_one in words.by_indicator(rows)
    ]
    return table(
        entries,
        [
            Column("indicator", "Indicator", link=link, below=lambda row: row["service"]),
            Column("indicator_kind", "Kind"),
            Column("shown", "Years with a unit cost", missing="none"),
            Column("why", "Why not in other years", "long", "given for every year"),
        ],
        caption="Which indicators can be costed, and why others cannot",
    )
