"""Comparing an answer with its recomputation: every row, in order, and every column."""

import math
from typing import Any

import duckdb

from commissioning import building
from commissioning.settings import Settings

Rows = list[dict[str, Any]]


def same(found: Any, expected: Any) -> bool:
    """Equal and of one type; a float to 1e-9, for the engine's are binary and ours exact."""
    if type(found) is not type(expected):
        return False
    if isinstance(expected, float):
        return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)
    return bool(found == expected)


def hold(found: Rows, expected: Rows) -> None:
    """Fail on the first rows, columns or values that differ."""
    for number, (row, reference) in enumerate(zip(found, expected, strict=False)):
        assert row.keys() == reference.keys()
        wrong = {
            column: (row[column], reference[column])
            for column in row
            if not same(row[column], reference[column])
        }
        assert not wrong, f"row {number}: (found, expected) in {wrong}"
    assert len(found) == len(expected)


def built_rows(settings: Settings, sql: str) -> Rows:
    """Rows of a built file that no question returns as they are."""
    current = building.current_build(settings.builds)
    assert current
    with duckdb.connect(str(settings.builds / current.file), read_only=True) as connection:
        result = connection.execute(sql)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
