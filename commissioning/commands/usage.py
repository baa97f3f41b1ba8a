"""What a command must not be asked: a package or a year that the data does not have."""

from collections.abc import Mapping
from typing import Any

from commissioning import questions
from commissioning.store import Store


class UsageFault(Exception):
    """A command that cannot be carried out as it was typed."""


def hold_to_what_is_there(store: Store, values: Mapping[str, Any]) -> None:
    """Raise UsageFault for a package or price base that the store does not have."""
    known = {
        "package": questions.package_list(store).column("package"),
        "price_base": questions.price_bases(store).column("financial_year"),
    }
    for name, options in known.items():
        value = values.get(name)
        if value is not None and value not in options:
            raise UsageFault(f"--{name}: '{value}' is not one of {', '.join(options)}")
