"""What the store adds up when it is built is what its lines add up to, however they are divided."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import duckdb
import pytest

from benchmarks.ledgers import Size, write_ledger
from commissioning import building, questions
from commissioning.questions.parameters import Family
from commissioning.settings import Settings
from commissioning.store import Store

Row = dict[str, Any]
BY = (
    "package", "family", "financial_year", "service", "service_id", "service_as_filed", "programme",
    "provider", "provider_group", "provider_as_filed", "area", "funder", "instrument",
)  # fmt: skip
OF_SERVICE = (
    "package", "family", "financial_year", "service", "service_id", "service_as_filed", "programme",
)  # fmt: skip
CHOSEN = ("programme", "service", "provider", "area", "funder")
SIZES = [0, 10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000, 10_000_000]


@pytest.fixture(scope="module", params=["packages", "ledger"])
def summed(
    request: pytest.FixtureRequest, built: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """The repository's own packages, and a made ledger of ten thousand lines."""
    if request.param == "packages":
        return built
    folder = tmp_path_factory.mktemp("summed")
    write_ledger(folder / "data", Size(lines=10_000))
    made = Settings(folder / "data", folder / "builds")
    building.build(made)
    return made


@pytest.fixture(scope="module")
def table(summed: Settings) -> Iterator[Callable[[str], list[Row]]]:
    """The rows of a table of the build, read from its file."""
    build = building.current_build(summed.builds)
    assert build is not None
    with duckdb.connect(str(summed.builds / build.file), read_only=True) as connection:

        def rows(name: str) -> list[Row]:
            result = connection.execute(f"FROM {name}")
            names = [column[0] for column in result.description or ()]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

        yield rows


def added(lines: list[Row], *by: str) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Amount, payments before credits, credits, lines and lines of credit, by the given columns."""
    sums: dict[tuple[Any, ...], list[Any]] = defaultdict(lambda: [Decimal(0)] * 3 + [0, 0])
    for line in lines:
        entry, amount = sums[tuple(line[name] for name in by)], line["amount_gbp"]
        entry[0] += amount
        entry[2 if amount < 0 else 1] += amount
        entry[3] += 1
        entry[4] += amount < 0
    return {key: tuple(entry) for key, entry in sums.items()}


def stated(rows: list[Row], *by: str) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    values = ("amount_gbp", "gross_gbp", "credits_gbp", "lines", "credit_lines")
    found = {tuple(row[name] for name in by): tuple(row[name] for name in values) for row in rows}
    assert len(found) == len(rows), "a key is there twice"
    return found


def test_amounts_by_month_and_by_year_are_those_of_the_lines(
    table: Callable[[str], list[Row]],
) -> None:
    lines = table("money_line")
    assert len(lines) > 1_000
    by_month = (*BY, "month", "period_start")
    assert stated(table("money_month"), *by_month) == added(lines, *by_month)
    assert stated(table("money_year"), *BY) == added(lines, *BY)


def test_amounts_of_services_are_those_of_the_lines(table: Callable[[str], list[Row]]) -> None:
    lines = table("money_line")
    assert stated(table("service_month"), *OF_SERVICE, "month") == added(
        lines, *OF_SERVICE, "month"
    )
    assert stated(table("service_year"), *OF_SERVICE) == added(lines, *OF_SERVICE)


def test_amounts_of_providers_are_those_of_the_lines(table: Callable[[str], list[Row]]) -> None:
    by = ("package", "family", "financial_year", "provider_group", "provider")
    wanted: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for line in table("money_line"):
        named = line["provider_as_filed"] is not None
        wanted[*(line[name] for name in by), named].append(line)
    found = table("provider_year")
    assert len(found) == len(wanted)
    for row in found:
        lines = wanted[*(row[name] for name in by), row["is_named"]]
        programmes = sorted({line["programme"] for line in lines})
        assert (row["first_programme"], row["last_programme"]) == (programmes[0], programmes[-1])
        assert row["amount_gbp"] == sum(line["amount_gbp"] for line in lines)
        assert row["lines"] == len(lines)


def test_a_year_of_a_family_has_the_lines_records_and_months_it_has(
    table: Callable[[str], list[Row]],
) -> None:
    years: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for line in table("money_line"):
        years[line["package"], line["family"], line["financial_year"]].append(line)
    found = table("family_year")
    assert len(found) == len(years)
    for row in found:
        lines = years[row["package"], row["family"], row["financial_year"]]
        months = [line["month"] for line in lines if line["month"] is not None]
        assert row["amount_gbp"] == sum(line["amount_gbp"] for line in lines)
        assert row["lines"] == len(lines)
        assert row["records"] == len({line["reference"] for line in lines})
        assert row["first_month"] == min(months, default=None)
        assert row["last_month"] == max(months, default=None)


def test_months_covered_are_those_from_april_to_the_last_of_the_family(
    table: Callable[[str], list[Row]],
) -> None:
    months: dict[tuple[str, str], set[datetime.date]] = defaultdict(set)
    for line in table("money_line"):
        months[line["package"], line["family"]] |= {line["month"]} - {None}
    for row in table("family_year"):
        of_family, starts = months[row["package"], row["family"]], int(row["financial_year"][:4])
        year = [datetime.date(starts, month, 1) for month in range(4, 13)]
        year += [datetime.date(starts + 1, month, 1) for month in range(1, 4)]
        if of_family:
            begun = min(of_family) <= year[0]
            year = [month for month in year if begun and month <= max(of_family)]
        assert row["months_covered"] == len(year)


def test_choices_are_the_values_of_the_lines(table: Callable[[str], list[Row]]) -> None:
    counted = Counter(
        (line["package"], line["family"], name, line[name])
        for line in table("money_line")
        for name in CHOSEN
    )
    columns = ("package", "family", "dimension", "value")
    found = table("money_choice")
    assert {tuple(row[name] for name in columns): row["lines"] for row in found} == counted
    assert len(found) == len(counted)


def test_payments_by_size_are_the_payments(table: Callable[[str], list[Row]]) -> None:
    paid = [
        line for line in table("money_line") if line["family"] == "paid" and line["amount_gbp"] > 0
    ]
    by = ("package", "financial_year", *CHOSEN)
    wanted: dict[tuple[Any, ...], list[Decimal]] = defaultdict(list)
    for line in paid:
        band = sum(line["amount_gbp"] >= size for size in SIZES)
        wanted[*(line[name] for name in by), band].append(line["amount_gbp"])
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in table("payment_size"):
        found[*(row[name] for name in by), row["band"]].append(row)
    assert found.keys() == wanted.keys()
    for key, rows in found.items():
        assert sum(row["payments"] for row in rows) == len(wanted[key])
        assert sum(row["amount_gbp"] for row in rows) == sum(wanted[key])
        assert max(row["largest_gbp"] for row in rows) == max(wanted[key])
    each = [(row["package"], row["financial_year"], row["amount_gbp"]) for row in table("payment")]
    lines = [(line["package"], line["financial_year"], line["amount_gbp"]) for line in paid]
    assert sorted(each) == sorted(lines)


def test_payments_by_size_and_service_are_those_by_size(table: Callable[[str], list[Row]]) -> None:
    by = ("package", "financial_year", "programme", "service", "band", "step")
    wanted: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in table("payment_size"):
        wanted[tuple(row[name] for name in by)].append(row)
    found = {tuple(row[name] for name in by): row for row in table("service_size")}
    assert len(found) == len(table("service_size")) > 50
    assert found.keys() == wanted.keys()
    for key, rows in wanted.items():
        assert found[key]["payments"] == sum(row["payments"] for row in rows)
        assert found[key]["amount_gbp"] == sum(row["amount_gbp"] for row in rows)
        assert found[key]["largest_gbp"] == max(row["largest_gbp"] for row in rows)


@pytest.mark.parametrize("column", ["step", "small_step"])
def test_a_step_never_falls_as_the_amount_rises(
    table: Callable[[str], list[Row]], column: str
) -> None:
    """What finding the median on one step, and there on one small step, rests on."""
    steps: dict[int, list[Decimal]] = defaultdict(list)
    for row in table("payment"):
        steps[row[column]].append(row["amount_gbp"])
    assert len(steps) > 5
    ends = [(min(steps[step]), max(steps[step])) for step in sorted(steps)]
    assert all(before[1] < after[0] for before, after in pairwise(ends))


def test_a_small_step_is_part_of_one_step(table: Callable[[str], list[Row]]) -> None:
    pairs = {(row["small_step"], row["step"]) for row in table("payment")}
    assert len({small for small, _ in pairs}) == len(pairs) > 20
    assert len({step for _, step in pairs}) < len(pairs) / 2


def test_places_count_the_latest_and_largest_lines_of_a_family_first(
    table: Callable[[str], list[Row]],
) -> None:
    """What finding a page of lines by their places rests on."""
    lines = sorted(table("money_line"), key=lambda line: line["place"])
    assert [line["place"] for line in lines] == list(range(1, len(lines) + 1))
    families: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for line in lines:
        families[line["package"], line["family"]].append(line)
        first_of_year = datetime.date(int(line["financial_year"][:4]), 4, 1)
        assert line["period_start"] == (line["month"] or first_of_year)
    for found in families.values():
        assert found[-1]["place"] - found[0]["place"] == len(found) - 1
        wanted = sorted(found, key=lambda line: (line["file"], line["line"]))
        wanted.sort(key=lambda line: (line["period_start"], line["amount_gbp"]), reverse=True)
        assert [in_order(line) for line in found] == [in_order(line) for line in wanted]


def in_order(line: Row) -> tuple[Any, ...]:
    """What lines are listed by; two parts of one line are as good as each other."""
    return tuple(line[name] for name in ("period_start", "amount_gbp", "file", "line"))


def ledger_of(settings: Settings) -> str:
    return "made" if (settings.data / "made").is_dir() else "illustrative"


@pytest.mark.parametrize("family", ["paid", "decisions"])
def test_pages_of_lines_follow_each_other_without_a_gap(summed: Settings, family: Family) -> None:
    """Each page reads only the months it falls in."""
    store = Store(summed)
    ask: dict[str, Any] = {"package": ledger_of(summed), "family": family, "first_year": "2019/20"}
    whole = questions.money_rows(store, **ask, limit=100_000).rows
    assert len(whole) == whole[0]["lines"] > 100
    order = [(row["financial_year"], str(row["month"] or ""), row["amount_gbp"]) for row in whole]
    assert order == sorted(order, reverse=True)
    size = -(-len(whole) // 7)
    paged = [
        row
        for page in range(8)
        for row in questions.money_rows(store, **ask, limit=size, offset=page * size).rows
    ]
    assert paged == list(whole)


@pytest.mark.parametrize("narrowed", [{}, {"first_year": "2021/22", "last_year": "2022/23"}])
def test_the_median_payment_is_the_middle_one(summed: Settings, narrowed: dict[str, str]) -> None:
    store = Store(summed)
    ask: dict[str, Any] = {"package": ledger_of(summed), "family": "paid", **narrowed}
    lines = questions.money_rows(store, **ask, limit=100_000).rows
    several = 0
    for provider in [None, *sorted({row["provider"] for row in lines})[:12]]:
        chosen = [row["amount_gbp"] for row in lines if provider in (None, row["provider"])]
        amounts = sorted(amount for amount in chosen if amount > 0)
        providers = None if provider is None else [provider]
        found = questions.size_distribution(store, **ask, providers=providers).rows
        if not amounts:
            assert found == ()
            continue
        several += 1
        assert found[0]["median_gbp"] == amounts[(len(amounts) - 1) // 2]
        assert found[0]["largest_gbp"] == amounts[-1]
        assert sum(row["entries"] for row in found) == len(amounts)
    assert several > 3
