"""How money is drawn: bridges, bands, tiles, credits, and hostile words."""

import json
from collections import defaultdict
from typing import Any

import plotly.graph_objects as go
import pytest

from commissioning.charts import Chart, flows, spending
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.tables import spending as tables
from tests.drawing.money_rows import (
    AREAS,
    BALANCE,
    BASES,
    CONCENTRATION,
    FALLING_STEPS,
    FLOW,
    MEMBERS,
    MONTHS,
    MOVED,
    REAL_STEPS,
    YEARS,
    breakdown,
    bridge,
    flowing,
    members,
    moved,
)
from tests.drawing.rows import Row

HOSTILE = '<b>$x$</b><a href="javascript:alert(1)">'


def bands(rows: list[Row], palette: Palette = LIGHT) -> Chart:
    return flows.flow_bands(rows, palette, family="decisions", years=YEARS)


def test_a_bridge_steps_from_one_total_to_the_other() -> None:
    bar = bridge(REAL_STEPS, LIGHT).figure["data"][0]
    assert bar["base"] == [0, 10e6, 10.5e6, 12.5e6, 11e6, 11.6e6, 0]
    assert bar["text"] == ["£10.0m", "+£500k", "+£2.0m", "−£1.5m", "+£600k", "−£400k", "£11.2m"]
    assert bar["base"][5] + bar["x"][5] == bar["x"][6]
    assert [bool(shape) for shape in bar["marker"]["pattern"]["shape"]] == [
        False, False, False, True, False, True, False,
    ]  # fmt: skip


def test_the_label_of_a_fall_to_the_axis_has_room() -> None:
    assert bridge(FALLING_STEPS, LIGHT).figure["layout"]["margin"]["l"] > 50
    assert bridge(REAL_STEPS, LIGHT).figure["layout"]["margin"]["l"] < 20


def test_a_bridge_says_its_prices_its_months_and_what_was_found() -> None:
    chart = bridge(REAL_STEPS, LIGHT, months=6)
    assert chart.subtitle == (
        "Payments by service, London, 2023/24 to 2024/25 (April to September of each), changes in"
        " 2024/25 prices, the start in cash. Basis: payments less credits."
    )
    assert not chart.caveats
    assert "which decisions were found" in bridge(FALLING_STEPS, LIGHT, "decisions").caveats[0]


def test_only_members_that_moved_are_drawn() -> None:
    chart = members(MOVED, LIGHT)
    assert chart.figure["data"][0]["x"] == [2e6, 6e5, -4e5, -1.5e6]
    assert chart.headline == (
        "Up most: Helpline and Advocacy. Down most: Independent advisers in accident and emergency"
        " and Not stated."
    )
    still = members([MOVED[2]], LIGHT)
    assert still.empty
    assert still.alt == still.headline == "Nothing moved between the two years."


def test_the_member_left_to_the_table_is_counted() -> None:
    rows = [moved(f"Service {number}", None, f"{number}000", "new") for number in range(1, 14)]
    assert members(rows, LIGHT).caveats == (
        "The chart shows the 12 that moved most; 1 more is in the table.",
    )
    assert not members(rows[:12], LIGHT).caveats


def test_an_amount_below_nothing_has_room_for_its_label() -> None:
    assert breakdown(MEMBERS, LIGHT).figure["layout"]["margin"]["l"] > 50
    assert breakdown(MEMBERS[:3], LIGHT).figure["layout"]["margin"]["l"] < 20


def test_a_group_is_no_name_of_a_column() -> None:
    chart = breakdown(MEMBERS, LIGHT, "provider_group")
    assert "by provider group," in chart.subtitle
    assert "_" not in chart.subtitle + chart.alt + chart.headline
    assert "provider_group" not in tables.breakdown_table(MEMBERS, "paid", "provider_group", YEARS)


# Bands from funders to programmes -----------------------------------------------------------------


def test_bands_add_up_on_both_sides() -> None:
    trace = bands(FLOW).figure["data"][0]
    from_side: dict[str, float] = defaultdict(float)
    to_side: dict[str, float] = defaultdict(float)
    link, names = trace["link"], [label.split("<br>£")[0] for label in trace["node"]["label"]]
    for source, target, value in zip(link["source"], link["target"], link["value"], strict=True):
        from_side[names[source]] += value
        to_side[names[target].replace("<br>", " ")] += value
    assert sum(from_side.values()) == sum(to_side.values()) == 10_200_000
    assert from_side["Borough"] == 500_000
    assert to_side == {"Victims": 6_800_000, "Violence": 3_200_000, "Training": 200_000}
    go.Figure(bands(FLOW).figure)


def test_what_credits_bring_to_nothing_has_no_band_and_is_told() -> None:
    assert min(bands(FLOW).figure["data"][0]["link"]["value"]) > 0
    assert any("no band" in caveat for caveat in bands(FLOW).caveats)
    assert not any("no band" in caveat for caveat in bands(FLOW[:3]).caveats)
    assert bands([FLOW[3]]).empty
    assert bands([]).empty


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_three_funders_at_most_have_a_colour_and_no_funder_has_none(palette: Palette) -> None:
    node = bands(FLOW, palette).figure["data"][0]["node"]
    coloured = {
        label.split("<br>£")[0].replace("<br>", " ")
        for label, colour in zip(node["label"], node["color"], strict=True)
        if colour != palette.rest
    }
    assert coloured == {"Ministry of Justice", "Home Office", "NHS England"}


def test_funders_of_one_size_have_their_colour_by_name() -> None:
    rows = [flowing(name, "Victims", "5", "5", "20") for name in "DCBA"]
    node = bands(rows).figure["data"][0]["node"]
    assert node["color"][:4] == [
        LIGHT.rest, LIGHT.categories[2], LIGHT.categories[1], LIGHT.categories[0],
    ]  # fmt: skip


def test_a_funder_and_a_programme_of_one_name_stay_two() -> None:
    trace = bands([flowing("Prevention", "Prevention", "5", "5", "5")]).figure["data"][0]
    assert (trace["link"]["source"], trace["link"]["target"]) == ([0], [1])


# Tiles, both sides, months and bases --------------------------------------------------------------


def test_an_area_with_none_found_is_not_shaded() -> None:
    chart = flows.area_tiles(AREAS, LIGHT, family="paid", years=YEARS)
    layout = chart.figure["layout"]
    assert [shape["line"]["dash"] for shape in layout["shapes"]] == ["solid", "solid", "dot"]
    assert [note["text"] for note in layout["annotations"]] == [
        "<b>CAM</b><br>£1.5m", "<b>BAR</b><br>−£20k", "<b>BEX</b><br>–",
    ]  # fmt: skip
    assert layout["shapes"][1]["fillcolor"] == LIGHT.background
    assert chart.alt.endswith("Camden £1.5m; Barnet −£20k. None found for 1 area.")
    none = flows.area_tiles(AREAS[2:], LIGHT, family="paid", years=YEARS)
    assert none.alt.endswith("for each. None found for 1 area.")
    assert flows.area_tiles(AREAS[3:], LIGHT, family="paid", years=YEARS).empty


def test_a_side_with_nothing_found_says_so() -> None:
    chart = flows.balance_bars(BALANCE, LIGHT, family="decisions", years=YEARS)
    assert chart.figure["data"][0]["text"][-2:] == ["£1.2m", "none found"]
    assert "Funder not stated: came in £100k" in chart.alt


def test_credits_are_below_the_line_and_a_part_year_is_hatched() -> None:
    paid, returned = spending.month_columns(MONTHS, LIGHT).figure["data"]
    assert paid["y"] == [900_000, 400_000, 250_000]
    assert returned["y"] == [0, 0, -50_000]
    bases = spending.bases_bars(BASES, LIGHT, service="Helpline").figure["data"][0]
    assert len(bases["x"]) == 6
    assert bases["marker"]["pattern"]["shape"] == ["", "x", "", ".", ".", "/"]


def test_a_year_without_a_named_provider_has_no_bar() -> None:
    chart = spending.concentration_bars(CONCENTRATION, LIGHT, family="paid", groups=False)
    assert chart.figure["data"][0]["x"] == [80.0, 80.0]
    assert "2024/25 (part year): 6 providers named" in chart.alt
    assert any("part year" in caveat for caveat in chart.caveats)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_words_from_data_are_never_mark_up(palette: Palette) -> None:
    made = [
        members([row | {"member": HOSTILE} for row in MOVED], palette),
        breakdown([row | {"member": HOSTILE} for row in MEMBERS], palette),
        bands([row | {"funder": HOSTILE, "programme": HOSTILE} for row in FLOW[:1]], palette),
        flows.balance_bars(
            [row | {"funder": HOSTILE} for row in BALANCE], palette, family="paid", years=YEARS
        ),
        flows.area_tiles(
            [row | {"short_name": HOSTILE, "area": HOSTILE} for row in AREAS[:3]],
            palette,
            family="paid",
            years=YEARS,
        ),
    ]
    for chart in made:
        words = json.dumps([_unlinked(trace) for trace in chart.figure["data"]])
        words += json.dumps(chart.figure["layout"])
        assert "<a " not in words
        assert "$" not in words
        assert "&lt;" in words


def _unlinked(trace: dict[str, Any]) -> dict[str, Any]:
    """A trace without what its marks lead to, which is never drawn."""
    return {name: value for name, value in trace.items() if name != "customdata"}
