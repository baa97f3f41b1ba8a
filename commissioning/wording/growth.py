"""Headlines about how a series has grown, and what its parts added."""

from collections.abc import Sequence
from decimal import Decimal

from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count_in_words,
    in_words,
    listed,
    percent,
    points,
    pounds_short,
    rounded,
    start_year,
)
from commissioning.wording.sentences import VERBS, family_name, nothing_found

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
