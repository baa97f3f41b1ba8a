"""What is said of a view before it is published, and of a link afterwards."""

from collections.abc import Mapping, Sequence

from commissioning.sharing.register import Listed
from commissioning.sharing.since import FileChange
from commissioning.snapshots.captured import Capture, Policy
from commissioning.snapshots.published import reference
from commissioning.wording.figures import count, date_in_words

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


def changes_sentence(changes: Sequence[FileChange]) -> str:
    """How much of a snapshot is not what it would be today."""
    changed = [change for change in changes if change.changed]
    if not changed:
        return "Nothing: made today, this view would have the same figures in every file."
    gone = sum(len(change.gone) for change in changed)
    came = sum(len(change.came) for change in changed)
    return (
        f"{count(len(changed), 'file')} of {len(changes)} would differ today: "
        f"{count(gone, 'row')} of the snapshot would be gone or changed, and "
        f"{count(came, 'row')} would be new."
    )
