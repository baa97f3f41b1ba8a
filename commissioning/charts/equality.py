"""Groups of people side by side: rates with their intervals, and ratios on a scale of ratios."""

from math import log10

from commissioning.charts.dots import Dot, dot_figure
from commissioning.charts.frame import Chart, empty_chart, hover
from commissioning.palette import Palette
from commissioning.wording import equality as words
from commissioning.wording.figures import Rows
from commissioning.wording.results import parts_words

# Ticks of a scale of ratios, the same factor up as down, by the largest ratio they serve.
RATIO_TICKS = {
    1.7: ("0.67", "0.8", "1", "1.25", "1.5"),
    2.1: ("0.5", "0.8", "1", "1.25", "2"),
    3.2: ("0.33", "0.5", "0.8", "1", "1.25", "2", "3"),
    9.0: ("0.125", "0.25", "0.5", "1", "2", "4", "8"),
    1e9: ("0.01", "0.1", "1", "10", "100"),
}


def rate_dots(rows: Rows, palette: Palette) -> Chart:
    """The rate of each group with its interval (``equality_rates``), those without one in words."""
    if not rows:
        return empty_chart("No results were found for this choice. Choose another period.")
    headline = words.rates_sentence(rows)
    if all(row["rate"] is None for row in rows):
        return empty_chart(headline)
    dots = [
        Dot(
            words=(words.group_words(row), words.rate_words(row)),
            value=row["rate"],
            low=row["interval_low"],
            high=row["interval_high"],
            hover=hover(words.group_words(row), words.rate_words(row)),
            apart=row["is_reference"],
        )
        for row in rows
    ]
    percent = rows[0]["unit"] == "percent"
    axis = (
        {"range": [0, 100], "tickvals": [0, 25, 50, 75, 100],
         "ticktext": ["0%", "25%", "50%", "75%", "100%"]}
        if percent
        else {"rangemode": "tozero"}
    )  # fmt: skip
    return Chart(
        figure=dot_figure(dots, palette, axis=axis),
        headline=headline,
        subtitle=words.rates_subtitle(rows),
        alt=words.rates_alternative(rows),
        caveats=words.rates_caveats(rows),
    )


def ratio_dots(rows: Rows, palette: Palette) -> Chart:
    """The rate of each group over the reference group's (``equality_rates``), where there is one.

    The scale is one of ratios: half as much is as far from 1 as twice as much.
    """
    known = [row for row in rows if row["relative_rate"]]
    if not known:
        return empty_chart(words.why_no_ratio_sentence(rows))
    dots = [
        Dot(
            words=(
                str(row["cohort"]),
                words.ratio_in_words(row),
                f"Difference {words.difference_in_words(row)}",
            ),
            value=row["relative_rate"],
            low=row["relative_rate_low"],
            high=row["relative_rate_high"],
            hover=hover(
                str(row["cohort"]),
                words.ratio_in_words(row),
                words.difference_in_words(row),
                parts_words(row),
            ),
        )
        for row in known
    ]
    furthest = max(max(row["relative_rate_high"], 1 / row["relative_rate_low"]) for row in known)
    ticks = next(ticks for most, ticks in RATIO_TICKS.items() if furthest < most)
    reach = log10(max(furthest, float(ticks[-1]))) * 1.04
    return Chart(
        figure=dot_figure(
            dots,
            palette,
            axis={
                "type": "log",
                "range": [-reach, reach],
                "tickvals": [float(tick) for tick in ticks],
                "ticktext": list(ticks),
            },
            line_at=1.0,
        ),
        headline=words.ratios_sentence(rows),
        subtitle=words.ratios_subtitle(rows),
        alt=words.ratios_alternative(rows),
        caveats=words.ratios_caveats(rows),
    )
