"""What the rules of scrutiny ask, each finding as a question in plain English.

A question says what was found and asks what a reader might; it accuses nobody and ranks nobody.
"""

from collections.abc import Mapping

from commissioning.wording.figures import (
    Row,
    capitalised,
    count,
    count_in_words,
    date_in_words,
    financial_year,
    in_words,
    percent,
    pounds_short,
    start_year,
)

# What a service or provider got, as its basis says it; approvals are only those that were found.
GOT = {"paid": "was paid", "decisions": "was approved"}
SOURCES = {"paid": "", "decisions": " in decisions found"}
ENDING = {"contracts": "The contract price of", "decisions": "Approval found of"}
RECORDS = {
    "paid": "payments",
    "decisions": "decisions",
    "contracts": "contracts",
    "targets": "targets",
    "results": "results",
}
NONE_FOUND = {
    "growth_without_results": "None found at this level. Choose a lower one to see more.",
    "provider_share": "None found at this level. Choose a lower one to see more.",
    "cliff_edge": "None found within this time. Choose a longer one to see more.",
    "money_without_target": "None found.",
    "paid_without_decision": "None found.",
    "paid_over_contract": "None found at this level. Choose a lower one to see more.",
}


def question_words(rule: str, row: Row) -> str:
    """One finding of a rule as a question."""
    subject, year = row["subject"], row["financial_year"]
    amount = pounds_short(row["amount_gbp"])
    got, source = GOT.get(row["family"], ""), SOURCES.get(row["family"], "")
    compared = "" if row["compared_gbp"] is None else pounds_short(row["compared_gbp"])
    if rule == "growth_without_results":
        before = financial_year(start_year(year) - 1)
        return (
            f"{subject} {got} {amount} for {year}{source}, {percent(row['percent'], 0)} more than"
            f" for {before} ({compared}), and no result was found for it. What did the extra money"
            " achieve?"
        )
    if rule == "provider_share":
        return (
            f"{subject} {got} {amount} of the {compared} that names a provider{source}, for {year}"
            f" ({percent(row['percent'], 0)}). What would happen if it stopped?"
        )
    if rule == "cliff_edge":
        return _ending(row)
    if rule == "money_without_target":
        return (
            f"{subject} {got} {amount} for {year}{source}, and no target was found for it. How will"
            " anyone tell whether it works?"
        )
    if rule == "paid_without_decision":
        return (
            f"{subject} was paid {amount} in {count(row['lines'], 'payment')} up to {year}, and no"
            " decision was found for it. Which decision do the payments rest on?"
        )
    return (
        f"{subject} was paid {amount} in {year}, {percent(row['percent'])} more than the"
        f" {compared} of contract prices found for that year. What was the rest for?"
    )


def _ending(row: Row) -> str:
    said = (
        f"{ENDING[row['family']]} {pounds_short(row['amount_gbp'])} for {row['subject']} ends on"
        f" {date_in_words(row['last_day'].isoformat())}, and no later decision or contract was"
        " found."
    )
    if row["extension_last_day"]:
        until = date_in_words(row["extension_last_day"].isoformat())
        return f"{said} The contract may be extended to {until}. Will it be?"
    return f"{said} What follows?"


def none_found(rule: str) -> str:
    """What to say of a rule that was asked and found nothing."""
    return NONE_FOUND[rule]


def missing_records(needs: str, held: Mapping[str, int]) -> list[str]:
    """Which records a rule needs that a package does not hold, in words.

    ``needs`` are separated by "; "; of those joined by "or" any one will do.
    """
    return [
        " or ".join(RECORDS[name] for name in either.split(" or "))
        for either in needs.split("; ")
        if not any(held.get(name) for name in either.split(" or "))
    ]


def not_asked(missing: list[str]) -> str:
    """Why a rule was not asked, which is not the same as nothing found."""
    return f"Not asked: this package holds no {' or '.join(missing)}."


def scrutiny_sentence(found: Mapping[str, int | None]) -> str:
    """How many questions the rules found worth asking; None for a rule that was not asked."""
    asked = {rule: number for rule, number in found.items() if number is not None}
    questions = sum(asked.values())
    rules = sum(1 for number in asked.values() if number)
    without = len(found) - len(asked)
    said = (
        f"{capitalised(count_in_words(questions, 'question'))} {'is' if questions == 1 else 'are'}"
        f" worth asking, from {in_words(rules)}"
        f" of {count_in_words(len(found), 'rule')}."
        if questions
        else "No rule found a question at these levels."
    )
    if without:
        could = "rule could not be asked" if without == 1 else "rules could not be asked"
        said += f" {capitalised(count_in_words(without, could, could))} of this package."
    return said


def found_words(number: int | None) -> str:
    """A rule's number of questions: how many, none found, or not asked."""
    return "not asked" if number is None else f"{number:,}" if number else "none found"
