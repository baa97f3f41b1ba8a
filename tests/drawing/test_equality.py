"""Groups of people in words, marks and tables: described, with what is missing said first."""

import re

import pytest

from commissioning import charts, questions, tables
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.store import Store
from commissioning.wording import equality
from tests.contracts.examples import ETHNICITY as ASKED
from tests.drawing.compared_rows import (
    ASIAN,
    BLACK,
    ETHNICITY,
    MIXED,
    NOT_RECORDED,
    OTHER,
    WHITE,
    group,
    hidden,
)


def nowhere(_row: object) -> str | None:
    return None


def test_a_group_differs_only_where_ratio_and_difference_agree() -> None:
    assert equality.rates_sentence(ETHNICITY) == (
        "The rate of the ethnic group Black is 24.0 percentage points lower than that of White, the"
        " reference group, which is more than chance alone would explain. For the others, Asian and"
        " Mixed, the figures cannot tell a difference."
    )
    assert any("For Asian, one of the two" in text for text in equality.ratios_caveats(ETHNICITY))
    agreed = equality.ratios_caveats([WHITE, BLACK, MIXED])
    assert not any("one of the two" in text for text in agreed)


def test_a_difference_that_the_ratio_does_not_bear_out_is_not_claimed() -> None:
    torn = group("Torn", 20, 25, ratio=(0.8, 0.6, 1.01), difference=(-20.0, -39.0, -1.0))
    assert equality.rates_sentence([WHITE, torn]) == (
        "For Torn, the figures cannot tell a difference from White, the reference group."
    )
    assert any("For Torn, one of the two" in text for text in equality.ratios_caveats([torn]))


def test_where_no_group_differs_nothing_is_claimed() -> None:
    assert equality.rates_sentence([WHITE, MIXED]) == (
        "For Mixed, the figures cannot tell a difference from White, the reference group."
    )


def test_without_a_reference_rates_stand_alone_and_say_why() -> None:
    why = "No reference group is set for this split."
    rows = [
        {**group(name, 6, 10, why=why), "dimension": "sex", "reference_cohort": None}
        for name in ("Female", "Male")
    ]
    assert equality.rates_sentence(rows) == (
        "Rates by sex are shown, and none is set against another. No reference group is set for"
        " this split."
    )
    assert charts.ratio_dots(rows, LIGHT).headline == (
        "No ratio of rates is shown. No reference group is set for this split."
    )


def test_the_reference_group_s_own_reason_is_never_the_reason_for_none() -> None:
    missing = "More than 20% of people are in no group."
    rows = [WHITE, group("Black", 28, 50, why=missing), NOT_RECORDED]
    assert charts.ratio_dots(rows, LIGHT).headline == f"No ratio of rates is shown. {missing}"


@pytest.mark.parametrize(
    ("exact", "most", "said"),
    [
        (0.0, 0.0, "All 250 people have their ethnicity recorded for 2024/25."),
        (6.4, 6.4, "6.4% of 250 people have no ethnicity recorded for 2024/25."),
        (None, 8.0, "At most 8.0% of 250 people have no ethnicity recorded for 2024/25. How many"
         " exactly cannot be told, because figures are suppressed."),
        (None, None, "How many people have no ethnicity recorded is not known for 2024/25."),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_as_far_as_it_is_known(
    exact: float | None, most: float | None, said: str
) -> None:
    known = {"missing_percent": exact, "missing_most_percent": most}
    assert equality.missing_sentence([{**row, **known} for row in ETHNICITY]) == said


def test_without_those_not_recorded_suppressed_groups_are_not_called_missing() -> None:
    known = {"missing_percent": None, "missing_most_percent": 36.9}
    rows = [{**row, **known} for row in (WHITE, BLACK, OTHER, OTHER)]
    assert equality.missing_sentence(rows) == (
        "The figures of 2 of 4 ethnic groups are suppressed, so how many of 250 people have no"
        " ethnicity recorded for 2024/25 cannot be told."
    )
    rows[3]["status"] = "not_returned"
    assert "2 of 4 ethnic groups are suppressed or did not come, so" in (
        equality.missing_sentence(rows)
    )


def test_the_threshold_of_suppression_is_stated() -> None:
    said = "above 0 that is shown here, the disclosure threshold, is 5."
    assert any(caveat.endswith(said) for caveat in equality.rates_caveats(ETHNICITY))
    higher = [{**row, "disclosure_threshold": 10} for row in ETHNICITY]
    assert any(caveat.endswith("is 10.") for caveat in equality.rates_caveats(higher))
    assert not any("threshold" in caveat for caveat in equality.rates_caveats([WHITE, BLACK]))


def test_what_is_suppressed_has_a_name_and_no_dot() -> None:
    chart = charts.rate_dots(ETHNICITY, LIGHT)
    dots = [x for trace in chart.figure["data"] if trace["mode"] == "markers" for x in trace["x"]]
    assert sorted(dots) == sorted(row["rate"] for row in ETHNICITY if row["rate"] is not None)
    texts = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert "<b>Other</b><br>suppressed" in texts
    assert "Other: suppressed" in chart.alt
    (row,) = re.findall(
        r"<tr><th[^>]*>Other</th>.*?</tr>", tables.groups_table(ETHNICITY, link=nowhere)
    )
    assert not re.search(r"\d", row.replace("made/indicator_returns.csv, row 3", ""))


def test_the_reference_group_is_marked_by_words_and_shape() -> None:
    chart = charts.rate_dots(ETHNICITY, LIGHT)
    shapes = {
        trace["marker"]["symbol"]: trace["x"]
        for trace in chart.figure["data"]
        if trace["mode"] == "markers"
    }
    assert shapes["diamond"] == [WHITE["rate"]]
    assert "White (reference group): 80.0%" in chart.alt


def test_a_scale_of_ratios_has_the_same_room_on_both_sides_of_one() -> None:
    axis = charts.ratio_dots(ETHNICITY, LIGHT).figure["layout"]["xaxis"]
    assert axis["type"] == "log"
    assert axis["range"][0] == -axis["range"][1]
    furthest = group("Far", 1, 50, ratio=(0.02, 0.003, 30.0), difference=(-78.0, -85.0, -60.0))
    wide = charts.ratio_dots([WHITE, furthest], LIGHT).figure["layout"]["xaxis"]
    assert wide["range"][0] <= -2.5
    assert wide["ticktext"] == ["0.01", "0.1", "1", "10", "100"]


def test_a_ratio_never_stands_without_its_rates_and_difference() -> None:
    chart = charts.ratio_dots(ETHNICITY, LIGHT)
    texts = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert texts == [
        "<b>Black</b><br>0.70 (0.54 to 0.91)<br>Difference −24.0 points (−38.9 to −9.0)",
        "<b>Asian</b><br>1.13 (1.01 to 1.30)<br>Difference +10.0 points (−3.0 to +19.0)",
        "<b>Mixed</b><br>1.00 (0.80 to 1.24)<br>Difference 0.0 points (−19.0 to +14.0)",
    ]
    assert equality.OTHER_WAY in chart.caveats
    said = tables.groups_table(ETHNICITY, link=nowhere)
    assert "90.0%" in said
    assert equality.difference_in_words(ASIAN) in said


def test_a_difference_without_a_ratio_says_why_there_is_none() -> None:
    none = group("None", 0, 20, difference=(-80.0, -86.0, -63.0), why="The group had none.")
    caveats = equality.ratios_caveats([WHITE, BLACK, none])
    assert "None: The group had none." in caveats
    assert "80.0 percentage points lower" in equality.rates_sentence([WHITE, none])


def test_groups_are_described_and_nothing_is_called_bias() -> None:
    for chart in (charts.rate_dots(ETHNICITY, LIGHT), charts.ratio_dots(ETHNICITY, LIGHT)):
        assert equality.NOT_PROOF in chart.caveats
        assert equality.IN_THE_SERVICE in chart.caveats
        said = f"{chart.headline} {chart.subtitle} {chart.alt}"
        assert not re.search(r"(?i)bias|discriminat|unfair|because", said)


def test_nothing_but_suppressed_is_a_sentence() -> None:
    rows = [hidden(row) for row in ETHNICITY]
    assert charts.rate_dots(rows, LIGHT).empty
    assert charts.ratio_dots(rows, LIGHT).empty
    assert "None of the ethnic groups has a figure" in charts.rate_dots(rows, LIGHT).headline


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_is_drawn_is_what_was_answered(store: Store, palette: Palette) -> None:
    rows = questions.equality_rates(store, **ASKED).rows
    for chart, column in ((charts.rate_dots, "rate"), (charts.ratio_dots, "relative_rate")):
        traces = chart(rows, palette).figure["data"]
        dots = [x for trace in traces if trace["mode"] == "markers" for x in trace["x"]]
        assert sorted(dots) == sorted(row[column] for row in rows if row[column] is not None)
