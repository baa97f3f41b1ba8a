"""Packages of any size to measure with: ``python -m benchmarks.ledgers FOLDER --lines 1000000``.

The engine writes them from ``benchmarks/made/``, a SELECT for each extract, so that ten million
lines take seconds. Every row follows from the seed and its number: the same seed gives the same
package. Extracts have the fields of their schemas, in order; an optional field that the SELECT does
not give is blank.
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from commissioning import query_files
from commissioning.loading import SQL_TYPES, literal
from commissioning.packages import SOURCES, canonical_schemas
from commissioning.settings import QUERIES
from tests.made_package import ABOUT

MADE = Path(__file__).with_name("made")
PREPARATION = ("draws", "agreements")
PERIODS = 120
COHORTS = 4


@dataclass(frozen=True)
class Size:
    """How much a package holds. ``returns`` are those of indicators; none leaves them out.

    ``services`` are as many as suit the lines where that is not said. Returns are of ten years.
    """

    lines: int
    returns: int = 0
    years: int = 10
    services: int | None = None

    @property
    def variables(self) -> dict[str, int]:
        """What the SELECTs count up to."""
        split = min(24, self.returns // (PERIODS * 10))
        of_splits = split * PERIODS * COHORTS
        agreements = max(40, round(self.lines**0.6))
        return {
            "lines": self.lines,
            "agreements": agreements,
            "years": self.years,
            "services": self.services or min(300, max(12, agreements // 5)),
            "providers": min(2_000, max(30, agreements // 3)),
            "returns": self.returns,
            "split": split,
            "indicators": -(-(self.returns - of_splits) // PERIODS),
        }


def write_ledger(
    data: Path, size: Size, *, seed: int = 2026, extract_format: str = "parquet", name: str = "made"
) -> Path:
    """Write a package called ``name`` under ``data``; return its folder.

    ``extract_format`` is parquet, typed as the store types it, or csv.
    """
    folder = data / name
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = true")
        for statement in query_files.statements(QUERIES / "macros"):
            connection.execute(statement)
        for variable, value in {"seed": seed, **size.variables}.items():
            connection.execute(f"SET VARIABLE {variable} = {value}")
        for prepared in PREPARATION:
            for part in duckdb.extract_statements((MADE / f"{prepared}.sql").read_text()):
                connection.execute(part.query)
        for resource in _resources(size):
            file = f"{resource}.{extract_format}"
            options = "HEADER" if extract_format == "csv" else "COMPRESSION zstd"
            connection.execute(
                f"COPY ({_extract(connection, resource)}) TO {literal(str(folder / file))} "
                f"(FORMAT {extract_format}, {options})"
            )
            schema = json.loads((SOURCES / f"{resource}.schema.json").read_text(encoding="utf-8"))
            resources.append(
                {"name": resource, "path": file, "format": extract_format, "schema": schema}
            )
    about = {**ABOUT, "as_at": "2025-03-31", "kind": "illustrative"}
    descriptor = {
        "name": name,
        "title": f"A made ledger of {size.lines:,} lines",
        "resources": resources,
        "commissioning": about,
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def _resources(size: Size) -> Iterator[str]:
    for path in sorted(MADE.glob("*.sql")):
        of_returns = path.stem.startswith("indicator")
        if path.stem not in PREPARATION and (size.returns or not of_returns):
            yield path.stem


def _extract(connection: duckdb.DuckDBPyConnection, resource: str) -> str:
    """The SELECT of an extract with the fields of its schema, typed and in their order."""
    sql = (MADE / f"{resource}.sql").read_text(encoding="utf-8")
    made = {row[0] for row in connection.execute(f"DESCRIBE {sql}").fetchall()}
    columns = []
    for field in canonical_schemas()[resource].fields:
        if field.required and field.name not in made:
            raise ValueError(f"benchmarks/made/{resource}.sql does not give {field.name}")
        value = f'"{field.name}"' if field.name in made else "NULL"
        columns.append(f'CAST({value} AS {SQL_TYPES.get(field.kind, "VARCHAR")}) AS "{field.name}"')
    return f"SELECT {', '.join(columns)} FROM ({sql})"


def main() -> None:
    """Write a package of the size asked for and say how long that took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="a folder of packages, made where there is none")
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--returns", type=int, default=0)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--format", choices=("parquet", "csv"), default="parquet")
    asked = parser.parse_args()
    began = time.perf_counter()
    size = Size(asked.lines, asked.returns)
    folder = write_ledger(asked.folder, size, seed=asked.seed, extract_format=asked.format)
    print(f"{folder}: {asked.lines:,} lines in {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
