"""What a view would make public: marked fields, small counts and what looks like personal data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from commissioning import questions
from commissioning.settings import QUERIES
from commissioning.snapshots.captured import Capture, Figure, Finding, Policy, Rows, Words
from commissioning.snapshots.differencing import NEEDED, period_of
from commissioning.store import Answer, Store

# What may be published; a blank marking is a field that nobody marked.
PUBLIC = ("OFFICIAL", "")
COUNTS = ("numerator", "denominator")
RESULT = NEEDED | {"service"}

_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_NAME = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)
_MACRO = re.compile(r"\bmacro\s+(\w+)", re.IGNORECASE)
_TEXT = re.compile(r"'(?:[^']|'')*'")
_SELECT = re.compile(r"\bselect\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:union|intersect|except)\b|;", re.IGNORECASE)
_ALIAS = re.compile(r"\bas\s+\w+", re.IGNORECASE)
_EVERY_COLUMN = re.compile(r"(?:select|\.|,)\s*\*", re.IGNORECASE)

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "telephone number": re.compile(
        r"(?<![\w.,£-])(?:\+44\s?(?:\(0\)\s?)?|0)(?:\d[\s-]?){9,10}(?![\d.,]*\d)"
    ),
    "postcode": re.compile(
        r"\b(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b"
    ),
    "National Insurance number": re.compile(
        r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
        r" ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
    ),
    "NHS number": re.compile(r"(?<![\w.,£/-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w/-]|[.,]\d)"),
}


def checked(capture: Capture, store: Store, asked: Sequence[Answer]) -> Capture:
    """The capture with what must be known before it is published.

    ``store`` is what it was made from and ``asked`` every answer that the page was given, whether
    or not it shows all of it.
    """
    dictionary = questions.data_dictionary(store, package=capture.shown.name).rows
    marking = _statement(store, capture.shown.name).get("protective_marking", "")
    whole = () if marking in PUBLIC else (f"everything in the package {capture.shown.name}",)
    return replace(
        capture,
        markings=(*whole, *marked_fields(dictionary, capture.asked)),
        smallest_cell=smallest_cell(asked),
        everyone=results_for_everyone(capture.answers, store, capture.shown.name),
        personal=tuple(personal_data(capture)),
    )


def policy_of(store: Store, package: str) -> Policy:
    """The rule by which the small counts of a package were taken out of its build."""
    # The rule's own defaults need the statistics, which serving does without.
    from commissioning.statistics.disclosure import Rule

    stated, standard = _statement(store, package), Rule()

    def said(name: str) -> str:
        return stated.get(f"disclosure.{name}", str(getattr(standard, name)))

    return Policy(
        threshold=int(said("threshold")),
        round_to=int(said("round_to")),
        zero_discloses=said("zero_discloses") == "True",
    )


def _statement(store: Store, package: str) -> dict[str, str]:
    """What a package says of itself, by key."""
    rows = questions.package_statement(store, package=package).rows
    return {row["key"]: row["value"] for row in rows}


def marked_fields(dictionary: Sequence[Mapping[str, Any]], asked: Sequence[str]) -> tuple[str, ...]:
    """The fields, as ``extract.field``, that some questions can reach and that are not public.

    A question reaches a field when a SELECT of its file, or of a view it is made from, reads the
    field's extract and either names the field or takes every column. That may be more than it
    must be: what is doubtful is not published.
    """
    marked = [
        (row["resource"], row["field"])
        for row in dictionary
        if (row["protective_marking"] or "") not in PUBLIC
    ]
    files = {file for question in asked for file in _files_of(question)}
    return tuple(
        f"{resource}.{field}"
        for resource, field in marked
        if any(_names(file, resource, field) for file in files)
    )


def smallest_cell(answers: Sequence[Answer]) -> int | None:
    """The smallest count of people in a split of a result, of those above zero; None without."""
    counts = [
        int(row[name])
        for answer in answers
        for row in answer.rows
        if row.get("dimension", "all") != "all"
        for name in COUNTS
        if row.get(name)
    ]
    return min(counts, default=None)


def results_for_everyone(
    answers: Sequence[Answer], store: Store, package: str
) -> tuple[Mapping[str, str], ...]:
    """The result for everyone of each period of which some answers show a split.

    It is never withheld, so whoever reads the split may have it from elsewhere.
    """
    split = {
        period_of(row)
        for answer in answers
        for row in answer.rows
        if row.get("dimension", "all") != "all"
    }
    if not split:
        return ()
    return tuple(
        {name: "" if row[name] is None else str(row[name]) for name in sorted(RESULT)}
        for row in questions.indicator_results(store, package=package).rows
        if period_of(row) in split
    )


def personal_data(capture: Capture) -> Iterator[Finding]:
    """Text of a view that looks like personal data, each once, with where it stands."""
    seen = set()
    for where, text in _texts(capture):
        for finding in personal_text(text, where):
            if (finding.kind, finding.text) not in seen:
                seen.add((finding.kind, finding.text))
                yield finding


def personal_text(text: str, where: str = "") -> Iterator[Finding]:
    """What looks like personal data in one text. Names of people cannot be told from others."""
    for kind, pattern in PATTERNS.items():
        for found in pattern.finditer(text):
            if kind != "NHS number" or _is_nhs_number(found[0]):
                yield Finding(kind, found[0].strip(), where)


def _is_nhs_number(text: str) -> bool:
    """Whether the last of ten digits is the check digit of the others, modulo 11."""
    digits = [int(character) for character in text if character.isdigit()]
    weighted = zip(digits[:9], range(10, 1, -1), strict=True)
    remainder = sum(digit * weight for digit, weight in weighted) % 11
    return (11 - remainder) % 11 == digits[9]


def _texts(capture: Capture) -> Iterator[tuple[str, str]]:
    for block in capture.blocks:
        if isinstance(block, Words):
            yield capture.title, _plain(block.html)
        elif isinstance(block, Figure):
            chart = block.chart
            said = (chart.headline, chart.subtitle, chart.alt, *chart.caveats, *chart.key)
            yield chart.headline, " · ".join((*said, block.citation, *block.definitions))
            yield chart.headline, _plain(block.table + block.restated)
        if isinstance(block, Figure | Rows):
            for answer in block.answers:
                for row in answer.rows:
                    for name, value in row.items():
                        if isinstance(value, str) and not value.startswith(("http:", "https:")):
                            yield f"{answer.question}, {name}", value


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


@cache
def _files_of(question: str) -> frozenset[Path]:
    """The question's file and those of the views and selections it is made from."""
    found: set[Path] = set()
    waiting = [QUERIES / f"{question}.sql"]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            words = _words_of(path)
            waiting.extend(made for name, made in _made_by_file().items() if name in words)
    return frozenset(found)


@cache
def _made_by_file() -> Mapping[str, Path]:
    """The file that makes each view, by the view's name, and each macro of the selections."""
    views = {path.stem.split("_", 1)[1]: path for path in (QUERIES / "views").glob("*.sql")}
    macros = {
        name.lower(): path
        for path in (QUERIES / "selections").glob("*.sql")
        for name in _MACRO.findall(_code(path))
    }
    return views | macros


@cache
def _code(path: Path) -> str:
    return _COMMENT.sub(" ", path.read_text(encoding="utf-8"))


@cache
def _words_of(path: Path) -> frozenset[str]:
    return frozenset(word.lower() for word in _NAME.findall(_code(path)))


def _names(path: Path, resource: str, field: str) -> bool:
    """Whether a SELECT of a file takes a field from an extract: by name, or with every column."""
    if not {resource, field} <= _words_of(path) and not (
        resource in _words_of(path) and _EVERY_COLUMN.search(_code(path))
    ):
        return False
    for select in _selects(_code(path)):
        words = {word.lower() for word in _NAME.findall(_ALIAS.sub(" ", select))}
        if resource in words and (field in words or _EVERY_COLUMN.search(select)):
            return True
    return False


def _selects(code: str) -> list[str]:
    """Each SELECT of some SQL without those within it."""
    open_parts = [""]
    found = []
    for piece in re.split(r"([()])", _TEXT.sub("''", code)):
        if piece == "(":
            open_parts.append("")
        elif piece == ")" and len(open_parts) > 1:
            within = open_parts.pop()
            if _SELECT.search(within):
                found.append(within)
                open_parts[-1] += " "
            else:
                open_parts[-1] += f"({within})"
        else:
            open_parts[-1] += piece
    return [part for whole in [*found, *open_parts] for part in _NEXT.split(whole)]
