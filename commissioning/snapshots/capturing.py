"""Taking down what a view shows: the page is run in a process of its own, without a browser."""

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from commissioning.faults import CaptureFault
from commissioning.settings import PROJECT, Settings
from commissioning.snapshots.captured import Capture

# A page takes a second or two; a first build of the data before it takes longer.
SECONDS = 180


def capture(address: str, settings: Settings | None = None) -> Capture:
    """What the view at an address shows.

    The address is whole or relative to the dashboard, such as ``/spend-growth?data=london``.
    Raises CaptureFault when no page has it, or when a part of the page cannot be shown.
    """
    return capture_all([address], settings)[0]


def capture_all(addresses: Sequence[str], settings: Settings | None = None) -> list[Capture]:
    """What the views at some addresses show, all of the same data. Raises CaptureFault."""
    environment = dict(os.environ)
    if settings is not None:
        environment |= {
            "COMMISSIONING_DATA": str(settings.data),
            "COMMISSIONING_BUILDS": str(settings.builds),
        }
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "shown"
        command = [sys.executable, "-m", "commissioning.ui.recording", str(target), *addresses]
        try:
            done = subprocess.run(  # noqa: S603 - our own module; addresses are arguments, not shell
                command,
                cwd=PROJECT,
                env=environment,
                capture_output=True,
                text=True,
                timeout=SECONDS * len(addresses),
                check=False,
            )
        except subprocess.TimeoutExpired as expired:
            raise CaptureFault(f"The page took more than {SECONDS} seconds.") from expired
        if not target.is_file():
            reason = done.stderr.strip().splitlines()[-1:] or ["it gave no reason"]
            raise CaptureFault(f"The page could not be run: {reason[0]}")
        # What our own process wrote a moment ago, into a folder that only this one can read.
        made: list[Capture] | CaptureFault = pickle.loads(target.read_bytes())  # noqa: S301 - our own child
    if isinstance(made, CaptureFault):
        raise made
    if len({view.shown.data_version for view in made}) > 1:
        raise CaptureFault("The data was replaced while the views were taken down: try again.")
    return made
