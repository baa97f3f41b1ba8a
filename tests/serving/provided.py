"""A provider of OpenID Connect in a process of its own, and a dashboard that signs people in."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from commissioning.settings import PROJECT, Settings

IDENTITY = Path(__file__).with_name("identity")
CLIENT, CLIENT_SECRET = "dashboard", "a secret for tests alone, of some length"
COOKIE_SECRET = "for tests alone: " + "a secret" * 5
READY_WITHIN_SECONDS = 90


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Provider:
    """A running provider."""

    port: int

    @property
    def metadata(self) -> str:
        return f"http://127.0.0.1:{self.port}/.well-known/openid-configuration"

    def account(self, name: str, **claims: object) -> None:
        """Have the provider know somebody, from now on with these claims."""
        self._ask("PUT", name, json.dumps(claims))

    def forget(self, name: str) -> None:
        """Have the provider know somebody no longer."""
        self._ask("DELETE", name, None)

    def _ask(self, method: str, name: str, body: str | None) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, f"/accounts/{name}", body)
        assert connection.getresponse().status == 200
        connection.close()


@dataclass
class Client:
    """Somebody's browser without its engine: follows redirects, keeps cookies, runs nothing."""

    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    def send(
        self, address: str, headers: dict[str, str] | None = None, method: str = "GET"
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """One answer, with redirects left for the caller."""
        parts = urlsplit(address)
        kept = self.cookies.setdefault(parts.netloc, {})
        connection = http.client.HTTPConnection(parts.netloc, timeout=30)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        said = {**(headers or {})}
        if kept:
            said["cookie"] = "; ".join(f"{name}={value}" for name, value in kept.items())
        connection.request(method, target, headers=said)
        answer = connection.getresponse()
        body = answer.read()
        for line in answer.headers.get_all("set-cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or "1970" in morsel["expires"]:
                    kept.pop(name, None)
                else:
                    kept[name] = morsel.coded_value
        connection.close()
        return answer.status, answer.headers, body

    def follow(self, address: str) -> tuple[str, int, bytes]:
        """Where an address leads, its status and its body."""
        for _ in range(20):
            status, headers, body = self.send(address)
            if status not in (301, 302, 303, 307, 308):
                return address, status, body
            parts = urlsplit(address)
            location = headers["location"]
            address = (
                location
                if location.startswith("http")
                else f"{parts.scheme}://{parts.netloc}{location}"
            )
        raise AssertionError(f"redirected without end: {address}")


@dataclass(frozen=True)
class Guarded:
    """A running dashboard that signs people in."""

    port: int
    process: subprocess.Popen[bytes]
    output: Path
    provider: Provider

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def signed_in(self, account: str, path: str = "/") -> tuple[Client, str]:
        """Somebody who has signed in from an address, and where they came to."""
        client = Client()
        address, status, body = client.follow(f"{self.origin}/sign-in?to={path}")
        assert status == 200, body
        assert urlsplit(address).path.startswith("/interaction/"), address
        come_to, *_ = client.follow(f"{address}/done?account={account}")
        return client, come_to


@contextmanager
def provider_at(port: int, redirect: str, output: Path) -> Iterator[Provider]:
    """A provider with one client, from its first healthy answer to its end."""
    node = shutil.which("node")
    if node is None or not (IDENTITY / "node_modules").is_dir():
        pytest.fail("No OpenID Connect provider: `make test` installs one.", pytrace=False)
    with output.open("w") as printed:
        process = subprocess.Popen(
            [node, "provider.js", str(port), CLIENT, CLIENT_SECRET, redirect],
            cwd=IDENTITY,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
    with ended(process):
        until_it_answers(port, "/healthy", process, output)
        yield Provider(port)


@contextmanager
def guarded(settings: Settings, folder: Path, roles: str = "") -> Iterator[Guarded]:
    """A dashboard and the provider that it signs people in by."""
    port, provider_port = free_port(), free_port()
    redirect = f"http://127.0.0.1:{port}/oauth2callback"
    with provider_at(provider_port, redirect, folder / "provider.txt") as provider:
        secrets = folder / "secrets.toml"
        secrets.write_text(
            "[auth]\n"
            f'redirect_uri = "{redirect}"\n'
            f'cookie_secret = "{COOKIE_SECRET}"\n'
            f'client_id = "{CLIENT}"\n'
            f'client_secret = "{CLIENT_SECRET}"\n'
            f'server_metadata_url = "{provider.metadata}"\n'
            'client_kwargs = { prompt = "login" }\n'
            f"{roles}"
        )
        output = folder / "printed.txt"
        command = ["streamlit", "run", "dashboard.py", "--server.port", str(port)]
        with output.open("w") as printed:
            process = subprocess.Popen(
                [sys.executable, "-m", *command, "--secrets.files", str(secrets)],
                cwd=PROJECT,
                env={
                    **os.environ,
                    "COMMISSIONING_DATA": str(settings.data),
                    "COMMISSIONING_BUILDS": str(settings.builds),
                    "COMMISSIONING_PUBLISHED": str(settings.published),
                },
                stdout=printed,
                stderr=subprocess.STDOUT,
            )
        with ended(process):
            until_it_answers(port, "/_stcore/health", process, output)
            yield Guarded(port, process, output, provider)


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a process with the block, whatever happened in it."""
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until_it_answers(port: int, path: str, process: subprocess.Popen[bytes], output: Path) -> None:
    """Wait until a server answers, and fail with what it printed where it does not."""
    give_up = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            if Client().send(f"http://127.0.0.1:{port}{path}")[0] == 200:
                return
        except OSError:
            pass  # it does not listen yet
        time.sleep(0.05)
    pytest.fail(f"The server did not answer. It printed:\n{output.read_text()}", pytrace=False)
