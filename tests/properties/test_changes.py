"""What must hold of any two versions of a package: on packages that Hypothesis makes."""

import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import decision, write_package
from tests.reference import changed

Rows = list[dict[str, object]]

BUILDS = settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
MIRRORED = {"new": "gone", "gone": "new", "added": "removed", "removed": "added"}


@st.composite
def versions(draw: st.DrawFn) -> tuple[Rows, Rows]:
    """Two versions of some decisions, in any order, with some keys and amounts in common."""

    def lines() -> Rows:
        keys = draw(st.lists(st.integers(1, 8), unique=True, min_size=1))
        return [
            decision(
                f"D{key}",
                draw(st.sampled_from(["1.00", "2.50", "1000000"])),
                programme=draw(st.sampled_from(["A", "B"])),
                financial_year=draw(st.sampled_from(["2020/21", "2021/22"])),
                date_signed=draw(st.sampled_from(["", "2021-05-31", "2021-06-01"])),
            )
            for key in keys
        ]

    return lines(), lines()


def built(folder: Path, rows: Rows, data: str = "data") -> tuple[Settings, str]:
    made = Settings(folder / data, folder / "builds")
    write_package(made.data, "made", {"decisions": rows})
    return made, building.build(made).data_version


def asked(store: Store, question: Callable[..., Any], **more: object) -> list[dict[str, Any]]:
    return list(question(store, package="made", **more).rows)


def key(row: dict[str, Any]) -> tuple[str, ...]:
    names = ("resource", "key", "field", "figure_id", "financial_year")
    return tuple(str(row.get(name)) for name in names)


@BUILDS
@given(pair=versions())
def test_new_to_old_is_the_mirror_of_old_to_new(pair: tuple[Rows, Rows]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _, first = built(Path(folder), pair[0])
        made, second = built(Path(folder), pair[1])
        forth = Store(made, first)
        figures, rows = (
            sorted(asked(forth, question), key=key)
            for question in (questions.figure_changes, questions.row_changes)
        )
        made, again = built(Path(folder), pair[0])
        assert again == first
        back = Store(made, second)
        for row, other in zip(
            figures, sorted(asked(back, questions.figure_changes), key=key), strict=True
        ):
            assert key(row) == key(other)
            assert other["change"] == MIRRORED.get(row["change"], row["change"])
            assert (other["old_gbp"], other["new_gbp"]) == (row["new_gbp"], row["old_gbp"])
            if row["difference_gbp"] is not None:
                assert other["difference_gbp"] == -row["difference_gbp"]
        for row, other in zip(
            rows, sorted(asked(back, questions.row_changes), key=key), strict=True
        ):
            assert key(row) == key(other)
            assert other["change"] == MIRRORED.get(row["change"], row["change"])
            assert (other["old_text"], other["new_text"]) == (row["new_text"], row["old_text"])
            assert (other["line"], other["earlier_line"]) == (row["earlier_line"], row["line"])


@BUILDS
@given(pair=versions())
def test_every_row_that_differs_is_found_and_no_other(pair: tuple[Rows, Rows]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        then, first = built(Path(folder), pair[0], "then")
        now, _ = built(Path(folder), pair[1], "now")
        found = asked(Store(now, first), questions.row_changes, limit=10_000)
        assert found == changed.rows_between(then.data, now.data, "made")


@BUILDS
@given(pair=versions(), data=st.data())
def test_nothing_differs_from_itself_in_any_order(
    pair: tuple[Rows, Rows], data: st.DataObject
) -> None:
    rows, _ = pair
    with tempfile.TemporaryDirectory() as folder:
        _, first = built(Path(folder), rows)
        made, _ = built(Path(folder), data.draw(st.permutations(rows)))
        for earlier in (None, first):
            store = Store(made, earlier)
            assert asked(store, questions.figure_changes) == []
            assert asked(store, questions.row_changes) == []


@BUILDS
@given(pair=versions())
def test_differences_of_the_parts_add_up_to_that_of_the_whole(pair: tuple[Rows, Rows]) -> None:
    """Whatever was new or gone counted from and to nothing, as a sum does."""
    with tempfile.TemporaryDirectory() as folder:
        _, first = built(Path(folder), pair[0])
        made, _ = built(Path(folder), pair[1])
        figures = asked(Store(made, first), questions.figure_changes)
        for year in ("2020/21", "2021/22"):
            moved = {
                row["figure_id"]: (row["new_gbp"] or Decimal(0)) - (row["old_gbp"] or Decimal(0))
                for row in figures
                if row["financial_year"] == year
            }
            whole = moved.pop("decisions", Decimal(0))
            assert sum(moved.values(), Decimal(0)) == whole
        counts = asked(Store(made, first), questions.row_change_counts)
        rows = asked(Store(made, first), questions.row_changes, limit=10_000)
        assert sum(row["entries"] for row in counts) == len(rows)
