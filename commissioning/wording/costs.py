"""What an outcome cost in words: its interval, what was counted, and why there is none."""

from collections.abc import Sequence

from commissioning.wording.figures import (
    Row,
    Rows,
    pounds_exact,
    pounds_short,
    rounded,
    start_year,
    years_listed,
)
from commissioning.wording.sentences import nothing_found

RULES = (
    "A unit cost is what was paid for a service in a financial year, less credits, divided by what"
    " its indicator counted in the same year: the figure itself, or the upper part of a ratio.",
    "It is given only where the indicator counts what the whole service produced, its periods make"
    " up the whole year, every one has a return, and the ledger covers the whole year.",
    "The interval takes the money as known and the count as one that chance moves (Poisson, 95%):"
    " money over the upper limit of the count to money over the lower.",
    "Starts, completions and outcomes are three things, and no two indicators here count the same"
    " one. Costs are not compared between indicators, and no average of them is given.",
    "An outcome may come from money paid in an earlier year, and a service does more than one"
    " indicator counts.",
)
WHY = {
    "no_ledger": "there is no ledger of payments",
    "no_count": "the figure is no count and did not come with one",
    "cumulative": "the figure is a running total",
    "snapshot": "the figure is a number there on one day, not outcomes of a year",
    "rolling": "each figure covers the twelve months before it, so the same outcome counts twice",
    "lower_is_better": "fewer is better, so it is not something that money buys",
    "scope_not_stated": "it is not stated that it counts what the whole service produced",
    "part_of_service": "it counts only part of what the service produced",
    "definition_changed": "the definition changed within the year",
    "not_all_returned": "not every period of the year has a return",
    "not_a_whole_year": "the periods do not make up the whole financial year",
    "nothing_paid": "no payment, less credits, was found for the service",
    "part_year": "the ledger covers only part of the year",
    "several_references": "the payments are under more than one service reference",
    "no_deflator": "no deflator is published for the year",
}
WIDEN = ["the years", "the programme"]


def cost_words(pounds: float) -> str:
    """A unit cost to the pound; to the penny below £100."""
    small = abs(pounds) < 100
    return pounds_exact(rounded(pounds, 2 if small else 0), small)


def interval_words(row: Row) -> str:
    """The limits of a unit cost; the lower alone where there is no upper."""
    if row["interval_low_gbp"] is None:
        return ""
    low = cost_words(row["interval_low_gbp"])
    high = row["interval_high_gbp"]
    return f"{low} or more" if high is None else f"{low} to {cost_words(high)}"


def costed(row: Row) -> str:
    """What a unit cost is of, as readers choose it."""
    return f"{row['service']}: {row['indicator']}"


def costed_options(rows: Rows) -> list[str]:
    """Every indicator that has a unit cost in some year, in order (``unit_costs``)."""
    return sorted({costed(row) for row in rows if row["not_shown"] is None})


def costed_series(rows: Rows, chosen: str) -> str:
    """The series of the indicator that a reader chose among ``costed_options``."""
    return next(str(row["series_id"]) for row in rows if costed(row) == chosen)


def counted_words(row: Row) -> str:
    """What an indicator counts: its definition, or the first part of it where that is a ratio."""
    if row["unit"] == "count":
        return f"What is counted: {row['definition']}."
    return f"What is counted is the first part of this ratio: {row['definition']}."


def cost_sentence(rows: Rows, price_base: str | None) -> str:
    """The latest unit cost of one indicator with its interval, and what it was worked out from."""
    shown = [row for row in rows if row["not_shown"] is None]
    if not shown:
        return no_cost_sentence(rows)
    row = max(shown, key=lambda row: start_year(row["financial_year"]))
    prices = f" at {price_base} prices" if price_base else ""
    year = row["financial_year"]
    if row["unit_cost_gbp"] is None:
        return (
            f"“{row['indicator']}” counted nobody in {year}, so it has no unit cost:"
            f" {pounds_short(row['cost_gbp'])} was paid{prices}, which is {interval_words(row)}"
            " for each if chance is allowed for."
        )
    return (
        f"{row['service']} cost {cost_words(row['unit_cost_gbp'])} in {year}{prices} for each"
        f" counted under “{row['indicator']}”, or {interval_words(row)} if chance is allowed for:"
        f" {pounds_short(row['cost_gbp'])} paid and {row['outcomes']:,} counted."
    )


def no_cost_sentence(rows: Rows) -> str:
    """Why there is no unit cost at all."""
    if not rows:
        return nothing_found("results of the body’s own services", WIDEN)
    if {row["not_shown"] for row in rows} == {"no_ledger"}:
        return (
            "No cost of an outcome can be given: this package has no ledger of payments, and what"
            " was approved is not what was spent."
        )
    return "No cost of an outcome can be given for these choices: the table says why for each."


def costs_alternative(rows: Rows) -> str:
    """Each year's unit cost with its interval."""
    figures = "; ".join(
        f"{row['financial_year']} "
        + (
            f"none defined, {interval_words(row)}"
            if row["unit_cost_gbp"] is None
            else f"{cost_words(row['unit_cost_gbp'])}, interval {interval_words(row)}"
        )
        for row in rows
        if row["not_shown"] is None
    )
    return f"Dot chart of the unit cost of {costed(rows[0])} by year with intervals: {figures}."


def why_words(rows: Rows) -> str:
    """Why some years of one indicator have no unit cost, each reason with its years."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        if row["not_shown"] is not None:
            reasons.setdefault(row["not_shown"], []).append(row["financial_year"])
    return "; ".join(f"{years_listed(years)}: {WHY[why]}" for why, years in reasons.items())


def shown_years(rows: Rows) -> str:
    """The years of one indicator that have a unit cost; nothing where none has."""
    return years_listed(row["financial_year"] for row in rows if row["not_shown"] is None)


def by_indicator(rows: Rows) -> list[Sequence[Row]]:
    """Rows of ``unit_costs`` by indicator, those with a unit cost first."""
    series: dict[str, list[Row]] = {}
    for row in rows:
        series.setdefault(row["series_id"], []).append(row)
    return sorted(series.values(), key=lambda rows: not shown_years(rows))
