"""How often chance alone makes a mark or a signal: what readers are told against a simulation."""

import re

import numpy as np

from commissioning.statistics.spc import XMR_FACTOR
from commissioning.statistics.spc_signals import Limits, special_causes
from commissioning.statistics.spc_terms import Signal
from commissioning.wording.indicator import FALSE_ALARMS

INDICATORS, RESULTS = 40, 24
SERIES = 4000


def test_readers_are_told_how_often_nothing_looks_like_something() -> None:
    told = re.search(
        r"of (\d+) indicators with (\d+) results each.*about ([\d.]+) .*about (\w+) a false signal",
        FALSE_ALARMS,
    )
    assert told
    assert (told[1], told[2], told[4]) == (str(INDICATORS), str(RESULTS), "six")
    steady = np.random.default_rng(24).normal(size=(SERIES, RESULTS))
    anywhere = at_the_end = 0
    for values in steady:
        width = XMR_FACTOR * np.abs(np.diff(values)).mean()
        limits = Limits(float(values.mean()), np.full(RESULTS, width))
        false = [signal is not Signal.COMMON_CAUSE for signal in special_causes(values, limits)]
        anywhere += any(false)
        at_the_end += false[-1]
    # Of 4,000 series a share is known to 0.002 where it is small and to 0.006 where it is not.
    assert abs(INDICATORS * at_the_end / SERIES - float(told[3])) < 0.2
    assert abs(INDICATORS * anywhere / SERIES - 6) < 0.5
