"""Bytes against seconds for the front end: ``python -m benchmarks.compression``.

Why files are compressed at the slowest setting once and at a fast one while a reader waits. The
table goes into ``benchmarks/README.md``.
"""

import gzip
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import brotli

from benchmarks.report import Row, machine, write
from commissioning.ui.assets import WORKERS, served_files

SETTINGS: dict[str, Callable[[bytes], bytes]] = {
    **{f"brotli {quality}": partial(brotli.compress, quality=quality) for quality in (4, 5, 9, 11)},
    **{f"gzip {level}": partial(gzip.compress, compresslevel=level) for level in (6, 9)},
}


def main() -> None:
    """Compress every file at every setting and write the table."""
    before = machine()
    contents = [file.read_bytes() for file in served_files().values()]
    contents.sort(key=len, reverse=True)
    rows = [Row("as they are", f"{sum(map(len, contents)) / 1e6:.2f} MB", "")]
    for name, compress in SETTINGS.items():
        began = time.perf_counter()
        with ThreadPoolExecutor(WORKERS) as workers:
            total = sum(workers.map(lambda content, with_=compress: len(with_(content)), contents))
        seconds = time.perf_counter() - began
        began = time.perf_counter()
        largest = len(compress(contents[0]))
        alone = time.perf_counter() - began
        rows.append(
            Row(
                name,
                f"{total / 1e6:.2f} MB in {seconds:.1f} s; largest file "
                f"{largest / 1e6:.2f} MB in {alone:.2f} s",
                "",
            )
        )
        print(f"{rows[-1].what}: {rows[-1].found}", file=sys.stderr)
    write("compression", rows, before)


if __name__ == "__main__":
    main()
