"""The files of figures that go with a snapshot: rows as CSV, charts as SVG and for Plotly."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commissioning import downloads, wording
from commissioning.charts import CONFIG, exchange
from commissioning.palette import DARK
from commissioning.snapshots import drawing
from commissioning.snapshots.captured import Capture, Figure, Rows
from commissioning.snapshots.published import file_name
from commissioning.store import Answer


@dataclass(frozen=True)
class Placed:
    """A chart or rows of a snapshot with its number and the files that it has.

    ``name`` is the number of its view and its own in it, such as ``1-2``. ``rows`` are the names
    of its CSV files, each with the answer it holds.
    """

    name: str
    block: Figure | Rows
    rows: tuple[tuple[str, Answer], ...]
    picture: str = ""


def placed(captures: Sequence[Capture]) -> Mapping[int, Placed]:
    """Every chart and every set of rows with its files, by the identity of its block."""
    found: dict[int, Placed] = {}
    for view, capture in enumerate(captures, start=1):
        blocks = [block for block in capture.blocks if isinstance(block, Figure | Rows)]
        for number, block in enumerate(blocks, start=1):
            name = f"{view}-{number}"
            drawn = isinstance(block, Figure) and not block.chart.empty
            found[id(block)] = Placed(
                name,
                block,
                tuple(
                    (f"{name}-{file_name(block.key, answer.question)}.csv", answer)
                    for answer in block.answers
                    if answer.rows
                ),
                f"{name}-{file_name(block.key)}.svg" if drawn else "",
            )
    return found


def files_of(captures: Sequence[Capture]) -> Iterator[tuple[str, bytes]]:
    """The name and content of each file of figures."""
    figures = {}
    by_block = placed(captures)
    for capture in captures:
        for block in capture.blocks:
            if not isinstance(block, Figure | Rows):
                continue
            entry = by_block[id(block)]
            for name, answer in entry.rows:
                yield name, _csv(capture, block, answer)
            if isinstance(block, Figure) and entry.picture:
                yield (
                    entry.picture,
                    drawing.standalone(
                        block.chart,
                        source=[source_words(capture, block)],
                        illustrative=capture.shown.illustrative,
                    ),
                )
                figures[entry.name] = for_plotly(block.chart.figure)
    shown = {"config": CONFIG, "colours": _on_dark(), "figures": figures}
    yield "figures.json", json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def source_words(capture: Capture, figure: Figure) -> str:
    """The source line of a chart without a link."""
    where = f" ({figure.address})" if figure.address else ""
    return f"Source: {figure.citation}{where}. {footing(capture, figure)}"


def footing(capture: Capture, figure: Figure) -> str:
    """The basis, date and version of the figures of a chart."""
    return (
        f"Basis: {figure.basis}. As at {wording.date_in_words(capture.shown.as_at)}; "
        f"data version {capture.shown.data_version[:8]}."
    )


def for_plotly(figure: Mapping[str, Any]) -> dict[str, Any]:
    """A figure without what a click on it would lead to, which a snapshot does not have."""
    return {
        "data": [
            {name: value for name, value in trace.items() if name not in ("customdata", "selected")}
            for trace in figure["data"]
        ],
        "layout": figure["layout"],
    }


def _on_dark() -> dict[str, str]:
    """The colour on a dark page for each colour on a white one."""
    return {light: dark for dark, light in exchange(DARK).items()}


def _csv(capture: Capture, block: Figure | Rows, answer: Answer) -> bytes:
    invented = (wording.INVENTED,) if capture.shown.illustrative else ()
    title = block.chart.headline if isinstance(block, Figure) else block.title
    caveats = block.chart.caveats if isinstance(block, Figure) else block.caveats
    return downloads.csv_download(
        answer.rows,
        title=title,
        source=block.citation,
        basis=block.basis,
        filters=wording.filters_in_words(
            answer.parameters, answer.rows, compared_with=answer.compared_with
        ),
        data_version=answer.data_version,
        as_at=capture.shown.as_at,
        caveats=(*invented, *caveats),
        columns=[column.name for column in answer.columns],
    )


def without_comments(csv: str) -> str:
    """The table of a CSV file without the lines before it that say what it is."""
    return "\n".join(
        line for line in re.split(r"\r?\n", csv.removeprefix("\ufeff")) if not line.startswith("#")
    )
