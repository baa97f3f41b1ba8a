"""Streamlit's JavaScript and styles, and Plotly's, sent compressed and cached for good.

Streamlit serves its front end uncompressed: about 9 MB before the first chart. The files carry a
hash or a version in their names and change only with it, so each is compressed once, at the best
setting, into ``.build/assets/<streamlit version>/``::

    python -m commissioning.ui.assets

Where that was not run, a file is compressed off the event loop, at a fast setting, when it is
first asked for. The bytes as they are, and ranges of them, still come from Streamlit.
"""

import asyncio
import hashlib
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commissioning.libraries import LIBRARIES, package_folder
from commissioning.viewer.negotiation import preferred_encoding
from commissioning.viewer.representation import CODINGS, FOREVER, Coding, Representation

BUILT = Path(__file__).resolve().parents[2] / ".build" / "assets"

# Below this size the headers outweigh what compression saves.
SMALLEST = 512

MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}

WORKERS = 2

# Where what draws charts is below the dashboard's address.
PLOTLY = "plotly"


# Our own scripts, which find each other beside them. The address of their folder changes with what
# is in any of them, because readers keep them for good.
SCRIPTS = sorted(Path(__file__).with_name("sheet").glob("*.js"))
_DIGEST = hashlib.blake2b(
    b"".join(script.read_bytes() for script in SCRIPTS), digest_size=8
).hexdigest()
# Those that every page with a chart or a table begins with.
FIRST_SCRIPTS = [f"{PLOTLY}/{_DIGEST}/{name}.js" for name in ("sheet", "plot", "words")]
# What Streamlit sends with every element that they draw: where to find the first of them.
SHEET = (
    "const base = window.__streamlit?.BACKEND_BASE_URL ?? document.baseURI;\n"
    f'const drawn = await import(new URL("{FIRST_SCRIPTS[0]}", base).href);\n'
    "export default drawn.default;"
)


def front_end() -> Path:
    """Streamlit's folder of static files, found without importing Streamlit."""
    return package_folder("streamlit") / "static"


def drawing_files() -> dict[str, Path]:
    """What draws pages, by its path below the server's root: Plotly's and our own."""
    drawing = {f"{PLOTLY}/{library.name}": library.file for library in LIBRARIES}
    return drawing | {f"{PLOTLY}/{_DIGEST}/{script.name}": script for script in SCRIPTS}


def compressible(folder: Path) -> dict[str, Path]:
    """The files of a front end worth compressing, by their path below the server's root.

    Only files under ``static/`` are named: those carry a hash, so what a name means never changes.
    """
    return {
        file.relative_to(folder).as_posix(): file
        for file in sorted((folder / "static").rglob("*"))
        if file.suffix in MEDIA_TYPES and file.stat().st_size >= SMALLEST
    }


def served_files() -> dict[str, Path]:
    """The installed Streamlit's files worth compressing, and what draws and pictures charts."""
    return compressible(front_end()) | drawing_files()


def built_folder() -> Path:
    """Where the files of the installed Streamlit are kept compressed."""
    return BUILT / metadata.version("streamlit")


def compress_all(files: Mapping[str, Path], into: Path) -> int:
    """Compress every file that is not yet in ``into``. Returns how many were made.

    Progress goes to stderr. Each file is renamed into place, so that an interrupted run never
    leaves half of one.
    """
    waiting = [
        (file, into / (name + coding.suffix), coding)
        for name, file in files.items()
        for coding in CODINGS.values()
        if not (into / (name + coding.suffix)).exists()
    ]
    # Largest first, so that one big file at the end does not leave the other processor idle.
    waiting.sort(key=lambda job: job[0].stat().st_size, reverse=True)
    total = sum(file.stat().st_size for file, _, _ in waiting)
    done = 0
    last_said = time.monotonic()

    def compress(job: tuple[Path, Path, Coding]) -> int:
        file, target, coding = job
        content = file.read_bytes()
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(target.name + ".partial")
        partial.write_bytes(coding.best(content))
        partial.replace(target)
        return len(content)

    # Both compressors release the interpreter lock, so threads use every processor.
    with ThreadPoolExecutor(WORKERS) as workers:
        for size in workers.map(compress, waiting):
            done += size
            if time.monotonic() - last_said > 1:
                last_said = time.monotonic()
                print(f"Compressing the front end: {100 * done // total}%", file=sys.stderr)
    return len(waiting)


class CompressedAssets:
    """ASGI middleware that answers for Streamlit's hashed files in the coding a reader accepts.

    ``base_path`` is Streamlit's ``server.baseUrlPath``. Requests for anything else, for the bytes
    as they are and for ranges go on to Streamlit, whose answers are marked as varying.
    """

    def __init__(
        self,
        app: ASGIApp,
        base_path: str = "",
        folder: Path | None = None,
        built: Path | None = None,
    ) -> None:
        self.app = app
        self._prefix = "/" + base_path.strip("/") + "/" if base_path.strip("/") else "/"
        self._files = served_files() if folder is None else compressible(folder)
        self._built = built or built_folder()
        self._ready: dict[tuple[str, str], Representation] = {}
        self._making: dict[tuple[str, str], asyncio.Lock] = {}
        self._workers = anyio.CapacityLimiter(WORKERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a hashed file, or pass the request on."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        name = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix(self._prefix)
        if name not in self._files:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encoding = preferred_encoding(headers.getlist("accept-encoding"), tuple(CODINGS))
        # A range of compressed bytes is of no use to anyone who did not begin with them, and a
        # reader resuming with If-Range holds a validator that Streamlit's own answer will refuse.
        if encoding is None or "range" in headers:
            await self._pass_on(scope, receive, send)
            return
        representation = await self._representation(name, encoding)
        await representation.answer(scope, FOREVER)(scope, receive, send)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let Streamlit answer, adding what a cache needs to know."""

        async def mark(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Accept-Encoding")
                if message["status"] in (200, 206, 304):
                    headers["cache-control"] = FOREVER
            await send(message)

        await self.app(scope, receive, mark)

    async def _representation(self, name: str, encoding: str) -> Representation:
        """The file in one coding, read or compressed once however many readers ask at once."""
        key = (name, encoding)
        async with self._making.setdefault(key, asyncio.Lock()):
            if key not in self._ready:
                self._ready[key] = await anyio.to_thread.run_sync(
                    self._read_or_compress, name, encoding, limiter=self._workers
                )
        return self._ready[key]

    def _read_or_compress(self, name: str, encoding: str) -> Representation:
        coding = CODINGS[encoding]
        file = self._files[name]
        kept = self._built / (name + coding.suffix)
        content = kept.read_bytes() if kept.exists() else coding.fast(file.read_bytes())
        return Representation(content, encoding, MEDIA_TYPES[file.suffix])


def main() -> None:
    """Compress what the installed Streamlit serves, where that was not done before."""
    began = time.monotonic()
    made = compress_all(served_files(), built_folder())
    if made:
        seconds = time.monotonic() - began
        print(f"Compressed the front end: {made} files in {seconds:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
