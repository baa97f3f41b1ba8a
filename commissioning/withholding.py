"""Small counts of people taken out of a build, before anything is derived from them.

A split of a result, by area, provider or group of people, may tell about a few people. Its small
counts are blanked in the table of returns itself, with what would give them away, so that no rate,
interval, chart, tooltip or download can hold them. A result of a whole service is shown whatever
its size.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import duckdb

from commissioning.faults import PackageFault
from commissioning.packages import Package

if TYPE_CHECKING:
    from commissioning.statistics.disclosure import Rule, Sum

Return = Mapping[str, Any]
COUNTS = ("met", "rest", "seen")


def withhold(connection: duckdb.DuckDBPyConnection, package: Package) -> int:
    """Blank the small counts in a package's ``indicator_returns``; return how many rows that is.

    The rows become ``suppressed``, without figures, note or day of return. Where the package
    rounds, every count of a return that is split is rounded, and its rate is that of the rounded
    counts. Raises PackageFault when the package's rule is not one.
    """
    blanked = 0
    for rows, rule in _split_returns(connection, package):
        hidden = _hidden(rows, rule)
        blanked += len(hidden)
        _blank(connection, [row["row"] for row in hidden])
        if rule.round_to > 1:
            _round(connection, [row for row in rows if row not in hidden], rule)
    return blanked


def disclosure_rule(package: Package, threshold: int | None = None) -> "Rule":
    """The rule in a package's descriptor, or the one there is without it.

    ``threshold`` is an indicator's own. Raises PackageFault.
    """
    # Building needs the statistics; serving what is built does not, and starts sooner without.
    from commissioning.statistics.disclosure import Rule

    stated = package.about.get("disclosure", {})
    try:
        rule = Rule(**stated)
        return Rule(threshold or rule.threshold, rule.round_to, rule.zero_discloses)
    except (TypeError, ValueError) as error:
        raise PackageFault(
            f"{package.name}/datapackage.json",
            "a threshold and a multiple to round to, each a whole number of people from 1 up",
            str(error),
            field="commissioning.disclosure",
        ) from error


def _split_returns(
    connection: duckdb.DuckDBPyConnection, package: Package
) -> Iterator[tuple[list[Return], "Rule"]]:
    """The rows of each period of each indicator that is split, the whole first, with their rule."""
    result = connection.execute(
        "SELECT r.indicator_id, r.period_start, r.period_end, r.rowid AS row,"
        " r.dimension::VARCHAR AS split, r.numerator, r.denominator, r.actual, i.unit, i.per,"
        " i.accumulation::VARCHAR AS covers, i.disclosure_threshold"
        " FROM indicator_returns AS r JOIN indicators AS i"
        " USING (package, indicator_id, definition_version)"
        " WHERE r.package = $package AND r.status = 'returned'"
        " ORDER BY r.indicator_id, r.period_start, r.period_end, r.dimension <> 'all', r.rowid",
        {"package": package.name},
    )
    names = [column[0] for column in result.description or ()]
    periods: dict[tuple[Any, ...], list[Return]] = {}
    for values in result.fetchall():
        periods.setdefault(values[:3], []).append(dict(zip(names, values, strict=True)))
    for rows in periods.values():
        if any(row["split"] != "all" for row in rows):
            yield rows, disclosure_rule(package, rows[0]["disclosure_threshold"])


def _hidden(rows: Sequence[Return], rule: "Rule") -> list[Return]:
    """The rows of one period whose figures must not be shown; never the whole's."""
    import pandas as pd

    from commissioning.statistics.disclosure import suppressed

    splits = [row for row in rows if row["split"] != "all"]
    if splits[0]["covers"] != "period" or not all(_counts(row) for row in rows):
        # Two figures that overlap give away the difference; and without counts, none can be judged.
        return splits
    cells, sums = _table(rows)
    try:
        found = suppressed(pd.DataFrame(cells), sums, rule)
    except ValueError:
        # The sums themselves give a small count away, or the counts are not whole.
        return splits
    named = {str(cell).split("/")[0] for cell in found["cell"][found["reason"].notna()]}
    if any(str(row["row"]) in named for row in rows if row["split"] == "all"):
        return splits
    return [row for row in splits if str(row["row"]) in named]


def _counts(row: Return) -> dict[str, float]:
    """The counts that a figure shows or gives away, by name; empty where it states none."""
    above, below = row["numerator"], row["denominator"]
    if row["unit"] == "percent" and above is not None and below is not None:
        return {"met": above, "rest": below - above, "seen": below}
    if row["unit"] == "count":
        return {"met": row["actual"]}
    if row["unit"] == "rate" and above is not None and below is not None:
        return {"met": above, "seen": below}
    return {} if below is None else {"seen": below}


def _table(rows: Sequence[Return]) -> tuple[list[dict[str, Any]], list["Sum"]]:
    """The counts of a period as cells, and the sums that a reader could do with them.

    Where a split does not come to the whole, what is left over is a cell too: it can be worked out.
    A split that comes to more counts people twice, and has no sum.
    """
    counted = {str(row["row"]): _counts(row) for row in rows}
    cells = [
        {"cell": f"{row}/{name}", "count": count, "group": row}
        for row, counts in counted.items()
        for name, count in counts.items()
    ]
    sums: list[Sum] = [
        (f"{row}/seen", [f"{row}/met", f"{row}/rest"])
        for row, counts in counted.items()
        if "rest" in counts
    ]
    whole = next((str(row["row"]) for row in rows if row["split"] == "all"), None)
    splits: dict[str, list[str]] = {}
    for row in rows:
        if row["split"] != "all":
            splits.setdefault(row["split"], []).append(str(row["row"]))
    for split, parts_of in splits.items():
        for name, total in counted[whole].items() if whole else ():
            left = total - sum(counted[part][name] for part in parts_of)
            parts = [f"{part}/{name}" for part in parts_of]
            if left > 0:
                cells.append({"cell": f"{split}/{name}", "count": left, "group": split})
                parts.append(f"{split}/{name}")
            if left >= 0:
                sums.append((f"{whole}/{name}", parts))
    return cells, sums


def _blank(connection: duckdb.DuckDBPyConnection, rows: Sequence[int]) -> None:
    connection.execute(
        "UPDATE indicator_returns SET numerator = NULL, denominator = NULL, actual = NULL,"
        " returned_on = NULL, note = NULL, status = 'suppressed'"
        " WHERE list_contains($rows, rowid)",
        {"rows": list(rows)},
    )


def _round(connection: duckdb.DuckDBPyConnection, rows: Sequence[Return], rule: "Rule") -> None:
    """Round the counts of rows that are shown, each on its own, and take rates from the rounded."""
    import pandas as pd

    from commissioning.statistics.disclosure import rounded

    for row in rows:
        counts = {name: row[name] for name in ("numerator", "denominator") if row[name] is not None}
        if row["unit"] == "count":
            counts["actual"] = row["actual"]
        whole = rounded(pd.Series(counts, dtype="Int64"), rule).to_dict()
        if row["unit"] in ("percent", "rate") and whole.get("denominator"):
            whole["actual"] = round(
                (row["per"] or 100) * whole["numerator"] / whole["denominator"], 1
            )
        values = ", ".join(f"{name} = ${name}" for name in whole)
        connection.execute(
            f"UPDATE indicator_returns SET {values} WHERE rowid = $row",
            {"row": row["row"], **whole},
        )
