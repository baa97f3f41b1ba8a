"""What the pages of the peers show, computed from a frame of the lines as tutorials do."""

import os
from pathlib import Path
from typing import Any

import pandas as pd

YEARS = [f"{year}/{(year + 1) % 100:02d}" for year in range(2015, 2025)]
BANDS = [0, 10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000, 10_000_000]
TEXTS = ("service", "programme", "provider", "area", "funding_source", "instrument")
CHARTS = 4


def extract() -> Path:
    """The Parquet extract that is shown: ``BENCHMARK_EXTRACT``."""
    return Path(os.environ["BENCHMARK_EXTRACT"])


def lines() -> pd.DataFrame:
    """The lines with their financial year; texts are categories."""
    frame = pd.read_parquet(extract())
    for text in TEXTS:
        frame[text] = frame[text].astype("category")
    frame["payment_date"] = day = pd.to_datetime(frame["payment_date"])
    starts = day.dt.year - (day.dt.month < 4)
    frame["year"] = pd.Categorical.from_codes(starts - 2015, YEARS, ordered=True)
    frame["amount_gbp"] = frame["amount_gbp"].astype(float)
    return frame


def selected(frame: pd.DataFrame, last_year: str) -> pd.DataFrame:
    """The lines up to a year."""
    return frame[frame["year"] <= last_year]


def programmes(frame: pd.DataFrame) -> pd.Series:
    """Pounds by programme, largest first."""
    return _pounds(frame, "programme").sort_values(ascending=False)


def concentration(frame: pd.DataFrame) -> pd.Series:
    """The Herfindahl-Hirschman index of providers by year."""
    paid = _pounds(frame, "year", "provider")
    paid = paid[paid > 0]
    share = 100 * paid / paid.groupby("year", observed=True).transform("sum")
    return (share * share).groupby("year", observed=True).sum()


def sizes(frame: pd.DataFrame) -> pd.Series:
    """How many payments there are of each band of size."""
    paid = frame.loc[frame["amount_gbp"] > 0, "amount_gbp"]
    bands = pd.cut(paid, [*BANDS, float("inf")], right=False)
    counted = paid.groupby(bands, observed=False).count()
    counted.index = [f"from £{least:,}" for least in BANDS]
    return counted


def instruments(frame: pd.DataFrame) -> pd.Series:
    """Pounds by instrument."""
    return _pounds(frame, "instrument")


def latest(frame: pd.DataFrame) -> pd.DataFrame:
    """The 50 latest lines."""
    columns = ["payment_date", "service", "provider", "amount_gbp"]
    return frame.nlargest(50, "payment_date")[columns]


def _pounds(frame: pd.DataFrame, *by: str) -> Any:
    return frame.groupby(list(by), observed=True)["amount_gbp"].sum()


SHOWN = {
    "Where it goes": programmes,
    "Concentration": concentration,
    "Sizes": sizes,
    "Instruments": instruments,
}
