"""The import page: from a file to the package, its answers, and who may use it."""

import html
import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from commissioning import building
from commissioning.settings import Settings
from commissioning.ui import access
from tests.importing import ledgers
from tests.made_package import payment, write_package
from tests.pages.conftest import ROUTER, Open, notices, words


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A package of one payment, built, as the data of the pages of a test."""
    place = Settings(data=tmp_path / "data", builds=tmp_path / "builds")
    write_package(place.data, "made", {"spend_lines": [payment("1", "2021-07-01", "10000")]})
    building.build(place)
    monkeypatch.setenv("COMMISSIONING_DATA", str(place.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(place.builds))
    return place


def opened() -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    app.context = {"theme": "light", "url": "http://localhost:8501/import"}
    app.run()
    app.switch_page("../../pages/import_extracts.py")
    return app.run()


def read(app: AppTest, name: str, content: bytes) -> AppTest:
    app.get("file_uploader")[0].set_value([(name, content, "text/csv")]).run()
    return app.button(key="import_read").click().run()


def ledger(tmp_path: Path, *dates: str) -> bytes:
    rows = [ledgers.payment(n, f"{n}.50", date) for n, date in enumerate(dates, 1)]
    return ledgers.write(tmp_path / "made.csv", rows).read_bytes()


def test_a_file_is_read_shown_and_accepted(made: Settings, tmp_path: Path) -> None:
    app = read(opened(), "../../<b>ledger</b>.csv", ledger(tmp_path, "15/06/2024", "16/06/2024"))
    said = words(app)
    assert not app.exception
    assert "&lt;b&gt;ledger" in said or "b&gt;.csv" in said
    assert "<b>ledger" not in said
    assert "£4.00" in said
    before = json.loads((made.data / "made" / "datapackage.json").read_text())
    assert "imports" not in before["commissioning"]
    app.button(key="import_accept").click().run()
    assert "2 rows went into made" in html.unescape(notices(app))
    after = json.loads((made.data / "made" / "datapackage.json").read_text())
    assert after["commissioning"]["imports"][0]["loaded"] == 2


def test_what_is_open_is_answered_on_the_page(made: Settings, tmp_path: Path) -> None:
    app = read(opened(), "ledger.csv", ledger(tmp_path, "05/06/2023", "07/08/2023"))
    assert app.button(key="import_accept").disabled
    (order,) = [box for box in app.selectbox if box.label == "Order of day and month"]
    order.select("day_first")
    (send,) = [button for button in app.button if button.label.startswith("Read again")]
    send.click().run()
    assert not app.button(key="import_accept").disabled
    assert (made.data / "made" / "datapackage.json").exists()


@pytest.mark.parametrize("bare", [False, True])
def test_an_unknown_sheet_is_mapped_on_the_page(
    made: Settings, tmp_path: Path, *, bare: bool
) -> None:
    rows = [["Firm", "15/06/2024", "9.99"], ["Firm B", "16/06/2024", "0.01"]]
    headings = None if bare else ["Wer", "Wann", "Wieviel"]
    before = [] if bare else [["Exported"]]
    path = ledgers.write(tmp_path / "odd.csv", rows, headings, before=before)
    app = read(opened(), "odd.csv", path.read_bytes())
    names = rows[0] if bare else ["Wer", "Wann", "Wieviel"]
    for column, name in zip(("supplier", "date", "amount"), names, strict=True):
        app.selectbox(key=f"import_1_{column}").select(name)
    if bare:
        app.checkbox[0].check()
    (send,) = [button for button in app.button if button.label.startswith("Read again")]
    send.click().run()
    assert not app.exception
    assert "£10.00" in words(app)
    app.button(key="import_accept").click().run()
    assert "2 rows went into made" in html.unescape(notices(app))
    (kept,) = (made.data / "made" / "mappings").iterdir()
    assert json.loads(kept.read_text())["target"] == "spend"


def test_two_people_do_not_see_each_other_s_files(made: Settings, tmp_path: Path) -> None:
    first = read(opened(), "first.csv", ledger(tmp_path, "15/06/2024"))
    second = opened()
    assert "first.csv" in words(first)
    assert "first.csv" not in words(second)
    assert made.data.is_dir()


def test_somebody_without_the_role_is_told(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "visitor", lambda: access.LET_IN_BY_PROXY)
    app = open_page("import_extracts")
    assert "Only a publisher or an administrator" in words(app)
    assert not app.get("file_uploader")
