"""Small packages to build, and builders that are processes of their own, so that they can die."""

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from commissioning import questions
from commissioning.settings import PROJECT, Settings
from commissioning.store import Store
from tests.made_package import decision, write_package


def settings_in(folder: Path, name: str = "data") -> Settings:
    return Settings(folder / name, folder / "builds", question_seconds=60)


def write_amount(settings: Settings, amount: int) -> None:
    """Make the one decision of the data be of this amount."""
    write_package(settings.data, "made", {"decisions": [decision("D1", amount)]})


def amount(store: Store) -> Decimal:
    """The amount of the one decision, as the store answers."""
    value = questions.decision_rows(store, package="made").rows[0]["amount_gbp"]
    assert isinstance(value, Decimal)
    return value


def environment(settings: Settings) -> dict[str, str]:
    return {
        **os.environ,
        "COMMISSIONING_DATA": str(settings.data),
        "COMMISSIONING_BUILDS": str(settings.builds),
    }


def builder(settings: Settings, code: str = "") -> "subprocess.Popen[str]":
    """A process that builds, after it has run some code of the test's."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import sys\nfrom commissioning import building, __main__\n{code}\n"
            "sys.exit(__main__.main(['build']))",
        ],
        cwd=PROJECT,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def names(settings: Settings) -> set[str]:
    """What the folder of builds holds."""
    return {path.name for path in settings.builds.iterdir()}
