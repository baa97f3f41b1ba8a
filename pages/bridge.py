"""What turned one year's total into another's, step by step and member by member."""

from typing import Any

import streamlit as st

from commissioning.charts import bridges
from commissioning.tables import bridges as tables
from commissioning.ui import cache, controls, links, money, sheet
from commissioning.ui.components import heading, note, package, paragraph, part
from commissioning.ui.figures import Part, figure
from commissioning.ui.quality import stated_of
from commissioning.ui.reconciled import reconciled_each, restatements
from commissioning.wording.bridges import bridge_refusal, compared_months

METHOD = (
    "New is what had nothing in the first year; ended is what has nothing in the second; of"
    " decisions found these are only what was found in one of the two. A service"
    " that was renamed or recommissioned counts as one that went on, where the package's table of"
    " names says so: the table is at the end of the page."
)

shown = package()
visit = controls.current()


def choices(family: str) -> dict[str, Any] | None:
    """Place the controls; return what the questions are asked, or None with the reason said."""
    years = money.family_years(shown)
    own = [row["financial_year"] for row in years if row["family"] == family]
    left, middle, right = st.columns(3)
    with left:
        from_year = controls.choose(links.CHANGE_FROM, own)
    with middle:
        to_year = controls.choose(links.CHANGE_TO, own)
    with right:
        by = controls.choose(links.PARTS)
    left, right = st.columns(2)
    with left:
        compared = controls.pick(links.COMPARED)
    with right:
        prices = controls.pick(links.PRICES)
    from_year, to_year, turned_round = links.in_order(
        from_year, to_year, called=(links.CHANGE_FROM.label, links.CHANGE_TO.label)
    )
    visit.notices.extend(turned_round)
    months = 12
    if compared == links.SAME_MONTHS:
        known = [
            row["months"]
            for row in years
            if row["family"] == family and row["financial_year"] in (from_year, to_year)
        ]
        months = min([12, *(covered for covered in known if covered)])
    asked = {
        "package": shown.name,
        "family": family,
        "dimension": money.DIMENSIONS[by],
        "from_year": from_year,
        "to_year": to_year,
        "real_terms": prices == links.REAL,
        "months": months,
    }
    if not cache.ask("bridge_steps", **asked).rows:
        note(bridge_refusal(years, family, from_year, to_year, months))
        return None
    if compared == links.SAME_MONTHS:
        paragraph(
            f"Compared over the same months of both years: {compared_months(months)}."
            if months < 12
            else "Both years are whole, so all twelve months of both are compared."
        )
    return asked


def show(family: str, asked: dict[str, Any]) -> None:
    """The bridge, then the members that made it."""
    dimension, from_year, to_year = asked["dimension"], asked["from_year"], asked["to_year"]
    named = {name: asked[name] for name in ("family", "dimension", "from_year", "to_year")}
    steps, members = cache.ask("bridge_steps", **asked), cache.ask("bridge", **asked)
    source = money.source_of(shown, family)
    forecasts = [
        row["financial_year"]
        for row in cache.ask("price_bases").rows
        if row["status"] == "forecast"
    ]
    figure(
        Part(
            key="bridge",
            chart=cache.draw(
                bridges.bridge_bars,
                steps,
                **named,
                months=asked["months"],
                place=shown.area,
                forecast=asked["real_terms"] and to_year in forecasts,
            ),
            answers=(steps,),
            table=cache.tabulate(
                tables.steps_table, steps, family=family, from_year=from_year, to_year=to_year
            ),
            source=source,
            definitions=[METHOD],
            restated=[
                row for year in (from_year, to_year) for row in restatements(family, year, year)
            ],
        )
    )
    reconciled_each(family, (from_year, to_year))
    heading(f"Each {dimension.replace('_', ' ')}")

    def target(member: str) -> links.Target:
        chosen = {f"{dimension}s": (member,)}
        return links.money_link(money.words_of(family), links.BY_SERVICE, **chosen)

    figure(
        Part(
            key="members",
            chart=cache.draw(bridges.member_bars, members, **named),
            answers=(members,),
            table=tables.bridge_table(
                members.rows,
                family,
                dimension,
                from_year,
                to_year,
                link=lambda row: visit.address(target(row["member"])),
            ),
            source=source,
            on_click=lambda key: target(key[1]),
        ),
        level=3,
    )


chosen_family = money.choose_money(shown)
if chosen_family:
    with part("What drove the change"):
        question = choices(chosen_family)
        if question:
            with sheet.stretch():
                show(chosen_family, question)
    with sheet.stretch():
        stated_of(chosen_family)
        money.names_that_count(shown, "service", "provider")
