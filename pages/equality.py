"""How rates differ between groups of people: rates, differences and ratios, described."""

from dataclasses import asdict

from commissioning import charts, tables
from commissioning.ui import cache, splits
from commissioning.ui.components import (
    lead,
    package,
    paragraph,
    part,
    years,
)
from commissioning.ui.figures import Part, figure
from commissioning.ui.quality import stated
from commissioning.wording import equality as words
from commissioning.wording.splits import counted_sentence, of_one_group

DIMENSIONS = ("ethnicity", "sex", "age", "disability")
INSTEAD = splits.Instead(
    "Results published of one group of people alone",
    of_one_group,
    words.published_groups_sentence,
)
METHOD = (
    "The relative rate index is the rate of a group over that of the reference group, with Katz’s"
    " interval (D. Katz and others, Biometrics 34, 1978, 469). The difference has Newcombe’s"
    " (R. G. Newcombe, Statistics in Medicine 17, 1998, 873), and each rate Wilson’s.",
    "The reference group is set for each indicator in the data. Where a split has none, no group is"
    " set against another.",
    words.MISSING_RULE,
    "A group is said to differ only where the intervals of its difference and of its ratio both"
    " leave out no difference. Each further group compared adds to the chance of a difference by"
    " chance: about one in twenty.",
)
shown = package()
period = years()


def groups() -> None:
    """The choices, how many people are in no group, the rates and the ratios."""
    answer = splits.offered(shown, DIMENSIONS, period)
    if not answer.rows:
        splits.nothing_offered(shown, answer, DIMENSIONS, period, INSTEAD)
        return
    chosen = splits.choose(answer)
    rates = cache.ask("equality_rates", **asdict(chosen), package=shown.name)
    table = tables.groups_table(rates.rows, link=lambda row: splits.extract_link())
    paragraph(counted_sentence(rates.rows[0]))
    lead(words.missing_sentence(rates.rows))
    paragraph(words.MISSING_RULE)
    for key, drawn in (("rates", charts.rate_dots), ("ratios", charts.ratio_dots)):
        chart = cache.draw(drawn, rates)
        if chart.empty:
            lead(chart.headline)
            continue
        figure(
            Part(
                key=key,
                chart=chart,
                answers=(rates,),
                table=table,
                source=splits.source(shown),
                definitions=METHOD,
            )
        )


with part("Equality"):
    groups()
    stated("indicator_returns", "outcomes")
