"""Files that are too much, or move while they are read; checks that must hold."""

from pathlib import Path
from typing import Any

import pytest

from commissioning import building, loading, questions
from commissioning.faults import PackageFault
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import decision, write_package


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_package(tmp_path / "data", "made", {"decisions": [decision("D1", "100.00")]})
    return Settings(data=tmp_path / "data", builds=tmp_path / "builds")


def fault(settings: Settings) -> str:
    with pytest.raises(PackageFault) as caught:
        building.build(settings)
    assert building.last_failure(settings.builds) == str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("fields", [("note",), ("note", "title", "service", "provider")])
def test_a_record_of_more_than_two_megabytes_names_its_line(
    settings: Settings, fields: tuple[str, ...]
) -> None:
    """In one value or over several, each of which would pass alone."""
    long = dict.fromkeys(fields, "x" * (2_400_000 // len(fields)))
    rows = [decision("D1", "1"), decision("D2", "1", **long)]
    write_package(settings.data, "made", {"decisions": rows})
    message = fault(settings)
    assert message.startswith("made/decisions.csv, line 3: found ")
    assert "Error" not in message


def test_a_record_within_the_limit_is_kept_whole(settings: Settings) -> None:
    note = 'x"' * 150_000
    write_package(settings.data, "made", {"decisions": [decision("D1", "1", note=note)]})
    building.build(settings)
    (row,) = questions.decision_rows(Store(settings), package="made").rows
    assert row["note"] == note


@pytest.mark.parametrize("file", ["decisions.csv", "datapackage.json"])
def test_a_file_that_changes_while_it_is_read_is_not_published(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """Else a build would be named by data that it does not hold."""
    good = building.build(settings)
    write_package(settings.data, "made", {"decisions": [decision("D1", "250")]})
    load = loading.load_resource

    def and_change(*arguments: Any) -> loading.LoadedResource:
        loaded = load(*arguments)
        with (settings.data / "made" / file).open("a", encoding="utf-8") as text:
            text.write("\n")
        return loaded

    monkeypatch.setattr(loading, "load_resource", and_change)
    assert "files that stay as they are" in fault(settings)
    assert building.current_build(settings.builds) == good
    monkeypatch.undo()
    assert building.build(settings).data_version != good.data_version


def test_an_error_nobody_foresaw_is_a_fault_and_keeps_the_last_build(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = building.build(settings)
    write_package(settings.data, "made", {"decisions": [decision("D1", "250")]})

    def fail(*_: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(loading, "load_resource", fail)
    assert "RuntimeError: the disk is full" in fault(settings)
    assert building.current_build(settings.builds) == good
    assert len(questions.decision_rows(Store(settings), package="made").rows) == 1


SERIES = {
    "series_id": "s", "title": "S", "definition": "S", "basis": "budget", "direction": "out",
    "organisation": "O", "headline": "yes", "joined": "no",
}  # fmt: skip
POINT = {"series_id": "s", "financial_year": "2021/22", "total_id": "t", "role": "component"}
TOTAL = {
    "total_id": "t", "financial_year": "2021/22", "organisation": "O", "measure": "m",
    "amount_gbp": "1", "basis": "budget", "precision": "exact", "source_title": "T",
    "source_date": "2022",
}  # fmt: skip


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ({"basis": "actual"}, "found t is on the basis actual, the series s on budget"),
        ({"financial_year": "2020/21"}, "found t is for 2020/21, not 2021/22"),
        ({"last_financial_year": "2022/23"}, "found t is for 2021/22 to 2022/23, not 2021/22"),
    ],
)
def test_a_point_that_is_not_what_its_series_says_stops_the_build(
    settings: Settings, total: dict[str, str], found: str
) -> None:
    write_package(
        settings.data,
        "made",
        {"series": [SERIES], "series_points": [POINT], "spend_totals": [TOTAL | total]},
    )
    message = fault(settings)
    assert message.startswith("made/series_points.csv, line 2: ")
    assert found in message


@pytest.mark.parametrize(
    "years",
    [
        {"start_year": "2020", "end_year": "2022"},
        {"start_year": "2021", "end_year": "2023"},
        {"financial_year": "", "start_year": "2021", "end_year": "2021"},
        {"financial_year": "", "end_year": "2021"},
    ],
)
def test_years_that_do_not_agree_stop_the_build(settings: Settings, years: dict[str, str]) -> None:
    write_package(settings.data, "made", {"decisions": [decision("D1", "1", **years)]})
    assert "expected that a decision's financial year is the one" in fault(settings)
