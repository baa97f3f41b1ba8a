"""Words on groups of people: rates, ratios and differences, described and never explained."""

from commissioning.evidence.equality import MISSING_LIMIT_PERCENT
from commissioning.wording.figures import (
    MINUS,
    Row,
    Rows,
    count,
    listed,
    number_signed,
    percent,
    rounded,
)
from commissioning.wording.results import (
    STATUSES,
    interval_words,
    parts_words,
    period_of,
    unit_words,
    worked_out,
)
from commissioning.wording.splits import NOUNS, without_a_rate

RATIO = "A ratio of 1 means that the two rates are alike."
OTHER_WAY = (
    "A ratio of those without the result would be another number, and can point the other way, so"
    " read the ratio with the rates and their difference."
)
NOT_PROOF = (
    "This describes; it does not prove bias. Groups may differ in age, in need and in what brought"
    " them, and none of that is allowed for."
)
IN_THE_SERVICE = (
    "Rates are of people in the service, not of residents, so they say nothing of who was never"
    " referred or did not come."
)
MISSING_RULE = (
    f"No ratio or difference is shown where more than {MISSING_LIMIT_PERCENT}% of people are in no"
    " group, or might be: it could tell more of the recording than of the people. The level is this"
    " dashboard’s own judgement."
)
TOO_FEW_TO_TELL = (
    "For {names}, one of the two intervals takes in “no difference” and the other does not: they"
    " are worked out in different ways, and with so few people the figures cannot tell."
)


def missing_sentence(rows: Rows) -> str:
    """How many people are in no group (``equality_rates``), which comes before any comparison."""
    first = rows[0]
    split = first["dimension"]
    if first["missing_most_percent"] is None:
        return f"How many people have no {split} recorded is not known for {_period(rows)}."
    of = f"{first['people']:,.0f} people"
    if first["missing_percent"] is None and all(row["is_recorded"] for row in rows):
        hidden = [row["denominator"] for row in rows].count(None)
        groups = count(len(rows), *NOUNS[split])
        all_suppressed = hidden == sum(row["status"] == "suppressed" for row in rows)
        why = "suppressed" if all_suppressed else "suppressed or did not come"
        return (
            f"The figures of {hidden:,} of {groups} are {why}, so how many of"
            f" {of} have no {split} recorded for {_period(rows)} cannot be told."
        )
    if first["missing_percent"] is None:
        most = percent(first["missing_most_percent"])
        return (
            f"At most {most} of {of} have no {split} recorded for {_period(rows)}. How many exactly"
            " cannot be told, because figures are suppressed."
        )
    if not first["missing_percent"]:
        return f"All {of} have their {split} recorded for {_period(rows)}."
    return (
        f"{percent(first['missing_percent'])} of {of} have no {split} recorded for {_period(rows)}."
    )


def rates_sentence(rows: Rows) -> str:
    """Which groups differ from the reference group by more than chance, and of which none can say.

    A group differs when the intervals of the difference and of the ratio both leave out no
    difference.
    """
    one, several = NOUNS[rows[0]["dimension"]]
    shown = [row for row in rows if row["rate"] is not None and row["is_recorded"]]
    if not shown:
        return (
            f"None of the {several} has a figure that can be shown for {_period(rows)}. Choose"
            " another period."
        )
    compared = [row for row in shown if row["difference_points"] is not None]
    if not compared:
        said = next(
            (row["why_no_ratio"] for row in shown if not row["is_reference"]),
            "No other group has a figure that can be shown.",
        )
        return f"Rates by {one} are shown, and none is set against another. {said}"
    reference = f"{compared[0]['reference_cohort']}, the reference group"
    apart = [row for row in compared if _differs(row)]
    unclear = [row["cohort"] for row in compared if row not in apart]
    said = [
        f"The rate of the {one} {row['cohort']} is {_size(row)} than that of {reference}, which is"
        " more than chance alone would explain."
        for row in apart
    ]
    if unclear:
        others = "the others, " if apart else ""
        said.append(
            f"For {others}{listed(unclear)}, the figures cannot tell a difference"
            + ("." if apart else f" from {reference}.")
        )
    return " ".join(said)


def rates_subtitle(rows: Rows) -> str:
    """What is measured, of whom, where and when."""
    first = rows[0]
    return (
        f"{first['indicator']} ({first['service']}), {_period(rows)}, {unit_words(first)} of"
        f" people in the service, by {first['dimension']}, with 95% intervals."
    )


def ratios_sentence(rows: Rows) -> str:
    """How far the ratios reach, all of them named."""
    said = listed(f"{row['cohort']} {ratio_in_words(row)}" for row in rows if row["relative_rate"])
    return f"Rates over that of {rows[0]['reference_cohort']}: {said}."


def ratios_subtitle(rows: Rows) -> str:
    """What a ratio is of, on which scale, and that the difference stands beside it."""
    first = rows[0]
    return (
        f"Relative rate index, {first['indicator']}, {_period(rows)}: the rate of each group over"
        f" that of the reference group, {first['reference_cohort']}, on a scale of ratios, with"
        " 95% intervals and the difference in percentage points."
    )


def why_no_ratio_sentence(rows: Rows) -> str:
    """Why there is no ratio at all."""
    reasons = [row["why_no_ratio"] for row in rows if row["is_recorded"] and row["why_no_ratio"]]
    others = [reason for reason in reasons if not reason.startswith("This is")]
    reason = (others or ["No other group has a figure that can be shown."])[0]
    return f"No ratio of rates is shown. {reason}"


def ratio_in_words(row: Row) -> str:
    """A ratio with its interval: 0.78 (0.63 to 0.97)."""
    ends = (row["relative_rate"], row["relative_rate_low"], row["relative_rate_high"])
    ratio, low, high = (f"{rounded(end, 2):,}" for end in ends)
    return f"{ratio} ({low} to {high})"


def difference_in_words(row: Row) -> str:
    """A difference with its interval: −16.4 points (−29.7 to −3.3)."""
    ends = ("difference_points", "difference_low_points", "difference_high_points")
    difference, low, high = (number_signed(row[name]) for name in ends)
    return f"{difference} points ({low} to {high})"


def group_words(row: Row) -> str:
    """A group by its name, the reference group marked."""
    return f"{row['cohort']} (reference group)" if row["is_reference"] else str(row["cohort"])


def rate_words(row: Row) -> str:
    """A rate with its interval and its counts, or the status a group has instead of one."""
    if row["rate"] is None:
        return STATUSES.get(row["status"], "returned without both of its numbers")
    ends = interval_words(row)
    return f"{worked_out(row, 'rate')} ({ends}), {parts_words(row)}"


def rates_caveats(rows: Rows) -> tuple[str, ...]:
    """What the rates are of, who is not shown and what they cannot say."""
    return (IN_THE_SERVICE, *without_a_rate(rows), NOT_PROOF)


def ratios_caveats(rows: Rows) -> tuple[str, ...]:
    """How to read a ratio, and for whom ratio and difference do not agree."""
    torn = [
        row["cohort"]
        for row in rows
        if row["relative_rate"] and _ratio_leaves_out_one(row) != _difference_leaves_out_zero(row)
    ]
    told = (TOO_FEW_TO_TELL.format(names=listed(torn)),) if torn else ()
    without = [
        f"{row['cohort']}: {row['why_no_ratio']}"
        for row in rows
        if row["why_no_ratio"] and row["difference_points"] is not None
    ]
    return (RATIO, *told, *without, OTHER_WAY, IN_THE_SERVICE, NOT_PROOF)


def rates_alternative(rows: Rows) -> str:
    """Every group with its rate and interval, or what it has instead."""
    figures = "; ".join(f"{group_words(row)}: {rate_words(row)}" for row in rows)
    first = rows[0]
    return (
        f"Dot and line chart of {first['indicator']}, {_period(rows)}, by {first['dimension']},"
        f" each rate with its 95% interval. {figures}."
    )


def ratios_alternative(rows: Rows) -> str:
    """Every ratio and difference with its interval."""
    figures = "; ".join(
        f"{row['cohort']}: {ratio_in_words(row)}, {difference_in_words(row)}"
        for row in rows
        if row["relative_rate"]
    )
    return (
        f"Dot and line chart of ratios to the rate of {rows[0]['reference_cohort']},"
        f" {_period(rows)}, 1 being alike. {figures}."
    )


def published_groups_sentence(rows: Rows) -> str:
    """What a package has instead of splits: results published of one group alone."""
    if not rows:
        return "No result published of one group of people alone was found either."
    return (
        f"{count(len(rows), 'result was', 'results were')} found that were published of one group"
        " of people alone. A group alone cannot be compared: the others were not published for the"
        " same service and period, or not with the numbers of people. They are listed so that they"
        " can be read at their source."
    )


def _differs(row: Row) -> bool:
    return _difference_leaves_out_zero(row) and (
        row["relative_rate"] is None or _ratio_leaves_out_one(row)
    )


def _difference_leaves_out_zero(row: Row) -> bool:
    return bool(row["difference_low_points"] > 0 or row["difference_high_points"] < 0)


def _ratio_leaves_out_one(row: Row) -> bool:
    return bool(row["relative_rate_low"] > 1 or row["relative_rate_high"] < 1)


def _size(row: Row) -> str:
    """How far a rate is from the reference group's: 16.4 percentage points lower."""
    number = number_signed(row["difference_points"]).lstrip(f"+{MINUS}")
    return f"{number} percentage points {'higher' if row['difference_points'] > 0 else 'lower'}"


def _period(rows: Rows) -> str:
    return period_of(rows[0])
