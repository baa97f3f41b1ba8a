"""The pages, in the order a reader meets them: address, title and file of each."""

from commissioning.ui import links

PAGES: dict[str, tuple[str, str]] = {
    links.AT_A_GLANCE: ("At a glance", "at_a_glance.py"),
    links.SPEND_GROWTH: ("Spend growth", "spend_growth.py"),
    links.BRIDGE: ("What drove change", "bridge.py"),
    links.PROVIDERS: ("Where it goes", "providers.py"),
    links.FUNDING_FLOW: ("Funding flow", "funding_flow.py"),
    links.AREAS: ("Areas", "areas.py"),
    links.SERVICES: ("Services", "services.py"),
    links.COMMITMENTS: ("Commitments ahead", "commitments.py"),
    links.BENCHMARK: ("Share and scale", "benchmark.py"),
    links.OUTCOMES: ("Outcomes", "outcomes.py"),
    links.INDICATORS: ("Indicator", "indicator.py"),
    links.COMPARISON: ("Areas and providers compared", "comparison.py"),
    links.EQUALITY: ("Equality", "equality.py"),
    links.RATINGS: ("Ratings", "ratings.py"),
    links.MONEY_AND_EVIDENCE: ("Money and evidence", "money_and_evidence.py"),
    links.WHAT_WORKS: ("What works", "what_works.py"),
    links.IMPROVING_COMMISSIONING: ("Improving commissioning", "improving_commissioning.py"),
    links.SCRUTINY: ("Questions to ask", "scrutiny.py"),
    links.RECONCILIATION: ("Reconciliation", "reconciliation.py"),
    links.DECISIONS: ("Decisions", "decisions.py"),
    links.WHAT_CHANGED: ("What changed", "what_changed.py"),
    links.DATA_QUALITY: ("Data quality", "data_quality.py"),
    links.IMPORT_EXTRACTS: ("Import extracts", "import_extracts.py"),
    links.DATA_AND_METHODS: ("Data and methods", "data_and_methods.py"),
}

# Of no snapshot and for no reader: pages for those who look after what is published.
OFFICE: dict[str, tuple[str, str]] = {
    links.SHARED_LINKS: ("Shared links", "shared_links.py"),
}
