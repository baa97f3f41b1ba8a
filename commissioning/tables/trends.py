"""Small trends that stand in a cell of a table.

A trend is an image, since the page lets no drawing through as it is, and brings its own ground, so
that it can be seen on a dark page's paper too.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from urllib.parse import quote

from commissioning.palette import Palette
from commissioning.wording.figures import Rows

WIDE, HIGH = 112, 30
EDGE = 4
DOT = 2.4


PERIOD = {
    "period_start": "period_starts",
    "period_end": "period_ends",
    "definition_version": "definition_versions",
    "actual": "actuals",
    "target": "targets",
}


def trend_points(rows: Rows) -> dict[str, Rows]:
    """The results of each indicator of ``indicator_trends`` in order of time, by ``series_id``."""
    return {
        row["series_id"]: [
            dict(zip(PERIOD, values, strict=True))
            for values in zip(*(row[name] for name in PERIOD.values()), strict=True)
        ]
        for row in rows
    }


def trend_picture(points: Rows, words: str, palette: Palette) -> str:
    """The results of one indicator in order of time as a line, as HTML; ``words`` are its text.

    ``points`` have ``actual``, ``target`` and ``definition_version``. A period without a result is
    a gap, and the line begins anew with each version of the definition. The target is a dashed
    line, the last result a dot. The scale is from the lowest figure to the highest, not from zero.
    """
    values = [p[name] for p in points for name in ("actual", "target") if p[name] is not None]
    low, high = min(values), max(values)
    across = (WIDE - 2 * EDGE) / max(len(points) - 1, 1)

    def place(number: int, value: float) -> tuple[float, float]:
        share = (value - low) / (high - low) if high > low else 0.5
        return EDGE + across * number, HIGH - EDGE - (HIGH - 2 * EDGE) * share

    def lines(name: str, style: str) -> Iterator[str]:
        numbered = list(enumerate(points))
        for (known, _), run in groupby(
            numbered, lambda p: (p[1][name] is not None, p[1]["definition_version"])
        ):
            if known:
                ends = [place(number, point[name]) for number, point in run]
                # A result between two gaps is a dot.
                ends = [*ends, (ends[0][0] + 0.1, ends[0][1])] if len(ends) == 1 else ends
                path = "L".join(f"{x:.1f} {y:.1f}" for x, y in ends)
                yield f'<path d="M{path}" fill="none" stroke-linecap="round" {style}/>'

    last = max(number for number, point in enumerate(points) if point["actual"] is not None)
    x, y = place(last, points[last]["actual"])
    drawn = [
        *lines("target", f'stroke="{palette.categories[3]}" stroke-dasharray="3 3"'),
        *lines("actual", f'stroke="{palette.focus}" stroke-width="1.6"'),
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}" fill="{palette.focus}"/>',
    ]
    ground = f'<rect width="{WIDE}" height="{HIGH}" fill="{palette.background}"/>'
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}">'
        f"{ground}{''.join(drawn)}</svg>"
    )
    return (
        f'<img src="data:image/svg+xml,{quote(picture)}" alt="{escape(words)}" width="{WIDE}"'
        f' height="{HIGH}">'
    )
