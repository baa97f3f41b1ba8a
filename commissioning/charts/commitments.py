"""Commitments added up: columns by year, bars by quarter of end and by funder."""

import datetime
from typing import Any

from commissioning.charts.bars import Bar, bar_figure
from commissioning.charts.columns import WIDTH, columns_layout, labels_above, part_marker
from commissioning.charts.frame import (
    Chart,
    empty_chart,
    hover,
    safe,
    ticks_between,
    year_axis,
)
from commissioning.palette import Palette
from commissioning.wording import commitments as words
from commissioning.wording import count, pounds_exact, pounds_short, start_year, year_span
from commissioning.wording.figures import Rows


def commitment_columns(
    rows: Rows, palette: Palette, *, family: str, as_at: datetime.date, place: str = ""
) -> Chart:
    """Commitments spread by day, a column a financial year cut at a day (``commitment_years``)."""
    headline = words.profile_sentence(rows, family, as_at)
    if not rows:
        return empty_chart(headline)
    starts = [start_year(row["financial_year"]) for row in rows]
    totals = [row["amount_gbp"] for row in rows]
    ticks = ticks_between(min(0, *totals), max(1, *totals) * 112 / 100)
    day = words.day_words(as_at)
    parts = (
        ("by_as_at_gbp", f"Up to {day}", palette.rest, ""),
        ("still_to_run_gbp", "Still to run", palette.focus, "/"),
    )
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "name": safe(name),
            "x": starts,
            "y": [float(row[column]) for row in rows],
            "width": WIDTH,
            "customdata": [[row["financial_year"]] for row in rows],
            "hoverinfo": "text",
            "hovertext": [
                hover(
                    f"{row['financial_year']}: {name[:1].lower()}{name[1:]}",
                    pounds_exact(row[column]),
                    f"Whole year: {pounds_exact(row['amount_gbp'])} in"
                    f" {count(row['commitments'], 'commitment')}",
                )
                for row in rows
            ],
            "selected": {"marker": {"opacity": 1}},
            "unselected": {"marker": {"opacity": 1}},
            "marker": part_marker(palette, colour, shape),
        }
        for column, name, colour, shape in parts
    ]
    traces.append(
        labels_above(palette, starts, [0.0] * len(rows), [pounds_short(total) for total in totals])
    )
    where = f", {place}" if place else ""
    ceiling = sum(row["ceiling_gbp"] for row in rows)
    return Chart(
        figure={
            "data": traces,
            "layout": columns_layout(
                palette,
                360,
                year_axis(palette, min(starts), max(starts)),
                ticks,
                legend=True,
            ),
        },
        headline=headline,
        subtitle=(
            f"Amounts {words.VERBS[family]}, spread by day over financial years{where},"
            f" {year_span(row['financial_year'] for row in rows)}, cash terms."
        ),
        alt=words.profile_alternative(rows, as_at),
        caveats=(
            words.NOT_SPENDING[family],
            words.EVENLY,
            *([f"{pounds_short(ceiling)} of this is a maximum (“up to”)."] if ceiling else []),
        ),
    )


def ending_bars(
    rows: Rows, palette: Palette, *, family: str, as_at: datetime.date, place: str = ""
) -> Chart:
    """What ends in each quarter ahead, a bar a quarter (``commitment_ends``).

    A quarter with an end on 31 March is set in bold and named so. Each bar's ``customdata`` is
    [quarter], in words, for following it to its rows.
    """
    headline = words.ends_sentence(rows, family, as_at)
    if not rows:
        return empty_chart(headline)
    bars = [
        Bar(
            name=words.quarter_name(row),
            value=float(row["final_year_gbp"] or 0),
            label=words.quarter_amount(row),
            hover=hover(
                words.quarter_name(row),
                "None found"
                if row["final_year_gbp"] is None
                else f"{pounds_exact(row['final_year_gbp'])} in the last twelve months",
                f"Nothing later found for {row['services_without_later']:,}"
                if row["services"]
                else "",
            ),
            key=[words.quarter_words(row["quarter_start"])],
            heavy=bool(row["march_services"]),
        )
        for row in rows
    ]
    extendable = sum(row["extendable"] for row in rows)
    ceilings = sum(row["ceilings"] for row in rows)
    where = f", {place}" if place else ""
    return Chart(
        figure=bar_figure(bars, palette, right=84),
        headline=headline,
        subtitle=(
            "Amount that falls in the last twelve months of what ends, by calendar quarter of its"
            f" last day{where}, {words.VERBS[family]}, cash terms. Bold: ends on 31 March."
        ),
        alt=words.ends_alternative(rows),
        caveats=(
            "A quarter with none found is not a quarter in which nothing ends: only what was found"
            " is here, and what has no end date stated is in no quarter.",
            words.NOT_SPENDING[family],
            *(
                [f"{count(extendable, 'end')} could be moved by an extension."]
                if extendable
                else []
            ),
            *words.ceiling_notes(ceilings),
        ),
    )


def exposure_bars(
    rows: Rows, palette: Palette, *, family: str, as_at: datetime.date, place: str = ""
) -> Chart:
    """What is still to run by funder, a bar a funder (``funder_exposure``).

    Each bar's ``customdata`` is [funder], for following it to its rows.
    """
    headline = words.exposure_sentence(rows, as_at)
    if not rows:
        return empty_chart(headline)
    bars = [
        Bar(
            name=words.funder_name(row),
            value=float(row["still_to_run_gbp"]),
            label=pounds_short(row["still_to_run_gbp"]),
            hover=hover(
                words.funder_name(row),
                f"{pounds_exact(row['still_to_run_gbp'])} still to run",
                f"Last day {words.day_words(row['last_day'])}",
            ),
            key=[row["funder"]],
        )
        for row in rows
    ]
    where = f", {place}" if place else ""
    ceilings = sum(row["ceilings"] for row in rows)
    return Chart(
        figure=bar_figure(bars, palette, right=68),
        headline=headline,
        subtitle=(
            f"Amount {words.VERBS[family]} and still to run after {words.day_words(as_at)}, by"
            f" funder of what runs on that day{where}, cash terms."
        ),
        alt=words.exposure_alternative(rows),
        caveats=(
            "This is what rests on each funder as found, not a forecast that any will stop. A"
            " service may have other money that no record found here names.",
            words.NOT_SPENDING[family],
            *words.ceiling_notes(ceilings),
        ),
    )
