"""Tables of ``benchmarks/README.md``, each between its own marks and with its machine named."""

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from commissioning import clock

README = Path(__file__).with_name("README.md")


@dataclass(frozen=True)
class Row:
    """One thing measured: what, what was found, and what it is to reach."""

    what: str
    found: str
    target: str


def machine() -> str:
    """What measured, and how busy it was with other things before it began."""
    processor = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    name = processor[1].strip() if processor else platform.processor()
    gigabytes = int(memory[1]) / 1_000_000 if memory else 0
    packages = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "duckdb", "plotly"))
    return (
        f"{clock.now():%d %B %Y}, {name}, {os.cpu_count()} processors, "
        f"{gigabytes:.0f} GB, load {os.getloadavg()[0]:.1f} before it began; "
        f"Python {platform.python_version()}, {packages}."
    )


def write(name: str, rows: Sequence[Row], measured_by: str) -> None:
    """Put the table between the marks called ``name``; raises ValueError where there are none."""
    write_table(
        name,
        ("What", "Found", "To reach"),
        [(row.what, row.found, row.target) for row in rows],
        measured_by,
    )


def write_table(
    name: str, header: Sequence[str], rows: Sequence[Sequence[str]], measured_by: str
) -> None:
    """The same for a table of any columns; every row has as many cells as the header."""
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row of {len(row)} cells under {len(header)} columns: {row}")
    table = "\n".join(
        f"| {' | '.join(cells)} |" if cells else f"|{'---|' * len(header)}"
        for cells in (header, (), *rows)
    )
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    text = README.read_text(encoding="utf-8")
    if begin not in text or end not in text:
        raise ValueError(f"{README} has no marks for the table of {name}")
    head, _, rest = text.partition(begin)
    tail = rest.partition(end)[2]
    README.write_text(f"{head}{begin}\n{measured_by}\n\n{table}\n{end}{tail}", encoding="utf-8")
