"""The ledgers that speed is measured with: valid, of the size asked for, the same for a seed."""

from pathlib import Path

import duckdb
import pytest

from benchmarks.ledgers import Size, write_ledger
from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store

SIZE = Size(lines=10_000, returns=6_000)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("ledger")
    write_ledger(folder / "data", SIZE)
    settings = Settings(folder / "data", folder / "builds")
    building.build(settings)
    return settings


def rows_of(file: Path) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(
            "SELECT * FROM read_parquet($file)", {"file": str(file)}
        ).fetchall()


def test_every_row_is_loaded_and_every_check_that_must_hold_holds(made: Settings) -> None:
    build = building.current_build(made.builds)
    assert build is not None
    assert build.rows_rejected == 0
    assert build.rows_loaded == build.rows_read > SIZE.lines + SIZE.returns
    read = {
        row["resource"]: row["rows_in"]
        for row in questions.package_contents(Store(made), package="made").rows
    }
    assert read["spend_lines"] == SIZE.lines
    assert read["indicator_returns"] == SIZE.returns


def test_a_seed_gives_the_same_ledger_and_another_seed_another(
    made: Settings, tmp_path: Path
) -> None:
    again = write_ledger(tmp_path / "again", SIZE)
    other = write_ledger(tmp_path / "other", SIZE, seed=7)
    for file in sorted((made.data / "made").glob("*.parquet")):
        assert rows_of(file) == rows_of(again / file.name), file.name
    assert rows_of(again / "spend_lines.parquet") != rows_of(other / "spend_lines.parquet")


def test_the_ledger_is_one_that_measures_something(made: Settings) -> None:
    """Ten whole years, credits, names that change and providers of very different size."""
    store = Store(made)
    years = [
        row for row in questions.family_years(store, package="made").rows if row["family"] == "paid"
    ]
    assert [row["financial_year"] for row in years][::9] == ["2015/16", "2024/25"]
    assert not any(row["part_year"] for row in years)
    found = questions.spend_breakdown(
        store, package="made", family="paid", dimension="provider", limit=10_000
    ).rows
    assert any(row["credits_gbp"] < 0 for row in found)
    assert found[0]["amount_gbp"] > 5 * found[len(found) // 2]["amount_gbp"] > 0
    services = questions.spend_breakdown(
        store, package="made", family="paid", dimension="service", limit=10_000
    ).rows
    assert any(row["names"] for row in services)


def test_a_ledger_as_text_gives_the_same_answers(made: Settings, tmp_path: Path) -> None:
    write_ledger(tmp_path / "data", SIZE, extract_format="csv")
    text = Settings(tmp_path / "data", tmp_path / "builds")
    assert building.build(text).rows_rejected == 0
    asked = {"package": "made", "family": "paid", "limit": 10_000}
    columns = ("reference", "amount_gbp", "provider", "area", "line", "month")
    typed, read = (
        [tuple(row[name] for name in columns) for row in questions.money_rows(store, **asked).rows]
        for store in (Store(made), Store(text))
    )
    assert typed == read
