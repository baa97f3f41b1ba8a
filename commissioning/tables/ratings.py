"""Tables of ratings: each indicator at its latest period, its periods, and what has no rating."""

from collections.abc import Callable

from commissioning.tables.markup import Column, table
from commissioning.wording import ratings as words
from commissioning.wording import results
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
        compact=True,
    )


def rating_history_table(rows: Rows, indicator: str) -> str:
    """The periods of one indicator that bands hold for (``indicator_ratings``), in order."""
    return table(
        rows,
        [
            Column(
                "period_start",
                "Period",
                text=results.period_of,
                header=True,
                below=results.extract_words,
            ),
            Column(
                "actual",
                "Result",
                "number",
                "none",
                text=results.stated,
                below=words.named_interval,
            ),
            _RATING,
            Column("bands_from", "By the bands from", "date"),
        ],
        caption=f"{indicator}: {count(len(rows), 'period')}",
        compact=True,
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
    text=results.stated,
    below=lambda row: "; ".join(
        filter(
            None, (results.period_of(row), words.named_interval(row), results.extract_words(row))
        )
    ),
)
_TARGET = Column(
    "target", "Target", missing="no target", text=results.target_words, below=words.held_words
)
_RATING = Column("rating", "Rating", text=words.rating_words)
_BANDS = Column("good", "Bands", "long", "none", text=words.bands_words, below=_bands_below)
