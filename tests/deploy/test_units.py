"""The services as systemd reads them: confined, restarted, and never open without a sign-in."""

import os
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from commissioning.settings import PROJECT
from commissioning.ui import stopping

UNITS = sorted((PROJECT / "deploy" / "systemd").glob("*.service"))
SERVERS = ("explorer@.service", "viewer.service")
Directives = dict[tuple[str, str], list[str]]

CONFINED = {
    "ProtectSystem": "strict",
    "NoNewPrivileges": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "ProtectHome": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectControlGroups": "yes",
    "RestrictSUIDSGID": "yes",
    "RestrictNamespaces": "yes",
    "LockPersonality": "yes",
    "CapabilityBoundingSet": "",
    "SystemCallArchitectures": "native",
    "User": "commissioning",
}
# Of ten; what systemd itself calls "OK" ends at five.
EXPOSED_AT_MOST = {"explorer@.service": 3.0, "viewer.service": 2.0, "build.service": 2.0}


def directives(unit: Path) -> Directives:
    """Every directive of a unit by section and name, in order. Fails on a line that is none."""
    found: Directives = defaultdict(list)
    section = ""
    for line in unit.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith(("#", ";")):
            continue
        if heading := re.fullmatch(r"\[(Unit|Service|Install)\]", line):
            section = heading[1]
            continue
        name, equals, value = line.partition("=")
        assert section, f"{unit.name}: {line!r} is in no section"
        assert equals, f"{unit.name}: {line!r} is no directive"
        assert re.fullmatch(r"[A-Z][A-Za-z]+", name), f"{unit.name}: {line!r} is no directive"
        found[section, name].append(value)
    return found


def one(unit: Directives, name: str, section: str = "Service") -> str:
    (value,) = unit[section, name]
    return value


def megabytes(size: str) -> int:
    number, unit = int(size[:-1]), size[-1]
    return number * {"M": 1, "G": 1024}[unit]


def named(name: str) -> Directives:
    return directives(PROJECT / "deploy" / "systemd" / name)


def test_these_are_the_services() -> None:
    assert [unit.name for unit in UNITS] == ["build.service", *SERVERS]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_service_is_confined(unit: Path) -> None:
    found = directives(unit)
    assert {name: one(found, name) for name in CONFINED} == CONFINED
    assert 64 <= megabytes(one(found, "MemoryMax")) <= 4096
    assert int(one(found, "TasksMax")) <= 256
    assert found["Service", "SystemCallFilter"][0] == "@system-service"
    command = one(found, "ExecStart")
    assert command.startswith("/opt/commissioning/.venv/bin/"), "no shell stands in between"


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_comes_back_when_it_dies(name: str) -> None:
    found = named(name)
    assert one(found, "Restart") == "always"
    assert one(found, "WantedBy", "Install") == "multi-user.target"


def test_an_explorer_is_let_finish_what_it_has_begun() -> None:
    assert int(one(named("explorer@.service"), "TimeoutStopSec")) > stopping.SECONDS + 5


def test_no_explorer_starts_without_the_secrets_of_its_sign_in() -> None:
    explorer = named("explorer@.service")
    secrets = "/etc/commissioning/secrets.toml"
    assert one(explorer, "AssertPathExists", "Unit") == secrets
    assert one(explorer, "LoadCredential") == f"secrets.toml:{secrets}"
    environment = " ".join(explorer["Service", "Environment"]).split()
    assert "STREAMLIT_SECRETS_FILES=%d/secrets.toml" in environment
    assert "COMMISSIONING_SIGNED_IN_BY_PROXY" not in " ".join(environment)


def test_the_viewer_has_the_published_folder_and_no_other() -> None:
    viewer = named("viewer.service")
    assert one(viewer, "TemporaryFileSystem") == "/var/lib/commissioning:ro"
    assert one(viewer, "BindPaths") == "/var/lib/commissioning/published"
    assert one(viewer, "InaccessiblePaths") == "/etc/commissioning"
    assert one(viewer, "IPAddressDeny") == "any"
    assert one(viewer, "IPAddressAllow") == "localhost"
    assert not viewer["Service", "LoadCredential"]
    assert not viewer["Service", "ReadWritePaths"]
    settings = " ".join(viewer["Service", "Environment"])
    assert "COMMISSIONING_DATA" not in settings
    assert "COMMISSIONING_BUILDS" not in settings


def test_the_proxy_and_the_services_agree() -> None:
    proxy = (PROJECT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    readme = (PROJECT / "deploy" / "README.md").read_text(encoding="utf-8")
    explorer, viewer = named("explorer@.service"), named("viewer.service")
    (base,) = re.findall(r"--server.baseUrlPath=(\S+)", one(explorer, "ExecStart"))
    assert f"location /{base}/ " in proxy
    (port,) = re.findall(r"--port (\d+)", one(viewer, "ExecStart"))
    assert f"server 127.0.0.1:{port} " in proxy
    replicas = set(re.findall(r"server 127\.0\.0\.1:(85\d\d) ?(?:max_fails=1|backup)", proxy))
    assert replicas == set(re.findall(r"explorer@(\d+)", readme)) == {"8511", "8512"}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_nothing_to_object_to(unit: Path, tmp_path: Path) -> None:
    """Where systemd is installed; what it would object to first is held above in any case."""
    program = shutil.which("systemd-analyze")
    installed = tmp_path / unit.name.replace("@", "@8511")
    text = unit.read_text(encoding="utf-8")
    for command in ("streamlit", "python"):
        stand_in = tmp_path / command
        stand_in.write_text("#!/bin/sh\n")
        stand_in.chmod(0o755)
        text = text.replace(f"/opt/commissioning/.venv/bin/{command} ", f"{stand_in} ")
    installed.write_text(text, encoding="utf-8")
    assert str(tmp_path) in one(directives(installed), "ExecStart")
    if program is None:
        return
    environment = {**os.environ, "SYSTEMD_LOG_LEVEL": "warning"}
    checked = subprocess.run(
        [program, "verify", "--recursive-errors=no", str(installed)],
        capture_output=True,
        text=True,
        env=environment,
    )
    said = [line for line in checked.stderr.splitlines() if installed.name in line]
    assert (checked.returncode, said) == (0, [])
    most = EXPOSED_AT_MOST[unit.name]
    rated = subprocess.run(
        [program, "security", "--offline=yes", f"--threshold={most * 10:g}", str(installed)],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert rated.returncode == 0, rated.stdout[-2000:] + rated.stderr
