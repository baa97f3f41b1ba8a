"""What a reader looks at is drawn before what is out of sight, and paper waits for nothing."""

from playwright.sync_api import Page, expect

from tests.browser.watching import STILL, Visitor

PAGE = "/providers?data=illustrative"
# How many charts wait, and how many of those are in sight.
WAITING = """() => {
  const waiting = [...document.querySelectorAll('.cs-plot[aria-busy=true]')];
  const inSight = waiting.filter((chart) => {
    const { top, bottom } = chart.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
  return [waiting.length, inSight.length];
}"""


def never_idle(page: Page) -> None:
    """Make the browser one that never has nothing better to do."""
    page.add_init_script("window.requestIdleCallback = () => 0;")


def opened_without_idle(visitor: Visitor) -> Page:
    page = visitor.blank()
    page.set_viewport_size({"width": 1280, "height": 900})
    never_idle(page)
    page.goto(f"{visitor.server.origin}{PAGE}")
    page.wait_for_selector(STILL)
    page.wait_for_function("() => document.querySelectorAll('.cs-plot[aria-busy=true]').length > 1")
    return page


def test_charts_in_sight_do_not_wait_for_those_that_are_not(visitor: Visitor) -> None:
    page = opened_without_idle(visitor)
    expect(page.locator(".cs-plot").first.locator(".main-svg").first).to_be_visible()
    waiting, in_sight = page.evaluate(WAITING)
    assert (waiting > 1, in_sight) == (True, 0)


def test_paper_has_every_chart(visitor: Visitor) -> None:
    page = opened_without_idle(visitor)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".cs-plot[aria-busy=true]")).to_have_count(0)
    expect(page.locator(".cs-plot:not(:has(.main-svg))")).to_have_count(0)


def test_charts_out_of_sight_follow_by_themselves(visitor: Visitor) -> None:
    page = visitor.open(PAGE)
    charts = page.locator(".cs-plot")
    expect(charts.nth(3).locator(".main-svg").first).to_be_attached()
    assert charts.nth(3).bounding_box()["y"] > 900
