"""What is withheld is in no file of a snapshot, and what may not be public stops it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commissioning import building, questions
from commissioning.faults import Marked
from commissioning.settings import Settings
from commissioning.snapshots.captured import Capture, Words
from commissioning.snapshots.capturing import capture_all
from commissioning.snapshots.checking import marked_fields, personal_data, personal_text
from commissioning.snapshots.publishing import publish
from commissioning.store import Store
from tests.made_package import decision, write_package
from tests.snapshots.conftest import text_of
from tests.store.test_withholding import build, results, returned, with_whole

Views = dict[tuple[str, str], Capture]

# Numbers that stand nowhere else. A's few people are withheld, and B so that they stay so.
SPLIT = [
    ("A", 3, 48613),
    ("B", 20771, 93187),
    ("C", 61843, 97231),
    ("D", 73589, 98729),
]
SHOWN_IN = ("equality", "indicator", "outcomes", "comparison", "data-quality", "what-changed", "")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str]]:
    """All that the snapshots of a package with a small count say, and who is withheld in it."""
    folder = tmp_path_factory.mktemp("made")
    cases = {}
    for split in ("sex", "area"):
        rows = with_whole([returned(*part, split) for part in SPLIT])
        cases[f"I-{split}"] = ({}, rows)
    settings = build(folder, cases)
    addresses = [f"/{page}?data=made" for page in SHOWN_IN]
    addresses += [f"/indicator?data=made&indicator=I-{split}" for split in ("sex", "area")]
    root = folder / "published"
    said = [
        text_of(publish([view], root, by="A director", browser=False).folder)
        for view in capture_all(addresses, settings)
    ]
    hidden = {
        row["cohort"]
        for name in cases
        for row in results(settings, name)
        if row["status"] == "suppressed"
    }
    return "\n".join(said), hidden


def forms(number: int) -> set[str]:
    return {str(number), f"{number:,}", f"{number}.0"}


def test_threat_05_no_file_of_a_snapshot_holds_a_withheld_figure(
    everything: tuple[str, set[str]],
) -> None:
    text, hidden = everything
    assert hidden == {"A", "B"}
    for cohort, met, seen in SPLIT:
        numbers = {seen, seen - met, *([met] if met > 100 else [])}
        rate = f"{100 * met / seen:.1f}%"
        found = [form for number in numbers for form in forms(number) if form in text]
        if cohort in hidden:
            assert found == [], f"{cohort}: {found}"
            assert cohort == "A" or rate not in text
        else:
            # The scan sees what is shown.
            assert found != []
            assert rate in text


def test_no_page_of_the_packages_reaches_a_marked_field(views: Views, store: Store) -> None:
    marked = [
        row
        for row in questions.data_dictionary(store, package="illustrative").rows
        if row["protective_marking"] == "OFFICIAL-SENSITIVE"
    ]
    assert marked != []
    assert {view.markings for view in views.values()} == {()}


def test_every_field_that_a_page_shows_would_stop_it(views: Views, store: Store) -> None:
    """A column of an answer that has the name of a field of its extract is found by the fields."""
    dictionary = questions.data_dictionary(store, package="london").rows
    extracts: Mapping[str, tuple[str, str]] = {
        "decisions": ("decisions", "decision_rows"),
        "": ("spend_totals", "headline_totals"),
        "what-works": ("what_works", "approach_ratings"),
    }
    for page, (extract, question) in extracts.items():
        view = views[page, "london"]
        columns = {
            column.name for a in view.answers if a.question == question for column in a.columns
        }
        shown = [
            row for row in dictionary if row["resource"] == extract and row["field"] in columns
        ]
        assert len(shown) > 2
        for row in shown:
            barred = marked_fields(
                [{**row, "protective_marking": "OFFICIAL-SENSITIVE"}], view.asked
            )
            assert barred == (f"{extract}.{row['field']}",)


def test_a_field_that_a_page_does_not_read_does_not_stop_it(views: Views) -> None:
    row = {"resource": "contracts", "field": "supplier_bid", "protective_marking": "SECRET"}
    assert marked_fields([row], views["what-works", "london"].asked) == ()
    # The note of a return is taken out where results are put together.
    note = {"resource": "indicator_returns", "field": "note", "protective_marking": "SECRET"}
    assert marked_fields([note], views["indicator", "illustrative"].asked) == ()


def test_a_package_that_is_marked_as_a_whole_is_not_published(tmp_path: Path) -> None:
    settings = build(tmp_path, {"I": ({}, with_whole([returned(*part) for part in SPLIT]))},
                     protective_marking="OFFICIAL-SENSITIVE")  # fmt: skip
    (view,) = capture_all(["/data-and-methods?data=made"], settings)
    with pytest.raises(Marked, match="everything in the package made"):
        publish([view], tmp_path / "published", by="A director", browser=False)


def test_a_field_marked_in_its_own_package_stops_the_pages_that_show_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    folder = write_package(data, "made", {"decisions": [decision("D1", 100, provider="P")]})
    descriptor = json.loads((folder / "datapackage.json").read_text())
    for field in descriptor["resources"][0]["schema"]["fields"]:
        if field["name"] == "provider":
            field["protectiveMarking"] = "OFFICIAL-SENSITIVE"
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    settings = Settings(data, tmp_path / "builds")
    building.build(settings)
    shows, tells_of_it = capture_all(["/decisions?data=made", "/ratings?data=made"], settings)
    with pytest.raises(Marked) as caught:
        publish([tells_of_it, shows], tmp_path / "published", by="A director", browser=False)
    assert caught.value.fields == ("decisions.provider",)
    publish([tells_of_it], tmp_path / "published", by="A director", browser=False)


def test_words_are_never_mark_up(views: Views, tmp_path: Path) -> None:
    hostile = '"><img src=x onerror=alert(1)>'
    view = views["bridge", "illustrative"]
    seeded = [replace(b, chart=replace(b.chart, headline=hostile, alt=hostile)) for b in view.parts]
    made = publish(
        [replace(view, title=hostile, notices=(hostile,), blocks=tuple(seeded))],
        tmp_path, by=hostile, title=hostile, reviewed=hostile, browser=False,
    )  # fmt: skip
    for name in ("index.html", *(file.name for file in made.folder.glob("*.svg"))):
        text = (made.folder / name).read_text()
        assert "<img src=x" not in text
        assert "onerror" in text


CORPUS = [
    ("e-mail address", "Send it to jane.doe+cases@provider.org.uk today."),
    ("telephone number", "Ring 020 7946 0958 for the refuge."),
    ("telephone number", "Her mobile is 07700 900123."),
    ("telephone number", "From abroad +44 20 7946 0958."),
    ("postcode", "The house is in SW1A 2AA."),
    ("postcode", "Seen at M1 1AE twice."),
    ("National Insurance number", "NI: QQ 12 34 56 C".replace("QQ", "AB")),
    ("NHS number", "Her NHS number is 943 476 5919."),
]
PLAIN = [
    "£1,234,567,890 was approved in 2021/22.",
    "PCD 1300 - Additional 2022/23 Ministry of Justice Funding",
    "Data version 5d3437d947e00275 of 22 November 2026",
    "The order number is 943 476 5918.",
    "Rows 1012 to 2044 of decisions.csv; SHA-256 5d3437d947",
    "A1 poster, B2B grants and E10 petrol",
]


@pytest.mark.parametrize(("kind", "text"), CORPUS)
def test_what_looks_like_personal_data_is_found(kind: str, text: str) -> None:
    assert kind in {finding.kind for finding in personal_text(text)}


@pytest.mark.parametrize("text", PLAIN)
def test_what_does_not_is_left_alone(text: str) -> None:
    assert [*personal_text(text)] == []


def test_personal_data_is_found_wherever_it_stands_on_a_page(pack: Sequence[Capture]) -> None:
    view = pack[0]
    assert view.personal == ()
    part = view.parts[0]
    seeded: list[Any] = [
        Words("<p>Write to jane.doe@provider.org.uk</p>"),
        replace(part, table=part.table.replace("<td", "<td>SW1A 2AA</td><td", 1)),
        replace(
            part,
            answers=(
                replace(part.answers[0], rows=({**part.answers[0].rows[0], "a": "07700 900123"},)),
            ),
        ),
    ]
    for block, kind in zip(seeded, ("e-mail address", "postcode", "telephone number"), strict=True):
        assert [f.kind for f in personal_data(replace(view, blocks=(block,)))] == [kind]


def test_the_figures_for_plotly_lead_nowhere(pack: Sequence[Capture], tmp_path: Path) -> None:
    made = publish(pack, tmp_path, by="A director", browser=False)
    drawn = json.loads((made.folder / "figures.json").read_bytes())
    assert drawn["config"]["showSendToCloud"] is False
    assert len(drawn["figures"]) == sum(len(view.parts) for view in pack)
    for figure in drawn["figures"].values():
        assert all("customdata" not in trace for trace in figure["data"])
