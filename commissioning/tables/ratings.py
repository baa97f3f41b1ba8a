"""Tables of ratings: each indicator at its latest period, its periods, and what has no rating."""

from collections.abc import Callable

from commissioning.tables.markup import Column, table
from commissioning.wording import ratings as words
from commissioning.wording.figures import Row, Rows, count

Link = Callable[[Row], str | None]


def ratings_table(rows: Rows, *, link: Link | None = None) -> str:
    """Indicators with bands at their latest period (``indicator_ratings``), and why."""
    return table(
        rows,
        [
            Column("indicator", "Indicator", "long", link=link, below=lambda row: row["service"]),
            _RESULT,
            _RATING,
            _TARGET,
            _BANDS,
            Column("regime", "Must it be rated?", text=words.regime_words, below=_contract),
        ],
        caption="Ratings at the latest period due",
    )


def rating_history_table(rows: Rows, indicator: str) -> str:
    """The periods of one indicator that bands hold for (``indicator_ratings``), in order."""
    return table(
        rows,
        [
            Column("period_start", "Period", text=_period, header=True, below=_whence),
            Column(
                "actual",
                "Result",
                "number",
                "none",
                text=lambda row: words.result_words(row["actual"], row),
                below=words.interval_words,
            ),
            _RATING,
            Column("bands_from", "By the bands from", "date"),
        ],
        caption=f"{indicator}: {count(len(rows), 'period')}",
    )


def scale_table() -> str:
    """The five ratings of the regulation, with what each means."""
    return table(
        [{"rating": name, "meaning": meaning} for name, meaning in words.MEANINGS.items()],
        [Column("rating", "Rating"), Column("meaning", "What it says of performance", "long")],
        caption="The scale of the Procurement Regulations 2024",
    )


def unrated_table(rows: Rows, *, link: Link | None = None) -> str:
    """Indicators without bands at their latest period, with what can be said of their targets."""
    return table(
        rows,
        [
            Column("indicator", "Indicator", "long", link=link, below=lambda row: row["service"]),
            _RESULT,
            _TARGET,
            Column("no_rating", "Why it is not rated", text=_reason),
        ],
        caption=f"Not rated: {count(len(rows), 'indicator')}",
    )


def _reason(row: Row) -> str:
    return words.REASONS[row["no_rating"]].capitalize()


def _period(row: Row) -> str:
    return words.period_in_words(row["period_start"], row["period_end"])


def _whence(row: Row) -> str:
    return f"{row['file']}, row {row['line']}"


def _verdict(row: Row) -> str:
    return f"On its interval, {words.verdict_words(row)}" if row["point_met"] is not None else ""


def _contract(row: Row) -> str:
    return f"Contract {row['contract_id']}" if row["contract_id"] else ""


def _bands_below(row: Row) -> str:
    if row["bands_from"] is None:
        return ""
    return f"{words.bands_set_words(row)}. {words.bands_place(row)}"


_RESULT = Column(
    "actual",
    "Result",
    missing="none",
    text=lambda row: words.result_words(row["actual"], row),
    below=lambda row: "; ".join(
        filter(None, (_period(row), words.interval_words(row), _whence(row)))
    ),
)
_TARGET = Column("target", "Against its target", text=words.target_words, below=_verdict)
_RATING = Column("rating", "Rating", text=words.rating_words)
_BANDS = Column("good", "Bands", "long", "none", text=words.bands_words, below=_bands_below)
