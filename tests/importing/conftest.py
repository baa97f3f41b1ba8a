"""Plans made in a test, closed when it ends."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from commissioning.importing.planning import Plan, plan

Planned = Callable[..., Plan]


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Planned]:
    """Plan some files, in a workspace under the test's own folder."""
    made: list[Plan] = []
    work = tmp_path / "work"
    work.mkdir()

    def planning(*files: Path, package: Path | None = None, **options: Any) -> Plan:
        made.append(plan(files, package, workspace=work, **options))
        return made[-1]

    yield planning
    for one in made:
        one.close()
    assert list(work.iterdir()) == []
