"""What to ask of events, sources, checks, changes and packages."""

import datetime
from typing import Any

from tests.contracts.examples import ILLUSTRATIVE, LONDON
from tests.reference import checked

RECORDS: list[tuple[str, dict[str, Any]]] = [
    ("events", {**LONDON, "first_year": "2020/21"}),
    ("events", {**LONDON, "last_year": "2017/18"}),
    # An event known to its year is in both of the financial years it can have been in.
    ("events", {**LONDON, "first_year": "2013/14", "last_year": "2013/14"}),
    ("events", {**LONDON, "first_year": "2012/13", "last_year": "2012/13"}),
    ("events", ILLUSTRATIVE),
    ("source_record", {**LONDON, "series_id": "commissioning-budget"}),
    ("source_record", {**LONDON, "total_ids": ["absent"]}),
    *(
        ("years_without_total", {**LONDON, "as_at": as_at})
        for as_at in (
            datetime.date(2012, 1, 1),
            datetime.date(2024, 3, 30),
            datetime.date(2024, 3, 31),
            datetime.date(2040, 1, 1),
        )
    ),
    *(
        ("check_findings", {**package, "check_name": name})
        for package in (LONDON, ILLUSTRATIVE)
        for name in sorted(checked.CHECKS)
    ),
    ("check_results", {"package": "reference"}),
    ("row_changes", ILLUSTRATIVE),
    ("row_changes", {**LONDON, "extract": "decisions", "limit": 3}),
    ("row_change_counts", {**LONDON, "extract": "decisions"}),
    ("package_statement", ILLUSTRATIVE),
    ("package_contents", ILLUSTRATIVE),
    ("rejected_rows", LONDON),
    ("rejected_rows", ILLUSTRATIVE),
]
