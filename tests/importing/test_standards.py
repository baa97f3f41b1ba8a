"""The standards that published files follow, each made small: what it is taken for."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from commissioning.importing.headings import find
from commissioning.importing.headings import recognised as recognised_kinds
from commissioning.importing.planning import Plan
from commissioning.importing.targets import TARGETS
from tests.importing import ledgers
from tests.importing.conftest import Planned

CONTRACTS_FINDER = [
    "Notice Identifier",
    "Notice Type",
    "Organisation Name",
    "Status",
    "Published Date",
    "Title",
    "Description",
    "Nationwide",
    "Postcode",
    "Region",
    "Cpv Codes",
    "Contact Name",
    "Contact Email",
    "Contact Address 1",
    "Contact Address 2",
    "Contact Town",
    "Contact Postcode",
    "Contact Country",
    "Contact Telephone",
    "Contact Website",
    "Attachments",
    "Links",
    "Additional Text",
    "Start Date",
    "End Date",
    "Closing Date",
    "Is sub-contract",
    "Parent Reference",
    "Suitable for SME",
    "Suitable for VCO",
    "Supply Chain",
    "OJEU Contract Type",
    "Value Low",
    "Value High",
    "Awarded Date",
    "Awarded Value",
    "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]",
    "Supplier's contact name",
    "Contract start date",
    "Contract end date",
    "OJEU Procedure Type",
    "Accelerated Justification",
    "Closing Time",
]

FIND_A_TENDER = [
    "OCID",
    "Notice Type",
    "Buyer Name",
    "Notice Title",
    "Notice Description",
    "CPV Codes",
    "Award Date",
    "Award Value",
    "Supplier Name",
    "Contract Start Date",
    "Contract End Date",
]
GRANTS = [
    "Identifier",
    "Title",
    "Description",
    "Currency",
    "Amount Awarded",
    "Award Date",
    "Recipient Org:Identifier",
    "Recipient Org:Name",
    "Recipient Org:Charity Number",
    "Funding Org:Identifier",
    "Funding Org:Name",
    "Planned Dates:Start Date",
    "Planned Dates:End Date",
    "Grant Programme:Title",
    "Beneficiary Location:Name",
]


def notice(**values: str) -> list[str]:
    return [values.get(name.replace(" ", "_"), "") for name in CONTRACTS_FINDER]


def recognised(made: Plan) -> list[str]:
    return [sheet.match.target if sheet.match else "" for sheet in made.sheets]


def test_open_contracting_packages_give_contracts_once(planned: Planned, tmp_path: Path) -> None:
    release = {
        "ocid": "ocds-x-1", "id": "1", "date": "2024-05-01T00:00:00Z", "tag": ["contract"],
        "initiationType": "tender", "buyer": {"name": "Council"}, "tender": {"title": "Cleaning"},
        "awards": [
            {"id": "A1", "title": "Cleaning", "value": {"amount": "1000.50", "currency": "GBP"},
             "suppliers": [{"name": "Firm"}], "contractPeriod": {"startDate": "2024-06-01"}},
        ],
        "contracts": [
            {"id": "C1", "awardID": "A1", "title": "Cleaning",
             "value": {"amount": 1000.5, "currency": "GBP"},
             "period": {"startDate": "2024-06-01T00:00:00Z", "endDate": "2025-05-31"}},
        ],
    }  # fmt: skip
    both, award = tmp_path / "both.json", tmp_path / "award.json"
    both.write_text(json.dumps({"releases": [release]}), encoding="utf-8")
    alone = {key: value for key, value in release.items() if key != "contracts"}
    award.write_text(json.dumps({"releases": [{**alone, "ocid": "ocds-x-2"}]}), encoding="utf-8")
    made = planned(both)
    assert made.ready
    assert made.account.closes
    (load,) = made.summary.loads
    assert (load.resource, load.rows, load.pounds) == ("contracts", 1, Decimal("1000.50"))
    again = planned(award)
    assert again.ready
    assert again.account.pounds_loaded == Decimal("1000.50")


def test_grants_in_json_are_read_by_their_paths(planned: Planned, tmp_path: Path) -> None:
    grant = {
        "id": "360G-x-1", "title": "Grant", "currency": "GBP", "amountAwarded": 5000.5,
        "awardDate": "13/06/2024", "recipientOrganization": [{"id": "GB-CHC-1117726", "name": "A"}],
        "fundingOrganization": [{"id": "GB-CHC-1", "name": "Funder"}],
        "plannedDates": [{"startDate": "01/07/2024", "endDate": "30/06/2026"}],
    }  # fmt: skip
    path = tmp_path / "grants.json"
    foreign = {**grant, "id": "360G-x-2", "currency": "EUR"}
    path.write_text(json.dumps({"grants": [grant, foreign]}), encoding="utf-8")
    made = planned(path)
    assert recognised(made) == ["grants"]
    assert (made.account.loaded, made.account.rejected) == (1, 1)
    (row,) = made.workspace.rows(
        (Path("queries/importing/decisions.sql")).read_text(encoding="utf-8")
    )
    assert row["provider"] == "A"
    assert (row["financial_year"], row["start_year"], row["end_year"]) == ("", "2024", "2027")


def test_a_workbook_of_grants_is_read_whole_and_accounted_for(
    planned: Planned, tmp_path: Path
) -> None:
    path = tmp_path / "grants.xlsx"
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("grants")
    sheet.write_row(0, 0, GRANTS)
    for row, (identifier, currency, amount, day) in enumerate(
        [
            ("360G-made-1", "GBP", 5000.5, datetime.date(2024, 6, 13)),
            ("360G-made-2", "GBP", 250, datetime.date(2025, 4, 1)),
            ("360G-made-3", "EUR", 99, datetime.date(2024, 6, 13)),
        ],
        start=1,
    ):
        sheet.write_row(row, 0, [identifier, "Roof", "For a roof", currency, amount])
        sheet.write_datetime(row, 5, day)
        sheet.write_row(row, 6, ["GB-CHC-1117726", "Club", "01117726", "GB-CHC-1", "Funder"])
        sheet.write_datetime(row, 11, datetime.date(2024, 7, 1))
        sheet.write_datetime(row, 12, datetime.date(2026, 6, 30))
        sheet.write_row(row, 13, ["Buildings", "Anytown"])
    notes = book.add_worksheet("Licence")
    notes.write(0, 0, "Published under an open licence")
    book.close()
    made = planned(path)
    assert recognised(made) == ["grants", ""]
    assert made.sheets[0].match is not None
    assert made.sheets[0].match.standard == "360Giving Data Standard"
    assert made.ready
    assert made.account.closes
    # The heading and the line of the other sheet are no grants; the one in euros is not in pounds.
    assert (made.account.loaded, made.account.rejected, made.account.excluded) == (2, 1, 2)
    assert made.account.pounds_loaded == Decimal("5250.50")
    rows = made.workspace.rows(Path("queries/importing/decisions.sql").read_text(encoding="utf-8"))
    assert [
        (row["decision_ref"], row["provider"], row["amount_gbp"], row["start_year"]) for row in rows
    ] == [
        ("360G-made-1", "Club", "5000.50", "2024"),
        ("360G-made-2", "Club", "250.00", "2024"),
    ]


def test_awards_of_find_a_tender_are_contracts_and_tenders_are_not(
    planned: Planned, tmp_path: Path
) -> None:
    rows = [
        [
            "ocds-h6vhtk-1", "UK6: award", "Council", "Cleaning", "Offices, and halls", "90910000",
            "2024-05-01", "£1,000.50", "Firm Ltd", "13/06/2024", "12/06/2025",
        ],
        [
            "ocds-h6vhtk-2", "UK4: tender", "Council", "Painting", "Halls", "45440000",
            "", "", "", "", "",
        ],
        [
            "ocds-h6vhtk-3", "UK6: award", "Council", "Heating", "Halls", "45331000",
            "2024-05-02", "unknown", "Firm Ltd", "14/06/2024", "",
        ],
    ]  # fmt: skip
    made = planned(ledgers.write(tmp_path / "notices.csv", rows, FIND_A_TENDER))
    assert recognised(made) == ["notices"]
    assert made.account.closes
    assert (made.account.loaded, made.account.rejected, made.account.excluded) == (1, 1, 2)
    assert made.account.pounds_loaded == Decimal("1000.50")
    (row,) = made.workspace.rows(
        (Path("queries/importing/contracts.sql")).read_text(encoding="utf-8")
    )
    assert (row["title"], row["provider"], row["amount_gbp"]) == (
        "Cleaning", "Firm Ltd", "1000.50",
    )  # fmt: skip
    assert (row["start_date"], row["end_date"]) == ("2024-06-13", "2025-06-12")


def test_awards_of_contracts_finder_are_contracts_and_tenders_are_not(
    planned: Planned, tmp_path: Path
) -> None:
    award = notice(
        Notice_Identifier="N1", Title="Cleaning", Organisation_Name="Council",
        Awarded_Date="2024-05-01", Awarded_Value="1000", Contract_start_date="13/06/2024",
        Contract_end_date="12/06/2025",
    )  # fmt: skip
    award[36] = "[Firm Ltd|1 Road|NONE||Yes|No]"
    tender = notice(Notice_Identifier="N2", Title="Painting", Value_Low="1", Value_High="2")
    made = planned(ledgers.write(tmp_path / "notices.csv", [award, tender[:-1]], CONTRACTS_FINDER))
    assert recognised(made) == ["notices"]
    assert (made.account.loaded, made.account.rejected) == (1, 0)
    (row,) = made.workspace.rows(
        (Path("queries/importing/contracts.sql")).read_text(encoding="utf-8")
    )
    assert (row["provider"], row["amount_gbp"]) == ("Firm Ltd", "1000.00")
    assert row["start_date"] == "2024-06-13"


def test_sheets_whose_headings_drift_are_matched_each_by_itself(
    planned: Planned, tmp_path: Path
) -> None:
    path = tmp_path / "year.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, headings in {
        "Apr 24": ["Supplier", "Date", "Amount", "Ref"],
        "May 24": ["Date Paid", "Ref No", "Supplier Name", "Net Amount (£)"],
    }.items():
        sheet = book.add_worksheet(name)
        values = {"Supplier": "Firm", "Date": "13/04/2024", "Amount": 10.1, "Ref": f"R{name}"}
        values |= {"Date Paid": "05/05/2024", "Ref No": "R2", "Supplier Name": "Firm"}
        values["Net Amount (£)"] = 0.2
        sheet.write_row(0, 0, headings)
        sheet.write_row(1, 0, [values[heading] for heading in headings])
    notes = book.add_worksheet("Notes")
    notes.write(0, 0, "Nothing here is a payment")
    book.close()
    made = planned(path)
    assert recognised(made) == ["spend", "spend", ""]
    assert made.ready
    assert made.sheets[2].account.excluded == 1
    assert made.account.pounds_loaded == Decimal("10.30")
    assert [row["label"] for row in made.workspace.rows("SELECT label FROM loaded ORDER BY 1")] == [
        "year.xlsx, Apr 24",
        "year.xlsx, May 24",
    ]


@pytest.mark.parametrize("row", recognised_kinds(), ids=lambda row: row["standard"])
def test_what_the_page_says_is_recognised_is_recognised(row: dict[str, str]) -> None:
    match = find([row["headings"].split(", ")])
    assert match is not None
    assert TARGETS[match.target].title == row["kind"]
    assert row["standard"].startswith(match.standard)
