"""The open store, and what has been asked, drawn and tabulated before.

A store is shared by every reader and replaced when a newer build is published. Answers, figures
and tables are kept by the file they come from, whose name says which data and which recipe made it,
so nothing kept can go stale; the oldest make room for new ones, and all go with their store.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

import streamlit as st

from commissioning import building, questions
from commissioning.charts import Chart
from commissioning.faults import PackageFault, StoreUnavailable, VersionUnavailable
from commissioning.palette import Palette, palette_named
from commissioning.settings import Settings, from_environment
from commissioning.store import Answer, Store
from commissioning.ui import recorded
from commissioning.ui.running import OfThisRun

LOGGER = logging.getLogger("commissioning")
_STORE = OfThisRun[Store]("_store")
ANSWERS_KEPT = 512
FIGURES_KEPT = 128
TABLES_KEPT = 256
# All answers together; a value takes some seventy bytes, with its part of a row.
VALUES_KEPT = 600_000
# Each holds a build open beside the current one.
COMPARED_KEPT = 3
# All tables together, as HTML.
LETTERS_KEPT = 4_000_000

Made = TypeVar("Made")


class FileState(NamedTuple):
    """Which file a name stood for, and whether anything was written into it since."""

    device: int
    inode: int
    size: int
    modified: int

    def same_file(self, other: "FileState") -> bool:
        """Whether both are of one file, be it as it was or written into."""
        return (self.device, self.inode) == (other.device, other.inode)


class Kept(Generic[Made]):
    """Things made before, by key; the least recently used go when there are too many.

    ``weigh`` says what a thing counts for against ``weight``. What weighs more than that alone is
    made each time. Safe to share between threads: of several that miss at once one makes the thing
    and the others wait for it, or meet its fault.
    """

    def __init__(
        self, entries: int, weight: int = 0, weigh: Callable[[Made], int] = lambda made: 0
    ) -> None:
        self._entries = entries
        self._weight = weight
        self._weigh = weigh
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._making: dict[Hashable, Future[Made]] = {}
        self._held = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under ``key``, made first where it is not there."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
            making = self._making.get(key)
            if making is None:
                self._making[key] = Future()
        if making is not None:
            return making.result()
        return self._make(key, make)

    def _make(self, key: Hashable, make: Callable[[], Made]) -> Made:
        try:
            made = make()
            weight = self._weigh(made)
        except BaseException as fault:
            with self._lock:
                self._making.pop(key).set_exception(fault)
            raise
        with self._lock:
            self._making.pop(key).set_result(made)
            if weight <= self._weight:
                self._made[key] = made
                self._held += weight
            while len(self._made) > self._entries or self._held > self._weight:
                self._held -= self._weigh(self._made.popitem(last=False)[1])
        return made

    def clear(self) -> None:
        """Let everything go."""
        with self._lock:
            self._made.clear()
            self._held = 0


def values_held(answer: Answer) -> int:
    """The values of an answer, those within lists too."""
    lists = [column.name for column in answer.columns if column.type.endswith("[]")]
    within = sum(len(row[name] or ()) for row in answer.rows for name in lists)
    return len(answer.rows) * len(answer.columns) + within


_answers = Kept[Answer](ANSWERS_KEPT, VALUES_KEPT, values_held)
_figures = Kept[Chart](FIGURES_KEPT)
_tables = Kept[str](TABLES_KEPT, LETTERS_KEPT, len)
_opening = Lock()
_opened: dict[tuple[Settings, str], tuple[Store, "FileState | None"]] = {}
_compared: dict[tuple[Settings, str, str], tuple[Store, "list[FileState | None]"]] = {}


def begin() -> Store:
    """Take the store of the newest published build for this run of a page.

    A first build is made where there is none. The store stays the same throughout a run, so the
    figures of one screen are all of one version. Raises StoreUnavailable.
    """
    settings = from_environment()
    if building.current_build(settings.builds) is None:
        _first_build(settings)
    opened = served()
    _STORE.set(opened)
    return opened


def served() -> Store:
    """The store that a run of a page would take at this moment; builds nothing.

    Raises StoreUnavailable.
    """
    settings = from_environment()
    current = building.current_build(settings.builds)
    return Store(settings) if current is None else _open(settings, current)


def served_version() -> str:
    """The data version of the store that is open, or "" before any reader has come."""
    with _opening:
        return next((opened.data_version for opened, _ in _opened.values()), "")


def close() -> None:
    """Close every store, for a server that is stopping."""
    with _opening:
        for opened, _ in (*_opened.values(), *_compared.values()):
            opened.close()
        _forget()


def store() -> Store:
    """The store of this run."""
    return _STORE.get()


def failed_build() -> str | None:
    """Why the newest build failed, while an older one is served; None when it did not."""
    return building.last_failure(from_environment().builds)


def ask(question: str, **parameters: Any) -> Answer:
    """The answer of ``questions.<question>`` for these parameters, asked once for each build.

    Values are text, numbers, dates and tuples: they are part of what an answer is kept by. Raises
    QuestionFault.
    """
    return ask_of(store(), question, **parameters)


def ask_of(opened: Store, question: str, /, **parameters: Any) -> Answer:
    """The answer to a question of one store, asked once for each pair of builds it holds."""
    key = (opened.files, question, tuple(sorted(parameters.items())))
    answer = _answers.get(key, partial(_asked, opened, question, parameters))
    recorded.ask(answer)
    return answer


def later(question: str, **parameters: Any) -> Callable[[], Answer]:
    """A function that asks a question of this run's store after the run is over.

    Its answer is for a download and is not kept.
    """
    return later_of(store(), question, **parameters)


def later_of(opened: Store, question: str, /, **parameters: Any) -> Callable[[], Answer]:
    """A function that asks a question of one store after the run is over."""
    return partial(_asked, opened, question, parameters)


def kept_version(pinned: str) -> str:
    """The earlier version of the data that a link was pinned to, "" where it is not kept."""
    if not pinned:
        return ""
    return next(
        (
            str(row["data_version"])
            for row in ask("data_versions").rows
            if not row["is_current"] and row["data_version"].startswith(pinned)
        ),
        "",
    )


def compared_with(version: str) -> Store:
    """A store of this run's build beside the one of an earlier version of the data.

    Raises VersionUnavailable when that version is not kept, or its file is gone or damaged.
    """
    settings, file = from_environment(), store().file
    key = (settings, file, version)
    with _opening:
        if key not in _compared or _changed(settings, *_compared[key]):
            _compared.pop(key, None)
            opened = Store(settings, version)
            if opened.file != file:
                opened.close()
                raise VersionUnavailable(
                    "The data was replaced by a newer version a moment ago: open the page again."
                )
            while len(_compared) >= COMPARED_KEPT:
                del _compared[next(iter(_compared))]
            _compared[key] = opened, _states(settings, opened)
        return _compared[key][0]


def palette() -> Palette:
    """The colours for the theme the reader has chosen."""
    return palette_named(st.context.theme.type)


def draw(chart: Callable[..., Chart], *answers: Answer, **options: Any) -> Chart:
    """A chart of some answers of this run in the reader's theme, drawn once for each build."""
    colours = palette()
    key = (*_made_of(chart, answers, options), colours)
    return _figures.get(
        key, lambda: chart(*(answer.rows for answer in answers), palette=colours, **options)
    )


def tabulate(table: Callable[..., str], answer: Answer, **options: Hashable) -> str:
    """A table of an answer of this run as HTML, laid out once for each build.

    It must follow from the answer and the options alone: what its links lead to is an option.
    """
    return _tables.get(_made_of(table, (answer,), options), lambda: table(answer.rows, **options))


def describe(words: Callable[[Answer], str], answer: Answer) -> str:
    """What is said of an answer of this run, as HTML, written once for each build."""
    return _tables.get(_made_of(words, (answer,), {}), lambda: words(answer))


def _made_of(
    make: Callable[..., object], answers: Sequence[Answer], options: Mapping[str, Any]
) -> tuple[Hashable, ...]:
    """What tells apart the things that are made of some answers of this run."""
    return (
        store().file,
        make,
        tuple(
            (answer.question, answer.earlier_version, repr(sorted(answer.parameters.items())))
            for answer in answers
        ),
        tuple(sorted(options.items())),
    )


@st.cache_resource(show_spinner="Building the data for the first time…", max_entries=1)
def _first_build(settings: Settings) -> None:
    try:
        building.build(settings)
    except PackageFault:
        # The build records why it failed; opening the store then says so to the reader.
        return


def _open(settings: Settings, build: building.Build) -> Store:
    """The store of ``build``, opened once; older ones go when their last reader has moved on.

    A store goes on reading the file it opened, even when that has been deleted or another has taken
    its place. One that was written into is a different matter: what it holds may be neither the old
    data nor the new, so nothing more is read from it.
    """
    with _opening:
        key = (settings, build.file)
        state = _state(settings.builds / build.file)
        opened, then = _opened.get(key, (None, None))
        if opened is not None and state in (then, None):
            return opened
        if opened is not None and state and then and state.same_file(then):
            LOGGER.error("%s was written into while it was served", build.file)
            _forget()
            opened = None
        try:
            newer = Store(settings)
        except StoreUnavailable:
            if opened is None:
                raise
            LOGGER.exception("what has taken the place of %s is not served", build.file)
            return opened
        LOGGER.info("serving %s", newer.file)
        _forget()
        # A build published a moment ago may already be another than the one asked for.
        _opened[settings, newer.file] = newer, state if newer.file == build.file else None
        return newer


def _forget() -> None:
    _opened.clear()
    _compared.clear()
    _answers.clear()
    _figures.clear()
    _tables.clear()


def _state(path: Path) -> FileState | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return FileState(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _states(settings: Settings, opened: Store) -> list[FileState | None]:
    return [_state(settings.builds / file) for file in opened.files]


def _changed(settings: Settings, opened: Store, then: list[FileState | None]) -> bool:
    """Whether a file that a store compares was written into, or another is in its place."""
    found = _states(settings, opened)
    return any(now not in (was, None) for now, was in zip(found, then, strict=True))


def _asked(opened: Store, question: str, parameters: dict[str, Any]) -> Answer:
    answer: Answer = getattr(questions, question)(opened, **parameters)
    return answer
