"""Words, marks and tables on size: no league table, no share without its range, own area marked."""

import re

from commissioning import charts, tables, wording
from commissioning.palette import LIGHT
from commissioning.wording import scale
from tests.drawing.scaled import NO_SHARE, PEERS, RESIDENTS, SHARES


def nowhere(_row: object) -> str | None:
    return None


def test_only_pairs_with_a_share_are_drawn_and_each_has_its_range() -> None:
    chart = charts.share_bars(SHARES, LIGHT)
    assert chart.figure["data"][0]["x"] == [25.0]
    assert chart.figure["data"][0]["text"] == ["25.0% (24.8% to 25.2%)"]
    assert "25.0% (24.8% to 25.2%) of all expenditure in 2021/22" in chart.headline


def test_without_a_share_there_is_a_sentence_and_no_chart() -> None:
    chart = charts.share_bars([NO_SHARE], LIGHT)
    assert chart.empty
    assert chart.headline.startswith("No share of the body's total is shown")
    assert "names no pair" in charts.share_bars([], LIGHT).headline


def test_a_table_of_pairs_says_why_there_is_no_share() -> None:
    said = tables.share_table([NO_SHARE], part_link=nowhere, whole_link=nowhere)
    assert "The years differ: 2021/22 over 2022/23. Gross over net." in said
    assert '<th scope="col" class="words">Share</th>' not in said
    both = tables.share_table(SHARES, part_link=nowhere, whole_link=nowhere)
    assert "25.0% (24.8% to 25.2%)" in both
    assert "not shown" in both


def test_what_was_spent_leads_and_two_counts_of_residents_are_told() -> None:
    chart = charts.resident_bars(RESIDENTS, LIGHT, what="totals")
    assert chart.headline.startswith("Commissioning came to £6.81 for each resident in 2021/22")
    assert "One figure has no trusted population for its year." in chart.headline
    assert len(chart.figure["data"]) == 1
    assert chart.figure["data"][0]["x"] == [5.98, 6.81, 7.9]
    assert any("not one series" in caveat for caveat in chart.caveats)
    assert "Residents, 2021/22 and 2022/23: Census count." in chart.caveats


def test_a_head_stands_by_name_and_an_amount_by_size() -> None:
    a_head = charts.peer_bars(PEERS, LIGHT, per_head=True)
    amount = charts.peer_bars(PEERS, LIGHT, per_head=False)
    assert a_head.figure["data"][0]["text"] == ["£0.20", "£0.25", "£0.30"]
    assert amount.figure["data"][0]["text"] == ["£1.0m", "£300k", "£200k", "£90k"]
    assert "Not drawn, for want of a trusted population: Countless." in a_head.caveats


def test_the_body_is_marked_by_more_than_colour() -> None:
    figure = charts.peer_bars(PEERS, LIGHT, per_head=True).figure
    colours = figure["data"][0]["marker"]["color"]
    assert colours == [LIGHT.rest, LIGHT.focus, LIGHT.rest]
    names = [note["text"] for note in figure["layout"]["annotations"]]
    assert names == ["Anywhere", "<b>Body (this body)</b>", "Downland"]


def test_peers_are_compared_and_not_ranked() -> None:
    for per_head in (True, False):
        chart = charts.peer_bars(PEERS, LIGHT, per_head=per_head)
        said = " ".join([chart.headline, chart.subtitle, chart.alt, *chart.caveats])
        assert not re.search(r"(?i)\b(rank|best|worst|top|bottom|league)\b", said)
        assert "not evidence of need, price or performance" in said
        assert "four of the 43 police force areas" in said
        assert "Few areas were found (4 of 43)" in said
    assert "alike by construction" in charts.peer_bars(PEERS, LIGHT, per_head=True).subtitle


def test_one_area_alone_is_said_to_have_nothing_beside_it() -> None:
    alone = [row | {"areas_found": 1} for row in PEERS if row["own"]]
    assert "nothing to compare it with" in charts.peer_bars(alone, LIGHT, per_head=True).headline


def test_short_forms_in_a_funds_name_are_written_out() -> None:
    assert wording.fund_in_words("MoJ DA/SV uplift") == (
        "Ministry of Justice domestic abuse and sexual violence uplift"
    )
    assert scale.rounding_name("rounded_1m") == "to the nearest £1m"


def test_every_peer_figure_leads_to_its_page() -> None:
    said = tables.peer_table(PEERS)
    assert said.count("https://example.org/grant") == len(PEERS)
