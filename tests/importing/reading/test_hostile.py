"""Hostile files: each gets a clear refusal or harmless text, and costs this process nothing."""

import io
import os
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from commissioning.importing.reading import Limits, Refusal, read, supervising
from tests.importing.reading.reading import all_parsed, read_bytes
from tests.importing.reading.test_archives import zipped

CODE = Path(__file__).parents[3]
MARKUP = [
    "<script>alert(1)</script>",
    "[a](javascript:alert(1))",
    '=HYPERLINK("http://x","y")',
    "@SUM(1)",
    "+1+cmd|' /C calc'!A0",
    "![x](http://x/y.png) $\\alpha$ :smile:",
    "'; DROP TABLE spend_lines; --",
    "../../etc/passwd",
    "\u202egnp.exe",
]


def test_threat_11_markup_and_formulas_are_text_in_cells_and_in_names(tmp_path: Path) -> None:
    text = "Name\tNote\n" + "".join(f"{cell}\tx\n" for cell in MARKUP)
    name = "<b>=1+1 [x](y).csv"
    found = read_bytes(text.encode(), tmp_path, name=name)
    assert [row[0] for row in found.rows[1:]] == MARKUP
    assert found.reading.name == name
    inner = read_bytes(zipped((f"{MARKUP[0].replace('/', '')}.csv", b"a,b\n1,2\n")), tmp_path)
    assert inner.sheet.name == "<script>alert(1)<script>.csv"
    assert inner.sheet.cells.name == "1.parquet"


def test_what_steers_a_terminal_is_not_in_names_notes_or_reasons(tmp_path: Path) -> None:
    found = read_bytes(b"a,b\n1,2\n", tmp_path, name="\x1b[2Jpay\nroll\u202egnp.csv")
    assert found.reading.name == "�[2Jpay�roll�gnp.csv"
    records = b'{"\\u001b[2J%s": [{"a": 1}], "\\u202ex": 2}' % (b"x" * 5000)
    sheet = read_bytes(records, tmp_path).sheet
    assert sheet.name.startswith("�[2Jxxx")
    assert len(sheet.name) == 300
    assert sheet.notes == ("what stands outside its records is not in a row: �x",)
    with pytest.raises(Refusal, match="in which “�\\[2J” is there twice"):
        read_bytes(b'[{"\\u001b[2J": 1, "\\u001b[2J": 2}]', tmp_path)


def parquet() -> bytes:
    data = io.BytesIO()
    pq.write_table(pa.table({"a": ["x", None], "b": [1.5, 2], "c": [True, False]}), data)
    return data.getvalue()


def workbook_with(cells: str, after: str = "") -> bytes:
    """A workbook whose first sheet has these rows in its XML, and this after them."""
    source = Path(__file__).parents[2] / "fixtures" / "importing" / "ledger.xlsx"
    data = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                start, _, rest = content.partition(b"<sheetData>")
                end = rest.partition(b"</sheetData>")[2]
                rows = f"<sheetData>{cells}</sheetData>{after}"
                content = start + rows.encode() + end
            new.writestr(member.filename, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"\n\r\n  \n,,,\n", "nothing but blank lines"),
        (b"a,b\n" + b"x" * 1_100_000 + b",1\n", "a line of more than 1,000,000 characters"),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", "a cell of 200,000 characters"),
        (b"a," * 450_000 + b"\n", "450,001 columns; 2,000 are read at most"),
        (b"a,b\n" * 40_000 + b"1,\x002\n", "NUL"),
        (b'[{"a":' * 50_000, "nested more than"),
        (b"<!DOCTYPE html><html><table><tr><td>1,2</td></tr></table></html>", "a web page"),
        (b"\xef\xbb\xbf\r\n\r\n <HTML><body>1,2</body></HTML>", "a web page"),
        ("\ufeff<table><tr><td>1</td></tr></table>".encode("utf-16-le"), "a web page"),
        (b'<?xml version="1.0"?><a/>', "it is XML"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (bytes(range(1, 32)) * 10, "not text"),
        (parquet(), "from the command line alone"),
    ],
)
def test_a_file_that_cannot_be_read_whole_is_refused_with_the_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    with pytest.raises(Refusal, match=reason):
        read_bytes(data, tmp_path)
    assert not list(tmp_path.rglob("*.parquet"))


def test_threat_11_parquet_is_read_for_those_who_say_so(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(parquet())
    (sheet,) = read(path, tmp_path / "cells", parquet=True).sheets
    table = pq.read_table(sheet.cells)
    assert table.select(["c1", "c2", "c3"]).to_pydict() == {
        "c1": ["a", "x", ""],
        "c2": ["b", "1.5", "2"],
        "c3": ["c", "true", "false"],
    }
    assert table["line"].to_pylist() == [1, 2, 3]


def test_threat_11_an_archive_that_unpacks_to_a_thousand_times_its_size_is_refused(
    tmp_path: Path,
) -> None:
    with pytest.raises(Refusal, match="far more than it holds"):
        read_bytes(zipped(("a.csv", b"a,b,c\n" * 20_000_000)), tmp_path)
    with pytest.raises(Refusal, match="far more than it holds"):
        all_parsed(workbook_with("<row r='1'/>" * 8_000_000), tmp_path)


def test_a_workbook_with_a_cell_in_its_last_corner_is_refused(tmp_path: Path) -> None:
    corner = (
        "<row r='1'><c r='A1'><v>1</v></c></row>"
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    )
    with pytest.raises(Refusal):
        read_bytes(workbook_with(corner), tmp_path)
    assert not list((tmp_path / "cells").iterdir())


def test_threat_11_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lol}]><workbook>&l11;</workbook>'
    data = io.BytesIO(workbook_with("<row r='1'><c r='A1'><v>1</v></c></row>"))
    with zipfile.ZipFile(data) as old:
        members = [(name, old.read(name)) for name in old.namelist() if name != "xl/workbook.xml"]
    with pytest.raises(Refusal):
        read_bytes(zipped(*members, ("xl/workbook.xml", bomb.encode())), tmp_path)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(memory_bytes=40 * 2**20), "more memory or time"),
        (Limits(cpu_seconds=1), "more memory or time"),
        (Limits(seconds=1), "more memory or time"),
        (Limits(output_bytes=20_000), "more room"),
    ],
)
def test_threat_11_a_child_that_reaches_a_limit_is_stopped_and_leaves_nothing(
    tmp_path: Path, limits: Limits, reason: str
) -> None:
    data = "".join(f'{number},"a {number * 7919} b","c"\n' for number in range(600_000)).encode()
    started = time.monotonic()
    with pytest.raises(Refusal, match=reason):
        read_bytes(data, tmp_path, limits)
    assert time.monotonic() - started < 60
    assert not list((tmp_path / "cells").iterdir())


def test_threat_11_files_rows_and_bytes_are_held_to_their_limits(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="larger than the 1 MB"):
        read_bytes(b"a" * (2**20 + 1), tmp_path, Limits(file_bytes=2**20))
    with pytest.raises(Refusal, match="more than 10 rows"):
        read_bytes(b"a,b\n" * 11, tmp_path, Limits(rows=10))


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, tmp_path / "missing", pipe, tmp_path / "nul\0name"):
        with pytest.raises(Refusal, match="not a file that can be opened"):
            read(path, tmp_path / "cells")


def test_the_child_has_nothing_of_this_process_s_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_FOR_SIGNING_IN", "s3cret")
    given: list[dict[str, str]] = []
    start = subprocess.Popen

    def watched(*args: object, **settings: object) -> object:
        given.append(settings["env"])
        return start(*args, **settings)

    monkeypatch.setattr(supervising.subprocess, "Popen", watched)
    read_bytes(b"a,b\n1,2\n", tmp_path)
    (environment,) = given
    assert "s3cret" not in environment.values()
    assert not {"HOME", "PATH"} & environment.keys()


def resident() -> int:
    """The bytes of memory that this process holds at this moment."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def test_this_process_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f'{number},"Elm Trust",{number}.50\n' for number in range(500_000))
    assert path.stat().st_size > 12 * 2**20
    before = resident()
    during: list[int] = []
    found = read(path, tmp_path / "cells", progress=lambda *_: during.append(resident()))
    assert found.sheets[0].rows == 500_000
    assert len(during) > 10
    assert max(during) - before < 4 * 2**20


def test_the_child_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    taken = []
    for rows in (20_000, 500_000):
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f'{row},"Elm Trust",{row}.50\n' for row in range(rows))
        # In a process of its own, whose only child is the one that reads.
        script = (
            "import resource, sys; from pathlib import Path; "
            "from commissioning.importing.reading import read; "
            "read(Path(sys.argv[1]), Path(sys.argv[2])); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        command = [sys.executable, "-c", script, str(path), str(tmp_path / "cells")]
        finished = subprocess.run(command, cwd=CODE, capture_output=True, text=True, check=True)
        taken.append(int(finished.stdout) // 1024)
    # Megabytes: what one group of rows takes, not what the file does.
    assert taken[1] - taken[0] < 100


def test_a_failing_listener_ends_the_child(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"a,b,c\n" * 1_000_000)

    def gone(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(path, tmp_path / "cells", progress=gone)
    assert not list((tmp_path / "cells").iterdir())
