"""Money from funders to programmes, what came in beside what went out, and areas as tiles."""

from decimal import Decimal
from typing import Any

from commissioning.charts.bars import Bar, bar_figure, room_left
from commissioning.charts.frame import (
    LABEL_SIZE,
    Chart,
    empty_chart,
    hidden_axis,
    hover,
    layout,
    safe,
    wrapped,
)
from commissioning.palette import Palette
from commissioning.wording import count, nothing_found, percent, pounds_exact, pounds_short
from commissioning.wording.figures import Row, Rows, year_span
from commissioning.wording.sentences import NOBODY
from commissioning.wording.spending import (
    BASES,
    FOUND_ONLY,
    MONEY,
    areas_sentence,
    balance_sentence,
    flow_sentence,
)

Years = tuple[str, str]
LABEL_WIDTH = 20
COLOURED = 3
TILE = 0.94
# The height of a tile; a map of a few columns has room for larger ones on a phone too.
TILE_PIXELS, WIDE_TILE, FEW = 52, 88, 3
NO_BAND = (
    "Amounts that credits bring to nothing or less have no band, but are taken off the figures"
    " beside the names; the table has them."
)
NOT_COUNTED_TWICE = (
    "What came in and what goes out are never added: the same grant is often in both."
)


def flow_bands(rows: Rows, palette: Palette, *, family: str, years: Years) -> Chart:
    """Bands from each funder to each programme, as wide as their money (``funding_flow``).

    Amounts that net to nothing or less have no band; the table has them.
    """
    drawn = [row for row in rows if row["amount_gbp"] > 0]
    if not drawn:
        return empty_chart(nothing_found("amounts", ["the years", "the basis"]))
    funders = list(dict.fromkeys(row["funder"] for row in drawn))
    sizes = {row["programme"]: row["programme_gbp"] for row in drawn}
    programmes = sorted(sizes, key=lambda name: (-sizes[name], name))
    named = sorted(
        {(row["funder"], row["funder_gbp"]) for row in drawn if row["funder"] not in NOBODY},
        key=lambda entry: (-entry[1], entry[0]),
    )
    colours = {
        funder: palette.categories[number] for number, (funder, _) in enumerate(named[:COLOURED])
    }
    names = [(name, {r["funder"]: r["funder_gbp"] for r in drawn}[name]) for name in funders]
    names += [(name, sizes[name]) for name in programmes]
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "textfont": {"size": LABEL_SIZE - 1, "color": palette.text},
        "node": {
            "label": [
                "<br>".join([*wrapped(name, LABEL_WIDTH), pounds_short(amount)])
                for name, amount in names
            ],
            "color": [colours.get(name, palette.rest) for name in funders]
            + [palette.rest for _ in programmes],
            "line": {"color": palette.text, "width": 0.5},
            "pad": 44,
            "thickness": 12,
            "customdata": [hover(name, pounds_exact(amount)) for name, amount in names],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        "link": {
            "source": [funders.index(row["funder"]) for row in drawn],
            "target": [len(funders) + programmes.index(row["programme"]) for row in drawn],
            "value": [float(row["amount_gbp"]) for row in drawn],
            "color": [_faint(colours.get(row["funder"], palette.rest)) for row in drawn],
            "customdata": [
                hover(
                    f"{row['funder']} to {row['programme']}",
                    pounds_exact(row["amount_gbp"]),
                    count(row["lines"], "line"),
                )
                for row in drawn
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }
    return Chart(
        figure={
            "data": [trace],
            "layout": layout(
                palette,
                120 + 84 * max(len(funders), len(programmes)),
                # Room for the labels of nodes at either end, which may be taller than their nodes.
                margin={"l": 4, "r": 4, "t": 26, "b": 34},
            ),
        },
        headline=flow_sentence(rows, family=family),
        subtitle=(
            f"{MONEY[family].capitalize()} by funder and programme, {year_span(years)}, cash"
            f" terms. Basis: {BASES[family]}."
        ),
        alt="Flow chart from funders to programmes: "
        + "; ".join(
            f"{row['funder']} to {row['programme']} {pounds_short(row['amount_gbp'])}"
            for row in drawn
        )
        + ".",
        caveats=tuple(
            filter(
                None,
                [
                    None if family == "paid" else FOUND_ONLY,
                    NO_BAND if len(drawn) < len(rows) else None,
                ],
            )
        ),
    )


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.38)"


def balance_bars(rows: Rows, palette: Palette, *, family: str, years: Years) -> Chart:
    """For each funder what came in and what goes out in its name (``funding_balance``).

    Each bar's ``customdata`` is ["in" or "out", funder].
    """
    if not rows:
        return empty_chart(nothing_found("amounts", ["the years", "the basis"]))
    bars = []
    for row in rows:
        gap = row["gap_gbp"]
        funder = "Funder not stated" if row["funder"] == "Not stated" else row["funder"]
        said = "" if gap is None else f"In less out: {pounds_exact(gap)}"
        for way, column, words in (
            ("in", "received_gbp", "came in"),
            ("out", "out_gbp", "goes out"),
        ):
            amount: Decimal | None = row[column]
            bars.append(
                Bar(
                    name=f"{funder}: {words}",
                    value=float(amount or 0),
                    label="none found" if amount is None else pounds_short(amount),
                    hover=hover(
                        f"{funder}: {words}",
                        "None found" if amount is None else pounds_exact(amount),
                        said,
                    ),
                    key=[way, row["funder"]],
                    quiet=way == "in",
                )
            )
    return Chart(
        figure=bar_figure(bars, palette, right=84, left=room_left(bars)),
        headline=balance_sentence(rows, family=family),
        subtitle=(
            f"Grants found (accepted) beside {MONEY[family]}, by funder, {year_span(years)}, cash"
            " terms."
        ),
        alt="Bar chart of two bars a funder: "
        + "; ".join(f"{bar.name} {bar.label}" for bar in bars)
        + ".",
        caveats=(
            NOT_COUNTED_TWICE,
            "A year that is not whole is left out of both sides.",
            "A gap is a question about the record: a grant spent in another year, a funder named"
            " only on one side, or a decision not found.",
        ),
    )


def area_tiles(rows: Rows, palette: Palette, *, family: str, years: Years) -> Chart:
    """Areas as tiles of one size, shaded by their money (``area_amounts``).

    Shading goes in four steps, and each tile says its figure; an area with nothing found is
    hatched, which is not the same as nothing. Each tile's ``customdata`` is [None, area].
    """
    tiles = [row for row in rows if row["short_name"] is not None]
    if not tiles:
        return empty_chart(
            "This package has no map of its areas, so there is none to show. The table has every"
            " area that was found."
        )
    largest = max((row["amount_gbp"] or Decimal(0) for row in tiles), default=Decimal(0))
    columns = max(row["column_number"] for row in tiles)
    deepest = max(row["row_number"] for row in tiles)
    shapes, labels = [], []
    for row in tiles:
        x, y = row["column_number"], row["row_number"]
        strength = _step(row["amount_gbp"], largest)
        shapes.append(
            {
                "type": "rect",
                "x0": x - TILE / 2,
                "x1": x + TILE / 2,
                "y0": y - TILE / 2,
                "y1": y + TILE / 2,
                "layer": "below",
                "line": {"color": palette.axis, "width": 1, "dash": _dash(row)},
                "fillcolor": palette.focus if strength else palette.background,
                "opacity": strength or 1,
            }
        )
        amount = row["amount_gbp"]
        labels.append(
            {
                "x": x,
                "y": y,
                "text": f"<b>{safe(row['short_name'])}</b><br>"
                + ("–" if amount is None else pounds_short(amount)),
                "showarrow": False,
                "font": {
                    "size": 11 if columns > 6 else LABEL_SIZE,
                    "color": palette.background if strength > 0.6 else palette.text,
                },
            }
        )
    return Chart(
        figure={
            "data": [_touch(tiles)],
            "layout": layout(
                palette,
                (WIDE_TILE if columns <= FEW else TILE_PIXELS) * deepest + 8,
                margin={"l": 2, "r": 2, "t": 2, "b": 2},
                xaxis=hidden_axis(
                    range=[0.5, columns + 0.5], constrain="domain", constraintoward="left"
                ),
                # Tiles are square at any width.
                yaxis=hidden_axis(
                    range=[deepest + 0.5, 0.5],
                    scaleanchor="x",
                    constrain="domain",
                    constraintoward="top",
                ),
                shapes=shapes,
                annotations=labels,
            ),
        },
        headline=areas_sentence(rows, family=family),
        subtitle=(
            f"{MONEY[family].capitalize()} that name one area, {year_span(years)}, cash terms. A"
            " tile an area, roughly where it lies; – is none found."
        ),
        alt=_tiles_alternative(tiles),
        caveats=(
            "None found is not none spent: most money goes to several areas at once and names no"
            " one of them.",
        ),
    )


def _tiles_alternative(tiles: Rows) -> str:
    """Each area of a tile chart with its amount, and how many have none."""
    found = [row for row in tiles if row["amount_gbp"] is not None]
    amounts = "; ".join(f"{row['area']} {pounds_short(row['amount_gbp'])}" for row in found)
    said = f" {amounts}." if found else ""
    none = len(tiles) - len(found)
    rest = f" None found for {count(none, 'area')}." if none else ""
    return f"Tile chart of areas, one tile of one size for each.{said}{rest}"


def _touch(tiles: Rows) -> dict[str, Any]:
    """Unseen marks over the tiles, which say what a tile is and can be followed."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row["column_number"] for row in tiles],
        "y": [row["row_number"] for row in tiles],
        "marker": {"symbol": "square", "size": 36, "opacity": 0},
        "customdata": [[None, row["area"]] for row in tiles],
        "hoverinfo": "text",
        "hovertext": [hover(row["area"], _tile_words(row)) for row in tiles],
    }


def _tile_words(row: Row) -> str:
    if row["amount_gbp"] is None:
        return "None found"
    share = "" if row["share_percent"] is None else f", {percent(row['share_percent'])} of all"
    return f"{pounds_exact(row['amount_gbp'])}{share}, {count(row['services'], 'service')}"


def _step(amount: Decimal | None, largest: Decimal) -> float:
    """How strongly a tile is filled, in four steps; nothing for none found."""
    if amount is None or amount <= 0 or largest <= 0:
        return 0.0
    return (1 + min(3, int(4 * amount / largest))) * 0.22


def _dash(row: Row) -> str:
    return "dot" if row["amount_gbp"] is None else "solid"
