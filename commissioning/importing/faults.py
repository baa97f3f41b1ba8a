"""What can stop an import, said so that the person who asked for it can do something about it."""


class MappingFault(Exception):
    """A mapping file that cannot be used, with its name and what is wrong with it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"mapping {name}: {reason}")
        self.name = name
        self.reason = reason


class NotAccepted(Exception):
    """A plan that was not carried out; the package is as it was."""
