"""What is drawn and tabled of two versions of the data, from rows made for it."""

from decimal import Decimal
from typing import Any

from commissioning import charts, tables
from commissioning.palette import LIGHT
from commissioning.wording import changes


def moved(title: str, old: str | None, new: str | None, basis: str = "paid") -> dict[str, Any]:
    before, now = (None if text is None else Decimal(text) for text in (old, new))
    return {
        "figure_kind": "series", "figure_id": title, "financial_year": "2021/22", "title": title,
        "origin": "derived", "basis": basis, "family": "paid", "member": None,
        "extract": "spend_lines",
        "change": "new" if before is None else "gone" if now is None else "different",
        "old_gbp": before, "new_gbp": now,
        "difference_gbp": None if before is None or now is None else now - before,
        "difference_percent": None if before is None or now is None or before <= 0
        else float(100 * (now - before) / before),
        "file": None, "line": None,
    }  # fmt: skip


def test_bars_are_movements_on_one_basis_and_nothing_new_or_gone() -> None:
    rows = [
        moved("A", "100000", "250000"),
        moved("B", "90", "1000000", "approved"),
        moved("C", "500000", "420000"),
        moved("D", None, "9000000"),
        moved("E", "9000000", None),
    ]
    chart = charts.movement_bars(rows, LIGHT, then="a", now="b")
    assert chart.figure["data"][0]["x"] == [999910.0]
    assert "approv" in chart.subtitle
    assert chart.headline.startswith("3 figures moved, 1 is new and 1 is gone")
    assert chart.caveats[0].startswith("4 more figures are in the table alone")
    paid = charts.movement_bars([rows[0], rows[2]], LIGHT, then="a", now="b")
    assert paid.figure["data"][0]["x"] == [150000.0, -80000.0]
    assert paid.figure["data"][0]["text"] == ["+£150k", "−£80k"]
    assert "A, 2021/22 up £150k, or 150.0%; C, 2021/22 down £80k, or 16.0%" in paid.alt
    assert paid.caveats == ()


def test_no_more_than_ten_are_drawn_and_the_rest_are_counted() -> None:
    rows = [moved(f"S{number}", "1000", str(1000 + number)) for number in range(1, 14)]
    chart = charts.movement_bars(rows, LIGHT, then="a", now="b")
    assert chart.figure["data"][0]["x"] == [float(number) for number in range(13, 3, -1)]
    assert chart.caveats[0].startswith("3 more figures")


def test_without_a_movement_nothing_is_drawn() -> None:
    for rows in ([], [moved("A", None, "5")]):
        assert charts.movement_bars(rows, LIGHT, then="a", now="b").empty


def test_a_figure_that_was_not_there_is_not_a_zero_in_the_table() -> None:
    rows = [moved("A", None, "5"), moved("B", "7", None), moved("C", "-2", "-1")]
    markup = tables.figure_changes_table(rows, link=lambda row: None, behind=lambda row: "./x")
    assert "not there" in markup
    assert "no longer there" in markup
    assert "no rate" in markup
    assert "£0" not in markup
    assert markup.count('href="./x"') == 3


def test_words_of_a_row_are_escaped_and_amounts_are_pounds() -> None:
    row = {
        "resource": "decisions", "key": "<D1>", "change": "changed", "field": "amount_gbp",
        "old_text": "1234.50", "new_text": None, "file": "made/d.csv", "line": 3,
        "earlier_file": "made/d.csv", "earlier_line": 2,
    }  # fmt: skip
    markup = tables.row_changes_table([row, row | {"field": "note", "old_text": "<b>", "line": 4}])
    assert "&lt;D1&gt;" in markup
    assert "&lt;b&gt;" in markup
    assert "£1,234.50" in markup
    assert "blank" in markup
    assert changes.row_words(row) == "<D1> (made/d.csv, row 3) changed: amount £1,234.50 to blank"
