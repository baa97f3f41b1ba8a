"""Who is signed in and what they may do, by the claims of a provider that tests play."""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commissioning.sharing.roles import Role, RoleRules, name_of, rules_from
from commissioning.sharing.sessions import Person, Sessions, Unreachable
from tests.sharing.conftest import Clock

RULES = RoleRules()


class Provider:
    """A provider that says what a test has it say, and counts how often it was asked."""

    def __init__(self) -> None:
        self.says: dict[str, Any] | Exception | None = {"sub": "ann", "roles": ["explorer"]}
        self.asked = 0

    def __call__(self, token: str) -> Mapping[str, Any] | None:
        assert token.endswith("token")
        self.asked += 1
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


def claims(at: Clock, **more: Any) -> dict[str, Any]:
    """What the cookie of somebody who signs in at this moment holds."""
    return {
        "is_logged_in": True,
        "iss": "https://provider",
        "sub": "ann",
        "email": "ann@example.org",
        "iat": int(at.moment.timestamp()),
        **more,
    }


@pytest.fixture
def provider() -> Provider:
    return Provider()


@pytest.fixture
def sessions(provider: Provider) -> Sessions:
    return Sessions(RULES, provider)


def test_somebody_with_a_role_is_let_in(at: Clock, sessions: Sessions) -> None:
    assert sessions.admit(claims(at), "a token") == Person("ann@example.org", Role.EXPLORER)


@pytest.mark.parametrize(
    "held", [None, {}, {"is_logged_in": True}, {"is_logged_in": False, "sub": "ann", "iat": 1}]
)
def test_nobody_is_nobody(held: dict[str, Any] | None, sessions: Sessions) -> None:
    assert sessions.admit(held, "a token") == "signed out"
    assert sessions.standing(held) == "signed out"


def test_the_provider_is_asked_again_after_five_minutes_and_not_before(
    at: Clock, sessions: Sessions, provider: Provider
) -> None:
    held = claims(at)
    for minutes, asked in ((0, 1), (4, 1), (5, 2), (9, 2), (10, 3)):
        at.moment = datetime.datetime(2026, 3, 2, 9, minutes, tzinfo=datetime.UTC)
        assert isinstance(sessions.admit(held, "a token"), Person)
        assert provider.asked == asked


def test_a_role_that_is_taken_away_is_gone_at_the_next_confirmation(
    at: Clock, sessions: Sessions, provider: Provider
) -> None:
    held = claims(at, roles=["administrator"])
    provider.says = {"sub": "ann", "roles": ["publisher"]}
    assert sessions.admit(held, "a token") == Person("ann@example.org", Role.PUBLISHER)
    for says in ({"sub": "ann", "roles": []}, {"sub": "ann"}):
        provider.says = says
        at.moment += datetime.timedelta(minutes=5)
        assert sessions.admit(held, "a token") == "no role"
    provider.says = {"sub": "ann", "roles": ["explorer"]}
    at.moment += datetime.timedelta(minutes=5)
    assert isinstance(sessions.admit(held, "a token"), Person), "a role that is given back"


def test_a_token_that_no_longer_holds_ends_the_session_for_good(
    at: Clock, sessions: Sessions, provider: Provider
) -> None:
    held = claims(at)
    assert isinstance(sessions.admit(held, "a token"), Person)
    provider.says = None
    at.moment += datetime.timedelta(minutes=5)
    assert sessions.admit(held, "a token") == "ended"
    provider.says = {"sub": "ann", "roles": ["administrator"]}
    at.moment += datetime.timedelta(minutes=5)
    assert sessions.admit(held, "a token") == "ended"
    assert provider.asked == 2
    assert isinstance(sessions.admit(claims(at), "a token"), Person), "signing in anew"


def test_an_answer_about_somebody_else_ends_the_session(
    at: Clock, sessions: Sessions, provider: Provider
) -> None:
    provider.says = {"sub": "bob", "roles": ["administrator"]}
    assert sessions.admit(claims(at), "a token") == "ended"


def test_a_provider_that_is_away_for_half_an_hour_ends_nothing_and_longer_does(
    at: Clock, sessions: Sessions, provider: Provider
) -> None:
    held = claims(at)
    assert isinstance(sessions.admit(held, "a token"), Person)
    provider.says, there = Unreachable(), provider.says
    at.moment += datetime.timedelta(minutes=30)
    assert isinstance(sessions.admit(held, "a token"), Person)
    at.moment += datetime.timedelta(minutes=1)
    assert sessions.admit(held, "a token") == "ended"
    provider.says = there
    assert isinstance(sessions.admit(held, "a token"), Person), "it was not the session that ended"


def test_nobody_is_let_in_whom_the_provider_never_confirmed(
    at: Clock, sessions: Sessions, provider: Provider
) -> None:
    provider.says = Unreachable()
    assert sessions.admit(claims(at, roles=["administrator"]), "a token") == "ended"


def test_a_session_lasts_eight_hours_at_most(at: Clock, sessions: Sessions) -> None:
    held = claims(at)
    at.moment += datetime.timedelta(hours=8, seconds=-1)
    assert isinstance(sessions.admit(held, "a token"), Person)
    at.moment += datetime.timedelta(seconds=1)
    assert sessions.admit(held, "a token") == "ended"
    assert sessions.standing(held) == "ended"


def test_a_sign_in_of_the_future_is_none(at: Clock, sessions: Sessions) -> None:
    held = claims(at)
    held["iat"] += 600
    assert sessions.admit(held, "a token") == "ended"


def test_signing_out_ends_one_sign_in_and_no_other(at: Clock, sessions: Sessions) -> None:
    first = claims(at)
    at.moment += datetime.timedelta(seconds=1)
    second = claims(at)
    for held in (first, second):
        assert isinstance(sessions.admit(held, "a token"), Person)
    sessions.end(first)
    assert sessions.admit(first, "a token") == "ended"
    assert sessions.admit({**first, "roles": ["administrator"]}, "a token") == "ended"
    assert isinstance(sessions.admit(second, "a token"), Person)


def test_claims_of_the_sign_in_stand_where_the_provider_is_not_asked(at: Clock) -> None:
    sessions = Sessions(RULES)
    held = claims(at, roles=["publisher"])
    assert sessions.admit(held) == Person("ann@example.org", Role.PUBLISHER)
    assert sessions.admit(claims(at)) == "no role"
    sessions.end(held)
    assert sessions.admit(held) == "ended"


def test_threat_09_everybody_is_who_they_are(at: Clock) -> None:
    def confirmed(token: str) -> Mapping[str, Any]:
        return {"sub": token, "email": f"{token}@x", "roles": [roles[token]]}

    roles = {"ann": "explorer", "bob": "administrator", "cat": "publisher"}
    sessions = Sessions(RULES, confirmed)
    for _ in range(3):
        for name, role in roles.items():
            held = claims(at, sub=name, email=f"{name}@x")
            assert sessions.admit(held, name) == Person(f"{name}@x", Role[role.upper()])


@pytest.mark.parametrize(
    ("held", "role"),
    [
        ({}, None),
        ({"roles": []}, None),
        ({"roles": "explorer"}, Role.EXPLORER),
        ({"roles": ["explorer", "administrator"]}, Role.ADMINISTRATOR),
        ({"roles": ["Administrator"]}, None),
        ({"roles": ["explorers"]}, None),
        ({"roles": {"administrator": True}}, None),
        ({"roles": [["administrator"]]}, None),
        ({"roles": 3}, None),
        ({"groups": ["administrator"]}, None),
    ],
)
def test_the_highest_role_of_a_claim_is_the_one(held: dict[str, Any], role: Role | None) -> None:
    assert RULES.role(held) == role


def test_an_installation_names_its_own_groups() -> None:
    rules = rules_from(
        {"claim": "realm.groups", "explorer": "directors", "publisher": ["governance", "comms"]}
    )
    assert rules.role({"realm": {"groups": ["directors"]}}) == Role.EXPLORER
    assert rules.role({"realm.groups": ["comms", "directors"]}) == Role.PUBLISHER
    assert rules.role({"realm": {"groups": ["administrator"]}}) is None, "nobody, where none is"
    assert rules.role({"realm": "directors"}) is None
    with pytest.raises(ValueError, match="'explorer' are not a list of text"):
        rules_from({"explorer": 3})


@given(
    some.dictionaries(
        some.text(),
        some.recursive(
            some.none() | some.booleans() | some.integers() | some.text(),
            lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
        ),
    )
)
def test_no_claims_give_a_role_that_they_do_not_name(held: dict[str, Any]) -> None:
    role = RULES.role(held)
    assert role is None or role.words in str(held.get("roles"))


def test_a_person_is_called_by_what_can_be_written_to() -> None:
    assert name_of({"name": "Ann", "email": "ann@example.org", "sub": "1"}) == "ann@example.org"
    assert name_of({"sub": "1"}) == "1"
