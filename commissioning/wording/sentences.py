"""The sentence above each chart, written from the rows the chart is drawn from.

The verb follows the basis of the amounts: only what was paid or accounted for as expenditure is
"spent"; budgets, approvals and grants keep their own words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count_in_words,
    date_in_words,
    listed,
    pounds_published,
    pounds_short,
    start_year,
    uncapitalised,
    year_span,
    years_listed,
)

SPENT = ("actual", "paid")
# Names under which an extract puts several members, or none that it knows.
OTHERS, UNSTATED = "Other", "Not stated"
NOBODY = frozenset({OTHERS, UNSTATED})
VERBS = {
    "actual": "spent",
    "paid": "paid",
    "received": "received",
    "approved": "approved",
    "budget": "budgeted",
    "contracted": "contracted",
    "forecast": "forecast",
}
BASIS_NAMES = {
    "actual": "actual expenditure",
    "paid": "payments",
    "received": "grants received",
    "approved": "approvals",
    "budget": "budget",
    "contracted": "contract value",
    "forecast": "forecast",
}
FAMILY_NAMES = {
    "decisions": "decisions found",
    "grants": "grants found",
    "paid": "payments",
    "published": "the published total",
}
SERIES_KINDS = {
    ("paid", "paid"): "Payments",
    ("published", "actual"): "Published expenditure",
    ("published", "budget"): "Published budgets",
    ("published", "approved"): "Published approvals",
    ("published", "received"): "Published grants received",
    ("decisions", "approved"): "Decisions found",
    ("grants", "received"): "Grants found in decisions",
}


def basis_name(basis: str) -> str:
    """A basis as a reader knows it, for example "actual expenditure" for ``actual``."""
    return BASIS_NAMES.get(basis, basis)


def family_name(family: str) -> str:
    """What a family of series is the sum of, for example "decisions found"."""
    return FAMILY_NAMES.get(family, family)


def source_citation(row: Row) -> str:
    """A published total's source: title, date and paragraph, each said once as far as known."""
    title = str(row["source_title"])
    said = [title]
    date = date_in_words(row["source_date"]) if row["source_date"] else ""
    if date and date not in title:
        said.append(date)
    paragraph = row["source_paragraph"]
    if paragraph and not title.endswith((f"para {paragraph}", f"paragraph {paragraph}")):
        said.append(f"paragraph {paragraph}")
    return ", ".join(said)


def series_kind(row: Row) -> str:
    """What a series counts, as readers choose it: its family and basis in words."""
    family, basis = row["family"], row["basis"]
    return SERIES_KINDS.get((family, basis), f"{capitalised(family)}: {basis_name(basis)}")


def wider_totals(rows: Rows) -> list[Row]:
    """Totals that repeat a year and basis already published, on a definition that takes in more.

    Of two totals for the same year and basis the larger counts more things, so it is not one more
    point of the same measure.
    """
    smallest: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        key = (row["financial_year"], row["basis"])
        smallest[key] = min(smallest.get(key, row["amount_gbp"]), row["amount_gbp"])
    return [
        row for row in rows if row["amount_gbp"] > smallest[row["financial_year"], row["basis"]]
    ]


def leading_total(rows: Rows) -> Row:
    """The total to put first: the latest expenditure, or the latest total if there is none."""
    narrow = [row for row in rows if row not in wider_totals(rows)]
    return max(
        [row for row in narrow if row["basis"] in SPENT] or narrow,
        key=lambda row: start_year(row["financial_year"]),
    )


def headline_sentence(rows: Rows) -> str:
    """The leading total, how many comparable totals and definitions there are, and wider ones."""
    if not rows:
        return nothing_found("published totals", ["the years"])
    lead = leading_total(rows)
    amount = pounds_published(lead["amount_gbp"], lead["precision"])
    if lead["basis"] in SPENT:
        said = [
            f"{capitalised(amount)} was spent on commissioned services in {lead['financial_year']}."
        ]
    else:
        said = [
            f"The latest published total is {amount} for {lead['financial_year']}"
            f" ({uncapitalised(lead['definition'])})."
        ]
    wider = wider_totals(rows)
    narrow = [row for row in rows if row not in wider]
    if len(narrow) > 1:
        first = min((row["financial_year"] for row in narrow), key=start_year)
        definitions = len({row["definition"] for row in narrow})
        said.append(
            f"{capitalised(count_in_words(len(narrow), 'total'))} are published since {first},"
            f" on {count_in_words(definitions, 'definition')}."
        )
    for row in wider:
        said.append(
            f"A wider definition ({uncapitalised(row['definition'])}) gives"
            f" {pounds_published(row['amount_gbp'], row['precision'])} for {row['financial_year']}."
        )
    return " ".join(said)


def member_sentence(
    members: Sequence[tuple[str, Decimal]], year: str | None, what: str, noun: str
) -> str:
    """A total over members and the largest of them.

    ``what`` opens the sentence ("Grants accepted in decisions found"), ``noun`` is what a member
    is ("funder"); ``members`` are names with pounds.
    """
    when = f" for {year}" if year else ""
    total = sum((amount for _, amount in members), Decimal(0))
    named = [member for member in members if member[0] not in NOBODY]
    if not named:
        return f"{what}{when} come to {pounds_short(total)}, and none names its {noun}."
    name, largest = max(named, key=lambda member: member[1])
    if len(members) == 1:
        return f"{what}{when} come to {pounds_short(total)}, all from one {noun}, {name}."
    return (
        f"{what}{when} come to {pounds_short(total)} across"
        f" {members_in_words([each for each, _ in members], noun)};"
        f" {name} is the largest ({pounds_short(largest)})."
    )


def members_in_words(names: Iterable[str], noun: str) -> str:
    """How many members have a name of their own, and that there are others: four funders, others.

    "Other" and "Not stated" stand for any number of members, so they are not counted as one.
    """
    told = set(names)
    said = [count_in_words(len(told - NOBODY), noun)]
    if OTHERS in told:
        said.append("others")
    if UNSTATED in told:
        said.append(f"money that names no {noun}")
    return listed(said)


def yearly_sentence(rows: Rows) -> str:
    """What decisions found approve over the years shown, and the year with most."""
    if not rows:
        return nothing_found("decisions", ["the years", "the programmes"])
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        totals[row["financial_year"]] += row["amount_gbp"]
    whole = pounds_short(sum(totals.values(), Decimal(0)))
    if len(totals) == 1:
        return f"Decisions found approve {whole} for {next(iter(totals))}."
    year = max(totals, key=lambda label: totals[label])
    return (
        f"Decisions found approve {whole} over {year_span(totals)},"
        f" most of it for {year} ({pounds_short(totals[year])})."
        if totals[year] * 2 > sum(totals.values(), Decimal(0))
        else f"Decisions found approve {whole} over {year_span(totals)}."
        f" The highest year is {year} ({pounds_short(totals[year])})."
    )


def nothing_found(what: str, widen: Iterable[str]) -> str:
    """What to say in place of an empty chart or table, and what to widen."""
    return f"No {what} were found for these choices. Widen {listed(widen)} to see more."


def too_long(seconds: float) -> str:
    """What to do about a question that was stopped after some seconds."""
    return (
        f"It had no answer after {seconds:g} seconds. Ask for less: fewer years, or one programme, "
        "service or provider. The rest of the page is not affected, and nothing is wrong with "
        "the data."
    )


def missing_years_sentence(years: Iterable[str]) -> str:
    """Which years have no published total, and that this is not nothing spent."""
    missing = years_listed(years)
    if not missing:
        return ""
    return (
        f"No total was found for {missing}. That means none was found, not that nothing was spent."
    )
