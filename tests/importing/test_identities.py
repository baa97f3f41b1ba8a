"""Suggestions that two names may be one provider's: what is, what never is, and how fast."""

import csv
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning import building, questions
from commissioning.importing import identities
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import payment, write_package
from tests.reference import suggested
from tests.reference.comparing import built_rows

Row = dict[str, Any]


def name(text: str, lines: int = 1, number: str | None = None, rule: str = "spelling") -> Row:
    return {
        "name": text, "provider": text, "same": number or f"name {text}", "rule": rule,
        "lines": lines, "reference": number,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Support Victim", "Victim Support", identities.ORDER),
        ("Advance (consortium)", "Advance", identities.BRACKETS),
        ("Safer London Foundation", "Safer London", identities.KIND),
        ("Buddi", "Buddi Ltd", identities.KIND),
        ("GLA", "Greater London Authority", identities.INITIALS),
        ("MoJ", "Ministry of Justice", identities.INITIALS),
        ("LB Newham", "London Borough of Newham", identities.INITIALS),
        ("Crimestopers Trust", "Crimestoppers Trust", identities.SPELLING),
        ("Haven Womens Aid", "Haven Woman's Aid", identities.SPELLING),
        ("Rape Crisis South London Annex", "Rape Crisis South London", identities.MORE),
    ],
)
def test_names_that_are_alike_are_suggested_with_the_reason(
    one: str, other: str, reason: str
) -> None:
    (found,) = identities.suggestions([name(one), name(other, lines=5)])
    assert (found.provider, found.counts_under, found.reason) == (one, other, reason)
    assert found.likeness == round(
        suggested.likeness(*(" ".join(sorted(suggested.words_of(text))) for text in (one, other))),
        1,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Provider A", "Provider B"),
        ("Area 1 Hub", "Area 2 Hub"),
        ("London Borough of Brent", "London Borough of Barnet"),
        ("North London Aid", "South London Aid"),
        ("London Services Ltd", "London Trust Ltd Partners"),
        ("Galop; Advance", "Galop; Advence"),
        ("Trust", "Foundation"),
    ],
)
def test_names_that_only_look_alike_are_not_suggested(one: str, other: str) -> None:
    assert identities.suggestions([name(one), name(other)]) == []


def test_two_numbers_are_two_providers_however_alike_the_names() -> None:
    rows = [name("Alpha Trust", 1, "GB-CHC-1"), name("Alpha Trust (London)", 9, "GB-CHC-2")]
    assert identities.suggestions(rows) == []
    (found,) = identities.suggestions([rows[0], name("Alpha Trust (London)", 9)])
    # The name with a number is the one to count under, though fewer lines have it.
    assert found.counts_under == "Alpha Trust"


def test_a_chain_of_suggestions_leads_all_the_way() -> None:
    rows = [
        name("Crimestoppers", 1), name("Crimestoppers Trust", 2), name("Crimestopers Trust", 1),
    ]  # fmt: skip
    found = {each.provider: each for each in identities.suggestions(rows)}
    assert {each.counts_under for each in found.values()} == {"Crimestoppers Trust"}
    numbered = [
        name("Omega Centre", 1, "GB-CHC-1"), name("Omega", 5), name("Omega Trust", 9, "GB-CHC-2"),
    ]  # fmt: skip
    by_provider = {each.provider: each for each in identities.suggestions(numbered)}
    assert set(by_provider) == {"Omega"}


def test_a_name_that_counts_as_itself_has_been_looked_at() -> None:
    rows = [name("Advance", rule="table"), name("Advance (consortium)")]
    assert identities.suggestions(rows) == []


WORDS = st.sampled_from(
    ["north", "south", "haven", "havens", "trust", "ltd", "of", "youth", "yooth", "1", "2", "ny"]
)
NAMES = st.lists(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=9, unique=True
)


@given(NAMES, st.data())
def test_blocks_find_what_comparing_every_two_finds(names: list[str], data: st.DataObject) -> None:
    rows = [
        name(
            text,
            data.draw(st.integers(1, 3)),
            data.draw(st.sampled_from([None, f"GB-CHC-{number}"])),
        )
        for number, text in enumerate(names)
    ]
    expected = suggested.suggested(rows)
    found = {
        each.provider: {
            "may_be": each.counts_under,
            "alike": each.alike,
            "likeness": each.likeness,
            "reason": each.reason,
        }
        for each in identities.suggestions(rows)
    }
    assert found == expected


@given(NAMES)
def test_no_name_is_suggested_for_itself_nor_in_a_circle(names: list[str]) -> None:
    found = identities.suggestions([name(text) for text in names])
    under = {each.provider: each.counts_under for each in found}
    assert not under.keys() & set(under.values())


def test_ten_thousand_names_take_under_five_seconds() -> None:
    draw = Random(7)  # noqa: S311 - made names, the same in every run
    letters = "bcdfghklmnprstvw", "aeiou"
    syllables = [one + two for one in letters[0] for two in letters[1]]

    def word() -> str:
        return "".join(draw.choices(syllables, k=draw.randint(2, 4))).title()

    kinds = ["Ltd", "Trust", "Services Ltd", "London Borough", "CIC", "NHS Foundation Trust"]
    rows = [
        name(f"{word()} {word()} {draw.choice(kinds)} {number % 7 or ''}")
        for number in range(10_000)
    ]
    rows += [name("Crimestopers Zulu Trust"), name("Crimestoppers Zulu Trust", lines=3)]
    started = time.process_time()
    found = identities.suggestions(rows)
    assert time.process_time() - started < 5
    assert "Crimestopers Zulu Trust" in {each.provider for each in found}


@pytest.fixture
def made(tmp_path: Path) -> Settings:
    """A package whose names make one suggestion, with marks that a CSV has to quote."""
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    names = ['Haven, "The" (London)', 'Haven, "The"', "Other Body"]
    write_package(
        settings.data,
        "made",
        {
            "spend_lines": [
                payment(str(number), "2024-05-01", "5", provider=text)
                for number, text in enumerate([*names, names[1]])
            ],
        },
    )
    building.build(settings)
    return settings


def test_the_command_line_prints_rows_that_want_their_reason(
    made: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMISSIONING_DATA", str(made.data))
    monkeypatch.setenv("COMMISSIONING_BUILDS", str(made.builds))
    done = subprocess.run(
        [sys.executable, "-m", "commissioning", "names", "--package", "made"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (row,) = csv.reader(done.stdout.splitlines())
    assert row == ["provider", 'Haven, "The" (London)', 'Haven, "The"', "same_body", ""]
    assert identities.BRACKETS in done.stderr
    assert "Nothing is brought together" in done.stderr


def test_what_is_suggested_is_kept_by_the_build_for_each_package(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    names = {
        "one": ["Haven (London)", "Haven", "Victim Support", "Crimestopers Trust"],
        "other": ["Support Victim", "Crimestoppers Trust", "Crimestopers Trust", "***"],
        "third": ["Haven"],
    }
    for package, of_package in names.items():
        write_package(
            settings.data,
            package,
            {
                "spend_lines": [
                    payment(str(number), "2024-05-01", "5", provider=text)
                    for number, text in enumerate(of_package)
                ]
            },
            default=package == "one",
        )
    building.build(settings)
    store = Store(settings)
    may_be = {}
    for package in names:
        rows = list(questions.provider_names(store, package=package).rows)
        expected = suggested.suggested(rows)
        for row in rows:
            found = {name: row[name] for name in ("may_be", "alike", "likeness", "reason")}
            assert found == expected.get(row["name"], dict.fromkeys(found))
            if row["may_be"]:
                may_be[package, row["name"]] = row["may_be"]
    assert may_be == {
        ("one", "Haven (London)"): "Haven",
        ("other", "Crimestopers Trust"): "Crimestoppers Trust",
    }
    kept = built_rows(settings, "FROM provider_suggestion")
    assert {(row["package"], row["provider"]): row["may_be"] for row in kept} == may_be


def test_a_row_pasted_without_its_reason_brings_nothing_together(made: Settings) -> None:
    rows = list(questions.provider_names(Store(made), package="made").rows)
    (suggested_row,) = identities.in_order(rows)
    fields = ("kind", "name", "counts_under", "relation", "reason")
    (pasted,) = csv.reader([identities.table_row(suggested_row)])
    lines = [
        payment(str(number), "2024-05-01", "5", provider=row["name"])
        for number, row in enumerate(rows)
    ]

    def built(reason: str) -> Store:
        entry = dict(zip(fields, pasted, strict=True)) | {"reason": reason}
        write_package(made.data, "made", {"spend_lines": lines, "mappings": [entry]})
        building.build(made)
        return Store(made)

    without = built("")
    assert questions.rejected_rows(without, package="made").column("field") == ["reason"]
    assert len(set(questions.provider_names(without, package="made").column("same"))) == 3
    accepted = questions.provider_names(built("The accounts say so"), package="made")
    assert len(set(accepted.column("same"))) == 2
    assert set(accepted.column("may_be")) == {None}
