"""A snapshot is not published where, with those that are public, it gives a small count away."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from commissioning.faults import Disclosing
from commissioning.snapshots.captured import Capture
from commissioning.snapshots.differencing import Told, given_away, sentence, together, told_by
from commissioning.snapshots.published import MANIFEST, code_version

# Beside the snapshots: what their readers know besides, each under its snapshot's name.
KNOWN = "known"
# The version of the data that a snapshot was made of, and of the code that made it.
Made = tuple[str, str]


@dataclass(frozen=True)
class Public:
    """A snapshot that is public: its reference, what it was made of and by, and what it tells."""

    reference: str
    made: Made
    told: Told


def keep_known(captures: Sequence[Capture], root: Path, digest: str) -> None:
    """Write down the results for everyone that readers of a snapshot may have from elsewhere.

    They stand beside the snapshots, where no link leads, for those that are published later.
    """
    known = _known(captures)
    if known:
        (root / KNOWN).mkdir(exist_ok=True)
        (root / KNOWN / f"{digest}.json").write_text(json.dumps(known), encoding="utf-8")


def forget_known(root: Path, digest: str) -> None:
    """Take away what was written down for a snapshot that is not there."""
    (root / KNOWN / f"{digest}.json").unlink(missing_ok=True)


def _known(captures: Sequence[Capture]) -> list[Mapping[str, str]]:
    return [result for capture in captures for result in capture.everyone]


def hold_apart(captures: Sequence[Capture], files: Mapping[str, bytes], root: Path) -> None:
    """Raise Disclosing where a snapshot of the same package, once public, tells the rest.

    ``files`` are those the views are about to be published as. Snapshots made of the same data by
    the same code withhold the same, so what they tell is put together, and held against that of
    every other version and of all others, the latest first. Whether a link still opens is no
    matter: whoever opened it may have kept it.
    """
    shown = captures[0].shown
    told = told_by(files, captures[0].policy.threshold, _known(captures))
    if not told:
        return
    versions: dict[Made, list[Public]] = defaultdict(list)
    for each in _public(root, shown.name):
        versions[each.made].append(each)
    alike = versions.pop((shown.data_version, code_version()), [])
    mine = together([told, *(each.told for each in alike)])
    public = [each for of_version in versions.values() for each in of_version]
    for others in (*versions.values(), public):
        found = given_away(mine, together(each.told for each in others))
        if found:
            raise Disclosing(sentence(found, [each.reference for each in others]))


def _public(root: Path, package: str) -> Iterator[Public]:
    """The snapshots of a package that are public, the latest first."""
    manifests = ((place, json.loads(place.read_bytes())) for place in root.glob(f"*/{MANIFEST}"))
    of_package = [(place, said) for place, said in manifests if said.get("package") == package]
    for place, said in sorted(of_package, key=lambda each: str(each[1]["published"]), reverse=True):
        files = {
            name: (place.parent / name).read_bytes()
            for name in said["files"]
            if name.endswith(".csv")
        }
        beside = root / KNOWN / f"{place.parent.name}.json"
        known = json.loads(beside.read_bytes()) if beside.is_file() else ()
        told = told_by(files, said["disclosure"]["threshold"], known)
        yield Public(said["reference"], (said["data_version"], said["code_version"]), told)
