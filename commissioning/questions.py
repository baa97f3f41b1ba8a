"""The questions the dashboard asks: one function a file in ``queries/``, of the same name.

Each returns an Answer whose columns and units stand in the file's ``-- returns:`` lines. A year is
text such as ``2021/22``; a list that is None leaves nothing out; both ends of a range count.
"""

import datetime
from collections.abc import Sequence
from typing import Literal

from commissioning.store import Answer, Store

Values = Sequence[str] | None
OpenEnded = Literal["leave_out", "start_year"]
Counting = Literal["counted", "left_out", "all"]
Order = Literal["largest", "smallest", "newest", "oldest", "service", "provider"]
Family = Literal["decisions", "grants", "paid"]

PRICE_BASE = "2024/25"


def headline_totals(
    store: Store, *, package: str, first_year: str | None = None, last_year: str | None = None
) -> Answer:
    """Published totals of commissioned services in Decimal pounds, a row a total.

    Totals under different definitions are never to be joined by a line or added.
    """
    return store.ask("headline_totals", package=package, first_year=first_year, last_year=last_year)


def published_series(store: Store, *, package: str, series_ids: Values = None) -> Answer:
    """Each published series by year in Decimal pounds; ``joined`` says whether a line may run."""
    return store.ask("published_series", package=package, series_ids=_list(series_ids))


def series_list(store: Store, *, package: str) -> Answer:
    """The series that ``growth`` knows, with their years, basis and definition."""
    return store.ask("series_list", package=package)


def decisions_by_year(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    open_ended: OpenEnded = "leave_out",
) -> Answer:
    """New money approved in decisions found, Decimal pounds by year and programme.

    ``open_ended`` is ``leave_out``, or ``start_year`` to place an award with no end date whole in
    the year it starts. ``ceiling_gbp`` is the part of the amount that is only a maximum.
    """
    return store.ask(
        "decisions_by_year",
        package=package,
        first_year=first_year,
        last_year=last_year,
        programmes=_list(programmes),
        open_ended=open_ended,
    )


def grants_received(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    funders: Values = None,
    open_ended: OpenEnded = "leave_out",
) -> Answer:
    """Grants accepted in decisions found, Decimal pounds by year and funder."""
    return store.ask(
        "grants_received",
        package=package,
        first_year=first_year,
        last_year=last_year,
        funders=_list(funders),
        open_ended=open_ended,
    )


def growth(
    store: Store,
    *,
    package: str,
    series_ids: Sequence[str],
    first_year: str | None = None,
    last_year: str | None = None,
    price_base: str = PRICE_BASE,
    index_base: str | None = None,
) -> Answer:
    """Series by year: pounds in cash and in ``price_base`` prices, index, per resident, share.

    Growth is in per cent on the year before. The index is 100 in ``index_base``, or in the first
    full year of the series within the years asked for. What cannot be worked out is None: no
    deflator, no population, no year before, a part year, years that may not be joined.
    """
    return store.ask(
        "growth",
        package=package,
        series_ids=list(series_ids),
        first_year=first_year,
        last_year=last_year,
        price_base=price_base,
        index_base=index_base,
    )


def compound_growth(
    store: Store,
    *,
    package: str,
    series_ids: Sequence[str],
    first_year: str | None = None,
    last_year: str | None = None,
) -> Answer:
    """Growth in per cent from first to last full year: in all, and a year as CAGR over intervals.

    ``reason`` says why there is no rate where there is none.
    """
    return store.ask(
        "compound_growth",
        package=package,
        series_ids=list(series_ids),
        first_year=first_year,
        last_year=last_year,
    )


def contributions(
    store: Store,
    *,
    package: str,
    family: Family,
    from_year: str,
    to_year: str,
    price_base: str | None = None,
) -> Answer:
    """Percentage points each member adds to a family's growth between two full years.

    The points add up to the family's growth.
    With ``price_base`` amounts are in that year's prices, without it in cash. No rows when either
    year is missing or is a part year.
    """
    return store.ask(
        "contributions",
        package=package,
        family=family,
        from_year=from_year,
        to_year=to_year,
        price_base=price_base,
    )


def decision_rows(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    providers: Values = None,
    funders: Values = None,
    instruments: Values = None,
    directions: Values = None,
    amount_bases: Values = None,
    datings: Values = None,
    counting: Counting = "counted",
    open_ended: OpenEnded = "leave_out",
    text: str | None = None,
    order: Order = "largest",
    limit: int = 50,
    offset: int = 0,
) -> Answer:
    """Decision lines under a reader's filters, each with its amount in the years asked for.

    'Not stated' selects what has no provider or funder. ``datings`` are 'Year stated', 'Period
    stated', 'Start only' and 'No date'.
    """
    return store.ask(
        "decision_rows",
        package=package,
        first_year=first_year,
        last_year=last_year,
        programmes=_list(programmes),
        providers=_list(providers),
        funders=_list(funders),
        instruments=_list(instruments),
        directions=_list(directions),
        amount_bases=_list(amount_bases),
        datings=_list(datings),
        counting=counting,
        open_ended=open_ended,
        text=text,
        order=order,
        limit=limit,
        offset=offset,
    )


def decision_summary(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    providers: Values = None,
    funders: Values = None,
    instruments: Values = None,
    directions: Values = None,
    amount_bases: Values = None,
    datings: Values = None,
    counting: Counting = "counted",
    open_ended: OpenEnded = "leave_out",
    text: str | None = None,
) -> Answer:
    """What the lines of ``decision_rows`` add up to, a row a direction, and what is left out."""
    return store.ask(
        "decision_summary",
        package=package,
        first_year=first_year,
        last_year=last_year,
        programmes=_list(programmes),
        providers=_list(providers),
        funders=_list(funders),
        instruments=_list(instruments),
        directions=_list(directions),
        amount_bases=_list(amount_bases),
        datings=_list(datings),
        counting=counting,
        open_ended=open_ended,
        text=text,
    )


def decision_choices(store: Store, *, package: str) -> Answer:
    """The values by which decisions can be filtered, with how many lines have each."""
    return store.ask("decision_choices", package=package)


def coverage(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    open_ended: OpenEnded = "leave_out",
) -> Answer:
    """Decisions found against each published total: pounds, gap and per cent explained."""
    return store.ask(
        "coverage",
        package=package,
        first_year=first_year,
        last_year=last_year,
        open_ended=open_ended,
    )


def outcome_coverage(store: Store, *, package: str) -> Answer:
    """How many results have a target, an actual or both, a row each for own and comparator."""
    return store.ask("outcome_coverage", package=package)


def events(
    store: Store, *, package: str, first_year: str | None = None, last_year: str | None = None
) -> Answer:
    """Dated events; ``date`` is as precise as its source and ``financial_year`` None if unsure."""
    return store.ask("events", package=package, first_year=first_year, last_year=last_year)


def source_record(
    store: Store, *, package: str, total_ids: Values = None, series_id: str | None = None
) -> Answer:
    """Published totals with title, paragraph, date and address of their source, file and line."""
    return store.ask(
        "source_record", package=package, total_ids=_list(total_ids), series_id=series_id
    )


def years_without_total(store: Store, *, package: str, as_at: datetime.date) -> Answer:
    """Financial years, ended by ``as_at``, for which no headline total has been found."""
    return store.ask("years_without_total", package=package, as_at=as_at)


def price_bases(store: Store) -> Answer:
    """The years that have a deflator, with its status (outturn or forecast) and its vintage."""
    return store.ask("price_bases")


def package_list(store: Store) -> Answer:
    """The packages built, the default one first, with the body each is about."""
    return store.ask("package_list")


def package_statement(store: Store, *, package: str) -> Answer:
    """What a package says of itself, as keys with one or more values in order."""
    return store.ask("package_statement", package=package)


def package_contents(store: Store, *, package: str | None = None) -> Answer:
    """Each extract with rows read, loaded and rejected, its publisher and licence."""
    return store.ask("package_contents", package=package)


def rejected_rows(store: Store, *, package: str | None = None) -> Answer:
    """Rejected rows with file, line, field, value and reason."""
    return store.ask("rejected_rows", package=package)


def data_dictionary(store: Store, *, package: str | None = None) -> Answer:
    """Every field of every extract: kind, unit, allowed values, marking and meaning."""
    return store.ask("data_dictionary", package=package)


def check_results(store: Store, *, package: str) -> Answer:
    """Every check with the number of rows it found and the first three of them."""
    return store.ask("check_results", package=package)


def check_findings(store: Store, *, package: str, check_name: str) -> Answer:
    """The rows that one check found."""
    return store.ask("check_findings", package=package, check_name=check_name)


def _list(values: Values) -> list[str] | None:
    """A list for the engine; an empty choice is no choice, and leaves nothing out."""
    return list(values) if values else None
