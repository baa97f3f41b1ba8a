"""What a store file holds: every extract loaded, what packages say of themselves, tables, checks.

Nothing here knows which builds there are: a file is filled where it is asked for.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from commissioning import loading, records, withholding
from commissioning.evidence import chart_marks
from commissioning.faults import PackageFault
from commissioning.packages import Package, Resource, canonical_schemas
from commissioning.query_files import header, statements
from commissioning.settings import QUERIES, Settings


def fill(
    path: Path,
    packages: list[Package],
    version: str,
    built_at: str,
    settings: Settings,
    progress: Callable[[str], None],
) -> list[loading.LoadedResource]:
    """Make a store file of some packages; return what was loaded of each extract.

    Raises PackageFault for what stops a build.
    """
    with duckdb.connect(
        str(path),
        config={"memory_limit": settings.build_memory_limit, "threads": settings.build_threads},
    ) as connection:
        for statement in statements(QUERIES / "macros"):
            connection.execute(statement)
        canonical = canonical_schemas()
        loading.create_tables(connection, canonical, [package.name for package in packages])
        loaded = [
            (package, resource, _load(connection, package, resource, progress))
            for package in packages
            for resource in package.resources
        ]
        for package in packages:
            for resource in package.resources:
                loading.hold_foreign_keys(connection, package, resource)
            withholding.withhold(connection, package)
        records.fill_blocks(connection)
        _describe(connection, packages, loaded, version, built_at)
        for view in sorted((QUERIES / "views").glob("*.sql")):
            name = view.stem.split("_", 1)[1]
            progress(f"deriving {name}")
            connection.execute(f"CREATE TABLE {name} AS {view.read_text(encoding='utf-8')}")
        progress(f"deriving {chart_marks.CHART_MARKS}")
        chart_marks.fill_marks(connection)
        progress("suggesting names of providers")
        _suggest(connection)
        progress("checking")
        _run_checks(connection)
        # Closing writes the file too, and keeps it to itself when there was no room for it.
        connection.execute("CHECKPOINT")
    return [entry for _, _, entry in loaded]


def _suggest(connection: duckdb.DuckDBPyConnection) -> None:
    # Kept out of a start-up that builds nothing.
    from commissioning.importing import identities

    identities.fill_suggestions(connection)


def _load(
    connection: duckdb.DuckDBPyConnection,
    package: Package,
    resource: Resource,
    progress: Callable[[str], None],
) -> loading.LoadedResource:
    progress(f"loading {package.name}/{resource.name}")
    return loading.load_resource(connection, package, resource)


def _describe(
    connection: duckdb.DuckDBPyConnection,
    packages: list[Package],
    loaded: list[tuple[Package, Resource, loading.LoadedResource]],
    version: str,
    built_at: str,
) -> None:
    """Write what the packages say of themselves beside their data."""
    connection.execute("CREATE TABLE build_info (data_version VARCHAR, built_at VARCHAR)")
    connection.execute("INSERT INTO build_info VALUES (?, ?)", [version, built_at])
    connection.execute(
        "CREATE TABLE package_about "
        "(package package_name, key VARCHAR, position BIGINT, value VARCHAR)"
    )
    connection.execute(
        "CREATE TABLE package_resources (package package_name, kind VARCHAR, resource VARCHAR, "
        "title VARCHAR, description VARCHAR, path VARCHAR, rows_in BIGINT, rows_loaded BIGINT, "
        "rows_rejected BIGINT, as_at VARCHAR, publisher VARCHAR, licence VARCHAR, "
        "protective_marking VARCHAR)"
    )
    connection.execute(
        "CREATE TABLE fields (package package_name, resource VARCHAR, position BIGINT, "
        "field VARCHAR, title VARCHAR, kind VARCHAR, unit VARCHAR, required BOOLEAN, "
        "allowed_values VARCHAR, protective_marking VARCHAR, description VARCHAR)"
    )
    for package in packages:
        entries = [("title", 0, package.title), ("description", 0, package.description)]
        entries += [("licence", 0, package.licence), *_flattened(package.about)]
        connection.executemany(
            "INSERT INTO package_about VALUES (?, ?, ?, ?)",
            [[package.name, *row] for row in entries],
        )
    for package, resource, counts in loaded:
        connection.execute(
            "INSERT INTO package_resources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                package.name,
                package.kind,
                resource.name,
                resource.title,
                resource.description,
                ", ".join(file.label for file in resource.files),
                counts.rows_read,
                counts.rows_loaded,
                counts.rows_rejected,
                package.about.get("as_at"),
                resource.publisher,
                resource.licence,
                package.about.get("protective_marking"),
            ],
        )
        connection.executemany(
            "INSERT INTO fields VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                [
                    package.name,
                    resource.name,
                    position,
                    field.name,
                    field.title,
                    field.kind,
                    field.unit,
                    field.required,
                    ", ".join(field.allowed),
                    field.protective_marking,
                    field.description,
                ]
                for position, field in enumerate(resource.schema.fields, start=1)
            ],
        )


def _flattened(about: Any, prefix: str = "") -> Iterator[tuple[str, int, str]]:
    """(key, position, text) for every value; nested keys are joined by a dot."""
    for key, value in about.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            for position, entry in enumerate(value):
                text = entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False)
                yield f"{prefix}{key}", position, text
        else:
            yield f"{prefix}{key}", 0, str(value)


def _run_checks(connection: duckdb.DuckDBPyConnection) -> None:
    """Run every file in ``queries/checks``; one that must hold and does not stops the build."""
    connection.execute(
        "CREATE TABLE check_findings (name VARCHAR, title VARCHAR, severity VARCHAR, "
        "package VARCHAR, file VARCHAR, line BIGINT, detail VARCHAR)"
    )
    connection.execute("CREATE TABLE checks (name VARCHAR, title VARCHAR, severity VARCHAR)")
    for path in sorted((QUERIES / "checks").glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        title, severity = header(sql, "check"), header(sql, "severity")
        connection.execute("INSERT INTO checks VALUES (?, ?, ?)", [path.stem, title, severity])
        if severity == "must hold":
            findings = connection.execute(sql).fetchall()
            if findings:
                _, file, line, detail = findings[0]
                expected = f"that {title[0].lower()}{title[1:]}"
                raise PackageFault(file, expected, detail, line=line, further=len(findings) - 1)
        else:
            connection.execute(
                f"INSERT INTO check_findings SELECT $name, $title, $severity, * FROM (\n{sql}\n)",
                {"name": path.stem, "title": title, "severity": severity},
            )
