"""Makes the illustrative data package: a body, its services and its figures, all invented.

    python data/illustrative/make_illustrative.py [folder]

turns what ``invented/`` describes into extracts and a datapackage.json, beside this file or in the
folder named. Every run writes the same bytes: draws come from a hash of what is being drawn, so
they do not depend on the version of Python, and a service that is added leaves the figures of the
others alone.
"""

import csv
import datetime
import hashlib
import json
import math
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parents[1] / "queries" / "sources"
SEED = "illustrative-1"
DAYS_TO_RETURN = 45
SUPPRESSED_BELOW = 5
CREDITED, PAID_TWICE = 0.025, 0.007

Month = tuple[int, int]
Row = dict[str, object]
Described = dict[str, Any]


class Draws:
    """A stream of numbers that depends only on the seed and on what it is named for."""

    def __init__(self, name: str) -> None:
        self._name = f"{SEED}/{name}"
        self._count = 0

    def uniform(self) -> float:
        """The next number from 0 up to, but not including, 1."""
        self._count += 1
        digest = hashlib.sha256(f"{self._name}/{self._count}".encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2**48

    def whole(self, first: int, last: int) -> int:
        """A whole number from first to last, both included."""
        return first + int(self.uniform() * (last - first + 1))

    def poisson(self, mean: float) -> int:
        """A count with that mean (Knuth's method, in parts so that exp does not underflow)."""
        count, left = 0, mean
        while left > 0:
            floor, product = math.exp(-min(left, 30.0)), self.uniform()
            while product > floor:
                count += 1
                product *= self.uniform()
            left -= 30.0
        return count

    def binomial(self, trials: int, chance: float) -> int:
        """How many of the trials succeed."""
        return sum(self.uniform() < chance for _ in range(trials))


def invented(name: str) -> Described:
    """What a file in ``invented/`` describes."""
    return tomllib.loads((HERE / "invented" / f"{name}.toml").read_text(encoding="utf-8"))


LEDGER = invented("services")
SERVICES: dict[str, Described] = {s["service_id"]: s for s in LEDGER["services"]}
INDICATORS: list[Described] = invented("indicators")["indicators"]
EVENTS: list[Described] = invented("events")["events"]


def month_of(written: str) -> Month:
    """'2020-04' as year and month."""
    return int(written[:4]), int(written[5:7])


FIRST_MONTH, LAST_MONTH = month_of(LEDGER["first_month"]), month_of(LEDGER["last_month"])
AS_AT: datetime.date = LEDGER["as_at"]


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from first to last, both included."""
    for number in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1]):
        yield number // 12, number % 12 + 1


def starting_year(month: Month) -> int:
    """The year in which the month's April-to-March financial year began."""
    return month[0] if month[1] >= 4 else month[0] - 1


def first_and_last(phase: Described) -> tuple[Month, Month]:
    """The first and last month of a phase; one without an end runs to the end of the ledger."""
    last = phase["last"] if "last" in phase else LEDGER["last_month"]
    return month_of(phase["first"]), month_of(last)


def pounds(pence: int) -> str:
    """Pence as pounds with two decimals; integers throughout, so nothing is rounded."""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def service_lines(service: Described) -> Iterator[Row]:
    """The payments of a service: contracts by month, grants by quarter, credits and corrections."""
    for phase in service["phases"]:
        first, last = first_and_last(phase)
        areas = service.get("areas", [""])
        every = 3 if phase["instrument"] == "grant" else 1
        draws = Draws(f"{service['service_id']}/{phase['first']}")
        for month in list(months_between(first, last))[::every]:
            annual = phase["annual_pounds"] * 100
            for _ in range(starting_year(month) - starting_year(first)):
                annual = annual * (100 + phase["yearly_rise_percent"]) // 100
            for area in areas:
                pence = annual * every // (12 * len(areas))
                if phase["instrument"] == "contract":
                    pence = pence * draws.whole(970, 1030) // 1000
                line: Row = {
                    "payment_date": datetime.date(*month, draws.whole(9, 27)).isoformat(),
                    "service_id": service["service_id"],
                    "service": phase["name"],
                    "programme": service["programme"],
                    "provider": phase["provider"],
                    "area": area,
                    "funding_source": phase["funder"],
                    "instrument": phase["instrument"],
                    "basis": "paid",
                    "direction": "out",
                    "amount_gbp": pounds(pence),
                }
                yield line
                yield from adjustments(line, pence, draws)


def adjustments(line: Row, pence: int, draws: Draws) -> Iterator[Row]:
    """Now and then a credit against a payment, or a payment made twice and then reversed."""
    chance = draws.uniform()
    later = {"payment_date": f"{str(line['payment_date'])[:8]}28"}
    if chance < CREDITED:
        credit = pence * draws.whole(20, 180) // 1000
        grant = line["instrument"] == "grant"
        note = "Unspent grant returned" if grant else "Credit for staff posts left vacant"
        yield line | later | {"amount_gbp": pounds(-credit), "note": note}
    elif chance < CREDITED + PAID_TWICE:
        reversal = "Correction: reverses the payment made twice"
        yield line | later | {"note": "Paid twice in error"}
        yield line | later | {"amount_gbp": pounds(-pence), "note": reversal}


def spend_lines() -> list[Row]:
    """Every ledger line in order of date, the malformed two among them."""
    filed = [
        (str(line["payment_date"]), line)
        for service in SERVICES.values()
        for line in service_lines(service)
    ]
    for wrong in LEDGER["malformed"]:
        day, service_id = wrong["filed_under"], wrong["service_id"]
        like = next(
            line for date, line in filed if line["service_id"] == service_id and date[:7] == day[:7]
        )
        written = {name: wrong[name] for name in ("payment_date", "amount_gbp", "note")}
        filed.append((day, like | written))
    filed.sort(key=lambda pair: (pair[0], str(pair[1]["service_id"])))
    return [
        line | {"line_id": f"line-{number:05d}", "invoice_ref": f"INV-{40_000 + number}"}
        for number, (_, line) in enumerate(filed, 1)
    ]


def phase_on(service: Described, month: Month) -> Described | None:
    """The phase a service was in that month, None when it was not running."""
    for phase in service["phases"]:
        first, last = first_and_last(phase)
        if first <= month <= last:
            return dict(phase)
    return None


def level_on(indicator: Described, first: datetime.date) -> float:
    """The level about which the figure for the period that begins on a day is drawn."""
    years = (first - datetime.date(*FIRST_MONTH, 1)).days / 365.25
    level: float = indicator["level"] + indicator.get("yearly_drift", 0.0) * years
    level *= 1 + indicator.get("season", 0.0) * math.sin(math.pi * (first.month - 1) / 6)
    if "step" in indicator and first.isoformat() >= indicator["step"]["from"]:
        level += indicator["step"]["by"]
    return level


def indicator_returns(indicator: Described) -> Iterator[Row]:
    """The returns of an indicator, a row for each period and cohort whether it came or not."""
    service, every = SERVICES[indicator["service_id"]], indicator.get("months", 3)
    ended = first_and_last(service["phases"][-1])[1]
    periods = list(months_between(FIRST_MONTH, LAST_MONTH))
    for position in range(0, len(periods), every):
        month, final = periods[position], periods[position + every - 1]
        if month > ended:
            return
        first = datetime.date(*month, 1)
        last = datetime.date(final[0] + final[1] // 12, final[1] % 12 + 1, 1)
        last -= datetime.timedelta(days=1)
        start = first.isoformat()
        phase = phase_on(service, month)
        row: Row = {
            "indicator_id": indicator["indicator_id"],
            "period_start": start,
            "period_end": last.isoformat(),
            "cohort": "All",
            "definition_version": sum(v["valid_from"] <= start for v in indicator["versions"]),
            "provider": (phase or service["phases"][0])["provider"],
            "note": indicator.get("notes", {}).get(start, ""),
        }
        draws = Draws(f"{indicator['indicator_id']}/{start}")
        due = last + datetime.timedelta(days=DAYS_TO_RETURN + indicator.get("follow_up_days", 0))
        returned_on = due - datetime.timedelta(days=draws.whole(1, 30))
        if start in indicator.get("late", []):
            returned_on = due + datetime.timedelta(days=draws.whole(12, 70))
        if phase is None:
            yield row | {"status": "not_applicable", "note": "The service had not begun"}
        elif start in indicator.get("unanswered", []):
            yield row | {"status": "not_returned"}
        elif returned_on > AS_AT:
            yield row | {"status": "not_yet_due" if due > AS_AT else "not_returned"}
        else:
            came = row | {"status": "returned", "returned_on": returned_on.isoformat()}
            yield from figures(indicator, level_on(indicator, first), came, draws)


def figures(indicator: Described, level: float, came: Row, draws: Draws) -> Iterator[Row]:
    """The figures of a return that came: a mean, a count, or a ratio with its parts."""
    if indicator["unit"] == "days":
        spread = 1.2 * (sum(draws.uniform() for _ in range(6)) - 3)
        yield came | {"actual": f"{level + spread + (5 if came['note'] else 0):.1f}"}
    elif indicator["unit"] == "count":
        yield came | {"actual": draws.poisson(level)}
    else:
        shares = indicator.get("cohorts", {"All": 1.0})
        parts = []
        for cohort, share in shares.items():
            seen = max(1, draws.poisson(indicator["cases"] * share))
            parts.append((cohort, draws.binomial(seen, min(max(level, 0), 100) / 100), seen))
        everyone = ("All", sum(met for _, met, _ in parts), sum(seen for _, _, seen in parts))
        yield came | ratio(*everyone)
        if len(parts) > 1:
            yield from without_small_counts([came | ratio(*part) for part in parts])


def ratio(cohort: str, met: int, seen: int) -> Row:
    """A numerator, a denominator and their percentage to one decimal."""
    percent = f"{100 * met / seen:.1f}"
    return {"cohort": cohort, "numerator": met, "denominator": seen, "actual": percent}


def without_small_counts(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of a split with small counts suppressed, and beside a lone one the next smallest.

    A count of those met or of those not met is small below SUPPRESSED_BELOW. A single suppressed
    cohort could be worked out from the figure for all.
    """
    by_size = sorted(rows, key=smaller_count)
    small = sum(smaller_count(row) < SUPPRESSED_BELOW for row in rows)
    hidden = by_size[: max(small, 2) if small else 0]
    for row in rows:
        if any(row is one for one in hidden):
            blank = {"numerator": "", "denominator": "", "actual": "", "note": ""}
            yield row | blank | {"status": "suppressed"}
        else:
            yield row


def smaller_count(row: Row) -> int:
    """How many people met the measure of a ratio or how many did not, whichever is fewer."""
    met, seen = int(str(row["numerator"])), int(str(row["denominator"]))
    return min(met, seen - met)


def indicator_rows() -> Iterator[Row]:
    """Every version of every indicator's definition, under the service's latest name."""
    for indicator in INDICATORS:
        service = SERVICES[indicator["service_id"]]
        for number, version in enumerate(indicator["versions"], 1):
            yield version | {
                "indicator_id": indicator["indicator_id"],
                "definition_version": number,
                "service_id": service["service_id"],
                "service": service["phases"][-1]["name"],
                "programme": service["programme"],
                "indicator": indicator["name"],
                "indicator_kind": indicator["kind"],
                "unit": indicator["unit"],
                "better": indicator["better"],
            }


def target_rows() -> Iterator[Row]:
    """Every target with the days it holds from and was set on."""
    for indicator in INDICATORS:
        for target in indicator.get("targets", []):
            named = {"indicator_id": indicator["indicator_id"], "set_by": "Commissioning Board"}
            yield target | named


def event_rows() -> Iterator[Row]:
    """Every event; none has a source."""
    for number, event in enumerate(EVENTS, 1):
        yield event | {"event_id": f"event-{number:02d}"}


def write_package(folder: Path) -> None:
    """Write the extracts and datapackage.json into a folder."""
    about: Described = json.loads((HERE / "about.json").read_text(encoding="utf-8"))
    extracts: dict[str, list[Row]] = {
        "spend_lines": spend_lines(),
        "indicators": list(indicator_rows()),
        "indicator_targets": list(target_rows()),
        "indicator_returns": [row for one in INDICATORS for row in indicator_returns(one)],
        "timeline": list(event_rows()),
    }
    for resource in about["resources"]:
        name, allowed = resource["name"], resource.pop("allowed_values")
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
        for field in schema["fields"]:
            if field["name"] in allowed:
                field.setdefault("constraints", {})["enum"] = allowed[field["name"]]
        resource["schema"] = schema
        columns = [field["name"] for field in schema["fields"]]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(extracts[name])
    descriptor = json.dumps(about, indent=2, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(descriptor, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_package(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
