"""The frame round every page: which build is served, and what a reader is told when one fails."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from commissioning import building, questions
from commissioning.faults import PackageFault, QuestionFault
from commissioning.settings import Settings
from tests.pages.conftest import PAGES, ROUTER, notices, words


@pytest.fixture
def own_data(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A copy of the packages that a test may change, and a folder of builds of its own."""
    for package in ("london", "reference"):
        shutil.copytree(data / package, tmp_path / "data" / package)
    monkeypatch.setenv("COMMISSIONING_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(tmp_path / "builds"))
    return Settings(data=tmp_path / "data", builds=tmp_path / "builds")


def opened(page: str = "at_a_glance") -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30).run()
    return app if page == "at_a_glance" else app.switch_page(f"../../pages/{page}.py").run()


def empty(file: Path) -> None:
    """Leave a file its header alone."""
    header, _, _ = file.read_text(encoding="utf-8").partition("\n")
    file.write_text(header + "\n", encoding="utf-8")


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
        raise QuestionFault("indicator_standing", "Binder Error: no such column")

    building.build(own_data)
    monkeypatch.setattr(questions, "indicator_standing", fails)
    app = opened()
    assert not app.exception
    assert "“Outcomes” could not be shown" in notices(app)
    assert "Binder Error" not in words(app)
    assert "£59.9m was spent" in words(app)


def test_a_damaged_build_is_one_plain_message(own_data: Settings) -> None:
    built = building.build(own_data)
    file = own_data.builds / built.file
    file.chmod(0o644)
    file.write_bytes(b"not a store")
    app = opened()
    assert not app.exception
    assert "no data to show" in notices(app)
    assert "Traceback" not in words(app)


def test_a_note_of_the_build_that_cannot_be_read_is_one_plain_message(
    own_data: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("not JSON")

    building.build(own_data)
    monkeypatch.setattr(building, "current_build", fails)
    app = opened()
    assert not app.exception
    assert "could not be opened" in notices(app)
    assert "JSON" not in words(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_package_without_published_totals_is_shown(own_data: Settings, page: str) -> None:
    for name in ("series.csv", "series_points.csv"):
        empty(own_data.data / "london" / name)
    building.build(own_data)
    app = opened(page)
    assert not app.exception
    assert "could not be shown" not in words(app)
    if page == "at_a_glance":
        assert "no published total" in words(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_package_without_any_series_says_so(own_data: Settings, page: str) -> None:
    for name in ("series.csv", "series_points.csv", "decisions.csv"):
        empty(own_data.data / "london" / name)
    building.build(own_data)
    app = opened(page)
    assert not app.exception
    assert "could not be shown" not in words(app)
    if page == "spend_growth":
        assert "This package holds no series" in notices(app)


def test_reference_tables_alone_are_one_plain_message(own_data: Settings) -> None:
    shutil.rmtree(own_data.data / "london")
    app = opened()
    assert not app.exception
    assert "no data to show" in notices(app)
    assert "one of kind real or illustrative" in notices(app)
