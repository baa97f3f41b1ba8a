"""Every amount that counts, line by line, from the extracts: who, what, when and how much."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.reference import plain

UNSTATED = "Not stated"


@dataclass(frozen=True)
class Line:
    """An amount in the financial year it falls in, under the names that count."""

    family: str
    year: str
    month: datetime.date | None
    reference: str
    service: str
    service_as_filed: str
    programme: str
    provider: str
    provider_group: str
    provider_as_filed: str | None
    area: str
    funder: str
    instrument: str
    amount: Decimal
    file: str
    line: int
    source_url: str | None


class Names:
    """What a package's mapping table makes of the names in its extracts."""

    def __init__(self, data: Path, package: str) -> None:
        self._mapped = {
            (row["kind"], row["name"]): row["counts_under"]
            for row in plain.rows(data, package, "mappings")
        }
        self._latest: dict[str, tuple[str, str]] = {}
        for row in plain.rows(data, package, "spend_lines"):
            known = self._latest.get(row["service_id"], ("", ""))
            if row["payment_date"] > known[0]:
                self._latest[row["service_id"]] = (row["payment_date"], row["service"])

    def service(self, name: str, service_id: str = "") -> str:
        """The service a name counts under: the latest of its reference, then as mapped."""
        latest = self._latest[service_id][1] if service_id in self._latest else name
        return self._mapped.get(("service", latest), latest)

    def provider(self, name: str) -> str:
        """The provider a name counts under."""
        return self._mapped.get(("provider", name), name) or UNSTATED

    def group(self, name: str) -> str:
        """The group its provider belongs to, or the provider itself."""
        provider = self.provider(name)
        return self._mapped.get(("provider_group", provider), provider)

    def area(self, service: str, provider: str, stated: str = "") -> str:
        """The area stated, or that the service's or the provider's name stands for."""
        return (
            stated
            or self._mapped.get(("service_area", service))
            or self._mapped.get(("provider_area", self.provider(provider)))
            or UNSTATED
        )


def no_one_body(data: Path, package: str) -> set[str]:
    """The names that several bodies, or a kind of body, count under."""
    return {
        row["counts_under"]
        for row in plain.rows(data, package, "mappings")
        if (row["kind"], row["relation"]) == ("provider", "several")
    }


def lines(data: Path, package: str) -> list[Line]:
    """All of them, in no order."""
    return [*_decided(data, package), *_contracted(data, package), *_paid(data, package)]


def _line(names: Names, family: str, year: str, row: plain.Row, amount: Decimal) -> Line:
    paid = family == "paid"
    reference = {"paid": "invoice_ref", "contracts": "contract_id"}.get(family, "decision_ref")
    return Line(
        family=family,
        year=year,
        month=datetime.date.fromisoformat(row["payment_date"]).replace(day=1) if paid else None,
        reference=row[reference] or row["line_id"],
        service=names.service(row["service"], row.get("service_id", "")),
        service_as_filed=row["service"],
        programme=row["programme"],
        provider=names.provider(row["provider"]),
        provider_group=names.group(row["provider"]),
        provider_as_filed=row["provider"] or None,
        area=names.area(row["service"], row["provider"], row.get("area", "")),
        funder=row["funding_source"] or UNSTATED,
        instrument=row.get("instrument", "contract"),
        amount=amount,
        file=row["file"],
        line=int(row["line"]),
        source_url=row.get("source_url") or None,
    )


def _decided(data: Path, package: str) -> Iterator[Line]:
    names = Names(data, package)
    for row in plain.rows(data, package, "decisions"):
        if plain.is_counted(row):
            family = "decisions" if row["direction"] == "out" else "grants"
            for year, part in plain.placed(row).items():
                yield _line(names, family, year, row, part)


def _contracted(data: Path, package: str) -> Iterator[Line]:
    names = Names(data, package)
    for row in plain.rows(data, package, "contracts"):
        first, last = plain.day(row["start_date"]), plain.day(row["end_date"])
        if first and last:
            for year, part in plain.profile(Decimal(row["amount_gbp"]), first, last).items():
                yield _line(names, "contracts", year, row, part)


def _paid(data: Path, package: str) -> Iterator[Line]:
    names = Names(data, package)
    for row in plain.rows(data, package, "spend_lines"):
        if (row["basis"], row["direction"]) == ("paid", "out"):
            paid_on = datetime.date.fromisoformat(row["payment_date"])
            (year,) = plain.days_by_year(paid_on, paid_on)
            yield _line(names, "paid", year, row, Decimal(row["amount_gbp"]))
