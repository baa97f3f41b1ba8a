"""What ``python -m commissioning questions`` and ``ask`` do."""

import datetime
import inspect
import types
import typing
from collections.abc import Callable, Sequence
from typing import Any

from commissioning import questions
from commissioning.commands.printing import PRINTERS
from commissioning.commands.usage import UsageFault, hold_to_what_is_there
from commissioning.settings import Settings
from commissioning.store import Answer, Store

FORMATS = tuple(PRINTERS)


def _questions() -> dict[str, Callable[..., Answer]]:
    return dict(inspect.getmembers(questions, inspect.isfunction))


def list_questions() -> None:
    """Print every question with its parameters."""
    for name, function in _questions().items():
        hints = typing.get_type_hints(function)
        summary = (inspect.getdoc(function) or "").splitlines()[0]
        print(f"{name}\n    {summary}")
        for parameter in _parameters(function):
            default = (
                "required"
                if parameter.default is inspect.Parameter.empty
                else f"default {'any' if parameter.default is None else parameter.default}"
            )
            choices = _choices(hints[parameter.name])
            offered = f"one of {', '.join(choices)}; " if choices else ""
            print(f"    --{parameter.name}  ({offered}{default})")


def _parameters(function: Callable[..., Answer]) -> list[inspect.Parameter]:
    return [p for p in inspect.signature(function).parameters.values() if p.name != "store"]


def ask(name: str, rest: list[str], layout: str, settings: Settings) -> None:
    """Ask a question of the data and print its answer in one of FORMATS.

    Raises UsageFault when there is no such question, or no such parameter or value.
    """
    available = _questions()
    if name not in available:
        raise UsageFault(f"no question '{name}'; there are: {', '.join(available)}")
    function = available[name]
    store = Store(settings)
    values = _values(function, rest, store)
    hold_to_what_is_there(store, values)
    PRINTERS[layout](function(store, **values))


def _values(function: Callable[..., Answer], rest: list[str], store: Store) -> dict[str, Any]:
    """Typed values for a question's parameters; a list parameter may be given more than once."""
    hints = typing.get_type_hints(function)
    given: dict[str, list[str]] = {}
    words = iter(rest)
    for word in words:
        if not word.startswith("--"):
            raise UsageFault(f"expected --parameter value, found '{word}'")
        name, equals, value = word.removeprefix("--").partition("=")
        name = name.replace("-", "_")
        if name not in {parameter.name for parameter in _parameters(function)}:
            names = ", ".join(f"--{parameter.name}" for parameter in _parameters(function))
            raise UsageFault(f"no parameter --{name}; there are: {names or 'none'}")
        if not equals:
            value = next(words, "")
        given.setdefault(name, []).append(value)
    values = {name: _typed(name, texts, hints[name]) for name, texts in given.items()}
    for parameter in _parameters(function):
        if parameter.default is inspect.Parameter.empty and parameter.name not in values:
            if parameter.name != "package":
                raise UsageFault(f"--{parameter.name} is required")
            values["package"] = questions.package_list(store).rows[0]["package"]
    return values


def _typed(name: str, texts: list[str], hint: Any) -> Any:
    """The value for a parameter of type ``hint``. Raises UsageFault when the text is not one."""
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    if any(typing.get_origin(option) is Sequence for option in options):
        return texts
    if len(texts) > 1:
        raise UsageFault(f"--{name} takes one value")
    choices = _choices(hint)
    if choices and texts[0] not in choices:
        raise UsageFault(f"--{name}: '{texts[0]}' is not one of {', '.join(choices)}")
    try:
        if int in options:
            return int(texts[0])
        if datetime.date in options:
            return datetime.date.fromisoformat(texts[0])
    except ValueError:
        raise UsageFault(f"--{name}: '{texts[0]}' is not a whole number or an ISO date") from None
    return texts[0]


def _choices(hint: Any) -> tuple[str, ...]:
    """The values a closed choice allows; none for any other type."""
    return typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else ()
