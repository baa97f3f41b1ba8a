"""A service's target results, counted, and what follows from them beside the evidence.

Three things are set side by side and never made one score: whether a service's own targets are
met, which is monitoring and no proof; what is published about its approach; what its own
evaluation found. Levels of studies are those of the Maryland Scientific Methods Scale, of which
reviews use 3 and above:
http://www.whatworksgrowth.org/resources/the-scientific-maryland-scale/
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from commissioning.evidence.verdicts import Row, Standing

OUTCOME_KINDS = frozenset({"outcome", "experience"})
OUTCOMES, OUTPUTS = "outcomes", "outputs"


class Attainment(StrEnum):
    """Whether the outcome targets of a service are met, by the results as they were returned."""

    MET = "met"
    MISSED = "missed"
    DIFFERS = "differs"


class Evidence(StrEnum):
    """Which way the evidence on a service points; not how large or how sure an effect is."""

    FOR = "for"
    NOT_FOR = "not_for"
    DIFFERS = "differs"


class Quadrant(StrEnum):
    """What attainment and evidence together suggest; a place to begin asking, never a score."""

    SCALE = "scale"
    EVALUATE = "evaluate"
    FIX_DELIVERY = "fix_delivery"
    RECONSIDER = "reconsider"


QUADRANTS: Mapping[tuple[str | None, str | None], Quadrant] = {
    (Attainment.MET, Evidence.FOR): Quadrant.SCALE,
    (Attainment.MET, Evidence.NOT_FOR): Quadrant.EVALUATE,
    (Attainment.MISSED, Evidence.FOR): Quadrant.FIX_DELIVERY,
    (Attainment.MISSED, Evidence.NOT_FOR): Quadrant.RECONSIDER,
}


def kind_group(indicator_kind: str) -> str:
    """``outcomes`` for what became of people and what they say of it, ``outputs`` for all else."""
    return OUTCOMES if indicator_kind in OUTCOME_KINDS else OUTPUTS


def columns(service: Row, results: Sequence[Row]) -> dict[str, Any]:
    """What a service's own results add to a row of ``evidence_columns``.

    ``results`` are the rows of ``service_results`` of the service. Returns the number of indicators
    of each group and of each verdict in it; ``attainment``, a code of Attainment, with
    ``attainment_clear``, whether every result behind it is clear of its target by its interval,
    both None where no outcome is held to a target; ``quadrant``, a code of Quadrant, None where
    attainment or evidence is not known or differs; and ``disagree``, whether a published result and
    an evaluation say different things.
    """
    added: dict[str, Any] = {}
    for group in (OUTCOMES, OUTPUTS):
        verdicts = [row["verdict"] for row in results if row["kind_group"] == group]
        added[group] = len(verdicts)
        for standing in Standing:
            added[f"{group}_{standing.value}"] = verdicts.count(standing.value)
    outcomes = [row for row in results if row["kind_group"] == OUTCOMES]
    # A year to date is not held to the target of a whole year.
    held = [
        row
        for row in outcomes
        if row["point_met"] is not None and row["accumulation"] != "cumulative"
    ]
    attained = attainment([row["point_met"] for row in held])
    if attained:
        clear = (Standing.MET_CLEARLY, Standing.MISSED_CLEARLY)
        added["attainment"] = attained.value
        added["attainment_clear"] = all(row["verdict"] in clear for row in held)
    if quadrant := QUADRANTS.get((attained, service["evidence"])):
        added["quadrant"] = quadrant.value
    reported = any(row["actual"] is not None for row in outcomes)
    missed = attained == Attainment.MISSED
    added["disagree"] = reported and bool(
        service["evaluations_positive"] if missed else service["evaluations_other"]
    )
    return added


def attainment(reached: Sequence[bool]) -> Attainment | None:
    """Whether all targets, none or some were reached; None without a target and a result."""
    if not reached:
        return None
    if all(reached):
        return Attainment.MET
    return Attainment.DIFFERS if any(reached) else Attainment.MISSED
