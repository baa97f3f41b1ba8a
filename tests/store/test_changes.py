"""Two builds of a made package side by side: what moved, what did not, and what cannot be told."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from commissioning import building, comparison, questions
from commissioning.faults import QuestionFault, StoreUnavailable, VersionUnavailable
from commissioning.settings import Settings
from commissioning.store import Store
from commissioning.wording import changes as words
from tests.made_package import decision, payment, write_package
from tests.reference import changed

MADE = "made"
Extracts = dict[str, list[dict[str, object]]]

TOTAL = {
    "financial_year": "2020/21", "organisation": "O", "measure": "whole_budget",
    "basis": "budget", "precision": "exact", "source_title": "T", "source_date": "2022",
}  # fmt: skip
BEFORE: Extracts = {
    "spend_totals": [
        TOTAL | {"total_id": "kept", "amount_gbp": "100"},
        TOTAL | {"total_id": "gone", "amount_gbp": "70"},
        TOTAL | {"total_id": "moved", "amount_gbp": "-50", "financial_year": "2021/22"},
    ],
    "decisions": [
        decision("D1", "1000"),
        decision("D2", "2000", note="As first said"),
        decision("D3", "3000"),
        decision("D4", "4000"),
    ],
    "spend_lines": [payment("1", "2021-05-01", "10"), payment("2", "2021-06-01", "20")],
    "timeline": [
        {"event_id": "e1", "date": "2020", "event": "E", "kind": "plan", "headline": "no"}
    ],
}
AFTER: Extracts = {
    "spend_totals": [
        TOTAL | {"total_id": "kept", "amount_gbp": "100"},
        TOTAL | {"total_id": "moved", "amount_gbp": "-40", "financial_year": "2021/22"},
        TOTAL | {"total_id": "came", "amount_gbp": "8"},
    ],
    "decisions": [
        # Another order, an amount that is only written otherwise, and one that is another.
        decision("D3", "3000"),
        decision("D1", "1000.00"),
        decision("D2", "2500", note=""),
        decision("D5", "50"),
    ],
    "spend_lines": [payment("1", "2021-05-01", "10"), payment("2", "2021-06-01", "20")],
    "restatements": [
        {
            "restatement_id": name,
            "figure_kind": kind,
            "figure_id": figure_id,
            "financial_year": year,
            "old_gbp": old,
            "new_gbp": new,
            "announced_on": day,
            "reason": "a reason",
            "source_title": "A page",
            "source_url": "https://example.org/page",
        }
        for name, kind, figure_id, year, old, new, day in (
            ("r1", "total", "moved", "2021/22", "-60", "-50", "2023-01-01"),
            ("r2", "total", "moved", "2021/22", "-50", "-40", "2024-01-01"),
            ("r3", "series", "paid", "2021/22", "31", "29", "2024-01-01"),
            ("r4", "series", "absent", "2021/22", "1", "2", "2024-01-01"),
        )
    ],
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data", tmp_path / "builds")


def built(settings: Settings, extracts: Extracts) -> building.Build:
    for path in (settings.data / MADE).glob("*.csv"):
        path.unlink()
    write_package(settings.data, MADE, extracts)
    return building.build(settings)


@pytest.fixture
def pair(settings: Settings) -> Iterator[tuple[Settings, Settings, Store]]:
    """The settings of the earlier and of the current packages, and a store of both builds."""
    then = replace(settings, data=settings.data.with_name("before"))
    earlier = built(then, BEFORE)
    built(settings, AFTER)
    store = Store(settings, earlier.data_version)
    yield then, settings, store
    store.close()


def test_figures_and_rows_are_as_recomputed(pair: tuple[Settings, Settings, Store]) -> None:
    then, now, store = pair
    figures = questions.figure_changes(store, package=MADE).rows
    assert list(figures) == changed.figures_between(then.data, now.data, MADE)
    moved = {row["figure_id"]: (row["change"], row["difference_gbp"]) for row in figures}
    assert moved["moved"] == ("different", Decimal(10))
    assert moved["gone"] == ("gone", None)
    assert moved["came"] == ("new", None)
    assert moved["decisions"] == ("different", Decimal(500 + 50 - 4000))
    assert not {"kept", "paid"} & moved.keys()


def test_rows_are_known_by_their_key_and_not_by_their_place(
    pair: tuple[Settings, Settings, Store],
) -> None:
    then, now, store = pair
    rows = questions.row_changes(store, package=MADE).rows
    expected = changed.rows_between(then.data, now.data, MADE)
    assert list(rows) == expected
    found = {(row["key"], row["field"], row["change"]) for row in rows if row["key"] < "E"}
    assert found == {
        ("D2/1", "amount_gbp", "changed"),
        ("D2/1", "note", "changed"),
        ("D4/1", None, "removed"),
        ("D5/1", None, "added"),
    }
    (note,) = (row for row in rows if row["field"] == "note")
    assert (note["old_text"], note["new_text"]) == ("As first said", None)
    assert (note["line"], note["earlier_line"]) == (4, 3)


@pytest.mark.parametrize("written", ["£1,000.00", "1,000 ", "1000 DR"])
def test_an_amount_that_is_only_written_otherwise_is_not_a_change(
    settings: Settings, written: str
) -> None:
    earlier = built(settings, {"decisions": [decision("D1", "1000")]})
    now = built(settings, {"decisions": [decision("D1", written)]})
    assert now.data_version != earlier.data_version
    store = Store(settings, earlier.data_version)
    assert questions.row_changes(store, package=MADE).rows == ()
    assert questions.figure_changes(store, package=MADE).rows == ()


def test_an_extract_that_went_is_rows_removed(pair: tuple[Settings, Settings, Store]) -> None:
    *_, store = pair
    (row,) = questions.row_changes(store, package=MADE, extract="timeline").rows
    assert (row["key"], row["change"], row["file"]) == ("e1", "removed", None)
    assert "event: E" in row["old_text"]
    counts = questions.row_change_counts(store, package=MADE).rows
    assert {(r["resource"], r["change"]): (r["rows"], r["entries"]) for r in counts} == {
        ("decisions", "added"): (1, 1),
        ("decisions", "changed"): (1, 2),
        ("decisions", "removed"): (1, 1),
        ("restatements", "added"): (4, 4),
        ("spend_totals", "added"): (1, 1),
        ("spend_totals", "changed"): (1, 1),
        ("spend_totals", "removed"): (1, 1),
        ("timeline", "removed"): (1, 1),
    }


def test_a_restatement_is_set_against_its_figure(pair: tuple[Settings, Settings, Store]) -> None:
    _, now, store = pair
    rows = questions.restatements(store, package=MADE).rows
    assert list(rows) == changed.restatements(now.data, package=MADE)
    assert [row["restatement_id"] for row in rows if not row["is_latest"]] == ["r1"]
    (found,) = questions.restatements(store, package=MADE, figure_ids=["paid"]).rows
    assert found["source_url"] == "https://example.org/page"
    findings = questions.check_findings(
        store, package=MADE, check_name="restatement_is_the_figure"
    ).column("detail")
    assert findings == [
        "r3: restated to 29.00, the figure is 30.00",
        "r4: restated to 2.00, there is no such figure",
    ]


def test_a_build_beside_itself_has_no_changes(settings: Settings) -> None:
    built(settings, AFTER)
    store = Store(settings)
    assert questions.figure_changes(store, package=MADE).rows == ()
    assert questions.row_changes(store, package=MADE).rows == ()
    assert store.incomparable == ()
    (version,) = questions.data_versions(store).rows
    assert version["is_current"]
    assert version["is_compared"]


def test_so_many_versions_are_kept_each_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert building.BUILDS_KEPT == 12
    monkeypatch.setattr(building, "BUILDS_KEPT", 3)
    versions = [
        built(settings, {"decisions": [decision("D1", number)]}).data_version
        for number in range(1, 6)
    ]
    # Back to an amount that is kept: the same version, now the newest.
    again = built(settings, {"decisions": [decision("D1", 3)]})
    assert again.data_version == versions[2]
    kept = [build.data_version for build in building.kept_builds(settings.builds)]
    assert kept == [versions[2], versions[4], versions[3]]
    assert len(list(settings.builds.glob("*.duckdb"))) == 3


def test_an_older_recipe_s_build_of_the_same_data_is_not_another_version(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = built(settings, AFTER)
    monkeypatch.setattr(building, "_recipe_version", lambda: "another1")
    second = built(settings, AFTER)
    assert first.file != second.file
    assert [build.file for build in building.kept_builds(settings.builds)] == [second.file]


def test_a_build_made_before_there_was_a_register_is_kept(settings: Settings) -> None:
    first = built(settings, BEFORE)
    (settings.builds / building.REGISTER).unlink()
    second = built(settings, AFTER)
    kept = [build.file for build in building.kept_builds(settings.builds)]
    assert kept == [second.file, first.file]


@pytest.mark.parametrize("content", [b"", b"{}", b"5", b"[5]", b'[{"file": 1}]', b"\xff\xfe"])
def test_a_damaged_register_keeps_nobody_from_the_data(settings: Settings, content: bytes) -> None:
    current = built(settings, AFTER)
    (settings.builds / building.REGISTER).write_bytes(content)
    assert [build.file for build in building.kept_builds(settings.builds)] == [current.file]
    assert Store(settings).file == current.file


@pytest.mark.parametrize("damage", ["gone", "cut short", "other bytes"])
def test_an_earlier_file_that_is_gone_or_damaged_is_said(settings: Settings, damage: str) -> None:
    earlier = built(settings, BEFORE)
    built(settings, AFTER)
    path = settings.builds / earlier.file
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(content[: len(content) // 2] if damage == "cut short" else b"x" * 50)
    with pytest.raises(VersionUnavailable, match=r"not kept|gone or damaged"):
        Store(settings, earlier.data_version)
    assert questions.decision_rows(Store(settings), package=MADE).rows


def test_a_build_whose_blocks_cannot_be_read_is_damaged(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = built(settings, BEFORE)
    current = built(settings, AFTER)

    def unread(*_: object) -> None:
        raise duckdb.IOException("computed checksum does not match stored checksum")

    monkeypatch.setattr(comparison, "find_differing", unread)
    with pytest.raises(StoreUnavailable, match=f"{current.file}, is gone or damaged"):
        Store(settings)
    with pytest.raises(VersionUnavailable, match=f"{earlier.data_version[:8]} is gone or damaged"):
        Store(settings, earlier.data_version)


def test_a_version_that_was_never_built_is_said(settings: Settings) -> None:
    built(settings, AFTER)
    for version in ("0123abcd", ""):
        with pytest.raises(VersionUnavailable, match="is not kept"):
            Store(settings, version)


def older_recipe(settings: Settings, build: building.Build, *statements: str) -> None:
    """Make a build what a recipe that did not know some of its tables would have made."""
    path = settings.builds / build.file
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    entries = [asdict(entry) for entry in building.kept_builds(settings.builds)]
    for entry in entries:
        if entry["file"] == build.file:
            entry["size"] = path.stat().st_size
    (settings.builds / building.REGISTER).write_text(json.dumps(entries))


def test_what_an_older_recipe_did_not_hold_is_left_out_and_named(settings: Settings) -> None:
    earlier = built(settings, BEFORE)
    built(settings, AFTER)
    older_recipe(
        settings,
        earlier,
        "DROP TABLE restatements",
        "DROP TABLE series_value",
        "ALTER TABLE decisions DROP COLUMN note",
        "ALTER TABLE timeline ADD COLUMN place VARCHAR",
        "ALTER TABLE spend_lines ALTER COLUMN payment_date TYPE VARCHAR",
    )
    store = Store(settings, earlier.data_version)
    figures = questions.figure_changes(store, package=MADE).rows
    assert {row["figure_kind"] for row in figures} == {"total"}
    rows = questions.row_changes(store, package=MADE).rows
    assert "restatements" not in {row["resource"] for row in rows}
    assert {row["field"] for row in rows if row["key"] == "D2/1"} == {"amount_gbp"}
    assert not any(row["resource"] == "spend_lines" for row in rows)
    said = words.incomparable_sentences(store.incomparable)
    assert said == [
        "The field note of decisions cannot be compared: that version was built before the "
        "dashboard had it.",
        "Restatements cannot be compared: that version was built before the dashboard had them.",
        "The field payment date of spend lines cannot be compared: the two versions hold it in "
        "different forms.",
        "The field place of timeline cannot be compared: the data shown was built without it.",
        "Amounts of series cannot be compared: that version was built before the dashboard had "
        "them.",
    ]


def test_rows_of_blocks_that_two_builds_have_alike_are_not_read(settings: Settings) -> None:
    payments = [payment(str(number), f"2021-{number:02}-01", "10") for number in range(1, 13)]
    earlier = built(settings, {"spend_lines": payments})
    corrected = payment("5", "2021-05-01", "20")
    moved = payment("6", "2021-07-01", "10")
    built(settings, {"spend_lines": [*reversed(payments[:4]), corrected, moved, *payments[6:]]})
    expected = {
        ("5", "amount_gbp", "10.00", "20.00"),
        ("6", "payment_date", "2021-06-01", "2021-07-01"),
    }

    def found() -> set[tuple[str, ...]]:
        store = Store(settings, earlier.data_version)
        rows = questions.row_changes(store, package=MADE).rows
        store.close()
        return {(row["key"], row["field"], row["old_text"], row["new_text"]) for row in rows}

    assert found() == expected
    # Behind the back of the blocks: seen only where their build is read, row by row.
    older_recipe(settings, earlier, "UPDATE spend_lines SET amount_gbp = 9 WHERE line_id = '1'")
    assert found() == expected
    older_recipe(settings, earlier, "DROP TABLE record_block")
    assert found() == expected | {("1", "amount_gbp", "9.00", "10.00")}


def test_an_extract_that_was_added_up_by_other_fields_is_compared_row_by_row(
    settings: Settings,
) -> None:
    earlier = built(settings, {"spend_lines": [payment("1", "2021-05-01", "10")]})
    built(settings, {"spend_lines": [payment("1", "2021-05-01", "10")], "timeline": []})
    older_recipe(
        settings,
        earlier,
        "UPDATE spend_lines SET amount_gbp = 9",
        "UPDATE record_block SET fields = 'line_id' WHERE resource = 'spend_lines'",
    )
    (row,) = questions.row_changes(Store(settings, earlier.data_version), package=MADE).rows
    assert (row["key"], row["field"]) == ("1", "amount_gbp")


def test_nothing_of_the_earlier_build_can_be_written(
    pair: tuple[Settings, Settings, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    *_, store = pair
    for sql in (
        "INSERT INTO earlier_store.decisions SELECT * FROM earlier_store.decisions",
        "DROP TABLE earlier_store.decisions",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SET enable_external_access = true",
    ):
        with monkeypatch.context() as patch:
            patch.setattr("commissioning.store.question_sql", lambda name, sql=sql: sql)
            with pytest.raises(QuestionFault):
                store.ask("anything")


def test_sentences_say_what_the_rows_say(pair: tuple[Settings, Settings, Store]) -> None:
    *_, store = pair
    rows: list[dict[str, Any]] = list(questions.figure_changes(store, package=MADE).rows)
    sentence = words.changes_sentence(rows, "a", "b")
    assert sentence.startswith("3 figures moved, 1 is new and 1 is gone between data versions a")
    assert "from £10k to £6,550, down £3,450, or 34.5%" in sentence
    assert words.changes_sentence([], "a", "b") == "No figure moved between data versions a and b."
    # A movement too small for the short form is given to the penny, never as no movement.
    small = rows[0] | {
        "old_gbp": Decimal("9089063.70"), "new_gbp": Decimal("9089064.20"),
        "difference_gbp": Decimal("0.50"), "difference_percent": 0.0000055,
    }  # fmt: skip
    said = words.changes_sentence([small], "a", "b")
    assert "from £9,089,063.70 to £9,089,064.20, up £0.50, or less than 0.1%" in said
