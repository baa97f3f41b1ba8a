"""Every question on the real package against a plain recomputation of it."""

import datetime
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from commissioning import questions
from commissioning.store import Store
from tests.reference import plain

LONDON = "london"
TREATMENTS = ("leave_out", "start_year")


@pytest.fixture(scope="module")
def decisions(data: Path) -> list[plain.Row]:
    return plain.rows(data, LONDON, "decisions")


@pytest.mark.parametrize("open_ended", TREATMENTS)
@pytest.mark.parametrize(
    ("question", "direction", "member", "column"),
    [
        (questions.decisions_by_year, "out", "programme", "programme"),
        (questions.grants_received, "in", "funding_source", "funding_source"),
    ],
)
def test_money_by_year_and_member(
    store: Store,
    decisions: list[plain.Row],
    question: object,
    direction: str,
    member: str,
    column: str,
    open_ended: str,
) -> None:
    assert callable(question)
    cells = plain.found(decisions, direction, member, open_ended)
    expected = {
        key: (
            sum(part for _, part in lines),
            len(lines),
            len({row["decision_ref"] for row, _ in lines}),
        )
        for key, lines in cells.items()
    }
    answer = question(store, package=LONDON, open_ended=open_ended)
    assert {
        (row["financial_year"], row[column]): (row["amount_gbp"], row["lines"], row["decisions"])
        for row in answer.rows
    } == expected


def test_ceilings_are_the_part_that_is_only_a_maximum(
    store: Store, decisions: list[plain.Row]
) -> None:
    expected: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for key, lines in plain.found(decisions, "out", "programme").items():
        expected[key] += sum(
            (part for row, part in lines if row["amount_basis"] == "approved_maximum"), Decimal(0)
        )
    answer = questions.decisions_by_year(store, package=LONDON)
    assert {
        (row["financial_year"], row["programme"]): row["ceiling_gbp"] for row in answer.rows
    } == expected


# £ million by year as the compilers of the extract added them up, evenly by year and with awards
# of unknown end whole in their first year.
COMPILED = {
    "2014/15": "11.07", "2015/16": "5.51", "2016/17": "37.74", "2017/18": "26.36",
    "2018/19": "31.72", "2019/20": "52.39", "2020/21": "54.00", "2021/22": "38.29",
    "2022/23": "19.02", "2023/24": "34.17", "2024/25": "28.20", "2025/26": "28.01",
}  # fmt: skip


def test_years_agree_with_the_compilers_sums(store: Store) -> None:
    answer = questions.decisions_by_year(store, package=LONDON, open_ended="start_year")
    years: dict[str, Decimal] = defaultdict(Decimal)
    for row in answer.rows:
        years[row["financial_year"]] += row["amount_gbp"]
    # Spreading by day and not by year moves up to £0.1m between leap and other years.
    for year, millions in COMPILED.items():
        assert abs(years[year] / 1_000_000 - Decimal(millions)) < Decimal("0.1"), year


def test_decision_rows_behind_a_bar_add_up_to_it(store: Store) -> None:
    for bar in questions.decisions_by_year(store, package=LONDON).rows:
        rows = questions.decision_rows(
            store,
            package=LONDON,
            first_year=bar["financial_year"],
            last_year=bar["financial_year"],
            programmes=[bar["programme"]],
            directions=["out"],
            limit=1000,
        ).rows
        assert sum(row["amount_in_years"] for row in rows) == bar["amount_gbp"]
        assert len(rows) == bar["lines"]


def test_decision_rows_filter_as_a_reader_would(store: Store, decisions: list[plain.Row]) -> None:
    answer = questions.decision_rows(
        store,
        package=LONDON,
        first_year="2020/21",
        last_year="2022/23",
        funders=["Home Office", "Not stated"],
        instruments=["grant", "unknown"],
        amount_bases=["approved"],
        counting="all",
        text="DOMESTIC",
        limit=1000,
    )
    years = {"2020/21", "2021/22", "2022/23"}
    expected = set()
    for row in decisions:
        text = " ".join(
            row[name] for name in ("decision_ref", "title", "service", "provider", "note")
        )
        if (
            years & set(plain.placed(row))
            and (row["funding_source"] or "Not stated") in {"Home Office", "Not stated"}
            and row["instrument"] in {"grant", "unknown"}
            and row["amount_basis"] == "approved"
            and "domestic" in text.lower()
        ):
            expected.add((row["decision_ref"], int(row["decision_line"])))
    assert expected
    assert {(row["decision_ref"], row["decision_line"]) for row in answer.rows} == expected


def test_pages_of_rows_are_all_the_rows_once(store: Store) -> None:
    def page(number: int) -> list[tuple[str, int]]:
        answer = questions.decision_rows(
            store, package=LONDON, counting="all", order="provider", limit=50, offset=50 * number
        )
        return [(row["decision_ref"], row["decision_line"]) for row in answer.rows]

    keys = [key for number in range(10) for key in page(number)]
    assert len(keys) == len(set(keys)) == 479


def test_summary_accounts_for_every_line(store: Store, decisions: list[plain.Row]) -> None:
    for summary in questions.decision_summary(store, package=LONDON, counting="all").rows:
        of_direction = [row for row in decisions if row["direction"] == summary["direction"]]
        counted = [row for row in of_direction if plain.is_counted(row)]
        undated = [row for row in counted if not row["financial_year"] and not row["start_year"]]
        open_ended = [
            row
            for row in counted
            if not row["financial_year"] and row["start_year"] and not row["end_year"]
        ]
        assert summary["lines"] == len(of_direction)
        assert summary["counted_lines"] == len(counted) - len(undated) - len(open_ended)
        assert summary["not_counted_lines"] == len(of_direction) - len(counted)
        assert summary["undated_lines"] == len(undated)
        assert summary["open_ended_lines"] == len(open_ended)
        assert summary["undated_gbp"] == sum(Decimal(row["amount_gbp"]) for row in undated)
        assert summary["open_ended_gbp"] == sum(Decimal(row["amount_gbp"]) for row in open_ended)
        assert summary["amount_gbp"] == sum(Decimal(row["amount_gbp"]) for row in of_direction)
        assert summary["amount_in_years"] == sum(
            sum(plain.placed(row).values(), Decimal(0)) for row in counted
        )


def test_decision_choices_count_every_line(store: Store, decisions: list[plain.Row]) -> None:
    columns = {
        "programme": "programme",
        "provider": "provider",
        "funder": "funding_source",
        "instrument": "instrument",
        "amount_basis": "amount_basis",
    }
    expected = {
        (field, value or "Not stated", count)
        for field, column in columns.items()
        for value, count in Counter(row[column] for row in decisions).items()
    }
    answer = questions.decision_choices(store, package=LONDON)
    assert {(row["field"], row["value"], row["lines"]) for row in answer.rows} == expected


def test_published_series_are_sums_of_their_components(store: Store, data: Path) -> None:
    answer = questions.published_series(store, package=LONDON)
    by_series: dict[str, plain.Money] = defaultdict(dict)
    for row in answer.rows:
        by_series[row["series_id"]][row["financial_year"]] = row["amount_gbp"]
    ids = {row["series_id"] for row in plain.rows(data, LONDON, "series")}
    assert by_series == {
        series_id: plain.series_amounts(data, LONDON, series_id) for series_id in ids
    }


def test_the_victims_grant_is_what_was_published(store: Store) -> None:
    answer = questions.published_series(store, package=LONDON, series_ids=["moj-victims-grant"])
    assert {row["financial_year"]: str(row["amount_gbp"]) for row in answer.rows} == {
        "2020/21": "11998568.00",
        "2021/22": "16765943.00",
        "2022/23": "21939808.88",
        "2023/24": "18742558.65",
        "2024/25": "22091010.07",
        "2025/26": "22344743.73",
    }


def test_series_list_gives_the_span_of_every_series(
    store: Store, data: Path, decisions: list[plain.Row]
) -> None:
    spans: dict[str, set[str]] = {}
    for series in plain.rows(data, LONDON, "series"):
        spans[series["series_id"]] = set(plain.series_amounts(data, LONDON, series["series_id"]))
    for family, direction, by in (
        ("decisions", "out", "programme"),
        ("grants", "in", "funding_source"),
    ):
        for year, member in plain.found(decisions, direction, by):
            spans.setdefault(family, set()).add(year)
            spans.setdefault(f"{family}/{member}", set()).add(year)
    answer = questions.series_list(store, package=LONDON)
    assert {
        row["series_id"]: (row["first_year"], row["last_year"], row["points"])
        for row in answer.rows
    } == {name: (min(years), max(years), len(years)) for name, years in spans.items()}


def test_headline_totals_are_the_published_ones(store: Store) -> None:
    answer = questions.headline_totals(store, package=LONDON)
    assert [
        (row["financial_year"], str(row["amount_gbp"]), row["basis"], row["corroborations"])
        for row in answer.rows
    ] == [
        ("2012/13", "23600000.00", "budget", 1),
        ("2019/20", "53600000.00", "budget", 1),
        ("2021/22", "59900000.00", "actual", 0),
        ("2022/23", "70000000.00", "budget", 0),
        ("2022/23", "90000000.00", "budget", 0),
    ]
    cited = answer.rows[2]
    assert cited["source_paragraph"] == "1.1"
    assert cited["source_date"] == "2022-10-03"


@pytest.mark.parametrize("open_ended", TREATMENTS)
def test_coverage_is_found_over_published(
    store: Store, decisions: list[plain.Row], open_ended: str
) -> None:
    found: dict[str, list[tuple[plain.Row, Decimal]]] = defaultdict(list)
    for (year, _), lines in plain.found(decisions, "out", "programme", open_ended).items():
        found[year] += lines
    for row in questions.coverage(store, package=LONDON, open_ended=open_ended).rows:
        lines = found[row["financial_year"]]
        if not lines:
            assert row["found_gbp"] is row["coverage_percent"] is row["gap_gbp"] is None
            continue
        amount = sum(part for _, part in lines)
        assert row["found_gbp"] == amount
        assert row["gap_gbp"] == row["total_gbp"] - amount
        assert row["coverage_percent"] == pytest.approx(
            float(100 * Fraction(amount) / Fraction(row["total_gbp"])), rel=1e-12
        )
        assert row["decisions"] == len({line["decision_ref"] for line, _ in lines})


def test_the_cited_total_is_64_per_cent_explained(store: Store) -> None:
    (row,) = (
        row
        for row in questions.coverage(store, package=LONDON).rows
        if row["financial_year"] == "2021/22"
    )
    assert row["total_gbp"] == Decimal("59900000.00")
    assert round(row["coverage_percent"]) == 64


@pytest.mark.parametrize("price_base", ["2019/20", "2024/25"])
def test_growth_of_the_victims_grant(store: Store, data: Path, price_base: str) -> None:
    amounts = {
        year: Fraction(amount)
        for year, amount in plain.series_amounts(data, LONDON, "moj-victims-grant").items()
    }
    deflators = plain.deflators(data)
    residents = {
        row["year"]: int(row["population"])
        for row in plain.rows(data, "reference", "population")
        if row["area"] == "London" and row["trust"] == "ok"
    }
    real = {
        year: amount * deflators[price_base] / deflators[year] for year, amount in amounts.items()
    }
    answer = questions.growth(
        store, package=LONDON, series_ids=["moj-victims-grant"], price_base=price_base
    )
    first = min(amounts)
    earlier: str | None = None
    for row in answer.rows:
        year = row["financial_year"]
        assert row["real_gbp"] == _pence(real[year])
        assert row["index_nominal"] == pytest.approx(float(100 * amounts[year] / amounts[first]))
        assert row["index_real"] == pytest.approx(float(100 * real[year] / real[first]))
        if earlier is None:
            assert row["growth_percent"] is row["real_growth_percent"] is None
            assert row["joined"] is False
        else:
            inflation = deflators[year] / deflators[earlier] - 1
            growth = amounts[year] / amounts[earlier] - 1
            assert row["joined"] is True
            assert row["growth_percent"] == pytest.approx(float(100 * growth))
            assert row["real_growth_percent"] == pytest.approx(
                float(100 * ((1 + growth) / (1 + inflation) - 1))
            )
        population = residents.get(year[:4])
        if population is None:
            assert row["per_resident_gbp"] is row["population_definition"] is None
        else:
            assert row["per_resident_gbp"] == _pence(amounts[year] / population)
            assert row["per_resident_real_gbp"] == _pence(real[year] / population)
        earlier = year


def _pence(pounds: Fraction) -> Decimal:
    exact = Decimal(pounds.numerator) / Decimal(pounds.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_growth_skips_years_that_do_not_follow(store: Store, data: Path) -> None:
    amounts = plain.series_amounts(data, LONDON, "home-office-vru-grant")
    answer = questions.growth(store, package=LONDON, series_ids=["home-office-vru-grant"])
    for row in answer.rows:
        year = row["financial_year"]
        before = plain.label(int(year[:4]) - 1)
        if before in amounts:
            assert row["growth_percent"] == pytest.approx(
                float(100 * (Fraction(amounts[year]) / Fraction(amounts[before]) - 1))
            )
        else:
            assert row["growth_percent"] is None
            assert row["joined"] is False


def test_shares_of_a_family_add_to_100(store: Store) -> None:
    members = [
        row["series_id"]
        for row in questions.series_list(store, package=LONDON).rows
        if row["family"] == "decisions" and row["member"] is not None
    ]
    shares: dict[str, float] = defaultdict(float)
    for row in questions.growth(store, package=LONDON, series_ids=members).rows:
        shares[row["financial_year"]] += row["share_percent"]
    assert shares
    assert list(shares.values()) == pytest.approx([100] * len(shares))


def test_compound_growth_counts_intervals(store: Store, data: Path) -> None:
    amounts = plain.series_amounts(data, LONDON, "moj-victims-grant")
    deflators = plain.deflators(data)
    (row,) = questions.compound_growth(
        store, package=LONDON, series_ids=["moj-victims-grant"], first_year="2021/22"
    ).rows
    ratio = float(amounts["2025/26"] / amounts["2021/22"])
    real = ratio * float(deflators["2021/22"] / deflators["2025/26"])
    assert (row["from_year"], row["to_year"], row["intervals"]) == ("2021/22", "2025/26", 4)
    assert row["growth_percent"] == pytest.approx(100 * (ratio - 1))
    assert row["cagr_percent"] == pytest.approx(100 * (ratio**0.25 - 1))
    assert row["real_growth_percent"] == pytest.approx(100 * (real - 1))
    assert row["real_cagr_percent"] == pytest.approx(100 * (real**0.25 - 1))


def test_one_year_has_no_compound_growth(store: Store) -> None:
    (row,) = questions.compound_growth(
        store, package=LONDON, series_ids=["moj-victims-grant"], first_year="2025/26"
    ).rows
    assert row["reason"] == "Only one full year in the years chosen"
    assert row["growth_percent"] is row["cagr_percent"] is row["real_cagr_percent"] is None


@pytest.mark.parametrize("price_base", [None, "2024/25"])
def test_contributions_add_up_to_growth(
    store: Store, data: Path, decisions: list[plain.Row], price_base: str | None
) -> None:
    deflators = plain.deflators(data)
    amounts: dict[tuple[str, str], Fraction] = {
        key: sum((Fraction(part) for _, part in lines), Fraction(0))
        * (deflators[price_base] / deflators[key[0]] if price_base else 1)
        for key, lines in plain.found(decisions, "out", "programme").items()
    }
    start, end = "2019/20", "2021/22"
    whole = {
        year: sum(amount for (of, _), amount in amounts.items() if of == year)
        for year in (start, end)
    }
    answer = questions.contributions(
        store,
        package=LONDON,
        family="decisions",
        from_year=start,
        to_year=end,
        price_base=price_base,
    )
    for row in answer.rows:
        before = amounts.get((start, row["member"]), Fraction(0))
        after = amounts.get((end, row["member"]), Fraction(0))
        assert row["contribution_points"] == pytest.approx(
            float(100 * (after - before) / whole[start])
        )
    assert sum(row["contribution_points"] for row in answer.rows) == pytest.approx(
        float(100 * (whole[end] / whole[start] - 1))
    )


def test_outcome_coverage_counts_targets_and_results(store: Store, data: Path) -> None:
    counts = {
        who: Counter(
            (bool(row["target"]), bool(row["actual"]))
            for row in plain.rows(data, LONDON, "outcomes")
            if row["reported_by"] == who
        )
        for who in ("own", "comparator")
    }
    answer = questions.outcome_coverage(store, package=LONDON)
    for row in answer.rows:
        of = counts[row["reported_by"]]
        assert row["with_target_and_actual"] == of[True, True]
        assert row["target_only"] == of[True, False]
        assert row["actual_only"] == of[False, True]
        assert row["with_target"] == of[True, True] + of[True, False]
    assert sum(row["with_target"] for row in answer.rows) == 52
    assert sum(row["with_target_and_actual"] for row in answer.rows) == 34


def test_events_fall_in_the_years_they_can_have_been_in(store: Store, data: Path) -> None:
    def span(date: str) -> tuple[str, str]:
        ends = {4: ("-01-01", "-12-31"), 7: ("-01", "-28"), 10: ("", "")}[len(date)]
        first, last = (datetime.date.fromisoformat(date + end) for end in ends)
        return next(iter(plain.days_by_year(first, first))), next(
            iter(plain.days_by_year(last, last))
        )

    expected = {}
    for row in plain.rows(data, LONDON, "timeline"):
        earliest, latest = span(row["date"])
        if latest >= "2018/19" and earliest <= "2020/21":
            expected[row["event_id"]] = earliest if earliest == latest else None
    answer = questions.events(store, package=LONDON, first_year="2018/19", last_year="2020/21")
    assert {row["event_id"]: row["financial_year"] for row in answer.rows} == expected


def test_source_records_are_the_extract_line_for_line(store: Store, data: Path) -> None:
    answer = questions.source_record(store, package=LONDON)
    lines = (data / LONDON / "spend_totals.csv").read_text(encoding="utf-8").splitlines()
    extract = plain.rows(data, LONDON, "spend_totals")
    assert [row["total_id"] for row in answer.rows] == [row["total_id"] for row in extract]
    for row, original in zip(answer.rows, extract, strict=True):
        assert lines[row["line"] - 1].startswith(original["total_id"])
        assert row["amount_gbp"] == Decimal(original["amount_gbp"])
        assert (row["source_url"] or "") == original["source_url"]


def test_years_without_a_total(store: Store, decisions: list[plain.Row]) -> None:
    answer = questions.years_without_total(store, package=LONDON, as_at=datetime.date(2026, 11, 22))
    found = defaultdict(set)
    for (year, _), lines in plain.found(decisions, "out", "programme").items():
        found[year] |= {row["decision_ref"] for row, _ in lines}
    known = {row["financial_year"] for row in questions.headline_totals(store, package=LONDON).rows}
    years = [plain.label(starting) for starting in range(2012, 2026)]
    assert {row["financial_year"]: row["decisions"] for row in answer.rows} == {
        year: len(found[year]) for year in years if year not in known
    }


def test_package_contents_count_the_lines_of_every_extract(store: Store, data: Path) -> None:
    for row in questions.package_contents(store).rows:
        assert row["rows_in"] == len(plain.rows(data, row["package"], row["resource"]))
        assert row["rows_in"] == row["rows_loaded"] + row["rows_rejected"]
