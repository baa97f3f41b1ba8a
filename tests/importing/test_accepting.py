"""Accepting: the package goes from what it was to what it will be, and nothing in between."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from commissioning import building, loading
from commissioning.importing import accepting, extract_files
from commissioning.importing.accepting import accept
from commissioning.importing.faults import NotAccepted
from commissioning.importing.mapping import Mapping
from commissioning.packages import read_packages
from commissioning.settings import PROJECT, Settings
from tests.importing import ledgers
from tests.importing.conftest import Planned
from tests.made_package import payment, write_package


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    data = tmp_path / "data"
    write_package(data, "made", {"spend_lines": [payment("1", "2021-07-01", "10000")]})
    return Settings(data=data, builds=tmp_path / "builds")


def ledger(tmp_path: Path, name: str = "ledger.csv", first: int = 1) -> Path:
    rows = [
        ledgers.payment(n, f"{n}.01", f"{n % 15 + 13}/06/2024") for n in range(first, first + 6)
    ]
    return ledgers.write(tmp_path / name, rows)


def state(data: Path) -> dict[str, str]:
    """Every file that a build reads of the packages, by a digest of its bytes."""
    files = {}
    for package in read_packages(data):
        read = [package.directory / "datapackage.json"]
        read += [file.path for resource in package.resources for file in resource.files]
        for path in read:
            name = str(path.relative_to(data))
            files[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return files


def test_accepted_rows_are_in_the_build_with_where_they_come_from(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    made = planned(ledger(tmp_path), package=place.data / "made")
    done = accept(made, place)
    assert done.build is not None
    assert done.build.rows_rejected == 0
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{place.builds / done.build.file}' AS store (READ_ONLY)")
        found = connection.execute(
            "SELECT payment_date::VARCHAR, provider, amount_gbp, invoice_ref, vat_basis, "
            "source_file, source_line FROM store.spend_lines WHERE source_file IS NOT NULL "
            "ORDER BY source_line"
        ).fetchall()
    assert found == [
        (
            f"2024-06-{n + 13}", f"Supplier {n % 7}", Decimal(f"{n}.01"), f"T{n:06d}", "net",
            "ledger.csv", n + 1,
        )
        for n in range(1, 7)
    ]  # fmt: skip
    about = json.loads((place.data / "made" / "datapackage.json").read_text())["commissioning"]
    assert about["imports"][0]["pounds_in"] == str(made.account.pounds_in)
    assert about["as_at"] == "2026-03-31"


def test_grants_and_contracts_are_in_the_build_under_their_own_references(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    grants = ledgers.write(
        tmp_path / "grants.csv",
        [
            ["G1", "Roof", "Club", "£500.00", "13/06/2024"],
            ["G1", "Door", "Club", "5", "14/06/2024"],
        ],
        ["Grant Reference", "Purpose of Grant", "Beneficiary", "Amount of Grant", "Date Awarded"],
    )
    contracts = ledgers.write(
        tmp_path / "contracts.csv",
        [
            ["C1", "Cleaning", "Firm", "1,000", "13/04/2024", "31/03/2026"],
            ["C1", "Cleaning, lot 2", "Firm", "2,000", "13/04/2024", ""],
        ],
        ["Contract Ref", "Contract Title", "Supplier", "Contract Value", "Start Date", "End Date"],
    )
    made = planned(grants, contracts, package=place.data / "made")
    assert made.ready
    done = accept(made, place)
    assert done.build is not None
    assert done.build.rows_rejected == 0
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{place.builds / done.build.file}' AS store (READ_ONLY)")
        awarded = connection.execute(
            "SELECT decision_ref, decision_line, title, provider, financial_year, amount_gbp, "
            "instrument, amount_basis::VARCHAR FROM store.decisions ORDER BY decision_line"
        ).fetchall()
        let = connection.execute(
            "SELECT contract_id LIKE 'C1/%', title, amount_gbp, start_date::VARCHAR, "
            "end_date::VARCHAR FROM store.contracts ORDER BY amount_gbp"
        ).fetchall()
    assert awarded == [
        ("G1", 1, "Roof", "Club", "2024/25", Decimal("500.00"), "grant", "approved"),
        ("G1", 2, "Door", "Club", "2024/25", Decimal("5.00"), "grant", "approved"),
    ]
    assert let == [
        (True, "Cleaning", Decimal("1000.00"), "2024-04-13", "2026-03-31"),
        (True, "Cleaning, lot 2", Decimal("2000.00"), "2024-04-13", None),
    ]


def test_an_import_builds_once_and_publishes_what_it_checked(
    planned: Planned, place: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = []
    load = loading.load_resource
    monkeypatch.setattr(loading, "load_resource", lambda *given: (loads.append(1), load(*given))[1])
    done = accept(planned(ledger(tmp_path), package=place.data / "made"), place)
    assert len(loads) == 1
    packages = read_packages(place.data)
    assert done.build == building.current_build(place.builds)
    assert done.build is not None
    assert done.build.data_version == building.data_version(packages)
    assert building.is_whole(place.builds, done.build)
    assert building.build(place) == done.build


def test_a_draft_of_other_data_than_is_in_place_is_not_published(
    planned: Planned, place: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another package changes between the check and the publication."""
    put = accepting._put_in_place

    def with_another(*given: Any) -> None:
        put(*given)
        rows = {"spend_lines": [payment("9", "2021-07-01", "7")]}
        write_package(place.data, "other", rows, default=False)

    monkeypatch.setattr(accepting, "_put_in_place", with_another)
    done = accept(planned(ledger(tmp_path), package=place.data / "made"), place)
    assert done.build is not None
    assert done.build.rows_loaded == 8
    assert done.build.data_version == building.data_version(read_packages(place.data))
    assert building.current_build(place.builds) == done.build


def test_the_same_file_is_refused_the_second_time(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    package = place.data / "made"
    accept(planned(ledger(tmp_path), package=package), place)
    again = planned(ledger(tmp_path, "renamed.csv"), package=package)
    assert "imported before" in again.files[0].refused
    with pytest.raises(NotAccepted):
        accept(again, place)


def test_rows_that_are_in_the_package_are_not_added_again(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    package = place.data / "made"
    accept(planned(ledger(tmp_path), package=package), place)
    longer = ledgers.write(
        tmp_path / "longer.csv",
        [ledgers.payment(n, f"{n}.01", f"{n + 13}/06/2024") for n in range(1, 9)],
    )
    made = planned(longer, package=package)
    assert (made.account.loaded, made.account.excluded) == (2, 7)
    accept(made, place)
    assert building.current_build(place.builds).rows_loaded == 9


def test_a_package_is_made_for_a_body_that_has_none(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    made = planned(ledger(tmp_path), package=place.data / "new-council")
    with pytest.raises(NotAccepted, match="name the body"):
        accept(made, place)
    assert not (place.data / "new-council").exists()
    accept(made, place, body="New Council")
    (package,) = [one for one in read_packages(place.data) if one.name == "new-council"]
    assert package.about["body"]["name"] == "New Council"
    assert package.about["as_at"] == "2024-06-19"


def test_a_long_extract_is_kept_typed_and_loads_the_same(
    planned: Planned, place: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract_files, "ROWS_IN_TEXT", 1)
    made = planned(ledger(tmp_path), package=place.data / "long-council")
    done = accept(made, place, body="Long Council")
    assert done.added[0].endswith(".parquet")
    assert done.build is not None
    assert done.build.rows_loaded == 7
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{place.builds / done.build.file}' AS store (READ_ONLY)")
        found = connection.execute(
            "SELECT sum(amount_gbp), min(payment_date)::VARCHAR, max(source_line) "
            "FROM store.spend_lines WHERE package::VARCHAR = 'long-council'"
        ).fetchone()
    assert found == (Decimal("21.06"), "2024-06-14", 7)
    again = ledgers.write(
        tmp_path / "again.csv",
        [ledgers.payment(n, f"{n}.01", f"{n + 13}/06/2024") for n in range(1, 9)],
    )
    more = planned(again, package=place.data / "long-council")
    assert (more.account.loaded, more.account.excluded) == (2, 7)
    done = accept(more, place)
    assert done.build is not None
    assert done.build.rows_loaded == 9


def test_a_plan_for_a_package_that_changed_is_not_carried_out(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    package = place.data / "made"
    first = planned(ledger(tmp_path), package=package)
    second = planned(ledger(tmp_path, "other.csv", 20), package=package)
    accept(first, place)
    before = state(place.data)
    with pytest.raises(NotAccepted, match="changed since"):
        accept(second, place)
    assert state(place.data) == before


def test_what_would_not_pass_the_checks_changes_nothing(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    descriptor = place.data / "made" / "datapackage.json"
    said = json.loads(descriptor.read_text())
    said["resources"][0]["path"] = "missing.csv"
    descriptor.write_text(json.dumps(said))
    made = planned(ledger(tmp_path), package=place.data / "made")
    before = descriptor.read_bytes()
    with pytest.raises(NotAccepted, match="checks"):
        accept(made, place)
    assert descriptor.read_bytes() == before
    assert list((place.data / "made").glob("imported/*")) == []


def test_a_mapping_that_was_used_is_kept_and_read_again(
    planned: Planned, place: Settings, tmp_path: Path
) -> None:
    package = place.data / "made"
    headings = ["Wer", "Wann", "Was", "Wieviel"]

    def file(name: str, first: int) -> Path:
        rows = [
            [f"Firm {n}", f"{n + 12}/06/2024", f"R{n}", f"{n}.00"] for n in range(first, first + 3)
        ]
        return ledgers.write(tmp_path / name, rows, headings)

    unknown = planned(file("one.csv", 1), package=package)
    assert not unknown.ready
    mapping = Mapping(
        name="german",
        target="spend",
        headings=tuple(headings),
        columns={"supplier": "Wer", "date": "Wann", "reference": "Was", "amount": "Wieviel"},
    )
    made = planned(file("one.csv", 1), package=package, mapping=mapping)
    accept(made, place, mappings=[mapping])
    again = planned(file("two.csv", 4), package=package)
    assert again.account.loaded == 3


# Stops the process with no warning at the nth of the steps that touch the disk.
KILLED = """
    import os, signal, sys
    from pathlib import Path
    from commissioning.importing import accepting, planning
    from commissioning.settings import Settings
    data, builds, file, work, at = sys.argv[1:]
    plan = planning.plan([Path(file)], Path(data) / "made", workspace=Path(work))
    count = 0
    def killing(real):
        def step(*args, **kwargs):
            global count
            count += 1
            if count == int(at):
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)
        return step
    accepting.through = killing(accepting.through)
    Path.replace = killing(Path.replace)
    Path.mkdir = killing(Path.mkdir)
    accepting.accept(plan, Settings(data=Path(data), builds=Path(builds)))
    print(count)
"""


def test_an_import_killed_at_any_step_leaves_the_package_as_it_was_or_will_be(
    place: Settings, planned: Planned, tmp_path: Path
) -> None:
    """Killed where a file is written through, renamed or a folder made, one step after another."""
    before = state(place.data)
    path = ledger(tmp_path)
    (tmp_path / "scratch").mkdir()
    seen = set()
    for at in (3, 4, 5, 6, 8, 10, 12, 99):
        done = subprocess.run(
            [
                sys.executable, "-c", textwrap.dedent(KILLED), str(place.data), str(place.builds),
                str(path), str(tmp_path / "scratch"), str(at),
            ],
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        now = state(place.data)
        rest = {name: digest for name, digest in now.items() if "datapackage" not in name}
        kept = {name: digest for name, digest in before.items() if "datapackage" not in name}
        if now == before:
            seen.add("as it was")
        else:
            seen.add("as it will be")
            assert kept.items() <= rest.items()
            assert len(rest) == len(kept) + 1
            break
    assert seen == {"as it was", "as it will be"}
    # The next import tidies what was left, and refuses what is in already.
    other = planned(ledger(tmp_path, "other.csv", 20), package=place.data / "made")
    accept(other, place)
    assert [path.name for path in place.data.iterdir()] == ["made"]
    assert len(list((place.data / "made" / "imported").iterdir())) == 2
    assert "imported before" in planned(path, package=place.data / "made").files[0].refused
