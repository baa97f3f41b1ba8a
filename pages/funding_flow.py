"""Money in to money out: which funder pays for which programme, and how far the sides agree."""

from typing import Any

from commissioning.charts import flows
from commissioning.tables import spending as tables
from commissioning.ui import cache, controls, links, money
from commissioning.ui.components import heading, package, part, years
from commissioning.ui.figures import Part, figure
from commissioning.ui.quality import stated_of
from commissioning.ui.reconciled import reconciled, restatements

shown = package()
first_year, last_year = years()
visit = controls.current()


def balance(family: str, asked: dict[str, Any]) -> None:
    """What each funder gave beside what goes out in its name."""
    answer = cache.ask("funding_balance", **asked)

    def rows_of(way: str, funder: str) -> links.Target:
        if way == "in":
            return links.decisions_link(funders=(funder,), direction=links.MONEY_IN)
        return links.money_link(money.words_of(family), links.BY_PROGRAMME, funders=(funder,))

    figure(
        Part(
            key="balance",
            chart=cache.draw(
                flows.balance_bars, answer, family=family, years=(first_year, last_year)
            ),
            answers=(answer,),
            table=cache.tabulate(tables.balance_table, answer, family=family),
            source=money.source_of(shown, family),
            on_click=lambda key: rows_of(*key),
            restated=[
                *restatements("grants", first_year, last_year),
                *restatements(family, first_year, last_year),
            ],
        )
    )
    reconciled("grants", first_year, last_year)


def flow(family: str, asked: dict[str, Any]) -> None:
    """From funder to programme."""
    answer = cache.ask("funding_flow", **asked)

    def rows_of(funder: str, programme: str) -> links.Target:
        return links.money_link(
            money.words_of(family),
            links.BY_SERVICE,
            funders=(funder,),
            programmes=(programme,),
        )

    figure(
        Part(
            key="flow",
            chart=cache.draw(
                flows.flow_bands, answer, family=family, years=(first_year, last_year)
            ),
            answers=(answer,),
            table=tables.flow_table(
                answer.rows,
                family,
                link=lambda row: visit.address(rows_of(row["funder"], row["programme"])),
            ),
            source=money.source_of(shown, family),
            restated=restatements(family, first_year, last_year),
        )
    )


chosen_family = money.choose_money(shown, money_in=False)
if chosen_family:
    question = {
        "package": shown.name,
        "family": chosen_family,
        "first_year": first_year,
        "last_year": last_year,
    }
    with part("Money in and money out"):
        heading("Money in beside money out")
        balance(chosen_family, question)
    with part("Funders and programmes"):
        heading("From funder to programme")
        flow(chosen_family, question)
        reconciled(chosen_family, first_year, last_year)
    stated_of(chosen_family)
