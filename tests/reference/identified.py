"""Which provider each name counts as, recomputed from the extracts name by name."""

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tests.reference import plain
from tests.reference.suggested import suggested

Rows = list[dict[str, Any]]
Named = tuple[str, str]


def compared(name: str) -> str:
    """A name as it is compared: case, accents, punctuation and ways of writing taken off."""
    text = "".join(
        character
        for character in unicodedata.normalize("NFD", name.lower())
        if not unicodedata.combining(character)
    )
    words = text.split()
    for number, word in enumerate(words):
        if number and (word == "t/a" or words[number : number + 2] == ["trading", "as"]):
            words = words[:number]
            break
    text = " ".join(words).replace("&", " and ")
    text = "".join(character for character in text if character not in "'’‘`.")
    text = "".join(character if character.isalnum() else " " for character in text)
    words = ["ltd" if word == "limited" else word for word in text.split()]
    if words[:1] == ["the"]:
        words = words[1:]
    return " ".join(words) or name


def given_number(row: plain.Row) -> str:
    """The company or charity number of a row as it is compared; empty where it has none."""
    bare = row.get("provider_ref", "").replace(" ", "").upper()
    before, _, digits = bare.rpartition("-")
    return f"GB-COH-{digits.zfill(8)}" if before == "GB-COH" and digits.isdigit() else bare


def says_nobody(name: str) -> bool:
    """Whether a name is a word for a name that is not given, or no word at all."""
    text = name.lower()
    if any(part in text for part in ("redact", "withheld", "personal data", "not disclosed")):
        return True
    text = text.strip()
    confidential = {
        f"{before}{within}{word}"
        for before in ("", "commercial ", "commercially ")
        for within in ("", "in ")
        for word in ("confidence", "confidential")
    }
    if text in {"anonymised", "anonymized"} | confidential:
        return True
    return (len(text) > 1 and set(text) == {"x"}) or (
        bool(text) and not any(character.isalnum() for character in text)
    )


def _filed(data: Path, package: str) -> dict[Named, list[plain.Row]]:
    found: dict[Named, list[plain.Row]] = defaultdict(list)
    for resource in ("spend_lines", "contracts", "decisions"):
        for row in plain.rows(data, package, resource):
            if row["provider"]:
                found[row["provider"], given_number(row)].append(row)
    return found


def table(data: Path, package: str, *kinds: str) -> dict[str, plain.Row]:
    """The package's table of names, for some kinds of name."""
    return {
        row["name"]: row for row in plain.rows(data, package, "mappings") if row["kind"] in kinds
    }


def numbers_of(data: Path, package: str) -> dict[str, set[str]]:
    """The numbers each name goes with, but for names that the table settles."""
    settled = table(data, package, "provider")
    numbers: dict[str, set[str]] = defaultdict(set)
    for name, number in _filed(data, package):
        if number and name not in settled:
            numbers[compared(name)].add(number)
    return numbers


def identities(data: Path, package: str) -> dict[Named, tuple[str, str, str]]:
    """What each name and number filed counts as: its identity, the provider shown, the rule."""
    settled = table(data, package, "provider")
    numbers = numbers_of(data, package)
    filed = _filed(data, package)

    def of_name(name: str) -> str:
        known = numbers.get(compared(name), set())
        return next(iter(known)) if len(known) == 1 else f"name {compared(name)}"

    identity: dict[Named, tuple[str, str]] = {}
    for name, number in filed:
        if name in settled:
            identity[name, number] = of_name(settled[name]["counts_under"]), "table"
        elif number:
            identity[name, number] = number, "number"
        elif not of_name(name).startswith("name "):
            identity[name, number] = of_name(name), "only_number"
        else:
            identity[name, number] = of_name(name), "spelling"

    referred = set(table(data, package, "provider_group", "provider_area"))
    uses: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for (name, number), rows in filed.items():
        in_table = name in settled
        shown = settled[name]["counts_under"] if in_table else name
        uses[identity[name, number][0]][in_table, shown] += len(rows)
    called = {
        each: min(
            counted,
            key=lambda of: (not (of[0] or of[1] in referred), -counted[of], of[1].isupper(), of[1]),
        )[1]
        for each, counted in uses.items()
    }
    sharing = Counter(called.values())
    provider = {
        each: name
        if sharing[name] == 1
        else f"{name} ({'no number given' if each.startswith('name ') else each})"
        for each, name in called.items()
    }
    return {of: (each, provider[each], rule) for of, (each, rule) in identity.items()}


def provider_names(data: Path, *, package: str, together: bool = False) -> Rows:
    """See questions.provider_names."""
    settled = table(data, package, "provider")
    filed = _filed(data, package)
    rows: Rows = []
    for (name, number), (identity, provider, rule) in identities(data, package).items():
        if says_nobody(name) or (name in settled and settled[name]["relation"] == "several"):
            continue
        file, line = min((row["file"], int(row["line"])) for row in filed[name, number])
        rows.append(
            {
                "name": name,
                "reference": number or None,
                "provider": provider,
                "rule": rule,
                "same": identity,
                "lines": len(filed[name, number]),
                "file": file,
                "line": line,
            }
        )
    if together:
        own = [row for row in rows if row["rule"] != "table"]
        named: dict[str, set[str]] = defaultdict(set)
        for row in own:
            named[row["same"]].add(row["name"])
        rows = [row for row in own if len(named[row["same"]]) > 1]
    found = {} if together else suggested(rows)
    nothing = dict.fromkeys(("may_be", "alike", "likeness", "reason"))
    return sorted(
        (row | found.get(row["provider"], nothing) for row in rows),
        key=lambda row: (row["provider"], -row["lines"], row["name"], row["reference"] or "￿"),
    )
