"""The pages: the path of each, and which choices a reader has there."""

from collections.abc import Mapping

from commissioning.ui.links import choices

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
DATA_QUALITY = "data-quality"
IMPORT_EXTRACTS = "import"
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
SHARED_LINKS = "shared-links"

CONTROLS: Mapping[str, tuple[choices.Control, ...]] = {
    AT_A_GLANCE: choices.SHARED,
    SPEND_GROWTH: (
        *choices.SHARED,
        choices.FIGURES,
        choices.SERIES,
        choices.MEASURE,
        choices.PRICES,
        choices.PRICE_BASE,
        choices.INDEX_BASE,
        choices.CHANGE_IN,
        choices.CHANGE_FROM,
        choices.CHANGE_TO,
    ),
    BENCHMARK: (*choices.SHARED, choices.FUND, choices.GRANT_YEAR, choices.COMPARE),
    COMMITMENTS: (
        *choices.SHARED,
        choices.COMMITTED,
        choices.PROGRAMME,
        choices.FUNDER,
        choices.PROVIDER,
        choices.STATE,
        choices.FIND,
        choices.PAGE,
        choices.ENDING,
    ),
    DECISIONS: (
        *choices.SHARED,
        choices.YEAR,
        choices.PROGRAMME,
        choices.SERVICE,
        choices.PROVIDER,
        choices.FUNDER,
        choices.INSTRUMENT,
        choices.BASIS,
        choices.DIRECTION,
        choices.ROWS,
        choices.DATED,
        choices.NO_END,
        choices.SEARCH,
        choices.ORDER,
        choices.PAGE,
    ),
    BRIDGE: (
        *choices.SHARED,
        choices.MONEY,
        choices.PARTS,
        choices.CHANGE_FROM,
        choices.CHANGE_TO,
        choices.COMPARED,
        choices.PRICES,
    ),
    PROVIDERS: (
        *choices.SHARED,
        choices.MONEY,
        choices.LEVEL,
        choices.PROGRAMME,
        choices.SERVICE,
        choices.PROVIDER,
        choices.AREA,
        choices.FUNDER,
        choices.COUNTED_AS,
        choices.FIND,
        choices.PAGE,
        choices.ROWS_PAGE,
    ),
    AREAS: (*choices.SHARED, choices.MONEY, choices.PROGRAMME),
    FUNDING_FLOW: (*choices.SHARED, choices.MONEY),
    SERVICES: (*choices.SHARED, choices.PROGRAMME, choices.SERVICE, choices.FIND, choices.PAGE),
    COMPARISON: (
        *choices.SHARED,
        choices.MEASURED,
        choices.SPLIT,
        choices.PERIOD,
        choices.HELD_AGAINST,
    ),
    EQUALITY: (*choices.SHARED, choices.MEASURED, choices.SPLIT, choices.PERIOD),
    RECONCILIATION: (*choices.SHARED, choices.SET_AGAINST),
    SCRUTINY: (
        *choices.SHARED,
        choices.GROWTH_OVER,
        choices.SHARE_OVER,
        choices.ENDS_WITHIN,
        choices.CONTRACT_OVER,
    ),
    RATINGS: (*choices.SHARED, choices.RATED),
    IMPROVING_COMMISSIONING: choices.SHARED,
    WHAT_WORKS: (*choices.SHARED, choices.EVIDENCE_ON, choices.RATED_BY),
    OUTCOMES: (
        *choices.SHARED,
        choices.REPORTED_BY,
        choices.PROGRAMME,
        choices.SERVICE,
        choices.KIND,
        choices.STATUS,
        choices.FIND,
        choices.STANDING_ORDER,
    ),
    INDICATORS: (
        *choices.SHARED,
        choices.INDICATOR,
        choices.CHART,
        choices.SCREENING,
        choices.LIMITS,
    ),
    MONEY_AND_EVIDENCE: (
        *choices.SHARED,
        choices.MONEY,
        choices.PROGRAMME,
        choices.EVIDENCE_YEAR,
        choices.EVIDENCE,
        choices.COST_OF,
        choices.PRICES,
        choices.PRICE_BASE,
    ),
    IMPORT_EXTRACTS: choices.SHARED,
    DATA_QUALITY: (*choices.SHARED, choices.QUALITY_OF, choices.CHECK, choices.PAGE),
    DATA_AND_METHODS: (*choices.SHARED, choices.RECORD, choices.EXTRACT),
    SHARED_LINKS: choices.SHARED,
    WHAT_CHANGED: (*choices.SHARED, choices.SINCE, choices.CHANGED_IN),
}


def own_controls(page: str) -> tuple[choices.Control, ...]:
    """The controls of a page that no other page shares."""
    return tuple(control for control in CONTROLS[page] if control not in choices.SHARED)
