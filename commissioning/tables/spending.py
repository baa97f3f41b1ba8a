"""The tables of where money goes: the same rows as the charts, exact."""

from collections.abc import Sequence
from decimal import Decimal

from commissioning.tables.answers import NO_WHOLE, Link
from commissioning.tables.markup import Column, table
from commissioning.wording.decisions import reference_or_title
from commissioning.wording.figures import Row, Rows, year_span
from commissioning.wording.results import extract_words
from commissioning.wording.spending import MONEY, band_name, dimension_words, instrument_words


def breakdown_table(
    rows: Rows, family: str, dimension: str, years: Sequence[str], *, link: Link | None = None
) -> str:
    """The members of one level with their shares (``spend_breakdown``)."""
    columns = [
        Column("position", "Place by amount", "number"),
        Column(
            "member",
            dimension_words(dimension).capitalize(),
            link=link,
            text=(lambda row: instrument_words(row["member"]))
            if dimension == "instrument"
            else None,
            below=lambda row: f"In the extracts also: {row['names']}" if row["names"] else None,
            header=True,
        ),
        Column("amount_gbp", "Amount", "pounds"),
        Column("share_percent", "Share of all", "percent", NO_WHOLE),
    ]
    if any(row["credits_gbp"] for row in rows):
        columns += [
            Column("gross_gbp", "Before credits", "pounds"),
            Column("credits_gbp", "Credits", "pounds"),
        ]
    columns += [
        Column("lines", "Lines", "number"),
        Column("first_year", "First year", "year"),
        Column("last_year", "Last year", "year"),
    ]
    return table(
        rows,
        columns,
        caption=f"{MONEY[family].capitalize()} by {dimension_words(dimension)}, {year_span(years)}",
    )


def concentration_table(rows: Rows, family: str) -> str:
    """Concentration year by year (``concentration``)."""
    none = "no provider named"
    return table(
        rows,
        [
            Column(
                "financial_year",
                "Financial year",
                "year",
                text=lambda row: (
                    f"{row['financial_year']}{' (part year)' if row['part_year'] else ''}"
                ),
            ),
            Column("providers", "Providers named", "number"),
            Column("largest", "Largest", missing=none),
            Column("top1_percent", "Share of largest", "percent", none),
            Column("top3_percent", "Largest three", "percent", none),
            Column("top5_percent", "Largest five", "percent", none),
            Column("hhi", "HHI, 0 to 10,000", "decimal", none),
            Column("hhi_normalised", "HHI normalised, 0 to 1", missing="one provider", text=_ratio),
            Column("effective_number", "Effective number", "decimal", none),
            Column("named_gbp", "Money with a name", "pounds"),
            Column("unnamed_gbp", "Money without", "pounds"),
        ],
        caption=f"Concentration of {MONEY[family]} on providers",
    )


def _ratio(row: Row) -> str | None:
    value = row["hhi_normalised"]
    return None if value is None else f"{value:.3f}"


def size_table(rows: Rows, family: str) -> str:
    """Awards or payments by band of size (``size_distribution``)."""
    what = "Payments" if family == "paid" else "Awards"
    return table(
        rows,
        [
            Column("band", "Size", text=band_name),
            Column("entries", what, "number"),
            Column("entries_percent", f"Share of {what.lower()}", "percent"),
            Column("amount_gbp", "Amount", "pounds"),
            Column("amount_percent", "Share of money", "percent"),
        ],
        caption=f"{what} by size",
    )


def instruments_by_year_table(rows: Rows, family: str) -> str:
    """Instruments by year (``spend_by_year`` by instrument)."""
    return table(
        rows,
        [
            Column(
                "financial_year",
                "Financial year",
                "year",
                text=lambda row: (
                    f"{row['financial_year']}{' (part year)' if row['part_year'] else ''}"
                ),
            ),
            Column("member", "Instrument", text=lambda row: instrument_words(row["member"])),
            Column("amount_gbp", "Amount", "pounds"),
            Column("share_percent", "Share of the year", "percent", NO_WHOLE),
            Column("lines", "Lines", "number"),
        ],
        caption=f"{MONEY[family].capitalize()} by instrument and year",
    )


def lines_table(rows: Rows, caption: str) -> str:
    """The lines behind an amount, with file and line (``money_rows``)."""
    return table(
        rows,
        [
            Column(
                "reference",
                "Reference",
                "long",
                link="source_url",
                text=lambda row: row["reference"] and reference_or_title(row["reference"]),
            ),
            Column(
                "financial_year",
                "Year",
                "year",
                below=lambda row: f"{row['month']:%B %Y}" if row["month"] else None,
            ),
            Column("amount_gbp", "Amount in the year", "pounds"),
            Column("service_as_filed", "Service", below=lambda row: row["programme"]),
            Column(
                "provider_as_filed",
                "Provider",
                missing="not stated",
                below=lambda row: (
                    f"Funder: {row['funder'].lower()}"
                    if row["funder"] == "Not stated"
                    else f"Funder: {row['funder']}"
                ),
            ),
            Column("area", "Area", below=lambda row: instrument_words(row["instrument"])),
            Column("line", "Extract", text=extract_words),
        ],
        caption=caption,
    )


def areas_table(rows: Rows, family: str, *, link: Link | None = None) -> str:
    """Every area with what names it, and what names none (``area_amounts``)."""
    return table(
        rows,
        [
            Column(
                "area",
                "Area",
                link=link,
                text=lambda row: (
                    "No one area named" if row["area"] == "Not stated" else row["area"]
                ),
            ),
            Column("amount_gbp", "Amount", "pounds", "none found"),
            Column("share_percent", "Share of all", "percent", "no share"),
            Column("services", "Services", "number"),
            Column("lines", "Lines", "number"),
        ],
        caption=f"{MONEY[family].capitalize()} by area",
    )


def flow_table(rows: Rows, family: str, *, link: Link | None = None) -> str:
    """Funders by programme (``funding_flow``)."""
    return table(
        rows,
        [
            Column("funder", "Funder"),
            Column("programme", "Programme", link=link),
            Column("amount_gbp", "Amount", "pounds"),
            Column("lines", "Lines", "number"),
            Column("funder_gbp", "All from this funder", "pounds"),
            Column("programme_gbp", "All to this programme", "pounds"),
        ],
        caption=f"{MONEY[family].capitalize()} by funder and programme",
        total={
            "amount_gbp": sum((row["amount_gbp"] for row in rows), Decimal(0)),
            "lines": sum(row["lines"] for row in rows),
        },
    )


def balance_table(rows: Rows, family: str) -> str:
    """What came in beside what goes out, by funder (``funding_balance``)."""
    return table(
        rows,
        [
            Column("funder", "Funder"),
            Column("received_gbp", "Came in (grants accepted)", "pounds", "none found"),
            Column("received_lines", "Lines in", "number"),
            Column("out_gbp", f"Goes out ({MONEY[family]})", "pounds", "none found"),
            Column("out_lines", "Lines out", "number"),
            Column("gap_gbp", "In less out", "pounds", "one side only"),
        ],
        caption="Money in and money out by funder",
    )


def months_table(rows: Rows) -> str:
    """Payments month by month (``spend_by_month``)."""
    return table(
        rows,
        [
            Column("month", "Month", text=lambda row: f"{row['month']:%B %Y}"),
            Column("gross_gbp", "Payments", "pounds"),
            Column("credits_gbp", "Credits", "pounds"),
            Column("amount_gbp", "Net", "pounds"),
            Column("lines", "Lines", "number"),
            Column("to_date_gbp", "Year to date", "pounds", "year not whole"),
            Column("year_before_to_date_gbp", "Same months, year before", "pounds", "not held"),
            Column("to_date_growth_percent", "Change", "change", "not comparable"),
        ],
        caption="Payments and credits by month",
    )


def bases_table(rows: Rows, *, link: Link | None = None) -> str:
    """Approved, contracted and paid by service and year (``service_bases``)."""
    return table(
        rows,
        [
            Column(
                "service",
                "Service",
                link=link,
                below=lambda row: f"Also called {row['names']}" if row["names"] else None,
            ),
            Column("financial_year", "Financial year", "year"),
            Column("approved_gbp", "Approved", "pounds", "none found"),
            Column("contracted_gbp", "Contracted", "pounds", "none found"),
            Column(
                "paid_gbp",
                "Paid",
                "pounds",
                "none found",
                below=lambda row: "part year" if row["paid_part_year"] else None,
            ),
            Column("paid_of_contracted_percent", "Paid of contracted", "percent", "not stated"),
            Column("paid_of_approved_percent", "Paid of approved", "percent", "not stated"),
        ],
        caption="Approved, contracted and paid: three bases side by side, never added",
    )


def mappings_table(rows: Rows) -> str:
    """Names that count under another, with the reason (``name_mappings``)."""
    return table(
        rows,
        [
            Column("name", "Name in the extracts"),
            Column("counts_under", "Counts under"),
            Column("relation", "Because", text=lambda row: row["relation"].replace("_", " ")),
            Column("reason", "Reason", "long"),
            Column("line", "Extract", text=extract_words),
        ],
        caption="Names that count as one",
    )
