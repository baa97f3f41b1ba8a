"""An answer with columns that were worked out from its rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from commissioning.query_files import header
from commissioning.store import Answer, Column


def with_added(answer: Answer, added: Sequence[Mapping[str, Any]], **choices: object) -> Answer:
    """The answer with what was ``added`` to each of its rows, one mapping for each, in order.

    Columns and their types are those of the ``-- adds:`` lines of the question's file; a mapping
    that leaves one of them out has None there. ``choices`` are what was asked of the statistics
    beyond what the file was asked with. Raises KeyError for a column that is not among them.
    """
    columns = tuple(
        Column(name, kind)
        for name, kind in re.findall(r"(\w+) ([A-Z]+)", header(answer.sql, "adds"))
    )
    names = [column.name for column in columns]
    for values in added:
        if unknown := values.keys() - set(names):
            raise KeyError(f"{answer.question} adds no {', '.join(sorted(unknown))}")
    rows = tuple(
        {**row, **{name: values.get(name) for name in names}}
        for row, values in zip(answer.rows, added, strict=True)
    )
    return replace(
        answer,
        columns=(*answer.columns, *columns),
        rows=rows,
        parameters={**answer.parameters, **choices},
    )
