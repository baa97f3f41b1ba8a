"""One indicator in words: its results, its targets, its control chart and why it has none."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from commissioning.statistics.spc_terms import (
    FULL_POINTS,
    TRIAL_POINTS,
    AmountOfData,
    AssuranceMark,
    Signal,
    VariationMark,
)
from commissioning.wording.figures import (
    MINUS,
    MONTHS,
    Row,
    Rows,
    capitalised,
    count,
    date_in_words,
    financial_year,
    listed,
    pounds_exact,
    rounded,
)

UNITS = {"percent": "Per cent", "count": "Number", "days": "Days", "rate": "Rate", "gbp": "Pounds"}
BETTER = {
    "higher": "A higher figure is better",
    "lower": "A lower figure is better",
    "neutral": "Neither a higher nor a lower figure is better",
}
STATUSES = {
    "not_returned": "not returned",
    "not_yet_due": "not yet due",
    "not_applicable": "not applicable",
    "suppressed": "suppressed",
}
VERDICTS = {
    "met_clearly": "met clearly",
    "missed_clearly": "missed clearly",
    "cannot_tell": "cannot tell",
    "no_target": "no target",
    **STATUSES,
}
BOUNDS = {"higher": "at least ", "lower": "at most "}
ABOUT_CAPABILITY = (
    "The assurance mark is about what can be expected if nothing changes. It does not say whether"
    " the last result met its target."
)
# Found by simulating charts of results that are independent of one another.
FALSE_ALARMS = (
    "Chance alone makes marks too: of 40 indicators with 24 results each, in which nothing changes,"
    " about 0.6 have a false mark at a time and about six a false signal somewhere on their"
    " chart."
)
NOT_PROOF = "Meeting a target is monitoring. It is not proof that the service made the difference."
EVERY_PERIOD = "Every period found is shown, whatever years are chosen at the side."
ONE_DRAW = (
    "An interval takes the people counted as one draw from an underlying rate: with the same"
    " service and other people, the result would fall elsewhere in it."
)


def result_words(
    value: float | None, unit: str, per: int | None = None, *, tenths: bool = False
) -> str | None:
    """A result in its own unit: 85.8%, 1,204, 6.3 days, 12.5 per 100; None where there is none.

    ``tenths`` are given always, 84.0%, for figures that are worked out.
    """
    if value is None:
        return None
    if unit == "gbp":
        return pounds_exact(Decimal(repr(value)))
    number = rounded(value, 1)
    shown = f"{number:,}".replace("-", MINUS)
    shown = shown if tenths else shown.removesuffix(".0")
    match unit:
        case "percent":
            return f"{shown}%"
        case "days":
            return f"{shown} {'day' if number == 1 else 'days'}"
        case "rate" if per:
            return f"{shown} per {per:,}"
    return shown


def of_row(row: Row, name: str) -> str | None:
    """One figure of a result, in the result's unit."""
    worked_out = name not in ("actual", "target")
    return result_words(row[name], row["unit"], row["per"], tenths=worked_out)


def period_words(start: datetime.date | None, end: datetime.date | None) -> str:
    """A period as short as it can be told: September 2025, April to June 2025, 2022/23."""
    if start is None or end is None:
        known = start or end
        if known is None:
            return "period not stated"
        return f"{'from' if start else 'to'} {date_in_words(known.isoformat())}"
    whole = start.day == 1 and (end + datetime.timedelta(days=1)).day == 1
    if not whole:
        first, last = date_in_words(start.isoformat()), date_in_words(end.isoformat())
        return first if start == end else f"{first} to {last}"
    if (start.month, end.month, end.year - start.year) == (4, 3, 1):
        return financial_year(start.year)
    last = f"{MONTHS[end.month - 1]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return last
    year = "" if start.year == end.year else f" {start.year}"
    return f"{MONTHS[start.month - 1]}{year} to {last}"


def period_of(row: Row) -> str:
    """The period of a result."""
    return period_words(row["period_start"], row["period_end"])


def target_words(row: Row) -> str | None:
    """The target of a result: at least 90%, at most 7 days; None where it has none."""
    target = of_row(row, "target")
    return None if target is None else f"{BOUNDS.get(row['better'], '')}{target}"


def parts_words(row: Row) -> str:
    """What a result was worked out from: 381 of 444."""
    above, below = row["numerator"], row["denominator"]
    if above is None or below is None:
        return ""
    return f"{result_words(above, 'count')} of {result_words(below, 'count')}"


def interval_words(row: Row) -> str | None:
    """The 95% interval of a result; None where it has none."""
    if row["interval_low"] is None:
        return None
    return f"{of_row(row, 'interval_low')} to {of_row(row, 'interval_high')}"


def no_interval(row: Row) -> str:
    """Why a result that came has no interval."""
    if row["unit"] == "days":
        return "an average needs its spread, which was not returned"
    if row["unit"] in ("percent", "rate"):
        return "the number of people behind it is not known, or does not give it"
    return "it is not a count of people or events"


def point_words(row: Row) -> str | None:
    """Whether a result as reported reaches its target; None where it is not held to one."""
    if row["point_met"] is None:
        return None
    return "met as reported" if row["point_met"] else "missed as reported"


def described(row: Row) -> str:
    """What an indicator is, whose it is, who it is about and which way it should go."""
    terms = {
        "Kind": row["indicator_kind"],
        "Service": row["service"],
        "Programme": row["programme"],
        "Reported by": row["organisation"]
        if row["reported_by"] == "comparator"
        else row["provider"],
        "About": None if row["cohort"] == "All" else row["cohort"],
    }
    said = ". ".join(f"{term}: {value}" for term, value in terms.items() if value)
    return f"{said}. {BETTER[row['better']]}."


def last_sentence(rows: Rows) -> str:
    """The last result against its target, as reported and with its interval."""
    returned = [row for row in rows if row["actual"] is not None]
    if not returned:
        return "No result has come."
    row = returned[-1]
    parts = parts_words(row)
    said = f"The last result is {of_row(row, 'actual')} for {period_of(row)}"
    said += f" ({parts})" if parts and row["unit"] in ("percent", "rate") else ""
    target = target_words(row)
    if target is None or row["point_met"] is None or row["accumulation"] == "cumulative":
        return f"{said}. {capitalised(_unheld(row))}."
    verb = "meets" if row["point_met"] else "misses"
    return f"{said}. As reported it {verb} its target of {target}. {_class_sentence(row)}"


def _unheld(row: Row) -> str:
    if row["target"] is None:
        return "it has no target"
    if row["accumulation"] == "cumulative":
        return (
            f"its target is {target_words(row)}, but it goes on adding up: the part so far is not"
            " held to it"
        )
    return "it is not held to its target"


def _class_sentence(row: Row) -> str:
    interval = interval_words(row)
    verdict = VERDICTS[row["verdict"]]
    if interval is None:
        return f"It has no interval, because {no_interval(row)}, so the figures {verdict}."
    if row["verdict"] == "cannot_tell":
        return f"Its 95% interval, {interval}, takes in the target, so the figures {verdict}."
    side = "right" if row["verdict"] == "met_clearly" else "wrong"
    return f"Its 95% interval, {interval}, is wholly on the {side} side of the target: {verdict}."


def since_sentence(rows: Rows) -> str:
    """What became of the periods after the last result; nothing where there are none."""
    after: list[Row] = []
    for row in reversed(rows):
        if row["actual"] is not None:
            break
        after.insert(0, row)
    said = [f"{period_of(row)} ({STATUSES[row['status']]})" for row in after if row["status"]]
    return f"No result since: {listed(said)}." if said else ""


def gaps_sentence(rows: Rows) -> str:
    """The periods without a result, by what became of them; nothing where there are none."""
    said = []
    for status, words in STATUSES.items():
        periods = [period_of(row) for row in rows if row["status"] == status]
        if periods:
            said.append(f"{capitalised(words)}: {listed(periods)}.")
    return " ".join([*said, "A gap is left a gap, never drawn as zero."]) if said else ""


def has_limits(rows: Rows) -> bool:
    """Whether any result has limits, on trial or not, to be judged by."""
    return any(row["amount"] in (AmountOfData.FULL, AmountOfData.TRIAL) for row in rows)


def last_part(rows: Rows, rebased: bool) -> list[Row]:
    """The results that the limits at the last result come from."""
    returned = [row for row in rows if row["actual"] is not None]
    if not rebased:
        return returned
    version = returned[-1]["definition_version"]
    return [row for row in returned if row["definition_version"] == version]


def control_sentence(rows: Rows, rebased: bool) -> str:
    """What the chart says: the last point, and whether the target is in reach."""
    last = last_part(rows, rebased)[-1]
    number = len(last_part(rows, rebased))
    name = last["indicator"]
    result = f"{of_row(last, 'actual')} for {period_of(last)}"
    if last["amount"] == AmountOfData.FULL:
        return f"{name}: {result} is {_variation(last)}. {_assurance(last)}"
    if last["amount"] == AmountOfData.TRIAL:
        return (
            f"{name}: {result}. With {count(number, 'result')} the limits are on trial, and no"
            f" result is judged by them until there are {FULL_POINTS}."
        )
    if number >= TRIAL_POINTS:
        return f"{name}: {result}. No two results are neighbours, so there are no limits."
    return f"{name}: {result}. {capitalised(count(number, 'result'))}: too few for limits."


def _variation(row: Row) -> str:
    mark = VariationMark(row["variation"])
    if mark is VariationMark.COMMON_CAUSE:
        return "within its usual variation"
    if mark in (VariationMark.NEUTRAL_HIGH, VariationMark.NEUTRAL_LOW):
        return f"{mark.words.partition(';')[0]}, where neither way is better"
    sort, _, how = mark.words.partition(": ")
    return f"{'an' if sort == 'improvement' else 'a'} {sort}: {how}"


def _assurance(row: Row) -> str:
    mark, target = AssuranceMark(row["assurance"]), target_words(row)
    if mark is AssuranceMark.NONE:
        return "It has no target." if target is None else "It is not held to its target."
    expected = {
        AssuranceMark.PASS: "is expected to be met every time",
        AssuranceMark.FAIL: "is expected to be missed every time",
        AssuranceMark.HIT_OR_MISS: "may be met or missed by chance",
    }
    return (
        f"If nothing changes, the target of {target} {expected[mark]}. That is what to expect, not"
        " how this result did."
    )


def signal_words(row: Row) -> str | None:
    """What a point of the chart is, where its part has points enough to say."""
    if row["signal"] is None or row["amount"] != AmountOfData.FULL:
        return None
    return Signal(row["signal"]).words


def refused_sentence(rows: Rows) -> str:
    """Why an indicator has no control chart, with its last result."""
    reason = rows[0]["not_charted"]
    return f"{rows[0]['indicator']}: no control chart. {reason}"


def nothing_came(rows: Rows) -> str:
    """What to say in place of a chart where no result came."""
    statuses = {row["status"] for row in rows if row["status"]}
    said = listed(STATUSES[status] for status in STATUSES if status in statuses)
    return (
        f"No result has come for {rows[0]['indicator']}{f' ({said})' if said else ''}, so there is"
        " nothing to draw. Choose another indicator."
    )


def no_target(row: Row) -> str:
    """That an indicator has no target, and whether it could have one."""
    if row["better"] == "neutral":
        return "It has no target: neither a higher nor a lower figure is better."
    return "No target was found for it."


def splits_sentence(splits: Sequence[tuple[str, Rows]]) -> str:
    """By what an indicator's results are split, with the parts that are withheld."""
    said = []
    for name, rows in splits:
        cohorts = len({row["cohort"] for row in rows})
        withheld = sum(row["status"] == "suppressed" for row in rows)
        more = f", {withheld:,} of {len(rows):,} returns suppressed" if withheld else ""
        said.append(f"{name} ({count(cohorts, 'group')}{more})")
    if not said:
        return "Its results are for everyone: no split by area, provider or group was found."
    return (
        f"Its results are also split by {listed(said)}. Small numbers of people are suppressed"
        " before anything is worked out from them."
    )
