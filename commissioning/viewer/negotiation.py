"""What a request accepts and what it already holds (RFC 9110, sections 12.5.3 and 13.1.2)."""

from collections.abc import Sequence


def _weights(fields: Sequence[str]) -> dict[str, float]:
    """Each coding named by ``Accept-Encoding`` and its weight, 0 where that cannot be read."""
    weights: dict[str, float] = {}
    for part in ",".join(fields).split(","):
        coding, _, parameters = part.strip().lower().partition(";")
        if not coding.strip():
            continue
        weight = 1.0
        for parameter in parameters.split(";"):
            name, _, value = parameter.strip().partition("=")
            if name.strip() == "q":
                try:
                    weight = float(value)
                except ValueError:
                    weight = 0.0
        weights[coding.strip()] = weight
    return weights


def preferred_encoding(fields: Sequence[str], offered: Sequence[str]) -> str | None:
    """The coding to send, or None for the bytes as they are.

    ``fields`` are the values of ``Accept-Encoding``; ``offered`` is in the server's own order,
    which decides between codings the reader weighs the same.
    """
    weights = _weights(fields)
    anything = weights.get("*", 0.0)
    as_it_is = weights.get("identity", 0.0)
    best: str | None = None
    best_weight = as_it_is
    for coding in offered:
        weight = weights.get(coding, anything)
        if weight > best_weight or (best is None and weight == best_weight > 0):
            best, best_weight = coding, weight
    return best


def is_unchanged(fields: Sequence[str], validator: str) -> bool:
    """Whether ``If-None-Match`` already names ``validator``, compared weakly as a read allows."""
    tags = [tag.strip().removeprefix("W/") for tag in ",".join(fields).split(",")]
    return "*" in tags or validator in tags
