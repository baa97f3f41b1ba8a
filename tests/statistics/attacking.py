"""Two attackers on a released table of counts, who share no code with what protects it.

One writes a linear programme over all cells, the published ones fixed by their bounds. The other
lists every table of small whole numbers, adds it up, and keeps those that look like the release.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from hypothesis import strategies as st
from scipy.optimize import linprog

Sums = list[tuple[str, list[str]]]
Grid = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Shape:
    """What adds up to what: free cells, and every cell as the free ones added up.

    ``adding`` turns a line of free cells into all cells. ``agreeing`` names pairs of cells that
    have to be equal, as the totals of two breakdowns of one thing do.
    """

    free: list[str]
    adding: Callable[[Mapping[str, Grid]], dict[str, Grid]]
    sums: Sums
    groups: dict[str, str]
    agreeing: tuple[tuple[str, str], ...] = ()

    def every_table(self, largest: int) -> dict[str, Grid]:
        """Every table whose free cells hold 0 to ``largest``, as one long column a cell."""
        lines = np.indices((largest + 1,) * len(self.free)).reshape(len(self.free), -1)
        found = self.adding(dict(zip(self.free, lines, strict=True)))
        agree = np.ones(lines.shape[1], dtype=bool)
        for one, other in self.agreeing:
            agree &= found[one] == found[other]
        kept = {name: line[agree] for name, line in found.items()}
        return {name: line for name, line in kept.items() if not name.startswith("again ")}


def two_way(rows: int, columns: int) -> Shape:
    """A two-way table with its margins."""
    down, across = range(rows), range(columns)

    def adding(free: Mapping[str, Grid]) -> dict[str, Grid]:
        found = dict(free)
        for row in down:
            found[f"row {row}"] = sum((free[f"{row},{column}"] for column in across), np.int64(0))
        for column in across:
            found[f"column {column}"] = sum((free[f"{row},{column}"] for row in down), np.int64(0))
        found["all"] = sum(free.values(), np.int64(0))
        return found

    sums: Sums = [(f"row {row}", [f"{row},{column}" for column in across]) for row in down]
    sums += [(f"column {column}", [f"{row},{column}" for row in down]) for column in across]
    sums.append(("all", [f"row {row}" for row in down]))
    sums.append(("all", [f"column {column}" for column in across]))
    return Shape([f"{row},{column}" for row in down for column in across], adding, sums, {})


def cohorts(count: int) -> Shape:
    """Who met an outcome and who did not, in each cohort and in all; a rate joins the three."""
    names = [f"cohort {number}" for number in range(count)]
    kinds = ("met", "not met", "people")

    def adding(free: Mapping[str, Grid]) -> dict[str, Grid]:
        found = dict(free)
        for name in names:
            found[f"{name} people"] = free[f"{name} met"] + free[f"{name} not met"]
        for kind in kinds:
            found[f"all {kind}"] = sum((found[f"{name} {kind}"] for name in names), np.int64(0))
        return found

    sums: Sums = [(f"{name} people", [f"{name} met", f"{name} not met"]) for name in names]
    sums += [(f"all {kind}", [f"{name} {kind}" for name in names]) for kind in kinds]
    sums.append(("all people", ["all met", "all not met"]))
    groups = {f"{name} {kind}": name for name in [*names, "all"] for kind in kinds}
    return Shape([f"{name} {kind}" for name in names for kind in kinds[:2]], adding, sums, groups)


def breakdowns() -> Shape:
    """One total by age and by sex."""

    def adding(free: Mapping[str, Grid]) -> dict[str, Grid]:
        ages = free["under 18"] + free["18 to 24"] + free["25 and over"]
        return {**free, "all": ages, "again all": free["women"] + free["men"]}

    ages, sexes = ["under 18", "18 to 24", "25 and over"], ["women", "men"]
    sums: Sums = [("all", ages), ("all", sexes)]
    return Shape([*ages, *sexes], adding, sums, {}, (("all", "again all"),))


def areas() -> Shape:
    """Boroughs in two parts of a city, and the city."""

    def adding(free: Mapping[str, Grid]) -> dict[str, Grid]:
        north, south = free["n1"] + free["n2"], free["s1"] + free["s2"] + free["s3"]
        return {**free, "north": north, "south": south, "city": north + south}

    sums: Sums = [
        ("north", ["n1", "n2"]),
        ("south", ["s1", "s2", "s3"]),
        ("city", ["north", "south"]),
    ]
    return Shape(["n1", "n2", "s1", "s2", "s3"], adding, sums, {})


SHAPES = [two_way(2, 2), two_way(2, 3), cohorts(2), cohorts(3), breakdowns(), areas()]


def counts_frame(shape: Shape, free: Mapping[str, int]) -> pd.DataFrame:
    """A table of ``shape`` as a frame of cells, counts and groups."""
    added = shape.adding({name: np.array(value) for name, value in free.items()})
    rows = [
        {"cell": name, "count": int(value), "group": shape.groups.get(name)}
        for name, value in added.items()
        if not name.startswith("again ")
    ]
    return pd.DataFrame(rows)


@st.composite
def tables(
    draw: st.DrawFn, largest: int = 4, shapes: Sequence[Shape] = tuple(SHAPES)
) -> tuple[Shape, pd.DataFrame]:
    """A table of one of the shapes, its free cells from 0 to ``largest``."""
    shape = draw(st.sampled_from(shapes))
    free = {name: draw(st.integers(0, largest)) for name in shape.free}
    if shape.agreeing:
        left = free["women"] + free["men"]
        for name, after in (("under 18", 2), ("18 to 24", 1), ("25 and over", 0)):
            free[name] = draw(st.integers(max(0, left - after * largest), min(left, largest)))
            left -= free[name]
    return shape, counts_frame(shape, free)


def widths(released: Mapping[str, int | None], sums: Sums) -> dict[str, float]:
    """How wide the range of each hidden cell is to the attacker with a linear programme."""
    names = sorted(released)
    known = [(0, None) if released[name] is None else (released[name],) * 2 for name in names]
    equations = [
        [float((name == total) - parts.count(name)) for name in names] for total, parts in sums
    ]
    found = {}
    for place, name in enumerate(names):
        if released[name] is not None:
            continue
        ends = []
        for sign in (1.0, -1.0):
            objective = [sign * (place == other) for other in range(len(names))]
            answer = linprog(objective, A_eq=equations, b_eq=[0] * len(sums), bounds=known)
            assert answer.status in (0, 3), answer.message
            ends.append(np.inf if answer.status == 3 else answer.fun)
        found[name] = float("inf") if np.inf in ends else -sum(ends)
    return found


def consistent(released: Mapping[str, int | None], every: Mapping[str, Grid]) -> dict[str, Grid]:
    """Of ``every`` table, those that agree with all that is shown."""
    agree = np.ones(len(next(iter(every.values()))), dtype=bool)
    for name, count in released.items():
        if count is not None:
            agree &= every[name] == count
    return {name: line[agree] for name, line in every.items()}


def shown(frame: pd.DataFrame) -> dict[str, int | None]:
    """Each cell of a released table with its count, None where hidden."""
    return {
        str(name): None if pd.isna(count) else int(count)
        for name, count in zip(frame["cell"], frame["count"], strict=True)
    }
