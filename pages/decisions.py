"""Every decision found, filtered as the reader likes, with what the rows shown add up to."""

from html import escape
from typing import Any

import streamlit as st

from commissioning import tables, wording
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import html, items, link, note, package, paragraph, part, years
from commissioning.ui.figures import download, worked_out
from commissioning.ui.quality import stated
from commissioning.ui.reconciled import reconciled
from commissioning.wording import decisions

ROWS_A_PAGE = 50
DIRECTIONS = {
    links.MONEY_OUT: ("out",),
    links.MONEY_IN: ("in",),
    links.EITHER_DIRECTION: None,
}
COUNTING = {links.COUNTED: "counted", links.NOT_COUNTED: "left_out", links.ALL_ROWS: "all"}
OPEN_ENDED = {links.LEFT_OUT: "leave_out", links.PLACED_WHOLE: "start_year"}
ORDERS = {
    links.NEWEST: "newest",
    links.OLDEST: "oldest",
    links.LARGEST: "largest",
    links.SMALLEST: "smallest",
}
# A published total is of all that counts: rows narrowed by more than years are not its to explain.
NARROWING = (
    "programmes",
    "services",
    "providers",
    "funders",
    "instruments",
    "amount_bases",
    "datings",
    "text",
)
NEVER_ADDED = "Money in and money out are never added: the same grant is often in both."
# Choices that the data writes as identifiers; every other choice is a name and stays as it is.
IDENTIFIERS = ("instrument", "amount_basis")

shown = package()
first_year, last_year = years()
visit = controls.current()


def columns(span: str) -> list[tables.Column]:
    """What is told of each decision; ``span`` is the years its amount is for."""
    return [
        tables.Column(
            "title",
            "Decision, on its public page",
            "long",
            link="source_url",
            below=decisions.reference_words,
        ),
        tables.Column(
            "amount_in_years",
            f"Amount, {span}",
            "pounds",
            "not placed in a year",
            below=decisions.amount_notes,
        ),
        tables.Column("dating", "For", text=decisions.years_words),
        tables.Column("service", "Service", below=lambda row: row["programme"]),
        tables.Column(
            "provider",
            "Provider",
            missing="not stated",
            below=lambda row: f"Funder: {row['funding_source'] or 'not stated'}",
        ),
        tables.Column(
            "instrument", "About", text=decisions.kind_words, below=lambda row: row["note"]
        ),
    ]


def filters() -> dict[str, Any]:
    """Place the controls; return what they ask of the questions about decisions."""
    choices: dict[str, dict[str, str]] = {}
    for row in cache.ask("decision_choices", package=shown.name).rows:
        value = row["value"]
        words = decisions.identifier_words(value) if row["field"] in IDENTIFIERS else value
        choices.setdefault(row["field"], {})[words] = value
    found = cache.ask("decisions_by_year", package=shown.name, open_ended="start_year")
    grants = cache.ask("grants_received", package=shown.name, open_ended="start_year")
    own_years = sorted({row["financial_year"] for row in (*found.rows, *grants.rows)})

    def choose_from(field: str, control: links.Control, anything: str) -> tuple[str, ...]:
        named = choices.get(field, {})
        chosen = controls.choose_many(control, list(named), anything=anything)
        return tuple(named[words] for words in chosen)

    left, middle, right = st.columns(3)
    with left:
        year = controls.choose(links.YEAR, [links.YEARS_SHOWN, links.ANY_YEAR, *own_years])
        programmes = choose_from("programme", links.PROGRAMME, "All programmes")
    with middle:
        direction = controls.choose(links.DIRECTION)
        funders = choose_from("funder", links.FUNDER, "All funders")
    with right:
        rows = controls.choose(links.ROWS)
        providers = choose_from("provider", links.PROVIDER, "All providers")
    with st.expander("More filters and order"):
        left, middle, right = st.columns(3)
        with left:
            instruments = choose_from("instrument", links.INSTRUMENT, "All instruments")
            text = controls.search(links.SEARCH)
        with middle:
            services = choose_from("service", links.SERVICE, "All services")
            bases = choose_from("amount_basis", links.BASIS, "All bases of amount")
            order = controls.choose(links.ORDER)
        with right:
            datings = controls.choose_many(links.DATED, anything="However stated")
            no_end = controls.choose(links.NO_END)
    span = {
        links.YEARS_SHOWN: (first_year, last_year),
        links.ANY_YEAR: (None, None),
    }.get(year, (year, year))
    return {
        "package": shown.name,
        "first_year": span[0],
        "last_year": span[1],
        "programmes": programmes,
        "services": services,
        "providers": providers,
        "funders": funders,
        "instruments": instruments,
        "directions": DIRECTIONS[direction],
        "amount_bases": bases,
        "datings": datings,
        "counting": COUNTING[rows],
        "open_ended": OPEN_ENDED[no_end],
        "text": text or None,
        "order": ORDERS[order],
    }


def say_sums(asked: dict[str, Any], span: str) -> tuple[int, list[str]]:
    """Say what the rows add up to; return the number of rows and what the sums leave out."""
    summary = cache.ask("decision_summary", **asked)
    if not summary.rows:
        note(
            wording.nothing_found(
                "decisions", ["the years", "the direction", "the other filters in use"]
            )
        )
    for row in summary.rows:
        html(f'<p class="cs-h2">{escape(decisions.sum_words(row, span))}</p>')
    left_out = decisions.left_out_of_sums(
        cache.ask("decision_summary", **asked | {"counting": "all"}).rows,
        cache.ask(
            "decision_summary",
            **asked | {"first_year": None, "last_year": None, "counting": "counted"},
        ).rows,
        placed=asked["open_ended"] == "start_year",
    )
    here = links.Target(links.DECISIONS, {})
    said = [
        f"{escape(entry.words)} "
        + link("See these rows", visit.changed(citations.left_out_rows(entry, here)))
        for entry in left_out
    ]
    never_added = [NEVER_ADDED] if len({row["direction"] for row in summary.rows}) > 1 else []
    items([*said, *never_added])
    return (
        sum(row["lines"] for row in summary.rows),
        [*(entry.words for entry in left_out), *never_added],
    )


def list_rows(
    asked: dict[str, Any], span: str, order: str, number: int, left_out: list[str]
) -> None:
    """One page of rows, each with the public page it comes from, and all of them to download."""
    page, pages = controls.turn(links.PAGE, number, ROWS_A_PAGE)
    answer = cache.ask(
        "decision_rows", **asked, order=order, limit=ROWS_A_PAGE, offset=(page - 1) * ROWS_A_PAGE
    )
    html(
        tables.table(answer.rows, columns(span), caption=decisions.page_words(number, page, pages))
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
    span = decisions.span_words(asked["first_year"], asked["last_year"])
    with sums:
        number, left_out = say_sums(asked, span)
        whole = not any(asked[name] for name in NARROWING)
        for row in cache.ask("decision_summary", **asked).rows:
            reconciled(
                {"out": "decisions", "in": "grants"}[row["direction"]],
                asked["first_year"],
                asked["last_year"],
                narrowed=not whole or asked["counting"] != "counted",
            )
    stated("decisions")
    if number:
        list_rows(asked, span, order, number, left_out)


with part("Decisions"):
    page()
