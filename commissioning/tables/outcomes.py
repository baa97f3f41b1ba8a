"""Indicators as a table, each with its result, its target, what is said of both and its marks."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from commissioning.charts.marks import mark_image
from commissioning.evidence.control import AT_ODDS
from commissioning.palette import Palette
from commissioning.statistics.spc_refusal import CUMULATIVE, REPEATED, ROLLING
from commissioning.statistics.spc_terms import AssuranceMark, VariationMark
from commissioning.tables.markup import Column, table
from commissioning.tables.trends import trend_picture
from commissioning.wording import outcomes as words
from commissioning.wording import results
from commissioning.wording.figures import Row, Rows, capitalised

Link = Callable[[Row], str | None]
NO_TREND = {
    CUMULATIVE: "adds up over time",
    ROLLING: "periods overlap",
    REPEATED: "more than one result a period",
    AT_ODDS: "periods or definitions at odds",
}
NO_MARKS = {
    "trial": "fewer than 13 results under one definition",
    "dots": "fewer than 7 results",
}


def standing_table(
    rows: Rows, trends: Mapping[str, Rows], caption: str, palette: Palette, *, link: Link
) -> str:
    """``indicator_standing``, a row an indicator; ``link`` leads to its own page.

    ``trends`` are the results of each indicator in order of time, by its ``series_id``.
    """

    def pictures(row: Row) -> str:
        marks = mark_image(row["variation"], palette) + mark_image(row["assurance"], palette)
        if _no_trend(row):
            return marks
        points = trends.get(row["series_id"], ())
        said = words.trend_words(points, row["unit"], row["per"])
        return trend_picture(points, said, palette) + marks

    return table(
        rows,
        [
            Column("indicator", "Indicator", "long", link=link, header=True, below=_whose),
            Column(
                "actual",
                "Latest result",
                "figure",
                text=_actual,
                below=results.period_of,
            ),
            Column(
                "target",
                "Target",
                "figure",
                "no target",
                text=results.target_words,
                below=results.set_words,
            ),
            Column(
                "gap", "Gap", "figure", "none", text=results.gap_words, below=results.point_words
            ),
            Column("interval_low", "95% interval", "figure", "none", text=results.interval_words),
            Column(
                "verdict",
                "Status",
                text=lambda row: capitalised(results.status_words(row)),
                below=words.reason_words,
            ),
            Column(
                "variation",
                "Trend, variation and assurance",
                missing="",
                text=lambda row: _no_trend(row),
                below=_marks,
                picture=pictures,
            ),
            Column(
                "source_title",
                "Source",
                text=lambda row: row["source_title"] or "return of the provider",
                link="source_url",
                below=results.extract_words,
            ),
        ],
        caption=caption,
        compact=True,
    )


def status_table(rows: Rows, *, link: Callable[[str], str | None]) -> str:
    """How many indicators have each status; ``link`` gives the address of a status."""
    return table(
        [{"status": code, "indicators": number} for code, number in words.status_counts(rows)],
        [
            Column(
                "status",
                "Status",
                text=lambda row: words.STATUSES[row["status"]],
                link=lambda row: link(row["status"]),
            ),
            Column("indicators", "Indicators", "number"),
        ],
        caption="Indicators by status at their latest period",
        total={"indicators": len(rows)},
    )


def statuses_table(rows: Rows, *, link: Callable[[str, str], str | None]) -> str:
    """Programmes down and statuses across; ``link`` gives the address of one of both.

    A status that no indicator of the rows has is left out, and one that none of a programme has is
    "none".
    """
    every = Counter((row["programme"], row["verdict"]) for row in rows)
    found = [code for code in words.STATUSES if any(status == code for _, status in every)]
    programmes = sorted({programme for programme, _ in every})
    counted = [
        {"programme": programme, "indicators": sum(every[programme, code] for code in found)}
        | {code: every[programme, code] or None for code in found}
        for programme in programmes
    ]
    total = {code: sum(every[programme, code] for programme in programmes) for code in found}
    return table(
        counted,
        [
            Column("programme", "Programme"),
            Column("indicators", "Indicators", "number"),
            *(
                Column(
                    code,
                    words.STATUSES[code],
                    "number",
                    "none",
                    link=partial(_of_status, link, code),
                )
                for code in found
            ),
        ],
        caption="Indicators by programme and by status at their latest period",
        total={"indicators": len(rows)} | total if len(counted) > 1 else None,
    )


def _of_status(link: Callable[[str, str], str | None], code: str, row: Row) -> str | None:
    return link(row["programme"], code)


def _whose(row: Row) -> str:
    by = row["provider"] or row["organisation"]
    cohort = None if row["cohort"] == "All" else row["cohort"]
    kind = words.KINDS[row["indicator_kind"]].lower()
    told = [row["service"], row["programme"], by, cohort, kind, words.direction_words(row)]
    if row["target"] is not None and row["note"]:
        # A published target may be a hope, a ceiling or a baseline: its source says which.
        told.append(f"note: {row['note']}")
    return " · ".join(dict.fromkeys(part for part in told if part))


def _actual(row: Row) -> str:
    return results.stated(row) or results.status_words(row)


def _no_trend(row: Row) -> str | None:
    """Why an indicator has no trend; None where it has one."""
    if row["not_charted"]:
        return NO_TREND.get(row["not_charted"], "dates not published")
    if row["returned"] < 2:
        return "one result" if row["returned"] else "no result"
    return None


def _marks(row: Row) -> str:
    """The words of both marks, or why there are none."""
    if row["variation"]:
        return f"{VariationMark(row['variation']).words}; {AssuranceMark(row['assurance']).words}"
    why = NO_MARKS.get(row["amount"] or "")
    return f"no marks: {why}" if why else "no marks"
