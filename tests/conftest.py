"""The real packages, built once for the run, and the store that serves them."""

from pathlib import Path

import hypothesis
import pytest

from commissioning import building, settings
from commissioning.settings import Settings
from commissioning.store import Store

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile("no_deadline", deadline=None)
hypothesis.settings.load_profile("no_deadline")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose current build is of the repository's own packages."""
    made = Settings(
        data=settings.PROJECT / "data", builds=tmp_path_factory.mktemp("builds") / "store"
    )
    building.build(made)
    return made


@pytest.fixture(scope="session")
def store(built: Settings) -> Store:
    """The repository's own packages, open for questions."""
    return Store(built)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the repository's own packages."""
    return settings.PROJECT / "data"
