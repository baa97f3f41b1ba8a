"""Serving a built store: the only place that runs a question.

An in-memory database attaches the build read-only and shows its tables as views, and those of an
earlier build, or of the same one again, in a schema named ``earlier``; then outside access is
switched off and the configuration locked. Every question gets a cursor of its own: one connection
used by two threads gives wrong answers without a word.
"""

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb

from commissioning import asked, building, comparison, query_files
from commissioning.faults import (
    QuestionFault,
    QuestionTooLong,
    StoreUnavailable,
    VersionUnavailable,
)
from commissioning.loading import literal
from commissioning.settings import QUERIES, Settings
from commissioning.time_limit import WATCH

if TYPE_CHECKING:
    import pandas as pd


# Enough of a version to tell any two apart, short enough to be read out.
VERSION_LETTERS = 16
# Questions that are rules of scrutiny are in a folder of their own, and named by it.
RULES = "scrutiny/"
# A question that is being asked while a store is closed is told to stop, again and again: one that
# has not quite begun does not hear it.
CLOSING_SECONDS = 5.0
AGAIN_SECONDS = 0.02


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
    ``earlier_version`` is the version of the data that was there to be compared with.
    """

    question: str
    parameters: Mapping[str, Any]
    data_version: str
    columns: tuple[Column, ...]
    rows: tuple[dict[str, Any], ...]
    sql: str
    earlier_version: str = ""

    def frame(self) -> "pd.DataFrame":
        """The rows as a frame. Decimals stay Decimals and missing stays None, so no value moves."""
        import pandas as pd  # kept out of a start-up that may never need it

        names = [column.name for column in self.columns]
        return pd.DataFrame(list(self.rows), columns=names, dtype=object)

    def column(self, name: str) -> list[Any]:
        """The values of one column, in order."""
        return [row[name] for row in self.rows]

    @property
    def asks(self) -> str:
        """What was asked, in the words of the question's file."""
        return query_files.header(
            self.sql, "rule" if self.question.startswith(RULES) else "question"
        )

    @property
    def compared_with(self) -> str:
        """The earlier data version, shortened, where the question compares with one; or empty."""
        same = self.earlier_version in ("", self.data_version)
        compares = "\n-- compares:" in self.sql
        return "" if same or not compares else self.earlier_version[:VERSION_LETTERS]


class Store:
    """One build, open for questions, and an earlier one for it to be compared with.

    ``incomparable`` is what the two do not both hold. Safe to share between threads.
    """

    def __init__(self, settings: Settings, earlier: str | None = None) -> None:
        """Open the current build and the one of the data version that begins with ``earlier``.

        Without ``earlier`` the build stands in for the earlier one too, so that nothing differs.
        Raises StoreUnavailable when there is no build, VersionUnavailable when there is no earlier
        one to be read.
        """
        current = building.current_build(settings.builds)
        if current is None:
            failure = building.last_failure(settings.builds)
            raise StoreUnavailable(
                f"No data has been built. {failure}"
                if failure
                else "No data has been built yet: run 'python -m commissioning build'."
            )
        if not building.is_whole(settings.builds, current):
            raise StoreUnavailable(_damaged(current))
        kept = building.kept_builds(settings.builds)
        then = current if earlier is None else _kept(settings, kept, earlier)
        self.data_version = current.data_version
        self.earlier_version = then.data_version
        self.built_at = current.built_at
        self.file = current.file
        self.files = (current.file, then.file)
        self._seconds = settings.question_seconds
        self._running: set[duckdb.DuckDBPyConnection] = set()
        self._changed = threading.Condition()
        self._closed = False
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
        catalogue = "store"
        self._attach(settings, current, catalogue)
        for (table,) in self._connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'"
        ).fetchall():
            self._connection.execute(f"CREATE VIEW {table} AS SELECT * FROM store.{table}")
        if then.file != current.file:
            catalogue = "earlier_store"
            self._attach(settings, then, catalogue)
        try:
            self.incomparable = comparison.show_earlier(self._connection, catalogue)
        except duckdb.Error as error:
            self._connection.close()
            if then.file == current.file:
                raise StoreUnavailable(_damaged(current)) from error
            raise VersionUnavailable(_damaged_earlier(then)) from error
        comparison.list_versions(self._connection, kept, then)
        for folder in ("macros", "selections"):
            for statement in query_files.statements(QUERIES / folder):
                self._connection.execute(statement)
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def _attach(self, settings: Settings, build: building.Build, catalogue: str) -> None:
        path = literal(str(settings.builds / build.file))
        self._connection.execute(f"ATTACH {path} AS {catalogue} (READ_ONLY)")

    def ask(self, question: str, **parameters: object) -> Answer:
        """The answer to ``queries/<question>.sql``; every one of its parameters must be given.

        Raises QuestionFault, with the question's name, when the engine refuses, and QuestionTooLong
        when the question has run for as long as one may. Either way what was asked is noted.
        """
        sql = question_sql(question)
        began = time.monotonic()
        outcome: asked.Outcome = "refused"
        rows: tuple[dict[str, Any], ...] = ()
        cursor = self._begin(question)
        try:
            with WATCH.limit(cursor, self._seconds) as limited:
                result = cursor.execute(sql, parameters)
                columns = tuple(
                    Column(entry[0], str(entry[1])) for entry in result.description or ()
                )
                names = [column.name for column in columns]
                rows = tuple(dict(zip(names, row, strict=True)) for row in result.fetchall())
            outcome = "answered"
        except duckdb.Error as error:
            if limited.passed:
                outcome = "too long"
                raise QuestionTooLong(question, self._seconds) from None
            # The engine's own error is left behind: it may quote what a visitor typed.
            raise QuestionFault(question, asked.withheld(str(error), parameters)) from None
        finally:
            self._end(cursor)
            asked.note(
                asked.Asked(
                    question,
                    outcome,
                    time.monotonic() - began,
                    len(rows),
                    self.data_version,
                    parameters,
                )
            )
        return Answer(
            question, parameters, self.data_version, columns, rows, sql, self.earlier_version
        )

    def close(self) -> None:
        """Stop the questions that are being asked, and let go of the builds' files.

        Raises nothing when a question does not stop: its file is let go of when it does.
        """
        give_up = time.monotonic() + CLOSING_SECONDS
        with self._changed:
            self._closed = True
            while self._running and time.monotonic() < give_up:
                for cursor in self._running:
                    with suppress(duckdb.Error):
                        cursor.interrupt()
                self._changed.wait(AGAIN_SECONDS)
            if not self._running:
                self._connection.close()

    def _begin(self, question: str) -> duckdb.DuckDBPyConnection:
        with self._changed:
            if self._closed:
                raise QuestionFault(question, "the data is closed, because the server is stopping")
            cursor = self._connection.cursor()
            self._running.add(cursor)
            return cursor

    def _end(self, cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.close()
        with self._changed:
            self._running.discard(cursor)
            self._changed.notify_all()


def _kept(settings: Settings, kept: list[building.Build], version: str) -> building.Build:
    """The kept build of the data version that begins with ``version``."""
    found = [build for build in kept if version and build.data_version.startswith(version)]
    if not found:
        raise VersionUnavailable(
            f"Data version {version} is not kept. The versions kept are "
            f"{', '.join(build.data_version[:8] for build in kept)}."
        )
    if not building.is_whole(settings.builds, found[0]):
        raise VersionUnavailable(_damaged_earlier(found[0]))
    return found[0]


def _damaged(current: building.Build) -> str:
    return (
        f"The current build, {current.file}, is gone or damaged: "
        "run 'python -m commissioning build'."
    )


def _damaged_earlier(build: building.Build) -> str:
    return (
        f"The file of data version {build.data_version[:8]} is gone or damaged, so nothing can be "
        "compared with it."
    )


@cache
def question_sql(question: str) -> str:
    """The text of a question's file; a rule of scrutiny is named ``scrutiny/<rule>``.

    Raises QuestionFault when there is no such question.
    """
    path = QUERIES / f"{question}.sql"
    if not question.removeprefix(RULES).isidentifier() or not path.is_file():
        raise QuestionFault(question, "there is no such question")
    return path.read_text(encoding="utf-8")
