"""What the viewer says of every answer, and to which names it answers at all."""

from pathlib import Path

import pytest

from commissioning.sharing.identifiers import new_identifier
from commissioning.viewer.application import Viewing, viewer
from commissioning.viewer.headers import security_headers
from tests.serving.asking import Ask, Reply
from tests.sharing.published import PAGE, Made

HOST = {"host": "localhost"}


def replies(root: Path, made: Made, ask: Ask, framed_by: tuple[str, ...] = ()) -> list[Reply]:
    """One of every kind of answer a viewer has."""
    application = viewer(Viewing(root, framed_by=framed_by))
    return [
        ask(application, path, HOST, method)
        for path, method in (
            (f"/s/{made.id}/", "GET"),
            (f"/s/{made.id}", "GET"),
            (f"/s/{made.id}/spend.csv", "GET"),
            (f"/s/{made.id}/none.csv", "GET"),
            (f"/s/{new_identifier()}/", "GET"),
            (f"/s/{made.id}/", "OPTIONS"),
            (f"/s/{made.id}/", "POST"),
            ("/health", "GET"),
            ("/robots.txt", "GET"),
            ("/", "GET"),
            ("/health", "POST"),
            ("/s/scripts/none.js", "GET"),
        )
    ] + [ask(application, "/", {"host": "elsewhere.example"})]


def test_threat_01_and_13_every_answer_has_every_header(
    made: Made, ask: Ask, tmp_path: Path
) -> None:
    expected = security_headers()
    found = replies(tmp_path, made, ask)
    assert [reply.status for reply in found] == [
        200, 308, 200, 404, 404, 204, 405, 200, 200, 404, 405, 404, 400,
    ]  # fmt: skip
    for reply in found:
        for name, value in expected.items():
            assert reply.headers.getlist(name) == [value]
    assert expected["referrer-policy"] == "no-referrer"
    assert "noindex" in expected["x-robots-tag"]
    policy = dict(part.split(" ", 1) for part in expected["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"


def test_threat_13_only_the_sites_that_are_named_may_frame_a_page(
    made: Made, ask: Ask, tmp_path: Path
) -> None:
    for reply in replies(tmp_path, made, ask, ("https://www.london.gov.uk", "*.example.org:8443")):
        assert (
            "frame-ancestors 'self' https://www.london.gov.uk *.example.org:8443"
            in reply.headers["content-security-policy"]
        )


@pytest.mark.parametrize("site", ["*", "'none'; script-src *", "https://a b", "javascript:", ""])
def test_what_is_not_a_site_cannot_be_named(site: str) -> None:
    with pytest.raises(ValueError, match="not a site"):
        security_headers((site,))


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.example", "", "127.0.0.2"])
def test_another_name_than_its_own_is_not_answered(
    host: str, made: Made, ask: Ask, tmp_path: Path
) -> None:
    reply = ask(viewer(Viewing(tmp_path)), f"/s/{made.id}/", {"host": host})
    assert (reply.status, PAGE.encode() in reply.body) == (400, False)


def test_a_viewer_below_a_path_answers_there_alone(made: Made, ask: Ask, tmp_path: Path) -> None:
    application = viewer(Viewing(tmp_path, base="/spend"))
    assert ask(application, f"/spend/s/{made.id}/", HOST).body == PAGE.encode()
    assert ask(application, f"/s/{made.id}/", HOST).status == 404
