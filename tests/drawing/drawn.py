"""Every chart once, from the rows of this folder."""

from commissioning import charts
from commissioning.charts import Chart
from commissioning.palette import Palette
from tests.drawing.committed import (
    AS_AT,
    ENDS,
    EVERY_STATE,
    EXPOSED,
    RUNNING,
    SUMMED,
    YEARS,
)
from tests.drawing.compared_rows import ETHNICITY, PARTNERS, VISITED, targeted
from tests.drawing.indicator_rows import (
    CUMULATIVE,
    FEW,
    NEUTRAL,
    REBASED,
    VERSIONS,
    results_of,
)
from tests.drawing.money_rows import drawn_money
from tests.drawing.quality_rows import drawn_quality
from tests.drawing.rated import FACTS, RATED
from tests.drawing.rows import (
    CONTRIBUTIONS,
    DECISIONS,
    EVENTS,
    GRANTS,
    RECONCILED,
    SERIES,
    TOTALS,
    Row,
    point,
)
from tests.drawing.scaled import PEERS, RESIDENTS, SHARES
from tests.drawing.standings import MANY_PROGRAMMES, STANDINGS
from tests.drawing.worth import drawn_worth


def labels(chart: Chart) -> list[str]:
    """What is written on a chart beside its marks."""
    return [note["text"] for note in chart.figure["layout"].get("annotations", ())]


def series(number: int) -> list[Row]:
    """So many series of three years that compare."""
    names = ["Victims", "VAWG", "Enabling (evaluation, training, systems)", "Sexual violence",
             "Counter-extremism and hate crime", "Violence reduction (VRU)"]  # fmt: skip
    return [
        point(
            f"Decisions found: {names[n]}",
            f"{2020 + year}/{21 + year}",
            str(10**6 * (n + year + 1)),
            growth=5.0,
            family="decisions",
            basis="approved",
        )
        for n in range(number)
        for year in range(3)
    ]


def drawn(palette: Palette) -> dict[str, Chart]:
    """Each chart by name."""

    def lines(rows: list[Row], measure: str, real: bool = False) -> Chart:
        return charts.growth_lines(
            rows, palette, measure=measure, real=real, price_base="2024/25", place="London"
        )

    def over_time(rows: list[Row], rebased: bool = True) -> Chart:
        return charts.indicator_chart(rows, results_of(rows), VERSIONS, palette, rebased=rebased)

    closer = [
        row | {"series_id": "close", "title": "Close", "amount_gbp": row["amount_gbp"] + 40_000}
        for row in series(1)
    ]
    return (
        {
            "headline": charts.headline_dots(
                TOTALS, EVENTS, palette, place="London", last_year="2025/26"
            ),
            "grants": charts.grants_by_funder(GRANTS, "2025/26", palette, place="London"),
            "programmes": charts.decisions_by_programme(DECISIONS, "2021/22", palette),
            "statuses": charts.status_bars(STANDINGS, palette, place="London"),
            "programmes by status": charts.programme_bars(MANY_PROGRAMMES, palette),
            "yearly": charts.yearly_bars(DECISIONS, palette, place="London"),
            "contributions": charts.contribution_bars(
                CONTRIBUTIONS, palette, family="decisions", from_year="2023/24", to_year="2024/25"
            ),
            "reconciliation": charts.reconciliation_columns(
                RECONCILED, palette, family="decisions", place="London"
            ),
            "running": charts.commitment_timeline(
                RUNNING, SUMMED, palette, family="contracts", as_at=AS_AT, states=("running",)
            ),
            "every state": charts.commitment_timeline(
                EVERY_STATE,
                SUMMED,
                palette,
                family="decisions",
                as_at=AS_AT,
                states=("running", "not_begun", "ended"),
                place="London",
            ),
            "committed years": charts.commitment_columns(
                YEARS, palette, family="decisions", as_at=AS_AT, place="London"
            ),
            "ends": charts.ending_bars(ENDS, palette, family="decisions", as_at=AS_AT),
            "funders": charts.exposure_bars(EXPOSED, palette, family="contracts", as_at=AS_AT),
            "indicator": over_time(REBASED),
            "neutral indicator": over_time(NEUTRAL),
            "trial indicator": over_time(REBASED[:8], rebased=False),
            "few results": over_time(FEW),
            "cumulative": over_time(CUMULATIVE),
            "ratings": charts.rating_strips(RATED, palette, place="London"),
            "programme": charts.programme_timeline(FACTS, palette),
            "one series": lines(SERIES, "amount", real=True),
            "four series": lines(series(4), "amount"),
            "close ends": lines([*series(1), *closer], "amount"),
            "six series": lines(series(6), "amount"),
            "index": lines(series(2), "index"),
            "per resident": lines(SERIES, "per_resident"),
            "funnel": charts.funnel_plot(PARTNERS, palette, held_against="units"),
            "funnel of rates": charts.funnel_plot(VISITED, palette, held_against="units"),
            "funnel around a target": charts.funnel_plot(
                targeted(PARTNERS), palette, held_against="target"
            ),
            "rates of groups": charts.rate_dots(ETHNICITY, palette),
            "ratios of groups": charts.ratio_dots(ETHNICITY, palette),
            "shares": charts.share_bars([*SHARES, *SHARES], palette, place="London"),
            "residents": charts.resident_bars(RESIDENTS, palette, what="totals", place="London"),
            "peers a head": charts.peer_bars(PEERS, palette, per_head=True),
            "peers": charts.peer_bars(PEERS, palette, per_head=False),
        }
        | drawn_money(palette)
        | drawn_quality(palette)
        | drawn_worth(palette)
    )
