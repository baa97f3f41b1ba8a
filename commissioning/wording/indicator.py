"""One indicator in words: its results, its targets, its control chart and why it has none."""

from collections.abc import Sequence

from commissioning.statistics.spc_terms import (
    FULL_POINTS,
    TRIAL_POINTS,
    AmountOfData,
    AssuranceMark,
    Signal,
    VariationMark,
)
from commissioning.wording.figures import Row, Rows, capitalised, count, listed
from commissioning.wording.results import (
    BETTER,
    STATUSES,
    VERDICTS,
    better_sentence,
    interval_words,
    no_interval,
    parts_words,
    period_of,
    stated,
    target_words,
)

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
    return f"{said}. {better_sentence(row)}"


def last_sentence(rows: Rows) -> str:
    """The last result against its target, or which periods have none where no result came."""
    returned = [row for row in rows if row["actual"] is not None]
    if not returned:
        return " ".join(["No result has come.", *_without_result(rows)])
    row = returned[-1]
    parts = parts_words(row)
    said = f"The last result is {stated(row)} for {period_of(row)}"
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
    """What became of the periods after the last result; nothing without a result or a period."""
    if all(row["actual"] is None for row in rows):
        return ""
    after: list[Row] = []
    for row in reversed(rows):
        if row["actual"] is not None:
            break
        after.insert(0, row)
    said = [f"{period_of(row)} ({STATUSES[row['status']]})" for row in after if row["status"]]
    return f"No result since: {listed(said)}." if said else ""


def gaps_sentence(rows: Rows) -> str:
    """The periods without a result, by what became of them; nothing where there are none."""
    said = _without_result(rows)
    return " ".join([*said, "A gap is left a gap, never drawn as zero."]) if said else ""


def _without_result(rows: Rows) -> list[str]:
    """A sentence for each thing that became of periods without a result, with their names."""
    periods = {
        words: [period_of(row) for row in rows if row["status"] == status]
        for status, words in STATUSES.items()
    }
    return [f"{capitalised(words)}: {listed(named)}." for words, named in periods.items() if named]


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
    result = f"{stated(last)} for {period_of(last)}"
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
    return f"There is nothing to draw for {rows[0]['indicator']}. Choose another indicator."


def no_target(row: Row) -> str:
    """That an indicator has no target, and whether it could have one."""
    if row["better"] == "neutral":
        return f"It has no target: {BETTER['neutral']}."
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
