"""The folder an import is worked out in, and the engine that does it within limits.

Everything an import reads or derives lies here until it is accepted; the package is not touched.
"""

import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from commissioning.importing.targets import COLUMNS
from commissioning.loading import literal
from commissioning.query_files import statements
from commissioning.settings import QUERIES

STEPS = QUERIES / "importing"
MEMORY_LIMIT, THREADS = "1GB", 2


class Workspace:
    """A folder of its own with a DuckDB file in it. Close it when the plan is done with."""

    def __init__(self, parent: Path | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="import-", dir=parent))
        # A plan that nobody closes, in a session that was left, takes its folder with it.
        self._left = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self.connection = duckdb.connect(
            str(self.folder / "work.duckdb"),
            config={
                "memory_limit": MEMORY_LIMIT,
                "threads": THREADS,
                "temp_directory": str(self.folder / "spill"),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "preserve_insertion_order": False,
            },
        )
        for folder in (QUERIES / "macros", STEPS / "macros"):
            for statement in statements(folder):
                self.connection.execute(statement)
        self._create_tables()

    def _create_tables(self) -> None:
        columns = ", ".join(f'"{name}" VARCHAR' for name in COLUMNS)
        for statement in (
            "CREATE TABLE raw (sheet INTEGER, record BIGINT, line BIGINT, filled INTEGER, "
            f"is_heading BOOLEAN, says_total BOOLEAN, {columns})",
            "CREATE TABLE above (sheet INTEGER, record BIGINT, line BIGINT, reason VARCHAR)",
            "CREATE TABLE sheet_rule (sheet INTEGER, label VARCHAR, target VARCHAR, "
            "resource VARCHAR, has_money BOOLEAN, has_date BOOLEAN, required VARCHAR[], "
            "dates VARCHAR[], stated_date DATE, twin_of VARCHAR, vat_basis VARCHAR, "
            "service_from VARCHAR, programme_from VARCHAR, constants MAP(VARCHAR, VARCHAR))",
            "CREATE TABLE date_rule (sheet INTEGER, field VARCHAR, ordering VARCHAR, "
            "drifts BOOLEAN, first_sure DATE, last_sure DATE)",
            "CREATE TABLE repeat_rule (sheet INTEGER, repeats_excluded BOOLEAN)",
            "CREATE TABLE kept_line (content VARCHAR, rows BIGINT, last_number BIGINT)",
            "CREATE TABLE kept_reference (resource VARCHAR, reference VARCHAR, rows BIGINT)",
            "CREATE TABLE known_service (service VARCHAR, service_id VARCHAR)",
            "CREATE TABLE service_map (field VARCHAR, value VARCHAR, service VARCHAR, "
            "programme VARCHAR)",
        ):
            self.connection.execute(statement)

    def step(self, name: str) -> None:
        """Run one of the steps in ``queries/importing``."""
        self.connection.execute((STEPS / f"{name}.sql").read_text(encoding="utf-8"))

    def ask(self, name: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a step that is a question."""
        return self.rows((STEPS / f"{name}.sql").read_text(encoding="utf-8"), parameters)

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a statement of this project's own, each by the name of its columns."""
        result = self.connection.execute(sql, dict(parameters or {}))
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def fill(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Put rows into one of the small tables."""
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def cells(self, path: Path) -> str:
        """The cells of a sheet, as a table in SQL."""
        return f"read_parquet({literal(str(path))})"

    def close(self) -> None:
        """Remove the folder with everything in it."""
        self.connection.close()
        self._left()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
