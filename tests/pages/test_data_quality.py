"""Data quality, on its page and beside the figures: every number is a question's, or a count."""

import html
import re
from collections import Counter
from math import ceil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import payment, write_package
from tests.pages.conftest import ROUTER, Open, charts, notices, words
from tests.reference import checked, identified, plain

BOTH = pytest.mark.parametrize("package", ["london", "illustrative"])


def said_by(open_page: Open, **query: str) -> str:
    app = open_page("data_quality", **query)
    assert not app.exception
    assert notices(app) == ""
    return html.unescape(words(app))


def found_in(data: Path, package: str) -> Counter[str]:
    """How much each check finds, by the check's own recomputation."""
    return Counter(
        {
            title: len(find(data, package))
            for title, severity, find in checked.CHECKS.values()
            if severity == "look"
        }
    )


@BOTH
def test_the_page_counts_what_the_checks_found(open_page: Open, data: Path, package: str) -> None:
    said = said_by(open_page, data=package)
    found = found_in(data, package)
    assert f"{found.total()} findings" in said
    for title, number in found.items():
        if number:
            assert f'{title}</a></th><td class="figure">{number:,}</td>' in said
        else:
            assert f"<li>{title}</li>" in said


@BOTH
def test_every_extract_has_its_rows(open_page: Open, data: Path, package: str) -> None:
    said = said_by(open_page, data=package)
    for resource in plain.descriptor(data, package)["resources"]:
        read = len(plain.every_row(data, package, resource["name"]))
        loaded = len(plain.rows(data, package, resource["name"]))
        cells = "".join(
            f'<td class="figure">{number:,}</td>' for number in (read, loaded, read - loaded)
        )
        assert f'quality_of={resource["name"]}">{resource["title"]}</a></th>{cells}' in said


def test_a_check_leads_to_its_rows_with_file_and_line(open_page: Open, data: Path) -> None:
    title, _, find = checked.CHECKS["decision_without_provider"]
    rows = sorted(find(data, "london"))
    pages = ceil(len(rows) / 25)
    listed = []
    for page in (1, pages):
        said = said_by(open_page, check=title, page=str(page))
        assert f"{len(rows)} findings, page {page} of {pages}" in said
        for file, line, detail in rows[25 * (page - 1) : 25 * page]:
            row = f'>{line:,}</td><th scope="row" class="words">{detail}<span class="below">{file}<'
            assert row in said
        listed.append(said.count('<span class="below">london/decisions.csv<'))
    assert listed == [25, len(rows) - 25 * (pages - 1)]


def test_an_extract_has_its_own_findings_alone(open_page: Open) -> None:
    said = said_by(open_page, quality_of="outcomes")
    assert "34 of 52 published targets have a result beside them (65%)" in said
    assert "One check found something to look at in it, 18 times." in said
    # The decisions' findings are those of another extract.
    assert "london/decisions.csv" not in said
    assert "london/outcomes.csv" in said


def test_a_check_that_found_nothing_says_so(open_page: Open) -> None:
    title = checked.CHECKS["payment_repeated"][0]
    assert f"“{title}”: no row was found that does not." in said_by(open_page, check=title)


def test_months_are_drawn_and_in_a_table(open_page: Open, store: Store) -> None:
    app = open_page("data_quality", data="illustrative")
    ledger, returns = charts(app)
    rows = questions.ledger_completeness(store, package="illustrative").rows
    assert ledger["figure"]["data"][0]["y"] == [row["complete_percent"] for row in rows]
    came = questions.return_completeness(store, package="illustrative").rows
    parts = {trace["name"]: trace["y"] for trace in returns["figure"]["data"]}
    totals = [sum(shares) for shares in zip(*parts.values(), strict=True)]
    assert totals == pytest.approx([100] * len(came))
    late = [month for month, share in zip(came, parts["Came late"], strict=True) if share]
    assert late == [row for row in came if row["late"]] != []


def test_a_package_without_months_says_so(open_page: Open) -> None:
    app = open_page("data_quality")
    assert charts(app) == []
    assert "no month can be judged" in words(app)


@pytest.mark.parametrize(
    ("page", "package", "resources"),
    [
        ("bridge", "illustrative", ["spend_lines"]),
        ("providers", "london", ["decisions"]),
        ("funding_flow", "illustrative", ["spend_lines"]),
        ("areas", "london", ["decisions"]),
        ("services", "illustrative", ["contracts", "decisions", "spend_lines"]),
        ("commitments", "illustrative", ["decisions"]),
        ("decisions", "london", ["decisions"]),
        ("spend_growth", "london", ["decisions", "spend_totals"]),
        ("outcomes", "london", ["outcomes"]),
        ("outcomes", "illustrative", ["indicator_returns"]),
        ("indicator", "illustrative", ["indicator_returns"]),
        ("comparison", "illustrative", ["indicator_returns"]),
        ("equality", "illustrative", ["indicator_returns"]),
        ("ratings", "illustrative", ["indicator_returns"]),
        ("money_and_evidence", "illustrative", ["indicator_returns", "spend_lines"]),
    ],
)
def test_a_statement_stands_beside_the_figures_it_affects(
    open_page: Open, store: Store, page: str, package: str, resources: list[str]
) -> None:
    said = html.unescape(words(open_page(page, data=package)))
    assert sorted(set(re.findall(r"data-quality\?[^\"]*quality_of=(\w+)", said))) == resources
    for row in questions.extract_quality(store, package=package).rows:
        if row["resource"] in resources:
            assert f"{row['rows_in']:,} rows read" in said
            times = row["findings"]
            assert (f"look at in it, {times} time" if times else "No check found") in said


def test_names_that_may_be_one_are_suggested_and_left_apart(open_page: Open, data: Path) -> None:
    said = said_by(open_page)
    rows = [row for row in identified.provider_names(data, package="london") if row["may_be"]]
    assert f"{len(rows)} names of providers look like another’s" in said
    for row in rows:
        assert row["provider"] == row["name"] != row["may_be"]
        assert f"{row['name']}<span" in said
        assert f"{row['may_be']}" in said
        assert row["reason"] in said
    assert "provider,LB Newham,London Borough of Newham,spelling," in said
    # Nothing to suggest is said too.
    assert "No name of a provider looks like another’s." in said_by(open_page, data="illustrative")


def test_names_that_are_one_by_number_are_said_where_providers_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Settings(tmp_path / "data", tmp_path / "builds")
    names = [("Alpha Trust", "GB-CHC-1"), ("Alpha (renamed)", "GB-CHC-1"), ("Beta", "")]
    lines = [
        payment(str(number), "2024-05-01", "5", provider=name, provider_ref=reference)
        for number, (name, reference) in enumerate(names)
    ]
    write_package(made.data, "made", {"spend_lines": lines})
    building.build(made)
    monkeypatch.setenv("COMMISSIONING_DATA", str(made.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(made.builds))
    app = AppTest.from_file(str(ROUTER), default_timeout=60).run()
    for page in ("providers", "bridge", "data_quality"):
        said = html.unescape(words(app.switch_page(f"../../pages/{page}.py").run()))
        assert "could not be shown" not in said
        (row,) = re.findall(r"<tr>(?:(?!</tr>).)*GB-CHC-1.*?</tr>", said)
        assert "Alpha (renamed) and Alpha Trust" in row
        assert "the same company or charity number" in row
