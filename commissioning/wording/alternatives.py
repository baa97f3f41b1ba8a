"""The text alternative of each chart: what it shows, in words, from the rows it is drawn from.

A reader who cannot see the chart should learn the same: what kind it is, over which years, every
figure when there are few, and the ends, the extremes and the gaps when there are many.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from commissioning.wording.figures import (
    Row,
    Rows,
    count,
    points,
    pounds_published,
    pounds_short,
    start_year,
    year_span,
    years_between,
    years_listed,
)
from commissioning.wording.growth import GROWTH_COLUMNS, growth_value
from commissioning.wording.sentences import basis_name, missing_years_sentence


def headline_alternative(rows: Rows, years: Sequence[str], key: Sequence[str]) -> str:
    """Every published total by definition, the years without one, and the numbered events."""
    by_definition: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: start_year(row["financial_year"])):
        by_definition[row["definition"], row["basis"]].append(row)
    said = [f"Dot chart of published totals by definition, {year_span(years)}; no line joins them."]
    for (definition, basis), totals in by_definition.items():
        figures = ", ".join(
            f"{pounds_published(row['amount_gbp'], row['precision'])} in {row['financial_year']}"
            for row in totals
        )
        said.append(f"{definition} ({basis_name(basis)}): {figures}.")
    absent = missing_years_sentence(set(years) - {row["financial_year"] for row in rows})
    if absent:
        said.append(absent)
    if key:
        said.append(f"Events marked: {'; '.join(key)}.")
    return " ".join(said)


def members_alternative(
    title: str, members: Sequence[tuple[str, str]], *, largest_first: bool = True
) -> str:
    """Each bar's name and value, in the order drawn."""
    figures = "; ".join(f"{name} {value}" for name, value in members)
    return f"Bar chart. {title}{', largest first' if largest_first else ''}: {figures}."


def yearly_alternative(rows: Rows, stacked: Sequence[str]) -> str:
    """The sum of each year, and what the columns are stacked by."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    lines: dict[str, int] = defaultdict(int)
    for row in rows:
        totals[row["financial_year"]] += row["amount_gbp"]
        lines[row["financial_year"]] += row["lines"]
    split = f", stacked by programme ({', '.join(stacked)})" if len(stacked) > 1 else ""
    figures = "; ".join(
        f"{year} {pounds_short(totals[year])} in {count(lines[year], 'decision line')}"
        for year in sorted(totals, key=start_year)
    )
    return f"Column chart of amounts approved in decisions found, by year{split}: {figures}."


def growth_alternative(rows: Rows, measure: str, real: bool) -> str:
    """For each series its first and last value, its highest and lowest, gaps and part years."""
    column = GROWTH_COLUMNS[measure, real]
    series: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: start_year(row["financial_year"])):
        if row[column] is not None:
            series[row["series_id"]].append(row)
    said = [f"Line chart of {count(len(series), 'series', 'series')} by financial year."]
    said.extend(_series_alternative(found, column, measure) for found in series.values())
    return " ".join(said)


def _series_alternative(rows: Sequence[Row], column: str, measure: str) -> str:
    def told(row: Row) -> str:
        part = " (part year)" if row["part_year"] else ""
        return f"{growth_value(row[column], measure)} in {row['financial_year']}{part}"

    title = f"{rows[0]['title']} ({basis_name(rows[0]['basis'])})"
    if len(rows) <= 6:
        text = f"{title}: {', '.join(told(row) for row in rows)}."
    else:
        high = max(rows, key=lambda row: row[column])
        low = min(rows, key=lambda row: row[column])
        text = (
            f"{title}: from {told(rows[0])} to {told(rows[-1])};"
            f" highest {told(high)}, lowest {told(low)}."
        )
    shown = {row["financial_year"] for row in rows}
    gaps = set(years_between(rows[0]["financial_year"], rows[-1]["financial_year"])) - shown
    return f"{text} No figure for {years_listed(gaps)}." if gaps else text


def contributions_alternative(rows: Rows, from_year: str, to_year: str) -> str:
    """Each member's contribution in percentage points, largest first, and their sum."""
    parts = sorted(
        (row for row in rows if row["contribution_points"] is not None),
        key=lambda row: -row["contribution_points"],
    )
    figures = "; ".join(f"{row['member']} {points(row['contribution_points'])}" for row in parts)
    total = points(sum(row["contribution_points"] for row in parts))
    return (
        f"Bar chart of percentage-point contributions to growth from {from_year} to {to_year}:"
        f" {figures}; total {total}."
    )
