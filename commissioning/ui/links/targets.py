"""What a link asks for: a page, and the values of the choices that it settles."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from commissioning.ui.links import choices, pages


@dataclass(frozen=True)
class Target:
    """What a link or a click leads to: a page and the values of its own controls."""

    page: str
    values: Mapping[str, choices.Value] = field(default_factory=dict)


def decisions_link(
    *,
    year: str | None = None,
    programmes: tuple[str, ...] = (),
    services: tuple[str, ...] = (),
    providers: tuple[str, ...] = (),
    funders: tuple[str, ...] = (),
    direction: str | None = None,
    rows: str | None = None,
    dated: tuple[str, ...] = (),
    search: str | None = None,
) -> Target:
    """The decisions behind a figure; what is not given is as the page opens."""
    given: dict[str, choices.Value | None] = {
        choices.YEAR.name: year,
        choices.PROGRAMME.name: programmes,
        choices.SERVICE.name: services,
        choices.PROVIDER.name: providers,
        choices.FUNDER.name: funders,
        choices.DIRECTION.name: direction,
        choices.ROWS.name: rows,
        choices.DATED.name: dated,
        choices.SEARCH.name: search,
    }
    return Target(pages.DECISIONS, {name: value for name, value in given.items() if value})


def money_link(
    money: str,
    level: str = choices.BY_PROGRAMME,
    *,
    programmes: tuple[str, ...] = (),
    services: tuple[str, ...] = (),
    providers: tuple[str, ...] = (),
    areas: tuple[str, ...] = (),
    funders: tuple[str, ...] = (),
    year: str = "",
) -> Target:
    """Where the money of one basis goes, divided by ``level``, under some choices.

    With ``year`` that year alone, else the years shown.
    """
    given: dict[str, choices.Value] = {
        choices.MONEY.name: money,
        choices.LEVEL.name: level,
        choices.PROGRAMME.name: programmes,
        choices.SERVICE.name: services,
        choices.PROVIDER.name: providers,
        choices.AREA.name: areas,
        choices.FUNDER.name: funders,
        choices.FIRST_YEAR.name: year,
        choices.LAST_YEAR.name: year,
    }
    return Target(pages.PROVIDERS, {name: value for name, value in given.items() if value})


def indicator_option(series_id: str, indicator: str, service: str | None = None) -> str:
    """An indicator as a reader chooses it: its name, its service if it has one, its series."""
    return f"{indicator}{f', {service}' if service else ''} ({series_id})"


def indicator_link(series_id: str, indicator: str, service: str | None = None) -> Target:
    """The page of one indicator, named as its results are."""
    return Target(
        pages.INDICATORS, {choices.INDICATOR.name: indicator_option(series_id, indicator, service)}
    )


def service_link(service: str) -> Target:
    """What was approved, contracted and paid for one service."""
    return Target(pages.SERVICES, {choices.SERVICE.name: (service,)})


def rated_link(indicator: str) -> Target:
    """The ratings of one indicator, period by period."""
    return Target(pages.RATINGS, {choices.RATED.name: indicator})


def evidence_link(service: str) -> Target:
    """What is known of one service: its targets, its approach and its evaluation."""
    return Target(pages.WHAT_WORKS, {choices.EVIDENCE_ON.name: service})


def outcomes_link(
    *,
    statuses: tuple[str, ...] = (),
    programmes: tuple[str, ...] = (),
    services: tuple[str, ...] = (),
    reported_by: str = choices.OWN,
) -> Target:
    """Indicators against their targets, those with some statuses, of some programmes or services.

    ``statuses`` are words of the control.
    """
    given: dict[str, choices.Value] = {
        choices.REPORTED_BY.name: reported_by,
        choices.PROGRAMME.name: programmes,
        choices.SERVICE.name: services,
        choices.STATUS.name: statuses,
    }
    return Target(pages.OUTCOMES, {name: value for name, value in given.items() if value})


def record_link(total_id: str) -> Target:
    """The source record of a published total."""
    return Target(pages.DATA_AND_METHODS, {choices.RECORD.name: total_id})


def series_link(figures: str, title: str) -> Target:
    """A series on the page of spend growth, by its title and the figures it belongs to."""
    return Target(
        pages.SPEND_GROWTH, {choices.FIGURES.name: figures, choices.SERIES.name: (title,)}
    )


def peers_link(fund: str, financial_year: str) -> Target:
    """What one fund gave each area in one year, on the page of share and scale."""
    return Target(
        pages.BENCHMARK, {choices.FUND.name: fund, choices.GRANT_YEAR.name: financial_year}
    )


def package_link(package: str) -> Target:
    """What a package is and holds."""
    return Target(pages.DATA_AND_METHODS, {choices.DATA.name: package})


def extract_link(extract: str) -> Target:
    """The fields of an extract, on the page of data and methods."""
    return Target(pages.DATA_AND_METHODS, {choices.EXTRACT.name: extract})


def quality_link(extract: str, check: str | None = None) -> Target:
    """The quality of an extract, and what one check, by its title, found in it."""
    values: dict[str, choices.Value] = {
        choices.QUALITY_OF.name: extract,
        choices.PAGE.name: choices.PAGE.default,
    }
    return Target(pages.DATA_QUALITY, values | ({choices.CHECK.name: check} if check else {}))


def changes_link(since: str, extract: str | None = None) -> Target:
    """What changed since a version of the data, and the rows of one extract that did."""
    values: dict[str, choices.Value] = {choices.SINCE.name: since[: choices.SINCE_LETTERS]}
    return Target(
        pages.WHAT_CHANGED, values | ({choices.CHANGED_IN.name: extract} if extract else {})
    )
