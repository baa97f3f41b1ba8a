"""What can be wrong with a package or a question, said so that its owner can mend it."""

from dataclasses import dataclass


@dataclass
class PackageFault(Exception):
    """A package that cannot be built from: where, what was found and what was expected."""

    file: str
    expected: str
    found: str = ""
    line: int | None = None
    field: str = ""
    further: int = 0

    def __str__(self) -> str:
        """One sentence that names file, line and field, the value found and what to put there."""
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
        if self.field:
            place += f", field {self.field}"
        found = f"found {self.found}; " if self.found else ""
        more = f" ({self.further} more like it)" if self.further else ""
        return f"{place}: {found}expected {self.expected}{more}"


class StoreUnavailable(Exception):
    """No build can be served: none was ever made, or the last one has gone."""


class VersionUnavailable(Exception):
    """An earlier version of the data cannot be compared with: not kept, gone or damaged."""


class QuestionFault(Exception):
    """A question that could not be answered, with its name in front of the engine's reason."""

    def __init__(self, question: str, reason: str) -> None:
        super().__init__(f"{question}: {reason}")
        self.question = question
        self.reason = reason


class QuestionTooLong(QuestionFault):
    """A question that was stopped because it ran longer than a question may."""

    def __init__(self, question: str, seconds: float) -> None:
        super().__init__(question, f"stopped after {seconds:g} seconds")
        self.seconds = seconds


class CaptureFault(Exception):
    """A view that cannot be taken down: no page has its address, or part of it was not shown."""


class Marked(Exception):
    """A view that holds fields whose protective marking bars publication; ``fields`` names them."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(
            f"Not published: {', '.join(fields)} may not be made public by their marking."
        )
        self.fields = fields


class Disclosing(Exception):
    """A view that, set beside one already published, would give away a small count."""


class RegisterFault(Exception):
    """Something that the register of published snapshots cannot enter, and why."""


class Refusal(Exception):
    """A file that is not read, because it could not be read whole; with the reason, in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PublishFault(Exception):
    """A publication that cannot be made as it was asked for, or a snapshot that is not there."""
