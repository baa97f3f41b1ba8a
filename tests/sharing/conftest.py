"""A clock that tests set, and a way to ask an application."""

import datetime
from dataclasses import dataclass
from pathlib import Path

import pytest

from commissioning import clock
from commissioning.viewer.links import PublishedLinks
from tests.serving.asking import Ask, asked
from tests.sharing.published import Made, publish


@dataclass
class Clock:
    """The moment it is, for as long as a test says so."""

    moment: datetime.datetime

    def go_to(self, day: str, hour: int = 9) -> None:
        """Make it this day, at this hour UTC."""
        self.moment = datetime.datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands at nine in the morning of 2 March 2026."""
    made = Clock(datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC))
    monkeypatch.setattr(clock, "now", lambda: made.moment)
    return made


@pytest.fixture
def ask() -> Ask:
    """Ask an application for a path and return its reply."""
    return asked


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A snapshot that a link opens."""
    return publish(tmp_path)


@pytest.fixture
def links(tmp_path: Path) -> PublishedLinks:
    """What answers for the links of a test's folder."""
    return PublishedLinks(tmp_path)
