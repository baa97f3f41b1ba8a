"""What a person may do, from the claims that their organisation's sign-in makes about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Role(IntEnum):
    """What somebody may do; each may do what those below it may."""

    EXPLORER = 1
    """Opens every page of the dashboard."""
    PUBLISHER = 2
    """Publishes snapshots, and looks after links."""
    ADMINISTRATOR = 3
    """Takes the log away."""

    @property
    def words(self) -> str:
        """The role as it is called on screen."""
        return self.name.lower()


@dataclass(frozen=True)
class RoleRules:
    """Which claim holds a person's roles, and which of its values mean which role.

    ``claim`` may lead into a claim by full stops, such as ``realm_access.roles``.
    """

    claim: str = "roles"
    values: Mapping[Role, tuple[str, ...]] = field(
        default_factory=lambda: {role: (role.words,) for role in Role}
    )

    def role(self, claims: Mapping[str, Any]) -> Role | None:
        """The highest role that some claims give; None where they give none."""
        held = _values(claims, self.claim)
        return max((role for role in Role if held & set(self.values.get(role, ()))), default=None)


def rules_from(configured: Mapping[str, Any]) -> RoleRules:
    """Rules as an installation's settings have them: ``claim``, and values by a role's name.

    A role that is not named is held by nobody, unless none is named at all. Raises ValueError for
    values that are not text.
    """
    named = {
        role: _texts(role.words, configured[role.words])
        for role in Role
        if role.words in configured
    }
    standard = RoleRules()
    return RoleRules(str(configured.get("claim", standard.claim)), named or standard.values)


def name_of(claims: Mapping[str, Any]) -> str:
    """What a person is called in the register: their address, or else what the sign-in has."""
    for claim in ("email", "preferred_username", "name", "sub"):
        if claims.get(claim):
            return str(claims[claim])
    return "somebody without a name"


def _texts(role: str, values: Any) -> tuple[str, ...]:
    listed = [values] if isinstance(values, str) else values
    if not isinstance(listed, Sequence) or not all(isinstance(each, str) for each in listed):
        raise ValueError(f"the values that mean '{role}' are not a list of text")
    return tuple(listed)


def _values(claims: Mapping[str, Any], claim: str) -> set[str]:
    """The values of a claim that is a text, or a list of them."""
    found: Any = claims.get(claim)
    if found is None and "." in claim:
        found = claims
        for part in claim.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return {found}
    if isinstance(found, list | tuple):
        return {value for value in found if isinstance(value, str)}
    return set()
