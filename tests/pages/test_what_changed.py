"""What changed, on the page: with one version, with two, and when the other cannot be read."""

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import decision, write_package
from tests.pages.conftest import ROUTER, Open, charts, notices, spec, words


def earlier_version(built: Settings) -> str:
    return building.kept_builds(built.builds)[1].data_version


def test_the_page_shows_what_the_questions_return(
    open_page: Open, store: Store, built: Settings
) -> None:
    app = open_page("what_changed")
    said = html.unescape(words(app))
    figures = questions.figure_changes(store, package="london").rows
    moved = [row for row in figures if row["change"] == "different"]
    assert f"{len(moved)} figures moved" in said
    assert earlier_version(built)[:8] in said
    basis = moved[0]["basis"]
    drawn = spec(app)["data"][0]["x"]
    assert drawn == [float(row["difference_gbp"]) for row in moved if row["basis"] == basis][:10]
    for row in figures:
        assert row["title"] in said
    for row in questions.row_changes(store, package="london").rows:
        assert row["key"] in said
    assert "No restatement has been found on public pages" in said


def test_a_figure_leads_to_its_page_and_to_its_changed_rows(open_page: Open, store: Store) -> None:
    said = html.unescape(words(open_page("what_changed")))
    assert "record=mopac-commissioned-services-expenditure-2021-22" in said
    assert re.search(r'href="\./what-changed\?[^"]*changed_in=spend_totals', said)
    app = open_page("what_changed", changed_in="decisions")
    assert notices(app) == ""
    (rows,) = re.findall(
        r"<caption>Rows that were.*?</table>", words(app).replace("\n", " "), re.DOTALL
    )
    found = questions.row_changes(store, package="london", extract="decisions").rows
    assert rows.count('<th scope="row"') == len(found) > 0
    assert "spend_totals.csv" not in rows


def test_a_version_that_is_not_kept_is_named(open_page: Open, built: Settings) -> None:
    app = open_page("what_changed", since="0123abcd")
    assert "0123abcd" in notices(app)
    assert app.selectbox(key="since").value == earlier_version(built)[:8]


def test_the_restatements_of_a_package_stand_with_their_figure(open_page: Open) -> None:
    line = "restated on 3 June 2024 from £11,726,337.79 to £11,656,033.79, because a payment"
    for page in ("at_a_glance", "spend_growth"):
        assert line in words(open_page(page, data="illustrative"))
        assert "restated on" not in words(open_page(page))
    # A year that is not shown has no restatement to show either.
    assert line not in words(open_page("at_a_glance", data="illustrative", first_year="2023/24"))
    assert "Paid: Victims support, 2022/23" in words(open_page("what_changed", data="illustrative"))


def test_a_link_pinned_to_a_version_that_is_kept_leads_to_what_changed(
    open_page: Open, built: Settings
) -> None:
    version = earlier_version(built)
    said = html.unescape(notices(open_page("decisions", data_version=version[:16])))
    assert f"since={version[:8]}" in said
    assert "since=" not in notices(open_page("decisions", data_version="0123456789abcdef"))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    made = Settings(tmp_path / "data", tmp_path / "builds")
    monkeypatch.setenv("COMMISSIONING_DATA", str(made.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(made.builds))
    return made


def built_of(own: Settings, amount: str) -> building.Build:
    write_package(own.data, "made", {"decisions": [decision("D1", amount)]})
    return building.build(own)


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30).run()
    app.switch_page("../../pages/what_changed.py")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_with_one_version_there_is_nothing_to_compare_and_the_page_says_so(own: Settings) -> None:
    only = built_of(own, "100")
    app = opened()
    assert not app.exception
    assert "Only one version of the data is kept" in notices(app)
    assert only.data_version[:8] in notices(app)
    assert "python -m commissioning build" in notices(app)
    assert charts(app) == []
    assert "0123abcd" in notices(opened(since="0123abcd"))


@pytest.mark.parametrize("damage", ["gone", "damaged"])
def test_an_earlier_file_lost_while_serving_is_one_plain_message(
    own: Settings, damage: str
) -> None:
    first = built_of(own, "100")
    built_of(own, "250")
    app = AppTest.from_file(str(ROUTER), default_timeout=30).run()
    path = own.builds / first.file
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:5000])
    app.switch_page("../../pages/what_changed.py").run()
    assert not app.exception
    assert "These two versions cannot be compared" in notices(app)
    assert first.data_version[:8] in notices(app)
    assert "Restatements" in words(app)


def test_only_new_figures_are_a_table_without_bars(own: Settings) -> None:
    built_of(own, "100")
    write_package(
        own.data,
        "made",
        {"decisions": [decision("D1", "100"), decision("D2", "5", financial_year="2023/24")]},
    )
    building.build(own)
    app = opened()
    assert "could not be shown" not in words(app)
    assert charts(app) == []
    assert "figures are new between" in words(app)
    assert "not there" in words(app)
