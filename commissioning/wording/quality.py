"""How whole the extracts are in words: a plain statement for each, and what the checks found.

A finding is something to look at in the data; it says nothing about anybody's conduct.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count,
    count_in_words,
    in_words,
    listed,
    percent,
)

# What an extract is made of, and what of it is counted as complete.
COMPLETE: Mapping[str, tuple[str, str]] = {
    "spend_lines": ("ledger line", "name their provider and give an invoice"),
    "indicator_returns": ("return that was due", "came"),
    "outcomes": ("published target", "have a result beside them"),
    "decisions": (
        "decision line",
        "state their years and, where money goes out, name the provider",
    ),
    "spend_totals": ("published total", "have the address of their page"),
}
LACKING = (
    ("withheld", "withholds the provider", "withhold the provider"),
    ("without_invoice", "gives no invoice", "give no invoice"),
)
PLURALS = {"return that was due": "returns that were due"}
NOT_MEASURED = "not measured"
NOT_FAULTS = (
    "A finding is something to look at in the data. It is not an error by itself, and it says"
    " nothing about anybody’s conduct."
)
COMPLETE_MEANS = (
    "A ledger line is complete when it names its provider and gives an invoice reference. A month"
    " between the first and the last without a line has no percentage.",
)
RETURNS_MEAN = (
    "A return is one indicator’s for one period, in as many rows as it is split into. It came on"
    " the day of the last of its rows.",
    "Returns that are not yet due, or do not apply, are not counted. What came and is withheld here"
    " because it is about a few people counts as having come, on a day that is not told.",
)
MEASURES_MEAN = (
    "Complete is counted for ledgers (lines that name their provider and give an invoice), returns"
    " (those that came), published targets (those with a result), decisions (those with their years"
    " and, where money goes out, a provider) and published totals (those with an address). Other"
    " extracts are not measured, which is not the same as nothing missing.",
    "A row may be found by several checks, so findings are not rows.",
)
RULES = {
    "number": "the same company or charity number",
    "only_number": "the same name, which has one number elsewhere",
    "spelling": "the same name but for case, punctuation or the like",
    "table": "the package’s table of names says so",
}
NAMES_MEAN = (
    "Two rows are one provider’s when they give the same company or charity number, when the"
    " package’s table of names says so, or when their names are the same but for capitals, accents,"
    " punctuation, “&” for “and”, “Limited” for “Ltd”, a leading “The” or a trading name after"
    " “T/A”. A name with two numbers is kept apart by number. Names that are only alike are never"
    " brought together without somebody’s decision."
)


def month_words(day: date) -> str:
    """A month as readers say it: April 2020."""
    return f"{day:%B %Y}"


def period_words(row: Row) -> str | None:
    """The months an extract covers; None where its rows have no dates of their own."""
    if row["first_day"] is None or row["last_day"] is None:
        return None
    first, last = month_words(row["first_day"]), month_words(row["last_day"])
    return first if first == last else f"{first} to {last}"


def share_words(part: int, whole: int) -> str:
    """A part as a percentage of the whole; 100% and 0% only where they are exact."""
    if whole == 0:
        return "none"
    share = 100 * part / whole
    near = (0 < share < 1) or (99 < share < 100)
    if near and percent(share) in ("100.0%", "0.0%"):
        return "over 99.9%" if share > 50 else "under 0.1%"
    return percent(share, 1 if near else 0)


def rows_sentence(row: Row) -> str:
    """What became of the rows of an extract."""
    read = count(row["rows_in"], "row")
    if row["rows_rejected"] == 0:
        return f"{read} read, and all loaded."
    return f"{read} read: {row['rows_loaded']:,} loaded and {row['rows_rejected']:,} rejected."


def complete_sentence(row: Row) -> str | None:
    """How whole an extract is; None for one of which nothing is counted."""
    if row["resource"] not in COMPLETE or not row["expected"]:
        return None
    noun, whole = COMPLETE[row["resource"]]
    of = count(row["expected"], noun, PLURALS.get(noun))
    share = share_words(row["complete"], row["expected"])
    said = f"{row['complete']:,} of {of} {whole} ({share})"
    if row["resource"] == "indicator_returns":
        said += f", {in_words(row['late'])} of them late"
        if row["day_unknown"]:
            said += f" and {in_words(row['day_unknown'])} on a day that is not known"
    return f"{said}."


def gaps_sentence(row: Row) -> str | None:
    """Which of a ledger's months have no line; None for what is no ledger."""
    if row["months_without"] is None:
        return None
    if row["months_without"] == 0:
        return "Every month between the first and the last has a line."
    verb = "has" if row["months_without"] == 1 else "have"
    return f"{capitalised(count_in_words(row['months_without'], 'month'))} between {verb} no line."


def checks_sentence(row: Row) -> str:
    """How many checks found something in an extract."""
    if not row["checks_failed"]:
        return "No check found anything to look at in it."
    checks = capitalised(count_in_words(row["checks_failed"], "check"))
    return f"{checks} found something to look at in it, {count(row['findings'], 'time')}."


def statement_sentences(row: Row) -> list[str]:
    """The quality statement of one extract (``extract_quality``), a sentence for each thing."""
    period = period_words(row)
    said = [
        rows_sentence(row),
        f"It covers {period}." if period else None,
        complete_sentence(row),
        gaps_sentence(row),
        checks_sentence(row),
    ]
    return [sentence for sentence in said if sentence]


def quality_sentence(checks: Rows, extracts: Rows) -> str:
    """What the checks of a package found, and in how many of its extracts."""
    found = [row for row in checks if row["findings"]]
    run = count(len(checks), "check")
    if not found:
        return f"{run} were run on this package, and none found anything to look at."
    findings = sum(row["findings"] for row in found)
    within = count_in_words(sum(1 for row in extracts if row["checks_failed"]), "extract")
    return (
        f"Of {run}, {in_words(len(found))} found something to look at in this package:"
        f" {count(findings, 'finding')} in {within}."
    )


def held_sentence(checks: Rows) -> str:
    """How many checks stop data from being published, none of which can have found anything."""
    must = sum(1 for row in checks if row["severity"] == "must hold")
    return (
        f"{capitalised(in_words(must))} of the {len(checks)} must hold for data to be published at"
        " all, and hold."
    )


def ledger_sentence(rows: Rows) -> str:
    """The headline of a ledger's completeness by month (``ledger_completeness``)."""
    lines, complete = (sum(row[name] for row in rows) for name in ("lines", "complete"))
    empty = [row for row in rows if not row["lines"]]
    noun, whole = COMPLETE["spend_lines"]
    share = "All" if complete == lines else f"{complete:,} of"
    said = f"{share} {count(lines, noun)} {whole}"
    if complete != lines:
        said += f" ({share_words(complete, lines)})"
        lacking = [
            f"{number:,} {one if number == 1 else several}"
            for name, one, several in LACKING
            if (number := sum(row[name] for row in rows))
        ]
        said += f": {listed(lacking)}"
    if empty:
        verb = "has" if len(empty) == 1 else "have"
        return f"{said}; {count_in_words(len(empty), 'month')} {verb} no line."
    return f"{said}; every month has lines."


def returns_sentence(rows: Rows) -> str:
    """The headline of returns by month (``return_completeness``)."""
    expected, came, late, missing, unknown = (
        sum(row[name] for row in rows)
        for name in ("expected", "came", "late", "not_returned", "day_unknown")
    )
    of = count(expected, "return that was due", "returns that were due")
    said = f"{came:,} of {of} came ({share_words(came, expected)})"
    parts = [f"{in_words(late)} came late", f"{in_words(missing)} did not come"]
    if unknown:
        parts.append(f"{in_words(unknown)} cannot be said to be in time or late")
    return f"{said}: {listed(parts)}."


def months_alternative(rows: Rows, kind: str, parts: Sequence[tuple[str, str]], whole: str) -> str:
    """A chart of months in words: how many there are, and each that is not whole."""
    first, *rest = parts
    short = [row for row in rows if row[whole] and row[first[1]] < row[whole]]
    empty = [row for row in rows if not row[whole]]
    said = [
        f"Column chart of {kind} by month, {month_words(rows[0]['month'])} to"
        f" {month_words(rows[-1]['month'])}, {count(len(rows), 'month')}"
    ]
    said += [
        f"{month_words(row['month'])}: "
        + ", ".join(f"{row[name]} {words.lower()}" for words, name in rest if row[name])
        + f" of {row[whole]}"
        for row in short
    ]
    said += [f"{month_words(row['month'])}: none" for row in empty]
    if not short and not empty:
        said.append(f"all of every month {first[0].lower()}")
    return "; ".join(said) + "."


def counted_as_one(rows: Rows) -> list[dict[str, Any]]:
    """Providers that several names, or a name other than their own, count as, but for the table.

    One row a provider, of ``provider_names``: its ``names``, ``numbers`` and ``rules``.
    """
    together: dict[str, list[Row]] = {}
    for row in rows:
        together.setdefault(row["same"], []).append(row)
    found = []
    for same in together.values():
        by_rule = [row for row in same if row["rule"] != "table"]
        names = list(dict.fromkeys(row["name"] for row in by_rule))
        if len(names) < 2:
            continue
        rules = dict.fromkeys(
            row["rule"] for row in by_rule if row["rule"] != "spelling" or _alone(by_rule)
        )
        found.append(
            {
                "provider": same[0]["provider"],
                "names": names,
                "numbers": list(dict.fromkeys(r["reference"] for r in same if r["reference"])),
                "rules": [RULES[rule] for rule in rules],
            }
        )
    return found


def _alone(rows: Sequence[Row]) -> bool:
    return all(row["rule"] == "spelling" for row in rows)


def extract_name(row: Row) -> str:
    """An extract's name for the middle of a sentence: the extract “spend lines”."""
    return f"the extract “{row['resource'].replace('_', ' ')}”"


def checks_of(checks: Rows, within: Rows, chosen: str, every: str) -> list[dict[str, Any]]:
    """The checks that look for what may be amiss, with what each found in the extract chosen.

    ``checks`` are of ``check_results`` and ``within`` of ``extract_checks``; where ``chosen`` is
    ``every`` the findings are those of the whole package. The most comes first.
    """
    found = {row["check_name"]: row["findings"] for row in within if row["resource"] == chosen}
    counted = [
        {
            "check_name": row["check_name"],
            "title": row["title"],
            "findings": row["findings"] if chosen == every else found.get(row["check_name"], 0),
        }
        for row in checks
        if row["severity"] != "must hold"
    ]
    return sorted(counted, key=lambda row: (-row["findings"], row["title"]))


def names_sentence(names: Rows, together: Rows) -> str:
    """How many names of providers there are, and how many providers have more than one."""
    different = len({row["name"] for row in names})
    providers = len({row["same"] for row in names})
    if not different:
        return "This package names no provider."
    said = f"{count(different, 'name')} of providers count as {count(providers, 'provider')}"
    if different < providers:
        return f"{said}, because a name with several numbers is kept apart by number."
    if different == providers and not together:
        return f"{said}, each by its own name."
    if not together:
        return f"{said}, as the package’s table of names says."
    have = count_in_words(len(together), "provider has", "providers have")
    return f"{said}: {have} several names that are one by number or by spelling."


def why_suggested(row: Row) -> str:
    """Why a name may be another provider's (``provider_names``), with how alike the letters are."""
    like = "" if row["alike"] == row["may_be"] else f", and that may be “{row['may_be']}”"
    return (
        f"“{row['name']}” and “{row['alike']}”: {row['reason']}{like}; letters"
        f" {percent(row['likeness'], 0)} alike; {count(row['lines'], 'line')}."
    )


def suggestions_sentence(number: int, package: str = "") -> str:
    """How many names may be another provider's, and what to do about each."""
    of = f" of the package {package}" if package else ""
    if not number:
        return f"No name of a provider{of} looks like another’s."
    verb = "looks" if number == 1 else "look"
    return (
        f"{capitalised(count_in_words(number, 'name'))} of providers{of} {verb} like another’s."
        " Nothing is brought together until somebody puts a row with a reason into the package’s"
        " table of names, mappings.csv; a row by which a name counts as itself keeps it apart for"
        " good."
    )


def findings_words(number: int, page: int, pages: int) -> str:
    """How many findings there are, and which page of them is shown."""
    if pages == 1:
        return f"{count(number, 'finding')}, all listed."
    return f"{count(number, 'finding')}, page {page} of {pages}; the download has them all."
