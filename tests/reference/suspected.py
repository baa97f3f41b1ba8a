"""The checks that look for what may be amiss in ledgers, returns and names, in plain Python."""

import datetime
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from tests.reference import money, plain
from tests.reference.identified import compared, given_number, numbers_of, says_nobody, table

Finding = tuple[str, int, str]


def place(row: plain.Row) -> tuple[str, int]:
    """The file and line of a row."""
    return row["file"], int(row["line"])


def payment_repeated(data: Path, package: str) -> list[Finding]:
    """The second and later of payments that are alike in all but their name and day."""
    first: dict[tuple[str, ...], tuple[str, int]] = {}
    found = []
    alike = ("provider", "service_id", "area", "invoice_ref", "basis", "direction")
    for row in plain.rows(data, package, "spend_lines"):
        amount = Decimal(row["amount_gbp"].replace(",", ""))
        if not row["invoice_ref"] or amount <= 0:
            continue
        key = (*(row[name] for name in alike), str(amount.normalize()))
        if key in first:
            file, line = first[key]
            found.append(
                (
                    *place(row),
                    f"{row['line_id']}: {amount:.2f} to {row['provider']} on invoice"
                    f" {row['invoice_ref']}, as on line {line} of {file}",
                )
            )
        else:
            first[key] = place(row)
    return found


def _months(data: Path, package: str) -> dict[str, dict[datetime.date, list[money.Line]]]:
    services: dict[str, dict[datetime.date, list[money.Line]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for line in money.lines(data, package):
        if line.family == "paid" and line.month:
            services[line.service][line.month].append(line)
    return services


def month_ten_times_its_neighbours(data: Path, package: str) -> list[Finding]:
    """A month beside two near ones that each come to a tenth of it or less."""
    found = []
    for service, months in _months(data, package).items():
        net = {
            month: total
            for month, lines in months.items()
            if (total := sum((line.amount for line in lines), Decimal(0))) > 0
        }
        near = sorted(net)
        for before, month, after in zip(near, near[1:], near[2:], strict=False):
            apart = [
                (later.year - earlier.year) * 12 + later.month - earlier.month
                for earlier, later in ((before, month), (month, after))
            ]
            if max(apart) > 3 or any(net[month] < 10 * net[other] for other in (before, after)):
                continue
            largest = max(months[month], key=lambda line: (line.amount, line.file, line.line))
            found.append(
                (
                    largest.file,
                    largest.line,
                    f"{service}: {net[month]:.2f} in {month:%Y-%m}, against {net[before]:.2f} in"
                    f" {before:%Y-%m} and {net[after]:.2f} in {after:%Y-%m}",
                )
            )
    return found


def year_below_zero(data: Path, package: str) -> list[Finding]:
    """A service and year whose credits are more than its payments."""
    years: dict[tuple[str, str], list[money.Line]] = defaultdict(list)
    for line in money.lines(data, package):
        if line.family == "paid":
            years[line.service, line.year].append(line)
    found = []
    for (service, year), lines in years.items():
        total = sum((line.amount for line in lines), Decimal(0))
        if total < 0:
            worst = min(lines, key=lambda line: (line.amount, line.file, line.line))
            found.append((worst.file, worst.line, f"{service}, {year}: {total:.2f}"))
    return found


def provider_withheld(data: Path, package: str) -> list[Finding]:
    """A row whose provider is only said to be withheld."""
    return [
        (*place(row), f"{row[name]}: {Decimal(row['amount_gbp']):.2f} to “{row['provider']}”")
        for resource, name in (
            ("spend_lines", "line_id"),
            ("contracts", "contract_id"),
            ("decisions", "decision_ref"),
        )
        for row in plain.rows(data, package, resource)
        if row["provider"] and says_nobody(row["provider"])
    ]


def payment_in_the_future(data: Path, package: str) -> list[Finding]:
    """A payment after the day the package describes."""
    as_at = plain.descriptor(data, package).get("commissioning", {}).get("as_at", "")
    return [
        (
            *place(row),
            f"{row['line_id']}: paid on {row['payment_date']}, and the data is as at {as_at}",
        )
        for row in plain.rows(data, package, "spend_lines")
        if row["payment_date"] > as_at
    ]


def return_before_its_period_ended(data: Path, package: str) -> list[Finding]:
    """A return that came on a day of its period, or before."""
    return [
        (
            *place(row),
            f"{row['indicator_id']} {row['cohort']}: received on {row['returned_on']}, for a period"
            f" to {row['period_end']}",
        )
        for row in plain.rows(data, package, "indicator_returns")
        if row["returned_on"] and row["returned_on"] <= row["period_end"]
    ]


def return_after_due(data: Path, package: str) -> list[Finding]:
    """A return that came after it was due."""
    return [
        (
            *place(row),
            f"{row['indicator_id']} {row['cohort']}: due on {row['due_on']}, received on"
            f" {row['returned_on']}",
        )
        for row in plain.rows(data, package, "indicator_returns")
        if row["returned_on"] and row["due_on"] and row["returned_on"] > row["due_on"]
    ]


def month_without_payment(data: Path, package: str) -> list[Finding]:
    """The first payment after a month that has none."""
    rows = sorted(
        plain.rows(data, package, "spend_lines"),
        key=lambda row: (row["payment_date"], *place(row)),
    )
    found = []
    for before, after in pairwise(rows):
        earlier, later = (
            int(row["payment_date"][:4]) * 12 + int(row["payment_date"][5:7])
            for row in (before, after)
        )
        if later - earlier > 1:
            detail = f"No payment from {before['payment_date']} to {after['payment_date']}"
            found.append((*place(after), detail))
    return found


def decision_repeated(data: Path, package: str) -> list[Finding]:
    """The second and later of decisions that count and are alike in all but their reference."""
    first: dict[tuple[str, ...], plain.Row] = {}
    found = []
    alike = ("service", "provider", "funding_source", "direction", "amount_basis")
    for row in plain.rows(data, package, "decisions"):
        dated = row["financial_year"] or (row["start_year"] and row["end_year"])
        if not (plain.is_counted(row) and row["provider"] and dated):
            continue
        if year := row["financial_year"]:
            period = [year[:4], str(int(year[:4]) + 1)]
        else:
            period = [row["start_year"], row["end_year"]]
        amount = Decimal(row["amount_gbp"])
        key = (*(row[name] for name in alike), *period, str(amount.normalize()))
        if key in first:
            other = first[key]
            found.append(
                (
                    *place(row),
                    f"{row['decision_ref']}: {amount:.2f} for {row['service']}, as in"
                    f" {other['decision_ref']} on line {other['line']}",
                )
            )
        else:
            first[key] = row
    return found


def name_with_two_numbers(data: Path, package: str) -> list[Finding]:
    """A name, as it is compared, that goes with more than one number and is not in the table."""
    numbers = numbers_of(data, package)
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    mapped = table(data, package, "provider")
    for row in plain.rows(data, package, "spend_lines"):
        number = given_number(row)
        if number and row["provider"] not in mapped:
            seen.setdefault((row["provider"], number), place(row))
    return [
        (
            *where,
            f"{name} has the number {number}, one of {len(numbers[compared(name)])}: each is a"
            " provider of its own here",
        )
        for (name, number), where in seen.items()
        if len(numbers[compared(name)]) > 1
    ]
