"""Every answer says the same of itself, and machines' endpoints are closed."""

import pytest
from starlette.responses import PlainTextResponse

from commissioning.ui.headers import SECURITY_HEADERS, ClosedEndpoints, SecurityHeaders
from tests.serving.asking import Ask


def test_every_answer_carries_the_headers(ask: Ask) -> None:
    reply = ask(SecurityHeaders(PlainTextResponse("text")), "/anything")
    for name, value in SECURITY_HEADERS.items():
        assert reply.headers[name] == value


def test_an_answer_may_set_a_stricter_header(ask: Ask) -> None:
    strict = PlainTextResponse("text", headers={"content-security-policy": "default-src 'none'"})
    reply = ask(SecurityHeaders(strict), "/anything")
    assert reply.headers.getlist("content-security-policy") == ["default-src 'none'"]


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/base/_stcore/metrics",
        "/_stcore/agent",
        "/_stcore/agent/mcp",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_machines_endpoints_are_closed(path: str, method: str, ask: Ask) -> None:
    assert ask(ClosedEndpoints(PlainTextResponse("open")), path, method=method).status == 404


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/metrics", "/decisions"])
def test_readers_endpoints_are_open(path: str, ask: Ask) -> None:
    assert ask(ClosedEndpoints(PlainTextResponse("open")), path).body == b"open"
