"""What ``python -m commissioning publish`` and ``verify`` do."""

import argparse
import datetime
import getpass
from collections.abc import Sequence
from typing import TYPE_CHECKING

from commissioning import clock
from commissioning.faults import PublishFault
from commissioning.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from commissioning.snapshots.captured import Capture


def add_commands(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands to those of the command line."""
    publish = commands.add_parser("publish", help="publish views as a snapshot that a link opens")
    publish.add_argument("address", nargs="+", help="a view, such as '/spend-growth?data=london'")
    publish.add_argument("--title", default="", help="what it is called (default: the views')")
    publish.add_argument("--by", default="", help="who publishes it (default: who is signed in)")
    publish.add_argument("--expires", default="", help="last day it opens, or a number of days")
    publish.add_argument(
        "--allow-newer", action="store_true", help="let it say when a newer copy is published"
    )
    publish.add_argument(
        "--reviewed",
        default="",
        metavar="WHY",
        help="publish although some text looks like personal data, because …",
    )
    verify = commands.add_parser("verify", help="check that a snapshot is what was published")
    verify.add_argument("snapshot", help="its folder, its identifier, or its reference")
    verify.add_argument(
        "--data",
        action="store_true",
        help="work its figures out again from the data it was made of",
    )
    verify.add_argument(
        "--changes", action="store_true", help="say what changed since, beside the data of today"
    )


def publish(asked: argparse.Namespace, settings: Settings) -> None:
    """Publish some views and print, once, what opens the snapshot.

    Raises PublishFault, CaptureFault, Marked or Disclosing when nothing was published.
    """
    from commissioning.sharing.register import Register
    from commissioning.snapshots import publishing
    from commissioning.snapshots.capturing import capture_all

    expires = last_day(asked.expires)
    by = asked.by or getpass.getuser()
    captures = capture_all(asked.address, settings)
    print(what_is_public(captures))
    _hold_to_review(captures, asked.reviewed)
    made = publishing.publish(
        captures,
        settings.published,
        by=by,
        expires=expires,
        allow_newer=asked.allow_newer,
        title=asked.title,
        reviewed=asked.reviewed,
    )
    Register(settings.published).record_publication(made, by=by, expires=made.expires)
    base = settings.public_address.rstrip("/")
    print(f"Published “{made.title}”, reference {made.reference}, until {made.expires}.")
    print("This link opens it, and is not shown again:")
    print(f"{base}/s/{made.id}/")


def verify(asked: argparse.Namespace, settings: Settings) -> bool:
    """Check a snapshot and print what was found; returns whether it is what was published."""
    from commissioning.snapshots import verifying
    from commissioning.snapshots.changes import changes_since
    from commissioning.wording.publishing import changes_lines

    folder = verifying.found(asked.snapshot, settings.published)
    verdict = verifying.verify(folder, settings if asked.data else None)
    lines = list(verdict.lines)
    if asked.changes and verdict.holds:
        lines += changes_lines(changes_since(folder, settings))
    print("\n".join(lines))
    return verdict.holds


def last_day(said: str) -> datetime.date | None:
    """The day that a command names, as a date or a number of days; None where it names none.

    Raises PublishFault for what is neither.
    """
    if not said:
        return None
    try:
        if said.isdigit():
            return clock.today() + datetime.timedelta(days=int(said))
        return datetime.date.fromisoformat(said)
    except (ValueError, OverflowError):
        raise PublishFault(
            f"--expires takes a date such as 2027-03-31 or a number of days, not “{said}”."
        ) from None


def what_is_public(captures: Sequence["Capture"]) -> str:
    """What would be public, line by line: views, rows, fields, and what to look at twice."""
    lines = []
    for capture in captures:
        rows = sum(len(answer.rows) for answer in capture.answers)
        fields = sorted({column.name for answer in capture.answers for column in answer.columns})
        smallest = capture.smallest_cell
        lines += [
            f"{capture.title}: {len(capture.parts)} charts, {rows:,} rows. {capture.address}",
            f"  Fields: {', '.join(fields) or 'none'}.",
            "  Smallest count of people in a split: "
            f"{'none shown' if smallest is None else smallest}.",
            *(f"  {notice}" for notice in capture.notices),
            *(f"  {f.kind}: {f.text} ({f.where})" for f in capture.personal),
        ]
    return "\n".join(lines)


def _hold_to_review(captures: Sequence["Capture"], reviewed: str) -> None:
    found = sum(len(capture.personal) for capture in captures)
    if found and not reviewed:
        raise PublishFault(
            f"Not published: {found} pieces of text look like personal data. Read them above; "
            "if they may be public, publish again with --reviewed and the reason."
        )
