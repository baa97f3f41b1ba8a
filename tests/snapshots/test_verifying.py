"""A snapshot that was touched is told from one that was not, and its figures can be worked out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commissioning.faults import CaptureFault, PublishFault
from commissioning.settings import Settings
from commissioning.snapshots.capturing import capture
from commissioning.snapshots.published import Published
from commissioning.snapshots.publishing import publish
from commissioning.snapshots.verifying import as_it_was, found, verify


@pytest.fixture
def copy(published: Published, tmp_path: Path) -> Path:
    """The pack, to be tampered with."""
    target = tmp_path / published.digest
    shutil.copytree(published.folder, target)
    for file in target.iterdir():
        file.chmod(0o644)
    return target


def test_a_snapshot_as_published_holds(published: Published) -> None:
    verdict = verify(published.folder)
    assert verdict.holds
    assert published.reference in verdict.lines[0]


def edit_a_figure(folder: Path) -> None:
    file = next(folder.glob("*growth.csv"))
    file.write_text(file.read_text().replace("1", "2", 1))


def edit_the_page(folder: Path) -> None:
    file = folder / "index.html"
    file.write_text(file.read_text().replace("£22.3m", "£23.3m"))


def edit_the_interactive_chart(folder: Path) -> None:
    file = folder / "figures.json"
    file.write_text(file.read_text().replace("£", "$", 1))


def take_a_file_away(folder: Path) -> None:
    next(folder.glob("*.svg")).unlink()


def add_a_file(folder: Path) -> None:
    (folder / "note.csv").write_text("a,b\n")


def link_elsewhere(folder: Path) -> None:
    file = next(folder.glob("*.csv"))
    content = folder.parent / "elsewhere.csv"
    content.write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(content)


def edit_the_figures_and_their_hash(folder: Path) -> None:
    from commissioning.snapshots.published import sha256

    edit_a_figure(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = {name: sha256((folder / name).read_bytes()) for name in manifest["files"]}
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (edit_a_figure, "growth.csv"),
        (edit_the_page, "index.html"),
        (edit_the_interactive_chart, "figures.json"),
        (take_a_file_away, "is gone"),
        (add_a_file, "note.csv"),
        (link_elsewhere, ".csv"),
        (edit_the_figures_and_their_hash, "manifest.json"),
    ],
)
def test_tampering_is_found_and_named(
    copy: Path, tamper: Callable[[Path], None], named: str
) -> None:
    assert verify(copy).holds
    tamper(copy)
    verdict = verify(copy)
    assert not verdict.holds
    assert named in " ".join(verdict.lines)


@pytest.mark.parametrize("content", ["", "[]", '{"files": 3}', "{}"])
def test_a_manifest_that_is_none_is_said(copy: Path, content: str) -> None:
    (copy / "manifest.json").write_text(content)
    verdict = verify(copy)
    assert not verdict.holds
    assert "manifest.json" in verdict.lines[0]


def test_figures_are_worked_out_again_from_the_version_they_were_made_of(
    built: Settings, published: Published, copy: Path
) -> None:
    verdict = verify(published.folder, built)
    assert verdict.holds, verdict.lines
    # A figure that was edited together with every hash that could tell.
    from commissioning.snapshots.published import content_digest, sha256

    file = next(copy.glob("2-1-growth-growth.csv"))
    text = file.read_text()
    assert "11998568.00" in text
    file.write_text(text.replace("11998568.00", "12998568.00", 1))
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["files"] = {name: sha256((copy / name).read_bytes()) for name in manifest["files"]}
    manifest["content"] = content_digest(manifest["files"])
    (copy / "manifest.json").write_text(json.dumps(manifest))
    assert verify(copy).holds
    verdict = verify(copy, built)
    assert not verdict.holds
    assert verdict.lines[1].startswith("2-1-growth-growth.csv: 1 of 6 rows")


def test_a_snapshot_of_an_earlier_version_is_held_against_that_version(
    built: Settings, tmp_path: Path
) -> None:
    from commissioning import building

    earlier = building.kept_builds(built.builds)[-1]
    then = as_it_was(built, earlier.data_version, tmp_path)
    view = capture("/spend-growth", then)
    assert view.shown.data_version == earlier.data_version
    made = publish([view], tmp_path / "published", by="A director", browser=False)
    verdict = verify(made.folder, built)
    assert verdict.holds, verdict.lines
    with pytest.raises(CaptureFault, match="not kept"):
        as_it_was(built, "0" * 64, tmp_path)


def test_a_snapshot_is_found_by_whatever_it_is_known_by(published: Published) -> None:
    root = published.folder.parent
    for name in (published.id, published.digest, published.reference, str(published.folder)):
        assert found(name, root) == published.folder
    for name in ("0" * 64, published.id[:-1] + "x", "nothing", "../nothing"):
        with pytest.raises(PublishFault, match="no snapshot"):
            found(name, root)
