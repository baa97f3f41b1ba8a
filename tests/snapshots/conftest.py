"""Every page as it is taken down, once for a run, and snapshots of some."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from commissioning.settings import Settings
from commissioning.snapshots.captured import Capture
from commissioning.snapshots.capturing import capture_all
from commissioning.snapshots.published import Published
from commissioning.snapshots.publishing import publish
from commissioning.ui import recording
from tests.pages import conftest as pages

PACKAGES = ("london", "illustrative")
open_page = pages.open_page


@pytest.fixture(scope="session")
def views(built: Settings) -> dict[tuple[str, str], Capture]:
    """Every page with either package, by the page's address and the package's name."""
    asked = [(page, package) for page in recording.pages() for package in PACKAGES]
    taken = capture_all([f"/{page}?data={package}" for page, package in asked], built)
    return dict(zip(asked, taken, strict=True))


@pytest.fixture(scope="session")
def pack(views: dict[tuple[str, str], Capture]) -> Sequence[Capture]:
    """Two views that make a pack."""
    return [views["", "london"], views["spend-growth", "london"]]


@pytest.fixture(scope="session")
def published(pack: Sequence[Capture], tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A pack published without a browser; a test that changes it makes its own."""
    root = tmp_path_factory.mktemp("published")
    return publish(pack, root, by="A director", title="For the panel", browser=False)


def text_of(folder: Path) -> str:
    """All that a snapshot's files say."""
    return "\n".join(
        file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir())
        if file.suffix in (".html", ".csv", ".svg", ".json")
    )
