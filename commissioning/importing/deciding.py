"""What is decided for each sheet before its rows are read, and what has to be asked first."""

from commissioning import clock
from commissioning.importing import dates, returns
from commissioning.importing.accounting import Decision
from commissioning.importing.staged import Staged
from commissioning.importing.targets import TARGETS
from commissioning.importing.workspace import Workspace


def date_rules(work: Workspace, every: list[Staged]) -> None:
    """Decide how each column of dates is written; a sheet with one that is open gets a question."""
    work.step("date_readings")
    evidence = work.ask("date_evidence")
    today = clock.today()
    by_number = {entry.number: entry for entry in every}
    for found in evidence:
        entry = by_number[found["sheet"]]
        if found["field"] == "date" and found["times"] == found["rows"] and not entry.options.date:
            entry.questions.append(
                f"Its dates were lost before it was published: all {found['rows']:,} are times of "
                "day. Say in the mapping the date that all of it has."
            )
        entry.rules.append(
            dates.decide(
                found,
                stated=entry.options.date_order,
                months=entry.months,
                today=today,
                sequenced=lambda sheet, name: work.ask(
                    "date_sequence", {"sheet": sheet, "field": name}
                )[0],
            )
        )
    for entry in every:
        sure = [
            rule
            for other in every
            if other.reading.sha256 == entry.reading.sha256
            for rule in other.rules
            if not rule.question and rule.ordering in dates.OTHER
        ]
        agreed = {rule.ordering for rule in sure}
        entry.rules = [
            dates.settled_by(rule, sure[0]) if rule.question and len(agreed) == 1 else rule
            for rule in entry.rules
        ]
        for rule in entry.rules:
            entry.decisions += rule.decisions
            if rule.question:
                entry.questions.append(rule.question)
    waiting = [entry.number for entry in every if entry.questions]
    for number in waiting:
        for table in ("raw", "above", "date_reading"):
            work.connection.execute(f"DELETE FROM {table} WHERE sheet = {number}")
    work.fill(
        "date_rule",
        [
            [r.sheet, r.field, r.ordering, r.drifts, r.first_sure, r.last_sure]
            for entry in every
            if entry.loadable
            for r in entry.rules
        ],
    )


def sheet_rules(work: Workspace, every: list[Staged]) -> None:
    """Put what holds for each sheet as a whole into the workspace."""
    for entry in every:
        match = entry.match
        if match is None or match.target not in TARGETS or entry.questions:
            continue
        target = TARGETS[match.target]
        mapping = entry.mapping
        stated = entry.options.date
        if stated:
            entry.decisions.append(
                Decision("Date of every row without one", stated, "the mapping says so")
            )
        if target.resource == "spend_lines":
            entry.decisions.append(
                Decision(
                    "VAT",
                    match.vat_basis,
                    "as the heading of the amount says"
                    if match.vat_basis != "unknown"
                    else "the heading of the amount does not say",
                )
            )
        constants = dict(mapping.constants) if mapping else {}
        work.connection.execute(
            "INSERT INTO sheet_rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, TRY_CAST(? AS DATE), "
            "?, ?, ?, ?, MAP(?::VARCHAR[], ?::VARCHAR[]))",
            [
                entry.number,
                entry.label,
                target.name,
                target.resource,
                target.has_money,
                "date" in match.columns,
                list(target.required),
                list(target.dates),
                stated,
                entry.twin_of,
                match.vat_basis,
                mapping.service_from if mapping else "",
                mapping.programme_from if mapping else "",
                list(constants),
                list(constants.values()),
            ],
        )


def is_of_returns(entry: Staged) -> bool:
    """Whether a sheet holds returns of indicators, a column for each period."""
    return entry.match is not None and entry.match.target == returns.TARGET
