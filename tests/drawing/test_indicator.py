"""What is said and drawn of one indicator: its points, limits, gaps, targets and refusals."""

import datetime
from itertools import pairwise
from typing import Any

import pytest

from commissioning import charts, questions, tables
from commissioning.charts import Chart
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.store import Store
from commissioning.wording import indicator as words
from tests.drawing.indicator_rows import (
    CUMULATIVE,
    DOTS,
    FEW,
    NEUTRAL,
    REBASED,
    STEADY,
    TRIAL,
    VERSIONS,
    control_row,
    control_rows,
    results_of,
    version,
)


def drawn(rows: list[dict[str, Any]], **options: Any) -> Chart:
    return charts.indicator_chart(rows, results_of(rows), VERSIONS, LIGHT, **options)


def traces(chart: Chart, name: str) -> list[dict[str, Any]]:
    return [trace for trace in chart.figure["data"] if trace.get("name", "").startswith(name)]


def labels(chart: Chart) -> list[str]:
    return [note["text"] for note in chart.figure["layout"]["annotations"]]


def test_the_last_result_is_told_as_reported_and_with_its_interval() -> None:
    row = control_row(0, 52.0, numerator=52.0, denominator=100.0)
    assert words.last_sentence(results_of([row])) == (
        "The last result is 52% for April 2020 (52 of 100). As reported it misses its target of at"
        " least 55%. Its 95% interval, 42.0% to 62.0%, takes in the target, so the figures cannot"
        " tell."
    )
    lower = control_row(0, 52.0, better="lower")
    met = results_of([lower], verdict="met_clearly", point_met=True, interval_high=54.0)
    assert words.last_sentence(met).endswith(
        "As reported it meets its target of at most 55%. Its 95% interval, 42.0% to 54.0%, is"
        " wholly on the right side of the target: met clearly."
    )
    bare = results_of([row], interval_low=None, interval_high=None)
    assert "It has no interval, because the numbers of people published do not give it, so" in (
        words.last_sentence(bare)
    )
    unknown = [known | {"denominator": None} for known in bare]
    assert "because the number of people behind it is not known" in words.last_sentence(unknown)
    none = results_of([control_row(0, 52.0, target=None)], point_met=None, verdict="no_target")
    assert words.last_sentence(none).endswith("It has no target.")


def test_a_figure_that_goes_on_adding_up_is_not_held_to_its_target() -> None:
    said = words.last_sentence(results_of(CUMULATIVE))
    assert "As reported" not in said
    assert said.endswith(
        "Its target is at least 40, but it goes on adding up: the part so far is not held to it."
    )


def test_the_headline_says_the_last_point_and_what_to_expect() -> None:
    chart = drawn(REBASED)
    assert chart.headline == (
        "People seen in time: 38% for December 2022 is a concern: unusually low or falling. If"
        " nothing changes, the target of at least 60% may be met or missed by chance. That is what"
        " to expect, not how this result did."
    )
    for mark, said in (
        ("pass", "is expected to be met every time"),
        ("fail", "is expected to be missed every time"),
    ):
        assert said in drawn(control_rows(STEADY, assurance=mark)).headline
    assert drawn(NEUTRAL).headline == (
        "People seen in time: 65 for June 2021 is unusually high or rising, where neither way is"
        " better. It has no target."
    )


def test_points_differ_in_shape_and_colour_and_runs_have_a_letter() -> None:
    chart = drawn(REBASED)
    looks = {
        trace["name"]: (trace["marker"]["symbol"], trace["marker"]["color"], len(trace["x"]))
        for trace in chart.figure["data"]
        if trace["mode"] == "markers"
    }
    assert looks["Usual variation"] == ("circle", LIGHT.rest, 15)
    assert looks["Improvement (H high, L low)"] == ("diamond", LIGHT.categories[0], 7)
    assert looks["Concern (H high, L low)"] == ("square", LIGHT.categories[3], 1)
    assert looks["Result, too few to judge"] == ("circle-open", LIGHT.rest, 8)
    assert [text for text in labels(chart) if "<b>" in text] == ["<b>H</b>", "<b>L</b>"]
    assert "<b>↑</b>" in labels(drawn(NEUTRAL))


def test_a_gap_breaks_the_line_and_is_marked_in_words_at_the_foot() -> None:
    chart = drawn(REBASED)
    (line,) = [
        trace for trace in chart.figure["data"]
        if trace["mode"] == "lines" and trace["line"]["width"] == 1
    ]  # fmt: skip
    known = [value for value in line["y"] if value is not None]
    assert known == [row["actual"] for row in REBASED if row["actual"] is not None]
    assert 0 not in line["y"]
    # Three gaps, and one break before each of the two parts.
    assert line["y"].count(None) == 5
    (missing,) = traces(chart, "Not returned")
    assert len(missing["x"]) == 2
    floor, _ = chart.figure["layout"]["yaxis"]["range"]
    ticks = chart.figure["layout"]["yaxis"]["tickvals"]
    assert all(floor < y < ticks[0] for y in missing["y"])
    assert len(traces(chart, "Not yet due")) == 1
    assert (
        "Not returned: April 2021 and March 2022. Not yet due: January 2023. A gap is left a gap,"
        " never drawn as zero."
    ) in chart.caveats


def test_limits_on_trial_are_dashed_and_nothing_is_judged_by_them() -> None:
    rows = control_rows([50.0, 52, 47, 51, 49, 53, 61], **TRIAL)
    rows[-1] |= {"signal": "above_limit", "point_type": "improvement"}
    chart = drawn(rows)
    assert "limits are on trial" in chart.headline
    assert "trial limits from the last 7 results" in chart.subtitle
    assert {trace["line"]["dash"] for trace in traces(chart, "Limits on trial")} == {"dash"}
    assert not traces(chart, "Improvement")
    assert "above the upper" not in tables.control_table(rows)
    assert tables.marks_panel(rows[-1], LIGHT) == ""


def test_under_seven_results_are_dots_with_intervals_and_no_limits() -> None:
    chart = drawn(FEW)
    assert chart.headline.endswith("3 results: too few for limits.")
    (dots,) = traces(chart, "Result")
    assert dots["y"] == [50.0, 62, 54]
    assert dots["error_y"]["array"] == dots["error_y"]["arrayminus"] == [10.0, 10.0, 10.0]
    assert not traces(chart, "Limits")
    assert labels(chart) == ["Target 55%"]
    assert "Lower limit" not in tables.control_table(FEW)


def test_a_refusal_gives_its_reason_and_dots() -> None:
    chart = drawn(CUMULATIVE)
    assert chart.headline == (
        "People seen in time: no control chart. Each figure counts everything since the same day."
    )
    assert "Dots without limits" in chart.subtitle
    assert not traces(chart, "Limits")
    assert not any("marks too" in caveat for caveat in chart.caveats)


def test_a_result_without_a_period_has_no_place_on_the_axis() -> None:
    rows = control_rows([50.0, 52], **DOTS | {"amount": None, "not_charted": "Not dated."})
    rows[0]["period_end"] = None
    chart = drawn(rows)
    assert chart.empty
    assert chart.headline.endswith("Not dated. The results are in the table below.")
    nothing = drawn(control_rows([None, None], **DOTS))
    assert nothing.empty
    assert nothing.headline == (
        "There is nothing to draw for People seen in time. Choose another indicator."
    )


def test_where_nothing_came_each_period_is_named_once_with_what_became_of_it() -> None:
    rows = control_rows([None, None, None])
    rows[1]["status"] = "suppressed"
    rows[2]["status"] = "not_yet_due"
    assert words.last_sentence(results_of(rows)) == (
        "No result has come. Not returned: April 2020. Not yet due: June 2020. Suppressed: May"
        " 2020."
    )
    assert words.since_sentence(results_of(rows)) == ""
    since = words.since_sentence(results_of([control_row(3, 50.0), control_row(4, None)]))
    assert since == "No result since: August 2020 (not returned)."


def test_limits_are_cut_off_where_no_result_can_be_and_that_is_said() -> None:
    rows = control_rows(STEADY, lower_limit=-4.0, upper_limit=104.0)
    chart = drawn(rows)
    drawn_at = {y for trace in chart.figure["data"] if trace["mode"] == "lines"
                for y in trace["y"] if y is not None}  # fmt: skip
    assert {0.0, 100.0} <= drawn_at
    assert min(drawn_at) == 0
    assert max(drawn_at) == 100
    said = " ".join(chart.caveats)
    assert "worked out as −4.0% and drawn at 0%: a low result can never signal" in said
    assert "worked out as 104.0% and drawn at 100%" in said
    # A change in a rate may be under 0, and a count over 100.
    change = drawn([*rows[:-1], control_row(13, -1.0, lower_limit=-4.0, upper_limit=104.0)])
    assert "can never signal" not in " ".join(change.caveats)
    number = drawn(control_rows(STEADY, unit="count", lower_limit=-4.0, upper_limit=104.0))
    assert "104" not in " ".join(number.caveats)


def test_the_target_is_drawn_as_it_held() -> None:
    (target,) = traces(drawn(REBASED), "Target")
    steps = dict(zip(target["x"], target["y"], strict=True))
    assert steps["2020-04-01"] == 55
    assert steps["2023-02-01"] == 60
    assert "Target 60%" in labels(drawn(REBASED))


def test_a_rebase_is_marked_with_its_day_reason_and_author() -> None:
    chart = drawn(REBASED)
    assert chart.key == (
        "1 December 2020: Limits begin anew. Reason: New system. Decided by: Head of Contracts.",
        "1 December 2020: Provider B in place of Provider A.",
    )
    assert [shape["x0"] for shape in chart.figure["layout"]["shapes"]] == ["2020-12-01"] * 2
    one_set = drawn(REBASED, rebased=False)
    assert one_set.key[0].startswith("1 December 2020: Limits do not begin anew here, as chosen")
    assert "across a change that called for two" in " ".join(one_set.caveats)
    changed = charts.indicator_chart(
        REBASED,
        results_of(REBASED),
        [version(1, 0), version(2, 8, definition="Other", rebase_author=None)],
        LIGHT,
    )
    assert changed.key[0].endswith("Decided by: not recorded. The definition changed.")


def test_a_change_of_provider_seen_on_one_day_came_by_that_day() -> None:
    day = datetime.date(2020, 9, 30)
    rows = control_rows([31.0, 30, 33, 29], **DOTS)
    rows[2] |= {"period_start": day, "period_end": day, "provider": "Provider B"}
    rows[3] |= {
        "period_start": datetime.date(2020, 10, 1),
        "period_end": datetime.date(2020, 10, 31),
        "provider": "Provider C",
    }
    assert charts.indicator_chart(rows, results_of(rows), [], LIGHT).key == (
        "30 September 2020: Provider B in place of Provider A by that day.",
        "1 October 2020: Provider C in place of Provider B.",
    )


def test_the_subtitle_says_how_limits_were_worked_out() -> None:
    rows = control_rows(STEADY)
    assert drawn(rows).subtitle == (
        "Per cent by period, advice service, April 2020 to May 2021. XmR chart, limits from the"
        " last 13 results, rule of 7, no moving range left out."
    )
    chosen = drawn(rows, kind="p_prime", screened=True).subtitle
    assert "p′ chart" in chosen
    assert "extreme moving ranges left out (screened)" in chosen


def test_false_alarms_and_what_assurance_is_are_said_where_there_are_marks() -> None:
    said = " ".join(drawn(REBASED).caveats)
    assert "of 40 indicators with 24 results each, in which nothing changes, about 0.6 have" in said
    assert "does not say whether the last result met its target" in said


def test_labels_of_lines_stay_clear_of_one_another() -> None:
    rows = control_rows(STEADY, target=50.2, lower_limit=49.8, upper_limit=50.1)
    layout = drawn(rows).figure["layout"]
    low, top = layout["yaxis"]["range"]
    placed = sorted(
        (top - note["y"]) / (top - low) * 340 - note["yshift"]
        for note in layout["annotations"]
        if note.get("xref") == "paper"
    )
    assert len(placed) == 4
    assert all(b - a >= 16.9 for a, b in pairwise(placed))


def test_returns_tell_their_days_and_what_did_not_come() -> None:
    rows = results_of([
        control_row(0, 52.0, numerator=52.0, denominator=100.0),
        control_row(1, None),
    ])  # fmt: skip
    rows[0]["returned_on"] = datetime.date(2020, 6, 4)
    table = tables.returns_table(rows, extract=lambda row: "./data-and-methods")
    assert table.index("May 2020") < table.index("April 2020")
    assert "35 days after the period ended" in table
    assert "52 of 100" in table
    assert "short of its target as reported" in table
    assert table.count("not returned") == 2
    assert "made/returns.csv, row 2" in table
    assert "Published page" not in table
    assert ">0<" not in table


def test_splits_are_counted_with_what_is_withheld() -> None:
    group = [{"cohort": name, "status": status} for name in "AB"
             for status in ("returned", "suppressed", "returned")]  # fmt: skip
    assert words.splits_sentence([("area", group)]).startswith(
        "Its results are also split by area (2 groups, 2 of 6 returns suppressed)."
    )
    assert "no split" in words.splits_sentence([])


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_every_indicator_of_a_package_can_be_drawn(
    store: Store, package: str, palette: Palette
) -> None:
    every: dict[str, list[dict[str, Any]]] = {}
    for row in questions.control_points(store, package=package).rows:
        every.setdefault(row["series_id"], []).append(row)
    results: dict[str, list[dict[str, Any]]] = {}
    for row in questions.indicator_results(store, package=package).rows:
        results.setdefault(row["series_id"], []).append(row)
    for series_id, rows in every.items():
        versions = questions.indicator_versions(store, package=package, series_id=series_id)
        chart = charts.indicator_chart(rows, results[series_id], versions.rows, palette)
        returned = [row["actual"] for row in rows if row["actual"] is not None]
        dated = all(row["period_start"] and row["period_end"] for row in rows)
        assert chart.empty == (not returned or not dated)
        if not chart.empty:
            points = [
                value
                for trace in chart.figure["data"]
                if "customdata" in trace
                for value in trace["y"]
            ]
            assert sorted(points) == sorted(returned)
            assert len(chart.alt) > 40
