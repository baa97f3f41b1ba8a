"""Results rated on the scale of the Procurement Act, by bands set before their period."""

from collections.abc import Mapping
from html import escape
from typing import Any

from commissioning import charts, tables, wording
from commissioning.ui import cache, citations, controls, links
from commissioning.ui.components import heading, html, items, lead, link, package, paragraph, part
from commissioning.ui.figures import Part, Source, download, figure, worked_out
from commissioning.ui.quality import stated
from commissioning.wording import ratings as words

REGULATION = "https://www.legislation.gov.uk/uksi/2024/692/regulation/39/made"
GUIDANCE = (
    "https://www.gov.uk/government/publications/procurement-act-2023-guidance-documents-manage-"
    "phase/guidance-contract-performance-notices-html"
)
COMMENCED = (
    "https://www.dacbeachcroft.com/fr/What-we-think/Procurement-act-2023-final-publication-"
    "requirements-come-into-force"
)
DEFINITIONS = (
    "Bands are set for one indicator from a date on. They rate a period only if they were set on or"
    " before its first day. A result that reaches none of them is Inadequate.",
    "A running total or a rolling figure is not rated, because it holds results of other periods.",
    "The regime is that of the contract that ran on the first day of the period. A service with no"
    " contract then is paid by grant where all its payments are grants.",
    "The interval is 95%: Wilson for a percentage, Byar or exact for a count or a rate.",
)
LATE = (
    "Bands set after a period began do not rate it: they could have been drawn round a result that"
    " was already known."
)

shown = package()
visit = controls.current()
latest = cache.ask("indicator_ratings", package=shown.name, latest_only=True)


def source_of() -> Source:
    """Where ratings come from."""
    return citations.of_package(shown, "results as returned, and bands set for them")


def indicator_page(row: Mapping[str, Any]) -> str:
    """The address of all that is known of an indicator."""
    return visit.address(links.indicator_link(row["series_id"], row["indicator"], row["service"]))


def ratings() -> None:
    """Each indicator with bands at its latest period."""
    figure(
        Part(
            key="ratings",
            chart=cache.draw(charts.rating_strips, latest, place=shown.area),
            answers=(latest,),
            table=tables.ratings_table(words.banded(latest.rows), link=indicator_page),
            source=source_of(),
            definitions=DEFINITIONS,
            on_click=lambda key: links.rated_link(names[key[0]]),
        )
    )
    paragraph(words.voluntary_sentence(words.banded(latest.rows)))


def history() -> None:
    """The ratings of each period of one indicator."""
    heading("Period by period")
    paragraph(LATE)
    chosen = controls.choose(links.RATED, list(names.values()))
    series_id = next(each for each, name in names.items() if name == chosen)
    answer = cache.ask("indicator_ratings", package=shown.name, series_id=series_id)
    periods = words.banded(answer.rows)
    paragraph("Its bands:")
    items([escape(bands) for bands in words.bands_listed(periods)])
    html(tables.rating_history_table(periods, chosen))
    before = sum(row["no_rating"] == "before_bands" for row in answer.rows)
    if before:
        paragraph(
            f"{wording.count(before, 'earlier period')} came before the first bands and"
            f" {'is' if before == 1 else 'are'} not listed."
        )
    download(
        "ratings-by-period",
        f"Ratings by period: {chosen}",
        lambda: answer,
        source_of(),
        (words.NOT_THE_INTERVAL, LATE),
    )
    worked_out((answer,), DEFINITIONS)


def not_rated() -> None:
    """Indicators without bands: their targets alone say something."""
    rows = [row for row in latest.rows if row["bands_from"] is None]
    if rows:
        heading("Indicators without bands")
        paragraph(
            "Nobody set bands for these, so they have no rating: only whether the target was met."
        )
        html(tables.unrated_table(rows, link=indicator_page))


def the_scale() -> None:
    """What the scale is, who must use it and when, each with its public page."""
    heading("The scale, and who must use it")
    regulation = link("regulation 39(5) of the Procurement Regulations 2024", REGULATION)
    guidance = link("Cabinet Office guidance", GUIDANCE)
    html(tables.scale_table())
    commenced = link("DAC Beachcroft, December 2025", COMMENCED)
    items(
        [
            f"The ratings and their meaning, shortened here, are in {regulation}. It gives no"
            " numbers. Where an indicator’s rating begins and ends is for whoever sets its bands,"
            " and a band that nobody set would be invented.",
            "“Other” cannot come out of bands: somebody has to decide that none of the four"
            " describes a result. No record here says so, so it does not occur.",
            "A public contract estimated at more than £5 million must have at least three key"
            " performance indicators. Performance against them must be published at least once"
            f" every twelve months and when the contract ends ({guidance}).",
            "Frameworks, concessions and light-touch contracts are exempt, and so is a contract"
            " that indicators could not appropriately assess. Many services for victims are light"
            " touch or paid by grant: for those, the rating is voluntary, which is why it is"
            f" called {words.VOLUNTARY}.",
            "The duty to publish ratings, section 71 of the Procurement Act 2023, has been in force"
            f" in England since 1 January 2026 ({commenced}). A contract procured before the Act,"
            " which began on 24 February 2025, stays under the earlier rules.",
        ]
    )


names = words.distinct_names(words.banded(latest.rows))
if names:
    with part("Ratings"):
        ratings()
        stated("indicator_returns", "outcomes")
    with part("Ratings by period"):
        history()
    with part("Indicators without bands"):
        not_rated()
else:
    with part("Ratings"):
        lead(
            words.ratings_sentence(latest.rows),
            link(
                "See results against their targets",
                visit.address(links.Target(links.OUTCOMES)),
            ),
        )
        paragraph(
            "Whether a target was met can be said without bands. How well it was met on the Act’s"
            " scale cannot: no public page found gives bands for these indicators."
        )
        worked_out((latest,), DEFINITIONS)
with part("The scale"):
    the_scale()
