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
    ``question_seconds``.
    """

    data: Path
    builds: Path
    memory_limit: str = "256MB"
    threads: int = 1
    question_seconds: float = 20.0


def from_environment() -> Settings:
    """Settings for this process.

    ``COMMISSIONING_DATA`` names the folder of data packages (default ``data/``) and
    ``COMMISSIONING_BUILDS`` the folder of built stores (default ``.build/store/``).
    ``COMMISSIONING_QUESTION_SECONDS`` says how long a question may run (default 20).
    """
    return Settings(
        data=Path(os.environ.get("COMMISSIONING_DATA", PROJECT / "data")),
        builds=Path(os.environ.get("COMMISSIONING_BUILDS", PROJECT / ".build" / "store")),
        question_seconds=float(os.environ.get("COMMISSIONING_QUESTION_SECONDS", "20")),
    )
