"""What changed since: the same files then and now, row by row."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from commissioning.sharing.since import changed_since
from commissioning.tables.publishing import change_table
from commissioning.wording.publishing import changes_sentence

THEN = "year,amount\n2020/21,10\n2021/22,20\n2021/22,20\n"


def test_nothing_changed_in_equal_files() -> None:
    changes = changed_since({"a.csv": THEN}, {"a.csv": THEN})
    assert [change.changed for change in changes] == [False]
    assert changes_sentence(changes).startswith("Nothing:")


def test_a_row_that_differs_is_gone_and_has_come() -> None:
    now = "year,amount\n2020/21,10\n2021/22,21\n2021/22,20\n2022/23,5\n"
    (change,) = changed_since({"a.csv": THEN}, {"a.csv": now})
    assert change.gone == (("2021/22", "20"),)
    assert change.came == (("2021/22", "21"), ("2022/23", "5"))
    assert changes_sentence([change]) == (
        "1 file of 1 would differ today: 1 row of the snapshot would be gone or changed, and "
        "2 rows would be new."
    )


def test_files_that_came_or_went_are_changes() -> None:
    gone, came = changed_since({"a.csv": THEN, "a.svg": "x"}, {"b.csv": THEN})
    assert (gone.name, gone.missing_now, len(gone.gone), len(gone.came)) == ("a.csv", True, 3, 0)
    assert (came.name, came.missing_before, len(came.came)) == ("b.csv", True, 3)


def test_a_column_that_was_renamed_changes_every_row() -> None:
    (change,) = changed_since({"a.csv": THEN}, {"a.csv": THEN.replace("amount", "amount_gbp")})
    assert (len(change.gone), len(change.came)) == (3, 3)
    assert change.heading == ("year", "amount")


def test_the_order_of_rows_is_no_change() -> None:
    lines = THEN.splitlines()
    turned = "\n".join([lines[0], *reversed(lines[1:])])
    assert not changed_since({"a.csv": THEN}, {"a.csv": turned})[0].changed


ROWS = some.lists(some.tuples(some.sampled_from("abc"), some.sampled_from("123")), max_size=8)


@given(ROWS, ROWS)
def test_what_stays_and_what_came_is_what_there_is(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    def text(rows: list[tuple[str, str]]) -> str:
        return "\n".join(["x,y", *(",".join(row) for row in rows)])

    (change,) = changed_since({"a.csv": text(before)}, {"a.csv": text(now)})
    left = Counter(before)
    left.subtract(change.gone)
    assert min(left.values(), default=0) >= 0
    left.update(change.came)
    assert +left == Counter(now)
    assert not set(change.gone) & set(change.came)


def test_threat_12_a_row_is_put_on_screen_as_text() -> None:
    (change,) = changed_since(
        {"a.csv": "name\n<script>alert(1)</script>\n"}, {"a.csv": "name\n$x$\n"}
    )
    shown = change_table(change, 20)
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_long_change_says_how_much_is_not_shown() -> None:
    (change,) = changed_since(
        {"a.csv": "n\n" + "\n".join(map(str, range(30)))}, {"a.csv": "n\n30\n"}
    )
    assert "10 rows more" in change_table(change, 20)
