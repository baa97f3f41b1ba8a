"""Questions about amounts: what drove a change, where the money goes and who it goes to.

Each is asked of one family, which is on one basis: decisions (approved), grants (received),
contracts (contracted) or paid. ``months`` counts from April; 12 compares whole years. A share of
nothing or less, or growth on it, is None.
"""

from commissioning.questions.parameters import Dimension, Family, Values, ask, choice
from commissioning.store import Answer, Store


def family_years(store: Store, *, package: str) -> Answer:
    """The financial years of each family with Decimal pounds and the months from April covered."""
    return store.ask("family_years", package=package)


def bridge(
    store: Store,
    *,
    package: str,
    family: Family,
    dimension: Dimension,
    from_year: str,
    to_year: str,
    real_terms: bool = False,
    months: int = 12,
) -> Answer:
    """Each member's amount in two years, its change and its percentage points of growth.

    ``change_kind`` is new, ended, up, down or unchanged. With ``real_terms`` the first year is
    restated in the prices of the second, by the GDP deflator, to the penny a member. No rows when
    either year does not cover the months compared, or has no deflator in real terms.
    """
    return ask("bridge", locals())


def bridge_steps(
    store: Store,
    *,
    package: str,
    family: Family,
    dimension: Dimension,
    from_year: str,
    to_year: str,
    real_terms: bool = False,
    months: int = 12,
) -> Answer:
    """The steps from one year's total to another's, which close to the penny; see ``bridge``."""
    return ask("bridge_steps", locals())


def spend_breakdown(
    store: Store,
    *,
    package: str,
    family: Family,
    dimension: Dimension,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    services: Values = None,
    providers: Values = None,
    areas: Values = None,
    funders: Values = None,
    text: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Answer:
    """Where the money goes at one level: Decimal pounds, share in per cent, lines, a row a member.

    Shares and totals are of all that is selected, whatever ``text`` looks for or ``limit`` shows.
    """
    return ask("spend_breakdown", locals())


def spend_by_year(
    store: Store,
    *,
    package: str,
    family: Family,
    dimension: Dimension,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    services: Values = None,
    providers: Values = None,
) -> Answer:
    """Decimal pounds by year and member of one dimension, with its per cent of the year."""
    return ask("spend_by_year", locals())


def concentration(
    store: Store,
    *,
    package: str,
    family: Family,
    dimension: Dimension,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
) -> Answer:
    """How concentrated the named money is, a row a year: shares in per cent, HHI 0 to 10,000.

    Formulas: Herfindahl-Hirschman index, its normalised form and its inverse, the effective number
    of providers of equal size. ``dimension`` is provider, or provider_group to count groups once.
    """
    return ask("concentration", locals())


def size_distribution(
    store: Store,
    *,
    package: str,
    family: Family,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    services: Values = None,
    providers: Values = None,
    areas: Values = None,
    funders: Values = None,
) -> Answer:
    """Awards or payments by band of size: how many and how many Decimal pounds, a row a band."""
    return ask("size_distribution", locals())


def money_rows(
    store: Store,
    *,
    package: str,
    family: Family,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    services: Values = None,
    providers: Values = None,
    areas: Values = None,
    funders: Values = None,
    limit: int = 50,
    offset: int = 0,
) -> Answer:
    """The lines behind an amount, latest first, each with its file and line."""
    return ask("money_rows", locals())


def area_amounts(
    store: Store,
    *,
    package: str,
    family: Family,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
) -> Answer:
    """Decimal pounds of one family by area, with the place of each area's tile.

    None where nothing was found for an area; 'Not stated' is what names no one area.
    """
    return ask("area_amounts", locals())


def funding_flow(
    store: Store,
    *,
    package: str,
    family: Family,
    first_year: str | None = None,
    last_year: str | None = None,
) -> Answer:
    """Decimal pounds going out by funder and programme, with the sums of both sides."""
    return ask("funding_flow", locals())


def funding_balance(
    store: Store,
    *,
    package: str,
    family: Family,
    first_year: str | None = None,
    last_year: str | None = None,
) -> Answer:
    """What each funder gave beside what goes out in its name, and the gap, in Decimal pounds."""
    return ask("funding_balance", locals())


def spend_by_month(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    services: Values = None,
    providers: Values = None,
) -> Answer:
    """Payments by month in Decimal pounds: gross, credits, net, and to date on the year before."""
    return ask("spend_by_month", locals())


def service_bases(
    store: Store,
    *,
    package: str,
    first_year: str | None = None,
    last_year: str | None = None,
    programmes: Values = None,
    services: Values = None,
    text: str | None = None,
) -> Answer:
    """Approved, contracted and paid Decimal pounds side by side, a row a service and year.

    The three are different bases; None is not found. Percentages are for whole years only.
    """
    return ask("service_bases", locals())


def money_choices(
    store: Store,
    *,
    package: str,
    family: Family,
) -> Answer:
    """The values by which a family's money can be chosen, with how many lines have each."""
    return store.ask(
        "money_choices",
        package=package,
        family=family,
    )


def name_mappings(
    store: Store,
    *,
    package: str,
    kinds: Values = None,
) -> Answer:
    """The names that count under another name, each with its relation and reason."""
    return store.ask(
        "name_mappings",
        package=package,
        kinds=choice(kinds),
    )
