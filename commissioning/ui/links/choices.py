"""The choices a reader can make: each control, its words, and the parameter it is in an address.

A control's options are the words the reader sees and the words the address carries, so nothing
here depends on how a label is formatted. Defaults are constants: a link that leaves a value out
means the same next year.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from commissioning.questions import PRICE_BASE as STANDARD_PRICES
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


def default_of(control: Control, options: Sequence[str] = ()) -> Value:
    """The value of a control that an address leaves out."""
    if control.default or control.free:
        return control.default
    if control.many:
        return ()
    return options[0] if options else ""


DATA_VERSION = "data_version"
RESERVED = frozenset({"embed", "embed_options"})

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
XMR, P_PRIME = "XmR", "p′"
CHART = Control("chart", "Chart", XMR)
ALL_KEPT, EXTREMES_LEFT_OUT = "None", "Extreme ones"
SCREENING = Control("screening", "Moving ranges left out", ALL_KEPT, (ALL_KEPT, EXTREMES_LEFT_OUT))
AS_REBASED, ONE_SET = "At rebases", "Never"
LIMITS = Control("limits", "Limits begin anew", AS_REBASED, (AS_REBASED, ONE_SET))
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
QUALITY_OF = Control("quality_of", "Extract", EVERY_EXTRACT)
CHECK = Control("check", "Check", package_default=True)
