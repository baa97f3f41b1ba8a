"""What the log says of a visit, and what a page says when a question takes too long."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from commissioning import logs, questions
from commissioning import store as stores
from commissioning.ui import links
from commissioning.ui.navigation import PAGES
from tests.pages.conftest import Open, notices, words

TYPED = "jane doe of a street"
# Every page on which a visitor can type what they like.
FREE = {
    PAGES[page][1].removesuffix(".py"): [control.name for control in controls if control.free]
    for page, controls in links.CONTROLS.items()
    if any(control.free for control in controls)
}
ENDLESS = "SELECT count(*) AS n FROM range(1000000000000) WHERE hash(range) = 7"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything the dashboard logs, as a server would write it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    level = logs.LOGGER.level
    logs.LOGGER.addHandler(handler)
    logs.LOGGER.setLevel(logging.INFO)
    yield stream
    logs.LOGGER.setLevel(level)
    logs.LOGGER.removeHandler(handler)


def test_visitors_can_type_somewhere() -> None:
    assert {"decisions", "commitments"} <= FREE.keys()


@pytest.mark.parametrize("page", FREE)
def test_what_is_typed_on_a_page_is_not_written_down(
    page: str, open_page: Open, written: io.StringIO
) -> None:
    app = open_page(page, **{name: TYPED for name in FREE[page] if name != "page"})
    assert not app.exception
    noted = [json.loads(line) for line in written.getvalue().splitlines()]
    assert any("question" in line for line in noted)
    assert "jane" not in written.getvalue().lower()


def test_a_question_that_takes_too_long_says_what_to_do(
    open_page: Open, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = stores.question_sql
    monkeypatch.setenv("COMMISSIONING_QUESTION_SECONDS", "2")
    monkeypatch.setattr(
        stores, "question_sql", lambda name: ENDLESS if name == "endless" else sql(name)
    )
    monkeypatch.setattr(questions, "decision_rows", lambda store, **_: store.ask("endless"))
    app = open_page("decisions")
    assert not app.exception
    said = notices(app)
    assert "took too long, so it was stopped" in said
    assert "no answer after 2 seconds" in said
    assert "fewer years" in said
    assert "Decisions" in words(app)
    (line,) = [
        noted
        for noted in map(json.loads, written.getvalue().splitlines())
        if noted.get("outcome") == "too long"
    ]
    assert line["question"] == "endless"
    assert line["milliseconds"] >= 2000
