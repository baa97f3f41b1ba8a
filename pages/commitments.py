"""What is committed: what is running, what is still to run, what ends when and who pays for it."""

import datetime
from typing import Any

import streamlit as st

from commissioning import charts, tables, wording
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import (
    heading,
    html,
    link,
    note,
    package,
    paragraph,
    part,
    years,
)
from commissioning.ui.figures import Part, Source, download, figure, worked_out
from commissioning.ui.quality import stated_of
from commissioning.ui.reconciled import reconciled, restatements
from commissioning.wording import commitments as words

ROWS_A_PAGE = 25
ROWS_LISTED = 50
STATES = {
    links.RUNNING: ("running",),
    links.NOT_BEGUN: ("not_begun",),
    links.ENDED: ("ended",),
    links.EVERY_STATE: ("running", "not_begun", "ended"),
}
AHEAD = ("running", "not_begun")
FINAL_YEAR = (
    "The last twelve months of a commitment are the days up to its last day, back to the day after"
    " the same date a year before. A commitment of a year or less counts whole."
)
SPREAD = (
    "An amount is spread evenly over the days of its own row, both ends counted, in whole pence"
    " that add up to it. What falls on the as-at day itself counts as past."
)
NOTHING_LATER = (
    "A service ends in a quarter when something found for it does. Nothing later was found for it"
    " when nothing else found for it, whatever the filters, ends after that quarter."
)
NO_OTHER = (
    "A service has no other funder found when all that is found running for it, whatever the"
    " filters, names this one. Where the only others name no funder, that is counted apart."
)

shown = package()
first_year, _ = years()
visit = controls.current()
choices = cache.ask("commitment_choices", package=shown.name).rows


def chosen() -> dict[str, Any]:
    """Place the basis and the filters; return what they ask of every question here."""
    bases = {words.BASES[family]: family for family in words.BASES
             if any(row["family"] == family for row in choices)}  # fmt: skip
    family = bases[controls.pick(links.COMMITTED, list(bases))]

    def choose(control: links.Control, anything: str) -> tuple[str, ...]:
        options = words.values_of(choices, family, control.name)
        return controls.choose_many(control, options, anything=anything)

    left, middle, right = st.columns(3)
    with left:
        programmes = choose(links.PROGRAMME, "All programmes")
    with middle:
        funders = choose(links.FUNDER, "All funders")
    with right:
        providers = choose(links.PROVIDER, "All providers")
    return {
        "package": shown.name,
        "family": family,
        "as_at": datetime.date.fromisoformat(shown.as_at),
        "programmes": programmes,
        "funders": funders,
        "providers": providers,
    }


def decisions_behind(asked: dict[str, Any], **more: Any) -> links.Target | None:
    """The decisions behind a figure; None for contracts, which are no decisions."""
    if asked["family"] != "decisions":
        return None
    return links.decisions_link(
        programmes=asked["programmes"],
        funders=asked["funders"],
        providers=asked["providers"],
        **more,
    )


def source_of(asked: dict[str, Any]) -> Source:
    """Where the figures come from."""
    if asked["family"] == "decisions":
        return citations.of_decisions(shown, visit.address(links.decisions_link()), "approvals")
    return citations.of_package(shown, wording.basis_name("contracted"))


def timeline(asked: dict[str, Any]) -> None:
    """What is committed, from when to when, a page of it at a time."""
    left, right = st.columns(2)
    with left:
        state = controls.pick(links.STATE)
    with right:
        text = controls.search(links.FIND) or None
    states = STATES[state]
    summary = cache.ask("commitment_summary", **asked, text=text)
    number = sum(row["commitments"] for row in summary.rows if row["state"] in states)
    page, _ = controls.turn(links.PAGE, number, ROWS_A_PAGE)
    first = (page - 1) * ROWS_A_PAGE
    answer = cache.ask(
        "commitment_rows", **asked, text=text, states=states, limit=ROWS_A_PAGE, offset=first
    )
    figure(
        Part(
            key="timeline",
            chart=cache.draw(
                charts.commitment_timeline,
                answer,
                summary,
                family=asked["family"],
                as_at=asked["as_at"],
                states=states,
                place=shown.area,
            ),
            answers=(answer, summary),
            table=tables.commitments_table(
                answer.rows,
                words.page_words(len(answer.rows), first + 1, number, asked["family"]),
                asked["as_at"],
            ),
            source=source_of(asked),
            definitions=(SPREAD, FINAL_YEAR),
        )
    )
    if number:
        paragraph(words.page_words(len(answer.rows), first + 1, number, asked["family"]))
        download(
            "commitments",
            "Commitments, all pages",
            cache.later(
                "commitment_rows", **asked, text=text, states=states, limit=number, offset=0
            ),
            source_of(asked),
            (words.NOT_SPENDING[asked["family"]],),
        )


def profile(asked: dict[str, Any]) -> None:
    """What is committed by financial year, before and after the as-at day."""
    heading("What falls in each financial year")
    paragraph(
        f"Years before {first_year} are not shown, as chosen at the side. Years ahead are shown to"
        " the last end, whatever the last year chosen there: this page looks ahead."
    )
    answer = cache.ask("commitment_years", **asked, first_year=first_year)
    linked = decisions_behind(asked) is not None

    def behind(year: str) -> links.Target:
        return decisions_behind(asked, year=year) or links.decisions_link()

    figure(
        Part(
            key="profile",
            chart=cache.draw(
                charts.commitment_columns,
                answer,
                family=asked["family"],
                as_at=asked["as_at"],
                place=shown.area,
            ),
            answers=(answer,),
            table=tables.commitment_years_table(
                answer.rows,
                asked["as_at"],
                link=(lambda row: visit.address(behind(row["financial_year"]))) if linked else None,
            ),
            source=source_of(asked),
            definitions=(SPREAD,),
            on_click=(lambda key: behind(key[0])) if linked else None,
            restated=restatements(asked["family"], first_year, None, asked["programmes"]),
        )
    )
    reconciled(
        asked["family"],
        first_year,
        None,
        narrowed=bool(asked["programmes"] or asked["funders"] or asked["providers"]),
    )


def ends(asked: dict[str, Any]) -> None:
    """What ends in each quarter ahead, and the rows of the quarter chosen."""
    heading("What ends when")
    answer = cache.ask("commitment_ends", **asked)
    quarters = {words.quarter_words(row["quarter_start"]): row for row in answer.rows}

    def ending_in(quarter: str) -> links.Target:
        return links.Target(links.COMMITMENTS, {links.ENDING.name: quarter})

    figure(
        Part(
            key="ends",
            chart=cache.draw(
                charts.ending_bars,
                answer,
                family=asked["family"],
                as_at=asked["as_at"],
                place=shown.area,
            ),
            answers=(answer,),
            table=tables.ends_table(
                answer.rows,
                link=lambda row: visit.changed(
                    ending_in(words.quarter_words(row["quarter_start"]))
                ),
            ),
            source=source_of(asked),
            definitions=(FINAL_YEAR, NOTHING_LATER, SPREAD),
            on_click=lambda key: ending_in(key[0]),
        )
    )
    quarter = controls.choose(links.ENDING, [links.ANY_QUARTER, *quarters])
    if not answer.rows:
        return
    row = quarters.get(quarter)
    listing(
        "ending",
        f"Ending in {quarter}" if row else "Everything that ends ahead",
        asked
        | {
            "states": AHEAD,
            "ends_from": row["quarter_start"] if row else None,
            "ends_to": row["quarter_end"] if row else None,
        },
        sum(each["commitments"] for each in ([row] if row else answer.rows)),
    )


def listing(
    key: str, caption: str, asked: dict[str, Any], number: int, *, placed: bool = True
) -> None:
    """Rows of commitments, the first of them where there are many, and all to download."""
    if not number:
        note(f"{caption}: none found. Choose another quarter, or widen the filters above.")
        return
    answer = cache.ask("commitment_rows", **asked, limit=ROWS_LISTED)
    said = words.page_words(len(answer.rows), 1, number, asked["family"])
    html(tables.commitments_table(answer.rows, f"{caption}: {said}", asked["as_at"], placed=placed))
    download(
        f"commitments-{key}",
        caption,
        cache.later("commitment_rows", **asked, limit=number),
        source_of(asked),
        (words.NOT_SPENDING[asked["family"]],),
    )
    worked_out((answer,))


def exposure(asked: dict[str, Any]) -> None:
    """What rests on each funder, were it to stop."""
    heading("What each funder's end would expose")
    answer = cache.ask("funder_exposure", **asked)

    def paid_by(funder: str) -> links.Target:
        return links.Target(
            links.COMMITMENTS,
            {
                links.FUNDER.name: (funder,),
                links.STATE.name: links.RUNNING,
                links.FIND.name: "",
                links.PAGE.name: "1",
            },
        )

    figure(
        Part(
            key="exposure",
            chart=cache.draw(
                charts.exposure_bars,
                answer,
                family=asked["family"],
                as_at=asked["as_at"],
                place=shown.area,
            ),
            answers=(answer,),
            table=tables.exposure_table(
                answer.rows, link=lambda row: visit.changed(paid_by(row["funder"]))
            ),
            source=source_of(asked),
            definitions=(NO_OTHER, SPREAD),
            on_click=lambda key: paid_by(key[0]),
        )
    )


def without_end(asked: dict[str, Any]) -> None:
    """What has no end date, and what has no date at all, apart."""
    heading("No end date")
    summary = {row["state"]: row for row in cache.ask("commitment_summary", **asked).rows}
    dating = {"no_end": links.START_ONLY, "no_date": links.NO_DATE}
    if not dating.keys() & summary.keys():
        paragraph("Everything found for these choices has a first and a last day.")
        return
    paragraph("These are in no figure above: when their money falls cannot be said.")
    for state, dated in dating.items():
        row = summary.get(state)
        if row is None:
            continue
        target = decisions_behind(asked, year=links.ANY_YEAR, dated=(dated,))
        anchor = [link("See these decisions", visit.address(target))] if target else []
        said = " ".join(
            [words.no_end_sentence(row, asked["family"]), words.ceiling_words([row])]
        ).strip()
        html(f'<p class="cs-lead">{" ".join([link(said, None), *anchor])}</p>')
        listing(
            state,
            f"With {words.STATES[state]}",
            asked | {"states": (state,)},
            row["commitments"],
            placed=False,
        )


if choices:
    asked = chosen()
    with part("Timeline"):
        timeline(asked)
        stated_of(asked["family"])
    with part("What falls in each financial year"):
        profile(asked)
    with part("What ends when"):
        ends(asked)
    with part("What each funder's end would expose"):
        exposure(asked)
    with part("No end date"):
        without_end(asked)
else:
    paragraph(
        "This package holds no commitments: no decisions and no contracts. Another can be chosen"
        " under Data."
    )
