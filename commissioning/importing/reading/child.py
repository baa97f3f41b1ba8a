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
from commissioning.importing.reading.contract import DAMAGED, Limits, Sheet, harmless


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
                "sheets": [_described(sheet) for sheet in sheets],
            }
        )
    except Refusal as refusal:
        tell({"refusal": harmless(refusal.reason)})
    except MemoryError:
        sys.exit(1)
    except OSError as error:
        if error.errno not in (errno.EFBIG, errno.ENOSPC):
            sys.exit(DAMAGED)
        tell({"refusal": "what it holds takes more room than one file may take"})
    except BaseException:  # noqa: BLE001 - whatever a library does with a hostile file
        sys.exit(DAMAGED)


def hold(limits: Limits) -> None:
    """Set what this process may take, on top of what its libraries have taken already."""
    held = {
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.output_bytes,
        resource.RLIMIT_CORE: 0,
    }
    # Elsewhere the size of a process cannot be told, or not be held.
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        held[resource.RLIMIT_AS] = pages * resource.getpagesize() + limits.memory_bytes
    for which, most in held.items():
        resource.setrlimit(which, (most, most))


def tell(message: dict[str, Any]) -> None:
    """Send the parent one line."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _described(sheet: Sheet) -> dict[str, Any]:
    return {
        **asdict(sheet),
        "name": harmless(sheet.name),
        "cells": sheet.cells.name,
        "notes": [harmless(note) for note in sheet.notes],
    }


def _tell_progress(done: int, total: int) -> None:
    tell({"progress": [done, total]})


if __name__ == "__main__":
    main()
