"""Outcomes: what the page counts, lists and links to, and what it says is not there."""

import html
import re
from collections import Counter
from typing import Any

import pytest

from commissioning import questions
from commissioning.store import Store
from commissioning.wording import outcomes as outcome_words
from tests.pages.conftest import Open, asked_by, charts, notices, spec, words

OWN = {"package": "london", "reported_by": "own"}
INVENTED = {"package": "illustrative", "reported_by": "own"}
BOTH = pytest.mark.parametrize(
    ("asked", "address"), [(OWN, {}), (INVENTED, {"data": "illustrative"})]
)


def links_to(page: str, start: str) -> list[dict[str, list[str]]]:
    """The parameters of each link that starts so, in order."""
    return [
        asked_by(html.unescape(address))
        for address in re.findall(rf'href="({re.escape(start)}[^"]*)"', page)
    ]


def listed(page: str) -> list[str]:
    """The indicators that the tables list, by their id, in order."""
    named = [query["indicator"][0] for query in links_to(page, "./indicator?")]
    return [name.rpartition("(")[2].removesuffix(")") for name in named]


@BOTH
def test_the_headline_counts_what_the_question_returns(
    open_page: Open, store: Store, asked: dict[str, Any], address: dict[str, str]
) -> None:
    rows = questions.indicator_standing(store, **asked).rows
    held = [row for row in rows if row["target"] is not None]
    came = [row for row in held if row["actual"] is not None]
    said = words(open_page("outcomes", **address))
    assert f"{len(came)} of {len(held)} indicators with a target have a result" in said
    counts = Counter(row["verdict"] for row in rows)
    absent = "no result found" if asked["package"] == "london" else "not returned"
    assert f"{counts['not_returned']} {absent}. {counts['no_target']} more have no target" in said


@BOTH
def test_every_indicator_is_a_row_and_outcomes_stand_apart_from_outputs(
    open_page: Open, store: Store, asked: dict[str, Any], address: dict[str, str]
) -> None:
    rows = questions.indicator_standing(store, **asked).rows
    page = words(open_page("outcomes", **address))
    assert sorted(listed(page)) == sorted(row["series_id"] for row in rows)
    sections = re.split(r'class="cs-section">', page)
    for name, kinds in outcome_words.GROUPS.items():
        (section,) = [part for part in sections if part.startswith(f"{name}<")]
        assert listed(section) == [
            row["series_id"] for row in rows if row["indicator_kind"] in kinds
        ]


@BOTH
def test_the_chart_counts_every_indicator_once(
    open_page: Open, store: Store, asked: dict[str, Any], address: dict[str, str]
) -> None:
    rows = questions.indicator_standing(store, **asked).rows
    drawn = {
        part["name"]: sum(part["x"]) for part in spec(open_page("outcomes", **address))["data"]
    }
    assert drawn == Counter(outcome_words.STATUSES[row["verdict"]] for row in rows)


def test_eighteen_targets_in_london_have_no_result_and_the_page_says_what_that_means(
    open_page: Open, store: Store
) -> None:
    rows = questions.indicator_standing(store, **OWN, statuses=["not_returned"]).rows
    said = words(open_page("outcomes"))
    assert len(rows) == 18
    assert "18 targets have no result that was found. That is neither a target missed" in said
    assert "Internal audit (1) and Police and Crime Plan 2013-16 (3)" in said
    assert said.count(">No result found<") == 18


def test_a_status_of_the_chart_s_table_leads_to_exactly_its_indicators(
    open_page: Open, store: Store
) -> None:
    page = words(open_page("outcomes", data="illustrative"))
    rows = questions.indicator_standing(store, **INVENTED).rows
    queries = [query for query in links_to(page, "./outcomes?") if "status" in query]
    cells = Counter((row["programme"], outcome_words.STATUSES[row["verdict"]]) for row in rows)
    assert {(q["programme"][0], q["status"][0]) for q in queries} == set(cells)
    for query in queries[:3]:
        app = open_page("outcomes", **query)
        assert notices(app) == ""
        key = (query["programme"][0], query["status"][0])
        assert len(listed(words(app))) == cells[key]


def test_a_click_on_a_bar_chooses_its_programme_and_status(open_page: Open) -> None:
    part = spec(open_page("outcomes", data="illustrative"))["data"][0]
    assert ["Victims support", "Met clearly"] in part["customdata"]


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ({"kind": ["Outcome", "Output"]}, {"kinds": ["outcome", "output"]}),
        ({"service": "Domestic abuse advocacy"}, {"services": ["Domestic abuse advocacy"]}),
        ({"find": "provider a"}, {"text": "provider a"}),
        ({"status": ["Cannot tell"]}, {"statuses": ["cannot_tell"]}),
        ({"standing_order": "Latest period first"}, {"order": "newest"}),
        ({"standing_order": "Status"}, {"order": "status"}),
    ],
)
def test_the_address_asks_what_the_page_lists(
    open_page: Open, store: Store, query: dict[str, Any], parameters: dict[str, Any]
) -> None:
    app = open_page("outcomes", data="illustrative", **query)
    assert notices(app) == ""
    rows = questions.indicator_standing(store, **INVENTED, **parameters).rows
    expected = [
        row["series_id"]
        for kinds in outcome_words.GROUPS.values()
        for row in rows
        if row["indicator_kind"] in kinds
    ]
    assert listed(words(app)) == expected


def test_a_status_chosen_leaves_the_denominators_as_they_are(open_page: Open) -> None:
    every = words(open_page("outcomes", data="illustrative"))
    chosen = words(open_page("outcomes", data="illustrative", status="Met clearly"))
    headline = re.findall(r"\d+ of \d+ indicators with a target[^<]*", every)[0]
    assert headline in chosen
    assert len(listed(chosen)) == 1


def test_a_row_says_target_gap_interval_and_why(open_page: Open, store: Store) -> None:
    """The call answering of August 2025: 81.2% of 5,173 calls against 80%."""
    page = words(open_page("outcomes", data="illustrative", find="Calls answered"))
    (row,) = questions.indicator_standing(store, **INVENTED, text="Calls answered").rows
    assert (row["actual"], row["target"]) == (81.2, 80.0)
    for said in (
        "81.2%",
        "August 2025",
        "80%",
        "set by Commissioning Board, 12 March 2020",
        "+1.2 points",
        "better than its target as reported",
        "80.1% to 82.2%",
        "Met clearly",
        "usual variation: no significant change; the target may be met or missed by chance",
        f"illustrative/indicator_returns.csv, row {row['line']}",
    ):
        assert said in page
    assert re.search(r'alt="65 results: [^"]*; 1 period without a result"', page)


def test_a_year_to_date_is_held_to_no_target(open_page: Open) -> None:
    page = words(open_page("outcomes", data="illustrative", find="year to date"))
    assert "it adds up over time, and no target is stated for the part so far" in page
    assert "short of its target" not in page
    assert '<td class="words">Cannot tell<' in page
    assert '<td class="words">Missed clearly<' not in page


def test_london_rows_lead_to_the_page_they_were_published_on(open_page: Open, store: Store) -> None:
    page = words(open_page("outcomes"))
    for row in questions.indicator_standing(store, **OWN).rows:
        assert html.escape(row["source_url"]) in page
        assert f"{row['file']}, row {row['line']}" in page


def test_comparators_are_never_listed_with_own_services(open_page: Open, store: Store) -> None:
    own = set(listed(words(open_page("outcomes"))))
    others = set(listed(words(open_page("outcomes", reported_by="Comparators"))))
    rows = questions.indicator_standing(store, package="london", reported_by="comparator").rows
    assert others == {row["series_id"] for row in rows}
    assert not own & others


def test_what_leaves_nothing_says_what_to_widen(open_page: Open) -> None:
    empty = open_page("outcomes", data="illustrative", reported_by="Comparators")
    assert charts(empty) == []
    assert "No indicators were found for these choices. Widen who reports" in notices(empty)
    none = open_page("outcomes", data="illustrative", status="Suppressed")
    assert "None of these indicators has a status chosen" in notices(none)
    assert "Nonsense" in notices(open_page("outcomes", status="Nonsense"))


def test_nothing_is_averaged_ranked_or_given_as_a_share_of_target(open_page: Open) -> None:
    said = words(open_page("outcomes", data="illustrative"))
    assert "never averaged" in said
    assert not re.search(r"average (attainment|score)|% of target|rank(ed|s) \d", said)


def test_at_a_glance_leads_to_each_status(open_page: Open, store: Store) -> None:
    page = words(open_page("at_a_glance", data="illustrative"))
    rows = questions.indicator_standing(store, **INVENTED).rows
    counts = Counter(row["verdict"] for row in rows)
    said = re.findall(r'<a href="(\./outcomes[^"]*)">([^<]*)</a>', page)
    told = {text for _, text in said}
    assert {f"{n} {outcome_words.STATUSES[code].lower()}" for code, n in counts.items()} <= told
    for address, text in said:
        app = open_page("outcomes", **asked_by(html.unescape(address)))
        assert notices(app) == ""
        if text[0].isdigit():
            assert len(listed(words(app))) == int(text.split()[0])
