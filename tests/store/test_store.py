"""The store answers many at once, and nothing but questions on its own build."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from commissioning import building, questions
from commissioning.faults import QuestionFault, StoreUnavailable
from commissioning.settings import PROJECT, Settings
from commissioning.store import Store
from tests.made_package import decision, write_package


def test_the_core_does_not_load_streamlit() -> None:
    code = (
        "import sys, pkgutil, importlib, commissioning\n"
        "for found in pkgutil.walk_packages(commissioning.__path__, 'commissioning.'):\n"
        "    if not found.name.startswith(('commissioning.ui', 'commissioning.__main__')):\n"
        "        importlib.import_module(found.name)\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('streamlit', 'pages')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout.strip() == "[]"


def test_many_threads_each_get_their_own_answer(store: Store) -> None:
    series = [row["series_id"] for row in questions.series_list(store, package="london").rows]
    expected = {
        name: questions.growth(store, package="london", series_ids=[name]).rows for name in series
    }
    barrier = threading.Barrier(8)

    def ask(worker: int) -> bool:
        barrier.wait()
        return all(
            questions.growth(store, package="london", series_ids=[name]).rows == expected[name]
            for name in series[worker:] + series[:worker]
        )

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(8)))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "ATTACH '{folder}/other.duckdb'",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '10GB'",
        "INSERT INTO store.decisions SELECT * FROM store.decisions",
        "DROP TABLE store.decisions",
        "EXPORT DATABASE '{folder}/export'",
    ],
)
def test_nothing_but_reading_the_build_is_allowed(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sql: str
) -> None:
    monkeypatch.setattr(
        "commissioning.store.question_sql", lambda name: sql.format(folder=tmp_path)
    )
    with pytest.raises(QuestionFault):
        store.ask("anything")
    assert list(tmp_path.iterdir()) == []


def test_a_refused_question_names_itself(store: Store) -> None:
    with pytest.raises(QuestionFault, match=r"^growth: .*price_base"):
        store.ask("growth", package="london")
    with pytest.raises(QuestionFault, match="no_such_question: there is no such question"):
        store.ask("no_such_question")
    for elsewhere in ("../queries/growth", "scrutiny/../growth", "views/05_deflator", "scrutiny/"):
        with pytest.raises(QuestionFault, match="there is no such question"):
            store.ask(elsewhere)


def test_text_from_a_reader_is_only_ever_a_value(store: Store) -> None:
    for text in ("'; DROP TABLE decisions; --", "%' OR '1'='1", "\\", "$package", "\0"):
        rows = questions.decision_rows(
            store, package="london", text=text, providers=[text], counting="all"
        ).rows
        assert rows == ()
    assert questions.decision_rows(store, package="london", counting="all").rows


def test_a_frame_keeps_pence_and_what_is_missing(store: Store) -> None:
    answer = questions.reconciliation(
        store, package="london", family="decisions", last_year="2022/23"
    )
    frame = answer.frame()
    assert list(frame.columns) == [column.name for column in answer.columns]
    totals = frame["total_gbp"].dropna()
    assert totals.sum() == Decimal("297100000.00")
    first = frame.iloc[0]
    assert first["found_gbp"] is None
    assert isinstance(frame.iloc[2]["found_gbp"], Decimal)


def test_a_newer_build_is_seen_by_a_store_that_is_opened_after_it(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    write_package(settings.data, "made", {"decisions": [decision("D1", "100")]})
    building.build(settings)
    old = Store(settings)
    write_package(settings.data, "made", {"decisions": [decision("D1", "250")]})
    building.build(settings)
    new = Store(settings)

    def amount(of: Store) -> Decimal:
        value = questions.decision_rows(of, package="made").rows[0]["amount_gbp"]
        assert isinstance(value, Decimal)
        return value

    assert (amount(old), amount(new)) == (Decimal(100), Decimal(250))
    assert old.data_version != new.data_version


def test_an_unchanged_package_is_not_built_again(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    write_package(settings.data, "made", {"decisions": [decision("D1", "100")]})
    first = building.build(settings)
    assert building.build(settings) == first
    assert [path.name for path in settings.builds.glob("*.duckdb")] == [first.file]


def test_two_builders_at_once_publish_one_build(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    write_package(settings.data, "made", {"decisions": [decision("D1", "100")]})
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda _: building.build(settings), range(2))
    assert one == other
    assert sorted(path.name for path in settings.builds.iterdir()) == sorted(
        [building.CURRENT, building.REGISTER, "lock", one.file]
    )


def test_a_build_that_has_gone_is_said_plainly(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    write_package(settings.data, "made", {"decisions": [decision("D1", "100")]})
    build = building.build(settings)
    (settings.builds / build.file).unlink()
    with pytest.raises(StoreUnavailable, match="is gone or damaged"):
        Store(settings)


def test_the_environment_names_other_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    from commissioning.settings import from_environment

    for name in ("COMMISSIONING_DATA", "COMMISSIONING_BUILDS"):
        monkeypatch.delenv(name, raising=False)
    assert from_environment().data == PROJECT / "data"
    monkeypatch.setitem(os.environ, "COMMISSIONING_DATA", "/elsewhere")
    assert from_environment().data == Path("/elsewhere")
