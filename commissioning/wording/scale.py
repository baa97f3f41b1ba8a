"""Words on size: a share of the body's total, pounds a resident, and grants to other areas."""

import re
from decimal import Decimal

from commissioning.wording.figures import (
    Row,
    Rows,
    capitalised,
    count_in_words,
    in_words,
    listed,
    percent,
    pounds_short,
    rounded,
    uncapitalised,
    year_span,
)
from commissioning.wording.sentences import SPENT, basis_name

# Fewer areas than this, of 43, say nothing of areas in general.
FEW_AREAS = 10
FUND_WORDS = {
    "MoJ": "Ministry of Justice",
    "DA/SV": "domestic abuse and sexual violence",
    "DA": "domestic abuse",
    "SV": "sexual violence",
    "VRU": "Violence Reduction Unit",
    "ISVA/IDVA": "independent sexual violence and domestic violence advisers",
}
ROUNDINGS = {
    "exact": "as printed",
    "rounded": "rounded by its source, to a unit not stated",
    "rounded_0.1m": "to the nearest £0.1m",
    "rounded_1m": "to the nearest £1m",
    "rounded_100m": "to the nearest £100m",
}
FORMULAS = {
    "Ministry of Justice": (
        "The Ministry of Justice shares out most of its money for victims' services by population,"
        " so pounds a head are alike by construction. They are not evidence of need, price or"
        " performance."
    ),
    "Home Office": (
        "The Home Office chose which areas to fund, so pounds a head follow its choice. They are"
        " not evidence of need, price or performance."
    ),
}


def rounding_name(precision: str) -> str:
    """How far a figure was rounded where it was printed."""
    return ROUNDINGS.get(precision, precision)


def fund_in_words(fund: str) -> str:
    """A fund's name with the short forms its publisher uses written out."""
    return re.sub(r"[\w/]+", lambda word: FUND_WORDS.get(word[0], word[0]), fund)


def share_sentence(rows: Rows) -> str:
    """The latest share there is, or that none is shown and of how many pairs."""
    shares = [row for row in rows if row["share_percent"] is not None]
    if not rows:
        return (
            "No share of the body's total is shown: this package names no pair of published"
            " figures to work one out from."
        )
    if len(rows) == 1 and not shares:
        return (
            "No share of the body's total is shown: the one pair of published figures found does"
            " not match."
        )
    if not shares:
        pairs = count_in_words(len(rows), "pair")
        return (
            f"No share of the body's total is shown: of the {pairs} of published figures found,"
            " none matches."
        )
    row = max(shares, key=lambda row: (row["part_years"], row["pair_id"]))
    return (
        f"{row['part_definition']} came to {share_in_words(row)} of"
        f" {uncapitalised(row['whole_definition'])} in {row['part_years']}"
        f" ({basis_name(row['part_basis'])})."
    )


def share_in_words(row: Row) -> str:
    """A share with what the rounding of its two figures allows: 23.4% (23.2% to 23.6%)."""
    share = percent(row["share_percent"])
    low, high = row["share_low_percent"], row["share_high_percent"]
    if low is None or high is None:
        return f"{share} (range not known)"
    ends = percent(low), percent(high)
    return share if ends == (share, share) else f"{share} ({ends[0]} to {ends[1]})"


def why_no_share(row: Row) -> str | None:
    """What keeps a pair from having a share; None for one that has it."""
    if row["share_percent"] is not None:
        return None
    said = []
    if not row["years_agree"]:
        said.append(f"The years differ: {row['part_years']} over {row['whole_years']}.")
    if not row["basis_agrees"]:
        said.append(
            f"The bases differ: {basis_name(row['part_basis'])} over"
            f" {basis_name(row['whole_basis'])}."
        )
    if row["what_differs"]:
        said.append(row["what_differs"])
    return " ".join(said) or "The figures do not allow one."


def share_alternative(rows: Rows) -> str:
    """Each share with its two figures."""
    figures = "; ".join(
        f"{row['part_years']}, {row['part_definition']} over {row['whole_definition']}"
        f" {share_in_words(row)}"
        for row in rows
    )
    return f"Bar chart of shares of a published total: {figures}."


def resident_pounds(value: Decimal) -> str:
    """Pounds and pence for each resident."""
    return f"£{rounded(value, 2):,}"


def resident_name(row: Row, bases: int = 2) -> str:
    """What a figure for each resident is of; its basis too where there is more than one."""
    name = f"{row['title']}, {row['financial_year']}"
    return f"{name} ({basis_name(row['basis'])})" if bases > 1 else name


def bases_of(rows: Rows) -> list[str]:
    """The bases some figures are on."""
    return sorted({row["basis"] for row in rows})


def resident_sentence(rows: Rows, what: str) -> str:
    """The latest figure for each resident, or why there is none."""
    known = [row for row in rows if row["per_resident_gbp"] is not None]
    if not rows:
        return f"No {what} were found for the years shown, so none is given for each resident."
    if not known:
        return (
            f"Nothing is given for each resident: the {what} shown have no trusted population for"
            " their years."
        )
    # What was spent comes before what was meant to be.
    row = max(
        [row for row in known if row["basis"] in SPENT] or known,
        key=lambda row: (row["financial_year"], row["per_resident_gbp"]),
    )
    without = len(rows) - len(known)
    rest = (
        f" {capitalised(count_in_words(without, 'figure'))}"
        f" {'has' if without == 1 else 'have'} no trusted population for"
        f" {'its' if without == 1 else 'their'} year."
        if without
        else ""
    )
    return (
        f"{row['title']} came to {resident_pounds(row['per_resident_gbp'])} for each resident in"
        f" {row['financial_year']} ({basis_name(row['basis'])}).{rest}"
    )


def resident_alternative(rows: Rows, what: str) -> str:
    """Each figure for each resident, in the order drawn."""
    bases = len(bases_of(rows))
    figures = "; ".join(
        f"{resident_name(row, bases)} {resident_pounds(row['per_resident_gbp'])}" for row in rows
    )
    return f"Bar chart of {what} for each resident, {year_span(_years(rows))}: {figures}."


def _years(rows: Rows) -> list[str]:
    return [row["financial_year"] for row in rows]


def population_caveats(rows: Rows) -> tuple[str, ...]:
    """Which counts of residents were used, and that they are not one series."""
    counts: dict[str, list[str]] = {}
    for row in rows:
        if row["per_resident_gbp"] is not None:
            counts.setdefault(row["population_definition"], []).append(row["financial_year"])
    said = [f"Residents, {listed(sorted(set(years)))}: {name}." for name, years in counts.items()]
    if len(counts) > 1:
        said.append(
            "These counts of residents are not one series, so a difference between years under"
            " different counts is partly a difference in counting."
        )
    return tuple(said)


def peer_sentence(rows: Rows, per_head: bool) -> str:
    """How many areas were found, what the body's own has and between what the others lie."""
    if not rows:
        return "No grant to any area was found for this fund and year."
    first = rows[0]
    fund = f"{fund_in_words(first['fund'])}, {first['financial_year']}"
    column = "per_head_gbp" if per_head else "amount_gbp"
    known = [row for row in rows if row[column] is not None]
    found = (
        f"Grants to {in_words(first['areas_found'])} of the {first['areas_in_all']} police force"
        f" areas of England and Wales were found ({fund})."
    )
    if first["areas_found"] == 1:
        found = (
            f"A grant to one of the {first['areas_in_all']} police force areas of England and"
            f" Wales was found ({fund}), so there is nothing to compare it with."
        )
    own = [row for row in known if row["own"]]
    others = [row[column] for row in known if not row["own"]]
    said = [found]
    if own:
        a_head = " a head" if per_head else ""
        said.append(f"{own[0]['area']} has {_peer_value(own[0][column], per_head)}{a_head}.")
    if len(others) > 1:
        low, high = _peer_value(min(others), per_head), _peer_value(max(others), per_head)
        others_said = "The others" if own else "They"
        said.append(
            f"{others_said} all have {low}{' a head' if per_head else ''}."
            if low == high
            else f"{others_said} have from {low} to {high}{' a head' if per_head else ''}."
        )
    return " ".join(said)


def _peer_value(value: Decimal, per_head: bool) -> str:
    return resident_pounds(value) if per_head else pounds_short(value)


def peer_caveats(rows: Rows, per_head: bool) -> tuple[str, ...]:
    """What a comparison between areas cannot say."""
    if not rows:
        return ()
    first = rows[0]
    said = [FORMULAS.get(first["funder"], "")]
    if first["areas_found"] < FEW_AREAS:
        said.append(
            f"Few areas were found ({first['areas_found']} of {first['areas_in_all']}), so this"
            " says nothing of areas in general."
        )
    said.append("An area that is absent was not found; it may well have had a grant.")
    if per_head:
        without = [row["area"] for row in rows if row["per_head_gbp"] is None]
        if without:
            said.append(f"Not drawn, for want of a trusted population: {listed(without)}.")
        counted = sorted({row["population_year"] for row in rows if row["population_year"]})
        if counted:
            said.append(
                f"Residents are those of {listed(str(year) for year in counted)}, the latest year"
                " with trusted figures for areas up to the year of the grant."
            )
    said.append("Other funds are not added: they overlap, and some are for the same services.")
    return tuple(text for text in said if text)


def single_areas_sentence(rows: Rows) -> str:
    """How many funds and years have one area only, and so are not offered for comparison."""
    single = [row for row in rows if row["areas_found"] < 2]
    if not single:
        return ""
    found = count_in_words(len(single), "further fund and year", "further funds and years")
    return (
        f"{capitalised(found)}"
        f" {'has' if len(single) == 1 else 'have'} one area only, so there is nothing to compare."
    )
