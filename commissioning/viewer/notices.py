"""The plain pages a reader gets where no snapshot can be shown, and the words said above one."""

import datetime
from html import escape
from string import Template

from commissioning import clock

PAGE = Template("""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>
body { font: 1.0625rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif;
  margin: 0; padding: 1.5rem; color: #0b0c0c; background: #ffffff; }
main { max-width: 38rem; margin: 0 auto; }
h1 { font-size: 1.6rem; line-height: 1.2; }
@media (prefers-color-scheme: dark) { body { color: #f3f5f7; background: #0f1720; } }
</style>
</head>
<body>
<main>
<h1>$title</h1>
$paragraphs
</main>
</body>
</html>
""")


def page(title: str, *paragraphs: str) -> bytes:
    """A page of plain words."""
    said = "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return PAGE.substitute(title=escape(title), paragraphs=said).encode()


UNKNOWN = page(
    "There is nothing at this address",
    "The link may have been cut short or copied wrongly. Check that you have all of it, or ask "
    "whoever sent it to you.",
)
EXPIRED = page(
    "This link has expired",
    "What was published here was open until a set day, and that day has passed. Whoever sent you "
    "the link can open it again or send you a newer version.",
)
REVOKED = page(
    "This page was withdrawn",
    "Whoever published it has taken it back for good. If you hold a copy of its figures, ask them "
    "whether the figures still stand before you use them.",
)
PAUSED = page(
    "This page is closed for the moment",
    "Whoever published it has closed it and can open it again. Try the same link later, or ask "
    "whoever sent it to you.",
)
ALTERED = page(
    "This page cannot be shown",
    "Its files are not what was published, so it is not shown. Tell whoever sent you the link.",
)
NOT_READ = page(
    "Pages can only be read here",
    "This address answers requests to read a page and no others.",
)


def newer_version(published: datetime.datetime) -> bytes:
    """The words above a snapshot of which a newer one is published, as HTML."""
    day = published.astimezone(clock.ZONE)
    return (
        '<p class="newer" role="note"><strong>A newer version of this page was published on '
        f"{day.day} {day:%B %Y}.</strong> This one stays as it was; ask whoever sent it to you for "
        "the newer link.</p>"
    ).encode()
