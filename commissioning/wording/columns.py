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
NO_INTERVAL = "there is no result, or what an interval needs was not published"
NO_CHART = "no result came, or the indicator has no chart"
NO_LIMITS = "there are too few results, or the indicator has no chart"
NO_MARK = "marks need 13 results in the last part of a chart"
NO_DEFLATOR = "no deflator is published for the year"
NO_LIMITS = "there are no figures, or no limits to hold them against"
NO_RATIO = "there are no figures, or the group is not set against another"
NO_FIGURES = "suppressed, not returned, or without the numbers it needs"

# Name: heading, and what it means when a row has nothing there ("" where nothing special).
LISTED: dict[str, tuple[str, str]] = {
    "accumulation": ("Period or running total", "not stated"),
    "actual": ("Result", "no result came"),
    "actual_only": ("With a result and no target", ""),
    "amount": ("Amount of data", NO_CHART),
    "amount_basis": ("Amount basis", ""),
    "amount_from": ("Amount in the first year", "nothing was found in that year, which is not £0"),
    "amount_gbp": ("Amount", "no amount is stated or found"),
    "amount_in_years": ("Amount in the years chosen", "it cannot be placed in these years"),
    "amount_to": ("Amount in the last year", "nothing was found in that year, which is not £0"),
    "approaching_target": ("Least result for Approaching target", "no bands hold for the period"),
    "bands_file": ("Extract of the bands", "no bands hold for the period"),
    "bands_from": ("Bands hold from", "no bands hold for the period"),
    "bands_line": ("Row of the extract of bands", "no bands hold for the period"),
    "bands_set_by": ("Bands set by", "no bands hold for the period"),
    "bands_set_on": ("Bands set on", "no bands hold for the period"),
    "better": ("Which way is better", ""),
    "assurance": ("Assurance mark", NO_MARK),
    "cagr_percent": ("Growth a year on average, cash", NOT_COMPARED),
    "attainment": ("Outcome targets", "no outcome target has a result"),
    "attainment_clear": ("Clear of its targets", "no outcome target has a result"),
    "caution": ("Caution", "nothing to be cautious of is recorded"),
    "centre": ("Rate they are held against", NO_LIMITS),
    "ceiling_gbp": ("Part that is only a maximum", ""),
    "change_gbp": ("Change", ""),
    "contract_id": ("Contract", "no contract ran on the first day of the period"),
    "contribution_points": ("Contribution to growth", NOT_COMPARED),
    "corroborations": ("Other pages with the same figure", ""),
    "cohort": ("Group, area or provider", ""),
    "cohorts": ("Parts of the split", ""),
    "coverage_percent": (
        "Share explained by decisions found",
        "no decisions were found, or the total is not above £0",
    ),
    "dating": ("How the year is stated", ""),
    "decision_line": ("Line of the decision", ""),
    "decision_ref": ("Decision reference", ""),
    "definition": ("Definition", ""),
    "deflator_status": ("Status of the deflator", NO_DEFLATOR),
    "difference_high_points": ("Difference from the reference group, highest", NO_RATIO),
    "difference_low_points": ("Difference from the reference group, lowest", NO_RATIO),
    "difference_points": ("Difference from the reference group", NO_RATIO),
    "denominator": ("Denominator", "not published"),
    "direction": ("Money in or out", ""),
    "earliest": ("First day it can have been", "no date is printed"),
    "end_year": ("Calendar year it ends in", "no end is stated"),
    "evaluation_id": ("Evaluation", "the finding is not of a service here"),
    "evaluations_other": ("Evaluations that point elsewhere", ""),
    "evaluations_positive": ("Evaluations that point to a benefit", ""),
    "evidence": ("Evidence points", "neither a rating nor an evaluation points either way"),
    "evidence_basis": ("What the evidence is", "no evidence points either way"),
    "evidence_rating": ("Evidence, as published", "the page did not show it"),
    "evidence_source": ("Published by", ""),
    "flag": ("Place among the limits", NO_LIMITS),
    "file": ("Extract", ""),
    "finding": ("Finding, as published", ""),
    "finding_direction": ("Direction of the finding, our reading", ""),
    "found_gbp": ("Approved in decisions found", "no decisions were found, which is not £0"),
    "funding_source": ("Funder", "no funder is stated"),
    "gap": ("Result less target, in the unit of the result", "there is no result or no target"),
    "gap_gbp": ("Not explained", "no decisions were found"),
    "good": ("Least result for Good", "no bands hold for the period"),
    "growth_percent": ("Growth, cash", NOT_COMPARED),
    "highest_level": ("Highest Maryland level", "no evaluation with a level was found"),
    "impact_rating": ("Rating, as published", ""),
    "index_nominal": ("Index, cash", NOT_COMPARED),
    "index_real": ("Index, real terms", NOT_COMPARED),
    "indicator_kind": ("Kind of indicator", ""),
    "interval_method": ("Method of the interval", NO_INTERVAL),
    "is_new_money": ("New money", ""),
    "joined": ("Years may be compared", ""),
    "level_basis": ("Basis of the level", "no level is known"),
    "interval_high": ("Interval of the rate or result, highest", NO_FIGURES),
    "interval_low": ("Interval of the rate or result, lowest", NO_FIGURES),
    "is_recorded": ("Whether it is a group, and not people in none", ""),
    "is_reference": ("Whether it is the reference group", ""),
    "last_actual": ("Last result that came", "no result came"),
    "last_period_end": ("Last result, last day", "no result came, or its period is not known"),
    "last_period_start": ("Last result, first day", "no result came, or its period is not known"),
    "line": ("Row of the extract", ""),
    "limits_method": ("How the limits were made", NO_LIMITS),
    "lines": ("Lines", ""),
    "lower_95": ("95% limit, lowest", NO_LIMITS),
    "lower_998": ("99.8% limit, lowest", NO_LIMITS),
    "missing_most_percent": ("People in no group, at most", "it is not known"),
    "missing_percent": ("People in no group", "it cannot be told, because figures are suppressed"),
    "lower_limit": ("Lower limit", NO_LIMITS),
    "lower_near_limit": ("Two thirds of the way to the lower limit", NO_LIMITS),
    "mean": ("Mean", NO_LIMITS),
    "not_charted": ("Why there is no chart", "it can be charted"),
    "note": ("Note", "nothing is noted"),
    "maryland_level": ("Maryland level", "no level is known, which is not a low one"),
    "mapped_service": ("Service as the rating’s compiler wrote it", "none was named"),
    "latest": ("Last day it can have been", "no date is printed"),
    "no_rating": ("Why there is no rating", "there is a rating"),
    "not_applicable": ("Not applicable", ""),
    "not_printed": ("What is not printed", "nothing is known to be missing"),
    "not_returned": ("Not returned", ""),
    "not_yet_due": ("Not yet due", ""),
    "numerator": ("Numerator", "not published"),
    "own_growth_percent": ("Its own growth", "nothing was found in the first year"),
    "part_year": ("Part of a year only", ""),
    "people": ("People in all", "not returned, and parts are suppressed"),
    "per_resident_gbp": ("Per resident, cash", "no population is published for the year"),
    "per_resident_real_gbp": (
        "Per resident, real terms",
        "no population or no deflator is published for the year",
    ),
    "period_end": ("Last day of the period", "not published"),
    "period_start": ("First day of the period", "not published"),
    "periods": ("Periods", ""),
    "point_met": (
        "As reported, reaches its target",
        "there is no result or no target, or the figure adds up over time",
    ),
    "population_definition": ("Population used", "no population is published for the year"),
    "point_type": ("What the signal means", NO_CHART),
    "precision": ("How exact the source is", ""),
    "provider": ("Provider", "no provider is stated"),
    "quadrant": ("Place by targets and evidence", "targets or evidence are not known"),
    "rating": ("Rating", "there is no rating"),
    "rate": ("Rate, in the indicator’s unit", NO_FIGURES),
    "real_cagr_percent": ("Growth a year on average, real terms", NOT_COMPARED),
    "real_gbp": ("Amount in real terms", NO_DEFLATOR),
    "real_growth_percent": ("Growth, real terms", NOT_COMPARED),
    "reason": ("Why no rate is stated", "a rate is stated"),
    "reason_left_out": ("Why it is left out of sums", "it is counted"),
    "regime": ("What the service is paid under", "no contract or grant was found for the period"),
    "reference_cohort": ("Reference group", "none is set for this split"),
    "relative_rate": ("Ratio to the reference group’s rate", NO_RATIO),
    "relative_rate_high": ("Ratio to the reference group’s rate, highest", NO_RATIO),
    "relative_rate_low": ("Ratio to the reference group’s rate, lowest", NO_RATIO),
    "reported_by": ("Reported by", ""),
    "requires_improvement": (
        "Least result for Requires improvement",
        "no bands hold for the period",
    ),
    "response_found": ("Anything done about it was found", "it recommends nothing"),
    "disclosure_threshold": ("Smallest count of people above 0 that may be shown", ""),
    "phi": ("Variation of those compared, chance alone being 1", NO_LIMITS),
    "returned": ("Periods with a result", ""),
    "scope_note": ("What it covers", "nothing is noted"),
    "series_id": ("Series identifier", ""),
    "share_percent": ("Share of the body’s total", "no total above £0 to divide by is published"),
    "source_para": ("Paragraph or section", ""),
    "shown": ("Parts with a figure", ""),
    "side": ("Above or below the limits", "it is within the limits, or there are none"),
    "signal": ("Signal", NO_CHART),
    "source_paragraph": ("Paragraph", "no paragraph is given"),
    "source_title": ("Source", ""),
    "source_url": ("Address of the source", "the source has no public address"),
    "stage": ("Stage of the commissioning cycle", "dates do not tell"),
    "start_year": ("Calendar year it starts in", "no start is stated"),
    "suppressed": ("Suppressed, being of few people", ""),
    "target_only": ("With a target and no result", ""),
    "tau_squared": ("Variance between those compared beyond chance", NO_LIMITS),
    "total_gbp": ("Published total", ""),
    "total_id": ("Total identifier", ""),
    "upper_95": ("95% limit, highest", NO_LIMITS),
    "upper_998": ("99.8% limit, highest", NO_LIMITS),
    "why_no_limits": ("Why there are no limits", "there are limits, or no figures"),
    "why_no_ratio": ("Why there is no ratio", "there is one, or no figures"),
    "target": ("Target", "none is known"),
    "target_set_by": ("Target set by", "not published"),
    "target_set_on": ("Target set on", "not published"),
    "unit": ("Unit", ""),
    "verdict": ("Status", ""),
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
    "periods",
    "returned",
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
