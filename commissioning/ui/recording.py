"""Runs views of the dashboard without a browser and writes down what they show::

    python -m commissioning.ui.recording FILE ADDRESS...

A process of its own, because running a page this way replaces what a server keeps for its readers.
What was shown is pickled into FILE for ``commissioning.snapshots.capturing``, which starts this.
"""

import pickle
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from commissioning.faults import CaptureFault
from commissioning.snapshots import checking
from commissioning.snapshots.captured import Block, Capture, Shown
from commissioning.store import Answer, Store
from commissioning.ui import links, recorded
from commissioning.ui.components import Package
from commissioning.ui.navigation import PAGES

ROUTER = Path(__file__).with_name("app.py")
SECONDS = 120
# Files of pages that are about running the dashboard, not about services.
NOT_PUBLISHED = frozenset({"shared_links.py", "import_extracts.py"})


def pages() -> tuple[str, ...]:
    """The addresses of the pages that can be published."""
    return tuple(path for path, (_, file) in PAGES.items() if file not in NOT_PUBLISHED)


def page_of(address: str) -> tuple[str, dict[str, list[str]]]:
    """The page an address leads to and its parameters.

    The address is whole, or relative to the dashboard. Raises CaptureFault when no page has it.
    """
    parts = urlsplit(address)
    page = parts.path.rstrip("/").rpartition("/")[2]
    if page == "." or (parts.netloc and page not in PAGES and parts.path.endswith("/")):
        page = links.AT_A_GLANCE
    if page not in pages():
        known = ", ".join(f"/{name}" for name in pages())
        raise CaptureFault(f"No page has the address “{address}”. There are: {known}.")
    return page, parse_qs(parts.query, keep_blank_values=True)


def record(address: str) -> Capture:
    """Run the page at an address and return what it showed.

    Raises CaptureFault when there is no such page, or part of it could not be shown.
    """
    page, asked = page_of(address)
    app = AppTest.from_file(str(ROUTER), default_timeout=SECONDS)
    app.context = {"theme": "light", "url": f"http://localhost/{page}"}
    if page != links.AT_A_GLANCE:
        # A first run tells which pages there are; it opens on the shared filters of the address.
        for control in links.SHARED:
            if control.name in asked:
                app.query_params[control.name] = asked[control.name]
        app.run()
        app.switch_page(f"../../pages/{PAGES[page][1]}")
    for name, value in asked.items():
        app.query_params[name] = value
    for name in (recorded.SHOWN, recorded.ASKED, recorded.FAILED):
        app.session_state[name] = []
    app.run()
    return _captured(page, app)


def _captured(page: str, app: AppTest) -> Capture:
    state = app.session_state
    failed = [*state[recorded.FAILED], *(error.message for error in app.exception)]
    if failed or "_store" not in state:
        what = ", ".join(f"“{name}”" for name in failed) or "the page"
        raise CaptureFault(f"{what} could not be shown, so nothing was published of it.")
    store: Store = state["_store"]
    package: Package = state["_package"]
    visit: links.Visit = state["_visit"]
    asked: Sequence[Answer] = state[recorded.ASKED]
    blocks: tuple[Block, ...] = tuple(state[recorded.SHOWN])
    first, last, _ = links.in_order(
        str(visit.values[links.FIRST_YEAR.name]), str(visit.values[links.LAST_YEAR.name])
    )
    made = Capture(
        page=page,
        title=PAGES[page][0],
        address=links.pinned_address(visit.view(store.data_version)),
        parameters=_in_words(visit.values, page),
        shown=Shown(
            name=package.name,
            title=package.title,
            body=package.body,
            short_name=package.short_name,
            as_at=package.as_at,
            illustrative=package.illustrative,
            data_version=store.data_version,
        ),
        years=(first, last),
        notices=(*visit.refused, *visit.notices),
        blocks=blocks,
        asked=tuple(dict.fromkeys(answer.question for answer in asked)),
        policy=checking.policy_of(store, package.name),
    )
    return checking.checked(made, store, asked)


def _in_words(values: Mapping[str, Any], page: str) -> dict[str, Any]:
    """The choices of a page by their labels."""
    labels = {control.name: control.label for control in links.CONTROLS[page]}
    return {
        labels[name]: value if isinstance(value, str) else list(value)
        for name, value in values.items()
        if value
    }


def main(arguments: Sequence[str]) -> None:
    """Record every address into the file named first, or the reason why one could not be."""
    target, *addresses = arguments
    made: list[Capture] | CaptureFault
    try:
        made = [record(address) for address in addresses]
    except CaptureFault as fault:
        made = fault
    Path(target).write_bytes(pickle.dumps(made))


if __name__ == "__main__":
    main(sys.argv[1:])
