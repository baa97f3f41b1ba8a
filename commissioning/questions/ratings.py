"""How results are rated by bands set before their periods."""

from commissioning.evidence import verdicts
from commissioning.evidence.answers import with_added
from commissioning.questions.parameters import ask
from commissioning.store import Answer, Store


def indicator_ratings(
    store: Store, *, package: str, series_id: str | None = None, latest_only: bool = False
) -> Answer:
    """The rating of each result on the scale of the Procurement Act, or the reason for none.

    ``rating`` is good, approaching_target, requires_improvement or inadequate; ``no_rating`` a code
    of wording.ratings.REASONS. Bands and results are in the unit of the indicator; the interval is
    95%. The scale is that of regulation 39(5) of the Procurement Regulations 2024
    (https://www.legislation.gov.uk/uksi/2024/692/regulation/39/made), which gives no numbers.
    """
    answer = ask("indicator_ratings", locals())
    return with_added(answer, [verdicts.judged(row) for row in answer.rows])
