"""Commitments in words: what is running, what is still to run, what ends and who pays for it."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from commissioning.wording.figures import (
    MONTHS,
    Row,
    Rows,
    capitalised,
    count,
    count_in_words,
    date_in_words,
    in_words,
    listed,
    pounds_exact,
    pounds_short,
)
from commissioning.wording.sentences import NOBODY, UNSTATED, nothing_found

BASES = {"decisions": "Decisions (approved)", "contracts": "Contracts (contracted)"}
NOUNS = {"decisions": ("approval", "approvals"), "contracts": ("contract", "contracts")}
VERBS = {"decisions": "approved", "contracts": "contracted"}
STATES = {
    "running": "running",
    "not_begun": "not begun",
    "ended": "ended",
    "no_end": "no end date stated",
    "no_date": "no date stated",
}
WIDEN = ["the programme", "the funder", "the provider"]
NOT_SPENDING = {
    "decisions": (
        "Approvals are not spending: a decision says what may be spent, and not every decision has"
        " been found."
    ),
    "contracts": "Contract prices are not spending: what is paid may be more or less.",
}
EVENLY = "An amount is spread evenly over its days, which is not when it will be invoiced."


def day_words(day: datetime.date) -> str:
    """A day in full: 31 March 2027."""
    return date_in_words(day.isoformat())


def quarter_words(first_day: datetime.date) -> str:
    """A calendar quarter by the months it runs over: January to March 2027."""
    return f"{MONTHS[first_day.month - 1]} to {MONTHS[first_day.month + 1]} {first_day.year}"


def amount_words(row: Row) -> str:
    """What is committed, "up to" where the amount is a ceiling."""
    return f"{'up to ' if row['is_ceiling'] else ''}{pounds_short(row['amount_gbp'])}"


def period_words(row: Row) -> str:
    """From when to when a commitment runs, as far as that is stated."""
    if row["first_day"] is None:
        return "no date stated"
    if row["last_day"] is None:
        return f"from {day_words(row['first_day'])}, no end stated"
    return f"{day_words(row['first_day'])} to {day_words(row['last_day'])}"


def extension_words(row: Row) -> str:
    """Until when a commitment may be extended; nothing where no extension is stated."""
    extended = row["extension_last_day"]
    return f"may be extended to {day_words(extended)}" if extended else ""


def place_words(row: Row) -> str:
    """Where a commitment stands in its extract."""
    more = f", the first of {count(row['lines'], 'row')}" if row["lines"] > 1 else ""
    return f"{row['file']}, row {row['line']}{more}"


def state_sentence(
    rows: Rows, family: str, as_at: datetime.date, states: Sequence[str] = ()
) -> str:
    """What is running on a day and what of it is still to run (``commitment_summary``).

    Where only those in one other of the ``states`` are shown, what they come to.
    """
    by_state = {row["state"]: row for row in rows}
    singular, plural = NOUNS[family]
    if not by_state:
        return nothing_found("commitments", [*WIDEN, "the search"])
    if tuple(states) == ("ended",) and "ended" in by_state:
        row = by_state["ended"]
        return (
            f"{count(row['commitments'], singular, plural)} to"
            f" {count(row['services'], 'service')} had ended by {day_words(as_at)}:"
            f" {pounds_short(row['amount_gbp'])} in all."
        )
    if tuple(states) == ("not_begun",) and "not_begun" not in by_state:
        return f"No {singular} found begins after {day_words(as_at)}."
    running = by_state.get("running")
    later = by_state.get("not_begun")
    if running is None:
        said = f"No {singular} found is running on {day_words(as_at)}"
    else:
        verb = "is" if running["commitments"] == 1 else "are"
        said = (
            f"{count(running['commitments'], singular, plural)} to"
            f" {count(running['services'], 'service')} {verb} running on {day_words(as_at)};"
            f" {pounds_short(running['still_to_run_gbp'])} of their"
            f" {pounds_short(running['amount_gbp'])} is still to run"
        )
    if later:
        said += f", and {count(later['commitments'], singular, plural)} not yet begun"
        said += f" {'adds' if later['commitments'] == 1 else 'add'}"
        said += f" {pounds_short(later['still_to_run_gbp'])}"
    return f"{said}."


def ceiling_words(rows: Rows) -> str:
    """How much of what is summed is only a maximum; nothing when none is."""
    ceilings = sum(row["ceilings"] for row in rows)
    if not ceilings:
        return ""
    amount = sum((row["ceiling_gbp"] or Decimal(0) for row in rows), Decimal(0))
    verb = "is a maximum" if ceilings == 1 else "are maximums"
    return f"{ceilings:,} of these {verb} (“up to”), {pounds_short(amount)} in all."


def ceiling_notes(ceilings: int) -> list[str]:
    """The caveat that some amounts are only maximums; none when none is."""
    if not ceilings:
        return []
    verb = "is a maximum" if ceilings == 1 else "are maximums"
    return [f"{count(ceilings, 'amount')} of these {verb} (“up to”)."]


def page_words(shown: int, first: int, number: int, family: str) -> str:
    """Which of the commitments chosen are on screen, and how to come to the others."""
    singular, plural = NOUNS[family]
    if shown == number:
        return f"{capitalised(count(number, singular, plural))}, all shown."
    return (
        f"{first:,} to {first + shown - 1:,} of {count(number, singular, plural)} are shown;"
        f" {number - shown:,} more are on other pages. Search or filter to find one."
    )


def timeline_alternative(rows: Rows, as_at: datetime.date) -> str:
    """Each bar: service, days, amount and state."""
    figures = "; ".join(
        f"{row['service']} ({row['provider']}), {period_words(row)}, {amount_words(row)},"
        f" {STATES[row['state']]}"
        + (f", {extension_words(row)}" if row["extension_last_day"] else "")
        for row in rows
    )
    return (
        f"Timeline chart of {count(len(rows), 'commitment')}, each a bar from its first to its"
        f" last day, with a line at {day_words(as_at)}: {figures}."
    )


def profile_sentence(rows: Rows, family: str, as_at: datetime.date) -> str:
    """How much falls after a day, and in which years (``commitment_years``)."""
    if not rows:
        return nothing_found("commitments with a first and a last day", ["the first year", *WIDEN])
    still = sum((row["still_to_run_gbp"] for row in rows), Decimal(0))
    before = sum((row["by_as_at_gbp"] for row in rows), Decimal(0))
    verb = VERBS[family]
    since = rows[0]["financial_year"]
    if not still:
        return (
            f"Nothing {verb} falls after {day_words(as_at)};"
            f" {pounds_short(before)} from {since} falls before."
        )
    ahead = [row for row in rows if row["still_to_run_gbp"]]
    told = listed(
        f"{pounds_short(row['still_to_run_gbp'])} in {row['financial_year']}" for row in ahead[:3]
    )
    more = f", and the last in {ahead[-1]['financial_year']}" if len(ahead) > 3 else ""
    return f"{pounds_short(still)} {verb} is still to run after {day_words(as_at)}: {told}{more}."


def profile_alternative(rows: Rows, as_at: datetime.date) -> str:
    """Each year's two parts."""
    figures = "; ".join(
        f"{row['financial_year']} {pounds_short(row['by_as_at_gbp'])} before and"
        f" {pounds_short(row['still_to_run_gbp'])} still to run"
        for row in rows
    )
    return (
        "Column chart of commitments spread by day over financial years, split at"
        f" {day_words(as_at)}: {figures}."
    )


def ends_sentence(rows: Rows, family: str, as_at: datetime.date) -> str:
    """The end that takes in most services, 31 March first (``commitment_ends``)."""
    if not rows:
        return f"No end was found on or after {day_words(as_at)}. Widen {_or(WIDEN)}."
    march = max(rows, key=lambda row: (row["march_services"], -row["quarter_start"].toordinal()))
    if march["march_services"]:
        services, alone, worth = (
            march["march_services"], march["march_without_later"], march["march_gbp"],
        )  # fmt: skip
        when = f"on {day_words(march['quarter_end'])}"
    else:
        most = max(rows, key=lambda row: (row["services"], -row["quarter_start"].toordinal()))
        services, alone, worth = (
            most["services"], most["services_without_later"], most["final_year_gbp"],
        )  # fmt: skip
        when = f"in {quarter_words(most['quarter_start'])}"
    ahead = rows[0]["services_ahead"]
    who = (
        f"{capitalised(in_words(services))} of {count_in_words(ahead, 'service')}"
        if ahead > 1
        else "The one service"
    )
    singular = NOUNS[family][0]
    article = "an" if singular[0] in "aeiou" else "a"
    have = "have" if services > 1 else "has"
    return (
        f"{who} with something still to run {have} {article} {singular} that ends {when}, worth"
        f" {pounds_short(worth)} in its last twelve months; {_nothing_later(services, alone)}."
    )


def _nothing_later(services: int, alone: int) -> str:
    if services == 1:
        return f"{'nothing' if alone else 'something'} later was found for it"
    if alone == services:
        return "nothing later was found for any of them"
    return f"nothing later was found for {in_words(alone) if alone else 'none'} of them"


def quarter_name(row: Row) -> str:
    """A quarter with the services that end in it, and those that do on 31 March."""
    when = quarter_words(row["quarter_start"])
    if not row["services"]:
        return when
    march = row["march_services"]
    on = (
        ""
        if not march
        else ", on 31 March"
        if march == row["services"]
        else f", {march:,} on 31 March"
    )
    return f"{when}: {count(row['services'], 'service')}{on}"


def quarter_amount(row: Row) -> str:
    """What ends in a quarter is worth; a quarter without an end says so."""
    return "none found" if row["final_year_gbp"] is None else pounds_short(row["final_year_gbp"])


def ends_alternative(rows: Rows) -> str:
    """Each quarter with its services and their worth."""
    figures = "; ".join(f"{quarter_name(row)}, {quarter_amount(row)}" for row in rows)
    return f"Bar chart of what ends in each calendar quarter ahead: {figures}."


def exposure_sentence(rows: Rows, as_at: datetime.date) -> str:
    """The named funder with most still to run and what rests on it alone (``funder_exposure``)."""
    if not rows:
        return (
            f"Nothing found is running on {day_words(as_at)}, so nothing rests on a funder."
            f" Widen {_or(WIDEN)}."
        )
    named = [row for row in rows if row["funder"] not in NOBODY]
    if not named:
        return (
            f"No funder is stated for any of the {count(rows[0]['services'], 'service')} running"
            f" on {day_words(as_at)}."
        )
    lead = max(named, key=lambda row: (row["still_to_run_gbp"], row["funder"]))
    services = count(lead["services"], "service")
    alone = lead["services_alone"]
    rest = (
        "which has no other funder found"
        if lead["services"] == alone == 1
        else "all with no other funder found"
        if alone == lead["services"]
        else f"{in_words(alone) if alone else 'none'} of them with no other funder found"
    )
    said = (
        f"If money from {lead['funder']} stopped, {pounds_short(lead['still_to_run_gbp'])} still to"
        f" run on {services} would be exposed, {rest}."
    )
    unstated = next((row for row in rows if row["funder"] == UNSTATED), None)
    if unstated:
        said += (
            f" For {pounds_short(unstated['still_to_run_gbp'])} on"
            f" {count(unstated['services'], 'service')} no funder is stated."
        )
    return said


def funder_name(row: Row) -> str:
    """A funder with the services it pays for and how many of them have no other."""
    services = count(row["services"], "service")
    if row["funder"] == UNSTATED:
        return f"Funder not stated: {services}"
    alone = row["services_alone"]
    return f"{row['funder']}: {services}, {alone or 'none'} with no other funder found"


def exposure_alternative(rows: Rows) -> str:
    """Each funder with what is still to run."""
    figures = "; ".join(
        f"{funder_name(row)}, {pounds_short(row['still_to_run_gbp'])} still to run, the last day"
        f" {day_words(row['last_day'])}"
        for row in rows
    )
    return f"Bar chart of what is still to run by funder: {figures}."


def no_end_sentence(row: Row, family: str) -> str:
    """How many commitments have no end or no date at all, and what they come to."""
    singular, plural = NOUNS[family]
    has = "has" if row["commitments"] == 1 else "have"
    lack = "a first day and no end date" if row["state"] == "no_end" else "no date at all"
    return (
        f"{count(row['commitments'], singular, plural)} to {count(row['services'], 'service')}"
        f" {has} {lack}: {pounds_exact(row['amount_gbp'])}."
    )


def values_of(rows: Rows, family: str, field: str) -> list[str]:
    """The values one field can be filtered by (``commitment_choices``)."""
    return [row["value"] for row in rows if (row["family"], row["field"]) == (family, field)]


def _or(names: Sequence[Any]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]])
