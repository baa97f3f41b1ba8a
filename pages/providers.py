"""Where the money goes: from programme to service to provider to area, down to the lines."""

from typing import Any

import streamlit as st

from commissioning.charts import spending as charts
from commissioning.tables import spending as tables
from commissioning.ui import cache, controls, links, money, sheet
from commissioning.ui.components import heading, html, items, link, package, paragraph, part, years
from commissioning.ui.figures import Part, figure
from commissioning.ui.quality import stated_of
from commissioning.ui.reconciled import reconciled, restatements

ROWS_A_PAGE = 50
NARROWING = {
    "programmes": links.PROGRAMME,
    "services": links.SERVICE,
    "providers": links.PROVIDER,
    "areas": links.AREA,
    "funders": links.FUNDER,
}

shown = package()
first_year, last_year = years()
visit = controls.current()


def narrowed(family: str) -> dict[str, tuple[str, ...]]:
    """Place what narrows the money down; return what each choice comes to.

    There may be thousands of names to choose from, so the lists are there once they are unfolded or
    something is chosen.
    """
    folded = st.expander("Narrow down", key="narrow-down", on_change="rerun")
    if not folded.open and not any(map(controls.is_in_use, NARROWING.values())):
        return dict.fromkeys(NARROWING, ())
    values = money.choices_of(shown, family)
    with folded:
        columns = st.columns(3)
    chosen = {}
    for number, (name, control) in enumerate(NARROWING.items()):
        with columns[number % 3]:
            offered = values.get(name.removesuffix("s"), [])
            chosen[name] = controls.choose_many(
                control, offered, anything=f"All {control.label.lower()}s"
            )
    return chosen


def way_back(family: str, chosen: dict[str, tuple[str, ...]]) -> None:
    """The choices made so far as a path, each a link back to where it was not yet narrower."""
    steps = [link("All", visit.address(money.divided_link(family, links.BY_PROGRAMME, {})))]
    so_far: dict[str, tuple[str, ...]] = {}
    for name, control in NARROWING.items():
        if chosen[name]:
            so_far[name] = chosen[name]
            here = money.divided_link(family, money.FURTHER[control.label], so_far)
            steps.append(link(", ".join(chosen[name]), visit.address(here)))
    if len(steps) > 1:
        html(f'<p class="cs-text">{" › ".join(steps)}</p>')


def breakdown(family: str, asked: dict[str, Any], chosen: dict[str, tuple[str, ...]]) -> None:
    """The members of the level chosen, each leading a level further down."""
    with st.container(horizontal=True):
        level = controls.pick(links.LEVEL)
        text = controls.search(links.FIND)
    dimension = money.DIMENSIONS[level]
    everything = {**asked, "dimension": dimension, "text": text or None}
    found = cache.ask("spend_breakdown", **everything, limit=1).rows
    number = found[0]["found"] if found else 0
    page, _ = controls.turn(links.PAGE, number, ROWS_A_PAGE)
    answer = cache.ask(
        "spend_breakdown", **everything, limit=ROWS_A_PAGE, offset=(page - 1) * ROWS_A_PAGE
    )

    onward = money.Onward(family, level, tuple(chosen.items()), tuple(visit.shared.items()))
    with sheet.stretch():
        way_back(family, chosen)
        figure(
            Part(
                key="breakdown",
                chart=cache.draw(
                    charts.breakdown_bars,
                    answer,
                    family=family,
                    dimension=dimension,
                    chosen=tuple(value for values in chosen.values() for value in values),
                    years=(first_year, last_year),
                    place=shown.area,
                ),
                answers=(answer,),
                table=cache.tabulate(
                    tables.breakdown_table,
                    answer,
                    family=family,
                    dimension=dimension,
                    years=(first_year, last_year),
                    link=onward,
                ),
                source=money.source_of(shown, family),
                on_click=lambda key: onward.target(key[1]),
                restated=restatements(family, first_year, last_year, chosen["programmes"]),
            )
        )
        further(family, chosen)
        reconciled(family, first_year, last_year, narrowed=any(chosen.values()))
        stated_of(family)


def further(family: str, chosen: dict[str, tuple[str, ...]]) -> None:
    """Links from here to the decisions behind it and to one service's three bases."""
    said = []
    if family in ("decisions", "grants") and not chosen["areas"]:
        rows = links.decisions_link(
            programmes=chosen["programmes"],
            services=chosen["services"],
            providers=chosen["providers"],
            funders=chosen["funders"],
            direction=links.MONEY_IN if family == "grants" else None,
        )
        said.append(link("The decisions behind this", visit.address(rows)))
    if len(chosen["services"]) == 1:
        service = links.service_link(chosen["services"][0])
        said.append(link("Approved, contracted and paid for this service", visit.address(service)))
    if said:
        items(said)


def concentration(family: str, asked: dict[str, Any], *, groups: bool) -> None:
    """How concentrated the named money is, year by year, each provider apart or by groups."""
    answer = cache.ask(
        "concentration",
        package=shown.name,
        family=family,
        dimension="provider_group" if groups else "provider",
        first_year=first_year,
        last_year=last_year,
        programmes=asked["programmes"],
    )
    figure(
        Part(
            key="concentration",
            chart=cache.draw(charts.concentration_bars, answer, family=family, groups=groups),
            answers=(answer,),
            table=cache.tabulate(tables.concentration_table, answer, family=family),
            source=money.source_of(shown, family),
            definitions=[
                "HHI, the Herfindahl-Hirschman index, is the sum of squared percentage shares: near"
                " 0 for many small providers, 10,000 for one. There are no official bands for it.",
                "The effective number is 10,000 / HHI: how many providers of equal size would be"
                " as concentrated. Normalised HHI is (H − 1/n) / (1 − 1/n) with H = HHI / 10,000.",
            ],
        ),
        level=3,
    )


def sizes_and_instruments(family: str, asked: dict[str, Any]) -> None:
    """Sizes of awards or payments, and grants against contracts."""
    span = (first_year, last_year)
    sizes = cache.ask("size_distribution", **asked)
    figure(
        Part(
            key="sizes",
            chart=cache.draw(charts.size_bars, sizes, family=family, years=span),
            answers=(sizes,),
            table=cache.tabulate(tables.size_table, sizes, family=family),
            source=money.source_of(shown, family),
        ),
        level=3,
    )
    heading("Grants against contracts")
    whole = cache.ask("spend_breakdown", **asked, dimension="instrument")
    by_year = cache.ask(
        "spend_by_year",
        **{name: value for name, value in asked.items() if name not in ("areas", "funders")},
        dimension="instrument",
    )
    figure(
        Part(
            key="instruments",
            chart=cache.draw(charts.instrument_bars, whole, family=family, years=span),
            answers=(whole, by_year),
            table=cache.tabulate(
                tables.breakdown_table, whole, family=family, dimension="instrument", years=span
            )
            + cache.tabulate(tables.instruments_by_year_table, by_year, family=family),
            source=money.source_of(shown, family),
        ),
        level=3,
    )


chosen_family = money.choose_money(shown)
if chosen_family:
    paragraph(
        "Choose a bar, or a name in the table, to go a level down: programme, service, provider,"
        " area. The path above the chart leads back."
    )
    narrowing = narrowed(chosen_family)
    selection = {"first_year": first_year, "last_year": last_year, **narrowing}
    question = {"package": shown.name, "family": chosen_family, **selection}
    with part("Where the money goes"):
        breakdown(chosen_family, question, narrowing)
        money.rows_behind(shown, chosen_family, selection, ROWS_A_PAGE)
    heading("How concentrated it is")
    counted = controls.pick(links.COUNTED_AS)
    with sheet.stretch():
        with part("Concentration"):
            concentration(chosen_family, question, groups=counted == links.GROUPS_AS_ONE)
        with part("Sizes"):
            heading("Sizes")
            sizes_and_instruments(chosen_family, question)
        money.names_that_count(shown, "service", "provider", "provider_group")
