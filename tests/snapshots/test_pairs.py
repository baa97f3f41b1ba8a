"""Every two snapshots of one source that are public at once, attacked as one.

The reader of a pair takes every figure that either shows, in whichever of its files, knows the
result for everyone, and has an integer programme over whole people. It is the reader of
``tests/store/attacking_builds.py``; nothing here uses how the project itself holds snapshots apart.
"""

import csv
import io
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from commissioning import questions
from commissioning.faults import Disclosing
from commissioning.settings import Settings
from commissioning.snapshots.capturing import capture_all
from commissioning.snapshots.publishing import publish
from commissioning.store import Store
from commissioning.ui import links, recording
from commissioning.wording.results import period_of
from commissioning.wording.splits import indicator_names
from tests.reference import plain
from tests.store.attacking_builds import Contradicted, counts, reader, small
from tests.store.test_withholding import build, filed, returned, with_whole

Row = dict[str, Any]
Place = tuple[str, ...]  # a service, its indicator, and the first and the last day of a period
Case = tuple[Row, list[Row]]  # an indicator's own values, and its returns
Part = tuple[str, str]  # by what people are split, and which of them
Shown = Mapping[Place, Mapping[Part, Row]]
Filed = Mapping[Place, Sequence[Row]]
NAMED = ("service", "indicator", "period_start", "period_end")
FIGURES = ("numerator", "denominator", "actual")
WHOLE = ("all", "All")
BOTH = {"equality": ("ethnicity", "sex", "age", "disability"), "comparison": ("area", "provider")}


def shown_by(folder: Path) -> Shown:
    """The figures of people in a snapshot's files; of a part that is shown twice, once."""
    found: dict[Place, dict[Part, Row]] = defaultdict(dict)
    for file in sorted(folder.glob("*.csv")):
        text = file.read_text(encoding="utf-8-sig")
        table = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        for row in csv.DictReader(io.StringIO(table)):
            if {*NAMED, *FIGURES} <= row.keys() and row["actual"]:
                place = tuple(row[name] for name in NAMED)
                part = (row.get("dimension") or "all", row.get("cohort") or "All")
                figures = {name: plain.number(row[name]) for name in FIGURES}
                assert found[place].setdefault(part, figures) == figures, (file.name, part)
    return found


def pinned(pair: Sequence[Shown], truth: Filed, place: Place) -> list[tuple[Part, str]]:
    """The small counts of a period that a pair of snapshots shows, or lets a reader work out.

    Where the two differ the first of them is taken to be right. The result for everyone is known
    as it was filed.
    """
    rows = truth[place]
    known = {
        part: figures for shown in reversed(pair) for part, figures in shown.get(place, {}).items()
    }
    nothing = dict.fromkeys(FIGURES)
    built = [
        row if part == WHOLE else {**row, **known.get(part, nothing)}
        for row in rows
        for part in [(row["dimension"], row["cohort"])]
    ]
    attacker = reader(built, rows)
    true = {(row["dimension"], row["cohort"]): counts(row) or {} for row in rows}
    found = []
    for part, name in small(rows, rows[0]["threshold"]):
        try:
            least, most = attacker.ends(part, name)
        except Contradicted:
            continue  # what one shows cannot be, if what the other shows is: nothing is learnt
        if least == most == true[part][name]:
            found.append((part, name))
    return found


def attacked(pairs: Iterable[Sequence[Shown]], truth: Filed) -> tuple[int, list[Any]]:
    """How many different views of a period some pairs give, and what is pinned in any of them."""
    seen: dict[Any, list[Any]] = {}
    for pair in pairs:
        for place in truth.keys() & {place for shown in pair for place in shown}:
            key = (place, *(repr(sorted(shown.get(place, {}).items())) for shown in pair))
            if key not in seen:
                seen[key] = [(place, *each) for each in pinned(pair, truth, place)]
    return len(seen), [each for found in seen.values() for each in found]


def every(*snapshots: Shown) -> Shown:
    """What several snapshots of one version show, which agree."""
    found: dict[Place, dict[Part, Row]] = defaultdict(dict)
    for shown in snapshots:
        for place, parts in shown.items():
            for part, figures in parts.items():
                assert found[place].setdefault(part, figures) == figures
    return found


def every_view(settings: Settings) -> Iterator[str]:
    """Every page, every indicator's own, and every split of one in every period there is."""
    yield from (f"/{page}?data=illustrative" for page in recording.pages())
    store = Store(settings)
    for page, dimensions in BOTH.items():
        rows = questions.split_choices(store, package="illustrative", dimensions=dimensions).rows
        names = {series: name for name, series in indicator_names(rows).items()}
        words = {dimension: word for word, dimension in links.SPLITS.items()}
        for row in rows:
            yield (
                f"/{page}?data=illustrative&measured={names[row['series_id']]}"
                f"&split={words[row['dimension']]}&period={period_of(row)}"
            )
        for series in names:
            yield f"/indicator?data=illustrative&indicator={series}"


@pytest.fixture(scope="module")
def told(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    """What each view of the illustrative package shows, published by itself."""
    root = tmp_path_factory.mktemp("told")
    views = capture_all(list(every_view(built)), built)
    return [
        shown_by(publish([view], root, by="A director", browser=False).folder) for view in views
    ]


def test_threat_04_no_pair_of_one_version_gives_a_small_count_away(
    told: list[Shown], data: Path
) -> None:
    about = {row["indicator_id"]: row for row in plain.rows(data, "illustrative", "indicators")}
    truth: dict[Place, list[Row]] = defaultdict(list)
    for row in plain.rows(data, "illustrative", "indicator_returns"):
        of = about[row["indicator_id"]]
        numbers = {name: plain.number(row[name]) for name in FIGURES}
        threshold = int(of["disclosure_threshold"] or 5)
        named = {**of, **row, **numbers, "threshold": threshold}
        truth[tuple(named[name] for name in NAMED)].append(named)
    split = {
        place: rows
        for place, rows in truth.items()
        if any(row["dimension"] != "all" for row in rows)
    }
    shown = {(place, part) for each in told for place, parts in each.items() for part in parts}
    parts = {
        (place, (row["dimension"], row["cohort"])) for place, rows in split.items() for row in rows
    }
    # Most of what was filed is shown by some page.
    assert len(shown & parts) > len(parts) / 2
    assert sum(len(small(rows, rows[0]["threshold"])) for rows in split.values()) > 20
    views, found = attacked(combinations(told, 2), split)
    assert views > 200
    assert found == []


# Each version revises one part of a split, and with it which part is withheld beside the small one.
VERSIONS = 6
SMALL = ("A", 3, 50)


def versions() -> list[dict[str, list[tuple[str, int, int]]]]:
    """The splits of some indicators as version after version has them."""
    draw = random.Random(2026)  # noqa: S311 - which figure is revised is no secret
    made = [{name: [SMALL, ("B", 20, 60), ("C", 30, 90), ("D", 40, 95)] for name in "IJKL"}]
    while len(made) < VERSIONS:
        later = {name: list(parts) for name, parts in made[-1].items()}
        for parts in later.values():
            met = draw.choice((16, 85)) + draw.randrange(5)
            which = draw.randrange(1, 4)
            parts[which] = (parts[which][0], met, 2 * met + draw.randrange(20))
        made.append(later)
    return made


def filed_in(cases: Mapping[str, Case]) -> Filed:
    """What a version files of each indicator, by its period."""
    return {
        ("Service", name, rows[0]["period_start"], rows[0]["period_end"]): [
            {**row, "threshold": 5} for row in rows
        ]
        for name, rows in ((name, filed(case)) for name, case in cases.items())
    }


def published(
    cases: Mapping[str, Case], folder: Path, together: Path
) -> Iterator[tuple[bool, Shown]]:
    """What each view of a version shows, and whether it was let in among those that are public."""
    addresses = [f"/{page}?data=made" for page in ("outcomes", "equality")]
    addresses += [f"/indicator?data=made&indicator={name}" for name in cases]
    for number, view in enumerate(capture_all(addresses, build(folder, dict(cases)))):
        alone = publish([view], folder / str(number), by="A director", browser=False)
        try:
            publish([view], together, by="A director", browser=False)
        except Disclosing:
            yield False, shown_by(alone.folder)
        else:
            yield True, shown_by(alone.folder)


def test_threat_04_no_pair_of_two_versions_gives_a_small_count_away(tmp_path: Path) -> None:
    """The two are any two snapshots, and all that is public of one version with all of another."""
    public: list[list[Shown]] = []
    filed_as: list[Filed] = []
    refused: list[list[Any]] = []
    views, found = 0, []
    for number, splits in enumerate(versions()):
        cases: dict[str, Case] = {
            name: ({}, with_whole([returned(*part) for part in parts]))
            for name, parts in splits.items()
        }
        public.append([])
        filed_as.append(filed_in(cases))
        for joins, shown in published(cases, tmp_path / str(number), tmp_path / "public"):
            given_away = []
            mine = [shown, every(shown, *public[number])]
            for earlier in range(number):
                theirs = [*public[earlier], every(*public[earlier])]
                for truth_of, pairs in (
                    (number, [(one, other) for one in mine for other in theirs]),
                    (earlier, [(other, one) for one in mine for other in theirs]),
                ):
                    seen, worked_out = attacked(pairs, filed_as[truth_of])
                    views += seen
                    given_away += worked_out
            if joins:
                public[number].append(shown)
                found += given_away
            else:
                refused.append(given_away)
    assert sum(len(of_version) for of_version in public) >= 2 * VERSIONS
    assert views > 100
    assert found == []
    # What was refused is what this reader would have worked out.
    assert len(refused) >= 3
    assert all(refused)
