"""What services that money goes to have to show for it, and what each outcome cost."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from commissioning import charts, tables, wording
from commissioning.ui import cache, citations, controls, links, money
from commissioning.ui.components import heading, html, items, link, package, paragraph, part, years
from commissioning.ui.figures import Part, download, figure, worked_out
from commissioning.ui.quality import stated, stated_of
from commissioning.ui.reconciled import reconciled, restatements
from commissioning.wording import costs as cost_words
from commissioning.wording import worth as words

RESULTS = {
    "outcomes": "What the extract of published results holds",
    "indicator_returns": "What the extract of contract returns holds",
}

shown = package()
first_year, last_year = years()
visit = controls.current()


def here(control: links.Control, value: links.Value) -> links.Target:
    """This page with one of its choices changed."""
    return links.Target(links.MONEY_AND_EVIDENCE, {control.name: value})


def choose() -> tuple[str | None, tuple[str, ...]]:
    """Place the choice of basis and of programmes; None where the package has no money."""
    left, right = st.columns(2)
    with left:
        family = money.choose_money(shown, money_in=False)
    if family is None:
        return None, ()
    with right:
        offered = money.choices_of(shown, family).get("programme", [])
        return family, controls.choose_many(links.PROGRAMME, offered, anything="All programmes")


def lines_link(family: str, row: Mapping[str, Any]) -> str:
    """The address of the lines behind a service's money of a year."""
    services, year = (row["service"],), row["financial_year"]
    if family == "decisions":
        return visit.address(links.decisions_link(year=year, services=services))
    target = links.money_link(
        money.words_of(family), links.BY_PROVIDER, services=services, year=year
    )
    return visit.address(target)


def results_link(row: Mapping[str, Any]) -> str | None:
    """The address of a service's indicators, as results are filed; None where none was found."""
    if not row["indicators"]:
        return None
    target = links.outcomes_link(
        programmes=tuple(row["result_programmes"].split(" | ")),
        services=tuple(row["result_services"].split(" | ")),
    )
    return visit.address(target)


def indicator_link(row: Mapping[str, Any]) -> str:
    """The address of an indicator's own page."""
    return visit.address(links.indicator_link(row["series_id"], row["indicator"], row["service"]))


def results_kept() -> None:
    """Where the results are that money is set beside."""
    contents = cache.ask("package_contents", package=shown.name).rows
    extracts = {row["resource"] for row in contents}
    items(
        [
            link(
                "Outcomes: every result found, with what chance could explain",
                visit.address(links.outcomes_link()),
            ),
            *(
                link(said, visit.address(links.extract_link(extract)))
                for extract, said in RESULTS.items()
                if extract in extracts
            ),
        ]
    )


def by_year(family: str, asked: dict[str, Any]) -> list[str]:
    """What services have to show for each year's money; the years that have any."""
    answer = cache.ask(
        "evidence_spend", **asked, family=family, first_year=first_year, last_year=last_year
    )
    figure(
        Part(
            key="evidence-years",
            chart=cache.draw(
                charts.evidence_columns,
                answer,
                family=family,
                programmes=asked["programmes"],
                place=shown.area,
            ),
            answers=(answer,),
            table=tables.evidence_years_table(
                answer.rows,
                link=lambda row: visit.changed(here(links.EVIDENCE_YEAR, row["financial_year"])),
            ),
            source=money.source_of(shown, family),
            definitions=words.RULES,
            on_click=lambda key: here(links.EVIDENCE_YEAR, key[0]),
            restated=restatements(family, first_year, last_year, asked["programmes"]),
        )
    )
    reconciled(
        family,
        first_year,
        last_year,
        narrowed=bool(asked["programmes"]),
    )
    ended = [row for row in answer.rows if wording.has_ended(row["financial_year"], shown.as_at)]
    offered = words.whole_first(ended)
    return [*offered, *(year for year in words.whole_first(answer.rows) if year not in offered)]


def by_kind(family: str, asked: dict[str, Any], year: str) -> None:
    """One year's money by kind of evidence and by programme."""
    answer = cache.ask("evidence_spend", **asked, family=family, first_year=year, last_year=year)
    figure(
        Part(
            key="evidence-kinds",
            chart=cache.draw(
                charts.evidence_bars,
                answer,
                family=family,
                programmes=asked["programmes"],
                place=shown.area,
            ),
            answers=(answer,),
            table=tables.evidence_kinds_table(
                answer.rows,
                link=lambda row: visit.changed(here(links.EVIDENCE, (row["name"],))),
            ),
            source=money.source_of(shown, family),
            definitions=words.RULES,
            on_click=lambda key: here(links.EVIDENCE, (key[0],)),
            restated=restatements(family, year, year, asked["programmes"]),
        )
    )
    reconciled(family, year, year, narrowed=bool(asked["programmes"]))
    html(
        tables.evidence_programmes_table(
            answer.rows,
            year,
            link=lambda row: visit.changed(here(links.PROGRAMME, (row["programme"],))),
        )
    )
    if words.nothing_beside(answer.rows):
        paragraph(words.no_results_found(cache.ask("outcome_coverage", package=shown.name).rows))
    results_kept()


def services(family: str, asked: dict[str, Any], year: str) -> None:
    """The services of one year, each with what it has to show and the lines of its money."""
    heading(f"Services with money in {year}")
    chosen = controls.choose_many(
        links.EVIDENCE, list(words.KINDS.values()), anything="Anything, or nothing"
    )
    answer = cache.ask(
        "evidence_services",
        **asked,
        family=family,
        first_year=year,
        last_year=year,
        evidence=words.kinds_named(chosen),
    )
    if not answer.rows:
        paragraph(wording.nothing_found("services", ["the programme", "what they have to show"]))
        return
    caption = words.services_caption(answer.rows, year)
    html(
        tables.evidence_services_table(
            answer.rows,
            caption,
            lines=lambda row: lines_link(family, row),
            results=results_link,
        )
    )
    download(
        "evidence-services",
        caption,
        lambda: answer,
        money.source_of(shown, family),
        (words.LAST_ONLY, words.NOT_BOUGHT, words.FOUND_ONLY),
    )
    worked_out((answer,), words.RULES)


def unit_costs(programmes: tuple[str, ...]) -> None:
    """What each outcome of a chosen indicator cost, and why others have no unit cost."""
    heading("What each one cost")
    paragraph(
        "Only where an indicator counts what the whole service produced in a whole year that was"
        " paid for. A cost per start, per completion and per outcome are three things, so no two"
        " indicators are compared and no average is given."
    )
    asked: dict[str, Any] = {
        "package": shown.name,
        "first_year": first_year,
        "last_year": last_year,
        "programmes": programmes,
    }
    every = cache.ask("unit_costs", **asked)
    offered = cost_words.costed_options(every.rows)
    if offered:
        left, middle, right = st.columns([3, 2, 2])
        with left:
            chosen = controls.choose(links.COST_OF, offered)
        with middle:
            prices = controls.pick(links.PRICES)
        with right:
            bases = cache.ask("price_bases").column("financial_year")
            base = controls.choose(links.PRICE_BASE, bases) if prices == links.REAL else None
        answer = cache.ask(
            "unit_costs",
            **asked,
            price_base=base,
            series_id=cost_words.costed_series(every.rows, chosen),
        )
        figure(
            Part(
                key="unit-costs",
                chart=cache.draw(charts.unit_cost_dots, answer, price_base=base, place=shown.area),
                answers=(answer,),
                table=tables.unit_costs_table(
                    answer.rows, link=lambda row: lines_link("paid", row)
                ),
                source=citations.of_package(shown, "payments less credits, and contract returns"),
                definitions=cost_words.RULES,
            ),
            level=3,
        )
    else:
        paragraph(cost_words.no_cost_sentence(every.rows))
    if every.rows:
        with st.expander("Which indicators can be costed, and why others cannot", key="table-cost"):
            html(
                tables.costed_table(
                    every.rows,
                    indicators=indicator_link,
                    costs=lambda row: visit.changed(here(links.COST_OF, cost_words.costed(row))),
                )
            )
            download(
                "every-unit-cost",
                "What each one cost, and why it cannot be said",
                lambda: every,
                citations.of_package(shown, "payments less credits, and contract returns"),
                cost_words.RULES,
            )
        worked_out((every,), cost_words.RULES)


def page() -> None:
    """Money by what services have to show, service by service, then what each outcome cost."""
    family, programmes = choose()
    if family is None:
        return
    asked = {"package": shown.name, "programmes": programmes}
    with part("Money and evidence by year"):
        paragraph(words.BESIDE)
        offered = by_year(family, asked)
        if offered:
            year = controls.choose(links.EVIDENCE_YEAR, offered)
            by_kind(family, asked, year)
            services(family, asked, year)
    with part("What each one cost"):
        unit_costs(programmes)
    stated_of(family)
    stated("indicator_returns", "outcomes")


page()
