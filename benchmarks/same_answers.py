"""A handful of questions answered straight from the lines: bare DuckDB, pandas and polars.

Each way holds the same Parquet extract in its own best form, and answers with the same amounts.
What none of them does is names that count under others, part years and suppression.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import duckdb

YEAR = "2023/24"
BEFORE = "2022/23"
ROWS = 50
BANDS = (0, 10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000, 10_000_000)

QUESTIONS = {
    "spend_by_year": "Amounts by year and programme",
    "spend_breakdown": "The 50 largest providers",
    "spend_by_month": "Payments by month",
    "bridge": "Change between two years by service",
    "size_distribution": "Payments by size, and the median",
    "money_rows": "The latest 50 lines",
}


class Way(ABC):
    """One way to hold the lines of a ledger in memory and to answer from them."""

    name: str

    @abstractmethod
    def __init__(self, extract: Path) -> None:
        """Hold the lines of a Parquet extract."""

    @abstractmethod
    def answer(self, question: str) -> float:
        """Answer a question of QUESTIONS; return what its amounts come to in pounds."""


class BareDuckDB(Way):
    """A native table of the lines, texts as ENUM, sorted by date as they are filed; two threads."""

    name = "DuckDB on lines"
    SQL: ClassVar[Mapping[str, str]] = {
        "spend_by_year": "SELECT year, programme, sum(amount_gbp), count(*) FROM line GROUP BY ALL",
        "spend_breakdown": "SELECT provider, sum(amount_gbp) AS amount, count(*) FROM line "
        f"GROUP BY ALL ORDER BY amount DESC LIMIT {ROWS}",
        "spend_by_month": "SELECT date_trunc('month', payment_date), sum(amount_gbp), count(*) "
        "FROM line GROUP BY ALL",
        "bridge": f"SELECT service, sum(amount_gbp) FILTER (year = '{YEAR}'), "
        f"sum(amount_gbp) FILTER (year = '{BEFORE}') FROM line "
        f"WHERE year IN ('{YEAR}', '{BEFORE}') GROUP BY ALL",
        "size_distribution": "SELECT band, sum(amount_gbp), count(*), any_value(median) FROM ("
        "SELECT amount_gbp, CASE "
        + " ".join(f"WHEN amount_gbp >= {least} THEN {least}" for least in reversed(BANDS))
        + " END AS band FROM line WHERE amount_gbp > 0) CROSS JOIN (SELECT quantile_disc("
        "amount_gbp, 0.5) AS median FROM line WHERE amount_gbp > 0) GROUP BY band",
        "money_rows": f"SELECT *, amount_gbp FROM line ORDER BY payment_date DESC LIMIT {ROWS}",
    }
    AMOUNT: ClassVar[Mapping[str, int]] = {"money_rows": -1}

    def __init__(self, extract: Path) -> None:
        self._connection = duckdb.connect(config={"threads": 2})
        texts = ("service", "programme", "provider", "area", "funding_source", "instrument")
        for text in texts:
            self._connection.execute(
                f"CREATE TYPE of_{text} AS ENUM (SELECT DISTINCT {text} FROM "
                f"read_parquet('{extract}') WHERE {text} IS NOT NULL ORDER BY ALL)"
            )
        columns = ", ".join(f"{text}::of_{text} AS {text}" for text in texts)
        self._connection.execute(
            f"CREATE TABLE line AS SELECT * REPLACE ({columns}), "
            "CASE WHEN month(payment_date) < 4 THEN year(payment_date) - 1 ELSE year(payment_date) "
            "END::VARCHAR || '/' || right((CASE WHEN month(payment_date) < 4 THEN "
            "year(payment_date) ELSE year(payment_date) + 1 END)::VARCHAR, 2) AS year "
            f"FROM read_parquet('{extract}')"
        )

    def answer(self, question: str) -> float:
        """See Way."""
        rows = self._connection.execute(self.SQL[question]).fetchall()
        place = {"spend_by_year": 2, "money_rows": -1}.get(question, 1)
        return float(sum((row[place] or Decimal(0) for row in rows), Decimal(0)))


class Pandas(Way):
    """A frame with categories for texts and floats for pounds."""

    name = "pandas"

    def __init__(self, extract: Path) -> None:
        import pandas as pd

        frame = pd.read_parquet(extract)
        for text in ("service", "programme", "provider", "area", "funding_source", "instrument"):
            frame[text] = frame[text].astype("category")
        frame["amount_gbp"] = frame["amount_gbp"].astype(float)
        frame["payment_date"] = day = pd.to_datetime(frame["payment_date"])
        starts = day.dt.year - (day.dt.month < 4)
        frame["year"] = (
            starts.astype(str) + "/" + (starts % 100 + 1).astype(str).str.zfill(2)
        ).astype("category")
        frame["month"] = day.dt.to_period("M").astype(str).astype("category")
        self._lines = frame

    def answer(self, question: str) -> float:
        """See Way."""
        import pandas as pd

        lines = self._lines

        def grouped(*by: str) -> Any:
            return lines.groupby(list(by), observed=True)["amount_gbp"].agg(["sum", "count"])

        if question == "spend_by_year":
            return float(grouped("year", "programme")["sum"].sum())
        if question == "spend_breakdown":
            return float(grouped("provider")["sum"].nlargest(ROWS).sum())
        if question == "spend_by_month":
            return float(grouped("month")["sum"].sum())
        if question == "bridge":
            years = lines[lines["year"].isin([YEAR, BEFORE])]
            by = years.pivot_table(
                values="amount_gbp", index="service", columns="year", aggfunc="sum", observed=True
            )
            return float(by[YEAR].sum())
        if question == "size_distribution":
            amounts = lines.loc[lines["amount_gbp"] > 0, "amount_gbp"]
            amounts.quantile(0.5, interpolation="lower")
            bands = pd.cut(amounts, [*BANDS, float("inf")], right=False)
            return float(amounts.groupby(bands, observed=False).agg(["sum", "count"])["sum"].sum())
        return float(lines.nlargest(ROWS, "payment_date")["amount_gbp"].sum())


class Polars(Way):
    """A frame with categories for texts and decimals for pounds, all threads."""

    name = "polars"

    def __init__(self, extract: Path) -> None:
        import polars as pl

        texts = ("service", "programme", "provider", "area", "funding_source", "instrument")
        starts = pl.col("payment_date").dt.year() - (pl.col("payment_date").dt.month() < 4)
        self._lines = pl.read_parquet(extract).with_columns(
            *(pl.col(text).cast(pl.Categorical) for text in texts),
            pl.format("{}/{}", starts, ((starts + 1) % 100).cast(pl.String).str.zfill(2))
            .cast(pl.Categorical)
            .alias("year"),
            pl.col("payment_date").dt.truncate("1mo").alias("month"),
        )

    def answer(self, question: str) -> float:
        """See Way."""
        import polars as pl

        lines, amount = self._lines, pl.col("amount_gbp")

        def grouped(*by: str) -> Any:
            return lines.group_by(by).agg(amount.sum().alias("sum"), pl.len())

        if question == "spend_by_year":
            return float(grouped("year", "programme")["sum"].sum())
        if question == "spend_breakdown":
            return float(grouped("provider").top_k(ROWS, by="sum")["sum"].sum())
        if question == "spend_by_month":
            return float(grouped("month")["sum"].sum())
        if question == "bridge":
            by = (
                lines.filter(pl.col("year").is_in([YEAR, BEFORE]))
                .group_by("service")
                .agg(
                    amount.filter(pl.col("year") == YEAR).sum().alias("to"),
                    amount.filter(pl.col("year") == BEFORE).sum().alias("from"),
                )
            )
            return float(by["to"].sum())
        if question == "size_distribution":
            found = lines.filter(amount > 0).select(amount)
            found["amount_gbp"].cast(pl.Float64).quantile(0.5, interpolation="lower")
            bands = found.with_columns(
                amount.cast(pl.Float64).cut(list(BANDS[1:]), left_closed=True).alias("band")
            )
            return float(bands.group_by("band").agg(amount.sum(), pl.len())["amount_gbp"].sum())
        return float(lines.top_k(ROWS, by="payment_date")["amount_gbp"].sum())


WAYS: tuple[type[Way], ...] = (BareDuckDB, Pandas, Polars)
