"""Units of different sizes against one target, without ranking them: the limits of a funnel.

The method is D. J. Spiegelhalter's: Statistics in Medicine 24 (2005), 1185,
https://doi.org/10.1002/sim.1970, and for more variation than chance gives, Quality and Safety in
Health Care 14 (2005), 347, https://doi.org/10.1136/qshc.2005.013755. A flag is a question, not a
finding: units differ in need, and of 20 units one is outside 95% limits by chance.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from commissioning.statistics.intervals import normal_quantile

if TYPE_CHECKING:
    import pandas as pd

# ``proportion``: events out of trials, binomial. ``rate``: events over an exposure or over what
# was expected, Poisson.
Kind = Literal["proportion", "rate"]
Numbers = NDArray[np.float64]

LEVELS = {"95": 0.95, "998": 0.998}
# Each end of the z-scores is drawn in to these quantiles, so that a few outliers do not hide
# themselves by widening the limits.
WINSORISED = (0.1, 0.9)
FEWEST_UNITS = 10
FEW_UNITS = (
    f"Fewer than {FEWEST_UNITS} units: how much they vary is poorly known, so the limits are rough."
)
EXACT = {
    "proportion": "Exact binomial limits: outliers apart, the units vary no more than by chance.",
    "rate": "Exact Poisson limits: outliers apart, the units vary no more than by chance.",
}
OVERDISPERSED = {
    "proportion": "Limits widened for variation between units beyond chance (additive, arcsine).",
    "rate": "Limits widened for variation between units beyond chance (additive, square root).",
}


@dataclass(frozen=True)
class Overdispersion:
    """How much more the units vary than chance: ``phi`` is 1 where chance alone is at work.

    ``tau_squared`` is the variance between units on the transformed scale (arcsine of the root of
    a proportion, root of a rate): 0 where ``phi`` is 1 or less, for then nothing is adjusted.
    """

    phi: float
    tau_squared: float


@dataclass(frozen=True)
class Funnel:
    """Units against a target, their limits, and in words how the limits were made.

    ``units`` has a row for each unit, in the order given: ``unit``, ``numerator``, ``denominator``,
    ``value``, ``z``; ``exact_lower_95``, ``exact_upper_95``, ``exact_lower_998``,
    ``exact_upper_998``; the same with ``overdispersed``; and without either the four that hold,
    which ``method`` names. ``flag`` is ``alert`` outside the 99.8% limits, ``look`` outside the 95%
    limits, else ``within``; ``side`` is ``above``, ``below`` or empty. ``caution`` may be empty.
    """

    kind: Kind
    target: float
    overdispersion: Overdispersion
    method: str
    caution: str
    units: "pd.DataFrame"


def funnel(units: "pd.DataFrame", kind: Kind, target: float | None = None) -> Funnel:
    """The funnel of ``units``, a frame with ``unit``, ``numerator`` and ``denominator``.

    ``target`` is in events for each one of the denominator; without it, all the units together are
    the target, which then carries an error of its own. The limits that hold are the widened ones
    where the units vary more than chance, otherwise the exact ones. Raises ValueError for no units,
    a figure that is missing or impossible, and a target that leaves nothing to chance.
    """
    numerators = units["numerator"].to_numpy(dtype=np.float64, na_value=np.nan)
    denominators = units["denominator"].to_numpy(dtype=np.float64, na_value=np.nan)
    _check_units(numerators, denominators, kind)
    if target is None:
        target = float(numerators.sum() / denominators.sum())
    z = z_scores(numerators, denominators, target, kind)
    found = overdispersion(z, denominators)
    adjusted = found.tau_squared > 0
    exact = limits(denominators, target, kind, exact_limits, "exact_")
    widened = limits(denominators, target, kind, _widened_by(found.tau_squared), "overdispersed_")
    held = {
        name.partition("_")[2]: column for name, column in (widened if adjusted else exact).items()
    }
    value = numerators / denominators
    frame = units[["unit", "numerator", "denominator"]].assign(
        value=value, z=z, **exact, **widened, **held, **_flags(value, held)
    )
    return Funnel(
        kind=kind,
        target=target,
        overdispersion=found,
        method=(OVERDISPERSED if adjusted else EXACT)[kind],
        caution=FEW_UNITS if len(frame) < FEWEST_UNITS else "",
        units=frame,
    )


def limit_curve(drawn: Funnel, points: int = 200) -> "pd.DataFrame":
    """The limits that hold in a funnel, for drawing, from its smallest unit to its largest.

    ``denominator`` and ``lower_95``, ``upper_95``, ``lower_998``, ``upper_998``, in at most
    ``points`` rows of growing denominator, closer together where the limits bend.
    """
    import pandas as pd  # kept out of a start-up that may never need it

    sizes = drawn.units["denominator"].to_numpy(dtype=np.float64)
    grid = np.geomspace(sizes.min(), sizes.max(), points)
    if drawn.kind == "proportion":
        grid = np.round(grid)
    grid = np.unique(grid)
    tau_squared = drawn.overdispersion.tau_squared
    made = _widened_by(tau_squared) if tau_squared > 0 else exact_limits
    return pd.DataFrame({"denominator": grid, **limits(grid, drawn.target, drawn.kind, made, "")})


def exact_limits(
    denominators: Numbers, target: float, kind: Kind, confidence: float
) -> tuple[Numbers, Numbers]:
    """The lower and upper limits of chance at each size, interpolated between counts.

    Spiegelhalter 2005, appendix A.1.1: with r the smallest count at which the distribution reaches
    the tail p, the limit is r less (F(r) − p) / (F(r) − F(r − 1)), over the size. Lower limits stay
    within 0 and the target, upper ones above the target and, for proportions, within 1: for a tiny
    unit the formula alone can leave them.
    """
    tail = (1 - confidence) / 2
    _check_target(target, kind)
    lower, upper = (
        _interpolated_count(p, denominators, target, kind) / denominators for p in (tail, 1 - tail)
    )
    return np.clip(lower, 0, target), np.clip(upper, target, _most(kind))


def additive_limits(
    denominators: Numbers, target: float, kind: Kind, confidence: float, tau_squared: float
) -> tuple[Numbers, Numbers]:
    """The lower and upper limits at each size with the variance ``tau_squared`` between units.

    Made on the transformed scale, held within its ends there, and brought back: past its ends the
    sine turns round and would give limits on the wrong side.
    """
    _check_target(target, kind)
    middle = _transformed(np.float64(target), kind)
    half = normal_quantile(confidence) * np.sqrt(_sampling_variance(denominators) + tau_squared)
    if kind == "proportion":
        low, high = (np.clip(middle + side * half, 0, np.pi / 2) for side in (-1, 1))
        return np.sin(low) ** 2, np.sin(high) ** 2
    return np.maximum(middle - half, 0) ** 2, (middle + half) ** 2


def z_scores(numerators: Numbers, denominators: Numbers, target: float, kind: Kind) -> Numbers:
    """How many standard errors each unit is from the target, on the transformed scale."""
    _check_target(target, kind)
    apart = _transformed(numerators / denominators, kind) - _transformed(np.float64(target), kind)
    return np.asarray(apart / np.sqrt(_sampling_variance(denominators)))


def overdispersion(z: Numbers, denominators: Numbers) -> Overdispersion:
    """Over-dispersion from z-scores (``z_scores``), winsorised at a tenth from each end."""
    count = z.size
    low, high = np.quantile(z, WINSORISED)
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    if phi <= 1 or count < 2:
        return Overdispersion(phi, 0.0)
    weights = 1 / _sampling_variance(denominators)
    spread = weights.sum() - (weights**2).sum() / weights.sum()
    return Overdispersion(phi, float((count * phi - (count - 1)) / spread))


Limits = Callable[[Numbers, float, Kind, float], tuple[Numbers, Numbers]]


def limits(
    denominators: Numbers, target: float, kind: Kind, made: Limits, prefix: str
) -> dict[str, Numbers]:
    """Lower and upper limits at 95% and 99.8%, by name of column: ``prefix`` and ``lower_95``."""
    columns: dict[str, Numbers] = {}
    for name, confidence in LEVELS.items():
        lower, upper = made(denominators, target, kind, confidence)
        columns |= {f"{prefix}lower_{name}": lower, f"{prefix}upper_{name}": upper}
    return columns


def _widened_by(tau_squared: float) -> Limits:
    return lambda denominators, target, kind, confidence: additive_limits(
        denominators, target, kind, confidence, tau_squared
    )


def _flags(value: Numbers, held: dict[str, Numbers]) -> dict[str, NDArray[np.str_]]:
    """``flag`` and ``side`` of each unit; a value on a limit is within it."""
    below, above = value < held["lower_95"], value > held["upper_95"]
    far = (value < held["lower_998"]) | (value > held["upper_998"])
    return {
        "flag": np.select([far, below | above], ["alert", "look"], "within"),
        "side": np.select([below, above], ["below", "above"], ""),
    }


def _interpolated_count(p: float, denominators: Numbers, target: float, kind: Kind) -> Numbers:
    """The count, between whole ones, at which the distribution of each size reaches ``p``."""

    def reached(count: Numbers) -> Numbers:
        if kind == "rate":
            share = special.gammaincc(np.maximum(count, 0) + 1, denominators * target)
        else:
            held = np.clip(count, 0, denominators - 1)
            share = special.betaincc(held + 1, denominators - held, target)
            share = np.where(count >= denominators, 1.0, share)
        return np.where(count < 0, 0.0, share)

    mean = denominators * target
    low, high = np.full_like(mean, -1), np.ceil(mean + 10 * np.sqrt(mean) + 10)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        enough = reached(middle) >= p
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    at, before = reached(high), reached(low)
    return np.asarray(high - (at - p) / (at - before))


def _transformed(values: Numbers | np.float64, kind: Kind) -> Numbers:
    """Values on the scale where their sampling variance does not depend on them."""
    root = np.sqrt(values)
    return np.asarray(np.arcsin(root) if kind == "proportion" else root)


def _sampling_variance(denominators: Numbers) -> Numbers:
    return 1 / (4 * denominators)


def _most(kind: Kind) -> float:
    return 1.0 if kind == "proportion" else np.inf


def _check_target(target: float, kind: Kind) -> None:
    if not 0 < target < _most(kind):
        raise ValueError(f"Not a target for a {kind}: {target}")


def _check_units(numerators: Numbers, denominators: Numbers, kind: Kind) -> None:
    if not numerators.size:
        raise ValueError("A funnel needs units")
    if not (np.isfinite(denominators) & (denominators > 0)).all():
        raise ValueError("Every unit needs a denominator above 0")
    whole = np.isfinite(numerators) & (numerators >= 0) & (numerators % 1 == 0)
    if not whole.all():
        raise ValueError("Every unit needs a whole number of events, 0 or more")
    if kind == "proportion" and not ((numerators <= denominators) & (denominators % 1 == 0)).all():
        raise ValueError("Every unit needs a whole number of trials, as many as events or more")
