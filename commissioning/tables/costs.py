"""What an outcome cost as tables: each year of one indicator, and which indicators have a cost."""

from commissioning.tables.answers import Link
from commissioning.tables.markup import Column, table
from commissioning.wording import costs as words
from commissioning.wording.figures import Row, Rows


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


def costed_table(rows: Rows, *, indicators: Link, costs: Link) -> str:
    """``unit_costs`` by indicator: the years with a unit cost and why others have none.

    ``indicators`` leads to the results of an indicator and ``costs`` to its unit costs.
    """
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
            Column("indicator", "Indicator", link=indicators, below=lambda row: row["service"]),
            Column("indicator_kind", "Kind"),
            Column("shown", "Years with a unit cost", missing="none", link=costs),
            Column("why", "Why not in other years", "long", "given for every year"),
        ],
        caption="Which indicators can be costed, and why others cannot",
    )
