"""Values that belong to one run of a page, and to the callbacks between it and the next."""

from contextvars import ContextVar
from typing import Generic, TypeVar

import streamlit as st

T = TypeVar("T")


class OfThisRun(Generic[T]):
    """A value that is set once a run and read hundreds of times.

    Streamlit runs each reader's page in a thread of its own, so within a run it is held by the
    thread, which costs next to nothing. A callback comes before the run that it belongs to and has
    the value of the run before, from the reader's session.
    """

    def __init__(self, name: str) -> None:
        """Make it known in the session by ``name``, which begins with an underscore."""
        self.name = name
        self._held: ContextVar[T] = ContextVar(name)

    def set(self, value: T) -> None:
        """Hold a value for this run and the callbacks after it."""
        self._held.set(value)
        st.session_state[self.name] = value

    def get(self) -> T:
        """The value. Raises KeyError in a session that has had no run."""
        try:
            return self._held.get()
        except LookupError:
            value: T = st.session_state[self.name]
            return value

    def is_set(self) -> bool:
        """Whether there is a value."""
        return self._held.get(None) is not None or self.name in st.session_state
