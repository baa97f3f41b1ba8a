"""What leads to a file: the names that were published, and nothing that was altered since."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some

from commissioning.viewer.links import PublishedLinks
from tests.serving.asking import Ask, asked
from tests.sharing.published import FILES, PAGE, Made, publish

pytestmark = pytest.mark.usefixtures("at")


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=some.text(some.characters(codec="ascii"), max_size=80))
def test_threat_02_nothing_in_an_address_widens_what_was_published(
    query: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("widened")
    made = publish(root)
    links = PublishedLinks(root)
    for name, content in FILES.items():
        found = asked(links, f"/{made.id}/{name}", query=query.encode())
        assert (found.status, found.body) == (200, content)


@pytest.mark.parametrize(
    "name",
    [
        "../register.jsonl",
        "..%2fregister.jsonl",
        "%2e%2e/register.jsonl",
        "..\\register.jsonl",
        "....//register.jsonl",
        "/etc/passwd",
        "//etc/passwd",
        "./index.html",
        "index.html/",
        "index.html\x00.csv",
        "INDEX.HTML",
        "index.html%00",
        "secret.csv",
        "link.csv",
        "../../../../../../etc/passwd",
        "spend.csv?x=../",
        "\u2025/register.jsonl",
        "con",
        ".hidden",
        "",
    ],
)
def test_threat_10_a_name_leads_to_a_named_file_or_nowhere(
    name: str, made: Made, links: PublishedLinks, ask: Ask
) -> None:
    (made.folder / "secret.csv").write_text("the secret")
    (made.folder / ".hidden").write_text("the secret")
    (made.folder / "link.csv").symlink_to("/etc/passwd")
    reply = ask(links, f"/{made.id}/{name}")
    if name == "":
        assert reply.body == PAGE.encode()
        return
    assert reply.status == 404
    for secret in (b"root:", b"the secret", b'"event"'):
        assert secret not in reply.body


def test_threat_10_a_named_file_that_leads_elsewhere_is_not_followed(
    tmp_path: Path, ask: Ask
) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("the secret")
    root = tmp_path / "root"
    made = publish(root, files={**FILES, "led.csv": b"the secret"})
    (made.folder / "led.csv").unlink()
    (made.folder / "led.csv").symlink_to(outside)
    reply = ask(PublishedLinks(root), f"/{made.id}/led.csv")
    assert (reply.status, b"the secret" in reply.body) == (503, False)


def test_a_file_of_a_kind_that_is_not_published_is_not_served(tmp_path: Path, ask: Ask) -> None:
    made = publish(tmp_path, files={**FILES, "run.exe": b"MZ", ".env": b"KEY=1"})
    for name in ("run.exe", ".env"):
        assert ask(PublishedLinks(tmp_path), f"/{made.id}/{name}").status == 404


@pytest.mark.parametrize("harmed", ["index.html", "manifest.json", "both"])
def test_threat_15_what_was_altered_since_it_was_published_is_not_shown(
    harmed: str, made: Made, ask: Ask, tmp_path: Path
) -> None:
    page, manifest = made.folder / "index.html", made.folder / "manifest.json"
    said = json.loads(manifest.read_text())
    if harmed in ("index.html", "both"):
        page.write_text(PAGE.replace("£59.9m", "£49.9m"))
    if harmed == "manifest.json":
        said["title"] = "Another title"
    if harmed == "both":
        said["files"]["index.html"] = hashlib.sha256(page.read_bytes()).hexdigest()
    if harmed != "index.html":
        manifest.write_text(json.dumps(said))
    reply = ask(PublishedLinks(tmp_path), f"/{made.id}/")
    assert reply.status == 503
    assert b"not what was published" in reply.body
    assert "£49.9m" not in reply.body.decode()
