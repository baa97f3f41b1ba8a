"""Series over financial years, as lines that are broken wherever two years do not compare."""

from collections import defaultdict
from collections.abc import Sequence

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
from commissioning.wording.sentences import GROWTH_COLUMNS, family_name

TOGETHER = 4
MEASURES = {
    "amount": "Amount",
    "index": "Index",
    "per_resident": "Pounds per resident",
    "share": "Share",
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
) -> Chart:
    """Series of ``growth`` as lines: ``measure`` is amount, index, per_resident or share.

    Two points are joined only where the later says it compares and the year before is there. A
    part year is hollow and never joined. Up to four series share a plot; more have a panel each,
    all on one scale. With ``real`` amounts are in ``price_base`` prices.
    """
    column = GROWTH_COLUMNS[measure, real]
    series: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: start_year(row["financial_year"])):
        if row[column] is not None:
            series[row["series_id"]].append(row)
    headline = growth_sentence(rows, measure, real, price_base=price_base, index_base=index_base)
    if not series:
        return empty_chart(headline)
    groups = sorted(series.values(), key=lambda group: -float(group[-1][column]))
    shown = [row for group in groups for row in group]
    draw = together if len(groups) <= TOGETHER else panels
    return Chart(
        figure=draw(groups, column, measure, palette),
        headline=headline,
        subtitle=_subtitle(shown, measure, real, price_base, index_base, place),
        alt=growth_alternative(rows, measure, real),
        caveats=tuple(_caveats(shown, measure, real)),
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
    if real and measure != "share" and forecast:
        said.append(f"The price index for {listed(forecast)} is a forecast.")
    if len({row["basis"] for row in rows}) > 1:
        said.append("The series are on different bases and are not to be added or subtracted.")
    return said


def _caution(row: Row, rows: Sequence[Row]) -> str:
    """A series' own caution, with its name when not every series on the chart has it."""
    everywhere = all(other["caution"] == row["caution"] for other in rows)
    return row["caution"] if everywhere else f"{row['title']}: {row['caution']}"
