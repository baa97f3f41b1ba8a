"""What Streamlit's sign-in leaves behind: its settings, its signed cookies, and its provider.

``st.login`` gives a script the identity of its own session. Files and connections are asked for
outside any script, so the same cookie is read here with the same functions that Streamlit uses.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
import streamlit as st
from streamlit.auth_util import (
    generate_default_provider_section,
    get_cookie_with_chunks,
    get_secrets_auth_section,
)
from streamlit.runtime.secrets import secrets_singleton
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
)

from commissioning.sharing.roles import RoleRules, rules_from
from commissioning.sharing.sessions import CONFIRMED_FOR, LONGEST, Claims, Unreachable

SECONDS_TO_ANSWER = 5.0
SHORTEST_SECRET = 32
MOST_SECONDS = 86_400
PROVIDER = "default"
REFUSED = (400, 401, 403)


class SignInFault(Exception):
    """Settings of the sign-in that would let in whom they should not."""


@dataclass(frozen=True)
class SignIn:
    """How an installation signs people in, and where their roles come from.

    ``from_userinfo`` is whether roles are asked for at the provider again and again, rather than
    taken from the identity token of the sign-in; ``confirmed_for`` is how long an answer stands,
    ``longest`` how long a session lasts at most. ``by_tls`` is whether readers come by HTTPS.
    """

    metadata_url: str
    rules: RoleRules
    from_userinfo: bool
    confirmed_for: datetime.timedelta
    longest: datetime.timedelta
    by_tls: bool


def sign_in() -> SignIn | None:
    """The sign-in that ``secrets.toml`` has; None where it has none. Raises SignInFault.

    A section that is there but not whole is a fault, and never the same as none.
    """
    section = get_secrets_auth_section()
    if not section:
        return None
    provider = generate_default_provider_section(section)
    for name in ("redirect_uri", "cookie_secret"):
        if not section.get(name):
            raise SignInFault(f"secrets.toml: [auth] has no {name}")
    for name in ("client_id", "client_secret", "server_metadata_url"):
        if not provider.get(name):
            raise SignInFault(f"secrets.toml: [auth] has no {name}")
    if len(section["cookie_secret"]) < SHORTEST_SECRET:
        raise SignInFault(
            f"secrets.toml: [auth] cookie_secret is shorter than {SHORTEST_SECRET} characters, "
            "so that cookies could be forged"
        )
    roles = secrets_singleton.get("roles", {})
    source = roles.get("source", "userinfo")
    if source not in ("userinfo", "id_token"):
        raise SignInFault(f"secrets.toml: [roles] source is '{source}', not userinfo or id_token")
    try:
        return SignIn(
            provider["server_metadata_url"],
            rules_from(roles),
            source == "userinfo",
            _seconds(roles, "confirmed_for_seconds", CONFIRMED_FOR),
            _seconds(roles, "session_seconds", LONGEST),
            section["redirect_uri"].startswith("https://"),
        )
    except ValueError as error:
        raise SignInFault(f"secrets.toml: [roles] {error}") from error


def _seconds(
    roles: Mapping[str, Any], name: str, standard: datetime.timedelta
) -> datetime.timedelta:
    seconds = roles.get(name, standard.total_seconds())
    if not isinstance(seconds, int | float) or not 0 < seconds <= MOST_SECONDS:
        raise ValueError(f"{name} is not a number of seconds of a day or less")
    return datetime.timedelta(seconds=seconds)


def base_path() -> str:
    """The path that the dashboard stands below, "" at a site's root."""
    return f"/{st.get_option('server.baseUrlPath')}".rstrip("/")


def sign_in_address() -> str:
    """Where a browser is sent to be signed in, as ``st.login`` sends it; good for some minutes."""
    return generate_login_redirect_url(PROVIDER)


def claims_in(cookies: Mapping[str, str]) -> Claims | None:
    """The claims of the sign-in that some cookies prove; None where they prove none."""
    return _signed(cookies, USER_COOKIE_NAME)


def token_in(cookies: Mapping[str, str]) -> str:
    """The access token that was given at the sign-in, "" where there is none."""
    return str((_signed(cookies, TOKENS_COOKIE_NAME) or {}).get("access_token", ""))


def confirm(metadata_url: str, token: str) -> Claims | None:
    """What the provider says of whom a token was given to; None where it no longer holds.

    Raises Unreachable where the provider gives no answer.
    """
    if not token:
        return None
    try:
        answer = httpx.get(
            _userinfo_address(metadata_url),
            headers={"authorization": f"Bearer {token}"},
            timeout=SECONDS_TO_ANSWER,
        )
        if answer.status_code in REFUSED:
            return None
        answer.raise_for_status()
        said = answer.json()
    except (httpx.HTTPError, KeyError, ValueError) as error:
        raise Unreachable(str(error)) from error
    return said if isinstance(said, dict) else None


@cache
def _userinfo_address(metadata_url: str) -> str:
    metadata = httpx.get(metadata_url, timeout=SECONDS_TO_ANSWER)
    metadata.raise_for_status()
    return str(metadata.json()["userinfo_endpoint"])


def _signed(cookies: Mapping[str, str], name: str) -> dict[str, Any] | None:
    secret = get_cookie_secret()

    def whole(part: str) -> bytes | None:
        value = cookies.get(part)
        return (
            decode_signed_value(secret, part, value.encode("latin-1", "replace")) if value else None
        )

    try:
        found = get_cookie_with_chunks(whole, name)
        said = json.loads(found) if found else None
    except ValueError:
        return None
    return said if isinstance(said, dict) else None
