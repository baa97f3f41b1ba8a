"""A snapshot of earlier data beside the same view of today's."""

from pathlib import Path

from commissioning import building
from commissioning.settings import Settings
from commissioning.snapshots import today
from commissioning.snapshots.capturing import capture
from commissioning.snapshots.publishing import publish
from commissioning.wording.publishing import changes_sentence
from tests.earlier_data import earlier_data

VIEW = "/?data=london"


def test_a_figure_that_was_corrected_is_told_as_it_was_and_is(
    built: Settings, data: Path, tmp_path: Path
) -> None:
    earlier = Settings(earlier_data(data), tmp_path / "builds", published=tmp_path / "public")
    building.build(earlier)
    made = publish([capture(VIEW, earlier)], earlier.published, by="a", browser=False)
    changed = [change for change in today.changes(made.folder, built) if change.changed]
    gone = {cell for change in changed for row in change.gone for cell in row}
    came = {cell for change in changed for row in change.came for cell in row}
    assert "58700000.00" in gone - came
    assert "59900000.00" in came - gone
    assert "would differ today" in changes_sentence(today.changes(made.folder, built))
    same = today.changes(made.folder, earlier)
    assert same
    assert not [change for change in same if change.changed]
