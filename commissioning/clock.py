"""The only reader of the clock, so that a test can set it and no day depends on a server's zone."""

import datetime
from zoneinfo import ZoneInfo

# Financial years, due dates and expiries are days in England, summer time included.
ZONE = ZoneInfo("Europe/London")


def now() -> datetime.datetime:
    """This moment, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def today() -> datetime.date:
    """The day it is in England at this moment."""
    return now().astimezone(ZONE).date()
