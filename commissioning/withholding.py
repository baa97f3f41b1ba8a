"""Small counts of people taken out of a build, before anything is derived from them.

A split of a result, by area, provider or group of people, may tell about a few people. Its small
counts are blanked in the table of returns itself, with what would give them away, so that no rate,
interval, chart, tooltip or download can hold them. A result of a whole service is shown whatever
its size.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb

from commissioning.faults import PackageFault
from commissioning.packages import Package

if TYPE_CHECKING:
    from commissioning.statistics.disclosure import Rule, Sum

Return = Mapping[str, Any]
KINDS = {"threshold": int, "round_to": int, "zero_discloses": bool}


def withhold(connection: duckdb.DuckDBPyConnection, package: Package) -> int:
    """Blank the small counts in a package's ``indicator_returns``; return how many rows that is.

    The rows become ``suppressed``, without figures or day of return. Where the package rounds,
    every count of a period that is split is rounded, and its rate is that of the rounded counts.
    Notes, figures beside a status other than ``returned`` and the text of figures that could not
    be read are taken out wherever they stand. Raises PackageFault when the package's rule is not
    one.
    """
    rule = disclosure_rule(package)
    _clear(connection, package)
    blanked: list[int] = []
    for rows in _split_returns(connection, package):
        own = max(row["disclosure_threshold"] or 0 for row in rows)
        rule_held = replace(rule, threshold=own) if own else rule
        hidden = _hidden(rows, rule_held)
        if rule.round_to > 1:
            hidden += [row for row in rows if row not in hidden and _rounds_to_none(row, rule)]
            _round(connection, [row for row in rows if row not in hidden], rule)
        blanked += [row["row"] for row in hidden]
    _blank(connection, blanked)
    return len(blanked)


def disclosure_rule(package: Package) -> "Rule":
    """The rule in a package's descriptor, or the one there is without it.

    Raises PackageFault, which names the part of the rule that is wrong.
    """
    # Building needs the statistics; serving what is built does not, and starts sooner without.
    from commissioning.statistics.disclosure import Rule

    stated = package.about.get("disclosure", {})
    wrong = "" if isinstance(stated, dict) else "disclosure"
    for name, value in stated.items() if isinstance(stated, dict) else ():
        # True and False are whole numbers to Python.
        if type(value) is not KINDS.get(name) or (type(value) is int and value < 1):
            wrong = f"disclosure.{name}"
    if wrong:
        raise PackageFault(
            f"{package.name}/datapackage.json",
            "a threshold and a round_to, each a whole number of people from 1 up, and "
            "zero_discloses, true or false",
            json.dumps(stated),
            field=f"commissioning.{wrong}",
        )
    return Rule(**stated)


def _clear(connection: duckdb.DuckDBPyConnection, package: Package) -> None:
    """Take out what no rule is needed for: it may tell of a few people, and no page shows it."""
    name = {"package": package.name}
    connection.execute(
        "UPDATE indicator_returns SET note = NULL WHERE package = $package AND note IS NOT NULL",
        name,
    )
    connection.execute(
        "UPDATE indicator_returns SET numerator = NULL, denominator = NULL, actual = NULL"
        " WHERE package = $package AND status <> 'returned'",
        name,
    )
    # A row that is too short or too long is kept as a whole, under no field.
    connection.execute(
        "UPDATE rejected_rows SET value = 'not shown' WHERE package = $package"
        " AND resource = 'indicator_returns' AND value IS NOT NULL"
        " AND field IN ('', 'numerator', 'denominator', 'actual', 'note')",
        name,
    )


def _split_returns(
    connection: duckdb.DuckDBPyConnection, package: Package
) -> Iterator[list[Return]]:
    """The rows of each period of each indicator that is split, the whole first.

    ``overlaps`` is whether the period shares days with another that is split, or its figures add
    up or move: two figures that overlap give away their difference.
    """
    result = connection.execute(
        "WITH periods AS (SELECT DISTINCT indicator_id, period_start, period_end"
        " FROM indicator_returns"
        " WHERE package = $package AND status = 'returned' AND dimension <> 'all')"
        " SELECT r.indicator_id, r.period_start, r.period_end, r.rowid AS row,"
        " r.dimension::VARCHAR AS split, r.numerator, r.denominator, r.actual, i.unit,"
        " CASE i.unit WHEN 'percent' THEN 100 WHEN 'rate' THEN i.per END AS per,"
        " i.disclosure_threshold, coalesce(i.accumulation IN ("
        " 'cumulative', 'rolling'), true) OR EXISTS ("
        " SELECT 1 FROM periods AS p WHERE p.indicator_id = r.indicator_id"
        " AND p.period_start <= r.period_end AND p.period_end >= r.period_start"
        " AND (p.period_start, p.period_end) <> (r.period_start, r.period_end)) AS overlaps"
        " FROM indicator_returns AS r JOIN indicators AS i"
        " USING (package, indicator_id, definition_version)"
        " JOIN periods USING (indicator_id, period_start, period_end)"
        " WHERE r.package = $package AND r.status = 'returned'"
        " ORDER BY r.indicator_id, r.period_start, r.period_end, r.dimension <> 'all', r.rowid",
        {"package": package.name},
    )
    names = [column[0] for column in result.description or ()]
    periods: dict[tuple[Any, ...], list[Return]] = {}
    for values in result.fetchall():
        periods.setdefault(values[:3], []).append(dict(zip(names, values, strict=True)))
    yield from periods.values()


def _hidden(rows: Sequence[Return], rule: "Rule") -> list[Return]:
    """The rows of one period whose figures must not be shown; never the whole's."""
    import pandas as pd

    from commissioning.statistics.disclosure import suppressed

    if rule.threshold == 1 and not rule.zero_discloses:
        return []
    splits = [row for row in rows if row["split"] != "all"]
    stated = {tuple(_counts(row)) for row in rows}
    if any(row["overlaps"] for row in splits) or len(rows) - len(splits) > 1:
        return splits
    if () in stated or len(stated) > 1:
        # Without the same counts in every row, what one gives away of another cannot be judged.
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
    """The counts that a figure shows or gives away, by name; empty where it cannot be judged."""
    above, below = row["numerator"], row["denominator"]
    if row["unit"] in ("percent", "rate"):
        if above is None or below is None or row["per"] is None:
            return {}
        rest = {"rest": below - above} if row["unit"] == "percent" else {}
        return {"met": above, **rest, "seen": below}
    counts = {"seen": below}
    if row["unit"] == "count":
        counts |= {"met": row["actual"], "counted": above}
    return {name: count for name, count in counts.items() if count is not None}


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
        " returned_on = NULL, status = 'suppressed' WHERE rowid IN (SELECT unnest($rows))",
        {"rows": list(rows)},
    )


def _rounded_counts(row: Return, rule: "Rule") -> dict[str, int]:
    """The whole numbers that a row states, each rounded on its own."""
    import pandas as pd

    from commissioning.statistics.disclosure import rounded

    names = ("numerator", "denominator", *(("actual",) if row["unit"] == "count" else ()))
    counts = {name: row[name] for name in names if row[name] is not None and row[name] % 1 == 0}
    return {
        str(name): int(count)
        for name, count in rounded(pd.Series(counts, dtype="Int64"), rule).items()
    }


def _rounds_to_none(row: Return, rule: "Rule") -> bool:
    """Whether a row has a rate, and would be a rate of nobody."""
    return row["per"] is not None and _rounded_counts(row, rule).get("denominator") == 0


def _round(connection: duckdb.DuckDBPyConnection, rows: Sequence[Return], rule: "Rule") -> None:
    """Round the counts of rows that are shown, and take rates from the rounded."""
    for row in rows:
        values: dict[str, float] = {**_rounded_counts(row, rule)}
        if row["per"] is not None and values.keys() >= {"numerator", "denominator"}:
            values["actual"] = round(row["per"] * values["numerator"] / values["denominator"], 1)
        if values:
            named = ", ".join(f"{name} = ${name}" for name in values)
            connection.execute(
                f"UPDATE indicator_returns SET {named} WHERE rowid = $row",
                {"row": row["row"], **values},
            )
