"""Money beside evidence in words: what services have to show for it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from commissioning.wording.figures import (
    Row,
    Rows,
    count,
    listed,
    pounds_exact,
    pounds_short,
    start_year,
    year_span,
)
from commissioning.wording.sentences import nothing_found

# The kinds of evidence a service's money of a year is divided by, best known first.
KINDS = {
    "all_met": "Every last result of the year met its target",
    "some_met": "Some last results of the year met their target",
    "none_met": "No last result of the year met its target",
    "not_held": "Results, but none held to a target",
    "not_returned": "A target, but no result found",
    "not_yet_due": "A target whose result is not yet due",
    "no_evidence": "No target and no result found",
}
# Kinds in which a last result missed the target it is held to.
MISSED = ("some_met", "none_met")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Every last result of the year met its target": ("all_met",),
    "Some or no last results of the year met their target": MISSED,
    "No result held to a target": ("not_held", "not_returned", "not_yet_due"),
    "No target and no result found": ("no_evidence",),
}
SPENT = {
    "paid": "paid in",
    "contracts": "contracted for",
    "decisions": "approved for",
    "grants": "accepted for",
}
BESIDE = (
    "Each service’s money of a year stands beside what the service has to show for that year: its"
    " targets, the results that came, and whether the last of the year met their targets, as"
    " returned."
)
NOT_BOUGHT = (
    "Money did not buy the result it stands beside. A target that was met is monitoring, not proof"
    " that the service made the difference."
)
LAST_ONLY = (
    "Only each indicator’s last result of the year is held to its target, as returned. Earlier"
    " returns of the year are not counted and chance is not allowed for: Outcomes shows every"
    " return and what chance alone could explain."
)
FOUND_ONLY = "No target or result found means that none was found, not that there is none."
RULES = (
    "A service’s money of a year is in one kind only, so the kinds add up to all of the money, to"
    " the penny. The money of services with a target, and with a result, cuts across the kinds.",
    "An indicator belongs to the year in which one of its periods ends. Its result for the year is"
    " its last return for such a period; a return that came but is withheld counts as a result that"
    " is held to no target.",
    "A result is held to the target that held for its own period, and meets it when the figure as"
    " returned reaches it, as contracts ask. Chance is not allowed for here.",
    "A year-to-date figure is not held to a target, nor is one of which neither more nor less is"
    " better. A target for the latter is not counted as a target.",
    "“Every last result of the year met its target” is about the indicators with a result. A"
    " service that missed its target earlier in the year, or whose other targets have no result,"
    " can be in it: the table of services gives the numbers of indicators.",
    "Money and results are matched by the name that a service counts under: a published result by"
    " its programme or contract, a contract return by its service. Results of part of a service are"
    " results of that service here.",
)


def year_name(row: Row) -> str:
    """A financial year, marked where only part of it is known."""
    return f"{row['financial_year']}{' (part year)' if row['part_year'] else ''}"


def kinds_of(rows: Rows) -> list[dict[str, Any]]:
    """The pounds of each kind of evidence in ``rows`` of ``evidence_spend``, kinds in order."""
    return [
        {
            "kind": kind,
            "name": name,
            "amount_gbp": sum((row[f"{kind}_gbp"] for row in rows), Decimal(0)),
        }
        for kind, name in KINDS.items()
    ]


def years_of(rows: Rows) -> list[dict[str, Any]]:
    """``evidence_spend`` by year alone: each of its amounts summed over programmes."""
    years: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: start_year(row["financial_year"])):
        said = years.setdefault(
            row["financial_year"],
            {"financial_year": row["financial_year"], "part_year": row["part_year"]},
        )
        for name, value in row.items():
            if name.endswith("_gbp"):
                said[name] = said.get(name, Decimal(0)) + value
    return list(years.values())


def evidence_sentence(rows: Rows, family: str) -> str:
    """The four figures of one year: with a target, with a result, met, and with nothing found."""
    if not rows:
        return nothing_found("amounts", ["the years", "the programme"])
    (year,) = years_of(rows)
    named = f"{SPENT[family]} {year_name(year)}"
    if nothing_beside(rows):
        return (
            f"No target and no result was found for any of the {pounds_short(year['amount_gbp'])}"
            f" {named}."
        )
    figures = {name: _pounds_or_none(year[f"{name}_gbp"]) for name in
               ("amount", "with_target", "with_return", "all_met", "no_evidence")}  # fmt: skip
    return (
        f"Of {figures['amount']} {named}, {figures['with_target']} is money of services with a"
        f" target, {figures['with_return']} of services with a result and {figures['all_met']} of"
        " services whose last results of the year all met their targets, as returned; for"
        f" {figures['no_evidence']} no target and no result was found."
    )


def years_sentence(rows: Rows, family: str) -> str:
    """The money of services whose last results all met, in the first and the last whole year."""
    years = years_of(rows)
    if not years:
        return nothing_found("amounts", ["the years", "the programme"])
    whole = [year for year in years if not year["part_year"]] or years
    first, last = whole[0], whole[-1]
    if nothing_beside(rows):
        return (
            "No target and no result was found for a service in a year it had money in,"
            f" {year_span(year['financial_year'] for year in years)}."
        )
    if not any(year[f"{kind}_gbp"] for year in years for kind in ("all_met", *MISSED)):
        return _none_held_sentence(years, family)
    said = (
        "Services whose last results of the year all met their targets, as returned, had"
        f" {_pounds_or_none(last['all_met_gbp'])} of the {pounds_short(last['amount_gbp'])}"
        f" {SPENT[family]} {year_name(last)}"
    )
    if first is last:
        return f"{said}."
    return (
        f"{said}, and {_pounds_or_none(first['all_met_gbp'])} of the"
        f" {pounds_short(first['amount_gbp'])} {SPENT[family]} {year_name(first)}."
    )


def _none_held_sentence(years: Rows, family: str) -> str:
    """The money of services with a target or a result, where no result is held to a target."""
    whole = sum((year["amount_gbp"] for year in years), Decimal(0))
    beside = whole - sum((year["no_evidence_gbp"] for year in years), Decimal(0))
    span = year_span(year["financial_year"] for year in years)
    return (
        f"Of the {pounds_short(whole)} {SPENT[family]} {span}, {pounds_short(beside)} is money of"
        " services with a target or a result for the year of the money. No result could be held to"
        " a target."
    )


def _pounds_or_none(amount: Decimal) -> str:
    return pounds_short(amount) if amount else "none"


def years_alternative(rows: Rows) -> str:
    """Each year's four parts."""
    figures = "; ".join(
        f"{year_name(year)}: "
        + ", ".join(
            f"{name.lower()} {pounds_short(sum((year[f'{k}_gbp'] for k in kinds), Decimal(0)))}"
            for name, kinds in GROUPS.items()
        )
        for year in years_of(rows)
    )
    return f"Column chart of money by what its services have to show, year by year. {figures}."


def kinds_alternative(rows: Rows) -> str:
    """The pounds of each kind."""
    figures = "; ".join(
        f"{entry['name']}, {pounds_short(entry['amount_gbp'])}" for entry in kinds_of(rows)
    )
    return f"Bar chart of money by what its services have to show: {figures}."


def nothing_beside(rows: Rows) -> bool:
    """Whether no target and no result stands beside any of the money of ``evidence_spend``."""
    return all(row["amount_gbp"] == row["no_evidence_gbp"] for row in rows)


def no_results_found(coverage: Rows) -> str:
    """How many results are held that stand beside no money (``outcome_coverage``)."""
    own = next((row for row in coverage if row["reported_by"] == "own"), None)
    if own is None:
        return "This package holds no results of its own services."
    return (
        f"This package holds {count(own['results'], 'result')} of its own, under"
        f" {count(own['services'], 'name')} of services and themes. No service shown has one under"
        " its own name for a year in which money was found for it: many are of a theme or of a"
        " programme that goes by another name."
        " That is the absence of what was found. It does not mean that nothing was measured."
    )


def services_caption(rows: Rows, year: str) -> str:
    """How many services of a year are listed and what their money comes to."""
    total = sum((row["amount_gbp"] for row in rows), Decimal(0))
    return f"{count(len(rows), 'service')} in {year}, together {pounds_exact(total)}"


def kinds_named(names: Sequence[str]) -> tuple[str, ...]:
    """The codes of some kinds of evidence, by their words."""
    return tuple(kind for kind, name in KINDS.items() if name in names)


def whole_first(rows: Rows) -> list[str]:
    """The years of ``evidence_spend``, latest first, those known in part last."""
    years = sorted(years_of(rows), key=lambda year: (year["part_year"], -_start(year)))
    return [year["financial_year"] for year in years]


def _start(row: Row) -> int:
    return start_year(row["financial_year"])


def programmes_listed(programmes: Sequence[str]) -> str:
    """The programmes chosen, for a subtitle; nothing where none is."""
    return f" Programme: {listed(programmes)}." if programmes else ""
