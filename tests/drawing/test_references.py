"""A decision is known by its reference, said once, or by its title where none is stated."""

import pytest

from commissioning.wording import decisions


@pytest.mark.parametrize(
    ("reference", "title", "said"),
    [
        ("PCD 1", "A fund", "PCD 1: A fund"),
        ("PCD 1", "PCD 1 A fund", "PCD 1 A fund"),
        ("n/s: Fund", "A fund of 2020", "A fund of 2020 (no reference stated)"),
    ],
)
def test_a_reference_is_said_once(reference: str, title: str, said: str) -> None:
    assert decisions.titled(reference, title) == said


def test_a_missing_reference_is_said_in_words() -> None:
    assert decisions.reference_words({"decision_ref": "n/s: Fund", "date_signed": None}) == (
        "no reference stated"
    )
    assert decisions.reference_or_title("n/s: Fund") == "Fund (no reference stated)"
    assert decisions.reference_or_title("PCD 1") == "PCD 1"
