"""A snapshot is a whole folder that holds what it shows, or is not there."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from commissioning import clock
from commissioning.faults import Marked, PublishFault
from commissioning.sharing.identifiers import digest_of
from commissioning.snapshots import publishing
from commissioning.snapshots.captured import Capture
from commissioning.snapshots.published import Published
from commissioning.snapshots.publishing import publish

Views = dict[tuple[str, str], Capture]


def test_the_folder_is_named_by_the_digest_and_holds_no_identifier(published: Published) -> None:
    assert published.folder.name == published.digest == digest_of(published.id)
    assert len(published.id) == 22
    for file in published.folder.iterdir():
        assert published.id.encode() not in file.read_bytes()


def test_the_manifest_names_every_file_with_its_hash(published: Published) -> None:
    manifest = json.loads((published.folder / "manifest.json").read_bytes())
    hashes = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in published.folder.iterdir()
        if file.name != "manifest.json"
    }
    assert manifest["files"] == hashes
    assert manifest["by"] == "A director"
    assert manifest["disclosure"] == {
        "threshold": 5,
        "round_to": 1,
        "zero_discloses": False,
        "smallest_cell": None,
    }
    assert [view["page"] for view in manifest["views"]] == ["", "spend-growth"]
    assert all("data_version=" in view["pinned"] for view in manifest["views"])
    assert "data_version" not in manifest["address"]


def test_nobody_writes_to_a_published_file(published: Published) -> None:
    for file in published.folder.iterdir():
        assert not file.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_the_page_is_whole_without_its_script(
    published: Published, pack: Sequence[Capture]
) -> None:
    html = (published.folder / "index.html").read_text()
    for capture in pack:
        for part in capture.parts:
            assert part.chart.headline.replace("'", "&#x27;") in html
            assert part.table.count("<tr") <= html.count("<tr")
    drawn = sum(len(capture.parts) for capture in pack)
    assert html.count('<svg class="wide"') == html.count('<svg class="narrow"') == drawn
    assert html.count('<th scope="col"') > drawn
    assert html.count("<script") == 1


def test_the_page_asks_for_nothing_elsewhere(published: Published) -> None:
    html = (published.folder / "index.html").read_text()
    fetched = re.findall(r'(?:src|data-library)="([^"]*)"', html)
    assert [address for address in fetched if "://" in address and "data:" not in address] == []
    assert "@import" not in html
    assert re.findall(r"url\(([^)]*)\)", html) == []
    library = re.findall(r'data-library="\.\./([^"]*)"', html)
    assert (published.folder.parent / library[0]).is_file()


def test_no_link_leads_into_the_dashboard(published: Published) -> None:
    html = (published.folder / "index.html").read_text()
    names = {file.name for file in published.folder.iterdir()}
    for address in re.findall(r'href="([^"]*)"', html):
        assert address.startswith(("https://", "http://", "#")) or address in names


@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_every_page_can_be_published_and_is_small(
    views: Views, package: str, tmp_path: Path
) -> None:
    for (page, name), capture in views.items():
        if name != package:
            continue
        made = publish([capture], tmp_path, by="A director", browser=False)
        html = (made.folder / "index.html").read_bytes()
        assert len(html) < 300_000, f"/{page} has {len(html):,} bytes"
        assert (b"Illustrative data" in html) == (package == "illustrative")


def test_a_marked_field_blocks_by_name(pack: Sequence[Capture], tmp_path: Path) -> None:
    barred = replace(pack[0], markings=("bids.price",))
    with pytest.raises(Marked, match=r"bids\.price") as caught:
        publish([pack[1], barred], tmp_path, by="A director", browser=False)
    assert caught.value.fields == ("bids.price",)
    assert list(tmp_path.iterdir()) == []


def test_views_of_two_packages_make_no_pack(views: Views, tmp_path: Path) -> None:
    mixed = [views["", "london"], views["", "illustrative"]]
    with pytest.raises(PublishFault, match="different packages"):
        publish(mixed, tmp_path, by="A director", browser=False)


def test_what_a_killed_publication_left_goes_after_a_day(
    pack: Sequence[Capture], tmp_path: Path
) -> None:
    old, recent = (tmp_path / f"{publishing.UNDER_WAY}{name}" for name in ("old", "recent"))
    for folder in (old, recent):
        folder.mkdir()
    two_days_ago = clock.now().timestamp() - 2 * 86400
    os.utime(old, (two_days_ago, two_days_ago))
    publish(pack, tmp_path, by="A director", browser=False)
    assert not old.exists()
    assert recent.exists()


def test_what_fails_midway_leaves_nothing_to_serve(
    pack: Sequence[Capture], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = publishing._write

    def fails_at_the_third(path: Path, content: bytes) -> None:
        if path.parent.name.startswith(publishing.UNDER_WAY):
            written.append(path.name)
        if len(written) == 3:
            raise OSError("no space left on the device")
        write(path, content)

    monkeypatch.setattr(publishing, "_write", fails_at_the_third)
    with pytest.raises(OSError, match="no space"):
        publish(pack, tmp_path, by="A director", browser=False)
    assert [entry.name for entry in tmp_path.iterdir()] == ["scripts"]
