"""What can be said of the quality of the extracts that figures come from, beside the figures."""

from html import escape

from commissioning.ui import cache, controls, links
from commissioning.ui.components import html, link, package, part
from commissioning.wording import quality as words

# The extract that the money of each family comes from.
OF_FAMILY = {
    "paid": "spend_lines",
    "decisions": "decisions",
    "grants": "decisions",
    "contracts": "contracts",
}


def stated(*resources: str) -> None:
    """Place the quality statement of each of these extracts that the package holds.

    Each ends with a link to the page of data quality, at the extract.
    """
    with part("Quality of the data"):
        for row in cache.ask("extract_quality", package=package().name).rows:
            if row["resource"] in resources:
                said = " ".join(words.statement_sentences(row))
                target = controls.current().address(links.quality_link(row["resource"]))
                anchor = link(f"Quality of {words.extract_name(row)}", target)
                html(
                    f'<p class="cs-source"><strong>{escape(row["title"])}:</strong>'
                    f" {escape(said)} {anchor}</p>"
                )


def stated_of(family: str) -> None:
    """The same for the extract that the money of a family comes from."""
    stated(OF_FAMILY[family])
