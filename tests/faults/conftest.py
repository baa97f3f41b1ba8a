"""A small package, built once for the run and copied for each test, which may do as it likes."""

import shutil
from pathlib import Path

import pytest

from commissioning import building
from commissioning.settings import Settings
from tests.faults.made import settings_in, write_amount


@pytest.fixture(scope="session")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of data of £100 and of its build."""
    folder = tmp_path_factory.mktemp("hundred")
    made = settings_in(folder)
    write_amount(made, 100)
    building.build(made)
    return folder


@pytest.fixture
def built_hundred(hundred: Path, tmp_path: Path) -> Settings:
    """Data of £100, built, in folders of the test's own."""
    shutil.copytree(hundred, tmp_path, dirs_exist_ok=True)
    return settings_in(tmp_path)
