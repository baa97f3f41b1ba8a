"""Which areas the money names, as a map of equal tiles with the table beside it."""

from commissioning.charts import flows
from commissioning.tables import spending as tables
from commissioning.ui import cache, controls, links, money
from commissioning.ui.components import package, part, years
from commissioning.ui.figures import Part, figure
from commissioning.ui.quality import stated_of
from commissioning.ui.reconciled import reconciled, restatements

shown = package()
first_year, last_year = years()
visit = controls.current()
chosen_family = money.choose_money(shown)

if chosen_family:
    programmes = controls.choose_many(
        links.PROGRAMME,
        money.choices_of(shown, chosen_family)["programme"],
        anything="All programmes",
    )

    def rows_of(area: str) -> links.Target:
        """The services of an area."""
        return links.money_link(
            money.words_of(chosen_family), links.BY_SERVICE, areas=(area,), programmes=programmes
        )

    with part("Areas"):
        answer = cache.ask(
            "area_amounts",
            package=shown.name,
            family=chosen_family,
            first_year=first_year,
            last_year=last_year,
            programmes=programmes,
        )
        figure(
            Part(
                key="areas",
                chart=cache.draw(
                    flows.area_tiles, answer, family=chosen_family, years=(first_year, last_year)
                ),
                answers=(answer,),
                table=tables.areas_table(
                    answer.rows,
                    chosen_family,
                    link=lambda row: visit.address(rows_of(row["area"])) if row["lines"] else None,
                ),
                source=money.source_of(shown, chosen_family),
                definitions=[
                    "An amount names an area when its line states one, or when its provider or its"
                    " service is one that the package's table of names places there."
                ],
                on_click=lambda key: rows_of(key[1]),
                restated=restatements(chosen_family, first_year, last_year, programmes),
            ),
            beside=True,
        )
        reconciled(
            chosen_family,
            first_year,
            last_year,
            narrowed=bool(programmes),
        )
    stated_of(chosen_family)
    money.names_that_count(shown, "provider_area", "service_area")
