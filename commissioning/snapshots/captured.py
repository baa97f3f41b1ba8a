"""What a page showed when it was run: the choices, the words, the figures and the files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commissioning.charts import Chart
from commissioning.store import Answer


@dataclass(frozen=True)
class Shown:
    """The package a page showed, and the version of the data."""

    name: str
    title: str
    body: str
    short_name: str
    as_at: str
    illustrative: bool
    data_version: str


@dataclass(frozen=True)
class Words:
    """Words or a table that a page placed by itself, as the HTML that it placed."""

    html: str


@dataclass(frozen=True)
class Figure:
    """A chart with all that goes with it.

    ``table``, ``restated`` and ``spelt_out`` (what abbreviations stand for) are HTML. ``address``
    is the source's public address, or None. ``level`` is that of its heading.
    """

    key: str
    chart: Chart
    answers: tuple[Answer, ...]
    table: str
    citation: str
    address: str | None
    basis: str
    level: int = 2
    definitions: tuple[str, ...] = ()
    restated: str = ""
    spelt_out: str = ""


@dataclass(frozen=True)
class Rows:
    """Rows that a page offers as a file by themselves, beside a table or in place of one."""

    key: str
    title: str
    answers: tuple[Answer, ...]
    citation: str
    basis: str
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workings:
    """How figures of a page were worked out: the answers behind them and definitions."""

    answers: tuple[Answer, ...]
    definitions: tuple[str, ...] = ()


Block = Words | Figure | Rows | Workings


@dataclass(frozen=True)
class Finding:
    """Text of a view that looks like personal data: its kind, the text, and where it stands."""

    kind: str
    text: str
    where: str


@dataclass(frozen=True)
class Policy:
    """The rule by which small counts were taken out of the data that a view was made from."""

    threshold: int
    round_to: int
    zero_discloses: bool


@dataclass(frozen=True)
class Capture:
    """A view as it was shown.

    ``address`` spells out every choice and the version of the data, relative to the dashboard;
    ``parameters`` are the same choices by their labels; ``notices`` what the address asked for
    and could not be given. ``blocks`` are in the order of the page. ``asked`` names every question
    that the page asked, ``markings`` the fields it can reach whose marking bars publication,
    ``smallest_cell`` the smallest count of people in any split (None where none is shown),
    ``everyone`` the results for everyone of the periods that are split, as a file would write them,
    and ``personal`` what looks like personal data.
    """

    page: str
    title: str
    address: str
    parameters: Mapping[str, Any]
    shown: Shown
    years: tuple[str, str]
    notices: tuple[str, ...]
    blocks: tuple[Block, ...]
    asked: tuple[str, ...]
    policy: Policy
    markings: tuple[str, ...] = ()
    smallest_cell: int | None = None
    everyone: tuple[Mapping[str, str], ...] = ()
    personal: tuple[Finding, ...] = ()

    @property
    def parts(self) -> tuple[Figure, ...]:
        """The charts of the view, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer whose rows the view shows or offers, once each, in order."""
        found: dict[str, Answer] = {}
        for block in self.blocks:
            if isinstance(block, Figure | Rows):
                for answer in block.answers:
                    found.setdefault(
                        f"{answer.question} {sorted(answer.parameters)} {answer.parameters}", answer
                    )
        return tuple(found.values())
