"""RFC 9110: which coding a reader prefers (12.5.3) and what it already holds (13.1.2)."""

import pytest

from commissioning.viewer.negotiation import is_unchanged, preferred_encoding


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ([], None),
        ([""], None),
        (["identity"], None),
        (["deflate"], None),
        (["gzip, deflate, br, zstd"], "br"),
        (["gzip"], "gzip"),
        (["GZIP"], "gzip"),
        (["br;q=0.5, gzip;q=0.8"], "gzip"),
        (["br;q=0, gzip"], "gzip"),
        (["br;q=0, gzip;q=0"], None),
        (["*"], "br"),
        (["*;q=0"], None),
        (["br;q=0, *"], "gzip"),
        (["gzip", "br"], "br"),
        (["identity, br;q=0.2"], None),
        (["identity;q=0.5, gzip;q=0.5"], "gzip"),
        (["br;q=high, gzip"], "gzip"),
        (["gzip ; q=1.0 , br ; q=0.9"], "gzip"),
    ],
)
def test_the_coding_a_reader_prefers(accepted: list[str], chosen: str | None) -> None:
    assert preferred_encoding(accepted, ("br", "gzip")) == chosen


@pytest.mark.parametrize(
    ("held", "unchanged"),
    [
        ([], False),
        (['"abc"'], True),
        (['W/"abc"'], True),
        (['"xyz", "abc"'], True),
        (['"xyz"', '"abc"'], True),
        (["*"], True),
        (['"ab"'], False),
        (["abc"], False),
    ],
)
def test_what_a_reader_already_holds(held: list[str], unchanged: bool) -> None:
    assert is_unchanged(held, '"abc"') is unchanged
