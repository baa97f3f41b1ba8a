"""What a snapshot is taken to a meeting as: PDF, pictures, a code to scan and a frame to embed."""

import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

import segno

from commissioning.snapshots.published import INDEX, PDF

LOGGER = logging.getLogger("commissioning")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60
SHARPNESS = 2
# No pictures are made of more charts than this: each takes the browser a second.
MOST_PICTURES = 24


def chromium() -> str | None:
    """The path of a Chromium on this machine, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def pdf(browser: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The page printed as a PDF, by its name; nothing where the browser could not."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        target = Path(folder) / PDF
        page = (Path(folder) / INDEX).as_uri()
        made = _run(browser, folder, "--no-pdf-header-footer", f"--print-to-pdf={target}", page)
        return {PDF: target.read_bytes()} if made and target.is_file() else {}


def pictures(browser: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each chart among some files as a PNG, twice as sharp as it is wide."""
    found: dict[str, bytes] = {}
    drawn = [name for name in files if name.endswith(".svg")][:MOST_PICTURES]
    with tempfile.TemporaryDirectory() as folder:
        for name in drawn:
            source = Path(folder) / name
            source.write_bytes(files[name])
            target = source.with_suffix(".png")
            width, height = _size_of(files[name])
            if not _run(
                browser,
                folder,
                f"--screenshot={target}",
                f"--window-size={width},{height}",
                f"--force-device-scale-factor={SHARPNESS}",
                "--hide-scrollbars",
                source.as_uri(),
            ):
                return found
            if target.is_file():
                found[target.name] = target.read_bytes()
    return found


def _size_of(svg: bytes) -> tuple[str, str]:
    head = svg[:400].decode("utf-8", "ignore")
    width, height = (
        head.split(f' {name}="', 1)[1].split('"', 1)[0] for name in ("width", "height")
    )
    return width, height


def _run(browser: str, folder: str, *arguments: str) -> bool:
    """Whether a browser without a window, a network and a memory of its own did as it was told."""
    # Chromium's own walls need a user who is not root; what it opens here was made here.
    walls = ["--no-sandbox"] if os.geteuid() == 0 else []
    try:
        done = subprocess.run(  # noqa: S603 - a browser found on the path, with files made here
            [
                browser,
                "--headless",
                *walls,
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-extensions",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                f"--user-data-dir={folder}/profile",
                *arguments,
            ],
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        LOGGER.exception("the browser made no file of a snapshot")
        return False
    if done.returncode:
        LOGGER.error("the browser made no file: %s", done.stderr[-500:].decode(errors="replace"))
    return not done.returncode


def code(address: str) -> str:
    """A QR code of an address as SVG, to be scanned from paper."""
    made: str = segno.make(address, micro=False, error="m").svg_inline(
        omitsize=True, border=2, title="QR code of the address of this page"
    )
    return made


def embedding(address: str, title: str) -> str:
    """HTML that shows a snapshot within a page of another site.

    That site must be named in ``COMMISSIONING_FRAMED_BY`` where the viewer runs.
    """
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="720"'
        ' loading="lazy" referrerpolicy="no-referrer" style="border:0"></iframe>'
    )
