"""Every check on the data, made again in plain Python."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.reference import changed, plain, published, scaled, series, suspected
from tests.reference.decided import dating

Rows = list[dict[str, Any]]
Finding = tuple[str, int, str]


def corroboration_agrees(data: Path, package: str) -> list[Finding]:
    """A corroborating figure that differs from the point it corroborates."""
    totals = {row["total_id"]: row for row in plain.rows(data, package, "spend_totals")}
    values = series.points(data, package)
    found = []
    for point in plain.rows(data, package, "series_points"):
        row = totals[point["total_id"]]
        value = values[point["series_id"]].get(point["financial_year"])
        amount = Decimal(row["amount_gbp"])
        if point["role"] == "corroboration" and value and value.amount != amount:
            detail = f"{point['total_id']} is {amount:.2f}, the series has {value.amount:.2f}"
            found.append((row["file"], int(row["line"]), detail))
    return found


def decision_amount_above_zero(data: Path, package: str) -> list[Finding]:
    """A decision for nothing, or less."""
    return [
        (row["file"], int(row["line"]), f"{row['decision_ref']}: {Decimal(row['amount_gbp']):.2f}")
        for row in plain.rows(data, package, "decisions")
        if Decimal(row["amount_gbp"]) <= 0
    ]


def decision_without_date(data: Path, package: str) -> list[Finding]:
    """A decision with no date, or with a start and no end."""
    return [
        (
            row["file"],
            int(row["line"]),
            f"{row['decision_ref']}: {dating(row).lower()}, {Decimal(row['amount_gbp']):.2f}",
        )
        for row in plain.rows(data, package, "decisions")
        if not row["financial_year"] and not row["end_year"]
    ]


def decision_without_provider(data: Path, package: str) -> list[Finding]:
    """Money out to nobody named."""
    return [
        (row["file"], int(row["line"]), f"{row['decision_ref']}: {row['service']}")
        for row in plain.rows(data, package, "decisions")
        if row["direction"] == "out" and not row["provider"]
    ]


def figure_without_address(data: Path, package: str) -> list[Finding]:
    """A published figure whose page has no address."""
    return [
        (row["file"], int(row["line"]), f"{row['total_id']}: {row['source_title']}")
        for row in plain.rows(data, package, "spend_totals")
        if not row["source_url"]
    ]


def result_without_value(data: Path, package: str) -> list[Finding]:
    """A target whose result is due and not there: not one that is no longer or not yet due."""
    return [
        (row["file"], row["line"], f"{row['service']}: {row['indicator']}")
        for row in published.outcome_results(data, package)
        if row["target"] is not None
        and row["actual"] is None
        and row["status"] not in ("not_yet_due", "not_applicable", "suppressed")
    ]


def none(_data: Path, _package: str) -> list[Finding]:
    """A check that must hold finds nothing in what is built."""
    return []


def area_of_grant_is_named(data: Path, package: str) -> list[Finding]:
    """A grant to an area by a name that is not explained."""
    named = {row["published_area"] for row in plain.rows(data, package, "area_names")}
    return [
        (row["file"], int(row["line"]), f"{row[column]} is not named")
        for resource, (column, _) in scaled.GRANTS.items()
        for row in plain.rows(data, package, resource)
        if row[column] not in named
    ]


def share_pair_on_one_basis(data: Path, package: str) -> list[Finding]:
    """A pair said to be compatible whose years or basis differ."""
    lines = {
        row["pair_id"]: (row["file"], int(row["line"]))
        for row in plain.rows(data, package, "share_pairs")
    }
    return [
        (
            *lines[row["pair_id"]],
            f"{row['pair_id']}: {row['part_years']}, {row['part_basis']} over"
            f" {row['whole_years']}, {row['whole_basis']}",
        )
        for row in scaled.share_of_total(data, package=package)
        if row["judged_compatible"] and not (row["years_agree"] and row["basis_agrees"])
    ]


CHECKS: dict[str, tuple[str, str, Callable[[Path, str], list[Finding]]]] = {
    "area_of_grant_is_named": (
        "Every area that a grant is published for is in the extract of names of areas",
        "look",
        area_of_grant_is_named,
    ),
    "corroboration_agrees": (
        "A figure that corroborates another agrees with it", "look", corroboration_agrees,
    ),
    "decision_amount_above_zero": (
        "A decision's amount is above zero", "look", decision_amount_above_zero,
    ),
    "decision_without_date": (
        "A decision says which years its money is for", "look", decision_without_date,
    ),
    "decision_without_provider": (
        "A decision to spend names who is to be paid", "look", decision_without_provider,
    ),
    "decision_years_agree": (
        "A decision's financial year is the one its start and end years say", "must hold", none,
    ),
    "derived_series_keep_their_names": (
        "No published series has the name of one that is derived: decisions, grants or paid",
        "must hold",
        none,
    ),
    "family_adds_up": (
        "The members of a family of series add up to the family in every year, to the penny",
        "must hold",
        none,
    ),
    "figure_without_address": (
        "A published figure has the address of its page", "look", figure_without_address,
    ),
    "headline_series_on_one_basis": (
        "Every total in a published series of money out is on the basis the series names",
        "must hold",
        none,
    ),
    "maryland_level_has_its_basis": (
        "An evaluation with a Maryland level says whose reading the level is, and no other does",
        "must hold",
        none,
    ),
    "profile_adds_to_award": (
        "An award's parts by financial year add up to the award, to the penny", "must hold", none,
    ),
    "rating_has_its_page": (
        "Every rating and evaluation in a package that is not invented has the address of its page",
        "must hold",
        none,
    ),
    "restatement_is_the_figure": (
        "The latest restatement of a figure gives the amount that is shown",
        "look",
        changed.restatement_is_the_figure,
    ),
    "result_without_value": (
        "A target whose result is due has a result", "look", result_without_value,
    ),
    "return_for_everyone_is_all": (
        "A return that is split by nothing is for everyone, whose cohort is All",
        "must hold",
        none,
    ),
    "share_pair_on_one_basis": (
        "A pair of totals marked as compatible is for the same years and on the same basis",
        "look",
        share_pair_on_one_basis,
    ),
    "series_point_in_its_year": (
        "Every point of a published series is a figure for that one year", "must hold", none,
    ),
    "decision_repeated": (
        "No two decisions that count have one service, provider, funder, period and amount",
        "look",
        suspected.decision_repeated,
    ),
    "month_ten_times_its_neighbours": (
        "A service is not paid ten times as much in a month as in the months on either side of it",
        "look",
        suspected.month_ten_times_its_neighbours,
    ),
    "month_without_payment": (
        "Every month between the first and the last of a ledger has a payment",
        "look",
        suspected.month_without_payment,
    ),
    "name_with_two_numbers": (
        "A provider's name goes with one company or charity number",
        "look",
        suspected.name_with_two_numbers,
    ),
    "payment_in_the_future": (
        "A payment is dated no later than the day the data describes",
        "look",
        suspected.payment_in_the_future,
    ),
    "payment_repeated": (
        "No two payments have one provider, service, area, invoice and amount",
        "look",
        suspected.payment_repeated,
    ),
    "provider_withheld": (
        "A payment, contract or decision names the provider",
        "look",
        suspected.provider_withheld,
    ),
    "return_after_due": (
        "A return is received by the day it is due",
        "look",
        suspected.return_after_due,
    ),
    "return_before_its_period_ended": (
        "A return is received after the end of the period it is for",
        "look",
        suspected.return_before_its_period_ended,
    ),
    "year_below_zero": (
        "The credits of a service in a financial year are not more than its payments",
        "look",
        suspected.year_below_zero,
    ),
}  # fmt: skip


def check_findings(data: Path, *, package: str, check_name: str) -> Rows:
    """See questions.check_findings."""
    _, _, find = CHECKS[check_name]
    return [
        {"check_name": check_name, "file": file, "line": line, "detail": detail}
        for file, line, detail in sorted(find(data, package))
    ]


def check_results(data: Path, *, package: str) -> Rows:
    """See questions.check_results."""
    answer: Rows = []
    for name, (title, severity, find) in CHECKS.items():
        # In order of line alone: where two findings share a line either may come first.
        found = sorted(find(data, package), key=lambda finding: finding[:2])
        answer.append(
            {
                "check_name": name,
                "title": title,
                "severity": severity,
                "findings": len(found),
                "examples": "; ".join(
                    f"{file}, line {line}: {detail}" for file, line, detail in found[:3]
                )
                or None,
            }
        )
    return sorted(answer, key=lambda row: (-row["findings"], row["check_name"]))
