"""By every total: what it was checked against, the gap, and what of it was restated."""

import csv
import html
import re
from decimal import Decimal
from pathlib import Path

import pytest

from commissioning.settings import PROJECT
from tests.pages.conftest import Open, words

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
RESTATED = "restated on 3 June 2024 from £11,726,337.79 to £11,656,033.79"
PAID = {"data": "illustrative", "money": "Paid"}
# Pages with totals, and how each is opened on payments.
ON_PAYMENTS = {
    "at_a_glance": {"data": "illustrative"},
    "spend_growth": {"data": "illustrative", "figures": "Payments"},
    "bridge": PAID | {"change_from": "2022/23"},
    "providers": PAID,
    "areas": PAID,
    "funding_flow": PAID,
    "services": {"data": "illustrative"},
    "money_and_evidence": PAID,
    "reconciliation": {"data": "illustrative", "set_against": "Payments"},
}
ON_DECISIONS = (
    "at_a_glance",
    "spend_growth",
    "providers",
    "areas",
    "funding_flow",
    "services",
    "commitments",
    "benchmark",
    "decisions",
    "money_and_evidence",
)


def extract(package: str, name: str) -> list[dict[str, str]]:
    file: Path = PROJECT / "data" / package / f"{name}.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def said_on(open_page: Open, page: str, **query: str) -> str:
    return html.unescape(words(open_page(page, **query)))


@pytest.mark.parametrize("page", ON_DECISIONS)
def test_a_page_with_decisions_says_its_control_total_and_the_gap(
    open_page: Open, page: str
) -> None:
    said = said_on(open_page, page)
    assert "Checked against the £59.9m published for 2021/22" in said
    assert "decisions found come to £21.6m less (64% of it)" in said
    assert "Not counted: £15.2m in 1 row already in another decision" in said


@pytest.mark.parametrize("page", ON_PAYMENTS)
def test_a_restatement_is_said_where_the_figure_is(open_page: Open, page: str) -> None:
    (row,) = [row for row in extract("illustrative", "restatements") if row["figure_id"] == "paid"]
    assert (Decimal(row["old_gbp"]), row["announced_on"]) == (Decimal("11726337.79"), "2024-06-03")
    assert RESTATED in said_on(open_page, page, **ON_PAYMENTS[page])


@pytest.mark.parametrize("page", ["at_a_glance", "spend_growth", "providers", "services"])
def test_a_restatement_of_a_year_not_shown_is_not_said(open_page: Open, page: str) -> None:
    said = said_on(open_page, page, **ON_PAYMENTS[page] | {"first_year": "2023/24"})
    assert RESTATED not in said


def test_a_restated_part_is_said_with_its_own_programme_only(open_page: Open) -> None:
    part = "from £2,161,418.02 to £2,091,114.02"
    assert part in said_on(open_page, "providers", **PAID, programme="Victims support")
    assert part not in said_on(open_page, "providers", **PAID, programme="Domestic abuse")


def test_a_comparison_says_the_control_total_of_each_of_its_years(open_page: Open) -> None:
    said = said_on(open_page, "bridge", change_from="2021/22", change_to="2024/25")
    assert "Checked against the £59.9m published for 2021/22" in said
    assert "No published total was found for 2024/25 to check decisions found against." in said


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("providers", {"programme": "Victims"}),
        ("areas", {"programme": "Victims"}),
        ("money_and_evidence", {"programme": "Victims"}),
        ("commitments", {"programme": "Victims"}),
        ("services", {"programme": "Victims"}),
        ("decisions", {"service": "Hotspot patrols"}),
        ("decisions", {"rows": "Left out of totals"}),
    ],
)
def test_a_part_is_not_set_against_the_whole_unsaid(
    open_page: Open, page: str, query: dict[str, str]
) -> None:
    said = said_on(open_page, page, **query)
    assert "No total is published for the part chosen here, so all decisions found" in said


@pytest.mark.parametrize("page", ["at_a_glance", "funding_flow"])
def test_grants_have_no_control_total_and_the_page_says_so(open_page: Open, page: str) -> None:
    assert "No published total of all grants received was found" in said_on(open_page, page)


def test_a_source_line_names_the_page_and_not_the_package(open_page: Open) -> None:
    said = said_on(open_page, "spend_growth")
    pages = {
        row["source_title"]
        for row in extract("london", "spend_totals")
        if row["total_id"] in {
            point["total_id"]
            for point in extract("london", "series_points")
            if point["series_id"] == "moj-victims-grant"
        }
    }  # fmt: skip
    (cited,) = re.findall(r"Source: (.*?)\. Basis: grants received", said)
    assert any(title in cited for title in pages)
    assert f"{WORDS[len(pages) - 1]} other pages, each named with its figure" in cited
    assert "public figures" not in cited


def test_results_are_cited_by_their_pages(open_page: Open) -> None:
    said = said_on(open_page, "outcomes")
    assert re.search(r"Source: .*?\d+ public pages by or about \d+ bodies", said)
    invented = said_on(open_page, "outcomes", data="illustrative")
    assert "invented figures" in invented
    assert "public page" not in invented
