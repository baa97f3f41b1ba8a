"""Tables on size: pairs of totals, pounds a resident, grants to areas."""

from commissioning.tables.answers import Link
from commissioning.tables.markup import Column, table
from commissioning.wording.figures import Row, Rows
from commissioning.wording.scale import (
    fund_in_words,
    resident_pounds,
    rounding_name,
    share_in_words,
    why_no_share,
)
from commissioning.wording.sentences import basis_name


def share_table(rows: Rows, *, part_link: Link, whole_link: Link) -> str:
    """Each pair of totals with its share, or why there is none (``share_of_total``)."""
    columns = [
        # Links stand on words, not on amounts: on paper an address follows its link and must wrap.
        Column(
            "part_definition",
            "Commissioning",
            link=part_link,
            below=lambda row: _footing(row, "part"),
        ),
        Column(
            "part_gbp",
            "Published figure",
            "pounds",
            below=lambda row: rounding_name(row["part_precision"]),
        ),
        Column(
            "whole_definition",
            "Set over",
            link=whole_link,
            below=lambda row: _footing(row, "whole"),
        ),
        Column(
            "whole_gbp",
            "Published figure",
            "pounds",
            below=lambda row: rounding_name(row["whole_precision"]),
        ),
        Column("share_percent", "Share", text=_share, missing="not shown"),
        Column(
            "what_differs",
            "Why no share is shown",
            "long",
            missing="",
            text=why_no_share,
            below=lambda row: row["note"],
        ),
    ]
    any_share = any(row["share_percent"] is not None for row in rows)
    return table(
        rows,
        [column for column in columns if any_share or column.name != "share_percent"],
        caption="Pairs of published totals a share might be worked out from",
    )


def _footing(row: Row, side: str) -> str:
    return f"{row[f'{side}_years']}, {basis_name(row[f'{side}_basis'])}"


def _share(row: Row) -> str | None:
    return None if row["share_percent"] is None else share_in_words(row)


def resident_table(rows: Rows, what: str, *, link: Link) -> str:
    """Each figure with its residents (``per_resident``); ``link`` gives an amount's address."""
    return table(
        rows,
        [
            Column("title", "Series", link=link),
            Column(
                "financial_year",
                "Financial year",
                "year",
                header=True,
                text=lambda row: row["financial_year"] + (" (part year)" * row["part_year"]),
            ),
            Column("basis", "Basis", text=lambda row: basis_name(row["basis"])),
            Column("amount_gbp", "Amount", "pounds"),
            Column(
                "population",
                "Residents",
                "number",
                "no trusted figure",
                below=lambda row: row["population_definition"],
            ),
            Column(
                "per_resident_gbp",
                "For each resident",
                "pounds",
                "not stated",
                text=lambda row: (
                    None
                    if row["per_resident_gbp"] is None
                    else resident_pounds(row["per_resident_gbp"])
                ),
            ),
            Column("caution", "Caution", "long", missing=""),
        ],
        caption=f"Published {what} for each resident",
    )


def peer_table(rows: Rows) -> str:
    """What one fund gave each area in one year, each with its page (``peer_grants``)."""
    return table(
        rows,
        [
            Column(
                "area",
                "Area",
                link="source_url",
                below=lambda row: "this body's area" if row["own"] else None,
            ),
            Column(
                "amount_gbp",
                "Grant",
                "pounds",
                below=lambda row: (
                    None if row["precision"] == "exact" else rounding_name(row["precision"])
                ),
            ),
            Column("population", "Residents", "number", "no trusted figure"),
            Column(
                "population_year",
                "Residents counted in",
                missing="not counted",
                link="population_source_url",
            ),
            Column(
                "per_head_gbp",
                "A head",
                "pounds",
                "not stated",
                text=lambda row: (
                    None if row["per_head_gbp"] is None else resident_pounds(row["per_head_gbp"])
                ),
            ),
            Column("note", "Note", "long", missing="", below=lambda row: row["area_note"]),
            Column("extract_row", "Extract"),
        ],
        caption=f"{fund_in_words(rows[0]['fund'])}, {rows[0]['financial_year']}, by area"
        if rows
        else "Grants by area",
    )


def peer_funds_table(rows: Rows, *, link: Link) -> str:
    """Every fund and year with a published grant to an area (``peer_funds``)."""
    return table(
        rows,
        [
            Column("fund", "Fund", "long", link=link, text=lambda row: fund_in_words(row["fund"])),
            Column("financial_year", "Financial year", "year"),
            Column("funder", "Funder"),
            Column("areas_found", "Areas found", "number"),
            Column("areas_with_population", "With a trusted population", "number"),
            Column("areas_in_all", "Areas in all", "number"),
            Column("own_found", "This body's area found"),
        ],
        caption="Funds and years with published grants to areas",
    )
