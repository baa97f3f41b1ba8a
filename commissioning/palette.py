"""The colours charts are drawn with, for a light and a dark page.

The six hues are the Government Analysis Function's categorical palette, in its order
(https://analysisfunction.civilservice.gov.uk/policy-store/data-visualisation-colours-in-charts/).
That palette is made for a white page: its first, third and fifth hues vanish on a dark one, so the
dark palette keeps each hue's family and lifts its lightness. Every series colour has 3:1 against
its page (WCAG 2.2, 1.4.11) and every text colour 4.5:1 (1.4.3); a test computes both.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colours for one kind of page, as #rrggbb.

    ``categories`` are for series, in order; ``rest`` is for what is grouped as "other" or shown
    for comparison only. ``grid`` is decoration and need not be told from the page to read a chart.
    No two colours are the same, so that a chart drawn in one palette can be put into the other.
    """

    name: str
    background: str
    text: str
    quiet_text: str
    axis: str
    grid: str
    rest: str
    categories: tuple[str, str, str, str, str, str]

    @property
    def focus(self) -> str:
        """The colour of what a chart is about when it has one series or one point to stress."""
        return self.categories[0]


LIGHT = Palette(
    name="light",
    background="#ffffff",
    text="#0b0c0c",
    quiet_text="#505a5f",
    axis="#6f777b",
    grid="#dee0e2",
    rest="#7b8388",
    categories=("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"),
)

DARK = Palette(
    name="dark",
    background="#0f1720",
    text="#f3f5f7",
    quiet_text="#b4bec8",
    axis="#8a96a3",
    grid="#2a3643",
    rest="#8a96a4",
    categories=("#6CA8DE", "#3DBFB2", "#E683B8", "#F98B52", "#D0D5DA", "#B9A2E4"),
)


def palette_named(name: str | None) -> Palette:
    """The palette for a page theme: ``"dark"`` gives DARK, anything else LIGHT."""
    return DARK if name == "dark" else LIGHT
