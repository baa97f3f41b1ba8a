"""Addresses: the query parameters of every page, what a link asks for and how a link is written.

The only file that names a query parameter. A control's options are the words the reader sees and
the words the address carries, so nothing here depends on how a label is formatted. Defaults are
constants: a link that leaves a value out means the same next year. Nothing here needs Streamlit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from commissioning.questions import PRICE_BASE as STANDARD_PRICES
from commissioning.store import VERSION_LETTERS
from commissioning.wording import outcomes

Value = str | tuple[str, ...]


@dataclass(frozen=True)
class Control:
    """One choice a reader can make. ``name`` is both the query parameter and the widget's key.

    ``options`` are the values allowed, or None when the data decides them. ``many`` controls hold
    a tuple, and an empty one means "no restriction". ``free`` controls take any text. Where the
    package decides the default (``package_default``) an address always spells the value out.
    """

    name: str
    label: str
    default: Value = ""
    options: tuple[str, ...] | None = None
    many: bool = False
    free: bool = False
    package_default: bool = False


DATA_VERSION = "data_version"
RESERVED = frozenset({"embed", "embed_options"})

AT_A_GLANCE = ""
SPEND_GROWTH = "spend-growth"
BRIDGE = "bridge"
PROVIDERS = "providers"
AREAS = "areas"
FUNDING_FLOW = "funding-flow"
SERVICES = "services"
BENCHMARK = "benchmark"
COMMITMENTS = "commitments"
DECISIONS = "decisions"
DATA_AND_METHODS = "data-and-methods"
WHAT_CHANGED = "what-changed"
RECONCILIATION = "reconciliation"
SCRUTINY = "questions-worth-asking"
RATINGS = "ratings"
IMPROVING_COMMISSIONING = "improving-commissioning"
WHAT_WORKS = "what-works"
OUTCOMES = "outcomes"
INDICATORS = "indicator"
MONEY_AND_EVIDENCE = "money-and-evidence"
COMPARISON = "comparison"
EQUALITY = "equality"

DATA = Control("data", "Data", package_default=True)
FIRST_YEAR = Control("first_year", "First year", "2012/13")
LAST_YEAR = Control("last_year", "Last year", "2025/26")
DEFAULT_YEARS = (str(FIRST_YEAR.default), str(LAST_YEAR.default))
SHARED = (DATA, FIRST_YEAR, LAST_YEAR)

AMOUNT, INDEX, PER_RESIDENT, SHARE = "Amount", "Index", "Per resident", "Share of total"
CASH, REAL = "Cash", "Real terms"
FIGURES = Control("figures", "Figures", package_default=True)
SERIES = Control("series", "Series", many=True)
MEASURE = Control("measure", "Measure", AMOUNT, (AMOUNT, INDEX, PER_RESIDENT, SHARE))
PRICES = Control("prices", "Prices", CASH, (CASH, REAL))
PRICE_BASE = Control("price_base", "In the prices of", STANDARD_PRICES)
FIRST_SHOWN = "First year shown"
INDEX_BASE = Control("index_base", "Index is 100 in", FIRST_SHOWN)
CHANGE_IN = Control("change_in", "Change in", package_default=True)
CHANGE_FROM = Control("change_from", "From", "2021/22")
CHANGE_TO = Control("change_to", "To", "2024/25")

APPROVED, CONTRACTED, PAID, RECEIVED = (
    "Approved in decisions",
    "Contracted",
    "Paid",
    "Received in grants",
)
FAMILIES = {PAID: "paid", CONTRACTED: "contracts", APPROVED: "decisions", RECEIVED: "grants"}
MONEY = Control("money", "Money", package_default=True)
BY_PROGRAMME, BY_SERVICE, BY_PROVIDER, BY_AREA, BY_FUNDER = (
    "Programme",
    "Service",
    "Provider",
    "Area",
    "Funder",
)
LEVELS = (BY_PROGRAMME, BY_SERVICE, BY_PROVIDER, BY_AREA, BY_FUNDER)
LEVEL = Control("level", "Divided by", BY_PROGRAMME, LEVELS)
PARTS = Control("parts", "Parts", BY_PROGRAMME, (BY_PROGRAMME, BY_SERVICE, BY_PROVIDER, BY_FUNDER))
WHOLE_YEARS, SAME_MONTHS = "Whole years", "Same months of both"
COMPARED = Control("compared", "Compare", WHOLE_YEARS, (WHOLE_YEARS, SAME_MONTHS))
EACH_PROVIDER, GROUPS_AS_ONE = "Each provider", "Groups as one"
COUNTED_AS = Control("counted_as", "Count providers", GROUPS_AS_ONE, (EACH_PROVIDER, GROUPS_AS_ONE))
FIND = Control("find", "Find by name", free=True)
ROWS_PAGE = Control("rows_page", "Page of rows", "1")
PER_HEAD, GRANT_AMOUNT = "A head", "Amount"
FUND = Control("fund", "Fund", package_default=True)
GRANT_YEAR = Control("grant_year", "Financial year", package_default=True)
COMPARE = Control("compare", "Compare", PER_HEAD, (PER_HEAD, GRANT_AMOUNT))

MONEY_OUT, MONEY_IN, EITHER_DIRECTION = "Money out", "Money in", "Both"
COUNTED, NOT_COUNTED, ALL_ROWS = "Counted in totals", "Left out of totals", "All rows"
LEFT_OUT, PLACED_WHOLE = "Left out of sums by year", "Placed whole in their first year"
YEAR_STATED, PERIOD_STATED, START_ONLY, NO_DATE = (
    "Year stated",
    "Period stated",
    "Start only",
    "No date",
)
NEWEST, OLDEST, LARGEST, SMALLEST = (
    "Newest first",
    "Oldest first",
    "Largest first",
    "Smallest first",
)
YEARS_SHOWN, ANY_YEAR = "Years shown", "Any year, or none stated"
YEAR = Control("year", "Financial year", YEARS_SHOWN)
PROGRAMME = Control("programme", "Programme", many=True)
AREA = Control("area", "Area", many=True)
SERVICE = Control("service", "Service", many=True)
PROVIDER = Control("provider", "Provider", many=True)
FUNDER = Control("funder", "Funder", many=True)
INSTRUMENT = Control("instrument", "Instrument", many=True)
BASIS = Control("basis", "Amount basis", many=True)
DIRECTION = Control("direction", "Direction", MONEY_OUT, (MONEY_OUT, MONEY_IN, EITHER_DIRECTION))
ROWS = Control("rows", "Rows", COUNTED, (COUNTED, NOT_COUNTED, ALL_ROWS))
DATED = Control(
    "dated",
    "How years are stated",
    options=(YEAR_STATED, PERIOD_STATED, START_ONLY, NO_DATE),
    many=True,
)
NO_END = Control("no_end", "Awards with no end date", LEFT_OUT, (LEFT_OUT, PLACED_WHOLE))
SEARCH = Control("search", "Search titles, services and notes", free=True)
ORDER = Control("order", "Order", NEWEST, (NEWEST, OLDEST, LARGEST, SMALLEST))
PAGE = Control("page", "Page", "1")

SET_AGAINST = Control("set_against", "Rows to set against the totals", package_default=True)

GROWTH_OVER = Control(
    "growth_over", "Money up by more than", "20%", ("0%", "5%", "10%", "20%", "50%", "100%")
)
SHARE_OVER = Control(
    "share_over", "Provider’s share above", "25%", ("5%", "10%", "15%", "25%", "40%", "50%")
)
ENDS_WITHIN = Control(
    "ends_within", "Ends within", "6 months", ("3 months", "6 months", "12 months", "24 months")
)
CONTRACT_OVER = Control(
    "contract_over", "Paid above contract by more than", "10%", ("0%", "1%", "5%", "10%", "25%")
)
RUNNING, NOT_BEGUN, ENDED, EVERY_STATE = "Running now", "Not begun", "Ended", "All"
ANY_QUARTER = "Every quarter ahead"
COMMITTED = Control("committed", "Basis", package_default=True)
STATE = Control("state", "Show", RUNNING, (RUNNING, NOT_BEGUN, ENDED, EVERY_STATE))
ENDING = Control("ending", "Ending in", ANY_QUARTER)

RATED = Control("rated", "Indicator", package_default=True)
EVERY_SERVICE, EVERY_SOURCE = "All services", "All sources"
EVIDENCE_ON = Control("evidence_on", "Service", EVERY_SERVICE)
RATED_BY = Control("rated_by", "Ratings published by", EVERY_SOURCE)
OWN, COMPARATORS = "Own services", "Comparators"
REPORTED_BY = Control("reported_by", "Reported by", OWN, (OWN, COMPARATORS))
KIND = Control("kind", "Kind of indicator", options=tuple(outcomes.KINDS.values()), many=True)
STATUS = Control("status", "Status", options=tuple(outcomes.STATUSES.values()), many=True)
BY_STATUS, BY_INDICATOR, LATEST_FIRST, LATEST_LAST = (
    "Status",
    "Indicator",
    "Latest period first",
    "Latest period last",
)
STANDING_ORDER = Control(
    "standing_order",
    "Order",
    BY_SERVICE,
    (BY_SERVICE, BY_INDICATOR, BY_STATUS, LATEST_FIRST, LATEST_LAST),
)
INDICATOR = Control("indicator", "Indicator", package_default=True)
XMR, P_PRIME = "XmR", "p′ (limits by number of people)"
CHART = Control("chart", "Chart", XMR)
ALL_KEPT, EXTREMES_LEFT_OUT = "None left out", "Extreme ones left out"
SCREENING = Control("screening", "Moving ranges", ALL_KEPT, (ALL_KEPT, EXTREMES_LEFT_OUT))
AS_REBASED, ONE_SET = "Anew at each rebase", "One set over all"
LIMITS = Control("limits", "Limits", AS_REBASED, (AS_REBASED, ONE_SET))
EVIDENCE_YEAR = Control("evidence_year", "Financial year", package_default=True)
EVIDENCE = Control("evidence", "What services have to show", many=True)
COST_OF = Control("cost_of", "What each one cost", package_default=True)
MEASURED = Control("measured", "Indicator", package_default=True)
SPLITS = {
    "Provider": "provider",
    "Area": "area",
    "Ethnicity": "ethnicity",
    "Sex": "sex",
    "Age": "age",
    "Disability": "disability",
}
SPLIT = Control("split", "By", package_default=True)
PERIOD = Control("period", "Period", package_default=True)
ALL_TOGETHER, THE_TARGET = "All of them together", "The target"
HELD_AGAINST = Control("held_against", "Held against", ALL_TOGETHER, (ALL_TOGETHER, THE_TARGET))

EVERY_RECORD = "All headline totals"
RECORD = Control("record", "Source record", EVERY_RECORD)
EXTRACT = Control("extract", "Extract", package_default=True)

# As many letters of a version as the pages show: a value of the address is what the reader sees.
SINCE_LETTERS = 8
SINCE = Control("since", "Compare with data version", package_default=True)
EVERY_EXTRACT = "All extracts"
CHANGED_IN = Control("changed_in", "Changed rows of", EVERY_EXTRACT)

CONTROLS: Mapping[str, tuple[Control, ...]] = {
    AT_A_GLANCE: SHARED,
    SPEND_GROWTH: (
        *SHARED,
        FIGURES,
        SERIES,
        MEASURE,
        PRICES,
        PRICE_BASE,
        INDEX_BASE,
        CHANGE_IN,
        CHANGE_FROM,
        CHANGE_TO,
    ),
    BENCHMARK: (*SHARED, FUND, GRANT_YEAR, COMPARE),
    COMMITMENTS: (
        *SHARED,
        COMMITTED,
        PROGRAMME,
        FUNDER,
        PROVIDER,
        STATE,
        FIND,
        PAGE,
        ENDING,
    ),
    DECISIONS: (
        *SHARED,
        YEAR,
        PROGRAMME,
        SERVICE,
        PROVIDER,
        FUNDER,
        INSTRUMENT,
        BASIS,
        DIRECTION,
        ROWS,
        DATED,
        NO_END,
        SEARCH,
        ORDER,
        PAGE,
    ),
    BRIDGE: (*SHARED, MONEY, PARTS, CHANGE_FROM, CHANGE_TO, COMPARED, PRICES),
    PROVIDERS: (
        *SHARED,
        MONEY,
        LEVEL,
        PROGRAMME,
        SERVICE,
        PROVIDER,
        AREA,
        FUNDER,
        COUNTED_AS,
        FIND,
        PAGE,
        ROWS_PAGE,
    ),
    AREAS: (*SHARED, MONEY, PROGRAMME),
    FUNDING_FLOW: (*SHARED, MONEY),
    SERVICES: (*SHARED, PROGRAMME, SERVICE, FIND, PAGE),
    COMPARISON: (*SHARED, MEASURED, SPLIT, PERIOD, HELD_AGAINST),
    EQUALITY: (*SHARED, MEASURED, SPLIT, PERIOD),
    RECONCILIATION: (*SHARED, SET_AGAINST),
    SCRUTINY: (*SHARED, GROWTH_OVER, SHARE_OVER, ENDS_WITHIN, CONTRACT_OVER),
    RATINGS: (*SHARED, RATED),
    IMPROVING_COMMISSIONING: SHARED,
    WHAT_WORKS: (*SHARED, EVIDENCE_ON, RATED_BY),
    OUTCOMES: (
        *SHARED,
        REPORTED_BY,
        PROGRAMME,
        SERVICE,
        KIND,
        STATUS,
        FIND,
        STANDING_ORDER,
    ),
    INDICATORS: (*SHARED, INDICATOR, CHART, SCREENING, LIMITS),
    MONEY_AND_EVIDENCE: (
        *SHARED,
        MONEY,
        PROGRAMME,
        EVIDENCE_YEAR,
        EVIDENCE,
        COST_OF,
        PRICES,
        PRICE_BASE,
    ),
    DATA_AND_METHODS: (*SHARED, RECORD, EXTRACT),
    WHAT_CHANGED: (*SHARED, SINCE, CHANGED_IN),
}


def default_of(control: Control, options: Sequence[str] = ()) -> Value:
    """The value of a control that an address leaves out."""
    if control.default or control.free:
        return control.default
    if control.many:
        return ()
    return options[0] if options else ""


def refusals(control: Control, asked: Sequence[str], options: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each value that an address gives a control in vain.

    ``asked`` is empty when the address leaves the control out; an empty text clears it.
    """
    given = [value for value in dict.fromkeys(asked) if value]
    if control.free or not given:
        return ()
    if control.many:
        return tuple(
            f"{control.label} “{value}” is not in this data, so it was left out."
            for value in given
            if value not in options
        )
    if asked[-1] not in options:
        standard = default_of(control, options)
        return (
            f"{control.label} “{asked[-1]}” is not available here: “{standard}” is shown instead.",
        )
    if len(given) > 1:
        return (
            f"The address gives {len(given)} values for {control.label}, which can have one; "
            "the others were left out.",
        )
    return ()


def unknown_parameters(page: str, names: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each parameter of an address that the page has no control for."""
    known = {control.name for control in CONTROLS[page]} | RESERVED | {DATA_VERSION}
    return tuple(
        f"The address has a setting “{name}” that this page does not have, so it was ignored."
        for name in names
        if name.lower() not in RESERVED and name not in known
    )


def other_version(asked: str, current: str) -> tuple[str, ...]:
    """A sentence when a link was pinned to data other than the data shown."""
    if not asked or current.startswith(asked):
        return ()
    return (
        f"This link was made from data version {asked[:8]}; the data is now version "
        f"{current[:8]}. Figures may differ from those the sender saw.",
    )


def in_order(first_year: str, last_year: str) -> tuple[str, str, tuple[str, ...]]:
    """Two financial years, earlier first, and a sentence when they came the other way round."""
    if first_year <= last_year:
        return first_year, last_year, ()
    return (
        last_year,
        first_year,
        (
            f"The first year, {first_year}, is after the last year, {last_year}: "
            f"years from {last_year} to {first_year} are shown.",
        ),
    )


@dataclass(frozen=True)
class View:
    """A page and the value of each of its controls: all that an address can say."""

    page: str
    values: Mapping[str, Value]
    data_version: str = ""


@dataclass(frozen=True)
class Target:
    """What a link or a click leads to: a page and the values of its own controls."""

    page: str
    values: Mapping[str, Value] = field(default_factory=dict)


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
    given: dict[str, Value | None] = {
        YEAR.name: year,
        PROGRAMME.name: programmes,
        SERVICE.name: services,
        PROVIDER.name: providers,
        FUNDER.name: funders,
        DIRECTION.name: direction,
        ROWS.name: rows,
        DATED.name: dated,
        SEARCH.name: search,
    }
    return Target(DECISIONS, {name: value for name, value in given.items() if value})


def money_link(
    money: str,
    level: str = BY_PROGRAMME,
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
    given: dict[str, Value] = {
        MONEY.name: money,
        LEVEL.name: level,
        PROGRAMME.name: programmes,
        SERVICE.name: services,
        PROVIDER.name: providers,
        AREA.name: areas,
        FUNDER.name: funders,
        FIRST_YEAR.name: year,
        LAST_YEAR.name: year,
    }
    return Target(PROVIDERS, {name: value for name, value in given.items() if value})


def indicator_option(series_id: str, indicator: str, service: str | None = None) -> str:
    """An indicator as a reader chooses it: its name, its service if it has one, its series."""
    return f"{indicator}{f', {service}' if service else ''} ({series_id})"


def indicator_link(series_id: str, indicator: str, service: str | None = None) -> Target:
    """The page of one indicator, named as its results are."""
    return Target(INDICATORS, {INDICATOR.name: indicator_option(series_id, indicator, service)})


def service_link(service: str) -> Target:
    """What was approved, contracted and paid for one service."""
    return Target(SERVICES, {SERVICE.name: (service,)})


def rated_link(indicator: str) -> Target:
    """The ratings of one indicator, period by period."""
    return Target(RATINGS, {RATED.name: indicator})


def evidence_link(service: str) -> Target:
    """What is known of one service: its targets, its approach and its evaluation."""
    return Target(WHAT_WORKS, {EVIDENCE_ON.name: service})


def outcomes_link(
    *,
    statuses: tuple[str, ...] = (),
    programmes: tuple[str, ...] = (),
    services: tuple[str, ...] = (),
    reported_by: str = OWN,
) -> Target:
    """Indicators against their targets, those with some statuses, of some programmes or services.

    ``statuses`` are words of the control.
    """
    given: dict[str, Value] = {
        REPORTED_BY.name: reported_by,
        PROGRAMME.name: programmes,
        SERVICE.name: services,
        STATUS.name: statuses,
    }
    return Target(OUTCOMES, {name: value for name, value in given.items() if value})


def record_link(total_id: str) -> Target:
    """The source record of a published total."""
    return Target(DATA_AND_METHODS, {RECORD.name: total_id})


def series_link(figures: str, title: str) -> Target:
    """A series on the page of spend growth, by its title and the figures it belongs to."""
    return Target(SPEND_GROWTH, {FIGURES.name: figures, SERIES.name: (title,)})


def peers_link(fund: str, financial_year: str) -> Target:
    """What one fund gave each area in one year, on the page of share and scale."""
    return Target(BENCHMARK, {FUND.name: fund, GRANT_YEAR.name: financial_year})


def package_link(package: str) -> Target:
    """What a package is and holds."""
    return Target(DATA_AND_METHODS, {DATA.name: package})


def extract_link(extract: str) -> Target:
    """The fields of an extract, on the page of data and methods."""
    return Target(DATA_AND_METHODS, {EXTRACT.name: extract})


def changes_link(since: str, extract: str | None = None) -> Target:
    """What changed since a version of the data, and the rows of one extract that did."""
    values: dict[str, Value] = {SINCE.name: since[:SINCE_LETTERS]}
    return Target(WHAT_CHANGED, values | ({CHANGED_IN.name: extract} if extract else {}))


def parameters_of(
    page: str, values: Mapping[str, Value], *, every: bool = False
) -> dict[str, list[str]]:
    """The query parameters of a page for some values of its controls, in the page's own order.

    Values equal to their default are left out unless ``every`` value is to be spelled out.
    Raises KeyError for a value that the page has no control for.
    """
    controls = {control.name: control for control in CONTROLS[page]}
    for name in values:
        if name not in controls:
            raise KeyError(f"page '{page}' has no control '{name}'")
    spelled: dict[str, list[str]] = {}
    for control in controls.values():
        if not every and control.name not in values:
            continue
        value = values.get(control.name, default_of(control))
        if not every and value == default_of(control) and not control.package_default:
            continue
        parts = [value] if isinstance(value, str) else list(value)
        spelled[control.name] = parts or [""]
    return spelled


def own_controls(page: str) -> tuple[Control, ...]:
    """The controls of a page that no other page shares."""
    return tuple(control for control in CONTROLS[page] if control not in SHARED)


def own_parameters(page: str, values: Mapping[str, Value]) -> dict[str, list[str]]:
    """The query parameters of a page without the shared ones, which a page switch keeps by itself.

    Streamlit refuses a switch that sets a parameter of a widget on screen.
    """
    shared = {control.name for control in SHARED}
    spelled = parameters_of(page, values)
    return {name: parts for name, parts in spelled.items() if name not in shared}


def address(page: str, values: Mapping[str, Value]) -> str:
    """The shortest address of a page with these values, relative to any page of the dashboard."""
    query = urlencode(parameters_of(page, values), doseq=True)
    return f"./{page}" + (f"?{query}" if query else "")


def pinned_address(view: View) -> str:
    """The address of a view that spells out every value and the version of the data shown."""
    spelled = parameters_of(view.page, view.values, every=True)
    if view.data_version:
        spelled[DATA_VERSION] = [view.data_version[:VERSION_LETTERS]]
    return f"./{view.page}?{urlencode(spelled, doseq=True)}"


@dataclass
class Visit:
    """One run of a page: what its address asked for, what each control came to and what was said.

    ``asked`` is taken before any widget is placed, because Streamlit drops values it does not
    know from the address without a word. ``refused`` is what the address asked in vain;
    ``notices`` is what holds for this run whatever the address. ``pinned_to`` is the version of
    the data the address was made from, where that is another than the one shown and is kept.
    """

    page: str
    asked: Mapping[str, Sequence[str]]
    refused: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    pinned_to: str = ""
    values: dict[str, Value] = field(default_factory=dict)

    def meet(self, control: Control, options: Sequence[str]) -> Value:
        """The control's default among ``options``; what the address asked in vain is noted."""
        missed = refusals(control, self.asked.get(control.name, ()), options)
        self.refused.extend(notice for notice in missed if notice not in self.refused)
        return default_of(control, options)

    def address(self, target: Target) -> str:
        """The address of ``target`` with the shared filters of this visit."""
        shared = {
            control.name: self.values[control.name]
            for control in SHARED
            if control.name in self.values
        }
        return address(target.page, {**shared, **target.values})

    def changed(self, target: Target) -> str:
        """The address of this page as it stands but for the values of ``target``."""
        return address(self.page, {**self.values, **target.values})

    def view(self, data_version: str) -> View:
        """The view as it stands once every control of the page is placed."""
        return View(self.page, dict(self.values), data_version)
