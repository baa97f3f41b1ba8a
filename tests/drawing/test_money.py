"""How money is drawn and set in tables: bridges, bands, tiles, credits, and hostile words."""

import json
from collections import defaultdict
from decimal import Decimal
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
    SIZES,
    YEARS,
    breakdown,
    bridge,
    flowing,
    members,
    moved,
)
from tests.drawing.rows import Row
from tests.drawing.test_tables import Reading

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
        "Payments by service, London, 2023/24 to 2024/25 (April to September of each), in 2024/25"
        " prices. Basis: payments less credits."
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
    rows = [moved(f"Service {number}", None, f"{number}000", "new") for number in range(1, 22)]
    assert members(rows, LIGHT).caveats == (
        "The chart shows the 20 that moved most; 1 more is in the table.",
    )


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


# Tables -------------------------------------------------------------------------------------------


def test_the_table_of_a_bridge_has_every_member_and_a_total() -> None:
    html = tables.bridge_table(
        MOVED, "service", *YEARS, link=lambda row: f"?service={row['member'][:4]}"
    )
    read = Reading(html)
    assert "Each service, 2023/24 and 2024/25" in html
    assert read.rows[1] == [
        "HelplineIn the extracts: Help line; The Helpline", "New", "none found", "£2,000,000",
        "£2,000,000", "+20.0", "no figure to grow from",
    ]  # fmt: skip
    assert read.rows[3][:2] == ["Refuge", "Went on, unchanged"]
    assert read.rows[-1] == [
        "Total", "", "£3,900,000", "£4,600,000", "£700,000", "+7.0", "",
    ]  # fmt: skip
    assert read.all("a")[0]["href"] == "?service=Help"


def test_a_total_of_nothing_known_is_left_empty() -> None:
    rows = [
        moved(name, None, "5", "new") | {"contribution_points": None} for name in ("One", "Two")
    ]
    assert Reading(tables.bridge_table(rows, "service", *YEARS)).rows[-1] == [
        "Total", "", "", "£10", "£10", "", "",
    ]  # fmt: skip


def test_a_long_bridge_shows_what_moved_most_either_way() -> None:
    rows = [moved(f"Service {n:03}", None, f"{1000 - n}", "new") for n in range(tables.ROWS_SHOWN)]
    rows.append(moved("The largest fall", "9000000", None, "ended"))
    html = tables.bridge_table(rows, "service", *YEARS)
    read = Reading(html)
    assert "the 200 of 201 that moved most; the download has all" in html
    assert read.rows[-2][0] == "The largest fall"
    assert f"Service {tables.ROWS_SHOWN - 1}" not in html
    assert len(read.rows) == tables.ROWS_SHOWN + 2


def test_restated_amounts_have_a_column_in_real_terms_only() -> None:
    real = [row | {"restated_from": Decimal(1)} for row in MOVED]
    assert "2023/24 in 2024/25 prices" in tables.bridge_table(real, "service", *YEARS)
    assert "prices" not in tables.bridge_table(MOVED, "service", *YEARS)


@pytest.mark.parametrize(
    ("html", "caption", "missing"),
    [
        (tables.steps_table(REAL_STEPS, *YEARS), "From 2023/24 to 2024/25, step by step", 3),
        (tables.breakdown_table(MEMBERS, "paid", "provider", YEARS),
         "Payments by provider, 2023/24 to 2024/25", 0),
        (tables.concentration_table(CONCENTRATION, "paid"),
         "Concentration of payments on providers", 7),
        (tables.size_table(SIZES, "decisions"), "Awards by size", 0),
        (tables.areas_table(AREAS, "paid"), "Payments by area", 2),
        (tables.flow_table(FLOW, "paid"), "Payments by funder and programme", 0),
        (tables.balance_table(BALANCE, "paid"), "Money in and money out by funder", 2),
        (tables.months_table(MONTHS), "Payments and credits by month", 3),
        (tables.bases_table(BASES), "never added", 9),
    ],
)  # fmt: skip
def test_tables_say_what_they_are_and_what_is_missing(
    html: str, caption: str, missing: int
) -> None:
    read = Reading(html)
    assert caption in html
    assert sum("missing" in str(cell.get("class")) for cell in read.all("td")) == missing
    assert "None" not in [cell for row in read.rows for cell in row]
    assert "–" not in [cell for row in read.rows for cell in row]


def test_credits_have_columns_where_there_are_any() -> None:
    assert "Before credits" in tables.breakdown_table(MEMBERS, "paid", "provider", YEARS)
    assert "Before credits" not in tables.breakdown_table(MEMBERS[:3], "paid", "provider", YEARS)


def test_hostile_words_in_a_table_are_only_words() -> None:
    rows = [row | {"member": HOSTILE} for row in MEMBERS]
    read = Reading(tables.breakdown_table(rows, "paid", "provider", YEARS))
    assert not read.all("a")
    assert not read.all("b")
    assert read.rows[1][1] == HOSTILE
