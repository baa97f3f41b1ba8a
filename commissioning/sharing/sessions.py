"""Who is signed in: what a sign-in proves, for how long, and until when it was confirmed."""

import datetime
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal

from commissioning import clock
from commissioning.sharing.roles import Role, RoleRules, name_of

LOGGER = logging.getLogger("commissioning")
LONGEST = datetime.timedelta(hours=8)
CONFIRMED_FOR = datetime.timedelta(minutes=5)
# How long a sign-in stands that its provider could not be asked about.
UNREACHABLE_FOR = datetime.timedelta(minutes=30)
# Clocks of two machines differ by no more.
SKEW = datetime.timedelta(minutes=2)
SIGN_INS_KEPT = 10_000

Claims = Mapping[str, Any]
Reason = Literal["signed out", "ended", "no role"]


class Unreachable(Exception):
    """The provider could not be asked; that says nothing about the person."""


@dataclass(frozen=True)
class Person:
    """Somebody who may use the dashboard: what they are called, and what they may do."""

    name: str
    role: Role


@dataclass(frozen=True)
class Known:
    """What is known of one sign-in: its claims when they were last confirmed; None once ended."""

    confirmed: datetime.datetime
    claims: Claims | None


class Sessions:
    """The sign-ins of one server process.

    ``confirm`` asks the provider for the claims that stand for an access token: it returns None
    where the token no longer holds, and raises Unreachable. Without it the claims of the sign-in
    itself stand until the session ends.
    """

    def __init__(
        self,
        rules: RoleRules,
        confirm: Callable[[str], Claims | None] | None = None,
        *,
        longest: datetime.timedelta = LONGEST,
        confirmed_for: datetime.timedelta = CONFIRMED_FOR,
    ) -> None:
        self._rules = rules
        self._confirm = confirm
        self._longest = longest
        self._confirmed_for = confirmed_for
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._lock = Lock()

    def admit(self, claims: Claims | None, token: str = "") -> Person | Reason:
        """Who the claims of a signed cookie stand for, or why they stand for nobody.

        The provider is asked again where it was not asked for some minutes.
        """
        key = key_of(claims)
        if claims is None or key is None:
            return "signed out"
        if not self._young(claims):
            return "ended"
        if self._confirm is not None and self.due(claims):
            self._ask(self._confirm, key, claims, token)
        return self.standing(claims)

    def standing(self, claims: Claims | None) -> Person | Reason:
        """Who some claims stand for by what is known already; nobody is asked."""
        key = key_of(claims)
        if claims is None or key is None:
            return "signed out"
        with self._lock:
            known = self._known.get(key)
        if known is None and self._confirm is not None:
            return "ended"
        confirmed = known.claims if known is not None else claims
        if confirmed is None or not self._young(claims):
            return "ended"
        role = self._rules.role(confirmed)
        return "no role" if role is None else Person(name_of({**claims, **confirmed}), role)

    def due(self, claims: Claims) -> bool:
        """Whether the provider has to be asked about a sign-in again."""
        key = key_of(claims)
        with self._lock:
            known = self._known.get(key or "")
        if self._confirm is None or (known is not None and known.claims is None):
            return False
        return known is None or clock.now() - known.confirmed >= self._confirmed_for

    def end(self, claims: Claims | None) -> None:
        """End a sign-in: whoever holds a copy of its cookie has nothing by it."""
        key = key_of(claims)
        if key is not None:
            self._keep(key, Known(clock.now(), None))

    def _ask(
        self, confirm: Callable[[str], Claims | None], key: str, claims: Claims, token: str
    ) -> None:
        with self._lock:
            known = self._known.get(key)
        try:
            confirmed = confirm(token)
        except Unreachable:
            since = known.confirmed if known is not None else _issued(claims)
            LOGGER.warning("the sign-in provider could not be asked")
            if known is None or clock.now() - since > UNREACHABLE_FOR:
                self._forget(key)
            return
        # The answer must be about the person who signed in (OpenID Connect Core, 5.3.2).
        if confirmed is not None and confirmed.get("sub") != claims.get("sub"):
            confirmed = None
        self._keep(key, Known(clock.now(), confirmed))

    def _keep(self, key: str, known: Known) -> None:
        with self._lock:
            there = self._known.get(key)
            if there is not None and there.claims is None:
                return
            self._known[key] = known
            self._known.move_to_end(key)
            while len(self._known) > SIGN_INS_KEPT:
                self._known.popitem(last=False)

    def _forget(self, key: str) -> None:
        with self._lock:
            if (there := self._known.get(key)) is not None and there.claims is not None:
                del self._known[key]

    def _young(self, claims: Claims) -> bool:
        age = clock.now() - _issued(claims)
        return -SKEW <= age < self._longest


def key_of(claims: Claims | None) -> str | None:
    """What tells one sign-in from every other; None for claims that are none."""
    if not claims or not claims.get("is_logged_in") or not claims.get("sub"):
        return None
    try:
        return f"{claims.get('iss', '')} {claims['sub']} {int(claims['iat'])}"
    except (KeyError, TypeError, ValueError):
        return None


def _issued(claims: Claims) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(int(claims["iat"]), datetime.UTC)
