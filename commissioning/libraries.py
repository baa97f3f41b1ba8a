"""Plotly's library for browsers: the whole of it, and the part that draws bars and lines.

The plotly package carries the whole. The part is a quarter of the size, and a first visit waits a
second less for it. Plotly publishes it for npm; installing fetches it where npm is there, and where
it is not, every chart is drawn with the whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Any

from commissioning.settings import PROJECT

VERSION = metadata.version("plotly")
FETCHED = PROJECT / ".build" / "plotly" / "node_modules"
# What the part draws; a trace that does not say what it is is a scatter.
BARS_AND_LINES = frozenset({"bar", "scatter"})


@dataclass(frozen=True)
class Library:
    """A library by the name it is served under, which changes with what it holds."""

    name: str
    file: Path


def package_folder(name: str) -> Path:
    """Where an installed package is, found without importing it.

    Raises RuntimeError where it is not installed.
    """
    found = util.find_spec(name)
    if found is None or found.origin is None:
        raise RuntimeError(f"{name} is not installed in this environment.")
    return Path(found.origin).parent


WHOLE = Library(
    f"plotly-{VERSION}.min.js", package_folder("plotly") / "package_data" / "plotly.min.js"
)
PART = Library(
    f"plotly-basic-{VERSION}.min.js",
    FETCHED / "plotly.js-basic-dist-min" / "plotly-basic.min.js",
)
# Those that are there as a process begins, the one that most charts are drawn with first.
LIBRARIES = (PART, WHOLE) if PART.file.is_file() else (WHOLE,)


def library_for(figures: Iterable[Mapping[str, Any]]) -> Library:
    """The smallest library that draws all of some figures."""
    kinds = {trace.get("type", "scatter") for figure in figures for trace in figure["data"]}
    return LIBRARIES[0] if kinds <= BARS_AND_LINES else WHOLE
