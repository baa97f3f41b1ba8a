"""Serving a built store: the only place that runs a question.

An in-memory database attaches the build read-only and shows its tables as views; then outside
access is switched off and the configuration locked. Every question gets a cursor of its own: one
connection used by two threads gives wrong answers without a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb

from commissioning import building
from commissioning.faults import QuestionFault, StoreUnavailable
from commissioning.loading import literal
from commissioning.settings import QUERIES, Settings

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Column:
    """A column of an answer and its SQL type."""

    name: str
    type: str


@dataclass(frozen=True)
class Answer:
    """What a question returned, with all it takes to ask it again.

    ``rows`` are dictionaries in the question's order: money is Decimal pounds, percentages are
    floats (1.1 is 1.1%), financial years are text such as 2021/22, and what is missing is None.
    """

    question: str
    parameters: Mapping[str, Any]
    data_version: str
    columns: tuple[Column, ...]
    rows: tuple[dict[str, Any], ...]
    sql: str

    def frame(self) -> "pd.DataFrame":
        """The rows as a frame. Decimals stay Decimals and missing stays None, so no value moves."""
        import pandas as pd  # kept out of a start-up that may never need it

        names = [column.name for column in self.columns]
        return pd.DataFrame(list(self.rows), columns=names, dtype=object)

    def column(self, name: str) -> list[Any]:
        """The values of one column, in order."""
        return [row[name] for row in self.rows]


class Store:
    """One build, open for questions. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        """Open the current build. Raises StoreUnavailable when there is none."""
        current = building.current_build(settings.builds)
        if current is None:
            failure = building.last_failure(settings.builds)
            raise StoreUnavailable(
                f"No data has been built. {failure}"
                if failure
                else "No data has been built yet: run 'python -m commissioning build'."
            )
        if not building.is_whole(settings.builds, current):
            raise StoreUnavailable(
                f"The current build, {current.file}, is gone or damaged: "
                "run 'python -m commissioning build'."
            )
        path = settings.builds / current.file
        self.data_version = current.data_version
        self.built_at = current.built_at
        self.file = current.file
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": settings.memory_limit,
                "threads": settings.threads,
                "max_temp_directory_size": "0B",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
        self._connection.execute(f"ATTACH {literal(str(path))} AS store (READ_ONLY)")
        for (table,) in self._connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'"
        ).fetchall():
            self._connection.execute(f"CREATE VIEW {table} AS SELECT * FROM store.{table}")
        for folder in ("macros", "selections"):
            for statement in building.statements(QUERIES / folder):
                self._connection.execute(statement)
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def ask(self, question: str, **parameters: object) -> Answer:
        """The answer to ``queries/<question>.sql``; every one of its parameters must be given.

        Raises QuestionFault, with the question's name, when the engine refuses.
        """
        sql = question_sql(question)
        cursor = self._connection.cursor()
        try:
            result = cursor.execute(sql, parameters)
            columns = tuple(Column(entry[0], str(entry[1])) for entry in result.description or ())
            names = [column.name for column in columns]
            rows = tuple(dict(zip(names, row, strict=True)) for row in result.fetchall())
        except duckdb.Error as error:
            raise QuestionFault(question, str(error)) from error
        finally:
            cursor.close()
        return Answer(question, parameters, self.data_version, columns, rows, sql)

    def close(self) -> None:
        """Let go of the build's file."""
        self._connection.close()


@cache
def question_sql(question: str) -> str:
    """The text of a question's file. Raises QuestionFault when there is no such question."""
    path = QUERIES / f"{question}.sql"
    if not question.isidentifier() or not path.is_file():
        raise QuestionFault(question, "there is no such question")
    return path.read_text(encoding="utf-8")
