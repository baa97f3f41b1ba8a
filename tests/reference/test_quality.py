"""Ledgers, returns and names with everything amiss that the checks look for, on a made package."""

import pytest

from commissioning import building, questions
from commissioning.settings import Settings
from commissioning.store import Store
from tests.made_package import decision, payment, write_package
from tests.reference import checked, identified, money, qualified
from tests.reference.comparing import built_rows, hold
from tests.reference.test_made import INDICATOR

PROVIDERS = [
    ("Alpha Trust Limited", "GB-COH-1234567"),
    ("The Alpha Trust Ltd.", "gb-coh-01234567"),
    ("ALPHA TRUST LTD", ""),
    ("Alpha Renamed", "GB-COH-01234567"),
    ("Beta & Co", ""),
    ("Beta and Co", ""),
    ("Beta and Co t/a Beta Homes", ""),
    ("Gamma", "GB-CHC-1"),
    ("gamma", "GB-CHC-2"),
    ("Gamma", ""),
    ("Delta Services", "GB-COH-11"),
    ("Delta Services", "GB-COH-12"),
    ("Delta", ""),
    ("Éclair", ""),
    ("Eclair", ""),
    ("Sigma Ltd", "GB-COH-77"),
    ("Omega", ""),
    ("Three bodies", ""),
    ("REDACTED PERSONAL DATA", ""),
    ("xxxx", ""),
    ("***", ""),
    ("Commercial in Confidence", ""),
    ("Confidential Shredding", ""),
    ("", ""),
]
MAPPED = [
    ("provider", "Delta Services", "Delta", "same_body"),
    ("provider", "Omega", "Sigma Limited", "renamed"),
    ("provider", "Three bodies", "Several bodies", "several"),
    ("provider_group", "Beta & Co", "Beta group", "same_body"),
]
# Month, amount and, for services that are paid in several ways, the service.
PAID = [
    ("2023-04-03", "100", "Spiked"), ("2023-05-03", "1000", "Spiked"),
    ("2023-06-03", "99", "Spiked"),
    ("2023-04-03", "100", "Nearly"), ("2023-05-03", "999.99", "Nearly"),
    ("2023-06-03", "99", "Nearly"),
    ("2023-04-03", "10", "Quarterly"), ("2023-07-03", "500", "Quarterly"),
    ("2023-10-03", "20", "Quarterly"),
    ("2023-04-03", "10", "Sparse"), ("2023-08-03", "500", "Sparse"),
    ("2023-12-03", "20", "Sparse"),
    ("2023-05-20", "10", "Credited"), ("2023-06-20", "-10.01", "Credited"),
    ("2024-05-20", "10", "Credited"), ("2024-06-20", "-10", "Credited"),
    ("2025-01-20", "7", "Late"), ("2026-03-31", "7", "Late"), ("2026-04-01", "7", "Late"),
]  # fmt: skip


def returned(period: str, status: str = "returned", **values: object) -> dict[str, object]:
    first, last = period.split(" ")
    return {
        "indicator_id": "I", "period_start": first, "period_end": last, "dimension": "all",
        "cohort": "All", "actual": 50 if status == "returned" else "", "status": status,
        "definition_version": 1, "provider": "P", **values,
    }  # fmt: skip


APRIL, MAY, JUNE, JULY = (
    f"2024-0{month}-01 2024-0{month}-{last}" for month, last in ((4, 30), (5, 31), (6, 30), (7, 31))
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("quality")
    settings = Settings(folder / "data", folder / "builds")
    lines = [
        payment(f"n{number}", "2023-04-28", "5", provider=name, provider_ref=reference)
        for number, (name, reference) in enumerate(PROVIDERS)
        if name
    ]
    lines += [
        payment(f"m{number}", date, amount, service=service, service_id=service, invoice_ref=number)
        for number, (date, amount, service) in enumerate(PAID)
    ]
    invoice = {"invoice_ref": "INV", "service_id": "R", "service": "Repeated"}
    lines += [
        payment("r1", "2023-04-01", "70", **invoice),
        payment("r2", "2023-09-01", "70.00", **invoice),
        payment("r3", "2023-09-02", "70.00", **invoice),
        payment("r4", "2023-04-01", "70", **{**invoice, "area": "North"}),
        payment("r5", "2023-04-01", "-70", **invoice),
        payment("r6", "2023-04-01", "-70", **invoice),
        payment("r7", "2023-04-01", "70", service_id="R", service="Repeated"),
        payment("r8", "2023-04-01", "70", service_id="R", service="Repeated"),
    ]
    decisions = [
        decision("D1", "10", provider="Beta & Co"),
        decision("D2", "10.00", provider="Beta & Co"),
        decision(
            "D3", "10", provider="Beta & Co", financial_year="", start_year=2021, end_year=2022
        ),
        decision("D4", "10", provider="Beta & Co", is_new_money="no"),
        decision("D5", "10", provider="Withheld"),
        decision("D6", "10", provider="", direction="in"),
        decision("D7", "10", provider=""),
        decision("D8", "10", provider="beta and co", financial_year="", start_year=2021),
    ]  # fmt: skip
    returns = [
        returned(APRIL, returned_on="2024-05-10", due_on="2024-05-10"),
        returned(MAY, returned_on="2024-06-11", due_on="2024-06-10"),
        returned(JUNE, "not_returned", due_on="2024-07-10"),
        returned(JULY, returned_on="2024-07-31"),
        returned("2024-04-01 2024-06-30", returned_on="2024-06-30", due_on="2024-07-10"),
        returned("2024-07-01 2024-09-30", "not_yet_due"),
        returned("2024-05-01 2024-06-30", "not_returned"),
        returned("2024-05-01 2024-06-30", returned_on="2024-07-01", due_on="2024-07-03",
                 dimension="area", cohort="North"),
        returned("2024-05-01 2024-06-30", returned_on="2024-07-04", due_on="2024-07-03",
                 dimension="area", cohort="South"),
        returned("2024-03-01 2024-03-31", "suppressed"),
    ]  # fmt: skip
    write_package(
        settings.data,
        "made",
        {
            "spend_lines": lines,
            "decisions": decisions,
            "indicators": [INDICATOR | {"definition_version": 1, "unit": "percent"}],
            "indicator_returns": returns,
            "mappings": [
                dict(zip(("kind", "name", "counts_under", "relation"), row, strict=True))
                | {"reason": "Made"}
                for row in MAPPED
            ],
        },
        disclosure={"threshold": 1},
    )
    building.build(settings)
    return settings


@pytest.fixture(scope="module")
def store(made: Settings) -> Store:
    return Store(made)


FOUND = {
    "decision_repeated": 2,
    "month_ten_times_its_neighbours": 2,
    "month_without_payment": 4,
    "name_with_two_numbers": 2,
    "payment_in_the_future": 1,
    "payment_repeated": 2,
    "provider_withheld": 5,
    "return_after_due": 2,
    "return_before_its_period_ended": 2,
    "year_below_zero": 1,
}


@pytest.mark.parametrize("name", sorted(checked.CHECKS))
def test_checks_find_what_is_amiss_and_nothing_else(
    store: Store, made: Settings, name: str
) -> None:
    found = list(questions.check_findings(store, package="made", check_name=name).rows)
    hold(found, checked.check_findings(made.data, package="made", check_name=name))
    if name in FOUND:
        assert len(found) == FOUND[name], found


@pytest.mark.parametrize("name", ["ledger_completeness", "return_completeness"])
def test_months_are_as_recomputed(store: Store, made: Settings, name: str) -> None:
    found = list(getattr(questions, name)(store, package="made").rows)
    hold(found, getattr(qualified, name)(made.data, package="made"))


def test_a_month_without_lines_has_no_percentage(store: Store) -> None:
    months = {
        row["month"].isoformat(): row
        for row in questions.ledger_completeness(store, package="made").rows
    }
    assert months["2024-01-01"]["lines"] == 0
    assert months["2024-01-01"]["complete_percent"] is None
    assert len(months) == 37


def test_returns_are_in_time_late_or_not_there(store: Store) -> None:
    months = {
        row["month"].month: [
            row[name] for name in ("expected", "in_time", "late", "day_unknown", "not_returned")
        ]
        for row in questions.return_completeness(store, package="made").rows
    }
    assert months == {
        3: [1, 0, 0, 1, 0],
        4: [1, 1, 0, 0, 0],
        5: [1, 0, 1, 0, 0],
        6: [3, 1, 1, 0, 1],
        7: [1, 0, 0, 1, 0],
    }


def test_the_quality_of_each_extract_is_as_recomputed(store: Store, made: Settings) -> None:
    found = [dict(row) for row in questions.extract_quality(store, package="made").rows]
    expected = qualified.extract_quality(made.data, package="made")
    for row in [*found, *expected]:
        # An extract that its package does not name is called by its resource.
        row.pop("title")
    hold(found, expected)
    ledger = next(row for row in found if row["resource"] == "spend_lines")
    assert ledger["months_without"] > 0
    hold(
        list(questions.extract_checks(store, package="made").rows),
        qualified.extract_checks(made.data, package="made"),
    )


@pytest.mark.parametrize("together", [False, True])
def test_every_name_counts_as_recomputed(store: Store, made: Settings, together: bool) -> None:
    found = list(questions.provider_names(store, package="made", together=together).rows)
    assert found
    hold(found, identified.provider_names(made.data, package="made", together=together))


def test_names_are_one_by_number_or_spelling_and_never_by_likeness(store: Store) -> None:
    counted = {
        (row["name"], row["reference"]): (row["provider"], row["rule"])
        for row in questions.provider_names(store, package="made").rows
    }
    alpha = {name: rule for (name, _), (provider, rule) in counted.items() if "lpha" in provider}
    assert alpha == {
        "Alpha Trust Limited": "number",
        "The Alpha Trust Ltd.": "number",
        "ALPHA TRUST LTD": "only_number",
        "Alpha Renamed": "number",
    }
    beta = {name for (name, _), (provider, _) in counted.items() if provider == "Beta & Co"}
    assert beta == {"Beta & Co", "Beta and Co", "Beta and Co t/a Beta Homes", "beta and co"}
    assert counted["Gamma", "GB-CHC-1"] == ("Gamma (GB-CHC-1)", "number")
    assert counted["gamma", "GB-CHC-2"] == ("gamma", "number")
    assert counted["Gamma", None] == ("Gamma (no number given)", "spelling")
    assert counted["Delta Services", "GB-COH-00000011"] == ("Delta", "table")
    assert counted["Omega", None][0] == counted["Sigma Ltd", "GB-COH-00000077"][0]
    assert counted["Éclair", None][0] == counted["Eclair", None][0]
    assert counted["Confidential Shredding", None][1] == "spelling"
    assert not {name for name, _ in counted} & {"Three bodies", "***", "xxxx"}


def test_amounts_are_under_the_provider_their_name_counts_as(made: Settings) -> None:
    counted = identified.identities(made.data, "made")
    lines = built_rows(made, "FROM money_line WHERE family = 'paid'")
    rows = {
        (row["file"], int(row["line"])): row
        for row in money.plain.rows(made.data, "made", "spend_lines")
    }
    assert len(lines) == len(rows)
    for line in lines:
        filed = rows[line["file"], line["line"]]
        identity = counted[filed["provider"], identified.given_number(filed)]
        assert line["provider"] == identity[1]
    grouped = {line["provider_group"] for line in lines if line["provider"] == "Beta & Co"}
    assert grouped == {"Beta group"}
