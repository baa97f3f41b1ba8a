"""Every decision found, filtered as the reader likes, with what the rows shown add up to."""

from html import escape
from typing import Any

import streamlit as st

from commissioning import tables, wording
from commissioning.ui import cache, citations, controls, decision_words, links
from commissioning.ui.components import html, items, note, package, paragraph, part, years
from commissioning.ui.figures import download, worked_out

ROWS_A_PAGE = 50
DIRECTIONS = {
    links.MONEY_OUT: ("out",),
    links.MONEY_IN: ("in",),
    links.EITHER_DIRECTION: None,
}
COUNTING = {links.COUNTED: "counted", links.ALL_ROWS: "all"}
OPEN_ENDED = {links.LEFT_OUT: "leave_out", links.PLACED_WHOLE: "start_year"}
ORDERS = {
    links.NEWEST: "newest",
    links.OLDEST: "oldest",
    links.LARGEST: "largest",
    links.SMALLEST: "smallest",
}

COLUMNS = [
    tables.Column("title", "Decision, on its public page", "long", link="source_url"),
    tables.Column("dating", "Years", text=decision_words.years_words),
    tables.Column("amount_in_years", "Amount in these years", "pounds", "not placed"),
    tables.Column("amount_gbp", "Whole amount", "pounds"),
    tables.Column("direction", "Direction", text=lambda row: f"money {row['direction']}"),
    tables.Column("service", "Service"),
    tables.Column("programme", "Programme"),
    tables.Column("provider", "Provider", missing="not stated"),
    tables.Column("counted", "Counted in sums", text=decision_words.counted_words),
    tables.Column("decision_ref", "Reference"),
    tables.Column(
        "amount_basis", "Amount basis", text=lambda row: decision_words.plain(row["amount_basis"])
    ),
    tables.Column("funding_source", "Funder", missing="not stated"),
    tables.Column(
        "instrument", "Instrument", text=lambda row: decision_words.plain(row["instrument"])
    ),
    tables.Column("date_signed", "Signed", "date", "not found"),
    tables.Column("note", "Note", "long", missing="none"),
    tables.Column("line", "Row", text=lambda row: f"{row['file']}, row {row['line']}"),
]

shown = package()
first_year, last_year = years()


def filters() -> dict[str, Any]:
    """Place the controls; return what they ask of the questions about decisions."""
    choices: dict[str, dict[str, str]] = {}
    for row in cache.ask("decision_choices", package=shown.name).rows:
        choices.setdefault(row["field"], {})[decision_words.plain(row["value"])] = row["value"]
    found = cache.ask("decisions_by_year", package=shown.name, open_ended="start_year")
    grants = cache.ask("grants_received", package=shown.name, open_ended="start_year")
    own_years = sorted({row["financial_year"] for row in (*found.rows, *grants.rows)})
    left, middle, right = st.columns(3)
    with left:
        year = controls.choose(links.YEAR, [links.YEARS_SHOWN, links.ANY_YEAR, *own_years])
        programmes = controls.choose_many(
            links.PROGRAMME, list(choices.get("programme", {})), "All programmes"
        )
    with middle:
        direction = controls.choose(links.DIRECTION)
        funders = controls.choose_many(links.FUNDER, list(choices.get("funder", {})), "All funders")
    with right:
        rows = controls.choose(links.ROWS)
        providers = controls.choose_many(
            links.PROVIDER, list(choices.get("provider", {})), "All providers"
        )
    with st.expander("More filters and order"):
        left, middle, right = st.columns(3)
        with left:
            instruments = controls.choose_many(
                links.INSTRUMENT, list(choices.get("instrument", {})), "All instruments"
            )
            text = controls.search(links.SEARCH)
        with middle:
            bases = controls.choose_many(
                links.BASIS, list(choices.get("amount_basis", {})), "All bases of amount"
            )
            order = controls.choose(links.ORDER)
        with right:
            no_end = controls.choose(links.NO_END)

    def chosen(field: str, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(choices[field][word] for word in words)

    span = {
        links.YEARS_SHOWN: (first_year, last_year),
        links.ANY_YEAR: (None, None),
    }.get(year, (year, year))
    return {
        "package": shown.name,
        "first_year": span[0],
        "last_year": span[1],
        "programmes": chosen("programme", programmes),
        "providers": chosen("provider", providers),
        "funders": chosen("funder", funders),
        "instruments": chosen("instrument", instruments),
        "directions": DIRECTIONS[direction],
        "amount_bases": chosen("amount_basis", bases),
        "counting": COUNTING[rows],
        "open_ended": OPEN_ENDED[no_end],
        "text": text or None,
        "order": ORDERS[order],
    }


def say_sums(asked: dict[str, Any]) -> tuple[int, list[str]]:
    """Say what the rows add up to; return the number of rows and what the sums leave out."""
    summary = cache.ask("decision_summary", **asked)
    if not summary.rows:
        note(
            wording.nothing_found(
                "decisions", ["the years", "the direction", "the other filters in use"]
            )
        )
    span = decision_words.span_words(asked["first_year"], asked["last_year"])
    for row in summary.rows:
        html(f'<p class="cs-h2">{escape(decision_words.sum_words(row, span))}</p>')
    same_years = cache.ask("decision_summary", **asked | {"counting": "all"})
    any_year = cache.ask(
        "decision_summary",
        **asked | {"first_year": None, "last_year": None, "counting": "counted"},
    )
    left_out = decision_words.left_out_words(
        same_years.rows,
        any_year.rows,
        placed=asked["open_ended"] == "start_year",
        listed=asked["counting"] == "all",
    )
    items([escape(words) for words in left_out])
    return sum(row["lines"] for row in summary.rows), left_out


def list_rows(asked: dict[str, Any], order: str, number: int, left_out: list[str]) -> None:
    """One page of rows, each with the public page it comes from, and all of them to download."""
    page, pages = controls.turn(links.PAGE, number, ROWS_A_PAGE)
    answer = cache.ask(
        "decision_rows", **asked, order=order, limit=ROWS_A_PAGE, offset=(page - 1) * ROWS_A_PAGE
    )
    html(
        tables.table(
            answer.rows,
            COLUMNS,
            caption=decision_words.page_words(number, page, pages),
        )
    )
    download(
        "decisions",
        "Decisions found",
        cache.later("decision_rows", **asked, order=order, limit=number, offset=0),
        citations.of_decisions(shown, "", "approvals and grants accepted"),
        ("Approvals are not spending.", *left_out),
    )
    worked_out((cache.ask("decision_summary", **asked), answer))


def page() -> None:
    """The sums first, then the filters that make them, then the rows."""
    if not cache.ask("decision_choices", package=shown.name).rows:
        paragraph("This package holds no decisions. Another can be chosen under Data.")
        return
    sums = st.container()
    asked = filters()
    order = asked.pop("order")
    with sums:
        number, left_out = say_sums(asked)
    if number:
        list_rows(asked, order, number, left_out)


with part("Decisions"):
    page()
