"""Funnels in words, marks and tables: flags are questions, nobody is ranked, suppressed is said."""

import re
from itertools import pairwise
from typing import Any

import pytest

from commissioning import charts, questions, tables
from commissioning.charts import funnels as funnel_chart
from commissioning.charts.frame import CHARACTER, NARROW
from commissioning.evidence.comparing import limit_lines
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.store import Store
from commissioning.wording import funnels, splits
from tests.contracts.examples import PARTNERS as ASKED
from tests.drawing.compared_rows import PARTNERS, VISITED, hidden, targeted, unit

RANKED = r"(?i)\b(best|worst|top|bottom|league|outperform\w*|poor\w*)\b"


def nowhere(_row: object) -> str | None:
    return None


def test_a_flag_is_a_question() -> None:
    rows = [unit("A", 7, 10), unit("B", 5, 10, "alert", "below")]
    assert funnels.funnel_sentence(rows, "units") == (
        "B’s rate is lower than chance alone would explain. What differs in the people it sees?"
    )
    assert funnels.funnel_sentence(PARTNERS, "units") == (
        "Partner 3 has a rate lower and Partner 2 has a rate higher than chance alone would"
        " explain. What differs in the people they see?"
    )


def test_outside_the_95_per_cent_limits_alone_asks_nothing() -> None:
    rows = [unit("A", 7, 10), unit("B", 5, 10, "look", "below")]
    assert funnels.funnel_sentence(rows, "units") == (
        "No provider’s rate is so far from that of all of them together that it calls for a"
        " question."
    )
    assert "so far from the target" in funnels.funnel_sentence(rows, "target")
    assert "Outside the 95% limits only: B." in funnels.chance_sentence(rows)


def test_chance_alone_puts_one_in_twenty_outside() -> None:
    assert "With 40 providers, about 2.0 would be" in funnels.chance_sentence(
        [unit(str(number), 7, 10) for number in range(40)]
    )


def test_only_what_is_outside_limits_is_named_and_each_flag_has_its_shape() -> None:
    chart = charts.funnel_plot(PARTNERS, LIGHT, held_against="units")
    layout, traces = chart.figure["layout"], chart.figure["data"]
    named = {note["text"] for note in layout["annotations"]}
    assert {"<b>Partner 2</b>", "<b>Partner 3</b>", "Partner 4", "Partner 5"} <= named
    assert not any("long name" in text or "Partner 7" in text for text in named)
    marks = {trace["name"]: trace for trace in traces if trace.get("mode") == "markers"}
    assert len({trace["marker"]["symbol"] for trace in marks.values()}) == len(marks) == 3
    drawn = sorted(value for trace in marks.values() for value in trace["y"])
    assert drawn == sorted(row["rate"] for row in PARTNERS if row["rate"] is not None)


def test_what_is_suppressed_is_named_and_has_no_figure() -> None:
    chart = charts.funnel_plot(PARTNERS, LIGHT, held_against="units")
    assert "Partner 6: suppressed, so it is in no figure here." in chart.caveats
    assert "Partner 6: suppressed" in chart.alt
    assert "6 providers" in chart.subtitle
    said = tables.units_table(PARTNERS, link=nowhere)
    (row,) = re.findall(r"<tr><th[^>]*>Partner 6</th>.*?</tr>", said)
    assert not re.search(
        r"\d", re.sub(r"Partner 6|made/indicator_returns.csv, row 2", "", row)[40:]
    )
    assert ">suppressed<" in row


def test_nothing_but_suppressed_is_a_sentence() -> None:
    rows = [hidden(row) for row in PARTNERS]
    chart = charts.funnel_plot(rows, LIGHT, held_against="units")
    assert chart.empty
    assert chart.headline == (
        "None of the 7 providers has a figure that can be shown for 2024/25. Choose another period."
    )


def test_without_limits_the_rates_are_drawn_and_the_reason_given() -> None:
    bare = dict.fromkeys(("centre", "flag", "side", "tau_squared", "limits_method"))
    rows = [{**unit("A", 7, 10), **bare, "why_no_limits": "No target held."}] * 2
    chart = charts.funnel_plot(rows, LIGHT, held_against="target")
    assert chart.headline == "No limits are drawn. No target held."
    (points,) = chart.figure["data"]
    assert points["y"] == [70.0, 70.0]


def test_what_the_middle_is_is_said() -> None:
    together = funnels.centre_sentence(PARTNERS[:5], "units")
    assert "all 5 providers together, 70.0%" in together
    assert "has an error of its own" in together
    assert funnels.centre_sentence(targeted(PARTNERS), "target") == (
        "The line in the middle is the target, 75.0%, set on 1 March 2024 by The Board."
    )


def test_units_stand_by_name_and_none_is_ranked() -> None:
    for rows in (PARTNERS, VISITED):
        chart = charts.funnel_plot(rows, LIGHT, held_against="units")
        said = " ".join([chart.headline, chart.subtitle, chart.alt, *chart.caveats])
        assert not re.search(RANKED, said)
        assert "in the order of names" in tables.units_table(rows, link=nowhere)


def test_few_units_are_cautioned_of_and_rates_have_their_unit() -> None:
    chart = charts.funnel_plot(VISITED, LIGHT, held_against="units")
    assert "Few." in chart.caveats
    assert "rate per 100, 3 areas" in chart.subtitle
    assert "Area 1 15.0 per 100 (12 of 80)" in chart.alt


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("held_against", ["units", "target"])
def test_the_curves_pass_through_each_unit_s_limits(
    store: Store, palette: Palette, held_against: str
) -> None:
    rows = questions.comparison_units(store, **{**ASKED, "held_against": held_against}).rows
    curve = {line["denominator"]: line for line in limit_lines(rows)}
    for row in rows:
        for name in ("lower_95", "upper_95", "lower_998", "upper_998"):
            assert curve[row["denominator"]][name] == pytest.approx(row[name], abs=1e-9)
    lines = [
        trace["y"]
        for trace in charts.funnel_plot(rows, palette, held_against=held_against).figure["data"]
        if trace["mode"] == "lines"
    ]
    assert len(lines) == 5
    assert [line["upper_998"] for line in curve.values()] in lines


def lines_through_names(figure: dict[str, Any]) -> list[str]:
    """The names with a line through their letters where the plot is as narrow as on a phone."""
    low, high = figure["layout"]["yaxis"]["range"]
    first, last = figure["layout"]["xaxis"]["range"]
    wide, tall = NARROW - funnel_chart.LEFT - funnel_chart.RIGHT, funnel_chart.PLOT
    crossed = set()
    for note in figure["layout"]["annotations"]:
        if note.get("xref") == "paper":
            continue
        width = len(note["text"].replace("<b>", "").replace("</b>", "")) * CHARACTER
        middle = (note["x"] - first) / (last - first) * wide
        start = middle - width * {"left": 0, "center": 0.5, "right": 1}[note["xanchor"]]
        height = (high - note["y"]) / (high - low) * tall - note["yshift"]
        for line in figure["data"]:
            for (x, y), (after, y_after) in pairwise(zip(line["x"], line["y"], strict=True)):
                for step in range(20):
                    at = (x + (after - x) * step / 20 - first) / (last - first) * wide
                    down = (high - (y + (y_after - y) * step / 20)) / (high - low) * tall
                    inside = start < at < start + width and abs(down - height) < 6
                    if line["mode"] == "lines" and inside:
                        crossed.add(note["text"])
    return sorted(crossed)


def test_no_line_runs_through_a_name(store: Store) -> None:
    named = 0
    for choice in questions.split_choices(
        store, package="illustrative", dimensions=("provider", "area")
    ).rows:
        asked = {name: choice[name] for name in ("series_id", "dimension", "period_start",
                                                 "period_end")}  # fmt: skip
        for against in ("units", "target"):
            rows = questions.comparison_units(
                store, package="illustrative", **asked, held_against=against
            ).rows
            figure = charts.funnel_plot(rows, LIGHT, held_against=against).figure
            assert lines_through_names(figure) == []
            named += sum(row["flag"] in ("look", "alert") for row in rows)
    assert named > 10


def test_limits_widened_for_variation_are_not_said_to_be_those_of_chance() -> None:
    rows = [
        {**row, "phi": 3.126, "tau_squared": 0.012345}
        for row in (unit("A", 7, 10), unit("B", 5, 10, "alert", "below"))
    ]
    assert funnels.funnel_sentence(rows, "units") == (
        "B’s rate is lower than chance and the usual variation between providers would explain."
        " What differs in the people it sees?"
    )
    assert "95% limits by chance and the usual variation between providers, so" in (
        funnels.chance_sentence(rows)
    )
    assert funnels.variation_sentence(rows) == (
        "Round the line in the middle, those compared vary 3.13 times as much as by chance,"
        " outliers drawn in (φ). The limits allow for it with a variance between them of 0.01235 on"
        " the arcsine scale (τ²)."
    )
    assert funnels.variation_sentence([unit("A", 7, 10)]).endswith(
        "vary 0.90 times as much as by chance, outliers drawn in (φ), so nothing is added to the"
        " limits of chance (τ² is 0)."
    )


def test_indicators_of_one_name_are_told_apart_by_their_service() -> None:
    rows = [
        {"series_id": number, "indicator": name, "service": f"Service {number}"}
        for number, name in (("1", "Same"), ("2", "Same"), ("3", "Other"), ("3", "Other"))
    ]
    assert splits.indicator_names(rows) == {
        "Same (Service 1)": "1", "Same (Service 2)": "2", "Other": "3",
    }  # fmt: skip
