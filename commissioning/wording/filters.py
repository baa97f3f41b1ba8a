"""What a question was asked with, in words: the filters that stand behind a figure."""

import datetime
from collections.abc import Mapping
from typing import Any

from commissioning.wording.figures import Rows, date_in_words
from commissioning.wording.outcomes import KINDS, STATUSES

NAMES = {
    "amount_bases": "Amount basis",
    "as_at": "As at",
    "counting": "Rows",
    "areas": "Area",
    "datings": "How years are stated",
    "dimension": "Divided by",
    "evidence": "What services have to show",
    "dimensions": "Divided by",
    "directions": "Direction",
    "family": "Figures",
    "first_year": "First year",
    "from_year": "Change from",
    "funders": "Funder",
    "index_base": "Index is 100 in",
    "held_against": "Held against",
    "last_year": "Last year",
    "order": "Order",
    "reported_by": "Reported by",
    "statuses": "Status",
    "kinds": "Kinds",
    "kind": "Chart",
    "latest_only": "Latest period only",
    "limit": "Rows at most",
    "months": "Months from April",
    "offset": "Rows passed over",
    "open_ended": "Awards with no end date",
    "package": "Data package",
    "period_end": "Period to",
    "period_start": "Period from",
    "price_base": "In the prices of",
    "programmes": "Programme",
    "providers": "Provider",
    "real_terms": "In real terms",
    "rebased": "Limits begin anew at each rebase",
    "screened": "Extreme moving ranges left out",
    "series_id": "Indicator or series",
    "series_ids": "Series",
    "services": "Service",
    "sources": "Published by",
    "text": "Titles, services or notes with",
    "to_year": "Change to",
    "total_ids": "Totals",
}
# A value means what it means in its own parameter only.
VALUES = {
    ("counting", "all"): "All rows",
    ("counting", "counted"): "Counted in totals",
    ("counting", "left_out"): "Left out of totals",
    ("directions", "in"): "Money in",
    ("directions", "out"): "Money out",
    ("dimension", "provider_group"): "Provider, groups as one",
    ("held_against", "target"): "The target",
    ("held_against", "units"): "All of them together",
    ("family", "contracts"): "Contract prices",
    ("family", "decisions"): "Decisions found",
    ("family", "grants"): "Grants found",
    ("family", "paid"): "Payments",
    ("kind", "p_prime"): "p′",
    ("kind", "xmr"): "XmR",
    ("open_ended", "leave_out"): "Left out of sums by year",
    ("open_ended", "start_year"): "Placed whole in their first year",
    ("order", "indicator"): "By indicator",
    ("order", "largest"): "Largest first",
    ("order", "newest"): "Newest first",
    ("order", "oldest"): "Oldest first",
    ("order", "provider"): "By provider",
    ("order", "service"): "By service",
    ("order", "smallest"): "Smallest first",
    ("order", "status"): "By status",
    ("reported_by", "comparator"): "Comparators",
    ("reported_by", "own"): "The body’s own services",
    **{("statuses", code): said for code, said in STATUSES.items()},
    **{("kinds", code): said for code, said in KINDS.items()},
}


def filters_in_words(
    parameters: Mapping[str, Any], rows: Rows = (), *, compared_with: str = ""
) -> dict[str, str]:
    """The parameters of a question as a reader would name them; what restricts nothing is left out.

    ``rows`` are the answer's own: a series is named by its title where they give it.
    ``compared_with`` is the earlier data version, if any, that the answer sets this one against.
    """
    titles = {row["series_id"]: row["title"] for row in rows if {"series_id", "title"} <= {*row}}
    said = {}
    for name, value in parameters.items():
        if value is None or (name, value) == ("offset", 0):
            continue
        values = value if isinstance(value, list | tuple) else [value]
        words = [titles.get(each) or _value(name, each) for each in values]
        said[NAMES.get(name) or _plain(name)] = ", ".join(dict.fromkeys(words))
    if compared_with:
        said["Earlier data version"] = compared_with
    return said


def _value(name: str, value: Any) -> str:
    if isinstance(value, datetime.date):
        return date_in_words(value.isoformat())
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        return f"{value:,}"
    return VALUES.get((name, str(value))) or str(value)


def _plain(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
