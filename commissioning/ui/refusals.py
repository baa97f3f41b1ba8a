"""The pages that a server gives whom it does not let in: plain, without scripts or figures."""

from html import escape
from urllib.parse import quote

from commissioning.viewer.notices import PAGE, page

ONLY_HERE = page(
    "This dashboard is open on its own machine only",
    "Nobody can sign in here, so it answers the machine it runs on and nobody else. Whoever "
    "looks after it can set up a sign-in; its README says how.",
)
RELOAD = "Your session has ended, or you may no longer see this. Reload the page to sign in again."
NO_ROLE = (
    "You have no part in this dashboard yet",
    "You are signed in, but your account has none of the roles that may open it. Ask whoever "
    "looks after the dashboard for one, then sign in again.",
)


def signed_out_page(base: str, wanted: str, *, ended: bool) -> bytes:
    """The page to sign in from; ``wanted`` is the address to come to afterwards."""
    said = (
        "Your session has ended. Sign in again to go on where you were."
        if ended
        else "This dashboard is for people who have an account with the organisation it belongs to."
    )
    address = f"{base}/sign-in?to={quote(wanted, safe='')}"
    return PAGE.substitute(
        title="Sign in",
        paragraphs=f"<p>{escape(said)}</p>\n"
        f'<p><a href="{escape(address)}">Sign in</a></p>\n'
        "<p>A page that somebody sent you a link to needs no account: open that link again.</p>",
    ).encode()


def no_role_page(base: str) -> bytes:
    """The page for somebody who is signed in and has no role."""
    title, said = NO_ROLE
    return PAGE.substitute(
        title=escape(title),
        paragraphs=f"<p>{escape(said)}</p>\n"
        f'<p><a href="{escape(base)}/auth/logout">Sign out</a></p>',
    ).encode()
