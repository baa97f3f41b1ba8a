"""What a sheet can be: the records it may hold, where they go and what they cannot do without."""

from dataclasses import dataclass
from functools import cache

from commissioning.packages import Schema, canonical_schemas

MONEY, DATE, TEXT = "money", "date", "text"

# Every column that a sheet of any kind may have, by the name it goes by here, with its kind.
COLUMNS: dict[str, str] = {
    "body": TEXT,
    "department": TEXT,
    "service": TEXT,
    "cost_centre": TEXT,
    "programme": TEXT,
    "supplier": TEXT,
    "supplier_id": TEXT,
    "company_number": TEXT,
    "charity_number": TEXT,
    "registration_number": TEXT,
    "title": TEXT,
    "description": TEXT,
    "category": TEXT,
    "amount": MONEY,
    "vat": TEXT,
    "annual_value": TEXT,
    "currency": TEXT,
    "reference": TEXT,
    "contract_reference": TEXT,
    "date": DATE,
    "start": DATE,
    "end": DATE,
    "extension_end": DATE,
    "financial_year": TEXT,
    "period": TEXT,
    "instrument": TEXT,
    "funder": TEXT,
    "area": TEXT,
    "status": TEXT,
    "notice_type": TEXT,
    "supplier_packed": TEXT,
    "process": TEXT,
    "url": TEXT,
}
DATES = tuple(name for name, kind in COLUMNS.items() if kind == DATE)
NET, GROSS, UNKNOWN = "net", "gross", "unknown"
# The columns an amount may be taken from, the best first, with what each says of VAT.
AMOUNTS = {"amount_net": NET, "amount": UNKNOWN, "amount_gross": GROSS}


@dataclass(frozen=True)
class Target:
    """A kind of record: the extract it goes to and the columns it is known by.

    ``needs`` are groups of columns of which each must be there for a sheet to be recognised;
    ``without`` are columns that speak against it. ``required`` are the columns that a row must have
    a readable value in; ``dates`` and ``money`` those that must be readable where they are filled.
    """

    name: str
    title: str
    resource: str
    needs: tuple[tuple[str, ...], ...]
    required: tuple[str, ...]
    dates: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def has_money(self) -> bool:
        """Whether its rows carry an amount in pounds."""
        return "amount" in self.required


AMOUNT = ("amount_net", "amount", "amount_gross")
TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target(
            "grants",
            "Grants awarded",
            "decisions",
            needs=(("amount",), ("supplier", "supplier_id"), ("date", "period", "start")),
            required=("amount",),
            dates=("date", "start", "end"),
        ),
        Target(
            "notices",
            "Contract notices",
            "contracts",
            needs=(("reference",), ("title",), ("amount",), ("start", "end"), ("awarded", "date")),
            required=("reference", "title", "amount", "start"),
            dates=("start", "end"),
        ),
        Target(
            "contracts",
            "Contracts register",
            "contracts",
            needs=(("title",), ("start", "end"), ("amount", "annual_value", "supplier")),
            required=("title", "amount", "start"),
            dates=("start", "end", "extension_end"),
        ),
        Target(
            "spend",
            "Spending",
            "spend_lines",
            needs=(AMOUNT, ("supplier", "description", "category")),
            required=("amount", "date"),
            dates=("date",),
        ),
    )
}


@cache
def own_schemas() -> dict[str, Schema]:
    """The extracts of this dashboard, by name: a sheet with just their headings is one of them."""
    return canonical_schemas()


def money_field(resource: str) -> str | None:
    """The field of an extract that holds its amount, None where it has none."""
    fields = own_schemas()[resource].fields
    return next((entry.name for entry in fields if entry.kind == "money"), None)
