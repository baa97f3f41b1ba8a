"""The files that the rows of a plan are written to, one for each extract they go to."""

import hashlib
from pathlib import Path
from typing import Any

from commissioning.importing import own
from commissioning.importing.planning import Plan
from commissioning.importing.results import EXTRACTS
from commissioning.importing.targets import own_schemas
from commissioning.importing.workspace import STEPS
from commissioning.loading import SQL_TYPES, literal, quoted

IMPORTED = "imported"
# From this many rows a new extract is kept as Parquet: it loads far faster than text,
# and is too long to be reviewed line by line anyway.
ROWS_IN_TEXT = 50_000


def write(
    plan: Plan, before: dict[str, Any], trial: Path
) -> tuple[dict[str, str], dict[str, dict[str, list[str]]], str]:
    """Write the rows of each extract; return the files, the values they hold and the last day."""
    work = plan.workspace
    (trial / IMPORTED).mkdir()
    chosen = {
        name: (STEPS / f"{name}.sql").read_text(encoding="utf-8")
        for name in EXTRACTS
        if any(load.resource == name for load in plan.summary.loads)
    }
    for name, _ in own.loads(work):
        columns = f"SELECT * FROM {own.table(name)}"
        chosen[name] = f"({chosen[name]}) UNION ALL {columns}" if name in chosen else columns
    formats = {entry["name"]: str(entry.get("format", "csv")) for entry in before["resources"]}
    added: dict[str, str] = {}
    values: dict[str, dict[str, list[str]]] = {}
    last = ""
    for name, sql in chosen.items():
        work.connection.execute(f"CREATE OR REPLACE TABLE written AS {sql}")
        rows = work.rows("SELECT count(*) AS rows FROM written")[0]["rows"]
        kind = formats.get(name, "parquet" if rows >= ROWS_IN_TEXT else "csv")
        draft = trial / IMPORTED / f"draft.{kind}"
        chosen_rows, options = "FROM written", "FORMAT csv, HEADER, DELIMITER ','"
        if kind == "parquet":
            chosen_rows, options = f"SELECT {_typed(name)} FROM written", "FORMAT parquet"
        work.connection.execute(f"COPY ({chosen_rows}) TO {literal(str(draft))} ({options})")
        path = f"{IMPORTED}/{name}-{digest(draft)[:16]}.{kind}"
        draft.rename(trial / path)
        added[name] = path
        values[name] = {
            field: [
                row["value"]
                for row in work.rows(
                    f"SELECT DISTINCT {quoted(field)} AS value FROM written ORDER BY value"
                )
            ]
            for field in _listed_fields(before, name)
        }
        if name == "spend_lines":
            last = str(work.rows("SELECT max(payment_date) AS day FROM written")[0]["day"])
        work.connection.execute("DROP TABLE written")
    return added, values, last


def _typed(resource: str) -> str:
    """The columns of an extract under the types that a typed extract has."""
    return ", ".join(
        f"TRY_CAST(nullif({quoted(field.name)}, '') AS {SQL_TYPES.get(field.kind, 'VARCHAR')}) "
        f"AS {quoted(field.name)}"
        for field in own_schemas()[resource].fields
    )


def _listed_fields(before: dict[str, Any], resource: str) -> list[str]:
    """The fields of an extract for which the package lists what it allows."""
    entry = next((one for one in before["resources"] if one["name"] == resource), None)
    fields = entry["schema"]["fields"] if entry else []
    return [field["name"] for field in fields if field.get("constraints", {}).get("enum")]


def digest(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal; blank where there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
