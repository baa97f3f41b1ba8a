"""The process that parses: one request on its input, messages as lines of JSON on its output."""

import errno
import hashlib
import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from commissioning.faults import Refusal
from commissioning.importing.reading.contract import DAMAGED, Limits


def main() -> None:
    """Read the file of the request and say what was found, or why it is refused."""
    request = json.loads(sys.stdin.buffer.read())
    limits = Limits(**request["limits"])
    # Imported before the limits are set: what the libraries take is not the file's doing.
    from commissioning.importing.reading import recognising

    hold(limits)
    try:
        path = Path(request["path"])
        sheets = recognising.read(
            path, Path(request["folder"]), limits, _tell_progress, parquet=request["parquet"]
        )
        with path.open("rb") as data:
            digest = hashlib.file_digest(data, "sha256").hexdigest()
        tell(
            {
                "sha256": digest,
                "sheets": [{**asdict(sheet), "cells": sheet.cells.name} for sheet in sheets],
            }
        )
    except Refusal as refusal:
        tell({"refusal": refusal.reason})
    except MemoryError:
        sys.exit(1)
    except OSError as error:
        if error.errno not in (errno.EFBIG, errno.ENOSPC):
            sys.exit(DAMAGED)
        tell({"refusal": "what it holds takes more room than one file may take"})
    except BaseException:  # noqa: BLE001  whatever a library does with a hostile file
        sys.exit(DAMAGED)


def hold(limits: Limits) -> None:
    """Set what this process may take, on top of what its libraries have taken already."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    memory = pages * resource.getpagesize() + limits.memory_bytes
    for which, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (value, value))


def tell(message: dict[str, Any]) -> None:
    """Send the parent one line."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _tell_progress(done: int, total: int) -> None:
    tell({"progress": [done, total]})


if __name__ == "__main__":
    main()
