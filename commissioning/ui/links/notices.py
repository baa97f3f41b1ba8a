"""What a page says of an address: each thing that it asks in vain, in a sentence."""

from collections.abc import Iterable, Sequence

from commissioning.ui.links.choices import DATA_VERSION, RESERVED, Control, default_of
from commissioning.ui.links.pages import CONTROLS


def refusals(control: Control, asked: Sequence[str], options: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each value that an address gives a control in vain.

    ``asked`` is empty when the address leaves the control out; an empty text clears it.
    """
    given = [value for value in dict.fromkeys(asked) if value]
    if control.free or not given:
        return ()
    if control.many:
        return tuple(
            f"{control.label} “{value}” is not in this data, so it was left out."
            for value in given
            if value not in options
        )
    if asked[-1] not in options:
        standard = default_of(control, options)
        return (
            f"{control.label} “{asked[-1]}” is not available here: “{standard}” is shown instead.",
        )
    if len(given) > 1:
        return (
            f"The address gives {len(given)} values for {control.label}, which can have one; "
            "the others were left out.",
        )
    return ()


def not_placed(control: Control, asked: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each value asked of a control that the page, as it stands, has no place for.

    A value that is the control's default asks for nothing.
    """
    standard = default_of(control)
    usual = (standard,) if isinstance(standard, str) else standard
    return tuple(
        f"“{control.label}: {value}” does not apply to what is shown here, so it was not used."
        for value in dict.fromkeys(asked)
        if value and value not in usual
    )


def unknown_parameters(page: str, names: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each parameter of an address that the page has no control for."""
    known = {control.name for control in CONTROLS[page]} | RESERVED | {DATA_VERSION}
    return tuple(
        f"The address has a setting “{name}” that this page does not have, so it was ignored."
        for name in names
        if name.lower() not in RESERVED and name not in known
    )


def other_version(asked: str, current: str) -> tuple[str, ...]:
    """A sentence when a link was pinned to data other than the data shown."""
    if not asked or current.startswith(asked):
        return ()
    return (
        f"This link was made from data version {asked[:8]}; the data is now version "
        f"{current[:8]}. Figures may differ from those the sender saw.",
    )


def in_order(
    first_year: str, last_year: str, *, called: tuple[str, str] = ("First year", "Last year")
) -> tuple[str, str, tuple[str, ...]]:
    """Two financial years, earlier first, and a sentence when they came the other way round.

    ``called`` are the labels of the two controls that the years were chosen with.
    """
    if first_year <= last_year:
        return first_year, last_year, ()
    return (
        last_year,
        first_year,
        (
            f"{called[0]}, {first_year}, is later than {called[1]}, {last_year}, so the two were "
            f"exchanged: what is shown goes from {last_year} to {first_year}.",
        ),
    )
