"""What a snapshot's figures would be today: its views made again from the data as it stands."""

import json
from pathlib import Path

from commissioning.settings import Settings
from commissioning.sharing.since import FileChange, changed_since
from commissioning.snapshots.capturing import capture_all
from commissioning.snapshots.contents import files_of, without_comments
from commissioning.snapshots.published import MANIFEST


def changes(folder: Path, settings: Settings | None = None) -> list[FileChange]:
    """Each file of figures of a snapshot beside the same file made from today's data.

    Raises CaptureFault where a view can no longer be shown, and OSError where the snapshot's files
    are gone.
    """
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    before = {
        name: without_comments((folder / name).read_text("utf-8"))
        for name in manifest["files"]
        if name.endswith(".csv")
    }
    captures = capture_all([view["address"] for view in manifest["views"]], settings)
    now = {
        name: without_comments(content.decode("utf-8"))
        for name, content in files_of(captures)
        if name.endswith(".csv")
    }
    return changed_since(before, now)
