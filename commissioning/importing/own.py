"""Sheets with this dashboard's own headings: held to the schema of their extract, as they stand.

Their values are read by the rules of a package's own extracts, which are stricter than those for
other people's files, and by the same statements that load them later.
"""

from collections.abc import Callable, Sequence

from commissioning.importing import kept
from commissioning.importing.headings import Match
from commissioning.importing.kept import Kept
from commissioning.importing.staged import Staged
from commissioning.importing.targets import money_field, own_schemas
from commissioning.importing.workspace import Workspace
from commissioning.loading import literal, quoted, rules
from commissioning.packages import SOURCES, Field, Schema


def table(resource: str) -> str:
    """The table in the workspace that holds the rows to be loaded into an extract."""
    return quoted(f"own_{resource}")


def work_out(
    work: Workspace,
    every: list[Staged],
    holds: Kept | None,
    progress: Callable[[str], None],
) -> None:
    """Say what becomes of every row of these sheets, and keep those that can be loaded."""
    for entry in every:
        if entry.match is None:
            continue
        progress(f"reading {entry.label}")
        schema = own_schemas()[entry.match.target]
        _stage(work, entry, entry.match, schema)
        _problems(work, entry.number, schema)
        _outcomes(work, entry, schema, holds)
        _keep(work, entry, schema)


def _stage(work: Workspace, entry: Staged, match: Match, schema: Schema) -> None:
    values = []
    for field in schema.fields:
        place = match.columns.get(field.name)
        text = "NULL::VARCHAR" if place is None else f"nullif(trim(c{place + 1}), '')"
        if field.name == "source_file":
            text = f"coalesce({text}, {literal(entry.label)})"
        if field.name == "source_line":
            text = f"coalesce({text}, line::VARCHAR)"
        values.append(f"{text} AS {quoted(field.name)}")
    source = work.cells(entry.sheet.cells)
    work.connection.execute(
        f"CREATE OR REPLACE TABLE extract AS SELECT record, line, {', '.join(values)} "
        f"FROM {source} WHERE record > {match.row + 1}"
    )
    work.connection.execute(
        "CREATE OR REPLACE TABLE own_typed AS "
        + (SOURCES / f"{match.target}.sql").read_text(encoding="utf-8")
    )
    work.connection.execute(
        f"INSERT INTO above SELECT {entry.number}, record, line, CASE WHEN record <= {match.row} "
        f"THEN 'above the headings' ELSE 'the headings' END FROM {source} "
        f"WHERE record <= {match.row + 1}"
    )


def _problems(work: Workspace, number: int, schema: Schema) -> None:
    for field in schema.fields:
        name = quoted(field.name)
        checks = [*rules(field), *_allowed(field)]
        for condition, reason, parameters in checks:
            work.connection.execute(
                f"INSERT INTO problem SELECT {number}, record, $field, coalesce(value, ''), "
                "$reason "
                f"FROM (SELECT record, extract.{name} AS value, own_typed.{name} AS typed_value "
                f"FROM extract JOIN own_typed USING (record)) WHERE {condition}",
                {"field": field.name, "reason": reason, **parameters},
            )


def _allowed(field: Field) -> list[tuple[str, str, dict[str, object]]]:
    if not field.allowed:
        return []
    return [
        (
            "typed_value IS NOT NULL AND NOT list_contains($allowed, typed_value::VARCHAR)",
            f"not one of {', '.join(field.allowed)}",
            {"allowed": list(field.allowed)},
        )
    ]


def _outcomes(work: Workspace, entry: Staged, schema: Schema, holds: Kept | None) -> None:
    key = ", ".join(quoted(name) for name in schema.primary_key)
    texts = " || chr(31) || ".join(
        f"coalesce({quoted(name)}::VARCHAR, '')" for name in schema.primary_key
    )
    work.connection.execute("CREATE OR REPLACE TABLE own_kept (key VARCHAR)")
    resource = entry.match.target if entry.match else ""
    for path in kept.paths(holds, resource) if holds else []:
        if path.is_file():
            work.connection.execute(f"INSERT INTO own_kept SELECT {texts} FROM {kept.source(path)}")
    if _exists(work, resource):
        work.connection.execute(f"INSERT INTO own_kept SELECT {texts} FROM {table(resource)}")
    money = money_field(resource)
    amount = quoted(money) if money else "NULL"
    work.connection.execute(
        "INSERT INTO outcome "
        "SELECT sheet, record, line, 'excluded', reason, NULL FROM above "
        f"WHERE sheet = {entry.number} "
        f"UNION ALL SELECT {entry.number}, e.record, e.line, "
        "CASE WHEN $twin <> '' OR k.key IS NOT NULL OR e.nth > 1 THEN 'excluded' "
        "WHEN p.record IS NOT NULL THEN 'rejected' ELSE 'loaded' END, "
        "CASE WHEN $twin <> '' THEN 'the same file as ' || $twin "
        "WHEN k.key IS NOT NULL THEN 'in the package already, by its key' "
        "WHEN e.nth > 1 THEN 'the same key as line ' || e.first_line ELSE p.reason END, e.amount "
        f"FROM (SELECT x.record, x.line, {texts} AS key, t.amount, "
        "row_number() OVER same AS nth, first_value(x.line) OVER same AS first_line "
        f"FROM extract AS x JOIN (SELECT record, {amount}::DECIMAL(18, 2) AS amount "
        f"FROM own_typed) AS t USING (record) "
        f"WINDOW same AS (PARTITION BY {key} ORDER BY x.record)) AS e "
        "LEFT JOIN (SELECT DISTINCT key FROM own_kept) AS k ON k.key = e.key "
        "LEFT JOIN (SELECT record, string_agg(field || ': ' || reason, '; ' ORDER BY field) "
        f"AS reason FROM problem WHERE sheet = {entry.number} GROUP BY record) AS p "
        "ON p.record = e.record",
        {"twin": entry.twin_of},
    )


def _keep(work: Workspace, entry: Staged, schema: Schema) -> None:
    """Put the rows to be loaded into the table of their extract, in the form a package writes."""
    resource = entry.match.target if entry.match else ""
    names = [quoted(field.name) for field in schema.fields]
    columns = ", ".join(f"coalesce(extract.{name}, '') AS {name}" for name in names)
    chosen = (
        f"SELECT {columns} FROM extract JOIN outcome AS o ON o.sheet = {entry.number} "
        "AND o.record = extract.record AND o.outcome = 'loaded' ORDER BY extract.record"
    )
    if _exists(work, resource):
        work.connection.execute(f"INSERT INTO {table(resource)} {chosen}")
    else:
        work.connection.execute(f"CREATE TABLE {table(resource)} AS {chosen}")


def add(work: Workspace, resource: str, rows: Sequence[Sequence[str]]) -> None:
    """Put rows that were made elsewhere among those to be loaded into an extract."""
    if not rows:
        return
    if not _exists(work, resource):
        names = ", ".join(f"{quoted(f.name)} VARCHAR" for f in own_schemas()[resource].fields)
        work.connection.execute(f"CREATE TABLE {table(resource)} ({names})")
    work.fill(table(resource), rows)


def loads(work: Workspace) -> list[tuple[str, int]]:
    """The extracts these sheets go to, with their rows."""
    found = []
    for resource in own_schemas():
        if work.rows(
            f"SELECT 1 FROM information_schema.tables WHERE table_name = 'own_{resource}'"
        ):
            rows = work.rows(f"SELECT count(*) AS rows FROM {table(resource)}")[0]["rows"]
            if rows:
                found.append((resource, rows))
    return found


def _exists(work: Workspace, resource: str) -> bool:
    return bool(
        work.rows(
            "SELECT 1 FROM information_schema.tables WHERE table_name = $name",
            {"name": f"own_{resource}"},
        )
    )
