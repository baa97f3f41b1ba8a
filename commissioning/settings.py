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
    pages ask for; a raw scan of millions of lines gains from two. A question is stopped after
    ``question_seconds``. The limits of a build are its own: what it sorts and cannot hold in its
    memory goes to a folder beside the file it writes. ``published`` holds the snapshots that links
    open, and nothing else; ``public_address`` is where readers find the viewer.
    """

    data: Path
    builds: Path
    memory_limit: str = "256MB"
    threads: int = 1
    published: Path = PROJECT / ".build" / "published"
    build_memory_limit: str = "2GB"
    build_threads: int = 2
    question_seconds: float = 20.0
    public_address: str = ""


def from_environment() -> Settings:
    """Settings for this process.

    ``COMMISSIONING_DATA`` names the folder of data packages (default ``data/``),
    ``COMMISSIONING_BUILDS`` the folder of built stores (default ``.build/store/``) and
    ``COMMISSIONING_PUBLISHED`` the folder of published snapshots (default ``.build/published/``).
    ``COMMISSIONING_BUILD_MEMORY`` is what a build may hold in memory (default 2GB);
    ``COMMISSIONING_QUESTION_SECONDS`` says how long a question may run (default 20), and
    ``COMMISSIONING_PUBLIC_ADDRESS`` where readers find the viewer, which snapshots print as a code
    to scan (default: none).
    """
    return Settings(
        data=Path(os.environ.get("COMMISSIONING_DATA", PROJECT / "data")),
        builds=Path(os.environ.get("COMMISSIONING_BUILDS", PROJECT / ".build" / "store")),
        published=Path(os.environ.get("COMMISSIONING_PUBLISHED", PROJECT / ".build" / "published")),
        build_memory_limit=os.environ.get("COMMISSIONING_BUILD_MEMORY", "2GB"),
        question_seconds=float(os.environ.get("COMMISSIONING_QUESTION_SECONDS", "20")),
        public_address=os.environ.get("COMMISSIONING_PUBLIC_ADDRESS", ""),
    )
