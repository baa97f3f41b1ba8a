"""What must hold of the questions whatever the data: on packages that Hypothesis makes."""

import csv
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import decision, payment, write_package

Rows = list[dict[str, object]]

BUILDS = settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
POUNDS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999999.99"), places=2)


@contextmanager
def store_of(extracts: dict[str, Rows], parts: Sequence[int] = ()) -> Iterator[Store]:
    """A store built from one made package, its first extract cut into files after ``parts``."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        package = write_package(data, "made", extracts)
        if parts:
            cut_first_extract(package, parts)
        prices: Rows = [
            {
                "financial_year": f"{year}/{(year + 1) % 100:02d}",
                "index": 80 + 3.7 * (year - 2014),
                "base_year": "made",
                "publication_date": "2026-03-31",
                "source_url": "https://example.org",
                "status": "outturn",
            }
            for year in range(2014, 2027)
        ]
        write_package(data, "prices", {"gdp_deflator": prices}, kind="reference", default=False)
        made = Settings(data, Path(folder) / "builds")
        building.build(made)
        store = Store(made)
        try:
            yield store
        finally:
            store.close()


def cut_first_extract(package: Path, parts: Sequence[int]) -> None:
    """Spread an extract over several files, each with the header."""
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    resource = descriptor["resources"][0]
    with (package / resource["path"]).open(encoding="utf-8", newline="") as text:
        header, *rows = csv.reader(text)
    ends = [*sorted(parts), len(rows)]
    resource["path"] = []
    for number, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
        name = f"part-{number}.csv"
        resource["path"].append(name)
        with (package / name).open("w", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows([header, *rows[start:end]])
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


@st.composite
def decisions(draw: st.DrawFn) -> Rows:
    rows: Rows = []
    for number in range(draw(st.integers(2, 25))):
        start = draw(st.integers(2015, 2023))
        dating = draw(st.sampled_from(["year", "period", "start", "none"]))
        dates: dict[str, object] = {"financial_year": ""}
        if dating == "year":
            dates = {"financial_year": f"{start}/{(start + 1) % 100:02d}"}
        elif dating != "none":
            dates["start_year"] = start
            if dating == "period":
                dates["end_year"] = start + draw(st.integers(1, 4))
        rows.append(
            decision(
                f"D{number}",
                draw(POUNDS),
                programme=draw(st.sampled_from(["A", "B", "C's"])),
                funding_source=draw(st.sampled_from(["", "Fund", "Other"])),
                direction=draw(st.sampled_from(["out", "out", "in"])),
                is_new_money=draw(st.sampled_from(["yes", "yes", "no", "unknown"])),
                scope=draw(st.sampled_from(["commissioned", "commissioned", "police_operated"])),
                amount_basis=draw(st.sampled_from(["approved", "approved_maximum"])),
                **dates,
            )
        )
    return rows


@BUILDS
@given(rows=decisions())
def test_parts_add_up_to_the_whole(rows: Rows) -> None:
    with store_of({"decisions": rows}) as store:
        for open_ended in ("leave_out", "start_year"):
            bars = questions.decisions_by_year(store, package="made", open_ended=open_ended).rows
            summaries = {
                row["direction"]: row
                for row in questions.decision_summary(
                    store, package="made", open_ended=open_ended
                ).rows
            }
            spent = summaries.get("out", {}).get("amount_in_years") or Decimal(0)
            assert sum(row["amount_gbp"] for row in bars) == spent
        every = questions.decision_summary(store, package="made", counting="all").rows
        assert sum(row["amount_gbp"] for row in every) == sum(
            Decimal(str(row["amount_gbp"])) for row in rows
        )
        counted = questions.decision_rows(store, package="made", limit=1000).rows
        left_out = questions.decision_rows(
            store, package="made", counting="left_out", limit=1000
        ).rows
        assert len(counted) + len(left_out) == len(rows)
        assert all(row["reason_left_out"] for row in left_out)


def answers(store: Store) -> list[Any]:
    """Answers that name neither file nor line, in one order whatever the rows'."""
    return [
        questions.decisions_by_year(store, package="made").rows,
        questions.grants_received(store, package="made").rows,
        questions.decision_summary(store, package="made", counting="all").rows,
        questions.growth(store, package="made", series_ids=["decisions", "grants"]).rows,
    ]


@BUILDS
@given(rows=decisions(), data=st.data())
def test_order_of_rows_and_file_splits_do_not_matter(rows: Rows, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    parts = data.draw(st.lists(st.integers(0, len(rows)), max_size=3))
    with store_of({"decisions": rows}) as one, store_of({"decisions": shuffled}, parts) as other:
        assert answers(one) == answers(other)
        assert one.data_version != other.data_version or (shuffled == rows and not parts)


@st.composite
def payments(draw: st.DrawFn) -> Rows:
    rows: Rows = []
    for year in range(2017, 2017 + draw(st.integers(3, 6))):
        for programme in ("A", "B"):
            for month in (4, 9, 12):
                amount = draw(POUNDS | POUNDS.map(lambda pounds: -pounds / 100))
                rows.append(
                    payment(
                        f"{year}-{programme}-{month}",
                        f"{year}-{month:02d}-15",
                        f"{amount:.2f}",
                        programme=programme,
                    )
                )
    return rows


@BUILDS
@given(rows=payments(), first=st.integers(2017, 2021))
def test_no_choice_of_years_changes_a_years_growth(rows: Rows, first: int) -> None:
    first_year = f"{first}/{(first + 1) % 100:02d}"
    with store_of({"spend_lines": rows}) as store:
        ids = ["paid", "paid/A", "paid/B"]

        def by_year(**years: str) -> dict[tuple[str, str], tuple[Any, ...]]:
            return {
                (row["series_id"], row["financial_year"]): (
                    row["amount_gbp"],
                    row["real_gbp"],
                    row["growth_percent"],
                    row["real_growth_percent"],
                    row["share_percent"],
                )
                for row in questions.growth(store, package="made", series_ids=ids, **years).rows
            }

        everything = by_year()
        for years in ({"first_year": first_year}, {"last_year": first_year}):
            for key, values in by_year(**years).items():
                assert values == everything[key]


@BUILDS
@given(rows=payments())
def test_a_later_year_changes_no_earlier_figure(rows: Rows) -> None:
    later: Rows = [payment("later", "2024-03-31", "1234.56")]
    ids = ["paid", "paid/A", "paid/B"]
    with (
        store_of({"spend_lines": rows}) as before,
        store_of({"spend_lines": rows + later}) as after,
    ):
        last_full = str(min(row["financial_year"] for row in part_years(before, ids)))
        old, new = (
            [
                row
                for row in questions.growth(store, package="made", series_ids=ids).rows
                if row["financial_year"] < last_full
            ]
            for store in (before, after)
        )
        assert old == new


def part_years(store: Store, ids: list[str]) -> list[dict[str, Any]]:
    rows = questions.growth(store, package="made", series_ids=ids).rows
    found = [row for row in rows if row["part_year"]]
    assert found
    return found


@BUILDS
@given(rows=payments())
def test_contributions_add_up_to_the_growth_of_their_family(rows: Rows) -> None:
    with store_of({"spend_lines": rows}) as store:
        for price_base in (None, "2020/21"):
            parts = questions.contributions(
                store,
                package="made",
                family="paid",
                from_year="2017/18",
                to_year="2018/19",
                price_base=price_base,
            ).rows
            whole = questions.growth(
                store, package="made", series_ids=["paid"], price_base="2020/21"
            ).rows[1]
            growth = whole["real_growth_percent" if price_base else "growth_percent"]
            if growth is not None:
                total = sum(row["contribution_points"] for row in parts)
                assert total == pytest.approx(growth, rel=1e-9, abs=1e-9)


@BUILDS
@given(rows=payments())
def test_real_growth_does_not_depend_on_the_price_base(rows: Rows) -> None:
    with store_of({"spend_lines": rows}) as store:
        one, other = (
            questions.growth(store, package="made", series_ids=["paid"], price_base=base).rows
            for base in ("2016/17", "2024/25")
        )
        for a, b in zip(one, other, strict=True):
            assert a["amount_gbp"] == b["amount_gbp"]
            assert a["real_growth_percent"] == (
                None
                if b["real_growth_percent"] is None
                else pytest.approx(b["real_growth_percent"], rel=1e-9, abs=1e-9)
            )


def test_a_part_year_is_never_compared() -> None:
    rows: Rows = [
        payment("1", "2022-04-01", "100"),
        payment("2", "2023-04-01", "200"),
        payment("3", "2024-04-01", "50"),
        payment("4", "2024-09-30", "50"),
    ]
    with store_of({"spend_lines": rows}) as store:
        growth = questions.growth(store, package="made", series_ids=["paid"]).rows
        assert [row["part_year"] for row in growth] == [False, False, True]
        assert growth[2]["growth_percent"] is growth[2]["index_nominal"] is None
        assert growth[2]["joined"] is False
        (compound,) = questions.compound_growth(store, package="made", series_ids=["paid"]).rows
        assert compound["to_year"] == "2023/24"
        assert not questions.contributions(
            store, package="made", family="paid", from_year="2023/24", to_year="2024/25"
        ).rows


def test_a_first_amount_of_zero_has_no_rate() -> None:
    rows: Rows = [
        payment("1", "2022-04-01", "100"),
        payment("2", "2023-03-31", "-100"),
        payment("3", "2024-03-31", "70"),
    ]
    with store_of({"spend_lines": rows}) as store:
        growth = questions.growth(store, package="made", series_ids=["paid", "paid/A"]).rows
        assert [row["growth_percent"] for row in growth] == [None] * 4
        assert [row["share_percent"] for row in growth if row["series_id"] == "paid/A"] == [
            None,
            100.0,
        ]
        (compound,) = questions.compound_growth(store, package="made", series_ids=["paid"]).rows
        assert "not above zero" in compound["reason"]
        (part,) = questions.contributions(
            store, package="made", family="paid", from_year="2022/23", to_year="2023/24"
        ).rows
        assert part["contribution_points"] is part["own_growth_percent"] is None


def test_both_indices_are_100_in_the_same_year_or_there_is_no_real_one() -> None:
    """There is no deflator before 2014/15 here, so nothing can be real on 2013/14."""
    rows: Rows = [
        payment("1", "2013-04-01", "100"),
        payment("2", "2014-04-01", "110"),
        payment("3", "2016-03-31", "120"),
    ]
    with store_of({"spend_lines": rows}) as store:
        growth = questions.growth(store, package="made", series_ids=["paid"]).rows
        assert [row["index_nominal"] for row in growth] == pytest.approx([100, 110, 120])
        assert [row["index_real"] for row in growth] == [None, None, None]
        growth = questions.growth(
            store, package="made", series_ids=["paid"], index_base="2014/15"
        ).rows
        assert growth[0]["index_real"] is None
        assert growth[1]["index_nominal"] == growth[1]["index_real"] == 100
