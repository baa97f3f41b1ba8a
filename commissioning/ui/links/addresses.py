"""How an address is written and read: the query parameters of a page, and one run of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from commissioning.store import VERSION_LETTERS
from commissioning.ui.links.choices import DATA_VERSION, SHARED, Control, Value, default_of
from commissioning.ui.links.notices import not_placed, refusals
from commissioning.ui.links.pages import CONTROLS
from commissioning.ui.links.targets import Target


@dataclass(frozen=True)
class View:
    """A page and the value of each of its controls: all that an address can say."""

    page: str
    values: Mapping[str, Value]
    data_version: str = ""


def parameters_of(
    page: str, values: Mapping[str, Value], *, every: bool = False
) -> dict[str, list[str]]:
    """The query parameters of a page for some values of its controls, in the page's own order.

    Values equal to their default are left out unless ``every`` value is to be spelled out.
    Raises KeyError for a value that the page has no control for.
    """
    controls = {control.name: control for control in CONTROLS[page]}
    for name in values:
        if name not in controls:
            raise KeyError(f"page '{page}' has no control '{name}'")
    spelled: dict[str, list[str]] = {}
    for control in controls.values():
        if not every and control.name not in values:
            continue
        value = values.get(control.name, default_of(control))
        if not every and value == default_of(control) and not control.package_default:
            continue
        parts = [value] if isinstance(value, str) else list(value)
        spelled[control.name] = parts or [""]
    return spelled


def own_parameters(page: str, values: Mapping[str, Value]) -> dict[str, list[str]]:
    """The query parameters of a page without the shared ones, which a page switch keeps by itself.

    Streamlit refuses a switch that sets a parameter of a widget on screen.
    """
    shared = {control.name for control in SHARED}
    spelled = parameters_of(page, values)
    return {name: parts for name, parts in spelled.items() if name not in shared}


def address(page: str, values: Mapping[str, Value]) -> str:
    """The shortest address of a page with these values, relative to any page of the dashboard."""
    query = urlencode(parameters_of(page, values), doseq=True)
    return f"./{page}" + (f"?{query}" if query else "")


def pinned_address(view: View) -> str:
    """The address of a view that spells out every value and the version of the data shown."""
    spelled = parameters_of(view.page, view.values, every=True)
    if view.data_version:
        spelled[DATA_VERSION] = [view.data_version[:VERSION_LETTERS]]
    return f"./{view.page}?{urlencode(spelled, doseq=True)}"


@dataclass
class Visit:
    """One run of a page: what its address asked for, what each control came to and what was said.

    ``asked`` is taken before any widget is placed, because Streamlit drops values it does not
    know from the address without a word. ``refused`` is what the address asked in vain;
    ``notices`` is what holds for this run whatever the address. ``pinned_to`` is the version of
    the data the address was made from, where that is another than the one shown and is kept.
    ``placed_before`` are the controls that earlier runs of the same page placed. ``said`` is all
    that the page put on screen as HTML, ``spelt_out`` the abbreviations that it explained, and
    ``sheets`` how many sheets were placed without a key.
    """

    page: str
    asked: Mapping[str, Sequence[str]]
    refused: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    pinned_to: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    placed_before: frozenset[str] = frozenset()
    said: list[str] = field(default_factory=list)
    spelt_out: dict[str, str] = field(default_factory=dict)
    sheets: int = 0

    def meet(self, control: Control, options: Sequence[str]) -> Value:
        """The control's default among ``options``; what the address asked in vain is noted."""
        missed = refusals(control, self.asked.get(control.name, ()), options)
        self.refused.extend(notice for notice in missed if notice not in self.refused)
        return default_of(control, options)

    def finish(self) -> None:
        """Note each value that the address gives a control which was not placed in this run.

        It is for this run alone: the value stays in the address, and is used once other choices
        give it a place. A control that an earlier run placed is gone because its reader chose so.
        """
        for control in CONTROLS[self.page]:
            if control.name in self.values or control.name in self.placed_before:
                continue
            said = not_placed(control, self.asked.get(control.name, ()))
            self.notices.extend(notice for notice in said if notice not in self.notices)

    @property
    def shared(self) -> dict[str, Value]:
        """What the shared filters of this visit came to."""
        return {
            control.name: self.values[control.name]
            for control in SHARED
            if control.name in self.values
        }

    def address(self, target: Target) -> str:
        """The address of ``target`` with the shared filters of this visit."""
        return address(target.page, {**self.shared, **target.values})

    def changed(self, target: Target) -> str:
        """The address of this page as it stands but for the values of ``target``."""
        return address(self.page, {**self.values, **target.values})

    def view(self, data_version: str) -> View:
        """The view as it stands once every control of the page is placed."""
        return View(self.page, dict(self.values), data_version)
