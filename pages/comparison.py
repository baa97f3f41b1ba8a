"""Areas and providers set beside each other: who differs by more than chance, and no ranking."""

from dataclasses import asdict

from commissioning import charts, tables
from commissioning.ui import cache, controls, links, splits
from commissioning.ui.components import package, paragraph, part, years
from commissioning.ui.figures import Part, figure
from commissioning.ui.quality import stated
from commissioning.wording.funnels import rates_found_sentence
from commissioning.wording.splits import counted_sentence, with_both_numbers

DIMENSIONS = ("provider", "area")
AGAINST = {links.ALL_TOGETHER: "units", links.THE_TARGET: "target"}
INSTEAD = splits.Instead(
    "Published rates that say what they are out of", with_both_numbers, rates_found_sentence
)
METHOD = (
    "Limits show how far chance alone takes a rate from the line in the middle, at each size: exact"
    " binomial limits for percentages and exact Poisson limits for rates, interpolated between"
    " counts (D. J. Spiegelhalter, Statistics in Medicine 24, 2005, 1185).",
    "Where those compared vary more than chance, the limits are widened by the variance between"
    " them: additive, on the arcsine or square root scale, the z-scores drawn in at a tenth from"
    " each end (D. J. Spiegelhalter, Quality and Safety in Health Care 14, 2005, 347).",
    "The 95% limits are for looking only. A question is asked of those outside the 99.8% limits.",
    "The 95% interval of a rate is Wilson’s for a percentage, and for a rate Byar’s, or exact"
    " below ten events. Whether two rates differ is not told by whether their intervals overlap.",
)
shown = package()
visit = controls.current()
period = years()


def funnel() -> None:
    """The choices, the funnel and its table, or what to choose instead."""
    answer = splits.offered(shown, DIMENSIONS, period)
    if not answer.rows:
        splits.nothing_offered(shown, answer, DIMENSIONS, period, INSTEAD)
        return
    chosen = splits.choose(answer)
    against = AGAINST[controls.pick(links.HELD_AGAINST)]
    units = cache.ask(
        "comparison_units", **asdict(chosen), package=shown.name, held_against=against
    )
    paragraph(counted_sentence(units.rows[0]))
    figure(
        Part(
            key="funnel",
            chart=cache.draw(charts.funnel_plot, units, held_against=against),
            answers=(units,),
            table=tables.units_table(units.rows, link=lambda row: splits.extract_link()),
            source=splits.source(shown),
            definitions=METHOD,
        )
    )


with part("Areas and providers compared"):
    paragraph(
        "Rates are set beside each other by how many each is out of, because the rate of a small"
        " provider or area moves far by chance. Nothing here ranks them."
    )
    funnel()
    stated("indicator_returns", "outcomes")
