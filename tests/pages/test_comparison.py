"""The page that sets areas and providers beside each other, on both packages."""

import datetime
import html
import re

import pytest

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import Open, charts, notices, spec, words

YEAR = (datetime.date(2023, 4, 1), datetime.date(2024, 3, 31))


def test_the_points_are_the_units_of_the_choice_in_the_address(
    open_page: Open, store: Store
) -> None:
    for held_against, asked in (("All of them together", "units"), ("The target", "target")):
        rows = questions.comparison_units(
            store,
            package="illustrative",
            series_id="I18",
            dimension="provider",
            period_start=YEAR[0],
            period_end=YEAR[1],
            held_against=asked,
        ).rows
        app = open_page(
            "comparison", data="illustrative", period="2023/24", held_against=held_against
        )
        assert notices(app) == ""
        drawn = {
            (x, y)
            for trace in spec(app)["data"]
            if trace["mode"] == "markers"
            for x, y in zip(trace["x"], trace["y"], strict=True)
        }
        assert drawn == {(row["denominator"], row["rate"]) for row in rows}
        said = html.unescape(words(app))
        for row in rows:
            assert f"{row['numerator']:.0f} of {row['denominator']:.0f}" in said
            assert f"{row['lower_998']:.1f}% to {row['upper_998']:.1f}%" in said
            assert f"{row['file']}, row {row['line']}" in said


def test_it_opens_on_the_latest_period_of_the_widest_split(open_page: Open) -> None:
    app = open_page("comparison", data="illustrative")
    assert app.selectbox(key="measured").value == "Young people who completed their project"
    assert app.selectbox(key="split").value == "Provider"
    assert app.selectbox(key="period").options == ["2024/25", "2023/24", "2022/23"]
    assert app.selectbox(key="period").value == "2024/25"
    assert "Partner 05’s rate is lower than chance and the usual variation between" in words(app)


def test_another_indicator_brings_its_own_split_and_periods(open_page: Open) -> None:
    app = open_page("comparison", data="illustrative")
    app.selectbox(key="measured").select("Repeat incidents per 100 homes visited").run()
    assert not app.exception
    assert app.selectbox(key="split").value == "Area"
    assert app.selectbox(key="period").value == "April to June 2025"
    said = words(app)
    assert "Fewer than 10 units" in said
    assert "6 areas" in said


def test_units_stand_in_the_order_of_names(open_page: Open) -> None:
    said = words(open_page("comparison", data="illustrative"))
    names = re.findall(r'<th scope="row"[^>]*>(Partner \d+)</th>', said)
    assert names == sorted(names)
    assert len(names) == 15


def test_what_makes_the_limits_and_the_middle_is_said(open_page: Open) -> None:
    said = html.unescape(words(open_page("comparison", data="illustrative")))
    assert "Limits widened for variation between units beyond chance" in said
    assert "With 15 providers, about 0.8 would be outside the 95% limits" in said
    assert "worked out from the same providers" in said
    assert "times as much as by chance, outliers drawn in (φ)" in said
    targeted = words(open_page("comparison", data="illustrative", held_against="The target"))
    assert "is the target, 75.0%, set on 12 March 2022 by Commissioning Board" in targeted


def test_choices_that_are_not_there_are_reported(open_page: Open) -> None:
    app = open_page("comparison", data="illustrative", measured="No such", period="1066/67")
    assert "No such" in notices(app)
    assert "1066/67" in notices(app)
    assert app.selectbox(key="period").value == "2024/25"


def test_years_without_a_split_say_what_to_widen(open_page: Open) -> None:
    app = open_page("comparison", data="illustrative", last_year="2018/19")
    assert "Widen the years" in words(app)
    assert "published result" not in words(app)
    assert charts(app) == []


@pytest.mark.parametrize("first_year", ["2024/25", "2025/26"])
def test_only_periods_of_the_years_shown_are_offered(open_page: Open, first_year: str) -> None:
    app = open_page("comparison", data="illustrative", first_year=first_year)
    offered = app.selectbox(key="period").options
    assert offered == (["2024/25"] if first_year == "2024/25" else ["April to June 2025"])


def test_the_real_package_says_that_nothing_is_split_and_what_was_found(
    open_page: Open, store: Store
) -> None:
    app = open_page("comparison")
    assert charts(app) == []
    found = [
        row
        for row in questions.indicator_results(store, package="london").rows
        if row["unit"] == "percent"
        and row["numerator"] is not None
        and row["denominator"] is not None
        and abs(row["numerator"] / row["denominator"] - row["actual"] / 100) <= 0.005
    ]
    said = html.unescape(words(app))
    assert f"{len(found)} published results state both" in said
    for row in found:
        assert f"{row['file']}, row {row['line']}" in said
        assert row["source_url"] in said
    assert "No result in this package is split by provider or area" in words(app)
    assert "Choose another under Data" in words(app)
