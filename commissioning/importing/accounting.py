"""What an import would do with every row and every pound, before anything is accepted.

Rows in = loaded + rejected + excluded, for each sheet and for the whole, and amounts likewise to
the penny. An amount that cannot be read is in no sum; how many there are is counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from commissioning.importing.headings import Match
from commissioning.importing.mapping import Mapping as SheetMapping

OUTCOMES = ("loaded", "rejected", "excluded")


@dataclass(frozen=True)
class Account:
    """Rows and pounds by what becomes of them."""

    rows_in: int = 0
    loaded: int = 0
    rejected: int = 0
    excluded: int = 0
    pounds_in: Decimal = Decimal(0)
    pounds_loaded: Decimal = Decimal(0)
    pounds_rejected: Decimal = Decimal(0)
    pounds_excluded: Decimal = Decimal(0)
    unreadable_amounts: int = 0

    def __add__(self, other: "Account") -> "Account":
        return Account(
            *(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True))
        )

    @property
    def closes(self) -> bool:
        """Whether rows in and pounds in are the sums of what became of them."""
        return (
            self.rows_in == self.loaded + self.rejected + self.excluded
            and self.pounds_in == self.pounds_loaded + self.pounds_rejected + self.pounds_excluded
        )


@dataclass(frozen=True)
class Decision:
    """Something decided about a sheet, with the evidence for it, in words."""

    about: str
    decided: str
    evidence: str


@dataclass(frozen=True)
class Reject:
    """A value for which its row was not loaded."""

    file: str
    sheet: str
    line: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True)
class Excluded:
    """How many rows were left out for one reason, and the first of their lines."""

    reason: str
    rows: int
    pounds: Decimal
    first_line: int


@dataclass(frozen=True)
class Unmapped:
    """A value, of rows for one extract, that no row of the table of services names."""

    resource: str
    field: str
    value: str
    rows: int
    pounds: Decimal


@dataclass(frozen=True)
class SheetPlan:
    """What would become of one sheet.

    ``questions`` are what a person must say before the sheet can be loaded; a sheet that has any is
    not ready, and none of its rows is loaded, rejected or excluded yet. ``sample`` holds its first
    rows as they stand, ``mapping`` what it would be saved as.
    """

    number: int
    file: str
    sheet: str
    label: str
    match: Match | None
    rows: int
    account: Account = Account()
    decisions: tuple[Decision, ...] = ()
    questions: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    mapping: SheetMapping | None = None
    sample: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing has to be said before it can be loaded or left out."""
        return not self.questions


@dataclass(frozen=True)
class FilePlan:
    """What would become of one file; ``refused`` says why where it is not read at all."""

    name: str
    sha256: str = ""
    refused: str = ""
    sheets: tuple[SheetPlan, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether every sheet of it can be loaded."""
        return not self.refused and bool(self.sheets) and all(sheet.ready for sheet in self.sheets)

    @property
    def account(self) -> Account:
        """The account of its sheets together."""
        return sum((sheet.account for sheet in self.sheets), Account())


@dataclass(frozen=True)
class Loads:
    """How many rows go to one extract, and their pounds."""

    resource: str
    rows: int
    pounds: Decimal


@dataclass(frozen=True)
class Summary:
    """The rows of a plan as counts: by extract, by financial year, and what is not assigned."""

    loads: tuple[Loads, ...] = ()
    years: Mapping[tuple[str, str], tuple[int, Decimal]] = field(default_factory=dict)
    not_assigned: tuple[Loads, ...] = ()
