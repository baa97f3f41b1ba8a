"""What a total was checked against: one line for every page that shows one."""

from html import escape

from commissioning import wording
from commissioning.ui import cache, controls, links
from commissioning.ui.components import html, link, package

FAMILIES = {
    "paid": "Payments",
    "decisions": "Decisions found",
    "contracts": "Contract prices",
}


def reconciled(family: str, first_year: str | None, last_year: str | None) -> None:
    """Say which published total rows of a family were set against, the gap and its reasons.

    ``family`` is paid, decisions or contracts, and for any other nothing is said, because no total
    of spending is on its basis; a year that is None is no bound. A link leads to the page that
    shows every year.
    """
    if family not in FAMILIES:
        return
    answer = cache.ask(
        "reconciliation",
        package=package().name,
        family=family,
        first_year=first_year,
        last_year=last_year,
    )
    said = wording.reconciled_words(answer.rows, family)
    target = links.Target(links.RECONCILIATION, {links.SET_AGAINST.name: FAMILIES[family]})
    anchor = link("See how the totals reconcile", controls.current().address(target))
    html(f'<p class="cs-source">{escape(said)} {anchor}</p>')
