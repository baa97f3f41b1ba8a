"""Statistical disclosure control for tables of small counts.

A table is a set of published counts, the ``cells``, and the additive ``sums`` that hold between
them. A reader who knows every published count, every sum, and that counts are whole and never
negative can work hidden counts back. Here small counts are hidden (primary cells), and as much
else as it takes (secondary cells) until none of the small ones can be worked back.

A cell is safe when another whole table exists that agrees with everything published and differs in
that cell; its range is then at least one wide. The difference between the two tables is a *move*:
whole steps up and down that leave every sum as it was. Secondary cells are the ones that the move
of least loss passes through.

Sources: A. Hundepool and others, Statistical Disclosure Control (Wiley, 2012), chapter 4, for
primary and secondary suppression and the attacker's range; M. Fischetti and J. J. Salazar, Models
and algorithms for optimizing cell suppression in tabular data with linear constraints, Journal of
the American Statistical Association 95 (2000), pages 916 to 928, for the integer programme.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import OptimizeResult, linprog

Sum = tuple[str, Sequence[str]]
"""A cell that is a total, and the cells that add up to it."""

ROUNDED_SUMS = (
    "Every figure is rounded on its own, totals included, so rounded figures may not add up to "
    "the totals shown."
)

UNBOUNDED = 3  # what SciPy's solvers report where an objective has no end
WHOLE = 1e-6  # how far from a whole number the solvers leave one

Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
NO_GROUPS: Integers = np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Rule:
    """Which counts are too small to publish, and what published counts are rounded to.

    Counts from 1 to ``threshold`` - 1 are small; 0 is small too where ``zero_discloses``, as when
    nobody in a group reached an outcome. A threshold of 1 makes no count above 0 small.
    ``round_to`` is a whole number of people; 1 leaves counts as they are.

    Raises ValueError where either number is below 1.
    """

    threshold: int = 5
    round_to: int = 1
    zero_discloses: bool = False

    def __post_init__(self) -> None:
        if self.threshold < 1:
            raise ValueError(f"a threshold of {self.threshold} is below 1")
        if self.round_to < 1:
            raise ValueError(f"counts cannot be rounded to {self.round_to}")


@dataclass(frozen=True)
class _Table:
    """Cells in order of name, whatever order they came in; ``sums @ counts`` is zero.

    ``sums`` holds, a row for each sum, 1 for its total and -1 for each of its parts.
    ``groups`` numbers the group each cell is hidden with; ``losses`` has one figure a group.
    """

    names: list[str]
    counts: Integers
    groups: Integers
    sums: Integers
    losses: npt.NDArray[np.float64]

    def whole_groups(self, cells: Mask) -> Mask:
        """The cells of every group that ``cells`` touches."""
        found: Mask = np.isin(self.groups, self.groups[cells])
        return found


def suppressed(cells: pd.DataFrame, sums: Iterable[Sum], rule: Rule) -> pd.DataFrame:
    """The table with small counts hidden, and whatever would give them away.

    ``cells`` has a row for each published count: ``cell`` (a name), ``count`` (people) and, if
    cells have to be hidden together, ``group``: the numerator, denominator and remainder of a rate
    are one group, since the rate gives them away. A cell without a group stands alone. Every sum a
    reader could do has to be among ``sums``. Where a part was not returned, the rest of its total
    is a cell like any other: a reader can work it out, published or not.

    Returns the cells in the order given: ``cell``, ``count`` (Int64, missing where hidden) and
    ``reason``: None where shown, ``primary`` for a small count, ``secondary`` for one hidden to
    protect it or with its group. The reason is for those who make the table: published, it tells
    which hidden counts are small. Among the secondary cells that would protect a small count, the
    choice is the one with the fewest zeros, then the fewest totals, the fewest cells and the
    smallest counts. Protected is the small count, not each secondary cell.

    Raises ValueError for counts that are missing, negative or not whole, for names that are
    repeated or unknown, for a sum that does not hold, and for a small count that the sums
    themselves give away (one that can only be 0), which no hiding protects.
    """
    table = _table(cells, sums)
    small = (table.counts < rule.threshold) & ((table.counts > 0) | rule.zero_discloses)
    hidden = table.whole_groups(small)
    moved = np.zeros(len(table.names), dtype=bool)
    for cell in np.flatnonzero(small):
        if not moved[cell]:
            move = _move(table, hidden, int(cell))
            if move is None:
                move = _move_of_least_loss(table, hidden, int(cell))
            moved |= move != 0
            hidden |= table.whole_groups(move != 0)
    places = pd.Index(table.names).get_indexer(pd.Index(cells["cell"]))
    counts = pd.array(table.counts[places], dtype="Int64")
    counts[hidden[places]] = pd.NA
    reasons = np.full(len(places), None, dtype=object)
    reasons[hidden[places]] = "secondary"
    reasons[small[places]] = "primary"
    return pd.DataFrame(
        {
            "cell": cells["cell"].to_numpy(),
            "count": counts,
            "reason": pd.Series(reasons, dtype=object),
        }
    )


def feasible_ranges(cells: pd.DataFrame, sums: Iterable[Sum]) -> pd.DataFrame:
    """What a reader can infer about each hidden count, from the published ones and the sums.

    ``cells`` has ``cell`` and ``count``, missing where hidden. Returns a row for each hidden cell,
    in the order given: ``cell``, ``lowest`` and ``highest`` (people), the ends of its range over
    all whole tables that agree with what is published; infinity where nothing bounds it. A count
    is given away where the two are equal.

    Raises ValueError where no whole table agrees with what is published.
    """
    names = list(cells["cell"])
    matrix = _sum_matrix(names, sums)
    hidden = cells["count"].isna().to_numpy()
    shown = cells["count"].fillna(0).to_numpy(dtype=np.int64)
    unknown, totals = matrix[:, hidden], -(matrix @ shown)
    rows = unknown.any(axis=1)
    if totals[~rows].any():
        raise ValueError("the published counts contradict their sums")
    unknown, totals = unknown[rows], totals[rows]
    return pd.DataFrame(
        {
            "cell": cells["cell"].to_numpy()[hidden],
            "lowest": [_lowest(unknown, totals, step) for step in np.eye(hidden.sum())],
            "highest": [0 - _lowest(unknown, totals, -step) for step in np.eye(hidden.sum())],
        }
    )


def rounded(counts: pd.Series, rule: Rule) -> pd.Series:
    """Each count to the nearest multiple of ``rule.round_to``, halves away from zero.

    Takes and returns whole numbers of people (Int64, on the same index); missing stays missing.
    Totals are rounded like any other count and never summed from rounded parts: say ROUNDED_SUMS
    beside them. Hide small counts first: rounding alone turns some of them into 0.
    """
    whole = counts.astype("Int64")
    nearest = (2 * whole.abs() + rule.round_to) // (2 * rule.round_to) * rule.round_to
    return nearest.where(whole >= 0, -nearest)


def _table(cells: pd.DataFrame, sums: Iterable[Sum]) -> _Table:
    """The cells and sums, checked and in an order of their own."""
    given = cells["count"]
    if given.isna().any() or (given < 0).any() or (given % 1 != 0).any():
        raise ValueError("every count has to be known, whole and not negative")
    order = np.argsort(cells["cell"].to_numpy(dtype=object), kind="stable")
    names = [str(name) for name in cells["cell"].to_numpy(dtype=object)[order]]
    counts = given.to_numpy(dtype=np.int64)[order]
    matrix = _sum_matrix(names, sums)
    wrong = matrix @ counts != 0
    if wrong.any():
        totals = [names[place] for place in np.flatnonzero((matrix[wrong] == 1).any(axis=0))]
        raise ValueError(f"not the sum of the parts: {', '.join(totals)}")
    groups = _group_numbers(cells, order)
    # Each kind of loss weighs more than all cells together could lose of the kinds after it.
    weight = len(names) + 1
    is_total = (matrix == 1).any(axis=0)
    loss = (counts == 0) * weight**2 + is_total * weight + 1 + counts / (counts.sum() + 1)
    losses = np.bincount(groups, weights=loss).astype(np.float64)
    return _Table(names, counts, groups, matrix, losses)


def _group_numbers(cells: pd.DataFrame, order: npt.NDArray[np.intp]) -> Integers:
    """A number for the group of each cell, in ``order``; a cell without a group has its own."""
    if "group" not in cells:
        return np.arange(len(order))
    numbers: dict[tuple[bool, object], int] = {}
    keys = [
        (True, place) if pd.isna(group) else (False, group)
        for place, group in enumerate(cells["group"].to_numpy(dtype=object)[order])
    ]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _sum_matrix(names: Sequence[str], sums: Iterable[Sum]) -> Integers:
    """A row for each sum, sorted: 1 for its total, -1 for each part, 0 for every other cell."""
    places = {name: place for place, name in enumerate(names)}
    if len(places) < len(names):
        raise ValueError("two cells have the same name")
    ordered = sorted((total, tuple(sorted(parts))) for total, parts in sums)
    matrix = np.zeros((len(ordered), len(names)), dtype=np.int64)
    for row, (total, parts) in zip(matrix, ordered, strict=True):
        unknown = {total, *parts} - places.keys()
        if unknown:
            raise ValueError(f"a sum names cells that are not there: {', '.join(sorted(unknown))}")
        if len({total, *parts}) < len(parts) + 1:
            raise ValueError(f"the sum of {total} names a cell twice")
        row[places[total]] = 1
        row[[places[part] for part in parts]] = -1
    return matrix


def _move_of_least_loss(table: _Table, hidden: Mask, cell: int) -> Integers:
    """The move of a cell that passes through the visible groups whose hiding loses least."""
    visible = np.unique(table.groups[~hidden])
    visible = visible[np.argsort(table.losses[visible], kind="stable")]
    # While one group loses no more than any two, the first that will do is the least loss.
    for group in visible[table.losses[visible] <= table.losses[visible[:2]].sum()]:
        move = _move(table, hidden | (table.groups == group), cell)
        if move is not None:
            return move
    move = _move(table, hidden, cell, visible)
    if move is None:
        raise ValueError(f"the sums give away {table.names[cell]}, whatever is hidden")
    return move


def _move(table: _Table, free: Mask, cell: int, groups: Integers = NO_GROUPS) -> Integers | None:
    """Whole steps through ``free`` cells, and ``groups`` at a loss, that change ``cell``.

    The move of least loss, up or down; None where there is none. Steps through groups are at most
    as large as the number of cells; steps through free cells have no limit.
    """
    movable = np.flatnonzero(free | np.isin(table.groups, groups))
    steps = table.sums[:, movable]
    target = int(np.searchsorted(movable, cell))
    # In a sum where nothing else moves, the cell cannot.
    if (np.abs(steps).sum(axis=1)[steps[:, target] != 0] == 1).any():
        return None
    bounds = np.zeros((len(movable) + len(groups), 2))
    bounds[: len(movable), 0], bounds[: len(movable), 1] = -table.counts[movable], np.inf
    bounds[len(movable) :, 1] = 1
    rises, falls = bounds.copy(), bounds.copy()
    rises[target, 0], falls[target, 1] = 1, -1
    losses = np.concatenate([np.zeros(len(movable)), table.losses[groups]])
    programme = _move_programme(table, free, movable, groups)
    best, least = None, np.inf
    for way in (rises, falls):
        if least > 0 and way[target, 0] <= way[target, 1]:
            found = _whole_optimum(losses, bounds=way, **programme)
            if found.x is not None and found.fun < least:
                best, least = found.x, found.fun
    if best is None:
        return None
    move = np.zeros(len(table.names), dtype=np.int64)
    move[movable] = np.rint(best[: len(movable)])
    if (table.sums @ move).any() or (table.counts + move < 0).any() or not move[cell]:
        raise ArithmeticError(f"the move found for {table.names[cell]} breaks a sum")
    return move


def _move_programme(
    table: _Table, free: Mask, movable: Integers, groups: Integers
) -> dict[str, npt.NDArray[np.float64]]:
    """Every sum stays as it was, and a step through a group means its column is 1, not 0.

    The columns are those of the movable cells, then one for each group.
    """
    steps, at_a_loss = table.sums[:, movable], ~free[movable]
    step = np.eye(len(movable))[at_a_loss]
    allowed = (table.groups[movable][at_a_loss, None] == groups) * float(len(table.names))
    return {
        "A_eq": np.hstack([steps, np.zeros((len(steps), len(groups)))]),
        "b_eq": np.zeros(len(steps)),
        "A_ub": np.block([[step, -allowed], [-step, -allowed]]),
        "b_ub": np.zeros(2 * len(step)),
    }


def _lowest(matrix: Integers, totals: Integers, objective: npt.NDArray[np.float64]) -> float:
    """The least value of an objective over the whole tables that agree with their sums."""
    found = _whole_optimum(objective, A_eq=matrix, b_eq=totals)
    if found.status == UNBOUNDED:
        # A range that goes on for fractions goes on for whole numbers, if there are any.
        found = _whole_optimum(np.zeros(len(objective)), A_eq=matrix, b_eq=totals)
        found.fun = -np.inf
    if found.x is None:
        raise ValueError("no whole counts agree with what is published")
    return float(np.rint(found.fun))


def _whole_optimum(objective: npt.NDArray[np.float64], **programme: Any) -> OptimizeResult:
    """The least value of an objective over whole numbers; ``x`` is None where there is none.

    Most programmes of additive sums end at whole numbers by themselves, which is quicker.
    """
    found = linprog(objective, **programme)
    if found.x is not None and np.abs(found.x - np.rint(found.x)).max(initial=0) > WHOLE:
        found = linprog(objective, **programme, integrality=1, options={"mip_rel_gap": 0})
    return found
