"""Questions about published totals and about series by year."""

import datetime
from collections.abc import Sequence

from commissioning.questions.parameters import PRICE_BASE, Family, Values, choice
from commissioning.store import Answer, Store


def headline_totals(
    store: Store, *, package: str, first_year: str | None = None, last_year: str | None = None
) -> Answer:
    """Published totals of commissioned services in Decimal pounds, a row a total.

    Totals under different definitions are never to be joined by a line or added.
    """
    return store.ask("headline_totals", package=package, first_year=first_year, last_year=last_year)


def published_series(store: Store, *, package: str, series_ids: Values = None) -> Answer:
    """Each published series by year in Decimal pounds; ``joined`` says whether a line may run."""
    return store.ask("published_series", package=package, series_ids=choice(series_ids))


def series_list(store: Store, *, package: str) -> Answer:
    """The series that ``growth`` knows, with their years, basis and definition."""
    return store.ask("series_list", package=package)


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


def years_without_total(store: Store, *, package: str, as_at: datetime.date) -> Answer:
    """Financial years, ended by ``as_at``, for which no headline total has been found."""
    return store.ask("years_without_total", package=package, as_at=as_at)


def price_bases(store: Store) -> Answer:
    """The years that have a deflator, with its status (outturn or forecast) and its vintage."""
    return store.ask("price_bases")


def source_record(
    store: Store, *, package: str, total_ids: Values = None, series_id: str | None = None
) -> Answer:
    """Published totals with title, paragraph, date and address of their source, file and line."""
    return store.ask(
        "source_record", package=package, total_ids=choice(total_ids), series_id=series_id
    )
