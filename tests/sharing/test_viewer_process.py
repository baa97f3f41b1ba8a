"""The viewer as it runs: its own process, asked over a socket, with nothing but its folder."""

import datetime
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from commissioning import clock
from commissioning.settings import PROJECT
from commissioning.sharing.identifiers import new_identifier
from commissioning.sharing.register import FILE, Register
from tests.sharing.published import FIGURES, PAGE, Made, publish
from tests.sharing.viewing import Server, viewing

HEAVY = ("streamlit", "duckdb", "pandas", "numpy", "plotly", "pyarrow")
# Prints every file that is opened once the server has started, and where a socket leads to.
WATCHED = """
import json, sys
from pathlib import Path
import commissioning.viewer.__main__ as started
heard = open({heard!r}, "a", buffering=1)

def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str | bytes):
        print(json.dumps([event, str(arguments[0])]), file=heard)
    if event in ("socket.connect", "subprocess.Popen", "os.system", "os.exec", "os.remove"):
        print(json.dumps([event, repr(arguments)]), file=heard)
sys.addaudithook(hook)
sys.argv = ["viewer", *sys.argv[1:]]
sys.exit(started.main())
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("published")


@pytest.fixture(scope="module")
def made(root: Path) -> Made:
    return publish(root)


@pytest.fixture(scope="module")
def server(root: Path, made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    assert made.folder.exists()
    with viewing(root, tmp_path_factory.mktemp("viewer") / "printed.txt") as running:
        yield running


def test_threat_17_the_viewer_loads_nothing_that_explores() -> None:
    script = (
        "import sys, commissioning.viewer.__main__;"
        f"print([name for name in {HEAVY!r} if name in sys.modules]);"
        "print([name for name in sys.modules if name.startswith('commissioning.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    heavy, own = done.stdout.splitlines()
    assert heavy == "[]"
    for part in ("ui", "questions", "store", "building", "charts", "snapshots"):
        assert f"'commissioning.{part}" not in own


def test_threat_17_the_viewer_opens_nothing_but_the_published_folder(tmp_path: Path) -> None:
    root = tmp_path / "published"
    made = publish(root)
    heard = tmp_path / "heard.txt"
    script = WATCHED.format(heard=str(heard))
    with viewing(root, tmp_path / "printed.txt", ("-c", script)) as running:
        heard.write_text("")
        for target in (f"/s/{made.id}/", f"/s/{made.id}/spend.csv", "/s/x/", "/health", "/none"):
            running.get(target)
    events = [json.loads(line) for line in heard.read_text().splitlines()]
    opened = [Path(name) for event, name in events if event == "open"]
    assert made.folder / "index.html" in opened
    # Modules that a first request loads are the installation's own; there is no other file.
    strange = [
        path for path in opened if root not in path.parents and path.suffix not in (".py", ".pyc")
    ]
    assert strange == []
    assert [event for event in events if event[0] != "open"] == []


def test_threat_17_the_viewer_has_no_other_address(server: Server) -> None:
    for path in ("/", "/_stcore/health", "/_stcore/stream", "/media/x", "/shared-links", "/auth"):
        status, answer = server.get(path)
        assert status == 404
        assert b"nothing at this address" in answer


def test_a_page_over_the_wire(server: Server, made: Made) -> None:
    status, answer = server.get(f"/s/{made.id}/")
    assert status == 200
    head, body = answer.split(b"\r\n\r\n", 1)
    assert body == PAGE.encode()
    assert b"server:" not in head.lower()
    assert server.get(f"/s/{made.id}/spend.csv")[1].endswith(FIGURES.encode())


@pytest.mark.parametrize(
    "target",
    [
        "/s/{id}/../register.jsonl",
        "/s/{id}/..%2fregister.jsonl",
        "/s/{id}/%2e%2e/register.jsonl",
        "/s/{id}/%252e%252e/register.jsonl",
        "/s/{id}/..%5cregister.jsonl",
        "/s/{id}/%00",
        "/s/../../etc/passwd",
        "/s/%2e%2e/%2e%2e/etc/passwd",
        "/s//etc/passwd",
        "//s/{id}/register.jsonl",
        "/s/register.jsonl",
        "/s/{digest}/index.html",
        "/register.jsonl",
        "/s/scripts/..%2fregister.jsonl",
        "/s/{id}/%c0%ae%c0%ae/register.jsonl",
        "/s/\xff\xfe/",
        "/s/" + "a" * 5000 + "/",
        "/s/{id};x/",
        "/s/{id}%20/",
        "/s/ /",
    ],
)
def test_threat_10_no_request_line_leads_out_of_the_folder(
    target: str, server: Server, made: Made
) -> None:
    asked = target.format(id=made.id, digest=made.digest)
    status, answer = server.get(asked)
    assert status in (400, 404), asked
    for secret in (b"root:", b'"event"', PAGE[:40].encode()):
        assert secret not in answer
    assert server.get(f"/s/{made.id}/")[0] == 200, "it goes on serving"


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET /s/ HTTP/1.1\r\n\r\n",
        b"GET /s/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET http://elsewhere.example/s/ HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /s/ HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"POST /s/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /s/ HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    ],
)
def test_a_request_that_is_not_one_is_refused(request_bytes: bytes, server: Server) -> None:
    head, _, rest = request_bytes.partition(b"\r\n\r\n")
    closing = head + b"\r\nConnection: close\r\n\r\n" + rest if _ else request_bytes
    answer = server.send(closing)
    assert answer == b"" or answer.split(b" ")[1] in (b"400", b"404", b"405")
    assert server.get("/health")[0] == 200


def test_threat_14_readers_who_never_finish_asking_hold_up_nobody(
    server: Server, made: Made
) -> None:

    waiting = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    try:
        for one in waiting:
            one.sendall(b"GET /s/")
        assert server.get(f"/s/{made.id}/")[0] == 200
    finally:
        for one in waiting:
            one.close()


def test_threat_14_a_hundred_readers_at_once_all_get_the_page(server: Server, made: Made) -> None:
    statuses: list[tuple[int, bool]] = []

    def read() -> None:
        for _ in range(5):
            status, answer = server.get(f"/s/{made.id}/")
            statuses.append((status, answer.endswith(PAGE.encode())))

    readers = [threading.Thread(target=read) for _ in range(100)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert statuses == [(200, True)] * 500


def test_threat_01_a_link_that_is_revoked_is_gone_at_once(tmp_path: Path) -> None:
    made = publish(tmp_path, expires=clock.today() + datetime.timedelta(days=1))
    with viewing(tmp_path, tmp_path / "printed.txt") as running:
        assert running.get(f"/s/{made.id}/")[0] == 200
        register = Register(tmp_path)
        register.pause(made.digest, by="a")
        assert running.get(f"/s/{made.id}/")[0] == 503
        register.resume(made.digest, by="a")
        assert running.get(f"/s/{made.id}/")[0] == 200
        register.revoke(made.digest, by="a")
        assert running.get(f"/s/{made.id}/")[0] == 410
        assert running.get(f"/s/{new_identifier()}/")[0] == 404


def test_threat_16_openings_are_entered_at_the_end_and_no_link_is_printed(tmp_path: Path) -> None:
    made = publish(tmp_path)
    with viewing(tmp_path, tmp_path / "printed.txt") as running:
        for _ in range(3):
            assert running.get(f"/s/{made.id}/")[0] == 200
    assert Register(tmp_path).listed()[made.digest].opened == 3
    assert Register(tmp_path).verify().sound
    assert made.id not in (tmp_path / "printed.txt").read_text()
    assert made.id not in (tmp_path / FILE).read_text()


def test_a_viewer_that_cannot_be_set_up_says_why(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "commissioning.viewer"],
        cwd=PROJECT,
        env={"COMMISSIONING_PUBLISHED": str(tmp_path), "COMMISSIONING_FRAMED_BY": "*"},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 2
    assert done.stderr == "'*' is not a site that a page can be framed by\n"
