"""Signing in as a person does it: in Chromium, by a provider's own page, and out again."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from commissioning.settings import Settings
from tests.browser.watching import grave_violations, settle
from tests.serving.provided import Client, Guarded, guarded

pytestmark = pytest.mark.browser
CONFIRMED_FOR_SECONDS = 2
ROLES = f"[roles]\nconfirmed_for_seconds = {CONFIRMED_FOR_SECONDS}\n"


@pytest.fixture(scope="module")
def server(built: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded(built, tmp_path_factory.mktemp("guarded"), ROLES) as running:
        running.provider.account("ann", email="ann@example.org", roles=["explorer"])
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        opened = context.new_page()
        opened.set_default_timeout(30_000)
        yield opened


def sign_in(page: Page, server: Guarded, path: str, account: str = "ann") -> None:
    page.goto(server.origin + path)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Account").fill(account)
    page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_fits_and_can_be_read_by_everybody(
    width: int, scheme: str, page: Page, server: Guarded
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{server.origin}/outcomes")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # The page runs no script, its own or anybody's, so axe has to be let in by the test.
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    assert grave_violations(page) == []


def test_a_person_signs_in_where_they_were_going_and_out_again(page: Page, server: Guarded) -> None:
    sign_in(page, server, "/outcomes?data=london")
    page.wait_for_url(re.compile("/outcomes"))
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Outcomes")
    expect(page.get_by_text("ann@example.org")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name="Shared links")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name=re.compile("yes", re.IGNORECASE)).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_publisher_may_publish_until_the_role_is_taken_away(page: Page, server: Guarded) -> None:
    server.provider.account("pat", email="pat@example.org", roles=["publisher"])
    sign_in(page, server, "/outcomes?data=london", "pat")
    page.wait_for_url(re.compile("/outcomes"))
    settle(page)
    expect(page.get_by_text("Signed in as pat@example.org, publisher.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    server.provider.account("pat", email="pat@example.org", roles=["explorer"])
    time.sleep(CONFIRMED_FOR_SECONDS)
    page.get_by_role("link", name="Shared links", exact=True).click()
    settle(page)
    expect(page.get_by_text("Signed in as pat@example.org, explorer.")).to_be_visible()
    expect(page.get_by_text("Shared links are for those who publish.")).to_be_visible()
    expect(page.get_by_role("link", name="Shared links")).to_have_count(0)
    expect(page.get_by_role("button", name="Download the log")).to_have_count(0)


def test_threat_09_a_file_made_for_one_person_is_given_to_no_other(
    page: Page, server: Guarded, tmp_path: Path
) -> None:
    sign_in(page, server, "/outcomes?data=london")
    page.wait_for_url(re.compile("/outcomes"))
    settle(page)
    with page.expect_response(re.compile("/media/")) as asked:
        page.get_by_role("button", name=re.compile("CSV")).first.click()
    address = asked.value.url
    assert asked.value.status == 200
    assert Client().send(address)[0] == 401, "without a sign-in"
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    holder = Client({f"127.0.0.1:{server.port}": cookies})
    assert holder.send(address)[0] == 200
    holder.follow(f"{server.origin}/auth/logout")
    copied = Client({f"127.0.0.1:{server.port}": cookies})
    assert copied.send(address)[0] == 401, "once the session has ended"
    assert not list(tmp_path.iterdir())


def test_an_open_page_is_closed_once_its_role_is_taken_away(page: Page, server: Guarded) -> None:
    server.provider.account("gil", email="gil@example.org", roles=["explorer"])
    sign_in(page, server, "/spend-growth", "gil")
    page.wait_for_url(re.compile("/spend-growth"))
    settle(page)
    server.provider.account("gil", email="gil@example.org", roles=[])
    time.sleep(CONFIRMED_FOR_SECONDS)
    page.get_by_role("link", name="Outcomes", exact=True).click()
    expect(page.get_by_text("Reload the page to sign in again")).to_be_visible()
    expect(page.get_by_role("heading", name="Outcomes", exact=True)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="no part in this dashboard")).to_be_visible()
    assert "Traceback" not in server.output.read_text()
