"""How a text file is encoded, decided from all of its bytes and said in words."""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from commissioning.faults import Refusal
from commissioning.importing.reading.cells import counted

BLOCK = 4 * 2**20
SAMPLE = 2**16
WORDS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32-le": "UTF-32 (little-endian)",
    "utf-32-be": "UTF-32 (big-endian)",
    "cp1252": "Windows-1252",
    "cp850": "DOS code page 850",
    "mac_roman": "Mac OS Roman",
}
# Longest first: the mark of UTF-16 starts that of UTF-32.
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# A byte order mark that was taken for Windows-1252 and encoded again: ï»¿ as text.
DOUBLED = "\N{LATIN SMALL LETTER I WITH DIAERESIS}»¿".encode()
# Where several make sense, the first: the order is how often published files are in them.
ONE_BYTE = ("cp1252", "cp850", "mac_roman")
# Signs found in published figures and prose; the second kind also between two letters.
SIGNS = frozenset("£€“”…•°½¼¾®©™¹²³×±§¶¬ªº¿«»")
JOINING = frozenset("‘’–—·´`\N{NO-BREAK SPACE}")
SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# What share of the signs must make sense.
SENSE = 0.98


@dataclass(frozen=True)
class Encoding:
    """A codec, the bytes at the start that are its mark, and how it was told."""

    codec: str
    skip: int
    notes: tuple[str, ...]


def decide(path: Path) -> Encoding:
    """The encoding of a text file. Raises Refusal when the bytes do not settle it."""
    with path.open("rb") as data:
        start = data.read(SAMPLE)
    for mark, codec in MARKS:
        if start.startswith(mark):
            return _marked(path, codec, len(mark), start)
    if b"\0" in start:
        codec = _unmarked_utf16(start)
        fault = _fault(path, codec, 0)
        if fault is not None:
            raise Refusal(f"its bytes look like {WORDS[codec]} and are not, at byte {fault:,}")
        return Encoding(codec, 0, (f"read as {WORDS[codec]}, which every second byte shows",))
    if _fault(path, "utf-8", 0) is None:
        return _utf8(0, start)
    return _one_byte(path, 0)


def _marked(path: Path, codec: str, skip: int, start: bytes) -> Encoding:
    fault = _fault(path, codec, skip)
    if fault is None:
        if codec == "utf-8":
            return _utf8(skip, start)
        return Encoding(codec, skip, (f"read as {WORDS[codec]}, as its byte order mark says",))
    if codec != "utf-8":
        raise Refusal(f"its byte order mark says {WORDS[codec]} and byte {fault:,} is not")
    found = _one_byte(path, skip)
    return Encoding(found.codec, skip, ("its byte order mark says UTF-8, wrongly", *found.notes))


def _utf8(skip: int, start: bytes) -> Encoding:
    marks = 0
    while start.startswith((DOUBLED, MARKS[2][0]), skip):
        skip += len(DOUBLED) if start.startswith(DOUBLED, skip) else 3
        marks += 1
    if not marks:
        return Encoding("utf-8", skip, ())
    return Encoding("utf-8", skip, ("a byte order mark encoded twice (ï»¿) was taken off",))


def _unmarked_utf16(start: bytes) -> str:
    """Western text in UTF-16 has a NUL in nearly every second byte and hardly one in the others."""
    half = len(start) // 2
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    raise Refusal("it holds NUL bytes, which text does not: it is damaged or of another kind")


def _fault(path: Path, codec: str, skip: int) -> int | None:
    """About where the bytes stop being of this encoding; nothing when all of them are."""
    decoder = codecs.getincrementaldecoder(codec)()
    place = skip
    with path.open("rb") as data:
        data.seek(skip)
        while block := data.read(BLOCK):
            try:
                if codec != "utf-8" or not block.isascii() or decoder.getstate()[0]:
                    decoder.decode(block)
            except UnicodeDecodeError as error:
                return place + error.start
            place += len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return place
    return None


def _one_byte(path: Path, skip: int) -> Encoding:
    """The code page under which the bytes outside ASCII make words and signs where they stand."""
    found, in_utf8 = _neighbours(path, skip)
    total = sum(found.values())
    if in_utf8 * 2 >= total:
        fault = _fault(path, "utf-8", skip)
        raise Refusal(f"it is mostly UTF-8, and damaged or of another encoding at byte {fault:,}")
    shares = {}
    for codec in ONE_BYTE:
        shares[codec] = (
            sum(count for three, count in found.items() if _plausible(three, codec)) / total
        )
    fitting = [codec for codec in ONE_BYTE if shares[codec] >= SENSE]
    if not fitting:
        raise Refusal(
            "its encoding cannot be told: it is not UTF-8, and "
            + ", ".join(
                f"{shares[codec]:.0%} of its signs make sense as {WORDS[codec]}"
                for codec in ONE_BYTE
            )
        )
    best = fitting[0]
    fault = _fault(path, best, skip)
    if fault is not None:
        raise Refusal(f"it is neither UTF-8 nor {WORDS[best]}, at byte {fault:,}")
    example = max(found, key=lambda three: found[three])
    shown = example.decode(best, "replace").strip()
    return Encoding(
        best,
        skip,
        (
            f"not UTF-8: read as {WORDS[best]}, which makes sense of its "
            f"{counted(total, 'sign')} outside ASCII, such as “{shown}”",
        ),
    )


def _neighbours(path: Path, skip: int) -> tuple[Counter[bytes], int]:
    """Every byte outside ASCII with the byte before and the byte after it, and how often; and how
    many of them stand in what would be UTF-8.
    """
    found: Counter[bytes] = Counter()
    in_utf8 = 0
    with path.open("rb") as data:
        data.seek(skip)
        kept = b" "
        while block := data.read(BLOCK):
            text = kept + block
            found.update(re.findall(rb"(?s)(?=(.[\x80-\xff].))", text))
            in_utf8 += sum(map(len, SEQUENCE.findall(text)))
            kept = text[-2:]
    if kept[-1] >= 0x80:
        found[kept[-2:] + b" "] += 1
    return found, in_utf8


def _plausible(three: bytes, codec: str) -> bool:
    """Whether the byte in the middle is a sign or letter that belongs between its neighbours."""
    text = three.decode(codec, "replace")
    before, sign, after = text[0], text[1], text[2]
    if sign in JOINING:
        return True
    if sign in SIGNS:
        return not (before.isalpha() and after.isalpha())
    if not sign.isalpha() or unicodedata.name(sign, "").startswith("LATIN SMALL LETTER DOTLESS"):
        return False
    if sign.isupper():
        return not before.islower() and (before.isalpha() or after.isalpha())
    # No word ends in œ, and in DOS it is the pound.
    return after.islower() if sign == "œ" else before.isalpha() or after.islower()
