"""The page of data and methods: sources, rejected rows, and what is expected of statistics."""

import html
import re

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import Open, words


def test_the_panel_paper_s_total_is_cited_though_it_has_no_address(open_page: Open) -> None:
    said = words(
        open_page("data_and_methods", record="mopac-commissioned-services-expenditure-2021-22")
    )
    assert "MPS-MOPAC Joint Audit Panel, 3 October 2022, para" in said
    assert "no public address" in said
    assert re.search(r"Row \d+ of london/spend_totals.csv", said)


def test_rejected_rows_are_listed_with_their_reason(open_page: Open, store: Store) -> None:
    rejected = questions.rejected_rows(store, package="illustrative").rows
    said = words(open_page("data_and_methods", data="illustrative"))
    assert rejected
    for row in rejected:
        assert html.escape(row["reason"]) in said
        assert html.escape(row["value"]) in said


def test_what_the_statistics_regulator_expects_is_said(open_page: Open) -> None:
    said = words(open_page("data_and_methods"))
    for heading in (
        "Producer",
        "Status",
        "Contact",
        "Last updated",
        "Update schedule",
        "When it will be retired",
        "Strengths",
        "Limits",
        "Known gaps",
        "Revisions and corrections",
        "Agreement with other publications",
    ):
        assert f">{heading}<" in said
