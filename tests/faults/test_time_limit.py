"""A question that runs too long is stopped and says so, and others are answered meanwhile."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from commissioning import questions
from commissioning import store as stores
from commissioning.faults import QuestionFault, QuestionTooLong
from commissioning.settings import Settings
from commissioning.store import Store
from commissioning.time_limit import Watch

ENDLESS = "SELECT count(*) AS n FROM range(1000000000000) WHERE hash(range) = 7"
ENDLESS_ROWS = "SELECT range AS n, repeat('x', 1000) AS text FROM range(1000000000000)"
SOON = 0.4
# Far more than stopping takes, and far less than the endless question would have needed.
PATIENCE = 60.0


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question without end, beside the others."""
    sql = stores.question_sql
    more = {"endless": ENDLESS, "endless_rows": ENDLESS_ROWS}
    monkeypatch.setattr(stores, "question_sql", lambda name: more.get(name) or sql(name))


def limited(settings: Settings, seconds: float) -> Store:
    return Store(Settings(settings.data, settings.builds, question_seconds=seconds))


@pytest.mark.usefixtures("endless")
@pytest.mark.parametrize("question", ["endless", "endless_rows"])
def test_a_question_that_runs_too_long_is_stopped(built_hundred: Settings, question: str) -> None:
    opened = limited(built_hundred, SOON)
    began = time.monotonic()
    with pytest.raises(QuestionTooLong, match=f"{question}: stopped after {SOON:g} seconds"):
        opened.ask(question)
    assert SOON <= time.monotonic() - began < PATIENCE
    assert questions.package_list(opened).rows, "the next question is answered"


@pytest.mark.usefixtures("endless")
def test_only_the_question_that_takes_long_is_stopped(built_hundred: Settings) -> None:
    opened = limited(built_hundred, 2.0)
    with ThreadPoolExecutor(1) as pool:
        long = pool.submit(opened.ask, "endless")
        answered = 0
        while not long.done():
            assert questions.package_list(opened).rows
            answered += 1
    assert isinstance(long.exception(), QuestionTooLong)
    assert answered > 20


@pytest.mark.usefixtures("endless")
def test_heavy_questions_do_not_hold_up_light_ones(built_hundred: Settings) -> None:
    """Were they to wait their turn, a light one would take as long as the heavy ones are let."""
    heavy_seconds = 4.0
    opened = limited(built_hundred, heavy_seconds)
    took: list[float] = []
    with ThreadPoolExecutor(2) as pool:
        heavy = [pool.submit(opened.ask, "endless") for _ in range(2)]
        while not all(each.done() for each in heavy):
            began = time.monotonic()
            assert questions.package_list(opened).rows
            took.append(time.monotonic() - began)
    assert all(isinstance(each.exception(), QuestionTooLong) for each in heavy)
    took.sort()
    assert took[int(0.95 * len(took))] < heavy_seconds / 2


@pytest.mark.usefixtures("endless")
def test_closing_a_store_stops_what_it_is_being_asked(built_hundred: Settings) -> None:
    opened = limited(built_hundred, PATIENCE)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(opened.ask, "endless")
        time.sleep(SOON)
        began = time.monotonic()
        opened.close()
        assert time.monotonic() - began < PATIENCE / 2
        error = asked.exception()
    assert isinstance(error, QuestionFault)
    assert not isinstance(error, QuestionTooLong)
    with pytest.raises(QuestionFault, match="the data is closed"):
        questions.package_list(opened)


class Stopped:
    """Something that can be told to stop, and notes when it was."""

    def __init__(self) -> None:
        self.told = threading.Event()

    def interrupt(self) -> None:
        self.told.set()


def test_each_is_stopped_in_its_own_time() -> None:
    watch, late, soon = Watch(), Stopped(), Stopped()
    with watch.limit(late, PATIENCE) as long, watch.limit(soon, 0.05) as short:
        assert soon.told.wait(PATIENCE / 2)
        assert short.passed
        assert not long.passed
        assert not late.told.is_set()


def test_what_ended_in_time_is_left_alone() -> None:
    watch, ended, runs = Watch(), Stopped(), Stopped()
    with watch.limit(ended, 0.1) as limited:
        pass
    with watch.limit(runs, 0.3):
        assert runs.told.wait(PATIENCE)
    assert not ended.told.is_set()
    assert not limited.passed
