"""The files under ``queries/``: their statements and the lines that say what they are."""

from collections.abc import Iterator
from pathlib import Path

import duckdb


def statements(folder: Path) -> Iterator[str]:
    """The SQL statements of a folder's files, file by file in order of name."""
    for path in sorted(folder.glob("*.sql")):
        for statement in duckdb.extract_statements(path.read_text(encoding="utf-8")):
            yield statement.query


def header(sql: str, name: str) -> str:
    """The text of a query file's ``-- name:`` line, its continuation lines included."""
    lines = iter(sql.splitlines())
    for line in lines:
        if line.startswith(f"-- {name}:"):
            text = line.removeprefix(f"-- {name}:").strip()
            for further in lines:
                if not further.startswith("--   "):
                    break
                text += " " + further.removeprefix("--").strip()
            return text
    raise ValueError(f"a query file has no '-- {name}:' line")
