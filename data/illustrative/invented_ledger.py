"""The invented services and what was paid for them.

Draws come from a hash of what is being drawn, so they do not depend on the version of Python, and
a service that is added leaves the figures of the others alone.
"""

import datetime
import hashlib
import math
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SEED = "illustrative-1"
CREDITED, PAID_TWICE = 0.025, 0.007

Month = tuple[int, int]
Row = dict[str, object]
Described = dict[str, Any]


class Draws:
    """A stream of numbers that depends only on the seed and on what it is named for."""

    def __init__(self, name: str) -> None:
        self._name = f"{SEED}/{name}"
        self._count = 0

    def uniform(self) -> float:
        """The next number from 0 up to, but not including, 1."""
        self._count += 1
        digest = hashlib.sha256(f"{self._name}/{self._count}".encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2**48

    def whole(self, first: int, last: int) -> int:
        """A whole number from first to last, both included."""
        return first + int(self.uniform() * (last - first + 1))

    def poisson(self, mean: float) -> int:
        """A count with that mean (Knuth's method, in parts so that exp does not underflow)."""
        count, left = 0, mean
        while left > 0:
            floor, product = math.exp(-min(left, 30.0)), self.uniform()
            while product > floor:
                count += 1
                product *= self.uniform()
            left -= 30.0
        return count

    def binomial(self, trials: int, chance: float) -> int:
        """How many of the trials succeed."""
        return sum(self.uniform() < chance for _ in range(trials))


def invented(name: str) -> Described:
    """What a file in ``invented/`` describes."""
    return tomllib.loads((HERE / "invented" / f"{name}.toml").read_text(encoding="utf-8"))


LEDGER = invented("services")
SERVICES: dict[str, Described] = {s["service_id"]: s for s in LEDGER["services"]}
AS_AT: datetime.date = LEDGER["as_at"]


def month_of(written: str) -> Month:
    """'2020-04' as year and month."""
    return int(written[:4]), int(written[5:7])


FIRST_MONTH, LAST_MONTH = month_of(LEDGER["first_month"]), month_of(LEDGER["last_month"])


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from first to last, both included."""
    for number in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1]):
        yield number // 12, number % 12 + 1


def starting_year(month: Month) -> int:
    """The year in which the month's April-to-March financial year began."""
    return month[0] if month[1] >= 4 else month[0] - 1


def first_and_last(phase: Described) -> tuple[Month, Month]:
    """The first and last month of a phase; one without an end runs to the end of the ledger."""
    last = phase["last"] if "last" in phase else LEDGER["last_month"]
    return month_of(phase["first"]), month_of(last)


def pounds(pence: int) -> str:
    """Pence as pounds with two decimals; integers throughout, so nothing is rounded."""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def service_lines(service: Described) -> Iterator[Row]:
    """The payments of a service: contracts by month, grants by quarter, credits and corrections."""
    for phase in service["phases"]:
        first, last = first_and_last(phase)
        areas = service.get("areas", [""])
        every = 3 if phase["instrument"] == "grant" else 1
        draws = Draws(f"{service['service_id']}/{phase['first']}")
        for month in list(months_between(first, last))[::every]:
            annual = phase["annual_pounds"] * 100
            for _ in range(starting_year(month) - starting_year(first)):
                annual = annual * (100 + phase["yearly_rise_percent"]) // 100
            for area in areas:
                pence = annual * every // (12 * len(areas))
                if phase["instrument"] == "contract":
                    pence = pence * draws.whole(970, 1030) // 1000
                line: Row = {
                    "payment_date": datetime.date(*month, draws.whole(9, 27)).isoformat(),
                    "service_id": service["service_id"],
                    "service": phase["name"],
                    "programme": service["programme"],
                    "provider": phase["provider"],
                    "area": area,
                    "funding_source": phase["funder"],
                    "instrument": phase["instrument"],
                    "basis": "paid",
                    "direction": "out",
                    "amount_gbp": pounds(pence),
                    "vat_basis": "net",
                }
                yield line
                yield from adjustments(line, pence, draws)


def adjustments(line: Row, pence: int, draws: Draws) -> Iterator[Row]:
    """Now and then a credit against a payment, or a payment made twice and then reversed."""
    chance = draws.uniform()
    later = {"payment_date": f"{str(line['payment_date'])[:8]}28"}
    if chance < CREDITED:
        credit = pence * draws.whole(20, 180) // 1000
        grant = line["instrument"] == "grant"
        note = "Unspent grant returned" if grant else "Credit for staff posts left vacant"
        yield line | later | {"amount_gbp": pounds(-credit), "note": note}
    elif chance < CREDITED + PAID_TWICE:
        reversal = "Correction: reverses the payment made twice"
        yield line | later | {"note": "Paid twice in error"}
        yield line | later | {"amount_gbp": pounds(-pence), "note": reversal}


def spend_lines() -> list[Row]:
    """Every ledger line in order of date, the malformed two among them."""
    filed = [
        (str(line["payment_date"]), line)
        for service in SERVICES.values()
        for line in service_lines(service)
    ]
    for wrong in LEDGER["malformed"]:
        day, service_id = wrong["filed_under"], wrong["service_id"]
        like = next(
            line for date, line in filed if line["service_id"] == service_id and date[:7] == day[:7]
        )
        written = {name: wrong[name] for name in ("payment_date", "amount_gbp", "note")}
        filed.append((day, like | written))
    filed.sort(key=lambda pair: (pair[0], str(pair[1]["service_id"])))
    return [
        line | {"line_id": f"line-{number:05d}", "invoice_ref": f"INV-{40_000 + number}"}
        for number, (_, line) in enumerate(filed, 1)
    ]


def phase_on(service: Described, month: Month) -> Described | None:
    """The phase a service was in that month, None when it was not running."""
    for phase in service["phases"]:
        first, last = first_and_last(phase)
        if first <= month <= last:
            return dict(phase)
    return None
