"""Which names of providers may be one provider's: suggestions for a person to accept or not.

What is certain is settled where the data is built: a company or charity number, the package's
table of names, and the spelling of a name (``queries/macros/identities.sql``). What is only likely
is suggested here, with a reason, and never brought together by itself. A name that the table says
counts as itself has been looked at, and nothing is suggested of it again. Suggestions are worked
out where the data is built, and kept there.

Every pair is not compared: names are held against those that share an unusual beginning of a word,
and against their neighbours in alphabetical order, read forwards and backwards.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any, TextIO

import duckdb
from rapidfuzz import fuzz

from commissioning.wording import quality as said

Row = Mapping[str, Any]

ORDER = "the same words in another order"
BRACKETS = "the same but for what is in brackets"
KIND = "the same but for the kind of body"
INITIALS = "one has the initials of the other’s words"
SPELLING = "spelled nearly alike"
MORE = "one is the other with more words"
# What is likeliest first; how alike the letters are, of 100, says little about initials.
REASONS = (ORDER, BRACKETS, KIND, INITIALS, SPELLING, MORE)

KINDS = frozenset(
    (
        "association", "centre", "charity", "cic", "cio", "co", "company", "foundation", "group",
        "inc", "international", "llp", "ltd", "plc", "project", "service", "services", "society",
        "trust", "uk",
    )
)  # fmt: skip
SMALL = frozenset(("and", "at", "for", "in", "of", "on", "the", "to", "with"))
LONGEST_INITIALS = 6
# Of the words in which two names differ, and of their letters in all.
ALIKE_WORDS, ALIKE = 80.0, 85.0
# A beginning of a word that more names than this share is not unusual.
SHARED_BY = 40
NEIGHBOURS = 4
BEGINNING = 4
FEWEST_LETTERS = 4


@dataclass(frozen=True)
class Suggestion:
    """A provider that may be another: its row in the package's table would say so.

    ``likeness`` is how alike the letters of ``provider`` and ``alike`` are, 0 to 100, words in
    alphabetical order. ``counts_under`` is ``alike``, or the provider that one may be in turn.
    """

    provider: str
    counts_under: str
    alike: str
    likeness: float
    reason: str


@dataclass(frozen=True, eq=False)
class _Provider:
    """A provider as it is compared, with what decides which of two is to be counted under."""

    name: str
    number: str | None
    lines: int

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return _words(self.name)

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """The words without those in brackets."""
        return _words(re.sub(r"\([^()]*\)", " ", self.name))

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The words without those that only say what kind of body it is."""
        return tuple(word for word in self.bare if word not in KINDS)

    @cached_property
    def in_order(self) -> str:
        """The words in alphabetical order."""
        return " ".join(sorted(self.words))

    @cached_property
    def word_set(self) -> frozenset[str]:
        """The words, whatever their order."""
        return frozenset(self.words)

    @cached_property
    def shortened(self) -> frozenset[tuple[str, ...]]:
        """The name with some of its words, next to each other, as their initials."""
        return frozenset(_shortened(self.words))

    @property
    def weight(self) -> tuple[bool, int, bool, int, str]:
        """The greater of two is the one to count under."""
        plain = self.bare == self.words
        return self.number is not None, self.lines, plain, len(self.name), self.name


def suggestions(rows: Iterable[Row]) -> list[Suggestion]:
    """The likeliest other provider for each that may be one, the likeliest reasons first.

    ``rows`` are of ``provider_names``: ``name``, ``provider``, ``same``, ``rule``, ``lines`` and
    ``reference``. Two providers with different numbers are never suggested to be one.
    """
    providers = _providers(rows)
    best: dict[str, Suggestion] = {}
    for one, other in _pairs(providers):
        lesser, greater = sorted((one, other), key=lambda provider: provider.weight)
        found = _compare(lesser, greater)
        if found and (lesser.name not in best or _rank(found) < _rank(best[lesser.name])):
            best[lesser.name] = found
    numbers = {provider.name: provider.number for provider in providers}
    return sorted((_in_turn(each, best, numbers) for each in best.values()), key=_rank)


def fill_suggestions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``provider_suggestion``: what is suggested for the providers of each package built.

    One row a provider that may be another: ``may_be`` is the one to count under, ``alike`` the one
    that it is like. Other providers are not there. Reads ``provider_name``.
    """
    connection.execute(
        "CREATE TABLE provider_suggestion (package package_name, provider VARCHAR, "
        "may_be VARCHAR, alike VARCHAR, likeness DOUBLE, reason VARCHAR)"
    )
    named = connection.execute(
        "SELECT package, name, provider, identity AS same, rule, lines, reference "
        "FROM provider_name WHERE is_one_body "
        "ORDER BY package, provider, lines DESC, name, reference"
    )
    columns = [column[0] for column in named.description or ()]
    rows = [dict(zip(columns, row, strict=True)) for row in named.fetchall()]
    for package, of_package in groupby(rows, key=itemgetter("package")):
        found = suggestions(of_package)
        connection.execute(
            "INSERT INTO provider_suggestion SELECT ?, "
            "unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), "
            "unnest(?::DOUBLE[]), unnest(?::VARCHAR[])",
            [
                package,
                [each.provider for each in found],
                [each.counts_under for each in found],
                [each.alike for each in found],
                [each.likeness for each in found],
                [each.reason for each in found],
            ],
        )


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Those of the rows of ``provider_names`` with a suggestion, the likeliest reasons first."""
    return sorted(
        (row for row in rows if row["may_be"]),
        key=lambda row: (REASONS.index(row["reason"]), -row["likeness"], row["name"]),
    )


def table_row(row: Row) -> str:
    """A row for the package's table of names, which says that a name counts as suggested.

    The reason is left blank, and a row without one is rejected when the data is built: whoever
    accepts a suggestion writes down what shows it.
    """
    text = io.StringIO()
    relation = "same_body" if row["reason"] == BRACKETS else "spelling"
    csv.writer(text, lineterminator="").writerow(
        ("provider", row["name"], row["may_be"], relation, "")
    )
    return text.getvalue()


def write_suggestions(rows: Iterable[Row], package: str, out: TextIO, told: TextIO) -> None:
    """Write a row of the table of names for each suggestion to ``out``, and why to ``told``."""
    suggested = in_order(rows)
    told.write(f"{said.suggestions_sentence(len(suggested), package)}\n")
    for row in suggested:
        told.write(f"# {said.why_suggested(row)}\n")
        told.flush()
        out.write(f"{table_row(row)}\n")
        out.flush()


def _providers(rows: Iterable[Row]) -> list[_Provider]:
    together: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        together[row["same"]].append(row)
    return [
        _Provider(
            same[0]["provider"],
            next((row["reference"] for row in same if row["reference"]), None),
            sum(row["lines"] for row in same),
        )
        for same in together.values()
        # A list of bodies is no one provider, and a name that counts as itself has been looked at.
        if ";" not in same[0]["provider"]
        and not any(row["rule"] == "table" and row["name"] == row["provider"] for row in same)
    ]


def _words(name: str) -> tuple[str, ...]:
    text = re.sub(r"['’‘`.]", "", name.lower().replace("&", " and "))
    return tuple("ltd" if word == "limited" else word for word in re.findall(r"[^\W_]+", text))


def _pairs(providers: Sequence[_Provider]) -> Iterator[tuple[_Provider, _Provider]]:
    """Pairs of providers worth comparing; some come more than once."""
    beginnings: dict[str, list[_Provider]] = defaultdict(list)
    whole: dict[tuple[str, ...], list[_Provider]] = defaultdict(list)
    for provider in providers:
        for word in {word[:BEGINNING] for word in provider.words if word not in SMALL}:
            beginnings[word].append(provider)
        whole[tuple(sorted(provider.words))].append(provider)
        for words in {provider.bare, provider.own} - {provider.words, ()}:
            whole[tuple(sorted(words))].append(provider)
    for block in beginnings.values():
        if len(block) <= SHARED_BY:
            yield from combinations(block, 2)
    for block in whole.values():
        yield from combinations(block, 2)
    for reading in (1, -1):
        listed = sorted(providers, key=lambda provider: "".join(provider.words)[::reading])
        for step in range(1, NEIGHBOURS + 1):
            yield from zip(listed, listed[step:], strict=False)
    named = {provider.words: provider for provider in providers}
    for provider in providers:
        for shortened in provider.shortened:
            if shortened in named and named[shortened] is not provider:
                yield provider, named[shortened]


def _shortened(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name with some of its words, next to each other, as their initials."""
    for first in range(len(words)):
        for last in range(first + 2, min(first + LONGEST_INITIALS, len(words)) + 1):
            run = words[first:last]
            for letters in {
                "".join(word[0] for word in run),
                "".join(word[0] for word in run if word not in SMALL),
            }:
                if len(letters) > 1:
                    yield (*words[:first], letters, *words[last:])


def _compare(one: _Provider, other: _Provider) -> Suggestion | None:
    if one.number and other.number:
        return None
    reason = _reason(one, other)
    if reason is None:
        return None
    return Suggestion(one.name, other.name, other.name, round(_alike(one, other), 1), reason)


def _alike(one: _Provider, other: _Provider) -> float:
    return float(fuzz.ratio(one.in_order, other.in_order))


def _reason(one: _Provider, other: _Provider) -> str | None:
    if one.in_order == other.in_order:
        return ORDER
    if one.bare and sorted(one.bare) == sorted(other.bare):
        return BRACKETS
    if one.own and sorted(one.own) == sorted(other.own):
        return KIND
    if one.words in other.shortened or other.words in one.shortened:
        return INITIALS
    lacking, further = one.word_set - other.word_set, other.word_set - one.word_set
    if lacking and further:
        return SPELLING if _near(lacking, further) and _alike(one, other) >= ALIKE else None
    shorter = min(one, other, key=lambda provider: len(provider.words))
    telling = [word for word in shorter.words if word not in SMALL and word not in KINDS]
    shared = min(len(one.words), len(other.words))
    begins = one.words[:shared] == other.words[:shared]
    return MORE if begins and len(telling) > 1 else None


def _near(lacking: Collection[str], further: Collection[str]) -> bool:
    """Whether the words that two names do not share are near spellings of each other.

    Numbers and single letters tell names apart: Area 1 is not Area 2.
    """
    for words in (lacking, further):
        if any(len(word) == 1 or not word.isalpha() for word in words):
            return False
    one, other = " ".join(sorted(lacking)), " ".join(sorted(further))
    if min(len(one), len(other)) < FEWEST_LETTERS:
        return False
    return fuzz.ratio(one, other) >= ALIKE_WORDS


def _rank(suggestion: Suggestion) -> tuple[int, float, str, str]:
    """The lesser the likelier; what is as likely is in the order of its names."""
    reason = REASONS.index(suggestion.reason)
    return reason, -suggestion.likeness, suggestion.provider, suggestion.alike


def _in_turn(
    suggestion: Suggestion, best: Mapping[str, Suggestion], numbers: Mapping[str, str | None]
) -> Suggestion:
    """The suggestion, under what its other provider may be in turn, where numbers allow it.

    The table of names is read once and not in turn, so a row must lead all the way.
    """
    last = suggestion.alike
    while last in best:
        last = best[last].alike
    if numbers[suggestion.provider] and numbers[last]:
        return suggestion
    return Suggestion(
        suggestion.provider, last, suggestion.alike, suggestion.likeness, suggestion.reason
    )
