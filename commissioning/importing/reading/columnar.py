"""Parquet, for those who trust the file: its columns as text, under a row of their names."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from commissioning.faults import Refusal
from commissioning.importing.reading.cells import Cells
from commissioning.importing.reading.contract import Limits, Sheet

MAGIC = b"PAR1"
ROWS = 10_000


def read(
    path: Path, folder: Path, limits: Limits, progress: Callable[[int, int], None]
) -> list[Sheet]:
    """The one sheet of a Parquet file; row 1 is the names of its columns. Raises Refusal when it
    is damaged or holds values that are no text, number, date or truth value.
    """
    size = path.stat().st_size
    cells = Cells(folder / "1.parquet", limits)
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            cells.add(1, names, sum(map(len, names)))
            total = file.metadata.num_rows
            line = 1
            for batch in file.iter_batches(ROWS, use_threads=False):
                columns = [
                    pc.fill_null(pc.cast(column, pa.string()), "").to_pylist()
                    for column in batch.columns
                ]
                for row in zip(*columns, strict=True):
                    line += 1
                    cells.add(line, row, sum(map(len, row)))
                progress(size * (line - 1) // max(total, 1), size)
    except pa.ArrowMemoryError:
        raise
    except pa.ArrowNotImplementedError as error:
        raise Refusal(f"it has a column that is not text, numbers or dates ({error})") from None
    except (pa.ArrowException, OSError) as error:
        raise Refusal(f"it is a Parquet file that is damaged ({str(error)[:200]})") from None
    return [cells.sheet("", "parquet", ())]
