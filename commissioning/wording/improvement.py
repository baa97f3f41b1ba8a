"""The improvement of commissioning in words: facts with their paragraphs, stages, gaps."""

import datetime
from collections import Counter
from collections.abc import Sequence

from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count,
    count_in_words,
    date_in_words,
    in_words,
    listed,
    rounded,
    uncapitalised,
)

STAGES = {1: "Planning", 2: "Securing services", 3: "Monitoring and evaluation"}
# What dates alone let one say of a service at each stage.
INFERRED = {
    1: "run now, with their last day within six months",
    2: "are approved or contracted, and not begun",
    3: "run now, with a last day later than that, or with none stated",
}
NO_STAGE = {
    "ended": "ended, with nothing later found",
    "no_end": "begun, with no end stated",
    "no_date": "no date stated",
}
RULE = (
    "Inferred from the dates of decisions and contracts found. A service with something running on"
    " the day is at stage 3. It is at stage 1 instead, planning what follows, when the last day of"
    " all that was found for it is within six months and nothing found for it may run on without an"
    " end. With nothing running and something that begins later it is at stage 2."
)
PAPER_IS_SILENT = "The paper prints the stages; it does not say at which stage any service is."
RULE_LIMITS = (
    "What has ended, has no end stated or has no date has no stage. Dates cannot show work that has"
    " no decision yet: a service may be further on than this says."
)
MADE_BY = {
    "own": "Its own reviews and audits",
    "scrutiny": "Outside scrutiny",
    "comparator": "Another body, for comparison",
}
KINDS = {
    "review": "Review",
    "milestone": "Milestone",
    "project": "Project",
    "output": "Product",
    "training": "Training",
    "survey": "Survey",
    "practice": "Practice",
    "vanguard": "Vanguard project",
    "cycle": "Stage of the cycle",
    "equality": "Equality",
    "governance": "Governance",
    "legal": "Power",
}
# Facts that happened in the course of the programme; powers are older than it.
COURSE = ("review", "milestone", "project", "output", "survey", "practice", "vanguard", "equality")
DATE_PARTS = {4: "the year", 7: "the month", 10: "the day"}
NOTHING_FOUND = (
    "That nothing was found does not mean that nothing was done: only public pages were searched,"
    " and most could be read only in part. A row may stand for several recommendations of a review."
)
NO_TOTAL = (
    "These are hours for each participant. A total needs the number of participants, which is not"
    " printed."
)
NO_INTERVAL = (
    "An interval needs the number of people who answered. To say whom they speak for, one would"
    " also need how many were asked, and in what words."
)


def paragraph_words(row: Row) -> str:
    """Where a fact stands in its paper: paragraph 1.7, section 5, under “Interdependencies”."""
    place = row["source_para"]
    if not place[:1].isdigit():
        return f"under “{place}”"
    return f"{'paragraph' if '.' in place else 'section'} {place}"


def value_words(row: Row) -> str:
    """The figure of a fact: 35 hours, 86%; nothing where it has none."""
    if row["value"] is None:
        return ""
    number = rounded(row["value"], 1)
    text = f"{rounded(number) if number == number.to_integral_value() else number:,}"
    return f"{text}%" if row["unit"] == "percent" else f"{text} {row['unit'] or ''}".strip()


def when_words(row: Row) -> str:
    """When a fact happened, as precisely as the paper says; some time in a year is said so."""
    if not row["date"]:
        return ""
    said = date_in_words(row["date"])
    # The year of an Act is its name's, not a date that is half known.
    return f"some time in {said}" if len(row["date"]) == 4 and row["kind"] != "legal" else said


def of_kinds(rows: Rows, kinds: Sequence[str]) -> list[Row]:
    """The facts of some kinds (``improvement_items``), in the order of the paper's extract."""
    return [row for row in rows if row["kind"] in kinds]


def dated(rows: Rows) -> list[Row]:
    """The dated facts of the programme's course, in order of the first day each can have been."""
    known = [row for row in of_kinds(rows, COURSE) if row["date"]]
    return sorted(known, key=lambda row: (row["earliest"], row["latest"], row["line"]))


def programme_sentence(rows: Rows) -> str:
    """How many facts the paper gives and how many lack something (``improvement_items``)."""
    gaps = sum(row["not_printed"] is not None for row in rows)
    return (
        f"{capitalised(count_in_words(len(rows), 'fact'))} from one paper on improving"
        f" commissioning {'is' if len(rows) == 1 else 'are'} shown, each with its place in it."
        f" {capitalised(in_words(gaps))} {'lacks' if gaps == 1 else 'lack'} something that was not"
        " published."
    )


def course_sentence(rows: Rows) -> str:
    """From when to when the programme ran, and how exact its dates are."""
    known = dated(rows)
    if not known:
        return "No dated fact about the programme was found."
    first, last = known[0], max(known, key=lambda row: row["latest"])
    exact = Counter(len(row["date"]) for row in known)
    told = listed(
        f"{in_words(exact[length])} to {part}"
        for length, part in DATE_PARTS.items()
        if exact[length]
    )
    one = len(known) == 1
    span = f"in {date_in_words(first['date'])}"
    if not one:
        span = f"from {date_in_words(first['date'])} to {date_in_words(last['date'])}"
    return (
        f"{capitalised(count_in_words(len(known), 'fact'))} of the programme"
        f" {'is' if one else 'are'} dated, {span}: {told}."
    )


def course_alternative(rows: Rows) -> str:
    """Each dated fact with its date and paragraph."""
    figures = "; ".join(
        f"{when_words(row)}, {KINDS[row['kind']].lower()}: {row['item']} ({paragraph_words(row)})"
        for row in rows
    )
    return (
        f"Timeline chart of {count(len(rows), 'fact')}, each a bar as long as the time its date"
        f" leaves open: {figures}."
    )


def stage_counts(rows: Rows) -> dict[int, list[Row]]:
    """The services at each stage (``service_stages``)."""
    return {stage: [row for row in rows if row["stage"] == stage] for stage in STAGES}


def stages_sentence(rows: Rows, as_at: datetime.date) -> str:
    """How many services are at each stage, and how many have none (``service_stages``)."""
    if not rows:
        return "No service with a decision or a contract was found."
    told = listed(
        f"{in_words(len(found)) if found else 'none'} at stage {stage} ({STAGES[stage].lower()})"
        for stage, found in stage_counts(rows).items()
    )
    placed = sum(row["stage"] is not None for row in rows)
    return (
        "By this dashboard’s own rule, which infers stages from dates, and not by the body’s own"
        f" account: on {date_in_words(as_at.isoformat())}, {in_words(placed)} of"
        f" {count(len(rows), 'service')} {'is' if placed == 1 else 'are'} in the commissioning"
        f" cycle, {told}."
    )


def how_many(services: int) -> str:
    """A number of services at a stage, as the start of "… run now"."""
    return f"{services:,} of the services" if services else "None of the services"


def no_stage_words(rows: Rows) -> str:
    """Why the other services have no stage, with how many for each reason."""
    found = Counter(row["state"] for row in rows if row["stage"] is None)
    told = "; ".join(
        f"{found[state]:,} {words}" for state, words in NO_STAGE.items() if found[state]
    )
    return f"{count(sum(found.values()), 'service')} without a stage: {told}." if told else ""


def period_of(row: Row) -> str:
    """The days of the commitment that decides a stage, as far as they are stated."""
    first, last = (
        date_in_words(row[name].isoformat()) if row[name] else ""
        for name in ("first_day", "last_day")
    )
    if not first:
        return "no date stated"
    said = f"{first} to {last}" if last else f"from {first}, no end stated"
    if row["extension_last_day"]:
        until = date_in_words(row["extension_last_day"].isoformat())
        said += f"; may be extended to {until}"
    return said


def recommendations_sentence(rows: Rows) -> str:
    """How many recommendations were found, by whom, and for how many nothing more was."""
    asked = [row for row in rows if row["kind"] == "recommendation"]
    if not asked:
        return "No recommendation on commissioning was found."
    by = Counter(row["made_by"] for row in asked)
    told = listed(
        f"{in_words(by[who])} from {words}"
        for who, words in (("own", "its own reviews and audits"), ("scrutiny", "outside scrutiny"),
                           ("comparator", "other bodies")) if by[who]
    )  # fmt: skip
    unanswered = sum(row["response_found"] is False for row in asked)
    others = len(rows) - len(asked)
    said = (
        f"{capitalised(count_in_words(len(asked), 'recommendation'))} on commissioning"
        f" {'was' if len(asked) == 1 else 'were'} found, {told}. For {in_words(unanswered)} of them"
        " nothing done in answer was found."
    )
    if others:
        said += (
            f" {capitalised(count_in_words(others, 'more row'))}"
            f" {'recommends' if others == 1 else 'recommend'} nothing."
        )
    return said


def unprinted_reviews(rows: Rows) -> list[str]:
    """The reviews of ``improvement_items`` of which something is not printed, a sentence each."""
    return [
        f"Not in these tables: {row['item']} ({when_words(row)}, {paragraph_words(row)})."
        f" Not printed: {uncapitalised(row['not_printed'])}."
        + (f" {row['note']}." if row["note"] else "")
        for row in of_kinds(rows, ("review",))
        if row["not_printed"]
    ]


def found_words(row: Row) -> str:
    """Whether anything done about a recommendation was found."""
    if row["response_found"] is None:
        return f"not a recommendation: {row['kind']}"
    return "found" if row["response_found"] else "not found"
