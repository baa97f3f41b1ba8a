"""Tables of one indicator: its chart, its returns, its targets, its definitions; and its marks."""

from collections.abc import Callable
from html import escape

from commissioning.charts.marks import mark, mark_image
from commissioning.palette import Palette
from commissioning.statistics.spc_terms import AssuranceMark
from commissioning.tables.markup import Column, table
from commissioning.wording import indicator as words
from commissioning.wording import results
from commissioning.wording.figures import Row, Rows, count

Link = Callable[[Row], str | None]


def control_table(rows: Rows) -> str:
    """``control_points``: each result with its limits and what it is, in order of time."""
    limits = [
        _figure("lower_limit", "Lower limit", "no limit"),
        _figure("mean", "Mean", "no mean"),
        _figure("upper_limit", "Upper limit", "no limit"),
        Column("signal", "What it is", text=words.signal_words, missing="not judged"),
    ]
    return table(
        rows,
        [
            Column("period_end", "Period", text=results.period_of),
            _result(),
            Column("target", "Target", "decimal", "no target", text=results.target_words),
            *(limits if words.has_limits(rows) else []),
        ],
        caption=f"{rows[0]['indicator']}: results over time, limits as worked out",
    )


def returns_table(rows: Rows, *, extract: Link) -> str:
    """``indicator_results``: everything known of each return, the newest first.

    ``extract`` is the address of the extract a return stands in. What none of them has, a day of
    return or a published page, has no column.
    """
    returned = Column("returned_on", "Returned on", "date", "no day recorded", below=_days_after)
    page = Column("source_title", "Published page", missing="none", link="source_url")
    return table(
        rows[::-1],
        [
            Column("period_end", "Period", text=results.period_of, below=lambda row: row["note"]),
            _result(below=results.parts_words),
            Column(
                "interval_low",
                "95% interval",
                "decimal",
                "no interval",
                text=results.interval_words,
                below=lambda row: row["interval_method"],
            ),
            Column(
                "target",
                "Target",
                "decimal",
                "no target",
                text=results.target_words,
                below=results.point_words,
            ),
            Column(
                "verdict", "With its interval", text=lambda row: results.VERDICTS[row["verdict"]]
            ),
            *([returned] if any(row["returned_on"] for row in rows) else []),
            Column("provider", "Provider", missing="no provider stated"),
            *([page] if any(row["source_title"] for row in rows) else []),
            Column("line", "Row", text=results.extract_words, link=extract),
        ],
        caption=f"{rows[0]['indicator']}: {count(len(rows), 'return')}, the newest first",
    )


def targets_table(rows: Rows, unit: str, per: int | None, *, extract: Link) -> str:
    """``target_history``: each target, who set it and when; ``unit`` is the indicator's."""
    return table(
        rows,
        [
            Column("valid_from", "Holds from", "date"),
            Column(
                "target",
                "Target",
                "decimal",
                text=lambda row: results.figure_words(row["target"], unit, per),
            ),
            Column("set_on", "Set on", "date", "not recorded"),
            Column("set_by", "Set by", missing="not recorded"),
            Column(
                "set_after_start",
                "Set after its period began?",
                missing="cannot be said",
            ),
            Column("line", "Row", text=results.extract_words, link=extract),
        ],
        caption="Targets, in the order they hold",
    )


def versions_table(rows: Rows, *, extract: Link) -> str:
    """``indicator_versions``: each definition, and why and by whom limits begin anew with it."""
    return table(
        rows,
        [
            Column("definition_version", "Version", "number"),
            Column("valid_from", "From", "date"),
            Column("definition", "Definition", "long", "not recorded"),
            Column(
                "rebase_reason",
                "Why limits begin anew",
                "long",
                text=lambda row: "first version" if _first(row) else row["rebase_reason"],
                missing="not recorded",
            ),
            Column(
                "rebase_author",
                "Decided by",
                text=lambda row: "first version" if _first(row) else row["rebase_author"],
                missing="not recorded",
            ),
            Column("line", "Row", text=results.extract_words, link=extract),
        ],
        caption="Versions of the definition, in the order they hold",
        compact=True,
    )


def marks_panel(row: Row, palette: Palette) -> str:
    """The two marks of a chart, large, each with its words; nothing where it has none."""
    items = []
    for heading, name in (("Variation", "variation"), ("Assurance", "assurance")):
        code = row[name]
        if code is None:
            continue
        drawn = mark_image(code, palette, size=72)
        said = mark(code).words if code != AssuranceMark.NONE else "no target to be held to"
        items.append(
            f'<li>{drawn}<span><strong>{heading}</strong><span class="below">{escape(said)}'
            "</span></span></li>"
        )
    return f'<ul class="cs-marks">{"".join(items)}</ul>' if items else ""


def _result(below: Callable[[Row], str | None] | None = None) -> Column:
    return Column(
        "actual",
        "Result",
        "decimal",
        text=lambda row: results.stated(row) or results.STATUSES.get(row["status"]),
        missing="none published",
        below=below,
    )


def _figure(name: str, heading: str, missing: str) -> Column:
    return Column(name, heading, "decimal", missing, text=lambda row: results.worked_out(row, name))


def _days_after(row: Row) -> str:
    if row["returned_on"] is None or row["period_end"] is None:
        return ""
    return f"{count((row['returned_on'] - row['period_end']).days, 'day')} after the period ended"


def _first(row: Row) -> bool:
    return bool(row["definition_version"] == 1)
