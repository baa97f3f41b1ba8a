"""Sentences about what turned one year's total into another's, from the steps between them."""

from commissioning.wording.figures import Rows, capitalised, listed, percent, pounds_short
from commissioning.wording.spending import MONEY, PLURALS

STEPS = {
    "start": "Start",
    "price_effect": "Change in prices",
    "new": "New",
    "ended": "Ended",
    "up": "Went on, with more",
    "down": "Went on, with less",
    "end": "End",
}
STEPS_FOUND = STEPS | {
    "new": "Found in the later year only",
    "ended": "Found in the earlier year only",
    "up": "Found in both, with more",
    "down": "Found in both, with less",
}


def step_name(step: str, family: str) -> str:
    """A step of a bridge as readers know it: of what was found, only that it was found."""
    return (STEPS if family == "paid" else STEPS_FOUND).get(step, "Unchanged")


def month_name(month: int) -> str:
    """The month that many months after the beginning of a financial year, 1 for April."""
    names = (
        "April", "May", "June", "July", "August", "September", "October", "November", "December",
        "January", "February", "March",
    )  # fmt: skip
    return names[month - 1]


def compared_months(months: int) -> str:
    """The months that two years are compared over, empty for whole years."""
    if months >= 12:
        return ""
    return "April alone" if months == 1 else f"April to {month_name(months)}"


def bridge_refusal(years: Rows, family: str, from_year: str, to_year: str, months: int) -> str:
    """Why two years of a family cannot be bridged, and what to choose instead."""
    if from_year == to_year:
        return f"{from_year} is both the first and the last year. Choose two years to compare."
    known = {row["financial_year"]: row for row in years if row["family"] == family}
    absent = [year for year in (from_year, to_year) if year not in known]
    if absent:
        return (
            f"There are no {MONEY[family]} for {listed(absent)}, so there is nothing to compare."
            " Choose other years."
        )
    short = [known[year] for year in (from_year, to_year) if known[year]["months"] < months]
    unfinished = [row for row in short if row["months"]]
    if unfinished:
        row = unfinished[0]
        covered = compared_months(row["months"])
        return (
            f"{row['financial_year']} is a part year: the record covers"
            f" {covered}{' only' if row['months'] > 1 else ''}. A part year is not compared with a"
            " whole one. Choose another year, or compare the same months of both."
        )
    if short:
        return (
            f"The record of {short[0]['financial_year']} does not begin with April, so it cannot be"
            " compared. Choose another year."
        )
    return (
        f"There is no price index for {from_year} or for {to_year}, so the change cannot be stated"
        " in real terms. Choose cash, or other years."
    )


def bridge_sentence(
    steps: Rows, *, family: str, dimension: str, from_year: str, to_year: str, months: int = 12
) -> str:
    """The change between two years and which kinds of member it came from (``bridge_steps``)."""
    by_step = {row["step"]: row for row in steps}
    base = by_step.get("price_effect", by_step["start"])["level_after"]
    change = by_step["end"]["amount_gbp"] - base
    real = "price_effect" in by_step
    terms = "in real terms" if real else "in cash terms"
    over = f", {compared_months(months)}," if months < 12 else ""
    paid = family == "paid"
    moves = [
        f"{words} {'added' if row['amount_gbp'] > 0 else 'took away'}"
        f" {pounds_short(abs(row['amount_gbp']))}"
        for step, words in (
            ("new", f"new {PLURALS[dimension]}" if paid else f"those found only in {to_year}"),
            ("ended", "those that ended" if paid else f"those found only in {from_year}"),
            ("up", "those with more"),
            ("down", "those with less"),
        )
        if (row := by_step[step])["amount_gbp"]
    ]
    # Growth from nothing, or from more credits than payments, has no rate.
    rate = float(100 * change / base) if base > 0 else None
    subject = capitalised(MONEY[family])
    if paid:
        verb = "rose" if change > 0 else "fell" if change < 0 else "did not change"
        share = "" if rate is None else f" ({percent(abs(rate))})"
        size = f" by {pounds_short(abs(change))}{share}" if change else ""
        opening = f"{subject} {verb}{size} {terms} from {from_year} to {to_year}{over}"
    elif not change:
        opening = f"{subject} for {to_year} come to as much as for {from_year} {terms}"
    else:
        way = "more" if change > 0 else "less"
        growth = "" if rate is None else f" ({percent(rate, signed=True)})"
        opening = (
            f"{subject} for {to_year} come to {pounds_short(abs(change))} {way} than for"
            f" {from_year}{growth} {terms}, which may only be what was found"
        )
    return f"{opening.rstrip(',')}: {'; '.join(moves)}." if moves else f"{opening.rstrip(',')}."


def bridge_alternative(steps: Rows, from_year: str, to_year: str, family: str) -> str:
    """Every step of the bridge with its amount and how many members made it."""
    figures = "; ".join(
        f"{step_name(row['step'], family)} {pounds_short(row['amount_gbp'])} ({row['members']})"
        for row in steps
    )
    return (
        f"Bridge chart from {from_year} to {to_year}, bars from top to bottom, in brackets how"
        f" many: {figures}."
    )
