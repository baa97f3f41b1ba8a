"""What is said of a view before it is published, and of a link afterwards."""

from collections.abc import Iterator, Mapping

from commissioning.sharing.register import Listed
from commissioning.snapshots.captured import Capture, Policy
from commissioning.snapshots.changes import SHARES, Changes, Line, Moved, number
from commissioning.snapshots.published import reference
from commissioning.wording.changes import version_name
from commissioning.wording.columns import column_words
from commissioning.wording.figures import (
    MINUS,
    count,
    date_in_words,
    listed,
    percent,
    points,
    pounds_exact,
)

CONFIRMATION = (
    "I understand that anybody who has the link can read this, pass it on and keep a copy."
)
REVIEWED = "I have read each of these, and it may be public."
BARRED = "This view cannot be published: some of its fields are marked as not for the public."
WHAT_TO_DO = "Choose a view that does not show them, or ask their owner to change the marking."
ONCE = "This link is shown once. Nobody, this server included, can find it again."


def what_is_public(capture: Capture) -> Mapping[str, str]:
    """What would be public of a view, by what it is called."""
    rows = sum(len(answer.rows) for answer in capture.answers)
    fields = sorted({column.name for answer in capture.answers for column in answer.columns})
    return {
        "View": _choices(capture),
        "Charts": str(len(capture.parts)),
        "Rows": f"{count(rows, 'row')} in {count(len(capture.answers), 'file')} of figures",
        "Fields": ", ".join(fields) or "none",
        "Smallest count of people": _smallest(capture.smallest_cell, capture.policy),
        "Markings": "fields that bar publication: " + ", ".join(capture.markings)
        if capture.markings
        else "no field that this view can reach is marked as not for the public",
        "Looks like personal data": count(len(capture.personal), "piece") + " of text"
        if capture.personal
        else "nothing found",
        "Data as at": date_in_words(capture.shown.as_at),
    }


def _choices(capture: Capture) -> str:
    """The page and every choice made on it."""
    made = [
        f"{label}: {value if isinstance(value, str) else ', '.join(value)}"
        for label, value in capture.parameters.items()
    ]
    return "; ".join([capture.title, *made])


def _smallest(cell: int | None, policy: Policy) -> str:
    if cell is None:
        return "no count of people is split into groups here"
    rounded = f", others rounded to {policy.round_to}" if policy.round_to > 1 else ""
    return f"{cell}, after counts under {policy.threshold} were taken out{rounded}"


def link_terms(entry: Listed) -> Mapping[str, str]:
    """What the register has of one link, by what it is called."""
    terms = {
        "Published": f"{date_in_words(entry.published.date().isoformat())} by {entry.by}",
        "Opens until": date_in_words(entry.expires.isoformat()),
        "Opened": _times(entry.opened),
        "Files taken away": _times(entry.exported),
        "Data version": entry.data_version,
        "Reference": reference(entry.digest),
        "Digest of its link": entry.digest,
    }
    if entry.ended is not None:
        terms["Withdrawn"] = date_in_words(entry.ended.isoformat())
    if entry.removed:
        terms["Files"] = "deleted, because the link has long been closed"
    return terms


def links_sentence(states: Mapping[str, int]) -> str:
    """How many links there are in each state."""
    if not states:
        return "Nothing has been published yet."
    order = ("open", "paused", "expired", "revoked")
    said = [f"{states[state]} {STATES[state]}" for state in order if states.get(state)]
    total = sum(states.values())
    return f"{count(total, 'link has', 'links have')} been published: {', '.join(said)}."


STATES = {"open": "open", "paused": "paused", "expired": "expired", "revoked": "withdrawn"}


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def changes_sentence(changes: Changes) -> str:
    """How much of a snapshot is not what it is today, the versions of the data first."""
    then, now = version_name(changes.then), version_name(changes.now)
    version = (
        f"The data version is the same, {now}."
        if then == now
        else f"It was made of data version {then}; today’s is {now}."
    )
    if changes.none:
        return f"{version} Every figure is what it was."
    counted = (
        (len(changes.moved), "figure has moved", "figures have moved"),
        (len(changes.gone), "row is gone", "rows are gone"),
        (len(changes.added), "row was added", "rows were added"),
        (len(changes.columns), "file has other columns", "files have other columns"),
        (len(changes.missing), "file is not made any more", "files are not made any more"),
        (len(changes.fresh), "file was not there", "files were not there"),
    )
    said = listed(count(many, one, more) for many, one, more in counted if many)
    return f"{version} {said}."


def changes_lines(changes: Changes) -> Iterator[str]:
    """Every change in a line of its own, after how much there is of them."""
    yield changes_sentence(changes)
    for moved in changes.moved:
        was, now = (moved_value(moved, text) or "nothing" for text in (moved.old, moved.new))
        by = "" if moved.percent is None else f" ({percent(moved.percent, signed=True)})"
        yield f"{moved.view}: {moved.row}: {field_heading(moved.field)} was {was}, is {now}{by}."
    for start, rows in (("No more there", changes.gone), ("Added", changes.added)):
        for line in rows:
            yield f"{start}: {line.view}: {line.row}{line_numbers(line, ': ')}."
    yield from files_lines(changes)


def files_lines(changes: Changes) -> list[str]:
    """What is to be said of whole files: other columns, and files that went or came."""
    lines = []
    for each in changes.columns:
        parts = (("gone", each.gone), ("added", each.added))
        said = [f"{words}: {', '.join(map(field_heading, of))}" for words, of in parts if of]
        lines.append(f"{each.view}: {each.part}: columns {'; '.join(said)}.")
    lines += [f"Not among the figures of its view today: {name}." for name in changes.missing]
    lines += [f"Among the figures of its view today alone: {name}." for name in changes.fresh]
    return lines


def field_heading(field: str) -> str:
    """A column of a file of figures as its readers know it."""
    return column_words(field, "").heading


def moved_value(moved: Moved, text: str) -> str | None:
    """A value before or now, in pounds or per cent where its field is; None where it is blank."""
    return _value(moved.field, text)


def moved_by(moved: Moved) -> str | None:
    """How far a figure moved, with its sign and in its unit; None where it is no number."""
    if moved.difference is None:
        return None
    sign = "+" if moved.difference > 0 else ""
    if _is_money(moved.field):
        return f"{sign}{pounds_exact(moved.difference)}"
    if moved.field.endswith(SHARES):
        return f"{points(moved.difference)} points"
    return f"{sign}{moved.difference:,f}".replace("-", MINUS)


def line_numbers(line: Line, before: str = "") -> str:
    """The numbers of a row by what they are called; nothing where it has none."""
    said = "; ".join(f"{field_heading(name)} {_value(name, text)}" for name, text in line.numbers)
    return f"{before}{said}" if said else ""


def _value(field: str, text: str) -> str | None:
    value = number(text)
    if value is None:
        return text or None
    if _is_money(field):
        return pounds_exact(value)
    if field.endswith("_percent"):
        return percent(value)
    return text


def _is_money(field: str) -> bool:
    return field.endswith("_gbp") or field.startswith(("amount_", "restated_"))
