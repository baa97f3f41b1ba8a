"""Series over financial years, as lines that are broken wherever two years do not compare."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from commissioning.charts.frame import Chart, empty_chart
from commissioning.charts.lines import panels, together
from commissioning.palette import Palette
from commissioning.wording import (
    basis_name,
    growth_alternative,
    growth_sentence,
    listed,
    start_year,
    year_span,
)
from commissioning.wording.figures import Row, Rows
from commissioning.wording.growth import GROWTH_COLUMNS
from commissioning.wording.sentences import family_name

TOGETHER = 4
MEASURES = {
    "amount": "Amount",
    "index": "Index",
    "per_resident": "Pounds per resident",
    "share": "Share",
}

NO_FIGURE = {
    "index": "no full year above zero to start the index from",
    "per_resident": "no population figure for the years chosen",
}
# https://spice-spotlight.scot/2021/01/14/unreal-terms/ on HM Treasury's deflator.
PANDEMIC_PRICES = (
    "The price index jumped in 2020/21 because of how output was measured in the pandemic: changes"
    " in real terms into and out of 2020/21 and 2021/22 need caution."
)
OTHER_MEASURE = {
    True: " Choose Amount to see the figures themselves.",
    False: " Choose another measure, other prices or other years.",
}


def growth_lines(
    rows: Rows,
    palette: Palette,
    *,
    measure: str,
    real: bool,
    price_base: str | None = None,
    index_base: str | None = None,
    place: str = "",
    apart: Collection[str] = (),
) -> Chart:
    """Series of ``growth`` as lines: ``measure`` is amount, index, per_resident or share.

    Two points are joined only where the later says it compares and the year before is there. A
    part year is hollow and never joined. Up to four series share a plot; more have a panel each,
    all on one scale. With ``real`` amounts are in ``price_base`` prices. ``apart`` are the series
    whose years may not be compared, by id: they have no rate and no index, and the chart says so.
    """
    column = GROWTH_COLUMNS[measure, real]
    if measure == "per_resident":
        rows = _joined_on_one_count(rows)
    series: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: start_year(row["financial_year"])):
        if row[column] is not None:
            series[row["series_id"]].append(row)
    headline = growth_sentence(rows, measure, real, price_base=price_base, index_base=index_base)
    undrawn = [row for row in _one_each(rows) if row["series_id"] not in series]
    if not series:
        if undrawn:
            headline = (
                _why_undrawn(undrawn, measure, real, apart) + OTHER_MEASURE[measure == "index"]
            )
        return empty_chart(headline)
    groups = sorted(series.values(), key=lambda group: -float(group[-1][column]))
    shown = [row for group in groups for row in group]
    draw = together if len(groups) <= TOGETHER else panels
    subtitle = _subtitle(shown, measure, real, price_base, index_base, place)
    return Chart(
        figure=draw(groups, column, measure, palette),
        headline=headline,
        subtitle=subtitle,
        alt=f"{growth_alternative(rows, measure, real)} {subtitle}",
        caveats=(
            *_caveats(shown, measure, real),
            *_footing(shown, apart),
            *([_why_undrawn(undrawn, measure, real, apart)] if undrawn else ()),
        ),
    )


def _joined_on_one_count(rows: Rows) -> list[Row]:
    """The rows, not joined where residents are counted by another definition than before."""
    counted = {
        (row["series_id"], start_year(row["financial_year"])): row["population_definition"]
        for row in rows
    }

    def as_before(row: Row) -> bool:
        before = (row["series_id"], start_year(row["financial_year"]) - 1)
        return bool(row["population_definition"] == counted.get(before))

    return [{**row, "joined": row["joined"] and as_before(row)} for row in rows]


def _one_each(rows: Rows) -> list[Row]:
    return list({row["series_id"]: row for row in rows}.values())


def _footing(rows: Rows, apart: Collection[str]) -> list[str]:
    """That some of the series drawn have years that may not be compared."""
    named = [row["title"] for row in _one_each(rows) if row["series_id"] in apart]
    if not named:
        return []
    return [f"{listed(named)}: {_no_footing(named)}, so no rate of growth is stated."]


def _no_footing(names: Sequence[str]) -> str:
    return f"{'its' if len(names) == 1 else 'their'} years are not on one footing"


def _why_undrawn(rows: Rows, measure: str, real: bool, apart: Collection[str]) -> str:
    """Which series have no such figure, and why, a sentence a reason."""
    separate = [row["title"] for row in rows if measure == "index" and row["series_id"] in apart]
    reasons: dict[str, list[str]] = {}
    if separate:
        reasons[_no_footing(separate)] = separate
    for row in rows:
        if row["title"] in separate:
            continue
        if measure == "share":
            reason = "not a part of a whole above zero, as a programme is of all decisions found"
        elif measure == "amount":
            reason = "no price index for the years chosen"
        else:
            reason = NO_FIGURE[measure]
        if real and measure in NO_FIGURE:
            reason += ", or no price index"
        reasons.setdefault(reason, []).append(row["title"])
    return " ".join(
        f"No {MEASURES[measure].lower()} can be given for {listed(titles)}: {reason}."
        for reason, titles in reasons.items()
    )


def _subtitle(
    rows: Sequence[Row],
    measure: str,
    real: bool,
    price_base: str | None,
    index_base: str | None,
    place: str,
) -> str:
    name = MEASURES[measure]
    if measure == "index":
        name = f"Index, {index_base or 'first full year of each series'} = 100"
    if measure == "share":
        whole = listed(dict.fromkeys(family_name(row["family"]) for row in rows))
        name = f"Share of all {whole}, per cent"
    prices = f"{price_base} prices" if real and price_base else "cash terms"
    prices = "" if measure == "share" else f", {prices}"
    bases = listed(dict.fromkeys(basis_name(row["basis"]) for row in rows))
    where = f", {place}" if place else ""
    years = year_span(row["financial_year"] for row in rows)
    return f"{name}{where}, {years}{prices}. Basis: {bases}."


def _caveats(rows: Sequence[Row], measure: str, real: bool) -> list[str]:
    said = list(dict.fromkeys(_caution(row, rows) for row in rows if row["caution"]))
    if any(row["part_year"] for row in rows):
        said.append("A hollow mark is a part year and is not compared with a whole one.")
    forecast = dict.fromkeys(
        row["financial_year"] for row in rows if row["deflator_status"] == "forecast"
    )
    if measure == "per_resident":
        definitions = dict.fromkeys(
            f"{row['financial_year']}: {row['population_definition']}"
            for row in rows
            if row["population_definition"]
        )
        said.append(f"Residents are counted as follows. {'; '.join(definitions)}.")
    in_real_terms = measure != "share" and (
        real or any(row["joined"] and row["real_growth_percent"] is not None for row in rows)
    )
    if in_real_terms and forecast:
        said.append(f"The price index for {listed(forecast)} is a forecast.")
    if in_real_terms and {"2020/21", "2021/22"} & {row["financial_year"] for row in rows}:
        said.append(PANDEMIC_PRICES)
    if len({row["basis"] for row in rows}) > 1:
        said.append("The series are on different bases and are not to be added or subtracted.")
    return said


def _caution(row: Row, rows: Sequence[Row]) -> str:
    """A series' own caution, with its name when not every series on the chart has it."""
    everywhere = all(other["caution"] == row["caution"] for other in rows)
    return row["caution"] if everywhere else f"{row['title']}: {row['caution']}"
