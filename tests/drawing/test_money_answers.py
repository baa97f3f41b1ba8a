"""Charts of money drawn of answers: both families, both themes, and choices that find nothing."""

import json
import re
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest

from commissioning import questions
from commissioning.charts import Chart, bridges, flows, spending
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.store import Store
from tests.drawing.money_rows import (
    YEARS,
    area,
    breakdown,
    bridge,
    member,
    members,
    month,
    moved,
    sided,
    steps,
)

PAID: dict[str, Any] = {"package": "illustrative", "family": "paid"}
FOUND: dict[str, Any] = {"package": "london", "family": "decisions"}
BRIDGED: dict[str, Any] = {
    "dimension": "service", "from_year": "2021/22", "to_year": "2024/25",
}  # fmt: skip
BOTH = pytest.mark.parametrize("asked", [PAID, FOUND], ids=["paid", "found"])


def drawn(store: Store, asked: dict[str, Any], palette: Palette) -> dict[str, Chart]:
    """Every chart about the amounts of one family."""
    family = asked["family"]
    bridged = questions.bridge_steps(store, **asked, **BRIDGED, real_terms=True).rows
    moved_rows = questions.bridge(store, **asked, **BRIDGED, real_terms=True).rows
    parts = questions.spend_breakdown(store, **asked, dimension="provider").rows
    years = questions.concentration(store, **asked, dimension="provider").rows
    instruments = questions.spend_breakdown(store, **asked, dimension="instrument").rows
    service = moved_rows[0]["member"]
    bases = questions.service_bases(store, package=asked["package"], services=[service]).rows
    of: dict[str, Any] = {"family": family, "years": ("2012/13", "2025/26")}
    charts = {
        "bridge": bridges.bridge_bars(
            bridged, palette, family=family, **BRIDGED, months=12, place="Area"
        ),
        "members": bridges.member_bars(moved_rows, palette, family=family, **BRIDGED),
        "breakdown": spending.breakdown_bars(
            parts, palette, **of, dimension="provider", chosen=(), place=""
        ),
        "concentration": spending.concentration_bars(years, palette, family=family, groups=False),
        "sizes": spending.size_bars(
            questions.size_distribution(store, **asked).rows, palette, **of
        ),
        "instruments": spending.instrument_bars(instruments, palette, **of),
        "bases": spending.bases_bars(bases, palette, service=service),
        "flow": flows.flow_bands(questions.funding_flow(store, **asked).rows, palette, **of),
        "balance": flows.balance_bars(
            questions.funding_balance(store, **asked).rows, palette, **of
        ),
        "areas": flows.area_tiles(questions.area_amounts(store, **asked).rows, palette, **of),
    }
    if family == "paid":
        months = questions.spend_by_month(store, package=asked["package"]).rows
        charts["months"] = spending.month_columns(months, palette)
    return charts


@BOTH
def test_every_chart_is_whole_and_keeps_its_words_in_the_dark(
    store: Store, asked: dict[str, Any]
) -> None:
    light, dark = (drawn(store, asked, palette) for palette in (LIGHT, DARK))
    for name, chart in light.items():
        assert_whole(chart)
        assert not chart.empty, name
        assert len(chart.alt) > 60, name
        assert (chart.headline, chart.alt) == (dark[name].headline, dark[name].alt), name
        text = json.dumps(dark[name].figure)
        assert not [c for c in (*LIGHT.categories, LIGHT.text) if c in text], name


@BOTH
def test_bars_start_at_zero_but_for_steps_that_start_where_the_last_ended(
    store: Store, asked: dict[str, Any]
) -> None:
    charts = drawn(store, asked, LIGHT)
    bridge = charts.pop("bridge").figure["data"][0]
    ends = [base + size for base, size in zip(bridge["base"], bridge["x"], strict=True)]
    assert bridge["base"][0] == bridge["base"][-1] == 0
    assert bridge["base"][1:-1] == pytest.approx(ends[:-2])
    assert ends[-2] == pytest.approx(ends[-1])
    for chart in charts.values():
        for trace in chart.figure["data"]:
            if trace["type"] == "bar" and trace.get("orientation") == "h":
                assert "base" not in trace
                low, high = chart.figure["layout"]["xaxis"]["range"]
                assert low <= 0 <= high


def assert_whole(chart: Chart) -> None:
    """Plotly can draw it, browsers can read it, and its words are sentences without a None."""
    go.Figure(chart.figure)
    assert json.dumps(chart.figure, allow_nan=False)
    assert chart.headline.endswith(".")
    assert chart.subtitle.endswith(".")
    words = chart.headline + chart.alt + json.dumps(chart.figure)
    assert not re.search(r"None(?! found| of)", words)


# Nothing found, and credits alone -----------------------------------------------------------------


@pytest.mark.parametrize(
    "chart",
    [
        breakdown([], LIGHT),
        spending.size_bars([], LIGHT, family="paid", years=YEARS),
        spending.instrument_bars([], LIGHT, family="paid", years=YEARS),
        spending.month_columns([], LIGHT),
        spending.bases_bars([], LIGHT, service="Helpline"),
        flows.flow_bands([], LIGHT, family="paid", years=YEARS),
        flows.balance_bars([], LIGHT, family="paid", years=YEARS),
    ],
)
def test_no_rows_make_a_sentence_and_no_figure(chart: Chart) -> None:
    assert chart.empty
    assert "Widen" in chart.headline
    assert chart.alt == chart.headline


def test_what_no_choice_would_show_offers_none_to_widen() -> None:
    nobody = spending.concentration_bars([], LIGHT, family="paid", groups=False)
    assert nobody.empty
    assert nobody.headline.startswith("No provider is named in the years shown")
    assert flows.area_tiles([], LIGHT, family="paid", years=YEARS).headline.startswith(
        "This package has no map of its areas"
    )
    assert members([], LIGHT).headline == "Nothing moved between the two years."


def test_credits_alone_are_drawn_below_nothing_and_have_no_share() -> None:
    owed = member(1, "Havens Trust", "-250000", None, members=1, total_gbp=Decimal(-250000))
    chart = breakdown([owed], LIGHT)
    assert_whole(chart)
    assert chart.figure["data"][0]["x"] == [-250_000]
    assert chart.headline.endswith("come to −£250k in 2023/24 to 2024/25, among 1 provider.")
    assert "%" not in chart.headline + chart.alt + chart.figure["data"][0]["hovertext"][0]
    grants = spending.instrument_bars(
        [owed | {"member": "grant"}], LIGHT, family="paid", years=YEARS
    )
    assert_whole(grants)
    assert "no shares to state" in grants.headline


def test_a_month_of_credits_alone_has_no_growth() -> None:
    chart = spending.month_columns([month(2025, 4, "0", "-50000", "-50000", None)], LIGHT)
    assert_whole(chart)
    paid, returned = chart.figure["data"]
    assert (paid["y"], returned["y"]) == ([0], [-50_000])
    assert chart.headline == (
        "Payments are known to April 2025. Credits took £50k off what was paid in the months shown."
    )


def test_an_area_and_a_side_of_credits_alone_say_what_they_are() -> None:
    rows = [
        area("Barnet", "BAR", (1, 1), "-20000") | {"share_percent": None},
        area("Bexley", "BEX", (2, 1), None),
    ]
    tiles = flows.area_tiles(rows, LIGHT, family="paid", years=YEARS)
    assert_whole(tiles)
    assert tiles.headline == ("−£20k of −£20k in payments names one area: 1 of 2 areas has some.")
    assert tiles.figure["data"][0]["hovertext"] == [
        "<b>Barnet</b><br>−£20,000, 1 service", "<b>Bexley</b><br>None found",
    ]  # fmt: skip
    sides = flows.balance_bars([sided("Fund", "5", "-5")], LIGHT, family="paid", years=YEARS)
    assert_whole(sides)
    assert "which is £10 more than the −£5 of payments in its name" in sides.headline


def test_a_bridge_from_credits_has_levels_and_no_points() -> None:
    rows = [
        row | {"points": None}
        for row in steps(
            start=("-50000", "0", 1), new=("70000", "-50000", 1), ended=("0", "20000", 0),
            up=("0", "20000", 0), down=("0", "20000", 0), end=("20000", "0", 2),
        )
    ]  # fmt: skip
    chart = bridge(rows, LIGHT)
    assert_whole(chart)
    assert chart.headline == (
        "Payments rose by £70k in cash terms from 2023/24 to 2024/25: new services added £70k."
    )
    assert "points" not in "".join(chart.figure["data"][0]["hovertext"])
    fallen = [moved("Helpline", "-50000", "20000", "up") | {"contribution_points": None}]
    assert "points" not in members(fallen, LIGHT).figure["data"][0]["hovertext"][0]


def test_more_money_fills_a_tile_more() -> None:
    rows = [area("Large", "LAR", (1, 1), "100"), area("Small", "SMA", (2, 1), "1")]
    figure = flows.area_tiles(rows, LIGHT, family="paid", years=YEARS).figure
    large, small = (shape["opacity"] for shape in figure["layout"]["shapes"])
    assert large > small > 0
