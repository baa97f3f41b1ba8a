"""Funnels against answers made in R, and small ones worked out by hand."""

import math
import subprocess
import sys
from collections import defaultdict

import numpy as np
import pytest
from scipy import stats

from commissioning.statistics.funnel import (
    EXACT,
    FEW_UNITS,
    Funnel,
    additive_limits,
    funnel,
    limit_curve,
    overdispersion,
)
from commissioning.statistics.intervals import observed_over_expected, wilson_interval
from tests.statistics.known import close, frame, known

LEVELS = {"95": 0.95, "998": 0.998}


def made() -> dict[str, Funnel]:
    """A funnel of each made data set; observed over expected is held against 1."""
    rows = defaultdict(list)
    for row in known("funnel", "inputs"):
        rows[row["dataset"], row["data_type"]].append(row)
    found = {}
    for (name, data_type), units in rows.items():
        given_units = frame([(int(u["numerator"]), float(u["denominator"])) for u in units])
        given_units["unit"] = [u["unit"] for u in units]
        found[name] = (
            funnel(given_units, "rate", 1.0)
            if data_type == "SR"
            else funnel(given_units, "proportion")
        )
    return found


FUNNELS = made()


def unit(row: dict[str, str]) -> dict[str, object]:
    units = FUNNELS[row["dataset"]].units
    return units[units["unit"] == row["unit"]].iloc[0].to_dict()


def test_every_row_is_held_to() -> None:
    inputs = {(row["dataset"], row["unit"]) for row in known("funnel", "inputs")}
    assert len(inputs) == 59
    for name in ("exact_units", "od_formula_units", "funnelplotr_units", "phe_units"):
        assert {(row["dataset"], row["unit"]) for row in known("funnel", name)} == inputs


NAMES = {"exact_lower_95": "0.025", "exact_upper_95": "0.975",
         "exact_lower_998": "0.001", "exact_upper_998": "0.999"}  # fmt: skip


BELOW_ZERO = {
    ("S07", "0.001"), ("A03", "0.001"), ("A12", "0.001"), ("A19", "0.001"), ("A15", "0.025"),
    ("A15", "0.001"), ("A22", "0.025"), ("A22", "0.001"), ("A23", "0.001"), ("A24", "0.001"),
}  # fmt: skip


def test_exact_limits() -> None:
    clamped = set()
    for row in known("funnel", "exact_units"):
        found = unit(row)
        assert found["value"] == close(row["value"])
        assert FUNNELS[row["dataset"]].target == close(row["target"])
        for column, p in NAMES.items():
            raw = float(row[f"exact_p{p}"])
            if raw < 0:
                clamped.add((row["unit"], p))
            assert found[column] == close(max(raw, 0.0))
    # Before clamping the known answers go below 0 for the smallest units.
    assert clamped == BELOW_ZERO


def test_exact_limits_flag_by_the_chance_of_so_many_or_fewer() -> None:
    sides = set()
    for row in known("funnel", "exact_units"):
        found, fewer = unit(row), float(row["tail_low"])
        for level, confidence in LEVELS.items():
            tail = (1 - confidence) / 2
            below = found["value"] < found[f"exact_lower_{level}"]
            above = found["value"] > found[f"exact_upper_{level}"]
            assert (below, above) == (fewer < tail, fewer > 1 - tail)
            sides |= {(level, below, above)}
    assert len(sides) == 6


def test_overdispersion() -> None:
    for row in known("funnel", "od_formula_summary"):
        found = FUNNELS[row["dataset"]]
        assert len(found.units) == int(row["units"])
        assert found.overdispersion.phi == close(row["phi"])
        assert found.overdispersion.tau_squared == close(row["tau2"])
        low, high = np.quantile(found.units["z"], (0.1, 0.9))
        assert (low, high) == (close(row["q10"]), close(row["q90"]))
        assert np.mean(found.units["z"] ** 2) == close(row["phi_unwinsorised"])


# The known answers were made with quantiles rounded to six places; these levels give the same.
ROUNDED = {
    "95": 2 * stats.norm.cdf(1.959964) - 1,
    "998": 1 - 2 * stats.norm.sf(3.090232),
}


def at_rounded_levels(row: dict[str, str], tau_squared: float) -> dict[str, float]:
    size, drawn = np.array([float(row["denominator"])]), FUNNELS[row["dataset"]]
    found = {}
    for level, confidence in ROUNDED.items():
        lower, upper = additive_limits(size, drawn.target, drawn.kind, confidence, tau_squared)
        found |= {f"ll{level}": float(lower[0]), f"ul{level}": float(upper[0])}
    return found


def test_overdispersed_limits() -> None:
    for row in known("funnel", "od_formula_units"):
        found = unit(row)
        assert found["z"] == close(row["z"])
        rounded = at_rounded_levels(row, FUNNELS[row["dataset"]].overdispersion.tau_squared)
        for name, limit in rounded.items():
            assert limit == close(row[f"add_{name}"])
            column = f"{'lower' if name.startswith('ll') else 'upper'}_{name[2:]}"
            # Rounding moves a quantile by less than half of its sixth place, and a limit by less.
            assert found[f"overdispersed_{column}"] == pytest.approx(limit, abs=5e-7)


def test_funnelplotr_on_proportions() -> None:
    for row in known("funnel", "funnelplotr_units"):
        if row["data_type"] != "PR":
            continue
        found, tau_squared = unit(row), FUNNELS[row["dataset"]].overdispersion.tau_squared
        assert found["z"] == close(row["z_unadjusted"])
        rounded, chance = at_rounded_levels(row, tau_squared), at_rounded_levels(row, 0.0)
        for name in rounded:
            # What it calls unadjusted is the arcsine approximation, not the exact limits.
            assert chance[name] == close(row[name])
            column = f"{'lower' if name.startswith('ll') else 'upper'}_{name[2:]}"
            assert found[f"exact_{column}"] != pytest.approx(float(row[name]), rel=1e-6)
            if tau_squared:
                assert rounded[name] == close(row[f"od_{name}"])
        if tau_squared:
            beyond = [found["flag"] != "within", found["flag"] == "alert"]
            assert beyond == [row[f"outlier_od{level}"] == "1" for level in LEVELS]


def test_funnelplotr_summaries_and_its_other_method() -> None:
    methods = set()
    for row in known("funnel", "funnelplotr_summary"):
        found = FUNNELS[row["dataset"]]
        assert found.target == close(row["target"])
        if row["sr_method"] == "SHMI":
            # Log ratios trimmed, not square roots winsorised: other figures for the same units.
            assert found.overdispersion.phi != pytest.approx(float(row["phi"]), rel=0.1)
            assert found.overdispersion.tau_squared != pytest.approx(float(row["tau2"]), rel=0.1)
        else:
            assert found.overdispersion.phi == close(row["phi"])
            assert found.overdispersion.tau_squared == close(row["tau2"])
            assert (found.method == EXACT[found.kind]) == (row["fell_back_to_unadjusted"] == "TRUE")
        methods.add(row["sr_method"])
    assert methods == {"n/a", "SHMI", "CQC"}
    others = [row for row in known("funnel", "funnelplotr_units") if row["data_type"] == "SR"]
    assert {row["sr_method"] for row in others} == {"SHMI"}
    for row in others:
        assert unit(row)["overdispersed_upper_998"] != pytest.approx(float(row["od_ul998"]))


LABELS = {(0, 0): "Not significant", (1, 0): "Low (0.025)", (1, 1): "Low (0.001)",
          (-1, 0): "High (0.025)", (-1, -1): "High (0.001)"}  # fmt: skip


def test_phe_labels_by_each_units_own_interval() -> None:
    for row in known("funnel", "phe_units"):
        events, target = int(row["numerator"]), FUNNELS[row["dataset"]].target
        sides = []
        for confidence in LEVELS.values():
            found = (
                wilson_interval(events, int(row["denominator"]), confidence)
                if row["data_type"] == "PR"
                else observed_over_expected(events, float(row["denominator"]), confidence)
            )
            sides.append((found.upper < target) - (found.lower > target))
        assert LABELS[sides[0], sides[1]] == row["phe_significance"]
        if row["wilson_ll95"]:
            # Its limits are the inverse of Wilson's, not the exact ones.
            assert unit(row)["exact_lower_95"] != pytest.approx(float(row["wilson_ll95"]), rel=1e-6)


def test_limits_are_held_within_the_ends_of_the_scale() -> None:
    """Without clipping, the sine turns round and a small unit's limits come inside."""
    size, target, tau_squared = 2.0, 0.35, 0.05
    half = 3.0902323 * math.sqrt(1 / (4 * size) + tau_squared)
    middle = math.asin(math.sqrt(target))
    assert math.sin(middle - half) ** 2 > 0
    assert math.sin(middle + half) ** 2 < 1
    lower, upper = additive_limits(np.array([size]), target, "proportion", 0.998, tau_squared)
    assert (lower[0], upper[0]) == (0, 1)
    lower, _ = additive_limits(np.array([size]), target, "rate", 0.998, tau_squared)
    assert lower[0] == 0


@pytest.mark.parametrize("name", list(FUNNELS))
def test_curve(name: str) -> None:
    drawn = FUNNELS[name]
    curve = limit_curve(drawn, points=5000)
    sizes = drawn.units["denominator"]
    assert (curve["denominator"].iloc[0], curve["denominator"].iloc[-1]) == (
        sizes.min(), sizes.max(),
    )  # fmt: skip
    assert curve["denominator"].is_monotonic_increasing
    assert curve["denominator"].is_unique
    met = drawn.units.merge(curve, on="denominator", suffixes=("", "_drawn"))
    assert len(met) >= (len(drawn.units) if drawn.kind == "proportion" else 2)
    for column in ("lower_95", "upper_95", "lower_998", "upper_998"):
        assert list(met[f"{column}_drawn"]) == pytest.approx(list(met[column]), rel=1e-12)


@pytest.mark.parametrize(
    ("pairs", "kind", "target", "message"),
    [
        ([], "rate", 1.0, "needs units"),
        ([(3, 0)], "rate", 1.0, "denominator above 0"),
        ([(3, math.nan)], "rate", 1.0, "denominator above 0"),
        ([(math.nan, 4)], "rate", 1.0, "whole number of events"),
        ([(-1, 4)], "rate", 1.0, "whole number of events"),
        ([(2.5, 4)], "rate", 1.0, "whole number of events"),
        ([(5, 4)], "proportion", 0.5, "as many as events"),
        ([(3, 4.5)], "proportion", 0.5, "as many as events"),
        ([(0, 4), (0, 9)], "proportion", None, "Not a target"),
        ([(4, 4), (9, 9)], "proportion", None, "Not a target"),
        ([(4, 4)], "rate", math.nan, "Not a target"),
    ],
)
def test_the_impossible_is_an_error(
    pairs: list[tuple[float, float]], kind: str, target: float | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        funnel(frame(pairs), kind, target)


def test_phi_at_or_below_one_means_no_adjustment() -> None:
    sizes = np.full(10, 50.0)
    level = np.array([0.99, -0.99] * 5)
    # Ten units: 10 × 0.9801 is above 9, where the formula for tau squared alone would adjust.
    found = overdispersion(level, sizes)
    assert (found.phi, found.tau_squared) == (pytest.approx(0.9801), 0)
    assert overdispersion(level / 0.99, sizes).tau_squared == 0
    # 10 × 1.01² − 9 over 2000 − 10 × 200² / 2000.
    assert overdispersion(level / 0.99 * 1.01, sizes).tau_squared == close(1.201 / 1800)
    alone = funnel(frame([(30, 40)]), "proportion", 0.1)
    assert (alone.overdispersion.tau_squared, alone.caution) == (0, FEW_UNITS)


def test_flags_and_sides() -> None:
    pairs = [(50, 100)] * 20 + [(75, 100), (39, 100), (61, 100), (25, 100), (40, 100)]
    drawn = funnel(frame(pairs), "proportion", 0.5)
    assert drawn.method == EXACT["proportion"]
    # 39 or fewer of 100 fair coins has a chance of 0.0176, and 40 or fewer of 0.0284.
    assert list(zip(drawn.units["flag"], drawn.units["side"], strict=True)) == (
        [("within", "")] * 20
        + [("alert", "above"), ("look", "below"), ("look", "above"), ("alert", "below")]
        + [("within", "")]
    )


def test_a_start_up_does_not_load_what_it_may_never_need() -> None:
    slow = "{'scipy.stats', 'statsmodels', 'pandas', 'streamlit'}"
    code = (
        "import sys; from commissioning.statistics import funnel, intervals, ratios; "
        f"print(sorted({slow} & set(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert printed.stdout == b"[]\n"
