"""Where data, queries and builds live, and the limits the engine works within."""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
QUERIES = PROJECT / "queries"


@dataclass(frozen=True)
class Settings:
    """The folders of one installation and the limits of its query engine.

    ``memory_limit`` is DuckDB's own notation. One thread answers fastest on tables of the size
    pages ask for; a raw scan of millions of lines gains from two. ``published`` holds the snapshots
    that links open, and nothing else; ``public_address`` is where readers find the viewer.
    """

    data: Path
    builds: Path
    memory_limit: str = "256MB"
    threads: int = 1
    published: Path = PROJECT / ".build" / "published"
    public_address: str = ""


def from_environment() -> Settings:
    """Settings for this process.

    ``COMMISSIONING_DATA`` names the folder of data packages (default ``data/``),
    ``COMMISSIONING_BUILDS`` the folder of built stores (default ``.build/store/``) and
    ``COMMISSIONING_PUBLISHED`` the folder of published snapshots (default ``.build/published/``);
    ``COMMISSIONING_PUBLIC_ADDRESS`` is the address readers find the viewer at, with which snapshots
    print a code to scan (default: none).
    """
    return Settings(
        data=Path(os.environ.get("COMMISSIONING_DATA", PROJECT / "data")),
        builds=Path(os.environ.get("COMMISSIONING_BUILDS", PROJECT / ".build" / "store")),
        published=Path(os.environ.get("COMMISSIONING_PUBLISHED", PROJECT / ".build" / "published")),
        public_address=os.environ.get("COMMISSIONING_PUBLIC_ADDRESS", ""),
    )
