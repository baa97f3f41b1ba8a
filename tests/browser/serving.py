"""A dashboard of its own for a test: a server process on a free port, and what it printed."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from commissioning.settings import PROJECT, Settings

READY_WITHIN_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running dashboard."""

    port: int
    process_id: int
    output: Path
    base: str = ""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, headers: dict[str, str] | None = None, method: str = "GET"
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body, exactly as they are on the wire."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, headers=headers or {})
            reply = connection.getresponse()
            return reply.status, reply.headers, reply.read()
        finally:
            connection.close()


@contextmanager
def serving(
    settings: Settings,
    output: Path,
    *,
    port: int = 0,
    base: str = "",
    script: str = "dashboard.py",
    **environment: str,
) -> Iterator[Server]:
    """The dashboard over these packages and builds, from its first healthy answer to its end.

    On a free port unless one is given, and below ``base``, which begins with a slash. Another
    ``script`` is served as the dashboard would be.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with output.open("w") as printed:
        process = subprocess.Popen(
            [*command, *(["--server.baseUrlPath", base] if base else [])],
            cwd=PROJECT,
            env={
                **os.environ,
                "COMMISSIONING_DATA": str(settings.data),
                "COMMISSIONING_BUILDS": str(settings.builds),
                "COMMISSIONING_PUBLISHED": str(settings.published),
                **environment,
            },
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
    try:
        server = Server(port, process.pid, output, base)
        _wait_until_healthy(server, process, output)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes], output: Path) -> None:
    give_up = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            if server.ask(f"{server.base}/_stcore/health")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.01)
    state = "is not healthy" if process.poll() is None else f"ended with {process.returncode}"
    pytest.fail(f"The server {state}. It printed:\n{output.read_text()}", pytrace=False)


def free_port() -> int:
    """A port of the loopback address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
