"""What is said of targets, approaches and evaluations, side by side and never as one score."""

from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count,
    count_in_words,
    date_in_words,
    in_words,
    listed,
    uncapitalised,
)
from commissioning.wording.results import VERDICTS, period_of, stated, target_words

# A line of a cell: plain words, then those of a link and the address they lead to.
Line = tuple[str, str, str | None]

GROUPS = {"outcomes": "Outcomes", "outputs": "Outputs and other measures"}
DIRECTIONS = {
    "positive": "a benefit",
    "none_found": "no clear effect",
    "mixed": "both ways",
    "negative": "harm",
    "not_stated": "not stated",
}
ATTAINMENT = {
    "met": "every outcome target is reached",
    "missed": "no outcome target is reached",
    "differs": "some outcome targets are reached and some are not",
}
EVIDENCE = {
    "for": "a benefit",
    "not_for": "no benefit",
    "differs": "both ways",
}
BASES = {"evaluation": "its own evaluation", "ratings": "ratings of its approach"}
QUADRANTS = {
    "scale": (
        "Scale",
        "as returned, the target is met and the evidence points to a benefit: could it do more?",
    ),
    "evaluate": (
        "Evaluate",
        "as returned, the target is met and the evidence finds no benefit: is the result the"
        " service’s doing?",
    ),
    "fix_delivery": (
        "Fix delivery",
        "as returned, the target is missed and the evidence points to a benefit: what gets in the"
        " way?",
    ),
    "reconsider": (
        "Reconsider",
        "as returned, the target is missed and the evidence finds no benefit: is there a better"
        " use?",
    ),
}
LEVELS = {"published": "as published", "our_reading": "our reading"}
NO_EVALUATION = "no evaluation found"
MONITORING = (
    "Meeting a target is monitoring. It does not show that the service made the difference: on the"
    " Maryland scale of studies it is level 1 at best."
)
NO_SCORE = (
    "The three columns are never added up: each source rates on a scale of its own, and no scale is"
    " converted into another."
)
CANNOT_TELL = (
    "“Cannot tell” means that chance alone could explain on which side of its target a result is,"
    " or that too little was published to say."
)
NOT_LOW = "“No evaluation found” means that none was found. It is not a low score."
PUBLISHED_FOR = (
    "A published target counts under the programme or contract it was published for, which may be a"
    " plan of the body as a whole."
)
LEVEL_SCALE = (
    "The Maryland scale runs from 1, before and after or a comparison without controls, to 5, a"
    " randomised trial; 3 compares people with and without the service over time. Reviews of"
    " evidence use 3 and above (whatworksgrowth.org, the Scientific Maryland Scale)."
)
RULES = (
    "A service is placed only where both its targets and its evidence are known.",
    "Targets: the outcome indicators of the service that have a target and a result for their"
    " latest period, by the result as returned. All reached is met, none reached is missed. A year"
    " to date is left out.",
    "Evidence: what the service’s own evaluations at Maryland level 3 or above found, which compare"
    " people with and without the service over time. Without one, which way the ratings of its"
    " approach point, unless a weaker evaluation of the service points elsewhere.",
    "Only which way a rating points is used, in our reading of its words. How large or how sure an"
    " effect is counts for nothing here.",
    "Where chance alone could explain on which side of its target a service is, its name says so.",
    "A place is a question to begin with. It is no score and no decision.",
)
DISAGREE = (
    "Both are shown as they were published and neither cancels the other. A figure that a service"
    " reports has no comparison group unless it says so, so it cannot show what would have happened"
    " anyway."
)


def columns_sentence(rows: Rows) -> str:
    """How many services have which kinds of evidence (``evidence_columns``)."""
    targets = [row for row in rows if _has_target(row)]
    approaches = [row for row in rows if row["approaches"]]
    studied = [row for row in rows if row["evaluations"]]
    placed = [row for row in rows if row["quadrant"]]
    every = [row for row in targets if row["approaches"] and row["evaluations"]]
    return (
        f"{capitalised(in_words(len(targets)))} of {count_in_words(len(rows), 'service')} listed"
        f" here {_has(len(targets))} a target of {_its(len(targets))} own,"
        f" {in_words(len(approaches))} {_has(len(approaches))} an approach with published ratings"
        f" and {in_words(len(studied))} {_has(len(studied))} an evaluation;"
        f" {in_words(len(every))} {_has(len(every))} all three."
        f" {f'For {in_words(len(placed))} it is' if placed else 'For none is it'} known both"
        " whether outcome targets are met, as returned, and which way the evidence points."
        f"{_chance_words(placed)}"
    )


def _chance_words(placed: Rows) -> str:
    """For how many placed services chance alone could explain whether their targets are met."""
    if not placed:
        return ""
    unclear = sum(not row["attainment_clear"] for row in placed)
    said = f"{in_words(unclear)} of these" if unclear else "none of these"
    return f" For {said}, chance alone could explain whether they are."


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _its(number: int) -> str:
    return "its" if number == 1 else "their"


def _has_target(row: Row) -> bool:
    """Whether any indicator of a service has a target, whatever became of its result."""
    return any(row[group] > row[f"{group}_no_target"] for group in GROUPS)


def target_lines(row: Row) -> list[Line]:
    """A service's own indicators by verdict, outcomes apart from outputs (``evidence_columns``)."""
    lines: list[Line] = []
    for group, name in GROUPS.items():
        found = [
            f"{row[f'{group}_{verdict}']:,} {words}"
            for verdict, words in (VERDICTS | {"no_target": "with no target"}).items()
            if row[f"{group}_{verdict}"]
        ]
        if found:
            lines.append((f"{name}: {', '.join(found)}", "", None))
    if row["attainment"] and not row["attainment_clear"]:
        lines.append((f"As returned, {ATTAINMENT[row['attainment']]}", "", None))
    return lines


def rating_lines(rows: Rows) -> list[Line]:
    """Ratings of the approaches of one service as published, each with its source and date."""
    return [
        (
            f"{row['intervention']}, for {row['outcome']}: “{row['impact_rating']}”",
            f"{row['evidence_source']}, {dated(row['source_date'])}",
            row["source_url"],
        )
        for row in rows
    ]


def evaluation_lines(rows: Rows) -> list[Line]:
    """Evaluations of one service, each with its source and date (``service_evaluations``)."""
    return [
        (
            f"{capitalised(level_words(row))}; design: {row['design']}. Found: {row['finding']}",
            f"{row['source_title']}, {dated(row['published_on'])}",
            row["source_url"],
        )
        for row in rows
    ]


def result_lines(results: Rows) -> list[Line]:
    """The outcome results of one service that came, each with its source (``service_results``)."""
    return [
        (
            f"{row['indicator']}: {stated(row)}{_against(row)}, {period_of(row)}",
            row["source_title"] or "contract return",
            row["source_url"],
        )
        for row in reported_outcomes(results)
    ]


def _against(row: Row) -> str:
    target = target_words(row)
    return f" against a target of {target}" if target else ""


def level_words(row: Row) -> str:
    """The Maryland level of an evaluation and whose reading it is, or that it has none."""
    if row["maryland_level"] is None:
        return "no Maryland level known"
    return f"Maryland level {row['maryland_level']}, {LEVELS[row['level_basis']]}"


def dated(date: str | None) -> str:
    """A date as precise as it is known."""
    return date_in_words(date) if date else "no date found"


def quadrant_sentence(rows: Rows) -> str:
    """Which services are placed and where: the text of the table of four (``evidence_columns``)."""
    placed = [row for row in rows if row["quadrant"]]
    if not placed:
        return (
            f"None of {count_in_words(len(rows), 'service')} can be placed: for none is it known"
            " both whether its outcome targets are met, as returned, and which way the evidence"
            " points."
        )
    parts = [
        f"{name} ({listed(row['service'] for row in placed if row['quadrant'] == code)})"
        for code, (name, _) in QUADRANTS.items()
        if any(row["quadrant"] == code for row in placed)
    ]
    return (
        f"{capitalised(in_words(len(placed)))} of {count_in_words(len(rows), 'service')} can be"
        f" placed, by whether targets are met as returned: {'; '.join(parts)}."
        f"{_chance_words(placed)}"
    )


def service_sentence(row: Row) -> str:
    """What was found of one service, in numbers (``evidence_columns``)."""
    ratings = row["ratings"] or 0
    return (
        f"{row['service']}: {count_in_words(row['outcomes'], 'outcome indicator')} and"
        f" {count_in_words(row['outputs'], 'other indicator')} of its own,"
        f" {count_in_words(ratings, 'rating')} of its approach,"
        f" {count_in_words(row['evaluations'], 'evaluation')}."
    )


def placement_sentence(row: Row) -> str:
    """Where one service is placed, or why it is not."""
    if not row["quadrant"]:
        return f"{row['service']} is not placed: {uncapitalised(unplaced_reason(row))}."
    name, question = QUADRANTS[row["quadrant"]]
    return f"{row['service']} is placed under {name}: {question} ({certainty_words(row)})"


def certainty_words(row: Row) -> str:
    """Whether chance alone could explain on which side of its target a placed service is."""
    return "clear of its target" if row["attainment_clear"] else "chance alone could explain it"


def unplaced_reason(row: Row) -> str:
    """Why a service has no place among the four (``evidence_columns``)."""
    reasons = []
    if row["attainment"] is None:
        reasons.append("no outcome target with a result")
    elif row["attainment"] == "differs":
        reasons.append(f"as returned, {ATTAINMENT['differs']}")
    if row["evidence"] is None:
        reasons.append("no rating and no strong enough evaluation that points one way")
    elif row["evidence"] == "differs":
        reasons.append("its evidence points both ways")
    return capitalised("; ".join(reasons))


def evidence_words(row: Row) -> str | None:
    """Which way the evidence on a service points and what that rests on; None if not known."""
    if row["evidence"] is None:
        return None
    return f"{EVIDENCE[row['evidence']]}, by {BASES[row['evidence_basis']]}"


def reported_outcomes(results: Rows) -> list[Row]:
    """The outcome results that came, of those of one service."""
    return [row for row in results if row["kind_group"] == "outcomes" and row["actual"] is not None]


def results_sentence(service: str, results: Rows) -> str:
    """How many indicators of its own a service has, and how many of them have a result."""
    if not results:
        return f"No indicator of its own was found for {service}."
    came = [row for row in results if row["actual"] is not None]
    return (
        f"{capitalised(count_in_words(len(results), 'indicator'))} found for {service},"
        f" {in_words(len(came))} with a result for the latest period."
    )


def disagreeing_sentence(rows: Rows) -> str:
    """For how many services a result and an evaluation say different things."""
    names = [row["service"] for row in rows if row["disagree"]]
    if not names:
        return "No result found here is at odds with an evaluation found of the same service."
    return (
        f"For {listed(names)} a published result and an evaluation of the service say different"
        " things."
    )


def unmatched_sentence(rows: Rows) -> str:
    """How many ratings are in no service's column, and why (``approach_ratings``)."""
    without = [row for row in rows if not row["services"]]
    own = [row for row in without if row["evaluation_id"]]
    named = [row for row in without if row["mapped_service"] and not row["evaluation_id"]]
    parts = [
        (len(rows) - len(without), "beside a service that uses the approach"),
        (len(named), "naming a service that none here could be matched with by name"),
        (len(without) - len(named) - len(own), "naming no service"),
        (len(own), "on a service itself, listed under evaluations"),
    ]
    said = [f"{number:,} {words}" for number, words in parts if number]
    return f"Of {count(len(rows), 'rating')}: {'; '.join(said)}."
