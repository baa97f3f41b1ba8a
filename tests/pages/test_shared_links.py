"""The page that looks after published links, and the ceremony that makes one."""

import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from commissioning import building, clock
from commissioning.faults import CaptureFault, Disclosing, Marked, PublishFault, RegisterFault
from commissioning.settings import Settings
from commissioning.sharing.register import FILE, Register
from commissioning.sharing.roles import Role
from commissioning.sharing.sessions import Person
from commissioning.snapshots import publishing as snapshots
from commissioning.snapshots.captured import Capture, Finding, Policy, Shown
from commissioning.snapshots.capturing import capture as take_down
from commissioning.snapshots.verifying import as_it_was
from commissioning.ui import access, publishing
from tests.pages.conftest import ROUTER, words
from tests.sharing.published import publish

PAGE = "../../pages/shared_links.py"


@pytest.fixture
def root(built: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMISSIONING_DATA", str(built.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(built.builds))
    monkeypatch.setenv("COMMISSIONING_PUBLISHED", str(tmp_path))
    return tmp_path


def opened(page: str = "") -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    app.context = {"theme": "light", "url": "http://localhost:8501/shared-links"}
    app.run()
    return app.switch_page(page).run() if page else app


def as_somebody(monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    monkeypatch.setattr(access, "visitor", lambda: Person("ann@example.org", role))


@pytest.mark.usefixtures("root")
def test_an_empty_register_says_how_a_link_comes_about() -> None:
    said = words(opened(PAGE))
    assert "Nothing has been published yet." in said
    assert "“Publish”, at the top of every page" in said
    assert "The log is empty: nothing has been entered in it." in said
    assert "0 lines" not in said


def test_every_link_is_listed_with_what_the_register_has(root: Path) -> None:
    made = publish(root, title="<b>Spend</b>", by="ann@example.org")
    paused = publish(root, title="Paused")
    register = Register(root)
    register.pause(paused.digest, by="ann@example.org")
    register.record_opens({made.digest: 2, paused.digest: 1204}, {made.digest: 1})
    app = opened(PAGE)
    assert not app.exception
    said = words(app)
    assert "2 links have been published: 1 open, 1 paused." in said
    assert "&lt;b&gt;Spend&lt;/b&gt;" in said
    assert "<b>Spend" not in said
    for told in ("by ann@example.org", "twice", "1,204 times", made.digest, "/spend-growth?data="):
        assert told in said
    last = clock.today() + datetime.timedelta(days=30)
    assert f"{last.day} {last:%B %Y}" in said
    assert made.id not in said


def test_a_link_is_paused_resumed_renewed_and_withdrawn(root: Path) -> None:
    made = publish(root, title="Spend")
    app = opened(PAGE)
    app.button(key=f"pause-{made.digest}").click().run()
    assert Register(root).state(made.digest) == "paused"
    assert "“Spend” is paused." in words(app)
    app.button(key=f"resume-{made.digest}").click().run()
    assert Register(root).state(made.digest) == "open"
    app.selectbox(key=f"length-{made.digest}").select("One year").run()
    app.button(key=f"renewed-{made.digest}").click().run()
    assert Register(root).listed()[made.digest].expires == clock.today() + datetime.timedelta(365)
    app.button(key=f"revoked-{made.digest}").click().run()
    assert Register(root).state(made.digest) == "revoked"
    assert not [button.key for button in app.button if made.digest in str(button.key)]


def test_a_log_that_was_changed_is_told(root: Path) -> None:
    publish(root, by="ann")
    publish(root, by="bob")
    file = root / FILE
    file.write_text(file.read_text().replace('"by":"ann"', '"by":"bob"'))
    assert "The log of published links was changed." in words(opened(PAGE))


def test_a_figure_that_was_corrected_is_told_as_it_was_and_is(root: Path, built: Settings) -> None:
    earlier = building.kept_builds(built.builds)[-1]
    (root / "then").mkdir()
    then = as_it_was(built, earlier.data_version, root / "then")
    made = snapshots.publish([take_down("/", then)], root, by="ann", browser=False)
    Register(root).record_publication(made, by="ann", expires=None)
    app = opened(PAGE)
    assert "£58,700,000" not in words(app)
    app.session_state[f"since-{made.digest}"] = True
    said = words(app.run())
    assert not app.exception
    assert "moved" in said
    row = next(part for part in said.split("<tr>") if "£58,700,000" in part)
    assert "£59,900,000" in row
    for told in ("2021/22", "Amount", "+£1,200,000", "+2.0%"):
        assert told in row
    assert f"It was made of data version {earlier.data_version[:8]}" in said


@pytest.mark.parametrize(("role", "takes"), [(Role.PUBLISHER, False), (Role.ADMINISTRATOR, True)])
def test_the_log_is_taken_away_by_administrators_alone(
    role: Role, takes: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(root)
    as_somebody(monkeypatch, role)
    app = opened(PAGE)
    assert bool(app.get("download_button")) is takes


@pytest.mark.usefixtures("root")
def test_threat_17_explorers_neither_publish_nor_see_links(monkeypatch: pytest.MonkeyPatch) -> None:
    as_somebody(monkeypatch, Role.EXPLORER)
    app = opened()
    assert not app.exception
    assert [button.key for button in app.button if button.key == "publish"] == []
    app.switch_page(PAGE).run()
    assert "Shared links are for those who publish." in words(app)
    assert app.get("download_button") == []


def test_threat_17_a_role_taken_away_stops_a_button_that_is_still_on_screen(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = publish(root)
    as_somebody(monkeypatch, Role.PUBLISHER)
    app = opened(PAGE)
    as_somebody(monkeypatch, Role.EXPLORER)
    app.button(key=f"revoked-{made.digest}").click().run()
    assert Register(root).state(made.digest) == "open"


def captured(**more: object) -> Capture:
    made = {
        "page": "spend-growth",
        "title": "Spend growth",
        "address": "./spend-growth?data=london",
        "parameters": {"Data": "london", "Series": ["A", "B"]},
        "shown": Shown("london", "London", "The body", "MOPAC", "2026-11-22", False, "3f9c"),
        "years": ("2012/13", "2025/26"),
        "notices": (),
        "blocks": (),
        "asked": (),
        "policy": Policy(5, 5, False),
    }
    return Capture(**(made | more))


def ceremony(monkeypatch: pytest.MonkeyPatch, taken: Capture | CaptureFault) -> AppTest:
    def capture(address: str) -> Capture:
        assert address.startswith("/")
        if isinstance(taken, CaptureFault):
            raise taken
        return taken

    monkeypatch.setattr(publishing, "capture", capture)
    return opened().button(key="publish").click().run()


def asking(taken: Capture) -> AppTest:
    """The questions of the ceremony alone: a test's page closes a dialog when it runs again."""

    def script(taken: "Capture") -> None:
        from commissioning.ui import publishing

        publishing._ask(taken)

    return AppTest.from_function(script, kwargs={"taken": taken}).run()


def buttons(app: AppTest) -> list[str]:
    return [str(button.key) for button in app.button]


@pytest.mark.usefixtures("root")
def test_threat_07_a_marked_field_stops_publication_and_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = ceremony(monkeypatch, captured(markings=("contracts.bid_score", "spend_lines.note")))
    said = words(app)
    assert "This view cannot be published" in said
    assert "contracts.bid_score" in said
    assert "spend_lines.note" in said
    assert "publish-now" not in buttons(app)


def test_threat_18_text_that_looks_personal_has_to_be_read_first() -> None:
    found = Finding("e-mail address", "jane@example.org", "Decisions, purpose")
    app = asking(captured(personal=(found,)))
    assert "e-mail address: jane@example.org (Decisions, purpose)" in words(app)
    assert app.button(key="publish-now").disabled
    app.checkbox(key="publish-agreed").check().run()
    assert app.button(key="publish-now").disabled
    app.checkbox(key="publish-reviewed").check().run()
    assert not app.button(key="publish-now").disabled


@pytest.mark.usefixtures("root")
def test_threat_03_the_smallest_cell_is_shown_before_anything_is_public(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = ceremony(monkeypatch, captured(smallest_cell=10))
    assert "10, after counts under 5 were taken out, others rounded to 5" in words(app)
    assert "Spend growth; Data: london; Series: A, B" in words(app)


def test_nothing_is_published_without_a_yes(root: Path) -> None:
    app = asking(captured())
    assert app.button(key="publish-now").disabled
    app.checkbox(key="publish-agreed").check().run()
    assert not app.button(key="publish-now").disabled
    app.text_input(key="publish-title").set_value("  ").run()
    assert app.button(key="publish-now").disabled
    assert list(root.iterdir()) == []


@pytest.mark.usefixtures("root")
def test_a_view_that_cannot_be_taken_down_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ceremony(monkeypatch, CaptureFault("“The chart” could not be shown."))
    assert "This view cannot be published." in words(app)
    assert "publish-now" not in buttons(app)


@pytest.mark.parametrize(
    "fault",
    [
        PublishFault("Views of different data make no pack."),
        Disclosing("A small count could be worked out."),
        RegisterFault("The register is full."),
        Marked(("contracts.bid_score",)),
    ],
)
def test_a_view_that_cannot_be_published_is_said(
    fault: Exception, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(snapshots, "publish", refused)
    as_somebody(monkeypatch, Role.PUBLISHER)
    app = asking(captured())
    app.checkbox(key="publish-agreed").check().run()
    app.button(key="publish-now").click().run()
    assert not app.exception
    assert "Nothing was published." in words(app)
    assert str(fault) in words(app)
    assert Register(root).listed() == {}
