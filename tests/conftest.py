"""The real packages, built once for the run, the store that serves them, and a browser."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, Error

from commissioning import building, settings
from commissioning.settings import Settings
from commissioning.store import Store
from tests.browser.watching import started_browser
from tests.earlier_data import earlier_data

# Hypothesis's own profile for a run that must say the same of the same commit: its examples follow
# from the test's code alone. How long one takes says how busy the machine is, so no deadline.
hypothesis.settings.load_profile("ci")
# `make explore` takes this one: examples that no run has seen, and many more of them.
hypothesis.settings.register_profile(
    "explore",
    max_examples=1000,
    derandomize=False,
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose current build is of the repository's own packages, after an earlier one."""
    made = Settings(
        data=settings.PROJECT / "data",
        builds=tmp_path_factory.mktemp("builds") / "store",
        published=tmp_path_factory.mktemp("published"),
    )
    building.build(replace(made, data=earlier_data(made.data)))
    building.build(made)
    return made


@pytest.fixture(scope="session")
def store(built: Settings) -> Store:
    """The repository's own packages, open for questions beside the earlier ones."""
    earlier = building.kept_builds(built.builds)[-1]
    return Store(built, earlier.data_version)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the repository's own packages."""
    return settings.PROJECT / "data"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for the run: it keeps an event loop going, which a second could not share.

    A machine without one fails the tests that need it; they are never passed over.
    """
    try:
        with started_browser() as started:
            yield started
    except Error as error:
        pytest.fail(
            f"No browser could be started; `make test` installs one.\n{error}", pytrace=False
        )
