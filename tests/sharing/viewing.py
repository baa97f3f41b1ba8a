"""A viewer in a process of its own, and a client that sends what it likes."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from commissioning.settings import PROJECT

READY_WITHIN_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """A running viewer."""

    port: int
    process: subprocess.Popen[bytes]
    output: Path

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, request: bytes) -> bytes:
        """What comes back for some bytes, to the end of the connection, however that ends."""
        answer = b""
        with (
            socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection,
            suppress(ConnectionError),
        ):
            connection.sendall(request)
            while received := connection.recv(1 << 16):
                answer += received
        return answer

    def get(self, target: str, *headers: str, host: str = "localhost") -> tuple[int, bytes]:
        """Status and everything that came back for a request line as it stands."""
        lines = [f"GET {target} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", ""]
        answer = self.send("\r\n".join(lines).encode("latin-1"))
        return int(answer.split(b" ", 2)[1]), answer


@contextmanager
def viewing(
    root: Path,
    output: Path,
    command: Sequence[str] = ("-m", "commissioning.viewer"),
    **environment: str,
) -> Iterator[Server]:
    """A viewer over a published folder, from its first healthy answer to its end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with output.open("w") as printed:
        process = subprocess.Popen(
            [sys.executable, *command, "--port", str(port)],
            cwd=PROJECT,
            env={**os.environ, "COMMISSIONING_PUBLISHED": str(root), **environment},
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
    server = Server(port, process, output)
    try:
        give_up = time.monotonic() + READY_WITHIN_SECONDS
        while True:
            try:
                assert server.get("/health")[0] == 200
                break
            except OSError:
                if time.monotonic() > give_up or process.poll() is not None:
                    pytest.fail(f"The viewer did not start:\n{output.read_text()}", pytrace=False)
                time.sleep(0.02)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
