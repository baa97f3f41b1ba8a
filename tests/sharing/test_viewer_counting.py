"""How often a link was opened, which is counted and entered without who opened it."""

from pathlib import Path

import pytest

from commissioning.sharing.register import FILE, Register
from commissioning.viewer.links import PublishedLinks
from tests.serving.asking import Ask
from tests.sharing.published import Made

pytestmark = pytest.mark.usefixtures("at")


def test_threat_16_openings_are_counted_and_entered_together(
    made: Made, links: PublishedLinks, ask: Ask, tmp_path: Path
) -> None:
    who = {"user-agent": "Prying/1.0", "x-forwarded-for": "203.0.113.9", "referer": "http://x/"}
    for _ in range(5):
        ask(links, f"/{made.id}/", who)
    ask(links, f"/{made.id}/spend.csv", who)
    ask(links, f"/{made.id}/manifest.json", who)
    assert links.register.listed()[made.digest].opened == 0, "not yet on the disk"
    links.counting.enter()
    listed = Register(tmp_path).listed()[made.digest]
    assert (listed.opened, listed.exported) == (5, 1)
    written = (tmp_path / FILE).read_text("utf-8")
    assert written.count("\n") == 3
    for told in (*who.values(), made.id):
        assert told not in written


def test_readers_go_on_reading_where_the_register_cannot_be_written(
    made: Made, links: PublishedLinks, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(links.register, "record_opens", full)
    assert ask(links, f"/{made.id}/").status == 200
    links.counting.enter()
    assert ask(links, f"/{made.id}/").status == 200
