"""What the server says about itself, and what it refuses to say.

The dashboard is public-facing by link, so every answer carries the headers that keep it out of
other sites' frames, of search engines, and of the address logs of the sites it links to; and the
endpoints Streamlit opens for machines (metrics, the agent interface) answer 404.
"""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commissioning.ui.index_page import START


def _hash_of(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


# One inline script is allowed, by its hash, and blob: because that is how Streamlit starts a
# component's own script. Streamlit and Plotly write styles into the page as they
# draw, hence 'unsafe-inline' for styles alone. Charts become pictures for download by way of data:
# and blob: addresses.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' blob: {_hash_of(START)}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)

SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

CLOSED = re.compile(r"/_stcore/+(metrics|agent(/.*)?)/*$")


class SecurityHeaders:
    """ASGI middleware that puts ``SECURITY_HEADERS`` on every HTTP answer that lacks them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, add)


class ClosedEndpoints:
    """ASGI middleware that answers 404 for Streamlit's metrics and agent interface.

    They have no configuration that removes them: metrics answer anyone, and the agent interface
    describes itself even when it is off.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a closed path, or pass the request on."""
        if scope["type"] == "http" and CLOSED.search(scope["path"]):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
            return
        await self.app(scope, receive, send)
