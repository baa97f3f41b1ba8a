"""Small counts are hidden, and nothing that is published gives one back.

``tests/fixtures/sdc/README.txt`` says how the known answers were made. What a reader can work out
is worked out in ``attacking.py``, another way than in the module it attacks.
"""

import csv
import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from commissioning.statistics.disclosure import (
    Rule,
    feasible_ranges,
    rounded,
    suppressed,
)
from tests.statistics.attacking import (
    Shape,
    Sums,
    areas,
    breakdowns,
    cohorts,
    consistent,
    counts_frame,
    shown,
    tables,
    two_way,
    widths,
)

ORACLES = Path(__file__).parent.parent / "fixtures" / "sdc"
MADE_TABLES = json.loads((ORACLES / "made_tables.json").read_text(encoding="utf-8"))
MADE = pytest.mark.parametrize("made", MADE_TABLES, ids=[made["name"] for made in MADE_TABLES])
SQUARE = two_way(3, 3)

RULES = st.builds(Rule, threshold=st.integers(1, 5), zero_discloses=st.booleans())
Made = dict[str, Any]
Table = tuple[Shape, pd.DataFrame]


def made_frame(made: Made) -> pd.DataFrame:
    values = itertools.chain.from_iterable(made["table"])
    _, frame = table_of(SQUARE, *values)
    found = frame.set_index("cell")["count"]
    assert [found[f"row {row}"] for row in range(3)] == made["row_totals"]
    assert [found[f"column {column}"] for column in range(3)] == made["col_totals"]
    return frame


def table_of(shape: Shape, *free: int) -> Table:
    return shape, counts_frame(shape, dict(zip(shape.free, free, strict=True)))


def cell_names(places: list[list[int]]) -> set[str]:
    return {f"{row},{column}" for row, column in places}


def ranges_after_hiding(
    frame: pd.DataFrame, hidden: set[str], sums: Sums
) -> dict[str, list[float]]:
    counts = frame["count"].astype("Int64").mask(frame["cell"].isin(hidden))
    found = feasible_ranges(frame.assign(count=counts), sums)
    return {row.cell: [row.lowest, row.highest] for row in found.itertuples()}


def named(frame: pd.DataFrame, reason: str) -> set[str]:
    return set(frame.loc[frame["reason"] == reason, "cell"])


def small(frame: pd.DataFrame, rule: Rule) -> set[str]:
    lowest = 0 if rule.zero_discloses else 1
    return {
        name
        for name, count in zip(frame["cell"], frame["count"], strict=True)
        if lowest <= count <= rule.threshold - 1
    }


def hidden_groups_are_whole(shape: Shape, released: dict[str, int | None]) -> bool:
    hidden = {shape.groups[name] for name in shape.groups if released[name] is None}
    return all(released[name] is None for name, group in shape.groups.items() if group in hidden)


@MADE
def test_the_ranges_of_made_tables_are_the_known_ones(made: Made) -> None:
    frame = made_frame(made)
    primary = cell_names(made["primary"])
    before = ranges_after_hiding(frame, primary, SQUARE.sums)
    assert before == made["attacker_ranges_primary_only"]
    recoverable = {name for name, (lowest, highest) in before.items() if lowest == highest}
    assert recoverable == set(made["exactly_recoverable_primary_only"])
    pattern = primary | cell_names(made["example_min_secondary"])
    assert ranges_after_hiding(frame, pattern, SQUARE.sums) == made["attacker_ranges_after"]


@MADE
def test_made_tables_are_protected_by_the_smallest_pattern(made: Made) -> None:
    frame = made_frame(made)
    found = suppressed(frame, SQUARE.sums, Rule(made["threshold"]))
    assert named(found, "primary") == cell_names(made["primary"])
    secondary = frame[frame["cell"].isin(named(found, "secondary"))]
    assert len(secondary) == made["min_secondary_count"]
    assert secondary["count"].sum() == made["example_secondary_value_sum"]
    reach = widths(shown(found), SQUARE.sums)
    assert all(reach[name] >= 1 for name in named(found, "primary"))


@pytest.mark.parametrize(
    ("column", "rule"),
    [
        ("suppress_1_4", Rule()),
        ("suppress_lt10", Rule(threshold=10)),
        ("round5_half_up", Rule(threshold=1, round_to=5)),
        ("hes_style", Rule(threshold=8, round_to=5)),
    ],
)
def test_single_counts_follow_the_known_rules(column: str, rule: Rule) -> None:
    with (ORACLES / "made_cell_rules.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    cells = pd.DataFrame(
        {"cell": [row["value"] for row in rows], "count": [int(row["value"]) for row in rows]}
    )
    released = suppressed(cells, [], rule)
    published = rounded(released["count"], rule)
    expected = [None if row[column] in ("c", "*") else int(row[column]) for row in rows]
    assert [None if pd.isna(count) else int(count) for count in published] == expected


@given(table=tables(), rule=RULES)
@example(table_of(cohorts(3), 3, 47, 0, 40, 20, 30), Rule())
def test_no_attacker_pins_a_small_count(table: Table, rule: Rule) -> None:
    shape, frame = table
    found = suppressed(frame, shape.sums, rule)
    released, truth = shown(found), shown(frame)
    guarded = small(frame, rule)
    assert named(found, "primary") == guarded
    reach = widths(released, shape.sums)
    assert all(reach[name] >= 1 for name in guarded)
    if max(truth[name] or 0 for name in shape.free) <= 4:
        possible = consistent(released, shape.every_table(5))
        assert all(len(np.unique(possible[name])) > 1 for name in guarded)
    assert all(count in (None, truth[name]) for name, count in released.items())
    assert hidden_groups_are_whole(shape, released)
    hidden = {name for name, count in released.items() if count is None}
    assert hidden == guarded | named(found, "secondary")
    assert not guarded & named(found, "secondary")


@given(table=tables(), rule=RULES)
@example(table_of(cohorts(3), 2, 3, 0, 1, 4, 4), Rule(3))  # where the first count can only be lower
def test_nothing_more_is_hidden_where_hiding_small_counts_is_enough(
    table: Table, rule: Rule
) -> None:
    shape, frame = table
    truth, guarded = shown(frame), small(frame, rule)
    groups = {shape.groups.get(name, name) for name in guarded}
    alone = {
        name: None if shape.groups.get(name, name) in groups else count
        for name, count in truth.items()
    }
    possible = consistent(alone, shape.every_table(5))
    enough = all(len(np.unique(possible[name])) > 1 for name in guarded)
    assert (shown(suppressed(frame, shape.sums, rule)) == alone) == enough


def loss(truth: dict[str, Any], totals: set[str], hidden: set[str]) -> tuple[int, int, int, int]:
    counts = [truth[name] for name in hidden]
    return (counts.count(0), len(hidden & totals), len(hidden), sum(counts))


@given(table=tables(largest=6, shapes=[two_way(2, 2), cohorts(2), areas(), breakdowns()]))
def test_one_small_count_is_protected_at_the_least_loss(table: Table) -> None:
    shape, frame = table
    guarded = small(frame, Rule(threshold=3))
    assume(len(guarded) == 1)
    truth, every = shown(frame), shape.every_table(7)
    totals = {total for total, _ in shape.sums}
    group = {name: shape.groups.get(name, name) for name in truth}
    (name,) = guarded
    others = sorted(set(group.values()) - {group[name]})
    losses = []
    for size in range(len(others) + 1):
        for chosen in itertools.combinations(others, size):
            hidden = {other for other in truth if group[other] in (group[name], *chosen)}
            released = {other: None if other in hidden else truth[other] for other in truth}
            if len(np.unique(consistent(released, every)[name])) > 1:
                losses.append(loss(truth, totals, hidden))
    found = suppressed(frame, shape.sums, Rule(threshold=3))
    hidden = {other for other, count in shown(found).items() if count is None}
    assert loss(truth, totals, hidden) == min(losses)


@given(table=tables(), rule=RULES, data=st.data())
def test_the_order_of_rows_and_sums_does_not_matter(
    table: Table, rule: Rule, data: st.DataObject
) -> None:
    shape, frame = table
    order = data.draw(st.permutations(range(len(frame))))
    sums = [
        (total, data.draw(st.permutations(parts)))
        for total, parts in data.draw(st.permutations(shape.sums))
    ]
    found = suppressed(frame.iloc[order], sums, rule)
    assert list(found["cell"]) == list(frame["cell"].iloc[order])
    straight = suppressed(frame, shape.sums, rule)
    pd.testing.assert_frame_equal(found, straight.iloc[order].reset_index(drop=True))


@given(table=tables(), thresholds=st.tuples(st.integers(1, 8), st.integers(1, 8)))
def test_a_higher_threshold_shows_no_more_small_counts(
    table: Table, thresholds: tuple[int, int]
) -> None:
    shape, frame = table
    lower, higher = (suppressed(frame, shape.sums, Rule(each)) for each in sorted(thresholds))
    assert named(lower, "primary") <= named(higher, "primary")
    assert all(shown(higher)[name] is None for name in named(lower, "primary"))


@given(free=st.lists(st.integers(5, 10_000_000), min_size=6, max_size=6))
def test_a_table_without_small_counts_is_unchanged(free: list[int]) -> None:
    shape, frame = table_of(cohorts(3), *free)
    found = suppressed(frame, shape.sums, Rule())
    assert shown(found) == shown(frame)
    assert list(found["reason"]) == [None] * len(frame)


@given(free=st.lists(st.integers(0, 10_000_000), min_size=16, max_size=16))
@example([3, *[9_999_991] * 15])
def test_large_counts_protect_small_ones(free: list[int]) -> None:
    shape, frame = table_of(cohorts(8), 3, *free[1:])
    found = suppressed(frame, shape.sums, Rule())
    reach = widths(shown(found), shape.sums)
    assert named(found, "primary") == small(frame, Rule())
    assert all(reach[name] >= 1 for name in named(found, "primary"))
    assert hidden_groups_are_whole(shape, shown(found))


@given(table=tables(largest=3, shapes=[two_way(2, 2), areas(), breakdowns()]), data=st.data())
def test_ranges_are_those_of_every_table_that_fits(table: Table, data: st.DataObject) -> None:
    shape, frame = table
    assume(shown(frame).get("city", 0) <= 7)
    top = next(name for name in ("city", "all") if name in set(frame["cell"]))
    hidden = data.draw(st.sets(st.sampled_from(sorted({*frame["cell"]} - {top}))))
    released = {name: None if name in hidden else count for name, count in shown(frame).items()}
    possible = consistent(released, shape.every_table(int(shown(frame)[top] or 0)))
    expected = {name: [possible[name].min(), possible[name].max()] for name in hidden}
    assert ranges_after_hiding(frame, hidden, shape.sums) == expected


def test_a_small_total_is_hidden_with_all_that_tells_it() -> None:
    cells = pd.DataFrame({"cell": ["all", "women", "men"], "count": [3, 3, 0]})
    sums: Sums = [("all", ["women", "men"])]
    found = suppressed(cells, sums, Rule())
    assert shown(found) == {"all": None, "women": None, "men": 0}
    ranges = feasible_ranges(found, sums)
    assert ranges.to_dict("list") == {
        "cell": ["all", "women"],
        "lowest": [0, 0],
        "highest": [float("inf")] * 2,
    }


def test_a_group_is_hidden_whole_even_where_only_part_of_it_protects() -> None:
    counts = {"small": 2, "other": 9, "both": 11, "fixed": 9, "beside": 9, "pair": 18}
    sums: Sums = [("both", ["small", "other"]), ("pair", ["fixed", "beside"])]
    groups = [None, "rate", None, "rate", None, None]
    cells = pd.DataFrame({"cell": list(counts), "count": list(counts.values()), "group": groups})
    assert named(suppressed(cells, sums, Rule()), "secondary") == {"other", "fixed"}


def test_two_cells_are_hidden_rather_than_one_group_with_a_zero() -> None:
    counts = {"small": 2, "b": 9, "c": 9, "zero": 0, "d": 20, "e": 20, "one": 31, "two": 31}
    sums: Sums = [("one", ["small", "b", "d"]), ("two", ["small", "c", "e"])]
    groups = [None, *["rate"] * 3, *[None] * 4]
    cells = pd.DataFrame({"cell": list(counts), "count": list(counts.values()), "group": groups})
    assert named(suppressed(cells, sums, Rule()), "secondary") == {"d", "e"}


def test_a_range_ends_at_whole_counts() -> None:
    # Fractions reach a half each, and a sum of one and a half; whole counts reach one.
    sums: Sums = [
        ("ab", ["a", "b", "x"]),
        ("bc", ["b", "c", "y"]),
        ("ca", ["c", "a", "z"]),
        ("abc", ["a", "b", "c"]),
    ]
    cells = pd.DataFrame({"cell": [*"abcxyz", "abc", "ab", "bc", "ca"]})
    cells["count"] = pd.array([pd.NA] * 7 + [1] * 3, dtype="Int64")
    found = feasible_ranges(cells, sums).set_index("cell")
    assert list(found.loc["abc"]) == [0, 1]


@pytest.mark.parametrize(
    ("sums", "counts"),
    [
        ([("x", ["y"]), ("one", ["x", "y"])], {"x": None, "y": None, "one": 1}),
        ([("all", ["part"])], {"all": 1, "part": 2}),
        ([("all", ["part", "other"])], {"all": 1, "part": 2, "other": None}),
        ([("x", ["y", "two"]), ("y", ["x", "z"])], {"x": None, "y": None, "z": None, "two": 2}),
    ],
)
def test_a_release_that_no_counts_fit_is_an_error(
    sums: Sums, counts: dict[str, int | None]
) -> None:
    cells = pd.DataFrame({"cell": list(counts), "count": pd.array([*counts.values()], "Int64")})
    with pytest.raises(ValueError, match=r"agree|contradict"):
        feasible_ranges(cells, sums)


@pytest.mark.parametrize(
    ("counts", "sums", "fault"),
    [
        ({"a": None}, [], "known"),
        ({"a": -1}, [], "not negative"),
        ({"a": 1.5}, [], "whole"),
        ({"a": 3, "b": 2}, [("a", ["b"])], "not the sum of the parts: a"),
        ({"a": 3}, [("a", ["b"])], "not there: b"),
        ({"a": 4, "b": 2}, [("a", ["b", "b"])], "twice"),
        ({"a": 5, "b": 5, "c": 0, "d": 0}, [("a", ["b", "c"]), ("b", ["a", "d"])], "give away c"),
    ],
)
def test_a_table_that_cannot_be_protected_is_an_error(
    counts: dict[str, float | None], sums: Sums, fault: str
) -> None:
    cells = pd.DataFrame({"cell": list(counts), "count": list(counts.values())})
    with pytest.raises(ValueError, match=fault):
        suppressed(cells, sums, Rule(zero_discloses=True))


def test_a_name_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="same name"):
        suppressed(pd.DataFrame({"cell": ["a", "a"], "count": [9, 9]}), [], Rule())


def test_an_empty_table_is_released_empty() -> None:
    cells = pd.DataFrame({"cell": pd.Series(dtype=str), "count": pd.Series(dtype="int64")})
    assert list(suppressed(cells, [], Rule()).columns) == ["cell", "count", "reason"]
    assert feasible_ranges(cells, []).empty


@pytest.mark.parametrize("numbers", [{"threshold": 0}, {"round_to": 0}])
def test_a_rule_has_numbers_of_at_least_one(numbers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="0"):
        Rule(**numbers)
