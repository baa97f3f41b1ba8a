"""The server: Streamlit's application, the headers and files it sends, and nothing on screen.

``streamlit run dashboard.py`` finds ``app`` here; ``commissioning/ui/app.py`` places the pages.
"""

import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Mount, Route

from commissioning import logs, settings
from commissioning.ui import access, service, stopping
from commissioning.ui.assets import CompressedAssets, drawing_files
from commissioning.ui.gate import Gate
from commissioning.ui.headers import ClosedEndpoints, SecurityHeaders
from commissioning.ui.index_page import IndexPage
from commissioning.viewer.application import framed_by_environment, robots
from commissioning.viewer.links import PublishedLinks

# What the first run of a page would otherwise load while a reader waits.
PRELOADED = (
    "duckdb",
    "pandas",
    "commissioning.ui.components",
)


@asynccontextmanager
async def ready_and_frozen(_: st.App) -> AsyncIterator[None]:
    """Load what pages need, then take it out of the garbage collector's sight for good.

    Modules live as long as the server does, so looking through them again and again finds nothing
    and takes longer than answering a question.
    """
    for module in PRELOADED:
        import_module(module)
    gc.collect()
    gc.freeze()
    LOGGER.warning("%s", ACCESS.words)
    stopping.stop_gracefully()
    yield
    PUBLISHED.counting.enter()
    stopping.close()


def as_it_is(file: Path) -> Callable[[Request], Awaitable[FileResponse]]:
    """An endpoint that answers with a script, for the reader who takes no compression."""

    async def answer(_: Request) -> FileResponse:
        return FileResponse(file, media_type="text/javascript")

    return answer


LOGGER = logging.getLogger("commissioning")
ACCESS = access.begin()
# One machine serves its own links; elsewhere `make viewer` does, apart from everything else.
PUBLISHED = PublishedLinks(settings.from_environment().published, framed_by_environment())
BASE = f"/{st.get_option('server.baseUrlPath')}".rstrip("/")

logs.to_stderr()
app = st.App(
    "commissioning/ui/app.py",
    routes=[
        Mount(f"{BASE}/s", PUBLISHED),
        Route(f"{BASE}/robots.txt", robots),
        *(Route(f"{BASE}/{name}", as_it_is(file)) for name, file in drawing_files().items()),
        *service.routes(BASE),
    ],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(
            TrustedHostMiddleware, allowed_hosts=st.get_option("server.allowedHosts") or ["*"]
        ),
        Middleware(Gate, access=ACCESS, base=BASE),
        Middleware(ClosedEndpoints),
        Middleware(CompressedAssets, base_path=BASE),
        Middleware(IndexPage),
    ],
    lifespan=ready_and_frozen,
)
