"""Two snapshots that are safe alone are not published where together they give a count away."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commissioning import downloads, questions
from commissioning.faults import Disclosing
from commissioning.settings import Settings
from commissioning.snapshots import publishing
from commissioning.snapshots.captured import Capture
from commissioning.snapshots.capturing import capture
from commissioning.snapshots.differencing import given_away, together, told_by
from commissioning.snapshots.publishing import publish
from commissioning.store import Store
from tests.store.attacking_builds import Reader
from tests.store.test_withholding import PERIOD, build, results, returned, with_whole

Row = dict[str, Any]
THRESHOLD = 5

# Beside the small count of A another part is withheld, the one of least loss: B first, and C once
# a late return has made B the largest.
THEN = [("A", 3, 50), ("B", 20, 60), ("C", 30, 90), ("D", 40, 95)]
NOW = [("A", 3, 50), ("B", 80, 160), ("C", 30, 90), ("D", 40, 95)]


def built(folder: Path, parts: Sequence[tuple[str, int, int]], **about: object) -> Settings:
    return build(folder, {"I": ({}, with_whole([returned(*part) for part in parts]))}, **about)


def csv_of(settings: Settings) -> dict[str, bytes]:
    """What a download of the split, and of the result for everyone, holds."""
    store = Store(settings)
    files = {}
    for split in ("all", "sex"):
        answer = questions.indicator_results(store, package="made", dimension=split)
        files[f"{split}.csv"] = downloads.csv_download(
            answer.rows, title="T", source="S", basis="B", filters={}, data_version="v",
            as_at="2026-11-22", columns=[column.name for column in answer.columns],
        )  # fmt: skip
    return files


def pinned(then: Settings, now: Settings) -> bool:
    """Whether an attacker of another kind can say what A is from both builds together."""
    shown: dict[tuple[str, str], Row] = {}
    for settings in (now, then):
        for row in results(settings, "I"):
            key = (row["dimension"], row["cohort"])
            if key not in shown or shown[key]["actual"] is None:
                shown[key] = row
    reader = Reader(list(shown.values()), frozenset({"sex"}))
    return reader.reach(("sex", "A"), "met") == 0


def test_a_pair_that_gives_a_small_count_away_is_found(tmp_path: Path) -> None:
    then, now = built(tmp_path / "then", THEN), built(tmp_path / "now", NOW)
    withheld = [
        {row["cohort"] for row in results(made, "I") if row["status"] == "suppressed"}
        for made in (then, now)
    ]
    assert withheld == [{"A", "B"}, {"A", "C"}]
    assert pinned(then, now)
    one, other = told_by(csv_of(then), THRESHOLD), told_by(csv_of(now), THRESHOLD)
    assert given_away(one, one) == given_away(other, other) == []
    (found,) = given_away(one, other)
    assert found.endswith(": A")
    assert given_away(other, one) == [found]
    assert given_away(together([one]), other) == [found]


def test_a_pair_that_withholds_the_same_gives_nothing_away(tmp_path: Path) -> None:
    revised = [*NOW[:1], ("B", 21, 61), *NOW[2:]]
    then, now = built(tmp_path / "then", THEN), built(tmp_path / "now", revised)
    assert not pinned(then, now)
    assert given_away(told_by(csv_of(then), THRESHOLD), told_by(csv_of(now), THRESHOLD)) == []


def test_a_small_count_shown_under_another_threshold_is_found(tmp_path: Path) -> None:
    then = built(tmp_path / "then", THEN, disclosure={"threshold": 1})
    now = built(tmp_path / "now", THEN)
    (found,) = given_away(told_by(csv_of(then), 1), told_by(csv_of(now), THRESHOLD))
    assert found.endswith(": A")


def test_a_longer_period_less_a_shorter_one_is_found(tmp_path: Path) -> None:
    quarter = [("A", 10, 40), ("B", 50, 80)]
    half = [("A", 12, 70), ("B", 90, 160)]
    then = built(tmp_path / "then", quarter)
    made = [returned(*part, period_end="2024-09-30") for part in half]
    whole = with_whole(made)
    now = build(tmp_path / "now", {"I": ({}, [{**whole[0], "period_end": "2024-09-30"}, *made])})
    found = given_away(told_by(csv_of(then), THRESHOLD), told_by(csv_of(now), THRESHOLD))
    assert len(found) == 1
    assert f"{PERIOD['period_start']} to 2024-09-30 less" in found[0]


@pytest.fixture(scope="module")
def equality(tmp_path_factory: pytest.TempPathFactory) -> list[Capture]:
    """The page about equality, and that about the indicator, from both builds."""
    taken = []
    for name, parts in (("then", THEN), ("now", NOW)):
        settings = built(tmp_path_factory.mktemp(name), parts)
        taken.append(capture("/indicator?data=made", settings))
        taken.append(capture("/equality?data=made", settings))
    return taken


def test_threat_04_a_snapshot_is_refused_beside_one_it_gives_away(
    equality: list[Capture], tmp_path: Path
) -> None:
    then, now = equality[:2], equality[2:]
    first = publish(then, tmp_path, by="A director", browser=False)
    before = sorted(entry.name for entry in tmp_path.iterdir())
    with pytest.raises(Disclosing, match=first.reference) as caught:
        publish(now, tmp_path, by="A director", browser=False)
    assert ": A" in str(caught.value)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == before


def test_another_package_s_figures_are_no_matter(equality: list[Capture], tmp_path: Path) -> None:
    then, now = equality[:2], equality[2:]
    publish(then, tmp_path, by="A director", browser=False)
    other = [replace(view, shown=replace(view.shown, name="other")) for view in now]
    publish(other, tmp_path, by="A director", browser=False)


def test_of_a_publication_that_fails_nothing_is_kept(
    equality: list[Capture], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError("no space left")

    publish(equality[:2], tmp_path, by="A director", browser=False)
    known = sorted(tmp_path.glob("known/*"))
    assert len(known) == 1
    monkeypatch.setattr(publishing, "write", full)
    with pytest.raises(OSError, match="no space left"):
        publish(equality[:2], tmp_path, by="A director", browser=False)
    assert sorted(tmp_path.glob("known/*")) == known


def test_of_two_publications_at_once_the_second_is_refused(
    equality: list[Capture], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then, now = equality[:2], equality[2:]
    page = publishing.page

    def overtaken(*arguments: Any) -> bytes:
        monkeypatch.setattr(publishing, "page", page)
        publish(then, tmp_path, by="Another director", browser=False)
        return page(*arguments)

    monkeypatch.setattr(publishing, "page", overtaken)
    with pytest.raises(Disclosing):
        publish(now, tmp_path, by="A director", browser=False)
    assert len(list(tmp_path.glob("*/manifest.json"))) == 1
