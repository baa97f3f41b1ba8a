"""Money beside evidence, recomputed: exact fractions for the money, scipy for the intervals."""

import datetime
import math
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from scipy import stats

from tests.reference import money, plain
from tests.reference.money import Line
from tests.reference.published import outcome_results
from tests.reference.spending import Chosen, Rows, covered, grouped, selected, total

KINDS = (
    "all_met", "some_met", "none_met", "not_held", "not_returned", "not_yet_due", "no_evidence",
)  # fmt: skip
NOTHING = {
    "evidence": "no_evidence",
    **dict.fromkeys(("indicators", "targets", "returned", "held", "met"), 0),
    "result_services": None,
    "result_programmes": None,
}


def own_results(data: Path, package: str) -> dict[tuple[str, str], Rows]:
    """The body's own results for everyone by series and financial year, in order of time."""
    found: dict[tuple[str, str], Rows] = defaultdict(list)
    every = outcome_results(data, package)
    for row in sorted(every, key=lambda row: (row["period_end"] or datetime.date.min,
                                              row["outcome_id"])):  # fmt: skip
        if (row["reported_by"], row["dimension"]) == ("own", "all") and row["period_end"]:
            ((year, _),) = plain.days_by_year(row["period_end"], row["period_end"]).items()
            found[row["series_id"], year].append(row)
    return dict(found)


def service_evidence(data: Path, package: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What each service has to show for each year, told indicator by indicator."""
    counts_under = {
        row["name"]: row["counts_under"]
        for row in plain.rows(data, package, "mappings")
        if row["kind"] == "outcome_programme"
    }
    told: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    listed: dict[tuple[str, str], Rows] = defaultdict(list)
    for (_, year), rows in own_results(data, package).items():
        applied = [row for row in rows if row["status"] != "not_applicable"]
        if not applied:
            continue
        facts = set()
        aimed = [r for r in applied if r["target"] is not None and r["better"] != "neutral"]
        came = [r for r in applied if r["actual"] is not None or r["status"] == "suppressed"]
        if aimed:
            facts.add("target")
        if came:
            facts.add("returned")
            last = came[-1]
            judged = last["actual"] is not None and last["accumulation"] != "cumulative"
            if judged and last in aimed:
                facts.add("held")
                gap = Fraction(str(last["actual"])) - Fraction(str(last["target"]))
                if gap == 0 or (gap > 0) == (last["better"] == "higher"):
                    facts.add("met")
        elif any(row["status"] == "not_returned" for row in aimed):
            facts.add("overdue")
        # A published result is of a programme: what it calls a service is a kind of service.
        published = applied[0]["service_id"] is None
        filed = applied[0]["programme" if published else "service"]
        service = counts_under.get(filed, filed) if published else filed
        told[service, year].append(facts)
        listed[service, year].append(
            {name: min(row[name] for row in applied) for name in ("service", "programme")}
        )
    return {
        key: _summed(facts)
        | {
            f"result_{name}s": " | ".join(sorted({row[name] for row in listed[key]}))
            for name in ("service", "programme")
        }
        for key, facts in told.items()
    }


def _summed(facts: list[set[str]]) -> dict[str, Any]:
    every = set.union(*facts)
    judged = [("met" in of_one) for of_one in facts if "held" in of_one]
    if judged:
        evidence = "all_met" if all(judged) else "some_met" if any(judged) else "none_met"
    elif "returned" in every:
        evidence = "not_held"
    elif "overdue" in every:
        evidence = "not_returned"
    else:
        evidence = "not_yet_due" if "target" in every else "no_evidence"
    return {
        "evidence": evidence,
        "indicators": len(facts),
        "targets": sum("target" in of_one for of_one in facts),
        "returned": sum("returned" in of_one for of_one in facts),
        "held": len(judged),
        "met": sum(judged),
    }


def evidence_spend(
    data: Path, *, package: str, family: str, first_year: str | None = None,
    last_year: str | None = None, programmes: Chosen = None,
) -> Rows:  # fmt: skip
    """See questions.evidence_spend."""
    shown, months = service_evidence(data, package), covered(data, package, family)
    lines = selected(data, package, family, first_year, last_year, programme=programmes)
    found = []
    for (year, programme), parts in sorted(
        grouped(lines, lambda line: (line.year, line.programme)).items()
    ):

        def of(line: Line) -> dict[str, Any]:
            return shown.get((line.service, line.year), NOTHING)

        found.append(
            {
                "programme": programme,
                "financial_year": year,
                "part_year": months[year] < 12,
                "amount_gbp": total(parts),
                **{
                    f"{kind}_gbp": total([line for line in parts if of(line)["evidence"] == kind])
                    for kind in KINDS
                },
                "with_target_gbp": total([line for line in parts if of(line)["targets"]]),
                "with_return_gbp": total([line for line in parts if of(line)["returned"]]),
                "services": len({line.service for line in parts}),
                "lines": len(parts),
            }
        )
    # Nothing of a year is nothing to the penny, as the engine has it.
    return [
        {name: value + Decimal("0.00") if isinstance(value, Decimal) else value
         for name, value in row.items()}
        for row in found
    ]  # fmt: skip


def evidence_services(
    data: Path, *, package: str, family: str, first_year: str | None = None,
    last_year: str | None = None, programmes: Chosen = None, evidence: Chosen = None,
) -> Rows:  # fmt: skip
    """See questions.evidence_services."""
    shown, months = service_evidence(data, package), covered(data, package, family)
    lines = selected(data, package, family, first_year, last_year, programme=programmes)
    found = []
    for (service, programme, year), parts in grouped(
        lines, lambda line: (line.service, line.programme, line.year)
    ).items():
        row = {
            "service": service,
            "programme": programme,
            "financial_year": year,
            "part_year": months[year] < 12,
            "amount_gbp": total(parts),
            "lines": len(parts),
            **shown.get((service, year), NOTHING),
            "filed_as": " | ".join(sorted({line.service_as_filed for line in parts})),
        }
        if not evidence or row["evidence"] in evidence:
            found.append(row)
    found.sort(
        key=lambda row: (
            -int(row["financial_year"][:4]), -row["amount_gbp"], row["service"], row["programme"],
        )
    )  # fmt: skip
    return found


def unit_costs(
    data: Path, *, package: str, series_id: str | None = None, first_year: str | None = None,
    last_year: str | None = None, programmes: Chosen = None, price_base: str | None = None,
) -> Rows:  # fmt: skip
    """See questions.unit_costs."""
    described = {
        (row["indicator_id"], int(row["definition_version"])): row
        for row in plain.rows(data, package, "indicators")
    }
    paid = [line for line in money.lines(data, package) if line.family == "paid"]
    found = []
    for (series, year), rows in own_results(data, package).items():
        if series_id not in (None, series) or not plain.within(year, first_year, last_year):
            continue
        if programmes and rows[0]["programme"] not in programmes:
            continue
        lines = [line for line in paid if (line.service, line.year) == (rows[0]["service"], year)]
        scopes = {
            described.get((series, row["definition_version"]), {}).get("counted_of", "")
            for row in rows
        }
        cost = _in_prices(data, total(lines), year, price_base) if lines else None
        reason = _not_shown(data, package, rows, scopes, lines, paid, year, cost)
        counts = [_counted(row) for row in rows]
        outcomes = None if reason else int(sum(c for c in counts if c is not None))
        found.append(
            {
                "series_id": series,
                **{
                    name: rows[0][name]
                    for name in ("service", "programme", "indicator", "indicator_kind", "unit")
                },
                "definition": max(rows, key=lambda row: row["definition_version"])["definition"],
                "financial_year": year,
                "periods": len(rows),
                "returned": sum(row["actual"] is not None for row in rows),
                "outcomes": outcomes,
                "amount_gbp": total(lines) if lines else None,
                "lines": len(lines) or None,
                "cost_gbp": None if reason else cost,
                "not_shown": reason,
                **_interval(None if reason else cost, outcomes),
            }
        )
    found.sort(key=lambda row: tuple(
        row[name] for name in ("service", "indicator", "series_id", "financial_year")
    ))  # fmt: skip
    return found


def _counted(row: dict[str, Any]) -> float | None:
    number: float | None = row["actual"] if row["unit"] == "count" else row["numerator"]
    return number


def _in_prices(data: Path, amount: Decimal, year: str, base: str | None) -> Decimal | None:
    if base is None:
        return amount
    indices = plain.deflators(data)
    if not {base, year} <= indices.keys():
        return None
    return plain.pence(Fraction(amount) * indices[base] / indices[year])


def _not_shown(
    data: Path, package: str, rows: Rows, scopes: set[str], lines: list[Line], paid: list[Line],
    year: str, cost: Decimal | None,
) -> str | None:  # fmt: skip
    """Every reason there is, of which the first in this order is the one given."""
    row, counts = rows[0], [_counted(each) for each in rows]
    known = [count for count in counts if count is not None]
    days = [
        first + datetime.timedelta(days=number)
        for each in rows
        if (first := each["period_start"])
        for number in range((each["period_end"] - first).days + 1)
    ]
    april = datetime.date(int(year[:4]), 4, 1)
    length = (april.replace(year=april.year + 1) - april).days
    every_day = [april + datetime.timedelta(days=number) for number in range(length)]
    ledger = {(each["file"], int(each["line"])): each["service_id"]
              for each in plain.rows(data, package, "spend_lines")}  # fmt: skip
    reasons = {
        "no_ledger": not paid,
        "no_count": row["unit"] not in ("count", "percent", "rate")
        or not all(count.is_integer() and count >= 0 for count in known),
        "cumulative": row["accumulation"] == "cumulative",
        "rolling": row["accumulation"] == "rolling",
        "snapshot": row["accumulation"] == "snapshot",
        "lower_is_better": row["better"] == "lower",
        "scope_not_stated": "" in scopes,
        "part_of_service": "part_of_service" in scopes,
        "definition_changed": len({each["definition_version"] for each in rows}) > 1,
        "not_all_returned": any(each["actual"] is None for each in rows),
        "no_numerator": len(known) < len(rows),
        "not_a_whole_year": sorted(days) != every_day,
        "nothing_paid": total(lines) <= 0,
        "part_year": bool(paid) and covered(data, package, "paid").get(year, 0) < 12,
        "several_references": len({ledger[line.file, line.line] for line in lines}) > 1,
        "no_deflator": cost is None,
    }
    first = next((reason for reason, holds in reasons.items() if holds), None)
    return "no_count" if first == "no_numerator" else first


def _interval(cost: Decimal | None, outcomes: int | None) -> dict[str, Any]:
    names = ("unit_cost_gbp", "interval_low_gbp", "interval_high_gbp", "interval_method")
    if cost is None or outcomes is None:
        return dict.fromkeys(names)
    if outcomes < 10:
        low = stats.chi2.ppf(0.025, 2 * outcomes) / 2 if outcomes else 0.0
        high, method = stats.chi2.ppf(0.975, 2 * outcomes + 2) / 2, "exact Poisson"
    else:
        low, high = _about_chi2(2 * outcomes, 0.025), _about_chi2(2 * outcomes + 2, 0.975)
        method = "Byar"
    values = (
        float(Fraction(cost) / outcomes) if outcomes else None,
        float(cost) / float(high),
        float(cost) / float(low) if outcomes else None,
        f"cost over {method}",
    )
    return dict(zip(names, values, strict=True))


def _about_chi2(freedom: int, tail: float) -> float:
    """Half a chi-square quantile as Wilson and Hilferty come near it, which Byar's limits are.

    E. B. Wilson and M. M. Hilferty, PNAS 17 (1931), 684, https://doi.org/10.1073/pnas.17.12.684.
    """
    share = 2 / (9 * freedom)
    return float(freedom * (1 - share + stats.norm.ppf(tail) * math.sqrt(share)) ** 3 / 2)
