"""What changed between two years, recomputed member by member with exact fractions."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.reference import plain
from tests.reference.spending import FILED, Rows, covered, grouped, percent, selected, total


def bridge(
    data: Path, *, package: str, family: str, dimension: str, from_year: str, to_year: str,
    real_terms: bool = False, months: int = 12,
) -> Rows:  # fmt: skip
    """See questions.bridge."""
    reach = covered(data, package, family)
    if from_year >= to_year or min(reach.get(from_year, 0), reach.get(to_year, 0)) < months:
        return []
    indices = plain.deflators(data)
    if real_terms and not {from_year, to_year} <= indices.keys():
        return []
    of_years = [
        line
        for line in selected(data, package, family, None, None)
        if line.year in (from_year, to_year)
    ]
    kept = [
        line
        for line in of_years
        if line.month is None or (line.month.month - 4) % 12 < months
    ]  # fmt: skip
    filed = FILED.get(dimension, lambda line: None)
    names: dict[str, set[str]] = defaultdict(set)
    for line in of_years:
        name = filed(line)
        names[getattr(line, dimension)] |= {name} if name else set()
    found = []
    for member, lines in grouped(kept, lambda line: getattr(line, dimension)).items():
        before = [line for line in lines if line.year == from_year]
        after = [line for line in lines if line.year == to_year]
        restated = total(before)
        if real_terms:
            restated = plain.pence(Fraction(restated) * indices[to_year] / indices[from_year])
        change = total(after) - restated
        kind = "unchanged"
        if restated == 0 and total(after) != 0:
            kind = "new"
        elif restated != 0 and total(after) == 0:
            kind = "ended"
        elif change:
            kind = "up" if change > 0 else "down"
        found.append(
            {
                "member": member,
                "amount_from": total(before) if before else None,
                "restated_from": restated if before else None,
                "amount_to": total(after) if after else None,
                "change_gbp": change,
                "change_kind": kind,
                "contribution_points": change,
                "own_growth_percent": percent(change, restated),
                "names": "; ".join(sorted(names[member]))
                if names[member] - {member}
                else None,
            }
        )  # fmt: skip
    whole = sum((row["restated_from"] or Decimal(0) for row in found), Decimal(0))
    for row in found:
        row["contribution_points"] = percent(row["change_gbp"], whole)
    return sorted(found, key=lambda row: (-row["change_gbp"], row["member"]))


def bridge_steps(data: Path, **asked: Any) -> Rows:
    """See questions.bridge_steps."""
    members = bridge(data, **asked)
    if not members:
        return []

    def added(name: str) -> Decimal:
        return sum((row[name] or Decimal(0) for row in members), Decimal(0))

    def there(name: str) -> int:
        return sum(row[name] is not None for row in members)

    level = added("amount_from")
    restated = added("restated_from")
    rows = [(1, "start", level, Decimal(0), level, there("amount_from"), None)]
    if asked.get("real_terms"):
        rows.append(
            (2, "price_effect", restated - level, level, restated, there("amount_from"), None)
        )
        level = restated
    for position, kind in enumerate(("new", "ended", "up", "down"), 3):
        changes = [row["change_gbp"] for row in members if row["change_kind"] == kind]
        amount = sum(changes, Decimal(0))
        after = level + amount
        rows.append((position, kind, amount, level, after, len(changes), percent(amount, restated)))
        level = after
    end = added("amount_to")
    rows.append((7, "end", end, Decimal(0), end, there("amount_to"), None))
    assert level == end, "the bridge does not close"
    names = ["position", "step", "amount_gbp", "level_before", "level_after", "members", "points"]
    return [dict(zip(names, row, strict=True)) for row in rows]
