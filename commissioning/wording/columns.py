"""Columns of answers as a reader of a spreadsheet sees them: heading, unit, and why one is blank.

A column that is not listed is worded from its name and its SQL type, so a new question has plain
headings from the start.
"""

from dataclasses import dataclass

POUNDS, PER_CENT, POINTS, NUMBER = "pounds", "per cent", "percentage points", "number"
TEXT = ""
# Names end in what they are counted in.
ENDINGS = {"_gbp": POUNDS, "_percent": PER_CENT, "_points": POINTS, "_url": TEXT}
NOT_COMPARED = (
    "not worked out for a first year, for a part year, or where years may not be compared"
)
NO_CHART = "no result came, or the indicator has no chart"
NO_LIMITS = "there are too few results, or the indicator has no chart"
NO_MARK = "marks need 13 results in the last part of a chart"
NO_DEFLATOR = "no deflator is published for the year"

# Name: heading, and what it means when a row has nothing there ("" where nothing special).
LISTED: dict[str, tuple[str, str]] = {
    "actual_only": ("With a result and no target", ""),
    "amount": ("Amount of data", NO_CHART),
    "amount_basis": ("Amount basis", ""),
    "amount_from": ("Amount in the first year", "nothing was found in that year, which is not £0"),
    "amount_gbp": ("Amount", "no amount is stated or found"),
    "amount_in_years": ("Amount in the years chosen", "it cannot be placed in these years"),
    "amount_to": ("Amount in the last year", "nothing was found in that year, which is not £0"),
    "assurance": ("Assurance mark", NO_MARK),
    "cagr_percent": ("Growth a year on average, cash", NOT_COMPARED),
    "caution": ("Caution", "nothing to be cautious of is recorded"),
    "ceiling_gbp": ("Part that is only a maximum", ""),
    "change_gbp": ("Change", ""),
    "contribution_points": ("Contribution to growth", NOT_COMPARED),
    "corroborations": ("Other pages with the same figure", ""),
    "coverage_percent": ("Share explained by decisions found", "no decisions were found"),
    "dating": ("How the year is stated", ""),
    "decision_line": ("Line of the decision", ""),
    "decision_ref": ("Decision reference", ""),
    "definition": ("Definition", ""),
    "deflator_status": ("Status of the deflator", NO_DEFLATOR),
    "direction": ("Money in or out", ""),
    "end_year": ("Calendar year it ends in", "no end is stated"),
    "file": ("Extract", ""),
    "found_gbp": ("Approved in decisions found", "no decisions were found, which is not £0"),
    "funding_source": ("Funder", "no funder is stated"),
    "gap_gbp": ("Not explained", "no decisions were found"),
    "growth_percent": ("Growth, cash", NOT_COMPARED),
    "index_nominal": ("Index, cash", NOT_COMPARED),
    "index_real": ("Index, real terms", NOT_COMPARED),
    "is_new_money": ("New money", ""),
    "joined": ("Years may be compared", ""),
    "line": ("Row of the extract", ""),
    "lines": ("Lines", ""),
    "lower_limit": ("Lower limit", NO_LIMITS),
    "lower_near_limit": ("Two thirds of the way to the lower limit", NO_LIMITS),
    "mean": ("Mean", NO_LIMITS),
    "not_charted": ("Why there is no chart", "it can be charted"),
    "note": ("Note", "nothing is noted"),
    "not_applicable": ("Not applicable", ""),
    "not_returned": ("Not returned", ""),
    "not_yet_due": ("Not yet due", ""),
    "own_growth_percent": ("Its own growth", "nothing was found in the first year"),
    "part_year": ("Part of a year only", ""),
    "per_resident_gbp": ("Per resident, cash", "no population is published for the year"),
    "per_resident_real_gbp": (
        "Per resident, real terms",
        "no population or no deflator is published for the year",
    ),
    "population_definition": ("Population used", "no population is published for the year"),
    "point_type": ("What the signal means", NO_CHART),
    "precision": ("How exact the source is", ""),
    "provider": ("Provider", "no provider is stated"),
    "real_cagr_percent": ("Growth a year on average, real terms", NOT_COMPARED),
    "real_gbp": ("Amount in real terms", NO_DEFLATOR),
    "real_growth_percent": ("Growth, real terms", NOT_COMPARED),
    "reason": ("Why no rate is stated", "a rate is stated"),
    "reason_left_out": ("Why it is left out of sums", "it is counted"),
    "reported_by": ("Reported by", ""),
    "scope_note": ("What it covers", "nothing is noted"),
    "series_id": ("Series identifier", ""),
    "share_percent": ("Share of the body’s total", "no total to divide by is published"),
    "signal": ("Signal", NO_CHART),
    "source_paragraph": ("Paragraph", "no paragraph is given"),
    "source_title": ("Source", ""),
    "source_url": ("Address of the source", "the source has no public address"),
    "start_year": ("Calendar year it starts in", "no start is stated"),
    "target_only": ("With a target and no result", ""),
    "total_gbp": ("Published total", ""),
    "total_id": ("Total identifier", ""),
    "upper_limit": ("Upper limit", NO_LIMITS),
    "upper_near_limit": ("Two thirds of the way to the upper limit", NO_LIMITS),
    "variation": ("Variation mark", NO_MARK),
    "with_target": ("With a target", ""),
    "with_target_and_actual": ("With a target and a result", ""),
}
COUNTS = (
    "lines",
    "decisions",
    "results",
    "indicators",
    "services",
    "corroborations",
    "intervals",
)
NOT_STATED = "not stated, not published or not found"


@dataclass(frozen=True)
class ColumnWords:
    """A column's heading, the unit its figures are in ("" for text) and what a gap means."""

    heading: str
    unit: str
    missing: str


def column_words(name: str, sql_type: str) -> ColumnWords:
    """The words for a column of an answer, from its name and its SQL type."""
    unit = POUNDS if sql_type.startswith("DECIMAL") else TEXT
    plain = name
    for ending, of in ENDINGS.items():
        if name.endswith(ending):
            unit, plain = of, name.removesuffix(ending)
    if name in COUNTS:
        unit = NUMBER
    elif name.startswith("index_"):
        unit = "100 in the base year"
    words = plain.replace("_", " ")
    heading, missing = LISTED.get(name, (words[:1].upper() + words[1:], ""))
    return ColumnWords(heading, unit, missing or NOT_STATED)
