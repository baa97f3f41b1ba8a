"""Small servers in place of explorers and viewer, which say what reached them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

HELD = "/held"


class StandIn(ThreadingHTTPServer):
    """Answers every request with what it was; ``/held`` may be kept by a cache for a minute."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Answering)
        self.reached: list[dict[str, Any]] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        left = length
        while left:
            left -= len(self.rfile.read(min(left, 1 << 16)))
        assert isinstance(self.server, StandIn)
        reached = {
            "port": self.server.port,
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "length": length,
        }
        self.server.reached.append(reached)
        if self.headers.get("Upgrade") == "websocket":
            self.send_response(101)
            self.send_header("Upgrade", "websocket")
            self.send_header("Connection", "Upgrade")
            self.end_headers()
            self.wfile.write(b"port %d" % self.server.port)
            self.close_connection = True
            return
        body = json.dumps(reached).encode()
        self.send_response(200)
        held = self.path.endswith(HELD)
        self.send_header("Cache-Control", "public, max-age=60" if held else "no-store")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = answer  # noqa: N815 - the names are the library's

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def standing_in(port: int = 0) -> Iterator[StandIn]:
    """A stand-in on a port, until the end of the block: after it, nobody answers there."""
    server = StandIn(port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
