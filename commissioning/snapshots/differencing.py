"""What two snapshots of one source tell together about the splits that each withholds alone.

Each is safe by itself. But figures are revised, and what is withheld beside a small count changes
with them: a count hidden in one snapshot may be shown in another, and the small one is then a
subtraction away. The reader here takes every figure that either shows, holds what the other hides
to be as it was, and works out what is left.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from commissioning.snapshots.contents import without_comments

NEEDED = {"indicator", "period_start", "period_end", "numerator", "denominator", "actual", "unit"}
WHOLE = "all"


class Period(NamedTuple):
    """One period of one indicator of a service."""

    service: str
    indicator: str
    start: str
    end: str


class Part(NamedTuple):
    """A part of a split: by what people are split, and which of them; or the whole."""

    split: str
    cohort: str


@dataclass(frozen=True)
class Figure:
    """What one row shows of people, by name, or that it is withheld (no counts)."""

    counts: Mapping[str, int]
    threshold: int


Told = Mapping[Period, Mapping[Part, Figure]]
THE_WHOLE = Part(WHOLE, "All")


def told_by(
    files: Mapping[str, bytes], threshold: int, known: Iterable[Mapping[str, str]] = ()
) -> Told:
    """What the CSV files of a snapshot, made under a threshold, tell about people.

    ``known`` are rows that its readers have besides, as its files would write them.
    """
    found: dict[Period, dict[Part, Figure]] = {}
    for row in (*_rows(files), *known):
        split = row.get("dimension") or WHOLE
        part = THE_WHOLE if split == WHOLE else Part(split, row.get("cohort", ""))
        least = int(row.get("disclosure_threshold") or threshold)
        parts = found.setdefault(period_of(row), {})
        parts[part] = Figure(_counts(row), least)
        everyone = _whole(row.get("people", ""))
        if everyone is not None:
            parts.setdefault(THE_WHOLE, Figure({"seen": everyone}, least))
    return found


def period_of(row: Mapping[str, Any]) -> Period:
    """The period of a result, in a row of a file or of an answer."""
    return Period(
        row.get("service", ""), row["indicator"], str(row["period_start"]), str(row["period_end"])
    )


def _rows(files: Mapping[str, bytes]) -> Iterator[Mapping[str, str]]:
    """The rows of results in CSV files."""
    for name, content in files.items():
        if name.endswith(".csv"):
            for row in csv.DictReader(io.StringIO(without_comments(content.decode("utf-8")))):
                if row.keys() >= NEEDED:
                    yield row


def together(every: Iterable[Told]) -> Told:
    """What several snapshots tell: of each part the first figure that is shown."""
    found: dict[Period, dict[Part, Figure]] = {}
    for told in every:
        for period, parts in told.items():
            known = found.setdefault(period, {})
            for part, figure in parts.items():
                if len(figure.counts) > len(known.get(part, Figure({}, 0)).counts):
                    known[part] = figure
                known.setdefault(part, figure)
    return found


def _counts(row: Mapping[str, str]) -> dict[str, int]:
    """The people that a row tells of; none where it shows no whole number."""
    met, seen = _whole(row["numerator"]), _whole(row["denominator"])
    if row["unit"] == "count":
        counted = _whole(row["actual"]) if row["actual"] else met
        return {} if counted is None else {"met": counted}
    if met is None or seen is None:
        return {}
    rest = {"rest": seen - met} if row["unit"] == "percent" else {}
    return {"met": met, **rest, "seen": seen}


def _whole(text: str) -> int | None:
    if not text:
        return None
    value = float(text)
    return int(value) if value.is_integer() else None


def given_away(one: Told, other: Told) -> list[str]:
    """The parts whose small counts two snapshots give away together, in words without figures."""
    found: dict[str, None] = {}
    for period in one.keys() & other.keys():
        for first, second in ((one[period], other[period]), (other[period], one[period])):
            for part in _worked_out(first, second):
                found[f"{period.indicator}, {period.start} to {period.end}: {part.cohort}"] = None
    for whole, less in ((one, other), (other, one)):
        for longer, shorter in _within(whole, less):
            for part in _subtracted(whole[longer], less[shorter]):
                words = f"{longer.start} to {longer.end} less {shorter.start} to {shorter.end}"
                found[f"{longer.indicator}, {words}: {part.cohort}"] = None
    return list(found)


def _worked_out(first: Mapping[Part, Figure], second: Mapping[Part, Figure]) -> Iterator[Part]:
    """Parts hidden in ``second`` that are small, and known once ``first`` fills what it hides."""
    import pandas as pd

    from commissioning.statistics.disclosure import feasible_ranges

    merged = dict(second)
    for part, figure in first.items():
        if part not in merged or not merged[part].counts:
            if part in merged and figure.counts and _small(figure, merged[part].threshold):
                yield part
            merged[part] = figure
    hidden = [part for part, figure in merged.items() if not figure.counts]
    if merged == second or not hidden or THE_WHOLE not in merged:
        return
    whole = merged[THE_WHOLE].counts
    names = dict.fromkeys(name for figure in merged.values() for name in figure.counts)
    cells = [
        (part, name, figure.counts.get(name))
        for part, figure in merged.items()
        for name in (whole if part == THE_WHOLE else names)
    ]
    sums = [
        ((part, "seen"), [(part, "met"), (part, "rest")])
        for part in merged
        if "rest" in (whole if part == THE_WHOLE else names)
    ]
    for split in dict.fromkeys(part.split for part in hidden):
        parts = [part for part in merged if part.split == split]
        for name, total in whole.items():
            # Parts that come to more than the whole count people twice: there is no sum.
            if sum(merged[part].counts.get(name, 0) for part in parts) <= total:
                sums.append(((THE_WHOLE, name), [(part, name) for part in parts]))
    frame = pd.DataFrame(
        {
            "cell": [_named(part, name) for part, name, _ in cells],
            "count": pd.array([count for _, _, count in cells], dtype="Int64"),
        }
    )
    try:
        ranges = feasible_ranges(
            frame,
            [(_named(*total), [_named(*each) for each in each_of]) for total, each_of in sums],
        )
    except ValueError:
        # The two contradict each other: what was hidden did not stay as it was.
        return
    pinned = {
        cell: low
        for cell, low, high in zip(ranges["cell"], ranges["lowest"], ranges["highest"], strict=True)
        if low == high
    }
    for part in hidden:
        known = {name: pinned[_named(part, name)] for name in names if _named(part, name) in pinned}
        if any(0 < count < merged[part].threshold for count in known.values()):
            yield part


def _named(part: Part, name: str) -> str:
    return f"{part.split}/{part.cohort}/{name}"


def _small(figure: Figure, threshold: int) -> bool:
    return any(0 < count < threshold for count in figure.counts.values())


def _within(first: Told, second: Told) -> Iterator[tuple[Period, Period]]:
    """Each period of ``first`` with each shorter one of ``second`` that is part of it."""
    for longer in first:
        for shorter in second:
            same = (longer.service, longer.indicator) == (shorter.service, shorter.indicator)
            inside = longer.start <= shorter.start and shorter.end <= longer.end
            if same and inside and longer != shorter:
                yield longer, shorter


def _subtracted(longer: Mapping[Part, Figure], shorter: Mapping[Part, Figure]) -> Iterator[Part]:
    """Parts of which a longer period less a shorter one leaves a small count."""
    for part in longer.keys() & shorter.keys():
        if part == THE_WHOLE:
            continue
        for name, count in longer[part].counts.items():
            left = count - shorter[part].counts.get(name, count)
            if 0 < left < longer[part].threshold:
                yield part
                break


def sentence(found: Sequence[str], references: Sequence[str]) -> str:
    """Why a snapshot cannot be published beside others: at most three of them, and of the parts."""
    with_them = (
        f"the snapshot {references[0]}, which is"
        if len(references) == 1
        else f"the snapshots {_first_three(references, ', ')}, which are"
    )
    return (
        f"Not published: with {with_them} public already, it would give away counts of a few "
        f"people: {_first_three(found, '; ')}."
    )


def _first_three(words: Sequence[str], between: str) -> str:
    more = f" and {len(words) - 3} more" if len(words) > 3 else ""
    return f"{between.join(words[:3])}{more}"
