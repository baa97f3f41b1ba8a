"""Addresses: what a link asks for comes back as the same link, and nothing is dropped unsaid."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.ui import links

YEARS = ("2012/13", "2019/20", "2021/22", "2025/26")
OPTIONS = {
    "data": ("capital", "illustrative"),
    "first_year": YEARS,
    "last_year": YEARS,
    "figures": ("Grants received", "Payments"),
    "series": ("Grant & award", "Budget £", "100% of it?"),
    "price_base": ("2019/20", "2024/25"),
    "index_base": ("First year shown", *YEARS),
    "change_in": ("Decisions found", "Grants found"),
    "change_from": YEARS,
    "change_to": ("2021/22", "2024/25"),
    "year": ("Years shown", "Any year, or none stated", *YEARS),
    "programme": ("Victims", "VRU & partners", "Home = safe?"),
    "provider": ("Provider A", "Not stated"),
    "funder": ("Ministry of Justice", "Not stated"),
    "instrument": ("grant", "contract"),
    "basis": ("approved", "approved_maximum"),
    "page": ("1", "2", "3"),
    "fund": ("Fund & top-up", "Home Office Grip"),
    "grant_year": YEARS,
    "committed": ("Decisions (approved)", "Contracts (contracted)"),
    "ending": ("Every quarter ahead", "January to March 2027"),
    "extract": ("decisions", "outcomes"),
    "since": ("985c5292", "d2574dff"),
    "changed_in": ("All extracts", "decisions"),
    "set_against": ("Payments", "Decisions found"),
    "record": ("All headline totals", "total-1"),
}

# What an address has to escape, and a little beyond ASCII.
LETTERS = 'abcXYZ019 &=+%#?/;,£“é"<>'


def offered(control: links.Control) -> tuple[str, ...]:
    """What a control can be set to: what it always offers, or what some data would."""
    standard = (str(control.default),) if control.default else ()
    return control.options or OPTIONS.get(control.name, (*standard, "Some & other", "£1 = 100%"))


def a_value(control: links.Control) -> st.SearchStrategy[links.Value]:
    if control.free:
        return st.text(LETTERS, max_size=30)
    allowed = offered(control)
    if control.many:
        return st.lists(st.sampled_from(allowed), unique=True).map(tuple)
    return st.sampled_from(allowed)


def a_view(page: str) -> st.SearchStrategy[links.View]:
    values = st.fixed_dictionaries(
        {control.name: a_value(control) for control in links.CONTROLS[page]}
    )
    return st.builds(links.View, st.just(page), values, st.sampled_from(["", "3f9cab"]))


views = st.sampled_from(list(links.CONTROLS)).flatmap(a_view)


def missed(page: str, asked: dict[str, list[str]]) -> list[str]:
    """What the page says of an address, each control meeting it as the page has it do."""
    visit = links.Visit(page, asked)
    visit.refused.extend(links.unknown_parameters(page, asked))
    for control in links.CONTROLS[page]:
        visit.meet(control, offered(control))
    return visit.refused


def spelled(value: links.Value) -> list[str]:
    return [value] if isinstance(value, str) else list(value) or [""]


@given(views)
def test_a_pinned_link_spells_out_the_view_it_was_made_from(view: links.View) -> None:
    asked = parse_qs(urlsplit(links.pinned_address(view)).query, keep_blank_values=True)
    version = asked.pop("data_version", [""])
    assert version == [view.data_version]
    assert asked == {name: spelled(value) for name, value in view.values.items()}
    assert missed(view.page, asked) == []


@given(views)
def test_a_short_link_and_the_defaults_make_the_view(view: links.View) -> None:
    query = urlsplit(links.address(view.page, view.values)).query
    asked = parse_qs(query, keep_blank_values=True)
    assert missed(view.page, asked) == []
    for control in links.CONTROLS[view.page]:
        standard = links.default_of(control, OPTIONS.get(control.name, ()))
        assert asked.get(control.name, spelled(standard)) == spelled(view.values[control.name])


@given(views)
def test_a_short_link_leaves_out_what_an_address_means_without_it(view: links.View) -> None:
    spelled = parse_qs(urlsplit(links.address(view.page, view.values)).query)
    for control in links.CONTROLS[view.page]:
        if control.name in spelled and not control.package_default:
            assert view.values[control.name] != control.default


@given(
    st.sampled_from(list(links.CONTROLS)),
    st.dictionaries(
        st.text(LETTERS, min_size=1, max_size=12),
        st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=3),
        max_size=6,
    ),
)
def test_every_parameter_a_page_does_not_have_is_named(
    page: str, asked: dict[str, list[str]]
) -> None:
    said = " ".join(missed(page, asked))
    assert all(f"“{name}”" in said for name in asked)


def test_a_page_opens_on_its_defaults_and_says_nothing() -> None:
    assert missed(links.DECISIONS, {}) == []
    assert links.default_of(links.DIRECTION) == "Money out"
    assert links.default_of(links.PROGRAMME) == ()
    assert links.default_of(links.DATA, OPTIONS["data"]) == "capital"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("programme=Victims&programme=Nosuch", "Nosuch"),
        ("direction=Sideways", "Sideways"),
        ("direction=Money+in&direction=Both", "2 values"),
        ("colour=blue", "colour"),
        ("series=Grant", "series"),
        ("first_year=1066/67", "1066/67"),
        ("dated=Yesterday", "Yesterday"),
        ("page=99", "99"),
    ],
)
def test_what_cannot_be_honoured_is_named(query: str, said: str) -> None:
    (notice,) = missed(links.DECISIONS, parse_qs(query))
    assert said in notice


def test_what_was_asked_and_never_placed_is_named() -> None:
    visit = links.Visit(links.MONEY_AND_EVIDENCE, {"price_base": ["2019/20"], "prices": ["Cash"]})
    visit.values["prices"] = "Cash"
    visit.finish()
    assert visit.notices == [
        "“In the prices of: 2019/20” does not apply to what is shown here, so it was not used."
    ]


@pytest.mark.parametrize("asked", [{"price_base": [""]}, {"prices": ["Cash"]}, {"page": ["2"]}, {}])
def test_what_asks_for_nothing_more_is_not_named(asked: dict[str, list[str]]) -> None:
    visit = links.Visit(links.MONEY_AND_EVIDENCE, asked)
    visit.finish()
    assert visit.notices == []


def test_a_choice_its_reader_took_away_is_not_named() -> None:
    visit = links.Visit(links.MONEY_AND_EVIDENCE, {"price_base": ["2019/20"]})
    visit.placed_before = frozenset({"price_base"})
    visit.finish()
    assert visit.notices == []


def test_a_blank_value_is_no_value() -> None:
    assert missed(links.DECISIONS, {"first_year": [""], "programme": [""], "search": [""]}) == []


def test_streamlits_own_parameters_and_the_data_version_are_not_unknown() -> None:
    query = {"embed": ["true"], "embed_options": ["dark_theme"], "data_version": ["3f9c"]}
    assert missed(links.AT_A_GLANCE, query) == []


def test_a_link_to_other_data_is_said() -> None:
    assert links.other_version("3f9c", "3f9c") == ()
    assert links.other_version("", "3f9c") == ()
    (notice,) = links.other_version("aaaa1111bbbb", "3f9c2222")
    assert "aaaa1111" in notice
    assert "3f9c2222" in notice


def test_years_the_wrong_way_round_are_put_right_and_said() -> None:
    assert links.in_order("2012/13", "2021/22") == ("2012/13", "2021/22", ())
    first, last, (notice,) = links.in_order("2021/22", "2012/13")
    assert (first, last) == ("2012/13", "2021/22")
    assert notice.startswith("First year, 2021/22, is later than Last year, 2012/13")
    *_, (notice,) = links.in_order("2021/22", "2012/13", called=("From", "To"))
    assert notice.startswith("From, 2021/22, is later than To, 2012/13")


def test_every_parameter_has_one_meaning() -> None:
    meanings: dict[str, links.Control] = {}
    for controls in links.CONTROLS.values():
        for control in controls:
            assert meanings.setdefault(control.name, control) == control
            assert control.name not in links.RESERVED
            assert control.name != links.DATA_VERSION


def test_a_link_from_a_page_keeps_the_shared_filters_and_nothing_else() -> None:
    visit = links.Visit(links.SPEND_GROWTH, {})
    visit.values.update(data="illustrative", first_year="2019/20", measure="Index")
    target = links.decisions_link(programmes=("Victims",))
    query = parse_qs(urlsplit(visit.address(target)).query)
    assert query == {
        "data": ["illustrative"],
        "first_year": ["2019/20"],
        "programme": ["Victims"],
    }


def test_a_link_within_a_page_changes_what_it_names_and_nothing_else() -> None:
    visit = links.Visit(links.DECISIONS, {})
    visit.values.update(last_year="2021/22", provider=("Provider A",), rows="All rows")
    target = links.decisions_link(rows=links.NOT_COUNTED, direction=links.MONEY_IN)
    assert parse_qs(urlsplit(visit.changed(target)).query) == {
        "last_year": ["2021/22"],
        "provider": ["Provider A"],
        "rows": ["Left out of totals"],
        "direction": ["Money in"],
    }


def test_a_page_switch_sets_the_page_s_own_parameters_only() -> None:
    values = {"programme": ("Victims",), "first_year": "2019/20", "direction": "Money in"}
    assert links.own_parameters(links.DECISIONS, values) == {
        "programme": ["Victims"],
        "direction": ["Money in"],
    }


def test_a_value_no_page_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        links.address(links.AT_A_GLANCE, {"programme": ("Victims",)})
