"""Every question against a plain recomputation of it: all rows, in order, and every column."""

import datetime
import inspect
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

import pytest

from commissioning.questions.scrutiny import Rule
from commissioning.settings import QUERIES, Settings
from commissioning.store import Answer, Store
from tests.contracts.examples import (
    APPROVED,
    ASKED,
    CASES,
    CONTRACTED,
    ILLUSTRATIVE,
    INVENTED,
    LONDON,
    QUESTIONS,
)  # fmt: skip
from tests.reference import (
    changed,
    checked,
    commitments,
    compared,
    controlled,
    decided,
    described,
    evidenced,
    flows,
    improved,
    money,
    plain,
    published,
    rated,
    reconciled,
    scaled,
    scrutinised,
    series,
    spending,
    valued,
    works,
)  # fmt: skip
from tests.reference.comparing import built_rows, hold

Rows = list[dict[str, Any]]

REFERENCE: dict[str, Callable[..., Rows]] = {
    name: getattr(module, name)
    for module, names in {
        changed: [
            "data_versions", "figure_changes", "restatements", "row_change_counts", "row_changes",
        ],
        checked: ["check_findings", "check_results"],
        commitments: [
            "commitment_choices", "commitment_ends", "commitment_rows", "commitment_summary",
            "commitment_years", "funder_exposure",
        ],
        controlled: ["control_points"],
        compared: ["comparison_units", "equality_rates", "split_choices"],
        decided: [
 "decision_choices", "decision_rows", "decision_summary",
            "decisions_by_year", "grants_received", "years_without_total",
        ],
        described: [
            "data_dictionary", "package_contents", "package_list", "package_statement",
            "rejected_rows",
        ],
        evidenced: [
            "indicator_results", "indicator_standing", "indicator_versions", "target_history",
        ],
        improved: ["improvement_items", "recommendations", "service_stages"],
        published: [
            "events", "headline_totals", "outcome_coverage", "price_bases", "source_record",
        ],
        flows: [
            "area_amounts", "funding_balance", "funding_flow", "name_mappings", "service_bases",
            "spend_by_month",
        ],
        spending: [
            "bridge", "bridge_steps", "concentration", "family_years", "money_choices",
            "money_rows", "size_distribution", "spend_breakdown", "spend_by_year",
        ],
        scaled: ["peer_funds", "peer_grants", "per_resident", "share_of_total"],
        rated: ["indicator_ratings"],
        reconciled: ["reconciliation"],
        scrutinised: ["scrutiny_scope"],
        works: [
            "approach_ratings", "evidence_columns", "service_evaluations", "service_results",
        ],
        series: ["compound_growth", "contributions", "growth", "published_series", "series_list"],
        valued: ["evidence_services", "evidence_spend", "unit_costs"],
    }.items()
    for name in names
} | {
    f"scrutiny/{rule}": getattr(scrutinised, rule)
    for rule in get_args(Rule)
}  # fmt: skip

SOME_YEARS = {"first_year": "2019/20", "last_year": "2022/23"}
EVERY = {**LONDON, "counting": "all", "limit": 1000}
GRANTS = ["moj-victims-grant", "home-office-vru-grant", "serious-violence-duty-grant"]
FOUND = ["decisions", "decisions/VAWG", "grants", "grants/MoJ", "grants/Not stated"]
PAID = ["paid", "paid/Victims support", "paid/Domestic abuse", "paid/Evaluation and training"]
BUDGETS = ["commissioning-budget", "offender-budget-approved", "policing-net-revenue-budget"]
FILTERS: list[dict[str, Any]] = [
    SOME_YEARS,
    {**SOME_YEARS, "open_ended": "start_year"},
    {"first_year": "2021/22"},
    {"last_year": "2016/17", "open_ended": "start_year"},
    {"programmes": ["VAWG", "Victims"]},
    {"providers": ["Not stated", "Ministry of Justice"]},
    {"providers": ["London Borough of Haringey"], "services": ["Safer Streets Fund Round 2"]},
    {"funders": ["MoJ", "Not stated"]},
    {"instruments": ["grant", "unknown"]},
    {"directions": ["in"]},
    {"amount_bases": ["approved_maximum", "estimated"]},
    {"datings": ["No date", "Start only"]},
    {"datings": ["Year stated"]},
    {"datings": ["Period stated"], **SOME_YEARS},
    {"counting": "left_out"},
    {"counting": "counted"},
    {"text": "DOMESTIC"},
    {"text": "PCD 1"},
    {"programmes": ["No such programme"]},
]

# Days on which much is running, a day that something ends, and a day before everything.
DAYS = [datetime.date(2021, 10, 31), datetime.date(2024, 3, 31), datetime.date(2010, 1, 1)]
COMMITTED: list[dict[str, Any]] = [
    *({**family, "as_at": day} for family in (APPROVED, CONTRACTED) for day in DAYS),
    {**APPROVED, "as_at": DAYS[0], "programmes": ["VAWG", "Victims"]},
    {**APPROVED, "as_at": DAYS[0], "funders": ["MoJ", "Not stated"]},
    {**APPROVED, "as_at": DAYS[0], "providers": ["Not stated"]},
    {**ILLUSTRATIVE, "family": "decisions", "as_at": datetime.date(2025, 10, 31)},
    {**APPROVED, "programmes": ["No such programme"]},
]

SPLIT_CHOICES: list[dict[str, Any]] = [
    {},
    {"dimensions": ["area", "provider"]},
    {"dimensions": ["ethnicity"], "first_year": "2021/22", "last_year": "2023/24"},
    {"dimensions": ["disability"]},
]
QUARTERS = [
    (datetime.date(year, month, 1), datetime.date(year, month + 2, last))
    for year in range(2020, 2026)
    for month, last in ((1, 31), (4, 30), (7, 30), (10, 31))
]
QUARTERLY: dict[tuple[str, str], list[dict[str, Any]]] = {
    named: [
        {
            **ILLUSTRATIVE,
            "series_id": named[0],
            "dimension": named[1],
            "period_start": start,
            "period_end": end,
        }
        for start, end in QUARTERS
    ]
    for named in (("I17", "ethnicity"), ("I17", "sex"), ("I08", "age"), ("I19", "area"))
}
YEARLY = [
    {
        **ILLUSTRATIVE,
        "series_id": "I18",
        "dimension": "provider",
        "period_start": datetime.date(year, 4, 1),
        "period_end": datetime.date(year + 1, 3, 31),
    }
    for year in (2022, 2023, 2024)
]

FURTHER: list[tuple[str, dict[str, Any]]] = [
    *(
        ("decision_rows", {**EVERY, "order": order, **years})
        for order in ("largest", "smallest", "newest", "oldest", "service", "provider")
        for years in ({}, SOME_YEARS)
    ),
    *(("decision_rows", {**EVERY, "order": "oldest", **chosen}) for chosen in FILTERS),
    *(("decision_summary", {**LONDON, "counting": "all", **chosen}) for chosen in FILTERS),
    ("decision_rows", {**LONDON, "order": "newest", "limit": 7, "offset": 40}),
    *(
        (name, {**LONDON, **SOME_YEARS, "open_ended": open_ended})
        for name in ("decisions_by_year", "grants_received")
        for open_ended in ("leave_out", "start_year")
    ),
    ("grants_received", {**LONDON, "open_ended": "start_year"}),
    ("headline_totals", {**LONDON, **SOME_YEARS}),
    ("published_series", {**LONDON, "series_ids": GRANTS}),
    *(
        (name, {**LONDON, "series_ids": [*GRANTS, *FOUND, *BUDGETS], **years})
        for name in ("growth", "compound_growth")
        for years in ({}, SOME_YEARS, {"first_year": "2022/23"}, {"last_year": "2021/22"})
    ),
    ("growth", {**LONDON, "series_ids": GRANTS, "price_base": "2019/20", **SOME_YEARS}),
    ("growth", {**LONDON, "series_ids": GRANTS, "index_base": "2022/23"}),
    ("growth", {**LONDON, "series_ids": GRANTS, "index_base": "2021/22", "last_year": "2020/21"}),
    *(
        (name, {**ILLUSTRATIVE, "series_ids": PAID, **years})
        for name in ("growth", "compound_growth")
        for years in ({}, {"first_year": "2023/24"}, {"last_year": "2024/25"})
    ),
    ("growth", {**ILLUSTRATIVE, "series_ids": PAID, "index_base": "2022/23"}),
    *(
        (
            "contributions",
            {
                "package": package,
                "family": family,
                "from_year": start,
                "to_year": end,
                "price_base": price_base,
            },
        )
        for package, family, start, end in (
            ("london", "decisions", "2014/15", "2021/22"),
            ("london", "grants", "2021/22", "2022/23"),
            ("illustrative", "paid", "2020/21", "2024/25"),
            ("illustrative", "paid", "2024/25", "2025/26"),
        )
        for price_base in (None, "2019/20")
    ),
    *(
        (name, chosen)
        for chosen in COMMITTED
        for name in (
            "commitment_ends",
            "commitment_summary",
            "commitment_years",
            "funder_exposure",
        )
    ),
    *(("commitment_rows", {**chosen, "limit": 1000}) for chosen in COMMITTED),
    ("commitment_rows", {**APPROVED, "limit": 7, "offset": 30, "states": ["ended", "no_end"]}),
    ("commitment_rows", {**APPROVED, "limit": 100, "states": ["no_date"], "text": "pcd"}),
    (
        "commitment_rows",
        {
            **APPROVED,
            "limit": 100,
            "ends_from": datetime.date(2024, 3, 31),
            "ends_to": datetime.date(2025, 3, 30),
        },
    ),
    ("commitment_summary", {**CONTRACTED, "text": "provider o"}),
    ("commitment_years", {**APPROVED, "first_year": "2026/27"}),
    *(
        ("service_stages", {**package, "as_at": day})
        for package in (LONDON, ILLUSTRATIVE)
        for day in (*DAYS, datetime.date(2023, 8, 31), datetime.date(2024, 10, 1))
    ),
    *(("indicator_ratings", {**ILLUSTRATIVE, "series_id": each}) for each in ("I01", "I11")),
    ("events", {**LONDON, "first_year": "2020/21"}),
    ("events", {**LONDON, "last_year": "2017/18"}),
    # An event known to its year is in both of the financial years it can have been in.
    ("events", {**LONDON, "first_year": "2013/14", "last_year": "2013/14"}),
    ("events", {**LONDON, "first_year": "2012/13", "last_year": "2012/13"}),
    ("events", ILLUSTRATIVE),
    ("source_record", {**LONDON, "series_id": "commissioning-budget"}),
    ("source_record", {**LONDON, "total_ids": ["absent"]}),
    *(
        ("years_without_total", {**LONDON, "as_at": as_at})
        for as_at in (
            datetime.date(2012, 1, 1),
            datetime.date(2024, 3, 30),
            datetime.date(2024, 3, 31),
            datetime.date(2040, 1, 1),
        )
    ),
    *(
        ("check_findings", {**package, "check_name": name})
        for package in (LONDON, ILLUSTRATIVE)
        for name in sorted(checked.CHECKS)
    ),
    *(
        ("reconciliation", {"package": package, "family": family, **years})
        for package in ("london", "illustrative")
        for family in ("decisions", "contracts", "paid")
        for years in ({}, SOME_YEARS)
    ),
    *(
        (f"scrutiny/{rule}", {**asked, name: level})
        for rule, name, levels in (
            ("growth_without_results", "growth_percent", (0, 33, 100)),
            ("provider_share", "share_percent", (0, 2, 42)),
            ("cliff_edge", "within_months", (1, 4, 60)),
            ("paid_over_contract", "contract_percent", (-20, 1, 5)),
        )
        for asked in (ASKED, INVENTED)
        for level in levels
    ),
    *(
        (f"scrutiny/{rule}", {**asked, "as_at": as_at})
        for rule in get_args(Rule)
        for asked in (ASKED, INVENTED)
        for as_at in (
            datetime.date(2015, 1, 1),
            datetime.date(2022, 8, 31),
            datetime.date(2024, 3, 30),
            datetime.date(2024, 3, 31),
        )
    ),
    ("check_results", {"package": "reference"}),
    ("row_changes", ILLUSTRATIVE),
    ("row_changes", {**LONDON, "extract": "decisions", "limit": 3}),
    ("row_change_counts", {**LONDON, "extract": "decisions"}),
    ("package_statement", ILLUSTRATIVE),
    ("package_contents", ILLUSTRATIVE),
    *(
        ("per_resident", {**package, **years})
        for package in (LONDON, ILLUSTRATIVE)
        for years in (SOME_YEARS, {"direction": "out"}, {"direction": "in"})
    ),
    *(
        ("peer_grants", {**LONDON, "fund": fund, "financial_year": year})
        for fund, year in (
            ("Home Office VRU", "2020/21"),
            ("Home Office VRU", "2023/24"),
            ("MoJ core grant uplift August 2022", "2022/23"),
            ("MoJ DA/SV uplift", "2021/22"),
            ("MoJ victims services", "2015/16"),
            ("No such fund", "2021/22"),
        )
    ),
    *(
        ("indicator_results", {**ILLUSTRATIVE, "dimension": dimension})
        for dimension in ("area", "provider", "age", "disability", "ethnicity", "sex")
    ),
    ("indicator_results", {**LONDON, "series_id": "outcome-256"}),
    *(
        ("indicator_standing", {**package, **chosen})
        for package in (LONDON, ILLUSTRATIVE)
        for chosen in (
            {"reported_by": "own", "order": "status"},
            {"reported_by": "comparator", "order": "indicator"},
            {"kinds": ["outcome", "experience"], "order": "newest"},
            {"statuses": ["met_clearly", "no_target"], "order": "oldest"},
            {"text": "provider a"},
            {"programmes": ["No such programme"]},
        )
    ),
    ("target_history", {**ILLUSTRATIVE, "series_id": "I23"}),
    ("indicator_versions", {**ILLUSTRATIVE, "series_id": "I03"}),
    ("service_results", {**LONDON, "services": ["DIVERT", "Shared Endeavour Fund"]}),
    ("evidence_columns", {**ILLUSTRATIVE, "services": ["Women's diversion", "No such service"]}),
    ("approach_ratings", {**LONDON, "sources": ["Home Office", "University of Hull"]}),
    ("approach_ratings", {**ILLUSTRATIVE, "sources": ["No such source"]}),
    ("service_evaluations", {**ILLUSTRATIVE, "services": ["Perpetrator programme"]}),
    ("rejected_rows", LONDON),
    ("rejected_rows", ILLUSTRATIVE),
    *(
        ("control_points", {**package, "kind": kind, "screened": screened, "rebased": rebased})
        for package in (LONDON, ILLUSTRATIVE)
        for kind in ("xmr", "p_prime")
        for screened in (False, True)
        for rebased in (False, True)
    ),
    ("control_points", {**LONDON, "series_id": "no-such-series"}),
    *(("split_choices", {**ILLUSTRATIVE, **chosen}) for chosen in SPLIT_CHOICES),
    *(
        ("comparison_units", {**split, "held_against": against})
        for split in [*YEARLY, *QUARTERLY["I19", "area"]]
        for against in ("units", "target")
    ),
    # Two of three ages are withheld: one is left, and nothing to compare it with.
    ("comparison_units", QUARTERLY["I08", "age"][1]),
    *(
        ("equality_rates", split)
        for named in (("I17", "ethnicity"), ("I17", "sex"), ("I08", "age"), ("I19", "area"))
        for split in QUARTERLY[named]
    ),
]
DIMENSIONS = (
    "programme", "service", "provider", "provider_group", "area", "funder", "instrument",
)  # fmt: skip
FAMILIES: list[dict[str, Any]] = [
    {**LONDON, "family": "decisions"},
    {**LONDON, "family": "grants"},
    {**LONDON, "family": "paid"},
    *({**ILLUSTRATIVE, "family": family} for family in ("decisions", "contracts", "paid")),
]
CHOSEN: list[dict[str, Any]] = [
    {},
    SOME_YEARS,
    {"programmes": ["VAWG", "Victims support"]},
    {"services": ["London Crime Prevention Fund", "Exploitation support service"]},
    {"providers": ["Not stated", "Provider F"]},
    {"areas": ["Haringey", "Area 3"]},
    {"funders": ["MoJ", "Authority budget"], "first_year": "2021/22"},
    {"services": ["No such service"]},
]
MONEY: list[tuple[str, dict[str, Any]]] = [
    *(
        ("spend_breakdown", {**family, "dimension": dimension, "limit": 1000})
        for family in FAMILIES
        for dimension in DIMENSIONS
    ),
    *(
        (name, {**family, **chosen, **more})
        for family in FAMILIES
        for chosen in CHOSEN
        for name, more in (
            ("spend_breakdown", {"dimension": "provider", "limit": 7, "offset": 2}),
            ("size_distribution", {}),
            ("money_rows", {"limit": 40, "offset": 3}),
        )
    ),
    *(
        ("spend_breakdown", {**family, "dimension": "service", "text": text})
        for family in FAMILIES
        for text in ("VICTIM", "support line", "no such words")
    ),
    *(
        (name, {**family, "dimension": dimension, **chosen})
        for name in ("spend_by_year", "concentration")
        for family in FAMILIES
        for dimension in ("provider", "provider_group")
        for chosen in CHOSEN[:3]
    ),
    *(
        (name, {**family, **years})
        for name in ("area_amounts", "funding_flow", "funding_balance")
        for family in FAMILIES
        for years in ({}, SOME_YEARS)
    ),
    *(
        (
            name,
            {
                **family, "dimension": dimension, "from_year": start, "to_year": end,
                "real_terms": real, "months": months,
            },
        )
        for name in ("bridge", "bridge_steps")
        for family in FAMILIES
        for dimension in ("programme", "service", "provider_group", "funder")
        for start, end, months in (
            ("2020/21", "2024/25", 12), ("2024/25", "2025/26", 12), ("2024/25", "2025/26", 6),
            ("2024/25", "2020/21", 12),
        )
        for real in (False, True)
    ),
    *(("spend_by_month", {**ILLUSTRATIVE, **chosen}) for chosen in CHOSEN[:4]),
    *(
        ("service_bases", {**package, **chosen})
        for package in (LONDON, ILLUSTRATIVE)
        for chosen in CHOSEN[:4]
    ),
    *(("service_bases", {**ILLUSTRATIVE, "text": text}) for text in ("LINE", "no such words")),
    *(("money_choices", family) for family in FAMILIES),
    ("name_mappings", {**LONDON, "kinds": ["service_area", "provider"]}),
    *(
        (name, {"package": "reference", **more})
        for name, more in (("family_years", {}), ("name_mappings", {}), ("service_bases", {}))
    ),
    *(
        (name, {**family, **chosen})
        for name in ("evidence_spend", "evidence_services")
        for family in FAMILIES
        for chosen in (
            {}, {"first_year": "2019/20", "last_year": "2022/23"},
            {"programmes": ["Domestic abuse", "Victims"]},
        )
    ),
    *(
        ("evidence_services", {**ILLUSTRATIVE, "family": "paid", "evidence": [kind]})
        for kind in valued.KINDS
    ),
    *(
        ("unit_costs", {**ILLUSTRATIVE, **chosen})
        for chosen in (
            {"first_year": "2022/23", "price_base": "2019/20"}, {"price_base": "1980/81"},
            {"series_id": "I10"},
            {"programmes": ["Domestic abuse"], "last_year": "2023/24"},
        )
    ),
]  # fmt: skip
ALL = [*CASES, *FURTHER, *MONEY]


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Any:
    """Extracts are read and days counted once: the references ask the same over and over."""
    patch = pytest.MonkeyPatch()
    for name in ("rows", "every_row", "descriptor", "deflators", "days_by_year"):
        patch.setattr(plain, name, cache(getattr(plain, name)))
    patch.setattr(money, "lines", cache(money.lines))
    patch.setattr(spending, "covered", cache(spending.covered))
    patch.setattr(flows, "covered", spending.covered)
    for name in ("parts", "catalogue", "points"):
        patch.setattr(series, name, cache(getattr(series, name)))
    yield
    patch.undo()


def ask(store: Store, name: str, arguments: dict[str, Any]) -> Answer:
    answer = QUESTIONS[name](store, **arguments)
    assert isinstance(answer, Answer)
    return answer


def test_every_question_has_a_reference_that_asks_the_same() -> None:
    assert set(REFERENCE) == {
        path.relative_to(QUERIES).with_suffix("").as_posix()
        for path in (*QUERIES.glob("*.sql"), *QUERIES.glob("scrutiny/*.sql"))
    }
    for name, reference in REFERENCE.items():
        asked = inspect.signature(QUESTIONS[name]).parameters
        for parameter in inspect.signature(reference).parameters.values():
            if parameter.kind is parameter.KEYWORD_ONLY:
                assert parameter.default == asked[parameter.name].default, (name, parameter)


@pytest.mark.parametrize(("name", "arguments"), ALL)
def test_every_row_and_column_is_as_recomputed(
    store: Store, data: Path, built: Settings, name: str, arguments: dict[str, Any]
) -> None:
    found = list(ask(store, name, arguments).rows)
    reference = REFERENCE[name]
    if "withheld" in inspect.signature(reference).parameters:
        # Which counts have to be hidden is held by test_withholding.
        hidden = "FROM outcome_result WHERE status = 'suppressed'"
        reference = partial(
            reference, withheld=[r["outcome_id"] for r in built_rows(built, hidden)]
        )
    # Only the clock knows when a build was made.
    for row in found if name == "data_versions" else ():
        assert datetime.datetime.fromisoformat(row.pop("built_at"))
    hold(found, reference(data, **arguments))


def test_every_column_has_a_value_somewhere_to_be_compared(store: Store) -> None:
    """A column that is blank in every case would agree with anything that is blank.

    Rules share one shape, of which each fills its own part: they count as one question.
    """
    filled: dict[str, set[str]] = defaultdict(set)
    columns: dict[str, set[str]] = {}
    for name, arguments in ALL:
        answer = ask(store, name, arguments)
        asked = name.partition("/")[0]
        columns[asked] = {column.name for column in answer.columns}
        filled[asked] |= {c for row in answer.rows for c, value in row.items() if value is not None}
    # No two published figures match yet; test_scale.py fills these on a made package.
    filled["share_of_total"] |= {"share_percent", "share_low_percent", "share_high_percent"}
    # What is invented has no page; test_changes has a restatement with an address.
    columns["restatements"].remove("source_url")
    assert dict(filled) == columns


@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_every_result_has_the_target_that_held_then(
    built: Settings, data: Path, package: str
) -> None:
    found = built_rows(built, "FROM outcome_result")
    expected = {row["outcome_id"]: row for row in published.outcome_results(data, package)}
    of_package = {row["outcome_id"]: row for row in found if row["package"] == package}
    assert of_package.keys() == expected.keys()
    for outcome_id, row in of_package.items():
        if row["status"] == "suppressed":
            # Which counts have to be hidden is held by test_withholding.
            assert row["dimension"] != "all"
            blank = dict.fromkeys(("numerator", "denominator", "actual", "returned_on"))
            assert row == {**expected[outcome_id], **blank, "status": "suppressed"}
        else:
            assert row == expected[outcome_id]


def test_returns_that_did_not_come_have_a_status_and_no_value(built: Settings, data: Path) -> None:
    """The statuses filed, but for the returns of splits that were withheld."""
    found = built_rows(
        built,
        "SELECT status::VARCHAR AS status, count(*) AS returns, count(actual) AS with_value "
        "FROM outcome_result WHERE package = 'illustrative' GROUP BY ALL",
    )
    statuses = {row["status"]: row["returns"] for row in found}
    filed = Counter(row["status"] for row in plain.rows(data, "illustrative", "indicator_returns"))
    assert {row["status"] for row in found if row["with_value"]} == {"returned"}
    assert statuses["returned"] + statuses.pop("suppressed") == filed.pop("returned")
    assert statuses == {**filed, "returned": statuses["returned"]}
    assert filed.keys() == {"not_returned", "not_applicable", "not_yet_due"}


def test_what_was_paid_by_year_and_programme(store: Store, data: Path) -> None:
    """Straight from the ledger's lines, credits as the negative amounts they are."""
    ledger = plain.rows(data, "illustrative", "spend_lines")
    assert any(Decimal(row["amount_gbp"]) < 0 for row in ledger)
    paid: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in ledger:
        year, month = int(row["payment_date"][:4]), int(row["payment_date"][5:7])
        label = plain.label(year if month >= 4 else year - 1)
        paid[row["programme"], label] += Decimal(row["amount_gbp"])
        paid["", label] += Decimal(row["amount_gbp"])
    ids = {"paid" + (f"/{programme}" if programme else "") for programme, _ in paid}
    rows = QUESTIONS["growth"](store, package="illustrative", series_ids=sorted(ids)).rows
    assert {
        (row["series_id"].partition("/")[2], row["financial_year"]): row["amount_gbp"]
        for row in rows
    } == paid
    assert {row["financial_year"] for row in rows if row["part_year"]} == {"2025/26"}
