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
    in_words,
    listed,
    percent,
    points,
    pounds_published,
    pounds_short,
    rounded,
    start_year,
    uncapitalised,
    year_span,
    years_listed,
)

SPENT = ("actual", "paid")
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
GROWTH_COLUMNS = {
    ("amount", False): "amount_gbp",
    ("amount", True): "real_gbp",
    ("index", False): "index_nominal",
    ("index", True): "index_real",
    ("per_resident", False): "per_resident_gbp",
    ("per_resident", True): "per_resident_real_gbp",
    ("share", False): "share_percent",
    ("share", True): "share_percent",
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
    name, largest = max(members, key=lambda member: member[1])
    if len(members) == 1:
        return f"{what}{when} come to {pounds_short(total)}, all from one {noun}, {name}."
    return (
        f"{what}{when} come to {pounds_short(total)} across {count_in_words(len(members), noun)};"
        f" {name} is the largest ({pounds_short(largest)})."
    )


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


def growth_sentence(
    rows: Rows,
    measure: str,
    real: bool,
    *,
    price_base: str | None = None,
    index_base: str | None = None,
) -> str:
    """The latest full year of each series and how it changed, in cash and in real terms."""
    column = GROWTH_COLUMNS[measure, real]
    latest = latest_full_years(rows, column)
    if not latest:
        return _part_years(rows, column, measure)
    prices = f" at {price_base} prices" if real and price_base and measure != "share" else ""
    if len(latest) > 1:
        return _many_series(latest, column, measure, prices)
    row = latest[0]
    title, year, value = row["title"], row["financial_year"], row[column]
    if measure == "amount":
        said = f"{title}: {pounds_short(value)}{prices} was {VERBS[row['basis']]} in {year}"
    elif measure == "index":
        base = f", where {index_base} is 100" if index_base else ""
        said = f"{title} stood at {rounded(value, 1)} in {year}{base}{prices}"
    elif measure == "per_resident":
        said = f"{title} came to £{rounded(value, 2)} per resident in {year}{prices}"
    else:
        said = f"{title} was {percent(value)} of {family_name(row['family'])} in {year}"
    # The rate is that of the amounts, and so of an index of them, but not of a rate or a share.
    return f"{said}{_change(row) if measure in ('amount', 'index') else ''}."


def _part_years(rows: Rows, column: str, measure: str) -> str:
    """What a part year comes to where no whole year is shown."""
    found = [row for row in rows if row[column] is not None and row["part_year"]]
    if not found:
        return nothing_found("figures", ["the years", "the series"])
    row = max(found, key=lambda row: row[column])
    value = growth_value(row[column], measure)
    return (
        f"{row['title']}: {value} in the part of {row['financial_year']} there are figures for."
        " A part of a year is not compared with a whole one."
    )


def latest_full_years(rows: Rows, column: str) -> list[Row]:
    """The latest row of each series that has a value in ``column`` and is not a part year."""
    latest: dict[str, Row] = {}
    for row in rows:
        if row[column] is None or row["part_year"]:
            continue
        held = latest.get(row["series_id"])
        if held is None or start_year(row["financial_year"]) > start_year(held["financial_year"]):
            latest[row["series_id"]] = row
    return list(latest.values())


def _change(row: Row) -> str:
    growth, real_growth = row["growth_percent"], row["real_growth_percent"]
    if growth is None or not row["joined"]:
        return ""
    if real_growth is None:
        return f", {direction(growth)} in cash terms on the year before"
    forecast = " (on a forecast price index)" if row["deflator_status"] == "forecast" else ""
    return (
        f", {direction(growth)} in cash terms and {direction(real_growth)} in real terms{forecast}"
        " on the year before"
    )


def direction(growth: float) -> str:
    """A growth rate in words: up 1.1%, down 2.0%, unchanged."""
    if rounded(growth, 1) == 0:
        return "unchanged"
    return f"{'up' if growth > 0 else 'down'} {percent(abs(growth))}"


def _many_series(latest: Sequence[Row], column: str, measure: str, prices: str) -> str:
    changed = [
        row["growth_percent"]
        for row in latest
        if measure in ("amount", "index") and row["joined"] and row["growth_percent"] is not None
    ]
    up = sum(1 for growth in changed if rounded(growth, 1) > 0)
    down = sum(1 for growth in changed if rounded(growth, 1) < 0)
    top = max(latest, key=lambda row: row[column])
    value = growth_value(top[column], measure)
    said = (
        f"{top['title']} is the highest of {count_in_words(len(latest), 'series', 'series')}:"
        f" {value}{prices} in {top['financial_year']}."
    )
    if not changed:
        return said
    if len(changed) == 1:
        one = next(row for row in latest if row["joined"] and row["growth_percent"] is not None)
        return (
            f"{said} Only {one['title']} can be compared with the year before:"
            f" {direction(one['growth_percent'])} in cash terms."
        )
    same = len(changed) - up - down
    moves = [
        f"{in_words(number)} {word}"
        for number, word in ((up, "rose"), (down, "fell"), (same, "did not change"))
        if number
    ]
    return (
        f"{said} Of the {count_in_words(len(changed), 'series', 'series')} that can be compared"
        f" with the year before, {listed(moves)} in cash terms."
    )


def growth_value(value: Decimal | float, measure: str) -> str:
    """One value of a growth measure for a label or a sentence."""
    if measure == "amount":
        return pounds_short(Decimal(value))
    if measure == "per_resident":
        return f"£{rounded(value, 2)}"
    return percent(value) if measure == "share" else f"{rounded(value, 1)}"


def contributions_sentence(
    rows: Rows,
    from_year: str,
    to_year: str,
    *,
    family: str,
    price_base: str | None = None,
) -> str:
    """The growth of the whole, what added most, what took away most, and that the parts add up."""
    parts = [row for row in rows if row["contribution_points"] is not None]
    if from_year == to_year:
        return f"{from_year} is both the first and the last year. Choose two years to compare."
    if not parts:
        return (
            f"The change from {from_year} to {to_year} cannot be split into parts:"
            " one of the two years has no comparable figure. Choose other years."
        )
    total = sum(row["contribution_points"] for row in parts)
    prices = f" at {price_base} prices" if price_base else " in cash terms"
    moved = direction(total)
    subject = capitalised(family_name(family))
    if family != "paid":
        # What was found is not all there is, so a difference is not yet a change.
        change = sum((row["change_gbp"] for row in parts), Decimal(0))
        opening = (
            f"{subject} for {to_year} come to {pounds_short(abs(change))}"
            f" {'more' if change > 0 else 'less'} than for {from_year}"
            f" ({percent(total, signed=True)})"
        )
        said = [f"{opening}{prices}, which may only be what was found."]
    else:
        opening = (
            f"{subject} did not change"
            if moved == "unchanged"
            else f"{subject} {'rose' if total > 0 else 'fell'} by {percent(abs(total))}"
        )
        said = [f"{opening}{prices} from {from_year} to {to_year}."]
    top = max(parts, key=lambda row: row["contribution_points"])
    bottom = min(parts, key=lambda row: row["contribution_points"])
    moves = []
    if rounded(top["contribution_points"], 1) > 0:
        moves.append(f"{top['member']} added most ({points(top['contribution_points'])} points)")
    if rounded(bottom["contribution_points"], 1) < 0:
        lost = points(bottom["contribution_points"])
        moves.append(f"{bottom['member']} took away most ({lost} points)")
    whole = f"the {count_in_words(len(parts), 'part')} sum to {points(total)} points"
    said.append(f"{listed(moves)}; {whole}." if moves else f"{capitalised(whole)}.")
    return " ".join(said)


def nothing_found(what: str, widen: Iterable[str]) -> str:
    """What to say in place of an empty chart or table, and what to widen."""
    return f"No {what} were found for these choices. Widen {listed(widen)} to see more."


def missing_years_sentence(years: Iterable[str]) -> str:
    """Which years have no published total, and that this is not nothing spent."""
    missing = years_listed(years)
    if not missing:
        return ""
    return (
        f"No total was found for {missing}. That means none was found, not that nothing was spent."
    )
