"""The table that stands beside each chart: the same rows, exact."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from commissioning.tables.markup import Column, table
from commissioning.wording.figures import Row, Rows, start_year, year_span

# What stands for a rate, or a share, of nothing or of more credits than payments.
NO_START = "start not above £0"
NO_WHOLE = "total not above £0"

Link = Callable[[Row], str | None]


def members_table(
    rows: Rows, member: str, heading: str, year: str, *, link: Link | None = None
) -> str:
    """One year of ``grants_received`` or ``decisions_by_year``, largest first, with its sum.

    ``member`` is the column of funders or programmes; ``link`` gives a row's address.
    """
    chosen = sorted(
        (row for row in rows if row["financial_year"] == year),
        key=lambda row: (-row["amount_gbp"], str(row[member])),
    )
    total = {
        "amount_gbp": sum((row["amount_gbp"] for row in chosen), Decimal(0)),
        "lines": sum(row["lines"] for row in chosen),
    }
    return table(
        chosen,
        [
            Column(member, heading, missing="not stated", link=link),
            Column("amount_gbp", "Amount", "pounds"),
            Column("decisions", "Decisions", "number"),
            Column("lines", "Decision lines", "number"),
        ],
        caption=f"Amounts in decisions found by {heading.lower()}, {year}",
        total=total if len(chosen) > 1 else None,
    )


def yearly_table(rows: Rows, *, link: Callable[[str], str | None] | None = None) -> str:
    """Years down and programmes across (``decisions_by_year``); ``link`` gives a year's address."""
    sizes: dict[str, Decimal] = defaultdict(Decimal)
    years: dict[str, dict[str, object]] = {}
    for row in rows:
        sizes[row["programme"]] += row["amount_gbp"]
    for year in sorted({row["financial_year"] for row in rows}, key=start_year):
        found = [row for row in rows if row["financial_year"] == year]
        years[year] = {
            "financial_year": year,
            "all": sum((row["amount_gbp"] for row in found), Decimal(0)),
            "lines": sum(row["lines"] for row in found),
            **{f"programme {row['programme']}": row["amount_gbp"] for row in found},
        }
    programmes = sorted(sizes, key=lambda name: (-sizes[name], name))
    total = {
        "all": sum(sizes.values(), Decimal(0)),
        **{f"programme {name}": size for name, size in sizes.items()},
    }
    return table(
        list(years.values()),
        [
            Column(
                "financial_year",
                "Financial year",
                "year",
                link=(lambda row: link(row["financial_year"])) if link else None,
            ),
            Column("all", "All programmes", "pounds"),
            Column("lines", "Decision lines", "number"),
            *(
                Column(f"programme {name}", name, "pounds", "none found")
                for name in (programmes if len(programmes) > 1 else [])
            ),
        ],
        caption=f"New money approved in decisions found, {year_span(years)}",
        total=total if len(years) > 1 else None,
    )


def growth_table(rows: Rows, *, price_base: str | None = None, link: Link | None = None) -> str:
    """Every measure of each series by year (``growth``); ``link`` gives an amount's address."""
    prices = f", {price_base} prices" if price_base else ""
    share = any(row["share_percent"] is not None for row in rows)
    columns = [
        Column("title", "Series"),
        Column("financial_year", "Financial year", "year", text=_year, header=True),
        Column("amount_gbp", "Cash amount", "pounds", link=link),
        Column("growth_percent", "Cash change on year before", "change", "not comparable"),
        Column("real_gbp", f"Real amount{prices}", "pounds", "no price index"),
        Column("real_growth_percent", "Real change on year before", "change", "not comparable"),
        Column("index_nominal", "Index, cash", "decimal", "not stated"),
        Column("index_real", "Index, real", "decimal", "not stated"),
        Column("per_resident_gbp", "Cash per resident", "pounds", "no population"),
        Column("per_resident_real_gbp", "Real per resident", "pounds", "no population"),
    ]
    if share:
        columns.append(Column("share_percent", "Share of all", "percent", "no share"))
    return table(
        rows,
        columns,
        caption=f"Series by financial year, {year_span(row['financial_year'] for row in rows)}",
    )


def _year(row: Row) -> str:
    return f"{row['financial_year']} (part year)" if row["part_year"] else row["financial_year"]


def contributions_table(
    rows: Rows, from_year: str, to_year: str, *, link: Link | None = None
) -> str:
    """What each member adds to growth between two years, with its sum (``contributions``)."""
    parts = [row for row in rows if row["contribution_points"] is not None]
    return table(
        rows,
        [
            Column("member", "Part", link=link),
            Column("amount_from", from_year, "pounds", "none found"),
            Column("amount_to", to_year, "pounds", "none found"),
            Column("change_gbp", "Change", "pounds"),
            Column("contribution_points", "Contribution, percentage points", "points", NO_START),
            Column("own_growth_percent", "Own growth", "change", "no figure to grow from"),
        ],
        caption=f"Contributions to growth, {from_year} to {to_year}",
        total={
            "change_gbp": sum((row["change_gbp"] for row in rows), Decimal(0)),
            "contribution_points": sum(row["contribution_points"] for row in parts),
        }
        if len(parts) > 1
        else None,
    )
