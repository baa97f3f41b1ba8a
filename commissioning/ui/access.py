"""Who may use the dashboard: whoever is signed in and has a role, or else this machine alone."""

import os
from functools import partial

import streamlit as st
from streamlit import runtime

from commissioning.sharing.roles import Role
from commissioning.sharing.sessions import Person, Reason, Sessions
from commissioning.ui import identity

# Where nobody signs in, whoever sits at the machine may do everything.
AT_THIS_MACHINE = Person("somebody at this machine", Role.ADMINISTRATOR)
# Whom a proxy has let in may look; who they are is not known here.
LET_IN_BY_PROXY = Person("somebody signed in elsewhere", Role.EXPLORER)


class Access:
    """How one server lets people in: by sign-in, by a proxy that signs them in, or not at all.

    ``COMMISSIONING_SIGNED_IN_BY_PROXY=1`` says that a proxy signs people in before any of their
    requests arrives. Raises SignInFault where the settings of a sign-in are not whole.
    """

    def __init__(self) -> None:
        self.sign_in = identity.sign_in()
        self.by_proxy = (
            self.sign_in is None and os.environ.get("COMMISSIONING_SIGNED_IN_BY_PROXY") == "1"
        )
        self.sessions: Sessions | None = None
        if self.sign_in is not None:
            asked = partial(identity.confirm, self.sign_in.metadata_url)
            self.sessions = Sessions(
                self.sign_in.rules,
                asked if self.sign_in.from_userinfo else None,
                longest=self.sign_in.longest,
                confirmed_for=self.sign_in.confirmed_for,
            )

    @property
    def words(self) -> str:
        """Who is answered, for the log and for whoever starts the server."""
        if self.sessions is not None:
            return "people are answered once they are signed in and have a role"
        if self.by_proxy:
            return "everybody is answered: a proxy is trusted to have signed them in"
        return "this machine alone is answered, because no sign-in is configured"


_access: list[Access] = []


def begin() -> Access:
    """How this server lets people in, settled when it starts."""
    _access[:] = [Access()]
    return _access[0]


def visitor() -> Person | Reason:
    """Who the reader of this run is, or why they may not read.

    The server refuses them before any script runs; this holds were it not to.
    """
    if not _access:
        # A page that is run without a server, to be tested or taken down, is read by its runner.
        # A test gives its pages something that merely resembles a runtime.
        served = runtime.exists() and type(runtime.get_instance()) is runtime.Runtime
        return "signed out" if served else AT_THIS_MACHINE
    access = _access[0]
    if access.sessions is not None:
        return access.sessions.standing(st.user.to_dict())
    return LET_IN_BY_PROXY if access.by_proxy else AT_THIS_MACHINE


def signs_in() -> bool:
    """Whether people sign in here, so that they can sign out again."""
    return bool(_access) and _access[0].sessions is not None


def may(role: Role) -> bool:
    """Whether the reader of this run has a role or one above it."""
    person = visitor()
    return isinstance(person, Person) and person.role >= role
