"""Sentences about where money goes and what changed, each from the rows it stands over."""

from collections.abc import Sequence
from decimal import Decimal

from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count,
    listed,
    percent,
    pounds_short,
    start_year,
    year_span,
)
from commissioning.wording.sentences import (
    NOBODY,
    OTHERS,
    UNSTATED,
    members_in_words,
    nothing_found,
)

# What a family's money is, as the subject of a sentence and after "of".
MONEY = {
    "paid": "payments",
    "contracts": "contract prices",
    "decisions": "approvals in decisions found",
    "grants": "grants found",
}
BASES = {
    "paid": "payments less credits",
    "contracts": "contract prices spread by day",
    "decisions": "approvals, not spending",
    "grants": "grants accepted",
}
PLURALS = {
    "programme": "programmes",
    "service": "services",
    "provider": "providers",
    "provider_group": "providers and groups",
    "area": "areas",
    "funder": "funders",
    "instrument": "instruments",
}
FOUND_ONLY = (
    "Coverage differs from year to year, so a difference may come from which decisions were found."
)
NOT_ADDED = "Bases are never added: an approval, a contract price and a payment are three things."


def noun(dimension: str, number: int) -> str:
    """A dimension's members as words: "1 service", "12 services"."""
    plural = PLURALS[dimension]
    single = {"provider_group": "provider or group"}.get(dimension, dimension)
    return count(number, single, plural)


def dimension_words(dimension: str) -> str:
    """A dimension inside a sentence: "provider group"."""
    return dimension.replace("_", " ")


def breakdown_sentence(rows: Rows, *, family: str, dimension: str, chosen: Sequence[str]) -> str:
    """How much went where, and who had most of it (``spend_breakdown``, largest first)."""
    first = rows[0]
    # The years that have amounts, which may be fewer than those chosen.
    known = (min(row["first_year"] for row in rows), max(row["last_year"] for row in rows))
    of = f" within {listed(chosen)}" if chosen else ""
    opening = (
        f"{capitalised(MONEY[family])}{of} come to {pounds_short(first['total_gbp'])} in"
        f" {year_span(known)}, among {noun(dimension, first['members'])}"
    )
    named = [row for row in rows if row["one_member"]]
    # Of a total that credits bring to nothing or less there are no shares.
    if first["members"] == 1 or not named or first["total_gbp"] <= 0:
        return f"{opening}."
    largest = named[0]
    who = f"{largest['member']} has {percent(largest['share_percent'])}"
    unstated = [row for row in rows if not row["one_member"]]
    share = sum(row["share_percent"] for row in unstated)
    one = f"no one {dimension_words(dimension)}"
    if share < 0:
        returned = -sum(row["amount_gbp"] for row in unstated)
        return f"{opening}. {who}; credits of {pounds_short(returned)} name {one}."
    return f"{opening}. {who}{f'; for {percent(share)} {one} is stated' if share else ''}."


def concentration_sentence(rows: Rows, *, groups: bool) -> str:
    """The latest whole year's largest provider and effective number (``concentration``)."""
    stated = [row for row in rows if row["hhi"] is not None]
    whole = [row for row in stated if not row["part_year"]]
    if stated and not whole:
        return "Providers are named in a part year only, so there is no whole year to speak of."
    if not whole:
        return "No provider is named in the years shown, so concentration cannot be stated."
    row = max(whole, key=lambda each: start_year(each["financial_year"]))
    grouped = ", groups counted as one" if groups else ""
    year = row["financial_year"]
    if row["unnamed_gbp"] > 0:
        share = 100 * row["named_gbp"] / (row["named_gbp"] + row["unnamed_gbp"])
        named = f"In {year} {percent(share, 0)} of the money names one body as its provider."
    elif row["unnamed_gbp"]:
        named = f"In {year} credits of {pounds_short(-row['unnamed_gbp'])} name no one body."
    else:
        named = f"In {year} every pound names one body as its provider."
    if row["providers"] == 1:
        return f"{named} All that is named is of one provider, {row['largest']}."
    return (
        f"{named} Of what is named, {row['largest']} has {percent(row['top1_percent'])} and the"
        f" largest three {percent(row['top3_percent'])}: as concentrated as among"
        f" {row['effective_number']:.1f} providers of equal size{grouped}."
    )


def band_name(row: Row) -> str:
    """A band of sizes in words: "£50,000 to under £100,000"."""
    low, high = row["from_gbp"], row["below_gbp"]
    if high is None:
        return f"{pounds_short(low)} or more"
    return (
        f"Under {pounds_short(high)}"
        if not low
        else f"{pounds_short(low)} to under {pounds_short(high)}"
    )


def size_sentence(rows: Rows, *, family: str) -> str:
    """The median and how much of the money is in entries of a million pounds or more."""
    million = Decimal(1_000_000)
    large = [row for row in rows if row["from_gbp"] >= million]
    entries = sum(row["entries"] for row in rows)
    single, plural = ("payment", "payments") if family == "paid" else ("award", "awards")
    share = sum(row["amount_percent"] for row in large)
    if entries == 1:
        return f"There is one {single}, of {pounds_short(rows[0]['largest_gbp'])}."
    number = sum(row["entries"] for row in large)
    held = (
        f"{count(number, single, plural)} of £1m or more {'holds' if number == 1 else 'hold'}"
        f" {percent(share, 0)} of the money"
        if number
        else "none is of £1m or more"
    )
    return (
        f"Half of the {entries:,} {plural} are of {pounds_short(rows[0]['median_gbp'])} or less;"
        f" {held}."
    )


def instrument_words(name: str) -> str:
    """An instrument as readers know it."""
    known = {
        "grant": "Grants",
        "contract": "Contracts",
        "in_house": "In house",
        "budget_transfer": "Budget transfers",
        "unknown": "Not stated",
        "grant_received": "Grants received",
    }
    return known.get(name, capitalised(name.replace("_", " ")))


def instruments_sentence(rows: Rows, *, family: str) -> str:
    """Grants against contracts over the years shown (``spend_breakdown`` by instrument)."""
    said = listed(
        f"{instrument_words(row['member']).lower()} {percent(row['share_percent'])}"
        for row in rows
        if row["share_percent"] is not None
    )
    if not said:
        return f"The {MONEY[family]} shown come to nothing, so there are no shares to state."
    return f"Of {MONEY[family]}: {said}."


def areas_sentence(rows: Rows, *, family: str) -> str:
    """How much of the money names one area (``area_amounts``)."""
    areas = [row for row in rows if row["short_name"] is not None]
    found = [row for row in rows if row["amount_gbp"] is not None]
    one = [row for row in found if row["area"] != "Not stated"]
    total = sum((row["amount_gbp"] for row in found), Decimal(0))
    if not found:
        return nothing_found(MONEY[family], ["the years", "the programme"])
    if not one:
        return f"None of the {MONEY[family]} shown names one area."
    named = sum((row["amount_gbp"] for row in one), Decimal(0))
    share = f" ({percent(float(100 * named / total))})" if total > 0 else ""
    some = sum(row["amount_gbp"] is not None for row in areas)
    return (
        f"{pounds_short(named)} of {pounds_short(total)} in {MONEY[family]}{share} names one"
        f" area: {some} of {count(len(areas), 'area')} {'has' if some == 1 else 'have'} some."
    )


def flow_sentence(rows: Rows, *, family: str) -> str:
    """The funder behind most of the money and how much names none (``funding_flow``)."""
    total = rows[0]["total_gbp"]
    funders = {row["funder"]: row["funder_gbp"] for row in rows}
    unnamed = funders.pop(UNSTATED, Decimal(0))
    opening = f"{capitalised(MONEY[family])} of {pounds_short(total)}"
    named = sorted(funders.keys() - NOBODY)
    if not named:
        return f"{opening} name no funder."
    leader = max(named, key=lambda name: funders[name])
    # Of a total that credits bring to nothing or less there are no shares.
    share = (
        percent(float(100 * funders[leader] / total))
        if total > 0
        else pounds_short(funders[leader])
    )
    if unnamed < 0:
        rest = f" Credits of {pounds_short(-unnamed)} name no funder."
    elif unnamed:
        part = percent(float(100 * unnamed / total)) if total > 0 else pounds_short(unnamed)
        rest = f" {part} names no funder."
    else:
        rest = " Every pound names its funder."
    who = members_in_words(funders, "funder")
    return f"{opening} name {who}; {leader} is named for {share}.{rest}"


def balance_sentence(rows: Rows, *, family: str) -> str:
    """What came in by name against what goes out in the same names (``funding_balance``)."""
    funders = [row for row in rows if row["funder"] not in NOBODY]
    both = [row for row in funders if row["gap_gbp"] is not None]
    alone = [row for row in funders if row["gap_gbp"] is None]
    if not both:
        return "No funder has both money in and money out in the years shown."
    gap = sum((row["gap_gbp"] for row in both), Decimal(0))
    came = sum((row["received_gbp"] for row in both), Decimal(0))
    went = sum((row["out_gbp"] for row in both), Decimal(0))
    set_against = (
        f"{pounds_short(abs(gap))} {'more' if gap > 0 else 'less'} than" if gap else "as much as"
    )
    appear = "appears" if len(alone) == 1 else "appear"
    apart = f" {count(len(alone), 'funder')} {appear} on one side only." if alone else ""
    if any(row["funder"] == OTHERS for row in rows):
        apart += f" Those filed together as “{OTHERS}” may be different funders on each side."
    return (
        f"{count(len(both), 'funder')} on both sides gave {pounds_short(came)}, which is"
        f" {set_against} the {pounds_short(went)} of {MONEY[family]} in"
        f" {'its name' if len(both) == 1 else 'their names'}.{apart}"
    )


def monthly_sentence(rows: Rows) -> str:
    """Payments to date against the same months of the year before (``spend_by_month``)."""
    last = rows[-1]
    credits_given = sum((row["credits_gbp"] for row in rows), Decimal(0))
    returned = (
        f" Credits took {pounds_short(-credits_given)} off what was paid in the months shown."
        if credits_given
        else ""
    )
    month = f"{last['month']:%B %Y}"
    if last["to_date_growth_percent"] is None:
        return f"Payments are known to {month}.{returned}"
    growth = last["to_date_growth_percent"]
    way = (
        f"{percent(abs(growth))} {'more' if growth > 0 else 'less'} than"
        if growth
        else "as much as"
    )
    same = "month" if last["month"].month == 4 else "months"
    return (
        f"{pounds_short(last['to_date_gbp'])} was paid in {last['financial_year']} to the end of"
        f" {month}, {way} in the same {same} of the year before.{returned}"
    )


def bases_sentence(rows: Rows, service: str) -> str:
    """A service's latest year with two bases or more, one beside the other (``service_bases``)."""
    names = (("approved_gbp", "approved"), ("contracted_gbp", "contracted"), ("paid_gbp", "paid"))
    several = [
        row
        for row in rows
        if sum(row[name] is not None for name, _ in names) > 1 and not row["paid_part_year"]
    ]
    if not several:
        held = {words for row in rows for name, words in names if row[name] is not None}
        if len(held) > 1:
            return (
                f"For {service} there is what was {listed(sorted(held))}, but no two of them for"
                " one whole year, so there is nothing to set side by side."
            )
        return (
            f"For {service} there is only what was {listed(held)}, so there is nothing to set it"
            " against."
        )
    row = max(several, key=lambda each: start_year(each["financial_year"]))
    said = [
        f"{pounds_short(row[name])} was {words}" for name, words in names if row[name] is not None
    ]
    absent = [words for name, words in names if row[name] is None]
    rest = f" Nothing {' or '.join(absent)} was found." if absent else ""
    return f"{service}, {row['financial_year']}: {', '.join(said)}.{rest}"


def members_left(rows: Rows, drawn: int, dimension: str) -> str | None:
    """A caveat for members that a chart leaves to its table."""
    total = rows[0]["found"] if rows and "found" in rows[0] else len(rows)
    if total <= drawn:
        return None
    return f"The chart shows {drawn} of {noun(dimension, total)}; the table has the others."
