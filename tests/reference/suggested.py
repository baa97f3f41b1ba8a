"""Which provider each may be, with every two of them compared, letter by letter where need be."""

import re
from collections import Counter, defaultdict
from typing import Any

Rows = list[dict[str, Any]]

REASONS = [
    "the same words in another order",
    "the same but for what is in brackets",
    "the same but for the kind of body",
    "one has the initials of the other’s words",
    "spelled nearly alike",
    "one is the other with more words",
]
SMALL = ["and", "at", "for", "in", "of", "on", "the", "to", "with"]
KINDS = [
    "association", "centre", "charity", "cic", "cio", "co", "company", "foundation", "group",
    "inc", "international", "llp", "ltd", "plc", "project", "service", "services", "society",
    "trust", "uk",
]  # fmt: skip


def likeness(one: str, other: str) -> float:
    """Twice the letters that can be kept in order, of all letters of both, in per cent."""
    longest = [0] * (len(other) + 1)
    for letter in one:
        before = 0
        for number, theirs in enumerate(other, start=1):
            kept = before + 1 if letter == theirs else max(longest[number], longest[number - 1])
            before, longest[number] = longest[number], kept
    return 200 * longest[-1] / (len(one) + len(other))


def words_of(name: str) -> list[str]:
    """The words of a name, as suggestions compare them."""
    kept = "".join(c for c in name.lower().replace("&", " and ") if c not in "'’‘`.")
    words = "".join(c if c.isalnum() else " " for c in kept).split()
    return ["ltd" if word == "limited" else word for word in words]


def without_brackets(name: str) -> list[str]:
    """The words outside brackets."""
    return words_of(re.sub(r"\(.*?\)", " ", name))


def initials(short: list[str], long: list[str]) -> bool:
    """Whether one word of a name is the initials of up to six words in a row of another."""
    for place, letters in enumerate(short):
        after = len(short) - place - 1
        run = long[place : len(long) - after]
        if not (short[:place] == long[:place] and 2 <= len(run) <= 6 and len(letters) > 1):
            continue
        if short[place + 1 :] != long[len(long) - after :]:
            continue
        every = "".join(word[0] for word in run)
        if letters in (every, "".join(word[0] for word in run if word not in SMALL)):
            return True
    return False


def reason(one: str, other: str) -> str | None:
    """Why two names may be one, the likeliest of the reasons."""
    a, b = words_of(one), words_of(other)
    if Counter(a) == Counter(b):
        return REASONS[0]
    bare = [without_brackets(one), without_brackets(other)]
    if bare[0] and Counter(bare[0]) == Counter(bare[1]):
        return REASONS[1]
    own = [[word for word in words if word not in KINDS] for words in bare]
    if own[0] and Counter(own[0]) == Counter(own[1]):
        return REASONS[2]
    if initials(a, b) or initials(b, a):
        return REASONS[3]
    apart = [sorted(set(a) - set(b)), sorted(set(b) - set(a))]
    if all(apart):
        telling = any(len(word) == 1 or not word.isalpha() for words in apart for word in words)
        texts = [" ".join(words) for words in apart]
        near = (
            not telling
            and min(map(len, texts)) >= 4
            and likeness(*texts) >= 80
            and likeness(" ".join(sorted(a)), " ".join(sorted(b))) >= 85
        )
        return REASONS[4] if near else None
    short, long = sorted((a, b), key=len)
    if long[: len(short)] == short and len([w for w in short if w not in SMALL + KINDS]) > 1:
        return REASONS[5]
    return None


def suggested(names: Rows) -> dict[str, dict[str, Any]]:
    """What is suggested for each provider of ``provider_names`` that may be another."""
    together: dict[str, Rows] = defaultdict(list)
    for row in names:
        together[row["same"]].append(row)
    weights: dict[str, tuple[Any, ...]] = {}
    numbers: dict[str, bool] = {}
    for rows in together.values():
        name = rows[0]["provider"]
        settled = any(row["rule"] == "table" and row["name"] == name for row in rows)
        if ";" in name or settled:
            continue
        numbers[name] = any(row["reference"] for row in rows)
        plain = words_of(name) == without_brackets(name)
        lines = sum(row["lines"] for row in rows)
        weights[name] = (numbers[name], lines, plain, len(name), name)
    best: dict[str, tuple[int, float, str]] = {}
    for one in weights:
        for other in weights:
            if weights[one] >= weights[other] or (numbers[one] and numbers[other]):
                continue
            why = reason(one, other)
            if why:
                alike = likeness(" ".join(sorted(words_of(one))), " ".join(sorted(words_of(other))))
                found = (REASONS.index(why), -round(alike, 1), other)
                best[one] = min(best.get(one, found), found)
    answer = {}
    for name, (why_number, negative, alike_to) in best.items():
        last = alike_to
        while last in best:
            last = best[last][2]
        answer[name] = {
            "may_be": alike_to if numbers[name] and numbers[last] else last,
            "alike": alike_to,
            "likeness": -negative,
            "reason": REASONS[why_number],
        }
    return answer
