"""A file in one content coding, ready to send: whole, its headers alone, or "not modified"."""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import brotli
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from commissioning.viewer.negotiation import is_unchanged

FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Coding:
    """One content coding: its name on the wire, its file suffix, and how to compress to it.

    ``best`` is for once, at installation; ``fast`` is for a reader who is waiting.
    """

    name: str
    suffix: str
    best: Callable[[bytes], bytes]
    fast: Callable[[bytes], bytes]


def _gzipped(level: int) -> Callable[[bytes], bytes]:
    # A fixed time of zero, so that the same file compresses to the same bytes and validator.
    return lambda content: gzip.compress(content, level, mtime=0)


CODINGS: Mapping[str, Coding] = {
    coding.name: coding
    for coding in (
        Coding(
            "br",
            ".br",
            best=lambda content: brotli.compress(content, quality=11),
            fast=lambda content: brotli.compress(content, quality=5),
        ),
        Coding("gzip", ".gz", best=_gzipped(9), fast=_gzipped(6)),
    )
}


@dataclass(frozen=True)
class Representation:
    """One file in one content coding, ready to send."""

    content: bytes
    encoding: str | None
    media_type: str

    @cached_property
    def validator(self) -> str:
        """A strong entity tag: the same bytes have the same tag on every machine."""
        return f'"{hashlib.blake2b(self.content, digest_size=12).hexdigest()}"'

    def answer(self, scope: Scope, caching: str, status: int = 200) -> Response:
        """The response to this GET or HEAD: the content, its headers alone, or "not modified".

        ``status`` is that of an answer with content; what is refused is never "not modified".
        """
        headers = {"etag": self.validator, "cache-control": caching, "vary": "Accept-Encoding"}
        if status == 200 and is_unchanged(
            Headers(scope=scope).getlist("if-none-match"), self.validator
        ):
            return Response(status_code=304, headers=headers)
        if self.encoding is not None:
            headers["content-encoding"] = self.encoding
        headers["content-length"] = str(len(self.content))
        content = b"" if scope["method"] == "HEAD" else self.content
        return Response(content, status, headers, self.media_type)
