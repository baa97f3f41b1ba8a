"""HTML that is folded away on a page: parsed when it is unfolded, or for paper, and not before."""

import streamlit as st

from commissioning.snapshots.captured import Words
from commissioning.ui import controls, recorded
from commissioning.ui.assets import FOLDED

_FOLDED = st.components.v2.component(
    "commissioning.folded",
    html='<div class="cs-folded"></div>',
    js=FOLDED.as_component,
    isolate_styles=False,  # tables look as they do elsewhere on the page
)


def folded(body: str) -> None:
    """Put HTML whose words are already escaped into the expander that is being filled."""
    recorded.show(lambda: Words(body))
    controls.said(body)
    visit = controls.current()
    visit.folds += 1
    _FOLDED(data={"html": body}, key=f"folded-{visit.folds}")
