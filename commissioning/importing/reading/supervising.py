"""The parent's side of reading: it starts the child, holds it to its limits and never parses."""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import commissioning
from commissioning.faults import Refusal
from commissioning.importing.reading.contract import DAMAGED, Limits, Reading, Sheet, harmless

CODE = Path(commissioning.__file__).resolve().parent.parent
# A message is a line; the longest one lists every sheet with its notes.
MESSAGE_BYTES = 4 * 2**20
STOPPED = (
    "reading it took more memory or time than one file may take "
    "({memory:,} MB, {seconds:,} seconds): split it, or save it as CSV"
)


def read(
    path: Path,
    into: Path,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    parquet: bool = False,
) -> Reading:
    """The cells of every table in a file, written below ``into`` by a child process.

    The kind of file is told from its content, never from its name. ``progress`` is called with
    bytes done and bytes in all. Parquet is read only when ``parquet`` says that the file is
    trusted. Raises Refusal, with nothing left behind, when the file cannot be read whole.
    """
    limits = limits or Limits()
    try:
        if not path.is_file():
            raise Refusal("it is not a file that can be opened")
        size = path.stat().st_size
    except (OSError, ValueError):
        raise Refusal("it is not a file that can be opened") from None
    if size == 0:
        raise Refusal("it is empty")
    if size > limits.file_bytes:
        raise Refusal(
            f"it is larger than the {limits.file_bytes // 2**20:,} MB that one file may be"
        )
    into.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="reading-", dir=into))
    try:
        found = _converse(
            {
                "path": str(path.resolve()),
                "folder": str(folder),
                "parquet": parquet,
                "limits": asdict(limits),
            },
            limits,
            progress,
        )
        sheets = tuple(_sheet(folder, sheet) for sheet in found["sheets"])
        return Reading(harmless(path.name), found["sha256"], sheets)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _converse(
    request: dict[str, Any], limits: Limits, progress: Callable[[int, int], None] | None
) -> dict[str, Any]:
    """Hand the request to a child and give back what it found. Raises Refusal if it found none."""
    child = subprocess.Popen(
        [sys.executable, "-m", "commissioning.importing.reading.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=CODE,
        # Nothing of this process's environment, which may hold secrets.
        env={
            "PYTHONPATH": str(CODE),
            "PYTHONUTF8": "1",
            "TMPDIR": request["folder"],
            "MALLOC_ARENA_MAX": "1",
            "ARROW_DEFAULT_MEMORY_POOL": "system",
            "OMP_NUM_THREADS": "1",
        },
    )
    if child.stdin is None or child.stdout is None:
        raise AssertionError("a child is started with pipes")
    timer = threading.Timer(limits.seconds, child.kill)
    timer.daemon = True
    timer.start()
    try:
        with child.stdin:
            child.stdin.write(json.dumps(request).encode())
        while line := child.stdout.readline(MESSAGE_BYTES):
            message = json.loads(line)
            if "refusal" in message:
                raise Refusal(message["refusal"])
            if "sheets" in message:
                found: dict[str, Any] = message
                return found
            if progress is not None:
                progress(*message["progress"])
        child.wait()
    except (BrokenPipeError, json.JSONDecodeError):
        pass
    finally:
        timer.cancel()
        child.kill()
        child.stdout.close()
        child.wait()
    if child.returncode == DAMAGED:
        raise Refusal("it is damaged, or not quite the kind of file that it starts as")
    raise Refusal(STOPPED.format(memory=limits.memory_bytes // 2**20, seconds=limits.seconds))


def _sheet(folder: Path, found: dict[str, Any]) -> Sheet:
    """A sheet as the child describes it, with its file where the parent told it to write."""
    return Sheet(
        **{**found, "cells": folder / Path(found["cells"]).name, "notes": tuple(found["notes"])}
    )
