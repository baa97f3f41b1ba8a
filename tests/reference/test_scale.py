"""Shares and peers on made packages: what is refused, what rounding allows, who is left out."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import write_package
from tests.properties.test_questions import BUILDS, store_of
from tests.reference import checked, scaled
from tests.reference.comparing import hold

Rows = list[dict[str, object]]
URL = "https://example.org"


def total(total_id: str, amount: object, **values: object) -> dict[str, object]:
    return {
        "total_id": total_id, "financial_year": "2021/22", "organisation": "O", "measure": "m",
        "amount_gbp": amount, "basis": "actual", "precision": "exact", "source_title": "T",
        "source_url": URL, **values,
    }  # fmt: skip


def pair(pair_id: str, part: str, whole: str, **values: object) -> dict[str, object]:
    return {
        "pair_id": pair_id, "part_total_id": part, "whole_total_id": whole,
        "part_definition": "Commissioning", "whole_definition": "All expenditure",
        "compatible": "yes", **values,
    }  # fmt: skip


TOTALS = [
    total("quarter", 25), total("whole", 100), total("nothing", 0), total("credit", -5),
    total("budget", 100, basis="budget"), total("later", 100, financial_year="2022/23"),
    total("two-years", 100, last_financial_year="2022/23"),
    total("part-1m", 70_000_000, precision="rounded_1m"),
    total("whole-0.1m", 280_000_000, precision="rounded_0.1m"),
    total("small-100m", 50_000_000, precision="rounded_100m"),
    total("vague", 25, precision="rounded"),
]  # fmt: skip
PAIRS = [
    pair("alike", "quarter", "whole"), pair("both-rounded", "part-1m", "whole-0.1m"),
    pair("coarse-whole", "part-1m", "small-100m"), pair("coarse-part", "small-100m", "whole-0.1m"),
    pair("no-unit", "vague", "whole"), pair("over-nothing", "quarter", "nothing"),
    pair("credit", "credit", "whole"), pair("other-basis", "quarter", "budget"),
    pair("other-year", "quarter", "later"), pair("other-span", "quarter", "two-years"),
    pair("judged-no", "quarter", "whole", compatible="no", what_differs="Gross over net"),
]  # fmt: skip
UNLIKE = {"other-basis", "other-year", "other-span"}


def force(year: int, area: str, people: int, trust: str = "ok") -> dict[str, object]:
    return {
        "year": year, "police_force_area": area, "population": people, "source_url": URL,
        "trust": trust,
    }  # fmt: skip


def named(
    name: str, area: str = "", kind: str = "area", force_area: str = "", code: str = ""
) -> dict[str, object]:
    return {
        "published_area": name, "area": area or name, "kind": kind, "force_area": force_area,
        "area_code": code,
    }  # fmt: skip


def grant(area: str, amount: object, year: str = "2021/22") -> dict[str, object]:
    return {
        "financial_year": year, "pcc_area": area, "amount_gbp": amount, "fund": "Fund",
        "source_url": URL, "precision": "exact",
    }  # fmt: skip


REFERENCE: dict[str, Rows] = {
    "area_names": [
        named("Home (body)", "Home", code="A1"), named("North", force_area="North"),
        named("Doubtful", force_area="Doubtful"), named("Elsewhere"), named("Absent"),
        named("All", kind="total"),
    ],
    "police_force_areas": [
        force(2018, "North", 100), force(2019, "North", 200), force(2018, "Doubtful", 10),
        force(2019, "Doubtful", 10, "suspect"),
    ],
    "population": [
        {"year": year, "area_code": "A1", "area": "Home", "population": people,
         "source_url": URL, "definition": definition, "trust": "ok"}
        for year, people, definition in ((2018, 40, "Old"), (2021, 50, "New"))
    ],
    "pcc_victims_allocations": [
        grant("Home (body)", 10), grant("North", 100), grant("Doubtful", 5), grant("Elsewhere", 7),
        grant("All", 122), grant("North", 30, "2018/19"), grant("North", 30, "2017/18"),
        grant("Unheard of", 1),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("scale")
    settings = Settings(folder / "data", folder / "builds")
    write_package(settings.data, "made", {"spend_totals": TOTALS, "share_pairs": PAIRS})
    write_package(settings.data, "reference", REFERENCE, kind="reference", default=False)
    building.build(settings)
    return settings


@pytest.fixture
def shares(made: Settings) -> dict[str, dict[str, Any]]:
    rows = questions.share_of_total(Store(made), package="made").rows
    return {row["pair_id"]: dict(row) for row in rows}


def test_every_pair_is_as_recomputed(made: Settings) -> None:
    rows = questions.share_of_total(Store(made), package="made").rows
    hold(list(rows), scaled.share_of_total(made.data, package="made"))
    assert any(None not in row.values() for row in (dict(row, note="", what_differs="",
               part_scope="", whole_scope="") for row in rows))  # fmt: skip


def test_no_share_for_unlike_bases_or_years_whatever_was_judged(
    shares: dict[str, dict[str, Any]],
) -> None:
    for pair_id in (*UNLIKE, "judged-no", "over-nothing", "credit"):
        row = shares[pair_id]
        assert row["share_percent"] is None, pair_id
        assert row["share_low_percent"] is row["share_high_percent"] is None, pair_id
    assert shares["alike"]["share_percent"] == 25


def test_a_share_of_rounded_figures_has_the_range_rounding_allows(
    shares: dict[str, dict[str, Any]],
) -> None:
    row = shares["both-rounded"]
    assert row["share_percent"] == 25
    assert row["share_low_percent"] == pytest.approx(100 * 69.5 / 280.05)
    assert row["share_high_percent"] == pytest.approx(100 * 70.5 / 279.95)
    alike = shares["alike"]
    assert alike["share_low_percent"] == alike["share_high_percent"] == 25
    # A unit that is not known gives no range, and a whole that may be nothing gives no upper end.
    assert shares["no-unit"]["share_low_percent"] is shares["no-unit"]["share_high_percent"] is None
    assert shares["coarse-whole"]["share_high_percent"] is None
    assert shares["coarse-part"]["share_low_percent"] == 0


def test_a_pair_wrongly_judged_compatible_is_flagged(made: Settings) -> None:
    rows = questions.check_findings(
        Store(made), package="made", check_name="share_pair_on_one_basis"
    ).rows
    assert {row["detail"].split(":")[0] for row in rows} == UNLIKE
    expected = sorted(checked.share_pair_on_one_basis(made.data, "made"))
    assert [(row["file"], row["line"], row["detail"]) for row in rows] == expected


def test_an_area_of_a_grant_that_nobody_named_is_flagged_and_compared_with_none(
    made: Settings,
) -> None:
    store = Store(made)
    (row,) = questions.check_findings(
        store, package="reference", check_name="area_of_grant_is_named"
    ).rows
    assert row["detail"] == "Unheard of is not named"
    rows = questions.peer_grants(store, package="made", fund="Fund", financial_year="2021/22").rows
    assert [row["area"] for row in rows] == ["Doubtful", "Elsewhere", "Home", "North"]


def test_residents_are_the_latest_trusted_and_never_of_a_later_series(made: Settings) -> None:
    store = Store(made)
    rows = {
        (row["area"], year): row
        for year in ("2017/18", "2018/19", "2021/22")
        for row in questions.peer_grants(
            store, package="made", fund="Fund", financial_year=year
        ).rows
    }
    used = {key: (row["population"], row["population_year"]) for key, row in rows.items()}
    assert used == {
        ("Home", "2021/22"): (40, 2018),
        ("North", "2021/22"): (200, 2019),
        ("Doubtful", "2021/22"): (10, 2018),
        ("Elsewhere", "2021/22"): (None, None),
        ("North", "2018/19"): (100, 2018),
        ("North", "2017/18"): (None, None),
    }
    home = rows["Home", "2021/22"]
    assert home["own"] is True
    assert float(home["per_head_gbp"]) == 0.25
    assert (home["areas_found"], home["areas_in_all"]) == (4, 5)
    assert sum(row["own"] for row in rows.values()) == 1


@pytest.mark.parametrize("package", ["made", "reference"])
def test_a_body_that_is_no_area_has_no_peers(tmp_path: Path, package: str) -> None:
    settings = Settings(tmp_path / "data", tmp_path / "builds")
    body = {"name": "B", "area_code": "Z9"}
    write_package(settings.data, "made", {"spend_totals": TOTALS}, body=body)
    write_package(settings.data, "reference", REFERENCE, kind="reference", default=False, body=body)
    building.build(settings)
    store = Store(settings)
    assert questions.peer_funds(store, package=package).rows == ()
    assert (
        questions.peer_grants(store, package=package, fund="Fund", financial_year="2021/22").rows
        == ()
    )


ROUNDED = {"exact": 1, "rounded_0.1m": 100_000, "rounded_1m": 1_000_000}


@BUILDS
@given(data=st.data())
def test_the_true_share_is_within_what_rounding_allows(data: st.DataObject) -> None:
    totals, pairs, truth = [], [], {}
    for number in range(6):
        true = [data.draw(st.integers(2_000_000, 4_000_000_000)) for _ in range(2)]
        for side, amount in zip(("part", "whole"), true, strict=True):
            precision = data.draw(st.sampled_from(sorted(ROUNDED)))
            printed = round(amount / ROUNDED[precision]) * ROUNDED[precision]
            totals.append(total(f"{side}-{number}", printed, precision=precision))
        pairs.append(pair(f"{number}", f"part-{number}", f"whole-{number}"))
        truth[f"{number}"] = 100 * true[0] / true[1]
    with store_of({"spend_totals": totals, "share_pairs": pairs}) as store:
        rows = questions.share_of_total(store, package="made").rows
        assert {row["pair_id"] for row in rows} == set(truth)
        for row in rows:
            true_share = truth[row["pair_id"]]
            assert row["share_low_percent"] <= true_share * (1 + 1e-9)
            assert row["share_high_percent"] >= true_share * (1 - 1e-9)
