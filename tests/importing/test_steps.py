"""The steps in ``queries/importing``: one statement each, which says what it is for."""

from pathlib import Path

import duckdb
import pytest

from commissioning.importing.workspace import STEPS

FILES = sorted(STEPS.glob("*.sql"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_step_is_one_statement_and_says_what_it_is(path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    assert sql.startswith(("-- step: ", "-- extract: "))
    assert len(duckdb.extract_statements(sql)) == 1
