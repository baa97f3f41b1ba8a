"""Zip archives: workbooks, which are archives themselves, and one file that was zipped."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commissioning.faults import Refusal
from commissioning.importing.reading.contract import Limits

MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
BLOCK = 2**20
# Below this nothing that unpacks is a bomb, whatever its ratio.
HARMLESS = 32 * 2**20
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
LOCKED = "it is locked with a password: save it without one"
BOMB = "it unpacks to far more than it holds, as no honest file does"


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises Refusal when it is damaged, also while it is read."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise Refusal("it is a zip archive that is damaged or packed in an unknown way") from None


def workbook(archive: zipfile.ZipFile, limits: Limits) -> str | None:
    """What kind of workbook an archive is, xlsx or ods, or None when it is none. Raises Refusal
    for documents of other kinds, for locked workbooks and for bombs.
    """
    names = set(archive.namelist())
    kind = None
    if "[Content_Types].xml" in names:
        if "xl/workbook.bin" in names:
            raise Refusal("it is a binary workbook (.xlsb): save it as .xlsx or CSV")
        if "xl/workbook.xml" not in names:
            raise Refusal("it is an Office document, and not a workbook")
        kind = "xlsx"
    elif "mimetype" in names and "content.xml" in names:
        if archive.getinfo("mimetype").file_size > 200 or SPREADSHEET not in archive.read(
            "mimetype"
        ):
            raise Refusal("it is an OpenDocument file, and not a spreadsheet")
        if "META-INF/manifest.xml" in names:
            _hold(archive, limits)
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise Refusal(LOCKED)
        kind = "ods"
    if kind:
        _hold(archive, limits)
    return kind


def _hold(archive: zipfile.ZipFile, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in archive.infolist())
    packed = sum(member.compress_size for member in archive.infolist())
    _hold_size(unpacked, packed, limits)


def _hold_size(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > HARMLESS and unpacked > packed * limits.unpacking_ratio:
        raise Refusal(BOMB)
    if unpacked > limits.unpacked_bytes:
        raise Refusal(f"it unpacks to more than {limits.unpacked_bytes // 2**20:,} MB")


def unpack(archive: zipfile.ZipFile, into: Path, limits: Limits) -> str:
    """Write the one file of an archive to ``into`` and give the name it has in the archive.

    Raises Refusal for an archive of none or several, with a password, with a name that leads out
    of its folder, or that unpacks to more than it may.
    """
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir()
        and not member.filename.startswith("__MACOSX/")
        and member.filename.rpartition("/")[2] != ".DS_Store"
    ]
    if len(members) != 1:
        found = f"{len(members):,} files" if members else "no file"
        raise Refusal(f"it is a zip archive of {found}: one is what is read")
    member = members[0]
    name = member.filename
    if re.search(r"^[/\\]|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[\x00-\x1f\x7f]", member.orig_filename):
        raise Refusal("it is a zip archive whose file has a name that leads out of its folder")
    if member.flag_bits & 1:
        raise Refusal(LOCKED)
    _hold_size(member.file_size, member.compress_size, limits)
    unpacked = 0
    with archive.open(member) as packed, into.open("wb") as file:
        while block := packed.read(BLOCK):
            unpacked += len(block)
            _hold_size(unpacked, member.compress_size, limits)
            file.write(block)
    if not unpacked:
        raise Refusal("it is a zip archive of an empty file")
    return name
