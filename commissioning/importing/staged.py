"""A sheet on its way through a plan, with what is found out about it."""

import datetime
from dataclasses import dataclass, field

from commissioning.importing.accounting import Decision
from commissioning.importing.dates import DateRule
from commissioning.importing.headings import Match
from commissioning.importing.mapping import Mapping, Options
from commissioning.importing.reading import Reading, Sheet


@dataclass
class Staged:
    """A sheet on its way through the plan."""

    number: int
    reading: Reading
    sheet: Sheet
    label: str
    twin_of: str
    match: Match | None
    mapping: Mapping | None
    first_rows: list[tuple[int, tuple[str, ...]]]
    months: frozenset[datetime.date]
    questions: list[str] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    rules: list[DateRule] = field(default_factory=list)
    passed_over: str = ""
    above: tuple[tuple[str, ...], ...] = ()

    @property
    def options(self) -> Options:
        """What was said of it."""
        return self.mapping.options if self.mapping else Options()

    @property
    def loadable(self) -> bool:
        """Whether its rows go through the steps."""
        return self.match is not None and not self.questions
