"""Health is true only when a question is answered; metrics are shut unless they are opened."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from commissioning import building
from commissioning.settings import Settings
from commissioning.store import Store
from commissioning.ui import cache, service
from tests.made_package import decision, write_package
from tests.serving.asking import Ask, Reply

# As long as an answer may be kept from coming; what is waited for is the first of the two.
A_MOMENT = 0.2


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Data of a test's own, built; whatever was open is closed afterwards."""
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    write_package(settings.data, "made", {"decisions": [decision("D1", "100")]})
    building.build(settings)
    monkeypatch.setenv("COMMISSIONING_DATA", str(settings.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(settings.builds))
    yield settings
    cache.close()


@pytest.fixture
def app() -> Starlette:
    return Starlette(routes=service.routes("/base"))


def said(reply: Reply) -> dict[str, object]:
    told: dict[str, object] = json.loads(reply.body)
    return told


def hold_unwell(reply: Reply, reason: str) -> None:
    assert reply.status == 503
    assert said(reply)["healthy"] is False
    assert reason in str(said(reply)["reason"])
    for told in ("/", ".duckdb", "Error", "Traceback"):
        assert told not in reply.body.decode()


def test_health_is_the_version_of_the_data_that_answered(
    own: Settings, app: Starlette, ask: Ask
) -> None:
    reply = ask(app, "/base/health")
    current = building.current_build(own.builds)
    assert current is not None
    assert reply.status == 200
    assert said(reply) == {"healthy": True, "data_version": current.data_version}
    assert reply.headers["cache-control"] == "no-store"


def test_health_is_of_the_data_and_not_of_the_process(
    own: Settings, app: Starlette, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(app, "/base/health").status == 200
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(own.builds / "none"))
    hold_unwell(ask(app, "/base/health"), "no data that can be served")
    assert not (own.builds / "none").exists(), "asking for health builds nothing"


@pytest.mark.usefixtures("own")
def test_a_refused_question_is_not_health(
    app: Starlette, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commissioning.store.question_sql", lambda name: "SELECT no_such_column")
    hold_unwell(ask(app, "/base/health"), "was refused")


@pytest.mark.usefixtures("own")
def test_an_empty_answer_is_not_health(
    app: Starlette, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commissioning.store.question_sql", lambda name: "SELECT 1 WHERE false")
    hold_unwell(ask(app, "/base/health"), "was refused")


@pytest.mark.usefixtures("own")
def test_an_answer_that_does_not_come_is_not_health(
    app: Starlette, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "HEALTH_SECONDS", A_MOMENT)
    monkeypatch.setenv("COMMISSIONING_QUESTION_SECONDS", "2")
    monkeypatch.setattr(
        "commissioning.store.question_sql",
        lambda name: "SELECT count(*) FROM range(1e12::BIGINT) WHERE hash(range) = 7",
    )
    hold_unwell(ask(app, "/base/health"), f"within {A_MOMENT:g} seconds")


@pytest.mark.usefixtures("own")
def test_a_fault_of_any_other_kind_is_not_health(
    app: Starlette, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> Store:
        raise RuntimeError("a secret")

    monkeypatch.setattr(cache, "served", break_down)
    reply = ask(app, "/base/health")
    hold_unwell(reply, "could not be opened")
    assert b"a secret" not in reply.body


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("setting", [None, "", "0", "yes"])
def test_metrics_are_shut_unless_they_are_opened(
    app: Starlette, ask: Ask, monkeypatch: pytest.MonkeyPatch, setting: str | None
) -> None:
    monkeypatch.delenv(service.METRICS_SETTING, raising=False)
    if setting is not None:
        monkeypatch.setenv(service.METRICS_SETTING, setting)
    assert ask(app, "/base/metrics").status == 404


@pytest.fixture
def opened_metrics(own: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv(service.METRICS_SETTING, "1")
    return own


@pytest.mark.usefixtures("opened_metrics")
@pytest.mark.parametrize("client", ["192.0.2.7", "10.0.0.1", "2001:db8::1", "a name", ""])
def test_metrics_are_for_this_machine_alone(app: Starlette, ask: Ask, client: str) -> None:
    assert ask(app, "/base/metrics", client=client).status == 404
    assert ask(app, "/base/metrics", client="::1").status == 200


@pytest.mark.usefixtures("opened_metrics")
@pytest.mark.parametrize(
    "header", ["forwarded", "x-forwarded-for", "x-forwarded-proto", "x-real-ip", "via"]
)
def test_metrics_are_not_for_what_a_proxy_passes_on(app: Starlette, ask: Ask, header: str) -> None:
    assert ask(app, "/base/metrics", {header: "127.0.0.1"}).status == 404


def samples(reply: Reply) -> dict[str, float]:
    """Every sample, read as the format's rules say: a name with its labels, a space, a value."""
    lines = [line for line in reply.body.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_metrics_count_what_was_asked(opened_metrics: Settings, app: Starlette, ask: Ask) -> None:
    before = samples(ask(app, "/base/metrics"))
    for _ in range(3):
        assert ask(app, "/base/health").status == 200
    reply = ask(app, "/base/metrics")
    after = samples(reply)
    asked = 'commissioning_questions_total{question="package_list"}'
    rows = 'commissioning_question_rows_total{question="package_list"}'
    seconds = 'commissioning_question_seconds_total{question="package_list"}'
    assert after[asked] - before.get(asked, 0) == 3
    assert after[rows] - before.get(rows, 0) == 3, "one package is listed each time"
    assert after[seconds] > before.get(seconds, 0)
    current = building.current_build(opened_metrics.builds)
    assert current is not None
    assert after[f'commissioning_data_info{{data_version="{current.data_version}"}}'] == 1
    assert 10e6 < after["commissioning_memory_bytes"] < 100e9
    assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
    described = {line.split()[2] for line in reply.body.decode().splitlines() if "# TYPE" in line}
    assert {name.partition("{")[0] for name in after} <= described
