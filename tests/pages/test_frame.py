"""The frame round every page: which build is served, and what a reader is told when one fails."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from commissioning import building, questions
from commissioning.faults import PackageFault, QuestionFault
from commissioning.settings import Settings
from tests.pages.conftest import ROUTER, notices, words


@pytest.fixture
def own_data(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A copy of the packages that a test may change, and a folder of builds of its own."""
    for package in ("london", "reference"):
        shutil.copytree(data / package, tmp_path / "data" / package)
    monkeypatch.setenv("COMMISSIONING_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(tmp_path / "builds"))
    return Settings(data=tmp_path / "data", builds=tmp_path / "builds")


def opened() -> AppTest:
    return AppTest.from_file(str(ROUTER), default_timeout=30).run()


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_a_newer_build_is_served_from_the_next_run_on(own_data: Settings) -> None:
    building.build(own_data)
    app = opened()
    assert "£59.9m was spent" in words(app)
    change(own_data.data / "london" / "spend_totals.csv", ",59900000,", ",61200000,")
    building.build(own_data)
    app.run()
    assert "£61.2m was spent" in words(app)
    assert "£59.9m" not in words(app)


def test_a_failed_build_leaves_the_last_good_one_on_screen_with_a_notice(
    own_data: Settings,
) -> None:
    building.build(own_data)
    change(own_data.data / "london" / "spend_totals.csv", "amount_gbp", "amount")
    with pytest.raises(PackageFault):
        building.build(own_data)
    app = opened()
    assert "£59.9m was spent" in words(app)
    assert "the last good data is shown" in notices(app)
    assert "spend_totals.csv" in notices(app)


def test_without_a_build_the_first_reader_has_one_made(own_data: Settings) -> None:
    app = opened()
    assert not app.exception
    assert "£59.9m was spent" in words(app)
    assert building.current_build(own_data.builds) is not None


def test_data_that_was_never_good_is_one_plain_message(own_data: Settings) -> None:
    change(own_data.data / "london" / "spend_totals.csv", "amount_gbp", "amount")
    app = opened()
    assert not app.exception
    assert "no data to show" in notices(app)
    assert "spend_totals.csv" in notices(app)
    assert "Traceback" not in words(app)


def test_a_question_that_fails_is_one_plain_message_and_the_rest_is_shown(
    own_data: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise QuestionFault("outcome_coverage", "Binder Error: no such column")

    building.build(own_data)
    monkeypatch.setattr(questions, "outcome_coverage", fails)
    app = opened()
    assert not app.exception
    assert "“Outcomes” could not be shown" in notices(app)
    assert "Binder Error" not in words(app)
    assert "£59.9m was spent" in words(app)
