"""The open store, and what has been asked and drawn before.

A store is shared by every reader and replaced when a newer build is published. Answers and
figures are kept by all they depend on, the version of the data included, so nothing kept can go
stale; the oldest make room for new ones.
"""

import logging
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import streamlit as st

from commissioning import building, questions
from commissioning.charts import Chart
from commissioning.faults import PackageFault
from commissioning.palette import Palette, palette_named
from commissioning.settings import Settings, from_environment
from commissioning.store import Answer, Store

LOGGER = logging.getLogger("commissioning")
_STORE = "_store"
ANSWERS_KEPT = 512
FIGURES_KEPT = 256


def begin() -> Store:
    """Take the store of the newest published build for this run of a page.

    A first build is made where there is none. The store stays the same throughout a run, so the
    figures of one screen are all of one version. Raises StoreUnavailable.
    """
    settings = from_environment()
    current = building.current_build(settings.builds)
    if current is None:
        _first_build(settings)
        current = building.current_build(settings.builds)
    opened = Store(settings) if current is None else _opened(settings, current)
    st.session_state[_STORE] = opened
    return opened


def store() -> Store:
    """The store of this run."""
    opened: Store = st.session_state[_STORE]
    return opened


def failed_build() -> str | None:
    """Why the newest build failed, while an older one is served; None when it did not."""
    return building.last_failure(from_environment().builds)


def ask(question: str, **parameters: Any) -> Answer:
    """The answer of ``questions.<question>`` for these parameters, asked once for each build.

    Values are text, numbers, dates and tuples: they are part of what an answer is kept by. Raises
    QuestionFault.
    """
    return _answered(store(), question, tuple(sorted(parameters.items())))


def later(question: str, **parameters: Any) -> Callable[[], Answer]:
    """A function that asks a question of this run's store after the run is over."""
    return partial(_answered, store(), question, tuple(sorted(parameters.items())))


def palette() -> Palette:
    """The colours for the theme the reader has chosen."""
    return palette_named(st.context.theme.type)


def draw(chart: Callable[..., Chart], *answers: Answer, **options: Any) -> Chart:
    """A chart of some answers in the reader's theme, drawn once for each theme and build."""
    return _drawn(
        chart,
        tuple(_Known(answer) for answer in answers),
        palette(),
        tuple(sorted(options.items())),
    )


class _Known:
    """An answer that is equal to another when it is the same question put to the same data."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self._key = (
            answer.question,
            answer.data_version,
            tuple(sorted((name, repr(value)) for name, value in answer.parameters.items())),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@st.cache_resource(show_spinner="Building the data for the first time…", max_entries=1)
def _first_build(settings: Settings) -> None:
    try:
        building.build(settings)
    except PackageFault:
        # The build records why it failed; opening the store then says so to the reader.
        return


@lru_cache(maxsize=1)
def _opened(settings: Settings, build: building.Build) -> Store:
    """The store of ``build``, which names it so that another build is another store."""
    opened = Store(settings)
    LOGGER.info("serving %s", build.file)
    return opened


@lru_cache(maxsize=ANSWERS_KEPT)
def _answered(opened: Store, question: str, parameters: tuple[tuple[str, Any], ...]) -> Answer:
    answer: Answer = getattr(questions, question)(opened, **dict(parameters))
    return answer


@lru_cache(maxsize=FIGURES_KEPT)
def _drawn(
    chart: Callable[..., Chart],
    known: tuple[_Known, ...],
    colours: Palette,
    options: tuple[tuple[str, Any], ...],
) -> Chart:
    return chart(*(entry.answer.rows for entry in known), palette=colours, **dict(options))
