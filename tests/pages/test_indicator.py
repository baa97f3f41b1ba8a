"""The page of one indicator: what it draws, what it refuses, and where its figures lead."""

import html
import re
from typing import Any

import pytest

from commissioning import questions
from commissioning.store import Store
from commissioning.ui import links
from tests.pages.conftest import Open, asked_by, charts, notices, spec, words

INVENTED = {"package": "illustrative"}


def address(store: Store, package: str, series_id: str) -> dict[str, str]:
    """What an address asks for one indicator with."""
    (row,) = [
        row
        for row in questions.indicator_standing(store, package=package).rows
        if row["series_id"] == series_id
    ]
    target = links.indicator_link(row["series_id"], row["indicator"], row["service"])
    return {"data": package, "indicator": str(target.values["indicator"])}


def marked(figure: dict[str, Any]) -> dict[str, float]:
    """Every result drawn, by its identifier."""
    return {
        mark[0]: value
        for trace in figure["data"]
        for mark, value in zip(trace.get("customdata", ()), trace["y"], strict=False)
    }


@pytest.mark.parametrize(
    ("package", "series_id"),
    [
        ("illustrative", "I01"),
        ("illustrative", "I18"),
        ("illustrative", "I21"),
        ("illustrative", "I22"),
        ("london", "outcome-134"),
        ("london", "outcome-220"),
        ("london", "outcome-107"),
    ],
)
def test_the_chart_shows_every_result_the_question_returns(
    open_page: Open, store: Store, package: str, series_id: str
) -> None:
    app = open_page("indicator", **address(store, package, series_id))
    assert notices(app) == ""
    rows = questions.control_points(store, package=package, series_id=series_id).rows
    assert marked(spec(app)) == {
        row["outcome_id"]: row["actual"] for row in rows if row["actual"] is not None
    }
    means = [trace for trace in spec(app)["data"] if trace.get("name", "").startswith("Mean")]
    assert {y for trace in means for y in trace["y"]} - {None} == {
        row["mean"] for row in rows if row["amount"] in ("full", "trial")
    }


def test_every_indicator_is_offered_once_and_its_link_opens_it(
    open_page: Open, store: Store
) -> None:
    for package in ("london", "illustrative"):
        rows = questions.indicator_standing(store, package=package).rows
        options = open_page("indicator", data=package).selectbox(key="indicator").options
        assert len(set(options)) == len(rows)
        assert set(options) == {
            links.indicator_option(row["series_id"], row["indicator"], row["service"])
            for row in rows
        }


def test_choices_about_limits_are_those_the_chart_is_drawn_with(
    open_page: Open, store: Store
) -> None:
    asked = {
        **address(store, "illustrative", "I01"),
        "chart": links.P_PRIME,
        "screening": links.EXTREMES_LEFT_OUT,
        "limits": links.ONE_SET,
    }
    app = open_page("indicator", **asked)
    assert notices(app) == ""
    rows = questions.control_points(
        store, **INVENTED, series_id="I01", kind="p_prime", screened=True, rebased=False
    ).rows
    drawn = {y for trace in spec(app)["data"] if trace["mode"] == "lines" for y in trace["y"]}
    assert {row["upper_limit"] for row in rows if row["actual"] is not None} <= drawn
    said = words(app)
    assert "p′ chart" in said
    assert "(screened)" in said
    assert "do not begin anew here, as chosen" in said
    assert "<dt>Chart</dt><dd>p′</dd>" in said


def test_p_prime_is_offered_only_where_every_result_has_its_people(
    open_page: Open, store: Store
) -> None:
    app = open_page("indicator", **address(store, "illustrative", "I05"), chart=links.P_PRIME)
    assert "Chart “p′” is not available here" in notices(app)
    assert "XmR chart" in words(app)
    assert "p prime" not in words(app)
    other = address(store, "illustrative", "I20")
    app = open_page("indicator", **other, chart=links.P_PRIME)
    assert "p′ (p prime) gives each result limits of its own" in words(app)
    app.selectbox(key="indicator").select(address(store, "illustrative", "I05")["indicator"]).run()
    assert not app.exception
    assert "XmR chart" in words(app)


def test_a_choice_that_changes_nothing_is_not_offered_and_said(
    open_page: Open, store: Store
) -> None:
    app = open_page("indicator", **address(store, "illustrative", "I18"), limits=links.ONE_SET)
    assert [control.key for control in app.segmented_control] == []
    assert "Limits begin anew “Never” is not available here" in notices(app)


@pytest.mark.parametrize(
    ("series_id", "reason"),
    [
        ("I21", "Each figure counts everything since the same day"),
        ("I22", "Each figure covers a window that overlaps the one before it"),
    ],
)
def test_a_series_that_is_refused_says_why(
    open_page: Open, store: Store, series_id: str, reason: str
) -> None:
    said = words(open_page("indicator", **address(store, "illustrative", series_id)))
    assert f"no control chart. {reason}" in said
    assert "data:image/svg" not in said


def test_results_without_a_date_are_a_table(open_page: Open, store: Store) -> None:
    undated = next(
        row["series_id"]
        for row in questions.indicator_standing(store, package="london").rows
        if row["not_charted"] and "periods of some results" in row["not_charted"]
    )
    app = open_page("indicator", **address(store, "london", undated))
    assert charts(app) == []
    assert "periods of some results are not known" in notices(app)
    assert "the newest first" in words(app)


def test_the_marks_are_those_of_the_indicator_with_their_words(
    open_page: Open, store: Store
) -> None:
    said = words(open_page("indicator", **address(store, "illustrative", "I07")))
    assert "concern: unusually high or rising" in said
    assert "the target may be met or missed by chance" in said
    assert said.count("data:image/svg") == 2


def test_the_verdict_is_told_both_ways(open_page: Open, store: Store) -> None:
    said = words(open_page("indicator", **address(store, "illustrative", "I01")))
    assert "As reported it misses its target of at least 90%" in said
    assert "is wholly on the wrong side of the target: missed clearly." in said
    assert "That is what to expect, not how this result did." in said


def test_every_return_leads_to_its_row_and_its_published_page(
    open_page: Open, store: Store
) -> None:
    rows = questions.indicator_results(store, package="london", series_id="outcome-134").rows
    said = words(open_page("indicator", **address(store, "london", "outcome-134")))
    for row in rows:
        assert f"{row['file']}, row {row['line']}" in said
        assert html.escape(row["source_url"]) in said
    extracts = [
        asked_by(html.unescape(link))["extract"]
        for link in re.findall(r'href="(\./data-and-methods\?[^"]*)"', said)
        if "extract=" in link
    ]
    assert extracts == [["outcomes"]] * len(rows)


def test_targets_and_rebases_name_who_set_them_and_when(open_page: Open, store: Store) -> None:
    late = words(open_page("indicator", **address(store, "illustrative", "I05")))
    history = late.split("<caption>Targets, in the order they hold")[1].split("</table>")[0]
    assert re.findall(r">(yes|no)<", history) == ["no", "no", "yes"]
    assert "21 November 2024" in history
    assert history.count("Commissioning Board") == 3
    rebased = words(open_page("indicator", **address(store, "illustrative", "I03")))
    assert "Definition changed: the two are not one line" in rebased
    assert "Director of Commissioning" in rebased
    assert "1 April 2022: Limits begin anew." in rebased


def test_missing_targets_and_definitions_are_owned_up_to(open_page: Open, store: Store) -> None:
    said = words(open_page("indicator", **address(store, "london", "outcome-134")))
    assert "No target was found for it." in said
    assert "No definition is held for this indicator" in said
    assert "no split by area, provider or group was found" in said


def test_suppressed_returns_of_splits_are_counted_without_figures(
    open_page: Open, store: Store
) -> None:
    rows = questions.indicator_results(
        store, **INVENTED, series_id="I17", dimension="ethnicity"
    ).rows
    withheld = sum(row["status"] == "suppressed" for row in rows)
    assert withheld
    said = words(open_page("indicator", **address(store, "illustrative", "I17")))
    assert f"{withheld:,} of {len(rows):,} returns suppressed" in said


def test_an_unknown_indicator_is_named_and_another_shown(open_page: Open) -> None:
    app = open_page("indicator", data="illustrative", indicator="No such indicator (I99)")
    assert "No such indicator (I99)" in notices(app)
    assert charts(app)
