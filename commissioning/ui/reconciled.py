"""What stands by every total: what it was checked against, and what of it was restated."""

from collections.abc import Collection, Sequence
from html import escape

from commissioning import wording
from commissioning.ui import cache, controls, links
from commissioning.ui.components import html, link, package, restated
from commissioning.wording.reconciliation import only_the_whole

FAMILIES = {
    "paid": "Payments",
    "decisions": "Decisions found",
    "contracts": "Contract prices",
}


def reconciled(
    family: str,
    first_year: str | None,
    last_year: str | None,
    *,
    narrowed: bool = False,
) -> None:
    """Say which published total rows of a family were set against, the gap and its reasons.

    ``family`` is paid, decisions, contracts or grants; a year that is None is no bound. Where the
    reader ``narrowed`` the total down, the whole is what is checked. A restatement of a total is
    said with it. A link leads to the page that shows every year.
    """
    rows = _control(family, first_year, last_year)
    said = wording.reconciled_words(rows, family)
    if narrowed and any(row["total_gbp"] is not None for row in rows):
        said = f"{only_the_whole(family)} {said}"
    _place(said, family, rows)


def reconciled_each(family: str, years: Sequence[str]) -> None:
    """The same for each of some years by itself: the two ends of a comparison."""
    rows = [row for year in years for row in _control(family, year, year)]
    said = (
        [wording.reconciled_words(_control(family, year, year), family, year) for year in years]
        if family in FAMILIES
        else [wording.reconciled_words((), family)]
    )
    _place(" ".join(said), family, rows)


def restatements(
    family: str,
    first_year: str | None,
    last_year: str | None,
    programmes: Collection[str] = (),
) -> wording.Rows:
    """The restatements of a family's total and of its parts in some years.

    Of the parts only those named in ``programmes``, where it names any.
    """
    return [
        row
        for row in cache.ask("restatements", package=package().name).rows
        if _is_of(row["figure_id"], family, programmes)
        and (first_year or "") <= row["financial_year"] <= (last_year or row["financial_year"])
    ]


def _is_of(figure_id: str, family: str, programmes: Collection[str]) -> bool:
    whole, _, part = figure_id.partition("/")
    return whole == family and (not part or not programmes or part in programmes)


def _control(family: str, first_year: str | None, last_year: str | None) -> wording.Rows:
    if family not in FAMILIES:
        return ()
    answer = cache.ask(
        "reconciliation",
        package=package().name,
        family=family,
        first_year=first_year,
        last_year=last_year,
    )
    return answer.rows


def _place(said: str, family: str, rows: wording.Rows) -> None:
    totals = [row["total_id"] for row in rows if row["total_id"]]
    of_totals = (
        cache.ask("restatements", package=package().name, figure_ids=tuple(totals)).rows
        if totals
        else ()
    )
    target = links.Target(
        links.RECONCILIATION,
        {links.SET_AGAINST.name: FAMILIES[family]} if family in FAMILIES else {},
    )
    anchor = link("See how the totals reconcile", controls.current().address(target))
    html(f'<div><p class="cs-source">{escape(said)} {anchor}</p>{restated(of_totals)}</div>')
