"""What changed since a snapshot: the same figures then and today, row by row and in words."""

import csv
import io
import json
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commissioning import building
from commissioning.settings import Settings
from commissioning.snapshots.capturing import capture
from commissioning.snapshots.changes import (
    Changes,
    Columns,
    Line,
    Moved,
    changes_since,
    key_of,
)
from commissioning.snapshots.publishing import publish
from commissioning.snapshots.verifying import as_it_was
from commissioning.tables.publishing import lines_table, moved_table
from commissioning.wording.publishing import (
    changes_lines,
    changes_sentence,
    files_lines,
    moved_by,
    moved_value,
)

THEN = "year,amount_gbp\n2020/21,10.00\n2021/22,20.00\n2021/22,20.00\n"


def compared(old: str, new: str, *key: str) -> Changes:
    """The rows of two texts, compared."""
    changes = Changes("a" * 64, "b" * 64)
    then, now = (list(csv.DictReader(io.StringIO(text))) for text in (old, new))
    changes.compare("Spend", "Spend grew", key or ("year",), then, now)
    return changes


def test_nothing_changed_in_equal_rows_whatever_their_order() -> None:
    first, *rows = THEN.splitlines()
    turned = "\n".join([first, *reversed(rows)])
    assert compared(THEN, THEN).none
    changes = compared(THEN, turned)
    assert changes.none
    assert changes_sentence(changes) == (
        "It was made of data version aaaaaaaa; today’s is bbbbbbbb. Every figure is what it was."
    )


def test_of_rows_that_share_a_key_none_is_lost() -> None:
    one_moved = compared(THEN, THEN.replace("2021/22,20.00\n", "2021/22,21.00\n", 1))
    assert [(each.old, each.new) for each in one_moved.moved] == [("20.00", "21.00")]
    one_gone = compared(THEN, THEN.removesuffix("2021/22,20.00\n"))
    assert one_gone.gone == [Line("Spend", "2021/22", (("amount_gbp", "20.00"),))]
    assert (one_gone.moved, one_gone.added) == ([], [])
    both = compared(THEN, THEN.replace("2021/22,20.00", "2021/22,21.00"))
    assert (len(both.moved), len(both.gone), len(both.added)) == (0, 2, 2)
    assert "2 rows are gone and 2 rows were added" in changes_sentence(both)


ROWS = some.lists(some.tuples(some.sampled_from("abc"), some.sampled_from("123")), max_size=8)


@given(ROWS, ROWS)
def test_what_stays_and_what_came_is_what_there_is(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    def text(rows: list[tuple[str, str]]) -> str:
        return "\n".join(["year,amount", *(",".join(row) for row in rows)])

    changes = compared(text(before), text(now))
    left = Counter(before)
    left.subtract((line.row, line.numbers[0][1]) for line in changes.gone)
    left.subtract((each.row, each.old) for each in changes.moved)
    assert min(left.values(), default=0) >= 0
    left.update((line.row, line.numbers[0][1]) for line in changes.added)
    left.update((each.row, each.new) for each in changes.moved)
    assert +left == Counter(now)


def test_other_columns_are_told_and_what_both_have_is_compared() -> None:
    old = "year,amount_gbp,share_percent\n2020/21,10.00,1.5\n"
    new = "year,amount,share_percent\n2020/21,10.00,1.7\n"
    changes = compared(old, new)
    assert changes.columns == [Columns("Spend", "Spend grew", ("amount_gbp",), ("amount",))]
    assert [(each.field, each.new) for each in changes.moved] == [("share_percent", "1.7")]
    assert files_lines(changes) == [
        "Spend: Spend grew: columns gone: Amount; added: Amount of data."
    ]
    # Without the column that tells rows apart, rows are the same only where all of them is.
    renamed = compared(old, old.replace("year", "financial_year"))
    assert (renamed.gone, renamed.added, len(renamed.columns)) == ([], [], 1)


def test_a_row_is_called_what_a_reader_calls_it() -> None:
    head = "total_id,title,financial_year,amount_gbp\n"
    changes = compared(
        f"{head}x-1,Spend,2021/22,1\nx-2,Spend,2022/23,1\nx-3,Costs,2021/22,1\ny-3,Costs,2021/22,1\n",
        f"{head}x-1,Spend,2021/22,2\nx-2,Spend,2022/23,2\nx-3,Costs,2021/22,2\ny-3,Costs,2021/22,1\n",
        "total_id",
    )
    assert [each.row for each in changes.moved] == [
        "Spend, 2021/22",
        "Spend, 2022/23",
        "Costs, 2021/22 (x-3)",
    ]


def test_what_tells_rows_apart_is_in_words_too() -> None:
    head = "decision_ref,decision_line,title,period_start,amount_gbp\n"
    old = f"{head}PCD 1,4,A service,2021-04-01,1\n"
    (moved,) = compared(old, old.replace("01,1", "01,2"), "decision_ref", "decision_line").moved
    assert moved.row == "A service, 1 April 2021, line of the decision 4"


@pytest.mark.parametrize(
    ("field", "old", "new", "by", "rate"),
    [
        ("amount_gbp", "50.00", "40.50", "−£9.50", Decimal(-19)),
        ("amount_gbp", "-4.00", "4.00", "+£8", None),
        ("amount_gbp", "0.00", "4.00", "+£4", None),
        ("amount_gbp", "", "4.00", None, None),
        ("share_percent", "10.0", "12.5", "+2.5 points", None),
        ("amount_in_years", "2.00", "3.00", "+£1", Decimal(50)),
        ("lines", "4", "3", "−1", Decimal(-25)),
        ("note", "nan", "Infinity", None, None),
    ],
)
def test_how_far_a_figure_moved_is_in_its_own_unit(
    field: str, old: str, new: str, by: str | None, rate: Decimal | None
) -> None:
    (moved,) = compared(f"year,{field}\n2020/21,{old}\n", f"year,{field}\n2020/21,{new}\n").moved
    assert (moved_by(moved), moved.percent) == (by, rate)


def test_threat_12_a_row_is_put_on_screen_as_text() -> None:
    moved = Moved("<i>", "<script>alert(1)</script>", "note", "<b>", "$x$", None, None)
    shown = moved_table([moved], 20) + lines_table([Line("<i>", "<b>")], "Rows gone", 20)
    assert not [tag for tag in ("<script>", "<b>", "<i>") if tag in shown]
    assert "&lt;script&gt;" in shown


def test_a_long_change_says_how_much_is_not_shown() -> None:
    lines = [Line("Spend", str(number)) for number in range(30)]
    assert "Rows gone: the first 20, and 10 more" in lines_table(lines, "Rows gone", 20)
    assert lines_table(lines, "Rows gone", 20).count("<tr>") == 1 + 20
    assert "<caption>Rows gone</caption>" in lines_table(lines[:20], "Rows gone", 20)


def test_a_correction_is_told_figure_by_figure(built: Settings, tmp_path: Path) -> None:
    earlier = building.kept_builds(built.builds)[-1]
    (tmp_path / "then").mkdir()
    then = as_it_was(built, earlier.data_version, tmp_path / "then")
    made = publish([capture("/", then)], tmp_path, by="A director", browser=False)
    changes = changes_since(made.folder, built)
    assert (changes.then, changes.now) == (
        earlier.data_version,
        building.kept_builds(built.builds)[0].data_version,
    )
    totals = [
        each
        for each in changes.moved
        if (each.field, each.old, each.new) == ("amount_gbp", "58700000.00", "59900000.00")
    ]
    assert totals
    assert all("2021/22" in total.row for total in totals)
    assert moved_value(totals[0], totals[0].new) == "£59,900,000"
    assert moved_by(totals[0]) == "+£1,200,000"
    assert totals[0].percent == Decimal(1_200_000) / Decimal(58_700_000) * 100
    said = "\n".join(changes_lines(changes))
    assert "Amount was £58,700,000, is £59,900,000 (+2.0%)" in said
    again = publish([capture("/", built)], tmp_path, by="A director", browser=False)
    assert changes_since(again.folder, built).none
    # A file that the view has no more, and one that it had not.
    altered = tmp_path / "altered"
    shutil.copytree(again.folder, altered)
    manifest = json.loads((altered / "manifest.json").read_text())
    part = next(part for part in manifest["views"][0]["parts"] if part["rows"])
    name, question = part["rows"].popitem()
    part["rows"]["9-9-other.csv"] = question
    (altered / "manifest.json").chmod(0o644)
    (altered / "manifest.json").write_text(json.dumps(manifest))
    other = changes_since(altered, built)
    assert other.fresh == [name]
    assert other.missing == [f"{manifest['views'][0]['title']}: {part['headline']}"]
    assert "1 file is not made any more and 1 file was not there" in changes_sentence(other)


def test_rows_are_told_apart_by_the_grain_of_their_question() -> None:
    assert key_of("growth") == ("series_id", "financial_year")
