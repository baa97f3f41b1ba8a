"""nginx as it is deployed, with ports, paths and names of a test's own."""

import datetime
import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from commissioning import clock
from commissioning.settings import PROJECT

CONFIGURATION = PROJECT / "deploy" / "nginx.conf"
# Names that lead to this machine, in a browser too.
EXPLORE, PUBLISHED = "localhost", "published.localhost"
READY_WITHIN_SECONDS = 30


@dataclass(frozen=True)
class Reply:
    """What came back from the proxy."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def cookie(self) -> str | None:
        """The explorer that the reader is told to stay with."""
        for header in self.headers.get_all("Set-Cookie", []):
            if header.startswith("explorer="):
                return header.partition("=")[2].partition(";")[0]
        return None


class Connection(http.client.HTTPSConnection):
    """A connection to this machine under another name, which its certificate must be for."""

    def __init__(self, name: str, port: int, certificate: Path) -> None:
        self._trusting = ssl.create_default_context(cafile=str(certificate))
        super().__init__(name, port, timeout=60, context=self._trusting)

    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.sock = self._trusting.wrap_socket(plain, server_hostname=self.host)


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its ports, the certificate to trust and the folder of its logs."""

    port: int
    plain_port: int
    certificate: Path
    logs: Path

    def connection(self, name: str) -> Connection:
        return Connection(name, self.port, self.certificate)

    def ask(
        self,
        name: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes | None = None,
    ) -> Reply:
        connection = self.connection(name)
        try:
            connection.request(method, path, body=body, headers=dict(headers or {}))
            reply = connection.getresponse()
            return Reply(reply.status, reply.headers, reply.read())
        finally:
            connection.close()

    def written(self) -> str:
        """All that stands in its logs."""
        return "\n".join(path.read_text() for path in sorted(self.logs.iterdir()))


def free_ports(count: int) -> list[int]:
    """Ports that nothing listens on."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def program() -> str:
    """nginx, which Debian keeps where only its administrator's path leads."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which("nginx", path=path)
    if found is None:
        pytest.fail("nginx is not installed; `make test` installs it.", pytrace=False)
    return found


def configured(
    folder: Path, ports: Mapping[str, int], changes: Mapping[str, str] | None = None
) -> str:
    """The deployed configuration with these ports, and everything it names inside a folder."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    replaced = {
        "explore.example.org": EXPLORE,
        "published.example.org": PUBLISHED,
        "/etc/ssl/commissioning/explore": f"{folder}/made",
        "/etc/ssl/commissioning/published": f"{folder}/made",
        "/var/log/nginx/": f"{folder}/logs/",
        "/run/commissioning-copies": f"{folder}/copies",
        "listen 80;": f"listen 127.0.0.1:{ports['plain']};",
        "listen 443 ": f"listen 127.0.0.1:{ports['encrypted']} ",
        "8511": str(ports["a"]),
        "8512": str(ports["b"]),
        "8502": str(ports["viewer"]),
        **(changes or {}),
    }
    for old, new in replaced.items():
        assert old in text, f"{old} is not in {CONFIGURATION.name}"
        text = text.replace(old, new)
    return text


@contextmanager
def proxying(
    folder: Path, a: int, b: int, viewer: int, changes: Mapping[str, str] | None = None
) -> Iterator[Proxy]:
    """nginx before two explorers and a viewer, from its first answer to its end."""
    plain, encrypted = free_ports(2)
    ports = {"plain": plain, "encrypted": encrypted, "a": a, "b": b, "viewer": viewer}
    (folder / "logs").mkdir(parents=True)
    _make_certificate(folder)
    (folder / "site.conf").write_text(configured(folder, ports, changes), encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    (folder / "nginx.conf").write_text(
        # Only who may be anybody may say who the workers are: here, whoever runs the test.
        ("user root;\n" if os.geteuid() == 0 else "")
        + f"pid {folder}/nginx.pid;\nerror_log {folder}/logs/error.log;\nworker_processes 1;\n"
        "events {}\nhttp {\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        + f"include {folder}/site.conf;\n}}\n",
        encoding="utf-8",
    )
    printed = folder / "printed.txt"
    with printed.open("w") as output:
        process = subprocess.Popen(
            [program(), "-c", f"{folder}/nginx.conf", "-p", str(folder), "-g", "daemon off;"],
            stdout=output,
            stderr=output,
        )
    try:
        give_up = time.monotonic() + READY_WITHIN_SECONDS
        while True:
            if process.poll() is not None or time.monotonic() > give_up:
                pytest.fail(f"nginx is not ready:\n{printed.read_text()}", pytrace=False)
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", encrypted)) == 0:
                    break
            time.sleep(0.02)
        yield Proxy(encrypted, plain, folder / "made.crt", folder / "logs")
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _make_certificate(folder: Path) -> None:
    """A key, and a certificate by it, for both names."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Made for a test")])
    names = x509.SubjectAlternativeName([x509.DNSName(EXPLORE), x509.DNSName(PUBLISHED)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(clock.now() - datetime.timedelta(days=1))
        .not_valid_after(clock.now() + datetime.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "made.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "made.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
