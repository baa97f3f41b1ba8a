"""Figures of a service's own indicators in words, each in its own unit (``service_results``)."""

from commissioning.wording.figures import Row, date_in_words, percent


def result_words(row: Row) -> str | None:
    """A result in its own unit (``service_results``)."""
    return None if row["actual"] is None else figure_words(row["actual"], row["unit"])


def against(row: Row) -> str:
    """The target that a result is set against, for after the result; nothing without one."""
    return f" against a target of {target_words(row)}" if row["target"] is not None else ""


def target_words(row: Row) -> str | None:
    """A target in its own unit; None where there is none."""
    return None if row["target"] is None else figure_words(row["target"], row["unit"])


def interval_words(row: Row) -> str | None:
    """The 95% interval of a result that is held to a target, in its unit; None without one."""
    if row["interval_low"] is None or row["target"] is None:
        return None
    low, high = (figure_words(row[end], row["unit"]) for end in ("interval_low", "interval_high"))
    return f"{low} to {high}"


def figure_words(value: float, unit: str) -> str:
    """A figure of an indicator in its unit: 81.4%, 1,240, 6.5 days."""
    if unit == "percent":
        return percent(value)
    number = f"{value:,.1f}".removesuffix(".0")
    return number if unit in ("count", "rate") else f"{number} {unit}"


def period_words(row: Row) -> str:
    """The days a result covers, or that they were not published."""
    first, last = row["period_start"], row["period_end"]
    if not first or not last:
        return "no dates found"
    return f"{date_in_words(first.isoformat())} to {date_in_words(last.isoformat())}"


def extract_words(row: Row) -> str:
    """Where a row stands in the extracts."""
    return f"{row['file']}, row {row['line']}"
