"""Words on areas and providers set beside each other: a flag is a question, and none is ranked."""

from collections.abc import Sequence

from commissioning.wording.figures import (
    Row,
    Rows,
    count,
    date_in_words,
    listed,
    percent,
    rounded,
)
from commissioning.wording.results import (
    interval_words,
    parts_words,
    period_of,
    unit_words,
    worked_out,
)
from commissioning.wording.splits import NOUNS, without_a_rate

QUESTIONS = {
    "provider": ("What differs in the people it sees?", "What differs in the people they see?"),
    "area": ("What differs there, or in its people?", "What differs there, or in their people?"),
}
CHANCE = "chance alone"
SCALES = {"percent": "arcsine", "rate": "square root"}
# One unit in so many is outside 95% limits by chance.
CHANCE_OF = 20
FLAGS = {
    ("within", None): "within the limits",
    ("look", "above"): "above the 95% limit: worth a look",
    ("look", "below"): "below the 95% limit: worth a look",
    ("alert", "above"): "above the 99.8% limit: ask why",
    ("alert", "below"): "below the 99.8% limit: ask why",
}
NOT_A_RANKING = (
    "A flag is a question, not a finding: those compared differ in the people they see and what"
    " those people need. They stand by name, because an order of rates would be mostly chance."
)


def flag_words(row: Row) -> str | None:
    """What a row's place among the limits says; None where there are no limits."""
    return None if row["flag"] is None else FLAGS[row["flag"], row["side"]]


def funnel_sentence(rows: Rows, held_against: str) -> str:
    """Who is outside the 99.8% limits, as a question; or that nobody is, or why none can be said.

    ``rows`` are of ``comparison_units`` and at least one.
    """
    one, several = NOUNS[rows[0]["dimension"]]
    shown = [row for row in rows if row["rate"] is not None]
    if not shown:
        return (
            f"None of the {count(len(rows), one, several)} has a figure that can be shown for"
            f" {_period(rows)}. Choose another period."
        )
    if shown[0]["why_no_limits"]:
        return f"No limits are drawn. {shown[0]['why_no_limits']}"
    sides = {
        words: [row["cohort"] for row in shown if row["flag"] == "alert" and row["side"] == side]
        for side, words in (("below", "lower"), ("above", "higher"))
    }
    flagged = [name for names in sides.values() for name in names]
    if not flagged:
        other = "the target" if held_against == "target" else "that of all of them together"
        return f"No {one}’s rate is so far from {other} that it calls for a question."
    beyond = f"than {_expected(shown)} would explain"
    question = QUESTIONS[rows[0]["dimension"]][len(flagged) > 1]
    if len(flagged) == 1:
        side = next(words for words, names in sides.items() if names)
        return f"{flagged[0]}’s rate is {side} {beyond}. {question}"
    parts = [
        f"{listed(names)} {'has a rate' if len(names) == 1 else 'have rates'} {words}"
        for words, names in sides.items()
        if names
    ]
    return f"{' and '.join(parts)} {beyond}. {question}"


def funnel_subtitle(rows: Rows) -> str:
    """What is measured, where and when, and how the limits were made."""
    first, shown = rows[0], [row for row in rows if row["rate"] is not None]
    method = shown[0]["limits_method"] or "" if shown else ""
    return (
        f"{first['indicator']} ({first['service']}), {_period(rows)}, {unit_words(first)},"
        f" {count(len(shown), *NOUNS[first['dimension']])}. {method}"
    ).strip()


def funnel_caveats(rows: Rows, held_against: str) -> tuple[str, ...]:
    """What chance does, what the centre line is, who is not drawn, and that none is ranked."""
    shown = [row for row in rows if row["rate"] is not None]
    said = []
    if shown and shown[0]["centre"] is not None:
        said = [
            centre_sentence(shown, held_against),
            chance_sentence(shown),
            variation_sentence(shown),
            shown[0]["caution"] or "",
        ]
    return tuple(text for text in (*said, *without_a_rate(rows), NOT_A_RANKING) if text)


def centre_sentence(rows: Rows, held_against: str) -> str:
    """What the line in the middle of the funnel is; ``rows`` have limits."""
    first = rows[0]
    centre = worked_out(first, "centre")
    if held_against == "target":
        when = "" if first["target_set_on"] is None else (
            f", set on {date_in_words(first['target_set_on'].isoformat())}"
        )  # fmt: skip
        by = "" if first["target_set_by"] is None else f" by {first['target_set_by']}"
        return f"The line in the middle is the target, {centre}{when}{by}."
    one, several = NOUNS[first["dimension"]]
    return (
        f"The line in the middle is the rate of all {count(len(rows), one, several)} together,"
        f" {centre}. It is worked out from the same {several}, so it has an error of its own, and"
        " it is not a standard to be met."
    )


def chance_sentence(rows: Rows) -> str:
    """How many of those compared would be outside the 95% limits by chance."""
    looks = [row["cohort"] for row in rows if row["flag"] == "look"]
    number = percent(len(rows) / CHANCE_OF).removesuffix("%")
    outside = f"Outside the 95% limits only: {listed(looks)}. " if looks else ""
    return (
        f"{outside}With {count(len(rows), *NOUNS[rows[0]['dimension']])}, about {number} would be"
        f" outside the 95% limits by {_expected(rows)}, so that is worth a look and no more; the"
        " question is asked of those outside the 99.8% limits."
    )


def variation_sentence(rows: Rows) -> str:
    """How much more than chance those compared vary, and what the limits allow for it.

    ``rows`` have limits; φ is 1 where chance alone is at work.
    """
    first = rows[0]
    said = (
        f"Round the line in the middle, those compared vary {rounded(first['phi'], 2):,} times as"
        " much as by chance, outliers drawn in (φ)"
    )
    if not first["tau_squared"]:
        return f"{said}, so nothing is added to the limits of chance (τ² is 0)."
    return (
        f"{said}. The limits allow for it with a variance between them of"
        f" {rounded(first['tau_squared'], 5):f} on the {SCALES[first['unit']]} scale (τ²)."
    )


def funnel_alternative(rows: Rows) -> str:
    """Every rate, its place among the limits, and who has no figure."""
    first = rows[0]
    shown = [row for row in rows if row["rate"] is not None]
    middle = (
        f", with limits around {worked_out(shown[0], 'centre')}"
        if shown[0]["centre"] is not None
        else ""
    )
    figures = "; ".join(
        f"{row['cohort']} {worked_out(row, 'rate')} ({parts_words(row)})"
        + (f", {flag_words(row)}" if row["flag"] else "")
        for row in shown
    )
    return " ".join(
        [
            f"Funnel chart of {first['indicator']}, {_period(rows)}, by {first['dimension']}: each"
            f" rate against how many it is out of{middle}. {figures}.",
            *without_a_rate(rows),
        ]
    )


def rates_found_sentence(rows: Rows) -> str:
    """What a package has instead of splits: published rates that say what they are out of."""
    if not rows:
        return "No published result that states both of the numbers a rate is made of was found."
    return (
        f"{count(len(rows), 'published result states', 'published results state')} both of the"
        " numbers that a rate is made of. None is of one measure and period in several areas or"
        " providers, so none is set beside another."
    )


def hover_lines(row: Row) -> Sequence[str]:
    """What a point says when pointed at."""
    return (
        f"{worked_out(row, 'rate')} ({parts_words(row)})",
        f"95% interval {interval_words(row)}",
        flag_words(row) or "",
    )


def _expected(rows: Rows) -> str:
    """What the limits allow for; ``rows`` have limits."""
    _, several = NOUNS[rows[0]["dimension"]]
    if rows[0]["tau_squared"]:
        return f"chance and the usual variation between {several}"
    return CHANCE


def _period(rows: Rows) -> str:
    return period_of(rows[0])
