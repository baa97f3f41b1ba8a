"""What a reader of a built store can work out about the splits of results that are withheld.

The reader knows every figure shown, that the parts of a split add up to the whole, who met an
outcome and who did not to those seen, and that people are whole. They have an integer programme
over the rows of the build, and nothing else of the project's.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Row = Mapping[str, Any]
# The counts that a row of a unit tells of: what was filed, under the names of its columns.
NAMES = {"percent": ("met", "rest", "seen"), "rate": ("met", "seen"), "count": ("met",)}
MANY = 10_000


def counts(row: Row) -> dict[str, int] | None:
    """The people that a row tells of, None where it shows none."""
    if row["actual"] is None:
        return None
    if row["unit"] == "count":
        return {"met": int(row["actual"])}
    met, seen = int(row["numerator"]), int(row["denominator"])
    rest = {"rest": seen - met} if row["unit"] == "percent" else {}
    return {"met": met, **rest, "seen": seen}


class Contradicted(AssertionError):
    """What the rows say of numbers of people cannot all be so."""


@dataclass(frozen=True)
class Reader:
    """One period of one indicator as a reader has it.

    ``rows`` are those of the build. ``adding`` are the splits whose parts add up to the whole;
    ``incomplete`` those where some people are in no part that is listed.
    """

    rows: Sequence[Row]
    adding: frozenset[str]
    incomplete: frozenset[str] = frozenset()

    def reach(self, cohort: tuple[str, str], name: str) -> float:
        """How far apart the least and the most that a count of a cohort can be are."""
        least, most = self.ends(cohort, name)
        return most - least

    def ends(self, cohort: tuple[str, str], name: str) -> tuple[float, float]:
        """The least and the most that a count of a cohort can be.

        Raises Contradicted where no numbers of people are what the rows say.
        """
        places = self._places()
        bounds = self._bounds(places)
        ends = []
        for sign in (1, -1):
            objective = np.zeros(len(places))
            objective[places[*cohort, name]] = sign
            found = milp(
                objective,
                constraints=LinearConstraint(self._equations(places), 0, 0),
                integrality=np.ones(len(places)),
                bounds=bounds,
            )
            if not found.success:
                raise Contradicted(found.message)
            ends.append(sign * round(found.fun, 6))
        return ends[0], ends[1]

    def _names(self) -> tuple[str, ...]:
        return NAMES[self.rows[0]["unit"]]

    def _places(self) -> dict[tuple[str, str, str], int]:
        who = [(row["dimension"], row["cohort"]) for row in self.rows]
        who += [(split, "in no part") for split in sorted(self.incomplete)]
        keys = [(*cohort, name) for cohort in who for name in self._names()]
        return {key: place for place, key in enumerate(keys)}

    def _bounds(self, places: Mapping[tuple[str, str, str], int]) -> Bounds:
        least, most = np.zeros(len(places)), np.full(len(places), float(MANY))
        for row in self.rows:
            for name, count in (counts(row) or {}).items():
                place = places[row["dimension"], row["cohort"], name]
                least[place] = most[place] = count
        return Bounds(least, most)

    def _equations(self, places: Mapping[tuple[str, str, str], int]) -> np.ndarray:
        found = []
        if "rest" in self._names():
            for split, cohort, name in places:
                if name == "seen":
                    line = np.zeros(len(places))
                    line[places[split, cohort, "seen"]] = -1
                    line[places[split, cohort, "met"]] = line[places[split, cohort, "rest"]] = 1
                    found.append(line)
        for split in sorted(self.adding):
            for name in self._names():
                line = np.zeros(len(places))
                line[places["all", "All", name]] = -1
                for (of, _, kind), place in places.items():
                    if of == split and kind == name:
                        line[place] = 1
                found.append(line)
        return np.array(found) if found else np.zeros((1, len(places)))


def reader(built: Sequence[Row], filed: Iterable[Row]) -> Reader:
    """The reader of a period's ``built`` rows, told truly which of the splits add up.

    ``filed`` are the same rows with the figures that were filed.
    """
    every = list(filed)
    whole = next((counts(row) for row in every if row["dimension"] == "all"), None)
    adding, incomplete = set(), set()
    for split in {row["dimension"] for row in every} - {"all"}:
        parts = [counts(row) for row in every if row["dimension"] == split]
        known = [part for part in parts if part is not None]
        if whole is None:
            continue
        left = {name: whole[name] - sum(part[name] for part in known) for name in whole}
        if min(left.values()) < 0:
            continue
        adding.add(split)
        if max(left.values()) > 0 and len(known) == len(parts):
            incomplete.add(split)
    return Reader(built, frozenset(adding), frozenset(incomplete))


def small(filed: Iterable[Row], threshold: int) -> list[tuple[tuple[str, str], str]]:
    """The counts of splits that are too small to be shown: whose, and of what."""
    return [
        ((row["dimension"], row["cohort"]), name)
        for row in filed
        if row["dimension"] != "all"
        for name, count in (counts(row) or {}).items()
        if 0 < count < threshold
    ]


def given_away(built: Sequence[Row], filed: Sequence[Row], threshold: int) -> list[Any]:
    """The small counts of a period that its built rows show, or let a reader work out."""
    of = reader(built, filed)
    hidden = {(row["dimension"], row["cohort"]) for row in built if row["actual"] is None}
    return [
        (cohort, name)
        for cohort, name in small(filed, threshold)
        if cohort not in hidden or math.isclose(of.reach(cohort, name), 0, abs_tol=1e-6)
    ]
