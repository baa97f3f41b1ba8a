"""Decisions found by year, as columns."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from commissioning.charts.columns import (
    PATTERNS,
    WIDTH,
    columns_layout,
    labels_above,
    part_marker,
)
from commissioning.charts.frame import (
    Chart,
    empty_chart,
    hover,
    legend_name,
    ticks_between,
    year_axis,
)
from commissioning.palette import Palette
from commissioning.wording import (
    count,
    pounds_exact,
    pounds_short,
    start_year,
    year_span,
    yearly_alternative,
    yearly_sentence,
)
from commissioning.wording.figures import Rows

SERIES = 4
OTHER = "Other programmes"


def yearly_bars(
    rows: Rows,
    palette: Palette,
    *,
    place: str = "",
    no_end: tuple[int, Decimal | None] = (0, None),
) -> Chart:
    """Approvals in decisions found, a column a year stacked by programme (``decisions_by_year``).

    The three largest programmes keep their names and the rest are one, unless there are four or
    fewer. Lines are counted and not decisions: one decision may fund two programmes, so the rows'
    own counts of decisions cannot be added. ``no_end`` is how many rows, of how many pounds, have a
    start and no end and so are in no column. Each column part's ``customdata`` is
    [year, programme, programme …], for following it to its rows.
    """
    if not rows:
        return empty_chart(yearly_sentence(rows))
    stacks = _stacks(rows)
    totals: dict[int, Decimal] = defaultdict(Decimal)
    lines: dict[int, int] = defaultdict(int)
    for row in rows:
        totals[start_year(row["financial_year"])] += row["amount_gbp"]
        lines[start_year(row["financial_year"])] += row["lines"]
    where = f", {place}" if place else ""
    split = ", by programme" if len(stacks) > 1 else f": {next(iter(stacks))}"
    ceiling = sum((row["ceiling_gbp"] for row in rows), Decimal(0))
    caveats = [
        "Approvals are not spending. Coverage differs from year to year, so a rise or a fall may"
        " come from which decisions were found.",
    ]
    lines_without_end, pounds_without_end = no_end
    if lines_without_end and pounds_without_end:
        caveats.append(
            f"Not in any year: {count(lines_without_end, 'row')} with a start but no end"
            f" ({pounds_short(pounds_without_end)})."
        )
    if ceiling:
        caveats.append(f"{pounds_short(ceiling)} of this is a maximum (“up to”).")
    return Chart(
        figure=_figure(stacks, totals, lines, palette),
        headline=yearly_sentence(rows),
        subtitle=(
            f"New money approved in decisions found{split}{where},"
            f" {year_span(row['financial_year'] for row in rows)}, cash terms."
            " In brackets: number of decision lines."
        ),
        alt=yearly_alternative(rows, list(stacks)),
        caveats=tuple(caveats),
    )


Stack = dict[int, tuple[Decimal, int, list[Any]]]


def _stacks(rows: Rows) -> dict[str, Stack]:
    """The parts of each column by name: for each year its pounds, lines and programmes."""
    sizes: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sizes[row["programme"]] += row["amount_gbp"]
    order = sorted(sizes, key=lambda name: (-sizes[name], name))
    named = order if len(order) <= SERIES else order[: SERIES - 1]
    stacks: dict[str, Stack] = {
        name: {} for name in [*named, *([OTHER] if len(named) < len(order) else [])]
    }
    for row in sorted(rows, key=lambda row: (row["financial_year"], str(row["programme"]))):
        stack = stacks[row["programme"] if row["programme"] in named else OTHER]
        year = start_year(row["financial_year"])
        amount, lines, key = stack.get(year, (Decimal(0), 0, [row["financial_year"]]))
        stack[year] = (
            amount + row["amount_gbp"],
            lines + row["lines"],
            [*key, row["programme"]],
        )
    return stacks


def _figure(
    stacks: dict[str, Stack],
    totals: dict[int, Decimal],
    lines: dict[int, int],
    palette: Palette,
) -> dict[str, Any]:
    ticks = ticks_between(
        min(Decimal(0), *totals.values()), max(Decimal(1), *totals.values()) * Decimal("1.12")
    )
    traces = []
    for number, (name, stack) in enumerate(stacks.items()):
        colour = palette.rest if name == OTHER else palette.categories[number]
        traces.append(
            {
                "type": "bar",
                "name": legend_name(name),
                "x": list(stack),
                "y": [float(amount) for amount, _, _ in stack.values()],
                "width": WIDTH,
                "marker": part_marker(palette, colour, PATTERNS[number] if len(stacks) > 1 else ""),
                "customdata": [key for _, _, key in stack.values()],
                "hoverinfo": "text",
                "hovertext": [
                    hover(
                        f"{name}, {key[0]}",
                        f"{pounds_exact(amount)} in {count(number_of, 'decision line')}",
                        f"Whole year: {pounds_short(totals[year])}"
                        f" in {count(lines[year], 'decision line')}",
                    )
                    for year, (amount, number_of, key) in stack.items()
                ],
                "selected": {"marker": {"opacity": 1}},
                "unselected": {"marker": {"opacity": 1}},
            }
        )
    traces.append(
        labels_above(
            palette,
            list(totals),
            [0.0] * len(totals),
            [f"{pounds_short(total)}<br>({lines[year]})" for year, total in totals.items()],
        )
    )
    several = len(stacks) > 1
    return {
        "data": traces,
        "layout": columns_layout(
            palette,
            400 if several else 340,
            year_axis(palette, min(totals), max(totals)),
            ticks,
            legend=several,
        ),
    }
