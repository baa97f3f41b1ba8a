"""The register in words: one line for each snapshot, and whether its log is what was written."""

import datetime
from collections.abc import Iterator

from commissioning import clock
from commissioning.sharing.chain import Verdict
from commissioning.sharing.register import Listed, Register


def register_lines(register: Register) -> Iterator[str]:
    """Every snapshot with its state, the oldest first, then the verdict on the log."""
    today = clock.today()
    listed = register.listed()
    if not listed:
        yield "Nothing has been published."
    for entry in listed.values():
        yield f"{entry.state(today):8} {entry.title}"
        yield f"         {entry.digest}"
        yield f"         {entry.address or 'address not stated'}"
        yield f"         {standing(entry)}"
    yield verdict_words(register.verify())


def standing(entry: Listed) -> str:
    """When a snapshot was published and by whom, until when it opens and how often it was."""
    published = _day(entry.published.astimezone(clock.ZONE).date())
    ended = f"; withdrawn {_day(entry.ended)}" if entry.ended else ""
    removed = "; its files were deleted" if entry.removed else ""
    return (
        f"published {published} by {entry.by}; opens until {_day(entry.expires)}{ended}{removed}; "
        f"opened {_times(entry.opened)}, files taken {_times(entry.exported)}"
    )


def verdict_words(verdict: Verdict) -> str:
    """Whether the log is what was written, and the digest by which a shortened one is known."""
    torn = (
        f" Lines that were cut short while they were written: {', '.join(map(str, verdict.torn))}."
        if verdict.torn
        else ""
    )
    if not verdict.sound:
        return (
            f"The log was changed: line {verdict.broken} does not follow from the one before it."
            f"{torn}"
        )
    if not verdict.entries:
        return f"The log is empty: nothing has been entered in it.{torn}"
    return (
        f"Log of {verdict.entries:,} {'line' if verdict.entries == 1 else 'lines'}: each follows "
        f"from the one before it; the last is {verdict.head}.{torn}"
    )


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count:,} times")
