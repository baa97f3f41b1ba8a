"""Charts of where money goes and what changed: what they draw of answers, in both themes."""

import json
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest

from commissioning import questions
from commissioning.charts import Chart, bridges, flows, spending
from commissioning.palette import DARK, LIGHT, Palette
from commissioning.store import Store
from commissioning.tables.spending import ROWS_SHOWN, bridge_table
from commissioning.wording.bridges import bridge_refusal, bridge_sentence
from commissioning.wording.figures import pounds_short
from commissioning.wording.spending import (
    band_name,
    bases_sentence,
    concentration_sentence,
    flow_sentence,
    monthly_sentence,
)

YEARS = ("2012/13", "2025/26")
PAID: dict[str, Any] = {"package": "illustrative", "family": "paid"}
FOUND: dict[str, Any] = {"package": "london", "family": "decisions"}
BRIDGED: dict[str, Any] = {
    "dimension": "service", "from_year": "2021/22", "to_year": "2024/25",
}  # fmt: skip


def drawn(store: Store, asked: dict[str, Any], palette: Palette) -> dict[str, Chart]:
    """Every chart about the amounts of one family."""
    family = asked["family"]
    steps = questions.bridge_steps(store, **asked, **BRIDGED, real_terms=True).rows
    members = questions.bridge(store, **asked, **BRIDGED, real_terms=True).rows
    parts = questions.spend_breakdown(store, **asked, dimension="provider").rows
    years = questions.concentration(store, **asked, dimension="provider").rows
    instruments = questions.spend_breakdown(store, **asked, dimension="instrument").rows
    bases = questions.service_bases(
        store, package=asked["package"], services=[members[0]["member"]]
    ).rows
    charts = {
        "bridge": bridges.bridge_bars(
            steps, palette, family=family, **BRIDGED, months=12, place="Area"
        ),
        "members": bridges.member_bars(members, palette, family=family, **BRIDGED),
        "breakdown": spending.breakdown_bars(
            parts, palette, family=family, dimension="provider", chosen=(), years=YEARS, place=""
        ),
        "concentration": spending.concentration_bars(years, palette, family=family, groups=False),
        "sizes": spending.size_bars(
            questions.size_distribution(store, **asked).rows, palette, family=family, years=YEARS
        ),
        "instruments": spending.instrument_bars(instruments, palette, family=family, years=YEARS),
        "bases": spending.bases_bars(bases, palette, service=members[0]["member"]),
        "flow": flows.flow_bands(
            questions.funding_flow(store, **asked).rows, palette, family=family, years=YEARS
        ),
        "balance": flows.balance_bars(
            questions.funding_balance(store, **asked).rows, palette, family=family, years=YEARS
        ),
        "areas": flows.area_tiles(
            questions.area_amounts(store, **asked).rows, palette, family=family, years=YEARS
        ),
    }
    if family == "paid":
        months = questions.spend_by_month(store, package=asked["package"]).rows
        charts["months"] = spending.month_columns(months, palette)
    return charts


@pytest.mark.parametrize("asked", [PAID, FOUND], ids=["paid", "found"])
def test_every_chart_is_whole_and_keeps_its_words_in_the_dark(
    store: Store, asked: dict[str, Any]
) -> None:
    light, dark = (drawn(store, asked, palette) for palette in (LIGHT, DARK))
    for name, chart in light.items():
        go.Figure(chart.figure)
        assert json.dumps(chart.figure, allow_nan=False), name
        assert not chart.empty, name
        assert chart.headline.endswith("."), name
        assert chart.subtitle.endswith("."), name
        assert len(chart.alt) > 60, name
        assert (chart.headline, chart.alt) == (dark[name].headline, dark[name].alt), name
        text = json.dumps(dark[name].figure)
        assert not [c for c in (*LIGHT.categories, LIGHT.text) if c in text], name


@pytest.mark.parametrize("asked", [PAID, FOUND], ids=["paid", "found"])
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


def test_the_flow_adds_up_on_both_sides_and_colours_few(store: Store) -> None:
    rows = questions.funding_flow(store, **FOUND).rows
    (trace,) = flows.flow_bands(rows, LIGHT, family="decisions", years=YEARS).figure["data"]
    link, node = trace["link"], trace["node"]
    for side, name in (("source", "funder"), ("target", "programme")):
        for index in set(link[side]):
            drawn_sum = sum(v for v, s in zip(link["value"], link[side], strict=True) if s == index)
            (amount,) = {
                row[f"{name}_gbp"]
                for row in rows
                if node["label"][index].replace("<br>", " ").startswith(row[name])
                and node["label"][index].endswith(pounds_short(row[f"{name}_gbp"]))
            }
            assert drawn_sum == pytest.approx(float(amount))
    coloured = {colour for colour in node["color"] if colour != LIGHT.rest}
    assert len(coloured) == flows.COLOURED


def test_what_nets_to_nothing_has_no_band() -> None:
    row = {
        "funder": "<b>Fund</b>", "programme": "A", "amount_gbp": Decimal(-5), "lines": 1,
        "funder_gbp": Decimal(-5), "programme_gbp": Decimal(-5), "total_gbp": Decimal(-5),
    }  # fmt: skip
    assert flows.flow_bands([row], LIGHT, family="paid", years=YEARS).empty
    one = row | {name: Decimal(7) for name in row if name.endswith("gbp")}
    (trace,) = flows.flow_bands([one], LIGHT, family="paid", years=YEARS).figure["data"]
    assert "<b>Fund" not in trace["node"]["label"][0]


def test_tiles_tell_none_found_from_an_amount() -> None:
    def tile(name: str, column: int, amount: str | None) -> dict[str, Any]:
        return {
            "area": name, "short_name": name[:3], "column_number": column, "row_number": 1,
            "amount_gbp": None if amount is None else Decimal(amount), "share_percent": None,
            "lines": 0, "services": 0,
        }  # fmt: skip

    rows = [tile("Large", 1, "100"), tile("Small", 2, "1"), tile("None", 3, None)]
    figure = flows.area_tiles(rows, LIGHT, family="paid", years=YEARS).figure
    fills = [shape["opacity"] for shape in figure["layout"]["shapes"]]
    assert fills[0] > fills[1]
    dashes = [shape["line"]["dash"] for shape in figure["layout"]["shapes"]]
    assert dashes == ["solid", "solid", "dot"]
    assert figure["layout"]["annotations"][2]["text"].endswith("–")
    assert flows.area_tiles([], LIGHT, family="paid", years=YEARS).empty


def steps(**amounts: int) -> list[dict[str, Any]]:
    """A bridge's steps, in order, with what is not given at nothing."""
    level, rows = 0, []
    for name in ("start", "price_effect", "new", "ended", "up", "down", "end"):
        if name == "price_effect" and name not in amounts:
            continue
        amount = amounts.get(name, 0)
        level = amount if name in ("start", "end") else level + amount
        rows.append({"step": name, "amount_gbp": Decimal(amount), "level_after": Decimal(level)})
    return rows


def said(rows: list[dict[str, Any]], family: str = "paid") -> str:
    return bridge_sentence(
        rows, family=family, dimension="service", from_year="2021/22", to_year="2024/25"
    )


def test_the_bridge_says_what_it_was_made_of() -> None:
    rise = steps(start=10_000_000, new=2_000_000, down=-1_000_000, end=11_000_000)
    assert said(rise) == (
        "Payments rose by £1.0m (10.0%) in cash terms from 2021/22 to 2024/25: new services added"
        " £2.0m; those with less took away £1.0m."
    )
    real = steps(start=10_000_000, price_effect=1_000_000, down=-550_000, end=10_450_000)
    assert said(real).startswith("Payments fell by £550k (5.0%) in real terms from 2021/22")
    assert said(steps(start=5, end=5)) == (
        "Payments did not change in cash terms from 2021/22 to 2024/25."
    )
    assert "(no rate)" in said(steps(new=5_000, end=5_000))
    found = said(rise, "decisions")
    assert found.startswith("Approvals in decisions found for 2024/25 come to £1.0m more than")
    assert "rose" not in found
    assert "may only be what was found" in found


def test_a_bridge_that_cannot_be_built_says_why() -> None:
    years = [
        {"family": "paid", "financial_year": "2021/22", "months": 12},
        {"family": "paid", "financial_year": "2024/25", "months": 5},
        {"family": "paid", "financial_year": "2019/20", "months": 0},
    ]

    def refused(first: str, last: str, months: int = 12) -> str:
        return bridge_refusal(years, "paid", first, last, months)

    assert "both the first and the last year" in refused("2021/22", "2021/22")
    assert "no payments for 2016/17" in refused("2016/17", "2021/22")
    assert "covers April to August only" in refused("2021/22", "2024/25")
    assert "does not begin with April" in refused("2019/20", "2021/22")
    assert "no price index" in refused("2021/22", "2024/25", months=5)


def test_concentration_speaks_of_the_last_whole_year() -> None:
    def year(label: str, part: bool, **more: Any) -> dict[str, Any]:
        return {
            "financial_year": label, "part_year": part, "largest": "One", "top1_percent": 40.0,
            "top3_percent": 90.0, "hhi": 3150.0, "effective_number": 3.1746,
            "named_gbp": Decimal(75), "unnamed_gbp": Decimal(25),
        } | more  # fmt: skip

    rows = [year("2023/24", False), year("2024/25", True)]
    assert concentration_sentence(rows, groups=False) == (
        "In 2023/24 75% of the money names one body as its provider. Of that, One has 40.0% and the"
        " largest three 90.0%: as concentrated as among 3.2 providers of equal size."
    )
    nobody = [year("2023/24", False, hhi=None)]
    assert "cannot be stated" in concentration_sentence(nobody, groups=False)


def test_bands_and_bases_and_months_in_words(store: Store) -> None:
    words = [band_name(row) for row in questions.size_distribution(store, **PAID).rows]
    assert words[:2] == ["Under £10k", "£10k to under £50k"]
    assert words[-1] == "£10.0m or more"
    alone = [
        {
            "financial_year": "2021/22", "approved_gbp": Decimal(5), "contracted_gbp": None,
            "paid_gbp": None, "paid_part_year": None,
        }
    ]  # fmt: skip
    assert "only what was approved" in bases_sentence(alone, "A service")
    rows = questions.spend_by_month(store, package="illustrative").rows
    assert monthly_sentence(rows[:3]).startswith("Payments are known to June 2020.")
    assert "than in the same months of the year before" in monthly_sentence(rows)


def test_nothing_in_all_states_no_share_and_fails_nothing() -> None:
    row = {
        "funder": "Fund", "programme": "A", "amount_gbp": Decimal(0), "lines": 2,
        "funder_gbp": Decimal(0), "programme_gbp": Decimal(0), "total_gbp": Decimal(0),
    }  # fmt: skip
    assert flow_sentence([row], family="paid") == "Payments of £0 name 1 funder."
    year = {
        "financial_year": "2023/24", "part_year": False, "largest": "One", "top1_percent": 100.0,
        "top3_percent": 100.0, "hhi": 10000.0, "effective_number": 1.0,
        "named_gbp": Decimal(10), "unnamed_gbp": Decimal(-10),
    }  # fmt: skip
    assert "credits cancel" in concentration_sentence([year], groups=False)


def test_a_table_that_is_cut_keeps_the_largest_falls() -> None:
    def moved(number: int, change: int) -> dict[str, Any]:
        return {
            "member": f"Service {number:04d}", "amount_from": Decimal(5), "names": None,
            "restated_from": Decimal(5), "amount_to": Decimal(5 + change),
            "change_gbp": Decimal(change), "change_kind": "up" if change > 0 else "down",
            "contribution_points": 0.1, "own_growth_percent": 1.0,
        }  # fmt: skip

    rows = [*(moved(n, 1) for n in range(ROWS_SHOWN)), moved(9999, -4)]
    said = bridge_table(rows, "paid", "service", "2021/22", "2024/25")
    assert "Service 9999" in said
    assert f"the {ROWS_SHOWN} that moved most of {ROWS_SHOWN + 1}" in said
