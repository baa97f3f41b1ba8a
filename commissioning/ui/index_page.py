"""The one HTML page behind every address, as this dashboard sends it.

Streamlit answers every page address with the same ``index.html``. It is sent here compressed,
without what the dashboard does not use, and naming the files that the first page will need, so
that a browser fetches them while it is still starting up. It is never cached without asking.
"""

import json
import re
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commissioning import tables
from commissioning.libraries import LIBRARIES
from commissioning.ui.assets import FIRST_SCRIPTS, PLOTLY, front_end
from commissioning.viewer.negotiation import preferred_encoding
from commissioning.viewer.representation import CODINGS, Representation

TITLE = "Commissioned services"

WITHOUT_SCRIPT = (
    "<p>This dashboard needs JavaScript, which is switched off in this browser. "
    "Switch it on, or ask whoever sent you here for the figures as a file.</p>"
)

# Where Streamlit's server is. Left to itself, a page opened by its own address first looks for the
# server below that address, fails, and says so in the browser's console. The files it loads are
# relative to the same place, so this is right behind a proxy too.
START = 'window.__streamlit={BACKEND_BASE_URL:new URL(".",location.href).href};\n' + Path(
    __file__
).with_name("history.js").read_text("utf-8")

# What a page of charts, tables and filters loads after Streamlit has started, by the names of
# Streamlit's own elements.
FIRST_PAGE = ("BidiComponent", "Html", "Selectbox", "Multiselect", "DownloadButton")

# Until the theme arrives Streamlit asks for its bundled font, for a moment and 170 kB. The same
# family, taken from the reader's machine, is there at once.
OWN_FONT = (
    '<style>@font-face{font-family:"Source Sans";font-weight:100 900;font-style:normal;src:'
    + ",".join(
        f'local("{family}")'
        for family in (
            "Segoe UI",
            "Helvetica Neue",
            "Roboto",
            "Arial",
            "Liberation Sans",
            "DejaVu Sans",
        )
    )
    + "}</style>\n"
)


# The dashboard's own rules end the page's body: of two rules as specific as each other the later
# holds, and Streamlit writes its own into the head.
STYLE = f"<style>{Path(__file__).with_name('style.css').read_text('utf-8')}{tables.STYLE}</style>\n"


def first_page_files(folder: Path) -> list[str]:
    """The scripts that ``FIRST_PAGE`` needs, with everything they import, once each.

    They are read from the manifest that Streamlit's build leaves beside its files; without it, or
    without an element in it, nothing is asked for early and the page loads all the same.
    """
    manifest_file = folder / "manifest.json"
    if not manifest_file.exists():
        return []
    manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
    waiting = [
        chunk
        for chunk, entry in manifest.items()
        if entry.get("name") in FIRST_PAGE and entry.get("isDynamicEntry")
    ]
    files: dict[str, None] = {}
    while waiting:
        entry = manifest[waiting.pop()]
        if entry["file"] not in files:
            files[entry["file"]] = None
            waiting.extend(entry.get("imports", ()))
    return list(files)


def index_page(folder: Path) -> bytes:
    """Streamlit's ``index.html`` with this dashboard's changes.

    A part that a later Streamlit words differently is left as it is.
    """
    page = (folder / "index.html").read_text(encoding="utf-8")
    page = page.replace('<html lang="en">', '<html lang="en-GB">')
    page = page.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>")
    # The theme uses the reader's own fonts, so the bundled one would be fetched for nothing.
    page = re.sub(r'<link\s+rel="preload"[^>]*as="font"[^>]*>', "", page)
    # The agent interface is closed here, and nothing should advertise it.
    page = re.sub(r'<link rel="service-desc"[^>]*>', "", page)
    without_script = f"<noscript>{WITHOUT_SCRIPT}</noscript>"
    page = re.sub(r"<noscript>.*?</noscript>", without_script, page, flags=re.DOTALL)
    # A flag for search engines, which are asked to stay away.
    page = re.sub(r"<script>\s*window\.prerenderReady = false\s*</script>", "", page)
    page = page.replace("<title>", f"<script>{START}</script>\n    <title>", 1)
    page = re.sub(r"<!--.*?-->\s*", "", page, flags=re.DOTALL)
    named = set(re.findall(r'"\./(static/js/[^"]+)"', page))
    modules = [*first_page_files(folder), *FIRST_SCRIPTS]
    wanted = "".join(
        f'<link rel="modulepreload" crossorigin href="./{file}">\n'
        for file in modules
        if file not in named
    )
    wanted += f'<link rel="preload" as="script" href="./{PLOTLY}/{LIBRARIES[0].name}">\n'
    page = page.replace("</head>", f"{OWN_FONT}{wanted}</head>")
    return page.replace("</body>", f"{STYLE}</body>").encode()


class IndexPage:
    """ASGI middleware that replaces Streamlit's ``index.html`` wherever it is the answer."""

    def __init__(self, app: ASGIApp, folder: Path | None = None) -> None:
        self.app = app
        folder = folder or front_end()
        original = folder / "index.html"
        # The answer is known by its validator: which addresses get it is Streamlit's to decide.
        self._original = FileResponse(original, stat_result=original.stat()).headers["etag"]
        page = index_page(folder)
        media_type = "text/html; charset=utf-8"
        self._plain = Representation(page, None, media_type)
        self._coded = {
            name: Representation(coding.best(page), name, media_type)
            for name, coding in CODINGS.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and swap the page into the answer where it belongs."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        swapped = False

        async def swap(message: Message) -> None:
            nonlocal swapped
            if message["type"] == "http.response.start":
                tag = Headers(raw=message["headers"]).get("etag", "")
                if tag.removeprefix("W/") == self._original and message["status"] in (200, 206):
                    swapped = True
                    accepted = Headers(scope=scope).getlist("accept-encoding")
                    encoding = preferred_encoding(accepted, tuple(CODINGS))
                    page = self._coded[encoding] if encoding else self._plain
                    await page.answer(scope, "no-cache")(scope, receive, send)
            if not swapped:
                await send(message)

        await self.app(scope, receive, swap)
