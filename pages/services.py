"""What was approved, contracted and paid for each service, and payments month by month."""

from typing import Any

import streamlit as st

from commissioning import wording
from commissioning.charts import spending as charts
from commissioning.tables import spending as tables
from commissioning.ui import cache, citations, controls, links, money
from commissioning.ui.components import (
    heading,
    html,
    items,
    link,
    note,
    package,
    part,
    restated,
    years,
)
from commissioning.ui.figures import Part, download, figure
from commissioning.ui.quality import stated
from commissioning.ui.reconciled import reconciled, restatements

ROWS_A_PAGE = 60
BASES = {"decisions": "approved_gbp", "contracts": "contracted_gbp", "paid": "paid_gbp"}

shown = package()
first_year, last_year = years()
visit = controls.current()
span = {"package": shown.name, "first_year": first_year, "last_year": last_year}
every = cache.ask("service_bases", **span).rows


def one_service(service: str) -> None:
    """One service's three bases by year, and where its money goes."""
    answer = cache.ask("service_bases", **span, services=(service,))
    figure(
        Part(
            key="bases",
            chart=cache.draw(charts.bases_bars, answer, service=service),
            answers=(answer,),
            table=tables.bases_table(answer.rows),
            source=citations.of_package(shown, "approvals, contract prices and payments"),
            definitions=[
                "Approved is new money in decisions found, contracted is the price of contracts in"
                " the register, both spread evenly by day over their period. Paid is payments less"
                " credits by date of payment."
            ],
        )
    )
    items(
        [
            link(
                f"{money.words_of(family)}: providers and lines",
                visit.address(
                    links.money_link(money.words_of(family), links.BY_PROVIDER, services=(service,))
                ),
            )
            for family, column in BASES.items()
            if any(row[column] is not None for row in answer.rows)
        ]
    )


def months(services: tuple[str, ...], programmes: tuple[str, ...]) -> None:
    """Payments by month, where the package has a ledger."""
    answer = cache.ask("spend_by_month", **span, services=services, programmes=programmes)
    if not any(row["family"] == "paid" for row in money.family_years(shown)):
        return
    heading("Payments month by month")
    figure(
        Part(
            key="months",
            chart=cache.draw(charts.month_columns, answer, place=shown.area),
            answers=(answer,),
            table=cache.tabulate(tables.months_table, answer),
            source=money.source_of(shown, "paid"),
            restated=restatements("paid", first_year, last_year, programmes),
        ),
        level=3,
    )


def list_services(asked: dict[str, Any]) -> None:
    """Every service and year with its bases, searched and by page."""
    answer = cache.ask("service_bases", **asked)
    rows = answer.rows
    if not rows:
        note(
            wording.nothing_found("services", ["the years", "the programme", "what is looked for"])
        )
        return
    narrowed = bool(asked["services"] or asked["programmes"] or asked["text"])
    for family, column in BASES.items():
        if any(row[column] is not None for row in rows):
            reconciled(
                family,
                first_year,
                last_year,
                narrowed=narrowed,
            )
            html(restated(restatements(family, first_year, last_year, asked["programmes"])))
    page, _ = controls.turn(links.PAGE, len(rows), ROWS_A_PAGE)
    html(
        tables.bases_table(
            rows[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE],
            link=lambda row: visit.changed(links.service_link(row["service"])),
        )
    )
    download(
        "service-bases",
        "Approved, contracted and paid by service",
        cache.later("service_bases", **asked),
        citations.of_package(shown, "approvals, contract prices and payments"),
    )


if not every:
    note(money.NONE)
else:
    left, middle, right = st.columns(3)
    with left:
        services = controls.choose_many(
            links.SERVICE, sorted({row["service"] for row in every}), anything="All services"
        )
    with middle:
        programmes = controls.choose_many(
            links.PROGRAMME, sorted({row["programme"] for row in every}), anything="All programmes"
        )
    with right:
        looked_for = controls.search(links.FIND)
    with part("Services"):
        if len(services) == 1:
            one_service(services[0])
        months(services, programmes)
        stated("spend_lines", "contracts", "decisions")
        heading("Every service, year by year")
        list_services(
            {
                **span,
                "services": services,
                "programmes": programmes,
                "text": looked_for or None,
            }
        )
    money.names_that_count(shown, "service")
