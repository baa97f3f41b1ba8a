"""Commitments as the extracts have them: their parts, their days and what falls by a day."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tests.reference import plain
from tests.reference.money import UNSTATED, Names

Choice = list[str] | None
Day = datetime.date

ORDER = ["running", "not_begun", "ended", "no_end", "no_date"]


@dataclass(frozen=True)
class Part:
    """One row of an extract: an amount and the days it is for."""

    amount: Decimal
    first: Day | None
    last: Day | None
    ceiling: bool
    file: str
    line: int

    def by(self, day: Day) -> Decimal | None:
        """What falls up to the end of a day; None where the days are not known."""
        if not self.first or not self.last:
            return None
        passed = min(max((day - self.first).days + 1, 0), (self.last - self.first).days + 1)
        return plain.pence(
            Fraction(self.amount) * passed / Fraction((self.last - self.first).days + 1)
        )


@dataclass
class Commitment:
    """What one decision or contract commits to a service by one provider and funder."""

    reference: str
    service: str
    provider: str
    funder: str
    title: str
    programme: str
    instrument: str
    extension: Day | None
    source_url: str | None
    parts: list[Part] = field(default_factory=list)

    @property
    def first(self) -> Day | None:
        return min((part.first for part in self.parts if part.first), default=None)

    @property
    def last(self) -> Day | None:
        days = [part.last for part in self.parts]
        return None if None in days else max(day for day in days if day)

    @property
    def amount(self) -> Decimal:
        return sum((part.amount for part in self.parts), Decimal(0))

    @property
    def ceiling(self) -> bool:
        return any(part.ceiling for part in self.parts)

    @property
    def placed(self) -> Decimal | None:
        known = [part.amount for part in self.parts if part.first and part.last]
        return sum(known, Decimal(0)) if known else None

    def by(self, day: Day) -> Decimal | None:
        known = [amount for part in self.parts if (amount := part.by(day)) is not None]
        return sum(known, Decimal(0)) if known else None

    def after(self, day: Day) -> Decimal | None:
        before = self.by(day)
        return None if self.placed is None or before is None else self.placed - before

    def final_year(self) -> Decimal | None:
        """What falls after the same date a year before the last day."""
        if not self.first or not self.last:
            return None
        shorter = self.last.month == 2 and self.last.day == 29
        return self.after(self.last.replace(year=self.last.year - 1, day=28 if shorter else
                                            self.last.day))  # fmt: skip

    def state(self, day: Day) -> str:
        if not self.first:
            return "no_date"
        if not self.last:
            return "no_end"
        return "ended" if self.last < day else "not_begun" if self.first > day else "running"


def every(data: Path, package: str, family: str) -> list[Commitment]:
    """All commitments of a family, in the order their rows stand in."""
    names = Names(data, package)
    found: dict[tuple[str, ...], Commitment] = {}
    resource = "contracts" if family == "contracts" else "decisions"
    for row in plain.rows(data, package, resource):
        if resource == "decisions" and not (plain.is_counted(row) and row["direction"] == "out"):
            continue
        reference = row["contract_id" if resource == "contracts" else "decision_ref"]
        service = names.service(row["service"], row.get("service_id", ""))
        provider, funder = names.provider(row["provider"]), row["funding_source"] or UNSTATED
        commitment = found.setdefault(
            (reference, service, provider, funder),
            Commitment(
                reference,
                service,
                provider,
                funder,
                row["title"],
                row["programme"],
                row.get("instrument", "contract"),
                plain.day(row.get("extension_end_date", "")),
                row["source_url"] or None,
            ),
        )
        first, last = days_of(row)
        commitment.parts.append(
            Part(
                Decimal(row["amount_gbp"]),
                first,
                last,
                row.get("amount_basis") == "approved_maximum",
                row["file"],
                int(row["line"]),
            )
        )
    return list(found.values())


def days_of(row: plain.Row) -> tuple[Day | None, Day | None]:
    """The first and last day of a row, as far as they are stated."""
    if "contract_id" in row:
        return plain.day(row["start_date"]), plain.day(row["end_date"])
    if row["financial_year"]:
        start = int(row["financial_year"][:4])
        return Day(start, 4, 1), Day(start + 1, 3, 31)
    start_year, end_year = row["start_year"], row["end_year"]
    return (
        Day(int(start_year), 4, 1) if start_year else None,
        Day(int(end_year), 3, 31) if end_year else None,
    )


def selected(
    data: Path,
    package: str,
    family: str,
    programmes: Choice,
    providers: Choice,
    funders: Choice,
    text: str | None = None,
) -> list[Commitment]:
    """Those a reader's filters leave."""
    return [
        each
        for each in every(data, package, family)
        if each.programme in (programmes or [each.programme])
        and each.provider in (providers or [each.provider])
        and each.funder in (funders or [each.funder])
        and (text or "").lower()
        in " ".join([each.reference, each.title, each.service, each.provider]).lower()
    ]
