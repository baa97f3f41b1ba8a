"""What stands round the invented ledger: contracts, decisions, outturns, names and areas."""

import datetime
from collections.abc import Iterator, Sequence

from invented_ledger import (
    LAST_MONTH,
    LEDGER,
    SERVICES,
    Described,
    Month,
    Row,
    invented,
    month_of,
    months_between,
    pounds,
    starting_year,
)

AWARDS = invented("awards")


def financial_year(starting: int) -> str:
    """2021 as 2021/22."""
    return f"{starting}/{(starting + 1) % 100:02d}"


def last_day(month: Month) -> datetime.date:
    """The last day of a month."""
    following = datetime.date(month[0] + month[1] // 12, month[1] % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def awarded_phases() -> Iterator[tuple[Described, int, Described, Month, Month | None]]:
    """Every phase of every service with its number and the first and last month of its award."""
    for service in SERVICES.values():
        for number, phase in enumerate(service["phases"], 1):
            first = month_of(phase["first"])
            runs_to = phase.get("last") or AWARDS["runs_to"].get(service["service_id"])
            yield service, number, phase, first, month_of(runs_to) if runs_to else None


def awarded_pence(phase: Described, months: Sequence[Month]) -> int:
    """What a phase comes to over some months, rising once a financial year."""
    pence = 0
    for month in months:
        annual = phase["annual_pounds"] * 100
        for _ in range(starting_year(month) - starting_year(month_of(phase["first"]))):
            annual = annual * (100 + phase["yearly_rise_percent"]) // 100
        pence += annual // 12
    return pence


def contract_rows() -> Iterator[Row]:
    """A contract for every phase under contract, at the price agreed, whatever was then paid."""
    for service, number, phase, first, last in awarded_phases():
        if phase["instrument"] != "contract":
            continue
        extended = AWARDS["extends_to"].get(service["service_id"]) if "last" not in phase else None
        to_price = last or LAST_MONTH
        yield {
            "contract_id": f"ICA-{service['service_id']}-{number}",
            "title": f"Invented: {phase['name']}",
            "service_id": service["service_id"],
            "service": phase["name"],
            "programme": service["programme"],
            "provider": phase["provider"],
            "funding_source": phase["funder"],
            "start_date": datetime.date(*first, 1).isoformat(),
            "end_date": last_day(last).isoformat() if last else "",
            "extension_end_date": last_day(month_of(extended)).isoformat() if extended else "",
            "amount_gbp": pounds(awarded_pence(phase, list(months_between(first, to_price)))),
            "regime": AWARDS["regimes"].get(service["service_id"], "before_the_act"),
            "note": "" if last else "Runs until either side gives notice; priced to date",
        }


def decision_rows() -> Iterator[Row]:
    """An approval for every phase, contracts with headroom, and what funders gave."""
    number = 0
    for service, _, phase, first, last in awarded_phases():
        if service["service_id"] in AWARDS["undecided"]["services"]:
            continue
        number += 1
        ceiling = phase["instrument"] == "contract"
        award: Row = {
            "decision_ref": f"ICA {number:03d}",
            "title": f"Invented: {phase['name']} by {phase['provider']}",
            "date_signed": datetime.date(first[0] - (first[1] < 3), (first[1] + 9) % 12 + 1, 14),
            "service": phase["name"],
            "scope": "commissioned",
            "programme": service["programme"],
            "provider": phase["provider"],
            "funding_source": phase["funder"],
            "instrument": phase["instrument"],
            "direction": "out",
            "amount_basis": "approved_maximum" if ceiling else "approved",
            "is_new_money": "yes",
        }
        by_year: dict[int, list[Month]] = {}
        for month in months_between(first, last or LAST_MONTH):
            by_year.setdefault(starting_year(month), []).append(month)
        if last is None:
            by_year = {starting_year(first): [month for year in by_year.values() for month in year]}
        for line, (year, months) in enumerate(by_year.items(), 1):
            pence = awarded_pence(phase, months) * (105 if ceiling else 100) // 100
            dated = {"financial_year": financial_year(year)} if last else {"start_year": year}
            yield award | dated | {"decision_line": line, "amount_gbp": pounds(pence)}
    for funder, by_label in AWARDS["accepted"].items():
        for label, amount in by_label.items():
            number += 1
            yield {
                "decision_ref": f"ICA {number:03d}",
                "decision_line": 1,
                "title": f"Invented: {funder} accepted for {label}",
                "service": f"{funder} accepted",
                "scope": "commissioned",
                "programme": "Funding received",
                "provider": f"Funder of {funder}",
                "funding_source": funder,
                "instrument": "grant_received",
                "direction": "in",
                "financial_year": label,
                "amount_gbp": pounds(amount * 100),
                "amount_basis": "accepted",
                "is_new_money": "yes",
            }


def outturn_rows(lines: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """A published outturn for each whole year, and the point of its series that it is."""
    unreadable = {wrong["note"] for wrong in LEDGER["malformed"]}
    ledger: dict[str, int] = {}
    for line in lines:
        if line.get("note") not in unreadable:
            year, month = month_of(str(line["payment_date"]))
            label = financial_year(starting_year((year, month)))
            pence = int(str(line["amount_gbp"]).replace(".", ""))
            ledger[label] = ledger.get(label, 0) + pence
    totals: list[Row] = []
    points: list[Row] = []
    for label, outturn in AWARDS["outturn"].items():
        total_id = f"outturn-{label.replace('/', '-')}"
        totals.append(
            {
                "total_id": total_id,
                "financial_year": label,
                "organisation": "Illustrative Commissioning Authority",
                "measure": "commissioned_services_outturn",
                "amount_gbp": pounds(ledger[label] + outturn["pence_beyond_ledger"]),
                "basis": "actual",
                "precision": "exact",
                "scope_note": f"Invented. {outturn['note']}",
                "source_title": f"Invented: statement of accounts {label}",
            }
        )
        points.append(
            {
                "series_id": "outturn",
                "financial_year": label,
                "total_id": total_id,
                "role": "component",
            }
        )
    return totals, points


def series_row() -> Row:
    """The one published series: the outturn."""
    return {
        "series_id": "outturn",
        "title": "Outturn on commissioned services",
        "definition": "Outturn on commissioned services, on an accruals basis",
        "basis": "actual",
        "direction": "out",
        "organisation": "Illustrative Commissioning Authority",
        "headline": "yes",
        "joined": "yes",
        "caution": "Invented, like the ledger it is set against.",
    }


def mapping_rows() -> Iterator[Row]:
    """The names a recommissioned service had before, and the group two providers belong to."""
    for service in SERVICES.values():
        names = [phase["name"] for phase in service["phases"]]
        for earlier in dict.fromkeys(names[:-1]):
            if earlier != names[-1]:
                yield {
                    "kind": "service",
                    "name": earlier,
                    "counts_under": names[-1],
                    "relation": "recommissioned",
                    "reason": f"Invented: service {service['service_id']} goes on under a new name",
                }
    for provider in ("Provider K", "Provider L"):
        yield {
            "kind": "provider_group",
            "name": provider,
            "counts_under": "Youth work group",
            "relation": "same_body",
            "reason": "Invented: both are charities of one group",
        }


def area_rows() -> Iterator[Row]:
    """Six areas as two rows of tiles."""
    for number in range(6):
        area = f"Area {number + 1}"
        yield {"area": area, "short_name": area, "column": number % 3 + 1, "row": number // 3 + 1}
