"""The marks of every indicator's control chart, worked out once for a build.

They are those of ``control.marked``: an XmR chart with limits that begin anew with each version of
the definition, and no moving range left out.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

import duckdb

from commissioning.evidence import control

CHART_MARKS = "chart_marks"
# What marks follow from, series by series and each in order of time.
RESULTS = """
    SELECT
        package::VARCHAR AS package, series_id, better, accumulation, definition_version,
        period_start, period_end, actual, target
    FROM outcome_result
    WHERE dimension = 'all'
    ORDER BY package, series_id, period_end, period_start, outcome_id
"""
# Of the results read, and of the series written, at a time: a build may hold a million results.
RESULTS_AT_ONCE = 2_048
SERIES_AT_ONCE = 1_000


def fill_marks(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``chart_marks`` from the table ``outcome_result`` of the build that is being filled.

    It has a row for each series with results for everyone: ``package``, ``series_id``, ``amount``,
    ``variation``, ``assurance`` and ``not_charted``, as ``control.IndicatorChart`` has them.
    """
    connection.execute(
        f"CREATE TABLE {CHART_MARKS} (package package_name, series_id VARCHAR, amount VARCHAR, "
        "variation VARCHAR, assurance VARCHAR, not_charted VARCHAR)"
    )
    # Of the same file and with a result of its own, which is read while rows are written.
    reading = connection.cursor()
    try:
        marks = _marks(_results(reading))
        while some := list(islice(marks, SERIES_AT_ONCE)):
            columns = [list(column) for column in zip(*some, strict=True)]
            connection.execute(
                f"INSERT INTO {CHART_MARKS} SELECT unnest(?::package_name[]), "
                f"{', '.join(['unnest(?::VARCHAR[])'] * 5)}",
                columns,
            )
    finally:
        reading.close()


def _results(reading: duckdb.DuckDBPyConnection) -> Iterator[Mapping[str, Any]]:
    result = reading.execute(RESULTS)
    names = [column[0] for column in result.description or ()]
    while rows := result.fetchmany(RESULTS_AT_ONCE):
        for row in rows:
            yield dict(zip(names, row, strict=True))


def _marks(results: Iterator[Mapping[str, Any]]) -> Iterator[tuple[str | None, ...]]:
    for (package, series_id), rows in groupby(results, key=itemgetter("package", "series_id")):
        chart = _chart(list(rows))
        yield package, series_id, chart.amount, chart.variation, chart.assurance, chart.not_charted


def _chart(rows: list[Mapping[str, Any]]) -> control.IndicatorChart:
    try:
        return control.marked(rows)
    except ValueError:
        # A build is not stopped by a period that ends before it starts, nor by a version of a
        # definition that is taken up again: the one indicator has no chart.
        return control.IndicatorChart((), not_charted=control.AT_ODDS)
