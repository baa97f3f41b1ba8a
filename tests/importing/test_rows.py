"""Rows that are no payments, that come twice or that cannot be read: left out with a reason."""

from decimal import Decimal
from pathlib import Path

from commissioning.importing import results
from commissioning.importing.mapping import Mapping, Options
from commissioning.importing.planning import Plan
from tests.importing import ledgers
from tests.importing.conftest import Planned


def reasons(made: Plan) -> dict[str, int]:
    return {left.reason: left.rows for sheet in made.sheets for left in sheet.excluded}


def test_preambles_headings_again_totals_and_notes(planned: Planned, tmp_path: Path) -> None:
    path = ledgers.write(
        tmp_path / "ledger.csv",
        [
            ledgers.payment(1, "10.00"),
            ["", "Sub-total", "", "", "10.00", ""],
            list(ledgers.HEADINGS),
            ledgers.payment(2, "20.00"),
            ledgers.payment(3, "5.00", supplier="TOTAL GAS & POWER LTD"),
            ["Total", "", "", "", "£35.00", ""],
            ["Figures exclude VAT", "", "", "", "", ""],
            ["", "", "", "", "70.00", ""],
        ],
        before=[["Council spending"], ["Run on 01/08/2024"]],
    )
    made = planned(path)
    assert made.ready
    assert made.account.loaded == 3
    assert made.account.pounds_loaded == Decimal("35.00")
    assert (
        made.account.pounds_excluded == Decimal("10.00") + Decimal("35.00") + Decimal("70.00") * 0
    )
    assert made.account.rejected == 1  # the last row is no sum of those above it
    assert reasons(made) == {
        "above the headings": 2,
        "the headings": 1,
        "the headings again": 1,
        "a total, not a record": 2,
        "a note or the heading of a group: it has no amount and no date": 1,
    }
    (said,) = [decision for decision in made.sheets[0].decisions if "own total" in decision.about]
    # The rows that are no totals come to £105.00: one of them was rejected for want of a date.
    assert said.decided == "does not agree"


def test_a_payment_that_comes_twice_is_left_out_where_references_name_payments(
    planned: Planned, tmp_path: Path
) -> None:
    rows = [ledgers.payment(n) for n in range(5)]
    made = planned(ledgers.write(tmp_path / "ledger.csv", [*rows, rows[2]]))
    assert (made.account.loaded, made.account.excluded) == (5, 2)
    assert results.left_out(made)[-1]["reason"] == "the same as line 4"


def test_equal_rows_that_nothing_tells_apart_are_kept_and_said(
    planned: Planned, tmp_path: Path
) -> None:
    rows = [ledgers.payment(n, reference="CARDS", supplier=f"Shop {n}") for n in range(40)]
    path = ledgers.write(tmp_path / "ledger.csv", [*rows, rows[0]])
    made = planned(path)
    assert made.account.loaded == 41
    assert any("equal to another" in decision.about for decision in made.sheets[0].decisions)
    known = made.sheets[0].mapping
    assert known is not None
    told = Mapping(**{**vars(known), "options": Options(identical_rows="exclude")})
    assert planned(path, mapping=told).account.loaded == 40


def test_a_file_of_equal_rows_is_asked_about(planned: Planned, tmp_path: Path) -> None:
    rows = [ledgers.payment(n, reference="", supplier=f"Shop {n}") for n in range(20)]
    made = planned(ledgers.write(tmp_path / "ledger.csv", [*rows, *rows]))
    assert not made.ready
    assert "identical_rows" in made.sheets[0].questions[0]


def test_overlapping_months_are_counted_once(planned: Planned, tmp_path: Path) -> None:
    june = [ledgers.payment(n, date=f"{n + 1:02d}/06/2024") for n in range(20)]
    july = [ledgers.payment(n, date=f"{n:02d}/07/2024") for n in range(20, 30)]
    one = ledgers.write(tmp_path / "june.csv", june)
    two = ledgers.write(tmp_path / "summer.csv", [*june, *july])
    for files in ((one, two), (two, one)):
        made = planned(*files)
        assert made.account.loaded == 30
        assert made.account.closes
        assert any("already" in reason for reason in reasons(made))


def test_the_same_file_twice_is_counted_once(planned: Planned, tmp_path: Path) -> None:
    one = ledgers.write(tmp_path / "one.csv", [ledgers.payment(n) for n in range(3)])
    two = tmp_path / "two.csv"
    two.write_bytes(one.read_bytes())
    made = planned(one, two)
    assert made.account.loaded == 3
    assert reasons(made)["the same file as one.csv"] == 3


def test_each_reject_says_where_and_why(planned: Planned, tmp_path: Path) -> None:
    path = ledgers.write(
        tmp_path / "ledger.csv",
        [ledgers.payment(1), ledgers.payment(2, "#REF!"), ledgers.payment(3, "5.00", "31/02/2024")],
    )
    found = [vars(reject) for reject in results.rejects(planned(path))]
    assert found == [
        {
            "file": "ledger.csv", "sheet": "", "line": 3, "field": "Net Amount", "value": "#REF!",
            "reason": "an error of the spreadsheet, where an amount should be",
        },
        {
            "file": "ledger.csv", "sheet": "", "line": 4, "field": "Payment Date",
            "value": "31/02/2024",
            "reason": "no day of the calendar in the order this file writes its dates",
        },
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_whole_is_refused(planned: Planned, tmp_path: Path) -> None:
    page = tmp_path / "spend.csv"
    page.write_text("<!DOCTYPE html><html><body>Not found</body></html>", encoding="utf-8")
    good = ledgers.write(tmp_path / "good.csv", [ledgers.payment(1)])
    made = planned(page, good)
    assert [bool(file.refused) for file in made.files] == [True, False]
    assert not made.ready


def test_a_file_is_known_by_its_headings_and_not_by_its_name(
    planned: Planned, tmp_path: Path
) -> None:
    grants = ledgers.write(
        tmp_path / "spend_over_500.csv",
        [["360G-x-1", "Grant to A", "GBP", "£76,454", "24-Jul-13", "A", "Funder"]],
        [
            "Identifier",
            "Title",
            "Currency",
            "Amount Awarded",
            "Award Date",
            "Recipient Org:Name",
            "Funding Org:Name",
        ],
    )
    contracts = ledgers.write(
        tmp_path / "grants.csv",
        [["C1", "Cleaning", "Firm", "1000", "01/04/2024", "31/03/2025"]],
        [
            "Contract Reference",
            "Contract Title",
            "Supplier",
            "Contract Value",
            "Start Date",
            "End Date",
        ],
    )
    made = planned(grants, contracts)
    assert made.ready
    assert [(load.resource, load.rows, load.pounds) for load in made.summary.loads] == [
        ("contracts", 1, Decimal("1000.00")),
        ("decisions", 1, Decimal("76454.00")),
    ]
    assert made.summary.years == {
        ("contracts", "2024/25"): (1, Decimal("1000.00")),
        ("decisions", "2013/14"): (1, Decimal("76454.00")),
    }


def test_no_headings_are_mapped_by_number_and_known_again_by_shape(
    planned: Planned, tmp_path: Path
) -> None:
    rows = [ledgers.payment(n, date=f"{n + 13}/06/2024") for n in range(4)]
    path = ledgers.write(tmp_path / "bare.csv", rows, headings=None)
    assert "not known" in planned(path).sheets[0].questions[0]
    mapping = Mapping(
        name="bare",
        target="spend",
        columns={"supplier": "#2", "date": "#3", "reference": "#4", "amount": "#5"},
        options=Options(heading_row=0),
    )
    made = planned(path, mapping=mapping)
    assert made.account.loaded == 4
    saved = made.sheets[0].mapping
    assert saved is not None
    assert saved.shape
    package = tmp_path / "package"
    (package / "mappings").mkdir(parents=True)
    (package / "mappings" / "bare.json").write_text(saved.text(), encoding="utf-8")
    assert planned(path, package=package).account.loaded == 4


def test_the_table_of_services_assigns_and_what_it_does_not_name_is_counted(
    planned: Planned, tmp_path: Path
) -> None:
    package = tmp_path / "package"
    (package / "mappings").mkdir(parents=True)
    (package / "mappings" / "services.csv").write_text(
        "field,value,service,programme\ndepartment, adult care ,Care at home,Care\n"
        "department,Roads,,\n",
        encoding="utf-8",
    )
    path = ledgers.write(
        tmp_path / "ledger.csv",
        [
            ledgers.payment(1, "10.00"),
            ledgers.payment(2, "20.00", directorate="Roads"),
            ledgers.payment(3, "5.00", directorate="ADULT CARE"),
        ],
    )
    made = planned(path, package=package)
    (loose,) = made.summary.not_assigned
    assert vars(loose) == {"resource": "spend_lines", "rows": 1, "pounds": Decimal("20.00")}
    assert [vars(value) for value in results.unmapped(made)] == [
        {
            "resource": "spend_lines", "field": "department", "value": "Roads", "rows": 1,
            "pounds": Decimal("20.00"),
        }
    ]  # fmt: skip
    counted = made.workspace.rows(
        "SELECT service_counted, programme_counted, sum(amount_gbp) AS pounds FROM loaded "
        "GROUP BY ALL ORDER BY ALL"
    )
    assert [tuple(row.values()) for row in counted] == [
        ("Care at home", "Care", Decimal("15.00")),
        ("Not assigned", "Not assigned", Decimal("20.00")),
    ]


def test_registrations_become_references_and_vat_is_as_the_heading_says(
    planned: Planned, tmp_path: Path
) -> None:
    path = ledgers.write(
        tmp_path / "ledger.csv",
        [
            ["A", "15/06/2024", "1", "10.00", "4270053", ""],
            ["B", "15/06/2024", "2", "10.00", "", "1117726"],
            ["C", "15/06/2024", "3", "10.00", "n/a", "n/a"],
        ],
        ["Supplier", "Date", "Invoice No", "Gross Amount", "Company Number", "Charity Number"],
    )
    made = planned(path)
    found = made.workspace.rows("SELECT provider_ref, vat_basis FROM loaded ORDER BY record")
    assert [tuple(row.values()) for row in found] == [
        ("GB-COH-04270053", "gross"),
        ("GB-CHC-1117726", "gross"),
        (None, "gross"),
    ]


def test_amounts_with_parts_of_a_penny_are_rounded_and_said(
    planned: Planned, tmp_path: Path
) -> None:
    path = ledgers.write(
        tmp_path / "ledger.csv",
        [ledgers.payment(1, "10.004"), ledgers.payment(2, "10.10000000000000142")],
    )
    made = planned(path)
    assert made.account.pounds_loaded == Decimal("20.10")
    (said,) = [d for d in made.sheets[0].decisions if "parts of a penny" in d.about]
    assert said.about == "amounts with parts of a penny: 1"
    assert "0.0040" in said.evidence
