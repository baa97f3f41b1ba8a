"""The page of rates by group of people, on both packages."""

import datetime
import html
import re
from typing import Any

from commissioning import questions
from commissioning.store import Answer, Store
from tests.pages.conftest import Open, charts, notices, spec, words

QUARTER = (datetime.date(2024, 7, 1), datetime.date(2024, 9, 30))
HIDDEN = {
    "data": "illustrative",
    "split": "Sex",
    "period": "January to March 2022",
}


def asked(store: Store, dimension: Any, period: tuple[datetime.date, datetime.date]) -> Answer:
    return questions.equality_rates(
        store,
        package="illustrative",
        series_id="I17",
        dimension=dimension,
        period_start=period[0],
        period_end=period[1],
    )


def dots(figure: dict[str, Any]) -> list[float]:
    return sorted(x for trace in figure["data"] if trace["mode"] == "markers" for x in trace["x"])


def test_rates_and_ratios_are_those_of_the_choice_in_the_address(
    open_page: Open, store: Store
) -> None:
    rows = asked(store, "ethnicity", QUARTER).rows
    app = open_page("equality", data="illustrative", period="July to September 2024")
    assert notices(app) == ""
    for number, column in enumerate(("rate", "relative_rate")):
        expected = sorted(row[column] for row in rows if row[column] is not None)
        assert dots(spec(app, number)) == expected
        assert len(expected) >= 2
    said = html.unescape(words(app))
    for row in rows:
        assert f"{row['file']}, row {row['line']}" in said
        if row["relative_rate"] is not None:
            ratio = f"{row['relative_rate']:.2f} ({row['relative_rate_low']:.2f} to"
            assert ratio in said
            assert f"{row['interval_low']:.1f}% to {row['interval_high']:.1f}%" in said


def test_what_is_missing_is_said_before_anything_is_compared(open_page: Open, store: Store) -> None:
    (row, *_) = asked(store, "ethnicity", QUARTER).rows
    said = words(open_page("equality", data="illustrative", period="July to September 2024"))
    missing = f"{row['missing_percent']:.1f}% of 367 people have no ethnicity recorded"
    assert said.index(missing) < said.index("more than 20% of people") < said.index("cs-h2")
    assert "people in the service" in said
    assert "does not prove bias" in said


def test_what_is_suppressed_is_nowhere_on_the_page(open_page: Open, store: Store) -> None:
    period = (datetime.date(2025, 7, 1), datetime.date(2025, 9, 30))
    rows = asked(store, "ethnicity", period).rows
    withheld = [row["cohort"] for row in rows if row["status"] == "suppressed"]
    assert withheld == ["Other", "Not recorded"]
    app = open_page("equality", data="illustrative", period="July to September 2025")
    said = words(app)
    for cohort in withheld:
        for cells in re.findall(rf"<tr><th[^>]*>{cohort}</th>(.*?)</tr>", said):
            figures = re.sub(r"<a.*?</a>", "", cells)
            assert not re.search(r"\d", figures)
            assert ">suppressed<" in figures
    assert "Other and Not recorded: suppressed" in said


def test_a_split_without_a_reference_group_has_rates_and_no_ratio(open_page: Open) -> None:
    app = open_page("equality", data="illustrative", split="Sex", period="July to September 2024")
    assert len(charts(app)) == 1
    assert "No reference group is set for this split" in notices(app)
    assert "All 367 people have their sex recorded" in words(app)


def test_nothing_but_suppressed_is_a_sentence(open_page: Open) -> None:
    app = open_page("equality", **HIDDEN)
    assert charts(app) == []
    assert "None of the sexes has a figure that can be shown" in notices(app)
    assert "Choose another period" in notices(app)


def test_it_opens_on_the_latest_period(open_page: Open) -> None:
    app = open_page("equality", data="illustrative")
    assert app.selectbox(key="measured").value == "People whose support ended as planned"
    assert app.selectbox(key="split").options == ["Ethnicity", "Sex"]
    assert app.selectbox(key="period").value == "July to September 2025"
    assert len(app.selectbox(key="period").options) == 21


def test_another_indicator_brings_its_own_split(open_page: Open) -> None:
    app = open_page("equality", data="illustrative")
    app.selectbox(key="measured").select(
        "Young people who took up support after a hospital visit"
    ).run()
    assert not app.exception
    assert app.selectbox(key="split").options == ["Age"]


def test_the_two_pages_offer_each_its_own_splits(open_page: Open) -> None:
    app = open_page("equality", data="illustrative", split="Provider")
    assert "Provider" in notices(app)
    assert app.selectbox(key="split").value == "Ethnicity"


def test_the_real_package_lists_what_was_published_of_one_group(
    open_page: Open, store: Store
) -> None:
    app = open_page("equality")
    assert charts(app) == []
    said = html.unescape(words(app))
    assert "No result in this package is split by ethnicity, sex, age or disability" in said
    rows = [
        row
        for row in questions.indicator_results(store, package="london").rows
        if row["cohort"] != "All"
    ]
    assert f"{len(rows)} results were found that were published of one group" in said
    for row in rows:
        assert row["source_url"] in said
        assert f"{row['file']}, row {row['line']}" in said
