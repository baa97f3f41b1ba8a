"""What rules find worth asking about: plain questions, each with its numbers and its rows."""

import datetime
from collections.abc import Mapping
from typing import Any

import streamlit as st

from commissioning import tables, wording
from commissioning.query_files import header
from commissioning.questions.scrutiny import THRESHOLDS
from commissioning.store import Answer, question_sql
from commissioning.ui import cache, citations, controls, links, money
from commissioning.ui.components import heading, html, note, package, paragraph, part
from commissioning.ui.figures import download, worked_out

LEVELS = {
    "growth_percent": links.GROWTH_OVER,
    "share_percent": links.SHARE_OVER,
    "within_months": links.ENDS_WITHIN,
    "contract_percent": links.CONTRACT_OVER,
}
BASES = {
    True: "payments, and contracts and decisions where a rule names them",
    False: "approvals in decisions found",
}
shown = package()
as_at = datetime.date.fromisoformat(shown.as_at)
visit = controls.current()


def words_of(rule: str, line: str) -> str:
    """What a rule's file says of it: the rule in words, why it is asked, what it needs."""
    return header(question_sql(f"scrutiny/{rule}"), line)


def levels() -> dict[str, int]:
    """Place a choice of level for each rule that has one; return them by parameter."""
    chosen = {}
    for place, (name, control) in zip(st.columns(4), LEVELS.items(), strict=True):
        with place:
            # Options are words such as "20%" and "6 months", of which the number is asked.
            chosen[name] = int(controls.choose(control).split("%")[0].split()[0])
    return chosen


def rows_link(rule: str, row: Mapping[str, Any]) -> str:
    """The address of the rows behind a finding, as near as a page of this dashboard comes."""
    of: dict[str, tuple[str, ...]] = (
        {"providers": tuple(str(row["filed_as"]).split(" | "))}
        if rule == "provider_share"
        else {"services": (row["subject"],)}
    )
    if row["family"] == "decisions":
        year = links.ANY_YEAR if rule == "cliff_edge" else row["financial_year"]
        return visit.address(links.decisions_link(year=year, **of))
    return visit.address(links.money_link(money.words_of(row["family"]), **of))


def findings(rule: str, answer: Answer | None, missing: list[str]) -> None:
    """One rule: what it asks and why, what it found, or why it was not asked."""
    title, why = words_of(rule, "rule"), words_of(rule, "why")
    heading(title)
    paragraph(why)
    if answer is None:
        paragraph(wording.not_asked(missing))
        return
    if not answer.rows:
        paragraph(wording.none_found(rule))
    else:
        html(tables.findings_table(answer.rows, rule, link=lambda row: rows_link(rule, row)))
        download(
            rule,
            title,
            lambda: answer,
            citations.of_package(shown, BASES[paid]),
            ("A question is not a finding of fault.", why),
        )
    worked_out((answer,))


def page() -> None:
    """How many questions there are by rule, then rule by rule."""
    summary = st.container()
    chosen = levels()
    answers: dict[str, Answer | None] = {}
    missing: dict[str, list[str]] = {}
    for rule, threshold in THRESHOLDS.items():
        needs = words_of(rule, "needs")
        missing[rule] = wording.missing_records(needs, held)
        level = {threshold: chosen[threshold]} if threshold else {}
        answers[rule] = (
            None
            if missing[rule]
            else cache.ask("scrutiny", rule=rule, package=shown.name, as_at=as_at, **level)
        )
    numbers = {
        rule: None if answer is None else len(answer.rows) for rule, answer in answers.items()
    }
    with summary:
        heading(wording.scrutiny_sentence(numbers))
        paragraph(
            f"Asked as at {wording.date_in_words(shown.as_at)}, of the last financial year that had"
            " ended, whichever years are shown. A rule sees only what was found and asks a"
            " question: it is not a finding of fault, and there may be a good answer."
        )
        if not paid:
            paragraph(
                "This package has no payments, so money here is what decisions found approve, which"
                " is not what was spent. A target or result counts for a service only where it is"
                " published under the service’s own name: many here are published by theme."
            )
        html(
            tables.rules_table(
                [
                    {
                        "rule": words_of(rule, "rule"),
                        "number": number,
                    }
                    for rule, number in numbers.items()
                ]
            )
        )
    for rule, answer in answers.items():
        with part(words_of(rule, "rule")):
            findings(rule, answer, missing[rule])


held = {
    row["record"]: row["number"] for row in cache.ask("scrutiny_scope", package=shown.name).rows
}
paid = bool(held.get("paid"))
with part("Questions worth asking"):
    if held:
        page()
    else:
        note(
            "This package holds no payments, contracts or decisions, so there is nothing to ask "
            "about. Choose another under Data."
        )
