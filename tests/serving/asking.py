"""What the tests of the server ask for, and what comes back."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers

SCRIPT = "static/js/chart.Ab12Cd34.js"


@dataclass(frozen=True)
class Reply:
    """What came back: status, headers and the whole body."""

    status: int
    headers: Headers
    body: bytes


Ask = Callable[..., Reply]
