"""Axes: from what a figure says to pixels, with the ticks that fit."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

from commissioning.snapshots.drawing import text
from commissioning.snapshots.drawing.known import Undrawable

DAY_MS = 86_400_000
# The least room between two labels, in pixels, and between two ticks of a vertical axis.
APART, APART_UPRIGHT = 14, 34


def as_number(value: Any, kind: str) -> float | None:
    """A value of an axis of a kind as a number: itself, or days for a date; None where missing."""
    if value is None or value != value:
        return None
    if kind == "date":
        if isinstance(value, str):
            return _days(value)
        if isinstance(value, datetime.date):
            return _days(value.isoformat())
        return float(value) / DAY_MS
    if isinstance(value, str):
        raise Undrawable(f"the category {value}")
    return float(value)


def _days(value: str) -> float:
    moment = datetime.datetime.fromisoformat(value)
    return moment.toordinal() + (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86400


def bar_width(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> float:
    """How thick bars are that do not say so, on the scale they stand along.

    What the closest two leave, less the gap; a day of a date that stands alone is drawn as a month.
    """
    places: set[float] = set()
    kind = "linear"
    for trace in traces:
        letter = "y" if trace.get("orientation") == "h" else "x"
        axis = layout.get(f"{letter}axis{str(trace.get(f'{letter}axis', letter))[1:]}", {})
        kind = str(axis.get("type", "linear"))
        places |= {n for value in trace[letter] if (n := as_number(value, kind)) is not None}
    apart = [later - earlier for earlier, later in pairwise(sorted(places))]
    alone = 30.0 if kind == "date" else 1.0
    return min(apart, default=alone) * (1 - float(layout.get("bargap", 0.2)))


@dataclass
class Scale:
    """One axis: ``low`` and ``high`` are shown at the pixels ``start`` and ``end``."""

    said: Mapping[str, Any]
    kind: str
    low: float
    high: float
    start: float = 0.0
    end: float = 1.0
    upright: bool = False

    def at(self, value: Any) -> float:
        """The pixel of a value as a trace gives it."""
        if self.kind == "log":
            return self.place(log10(float(value)))
        number = as_number(value, self.kind)
        if number is None:
            raise Undrawable("a missing value in a place")
        return self.place(number)

    def noted(self, value: Any) -> float:
        """The pixel of a value as an annotation gives it: its logarithm on an axis of those."""
        return self.place(float(value)) if self.kind == "log" else self.at(value)

    def place(self, number: float) -> float:
        """The pixel of a number on the scale."""
        return self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start)

    def length(self, amount: float) -> float:
        """How many pixels so much of the scale takes."""
        return abs(amount / (self.high - self.low) * (self.end - self.start))

    def holds(self, number: float) -> bool:
        """Whether a number is within what is shown."""
        low, high = sorted((self.low, self.high))
        slack = (high - low) * 1e-9
        return low - slack <= number <= high + slack

    @property
    def shown(self) -> bool:
        """Whether anything of the axis itself is drawn."""
        return bool(self.said.get("visible", True))

    def ticks(self) -> list[tuple[float, str]]:
        """Each tick as a number on the scale and its label, thinned until no two labels touch."""
        if "tickvals" in self.said:
            values = self.said["tickvals"]
            labels = self.said.get("ticktext") or [f"{value:g}" for value in values]
            found = []
            for value, label in zip(values, labels, strict=True):
                number = log10(value) if self.kind == "log" else as_number(value, self.kind)
                if number is not None and self.holds(number):
                    found.append((number, str(label)))
            return self._fitting(found)
        if self.kind == "log":
            raise Undrawable("a logarithmic axis without its ticks")
        return self._months() if self.kind == "date" else self._round()

    def label_shift(self) -> float:
        """How far from its tick a label stands: half a period where it names the whole period."""
        said = str(self.said.get("dtick", ""))
        if self.said.get("ticklabelmode") != "period" or not said.startswith("M"):
            return 0.0
        return self.length(int(said[1:]) * 365.25 / 12) / 2

    def _fitting(self, ticks: list[tuple[float, str]]) -> list[tuple[float, str]]:
        """Every tick, or every second or third, as far as the labels have room."""
        for step in (1, 2, 3, 4, 5, 6):
            if not self._crowded(ticks[::step]):
                return ticks[::step]
        return ticks[:1]

    def _crowded(self, ticks: list[tuple[float, str]]) -> bool:
        size = self.said.get("tickfont", {}).get("size", 13)
        if self.upright:
            room = [(self.place(n), text.height(label, size) - 2) for n, label in ticks]
        else:
            room = [(self.place(n), text.width(label, size) + APART) for n, label in ticks]
        room.sort()
        return any(
            later - earlier < (one + other) / 2 for (earlier, one), (later, other) in pairwise(room)
        )

    def _round(self) -> list[tuple[float, str]]:
        low, high = sorted((self.low, self.high))
        least = 1.0 if "labelalias" in self.said or self.said.get("tickformat") == ",d" else 0.0
        most = self.said.get("nticks", 20)
        scale = floor(log10((high - low) / 20))
        for power in range(scale, scale + 6):
            for size in (1, 2, 5):
                step = size * 10.0**power
                if step < least or (high - low) / step > most:
                    continue
                ticks = [
                    (n * step, self._label(n * step, step))
                    for n in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
                ]
                apart = self.upright and self.length(step) < APART_UPRIGHT
                if not apart and not self._crowded(ticks):
                    return ticks
        return []

    def _label(self, value: float, step: float) -> str:
        aliases = self.said.get("labelalias", {})
        places = max(0, -floor(log10(step)))
        plain = f"{value:.{places}f}"
        written = f"{value:,.{places}f}" if self.said.get("tickformat") == ",d" else plain
        return str(aliases.get(plain, written)).replace("-", "−")

    def _months(self) -> list[tuple[float, str]]:
        low, high = sorted((self.low, self.high))
        said = str(self.said.get("dtick", ""))
        if said and not said.startswith("M"):
            raise Undrawable(f"ticks {said} apart on an axis of dates")
        first = datetime.date.fromordinal(max(1, int(low)))
        base = datetime.date.fromisoformat(str(self.said.get("tick0", "2000-01-01"))[:10])
        steps = (
            [int(said[1:]) * n for n in (1, 2, 3, 5, 10)] if said else [1, 3, 6, 12, 24, 60, 120]
        )
        for step in steps:
            begin = (first.year - base.year) * 12 + first.month - base.month
            months = range(begin // step * step, begin + int((high - low) / 28) + step + 1, step)
            days = [_month(base, each) for each in months]
            ticks = [
                (float(day.toordinal()), _dated(day, self._format(step)))
                for day in days
                if self.holds(day.toordinal())
            ]
            if len(ticks) <= self.said.get("nticks", 99) and not self._crowded(ticks):
                return ticks
        return []

    def _format(self, step: int) -> str:
        return str(self.said.get("tickformat") or ("%Y" if step % 12 == 0 else "%b %Y"))


def _month(base: datetime.date, later: int) -> datetime.date:
    months = base.year * 12 + base.month - 1 + later
    return datetime.date(months // 12, months % 12 + 1, 1)


def _dated(day: datetime.date, form: str) -> str:
    if set(form) - set("%Yb <br>d"):
        raise Undrawable(f"a date written as {form}")
    return day.strftime(form)
