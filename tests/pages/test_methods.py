"""The methods that results are judged by: said on the page, with their sources, as they are."""

from html import escape, unescape

import pytest

from commissioning.statistics import disclosure, funnel, intervals, spc, spc_marks, spc_signals
from commissioning.wording.methods import EVIDENCE_METHODS
from tests.pages.conftest import Open, words

SAID = {method.name: method.said for method in EVIDENCE_METHODS}


@pytest.mark.parametrize("package", ["london", "illustrative"])
def test_every_method_is_on_the_page_with_its_sources(open_page: Open, package: str) -> None:
    page = words(open_page("data_and_methods", data=package))
    for method in EVIDENCE_METHODS:
        assert method.said in unescape(page)
        for source in method.sources:
            assert f'<a href="{escape(source.address)}">{escape(source.title)}</a>' in page


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Interval around a result", f"from {intervals.BYAR_FROM} events up"),
        ("Interval around a result", f"exact one below {intervals.BYAR_FROM}"),
        ("Control chart", f"± {spc.XMR_FACTOR} ×"),
        ("Control chart", f"From {spc_marks.FULL_POINTS} results"),
        ("Control chart", f"from {spc_marks.TRIAL_POINTS} to {spc_marks.FULL_POINTS - 1}"),
        ("Control chart", f"below {spc_marks.TRIAL_POINTS} there are dots"),
        ("Small numbers withheld", f"({disclosure.Rule().threshold}, unless"),
    ],
)
def test_numbers_in_the_words_are_those_in_use(name: str, number: str) -> None:
    assert number in SAID[name]


def test_the_rules_in_words_are_those_in_use() -> None:
    assert spc_signals.RUN == 7
    assert SAID["Signals on a control chart"].count("seven in a row") == 2
    assert pytest.approx(2 / 3) == spc_signals.NEAR
    assert "at least two thirds of the way" in SAID["Signals on a control chart"]
    assert funnel.WINSORISED == (0.1, 0.9)
    assert "most extreme tenth at each end" in SAID["Areas or providers compared"]
    assert funnel.LEVELS == {"95": 0.95, "998": 0.998}
    assert "99.8%" in SAID["Areas or providers compared"]
    assert "one in twenty" in SAID["Areas or providers compared"]
