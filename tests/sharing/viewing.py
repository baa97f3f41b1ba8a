"""A viewer in a process of its own, and a client that sends what it likes."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from commissioning.settings import PROJECT
from tests.serving.provided import ended, free_port, until_it_answers


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
    port = free_port()
    with output.open("w") as printed:
        process = subprocess.Popen(
            [sys.executable, *command, "--port", str(port)],
            cwd=PROJECT,
            env={**os.environ, "COMMISSIONING_PUBLISHED": str(root), **environment},
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
    server = Server(port, process, output)
    with ended(process):
        until_it_answers(port, "/health", process, output)
        yield server
