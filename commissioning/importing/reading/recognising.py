"""What kind of file it is, told from its first bytes."""

from collections.abc import Callable
from pathlib import Path

from commissioning.importing.reading import delimited
from commissioning.importing.reading.contract import Limits, Sheet


def read(
    path: Path,
    folder: Path,
    limits: Limits,
    progress: Callable[[int, int], None],
    *,
    parquet: bool,  # noqa: ARG001
) -> list[Sheet]:
    """The sheets of a file, whatever its name. Raises Refusal when it cannot be read whole."""
    return delimited.read(path, folder, limits, progress)
