"""The page of spend growth: it draws the series a link names, and no index of unlike years."""

from commissioning import questions
from commissioning.store import Store
from tests.pages.conftest import Open, notices, spec, values


def test_the_growth_chart_shows_the_series_the_link_names(open_page: Open, store: Store) -> None:
    app = open_page(
        "spend_growth",
        figures="Decisions found",
        series=["Decisions found: VAWG"],
        measure="Amount",
        prices="Real terms",
        price_base="2019/20",
    )
    rows = questions.growth(
        store,
        package="london",
        series_ids=["decisions/VAWG"],
        first_year="2012/13",
        last_year="2025/26",
        price_base="2019/20",
    ).rows
    expected = sorted(round(float(row["real_gbp"])) for row in rows)
    assert sorted(round(value) for value in values(spec(app), "y")) == expected


def test_a_series_whose_years_do_not_compare_says_so_in_place_of_an_index(open_page: Open) -> None:
    app = open_page(
        "spend_growth",
        figures="Published budgets",
        series=["Commissioning budget"],
        measure="Index",
    )
    assert "No index can be given for Commissioning budget" in notices(app)
    assert "Choose Amount" in notices(app)
