"""What the viewer says about every answer: where it may be framed, and that it is nobody else's."""

import re
from collections.abc import Mapping, Sequence

# A scheme and host, a host alone, or a host with any name before it.
SITE = re.compile(r"(?:https?://)?(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?")


def security_headers(framed_by: Sequence[str] = ()) -> Mapping[str, str]:
    """The headers of every answer; ``framed_by`` are the sites that may embed a snapshot.

    Scripts come from the viewer alone and never from the page. Plotly and inline SVG write styles
    into the page, hence 'unsafe-inline' for styles. Raises ValueError for what is not a site.
    """
    for site in framed_by:
        if not SITE.fullmatch(site):
            raise ValueError(f"'{site}' is not a site that a page can be framed by")
    framing = " ".join(("'self'", *framed_by))
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {framing}",
        )
    )
    return {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex, nofollow, noarchive",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
