"""How results are judged, method by method, each with the public source it follows."""

from dataclasses import dataclass

# Of charts of 24 points from a process that never changes: the share with any signal, and with one
# at the latest point. 400,000 simulated series gave 15.4% and 1.42%; benchmarks/false_signals.py
# draws fewer, through the charts' own code, and a test draws them again without it.
FALSE_ANYWHERE_PERCENT = 15
FALSE_LATEST_PERCENT = 1.4
INDICATORS = 40


@dataclass(frozen=True)
class Source:
    """A public page that a method can be checked against."""

    title: str
    address: str


@dataclass(frozen=True)
class Method:
    """What is done and why, in words, and where it comes from."""

    name: str
    said: str
    sources: tuple[Source, ...] = ()


MAKING_DATA_COUNT = Source(
    "NHSRplotthedots, the rules of NHS Making Data Count as a program",
    "https://github.com/nhs-r-community/NHSRplotthedots",
)
TWO_IN_THREE = Source(
    "Making Data Count on two points in three and on 13 points",
    "https://github.com/nhs-r-community/NHSRplotthedots/issues/194",
)
TECHNICAL_GUIDE = Source(
    "Fingertips, public health methods",
    "https://fingertips.phe.org.uk/profile/guidance/supporting-information/PH-methods/",
)

EVIDENCE_METHODS = (
    Method(
        "Interval around a result",
        "A percentage has Wilson’s 95% interval. A count or a rate has Byar’s from 10 events up "
        "and the exact one below 10. A count is complete, so nothing was sampled: the interval "
        "treats it as one draw from an underlying rate, and says how far the figure could have "
        "been from that rate by chance. A mean has none, because its spread is not returned.",
        (
            Source("Wilson, 1927", "https://doi.org/10.1080/01621459.1927.10502953"),
            TECHNICAL_GUIDE,
        ),
    ),
    Method(
        "Verdict against a target",
        "Met clearly: the whole interval is on the good side of the target. Missed clearly: the "
        "whole of it is on the other side. Cannot tell: the target lies within it. Whether the "
        "figure as returned reaches the target, which a contract may go by, is given as well. "
        "Which side is good is stated in the data for each indicator.",
    ),
    Method(
        "No average of percentages of target",
        "Results are counted by verdict and never averaged as a percentage of target. A soft "
        "target overshot would hide others missed; an indicator that should fall needs a rule of "
        "its own, and there are several; a target of 0 cannot be divided by; and each weight or "
        "cap is a choice that moves the answer.",
        (
            Source(
                "Competence Centre on Composite Indicators, European Commission",
                "https://composite-indicators.jrc.ec.europa.eu/?q=content/overview",
            ),
            Source(
                "Office for Statistics Regulation on performance measures and targets",
                "https://osr.statisticsauthority.gov.uk/publication/"
                "official-statistics-performance-measurement-and-targets/",
            ),
        ),
    ),
    Method(
        "Control chart",
        "Limits are the average ± 2.66 × the average difference between neighbouring results. "
        "They are worked out anew where a definition changes, on the day and for the reason "
        "that the data gives. From 13 results the chart has limits and marks; from 7 to 12 the "
        "limits are a trial and there are no marks; below 7 there are dots alone. A result that "
        "did not come is a gap: nothing is drawn across it and no run passes it. Limits may lie "
        "below 0 or above 100%; they are drawn no further, but signals are judged by where they "
        "are.",
        (MAKING_DATA_COUNT, TWO_IN_THREE),
    ),
    Method(
        "Signals on a control chart",
        "A result beyond a limit; seven in a row that rise or that fall; seven in a row on one "
        "side of the average; or two of three in a row, all on one side, at least two thirds of "
        "the way to the limit or beyond it. The last is the rule as announced in November 2023. "
        "The mark of variation goes by the latest result alone. The mark of assurance says "
        "whether the process, left as it is, would meet the target every time, never, or now and "
        "then: not whether it did so last time.",
        (MAKING_DATA_COUNT, TWO_IN_THREE),
    ),
    Method(
        "Large differences stay in the limits",
        "Some programs leave out very large differences between neighbours before they work out "
        "limits (screening). It is not done here unless a reader asks for it: limits are then the "
        "ones that NHS boards see, and no judgement is hidden in them.",
        (MAKING_DATA_COUNT,),
    ),
    Method(
        "False alarms",
        f"Some signals mean nothing. Of charts of 24 results from a process that never changes, "
        f"about {FALSE_ANYWHERE_PERCENT}% have a signal somewhere and {FALSE_LATEST_PERCENT}% at "
        f"the latest result. Of {INDICATORS} such indicators, about "
        f"{INDICATORS * FALSE_ANYWHERE_PERCENT / 100:.0f} charts have a false signal, and about "
        f"{INDICATORS * FALSE_LATEST_PERCENT / 100:.1f} at a time has a false mark. A series in "
        "which neighbours move together has many more.",
    ),
    Method(
        "What is not put on a control chart",
        "Running totals and rolling periods. Each of their figures contains part of the one before "
        "it, so a chart would signal though nothing had changed: nearly always, in the same trial.",
    ),
    Method(
        "Areas or providers compared",
        "A funnel: one rate for all, and limits that are wider for those with fewer people. The "
        "limits are exact (binomial for percentages, Poisson for rates). Where the units differ by "
        "more than chance gives, the limits are widened by the variance between them, with the "
        "most extreme tenth at each end drawn in first. Outside the 99.8% limits is an alert, "
        "outside the 95% limits a reason to look: one in twenty is there by chance. Nobody is "
        "ranked. Needs differ from place to place, so a flag is a question, not a finding.",
        (
            Source("Spiegelhalter, 2005, funnel plots", "https://doi.org/10.1002/sim.1970"),
            Source(
                "Spiegelhalter, 2005, over-dispersion",
                "https://doi.org/10.1136/qshc.2005.013755",
            ),
        ),
    ),
    Method(
        "Groups of people compared",
        "The relative rate index: the rate of a group ÷ the rate of the reference group that the "
        "data names, with a 95% interval. The two rates and their difference stand beside it, for "
        "a ratio of successes and one of failures can point in opposite ways. None is given where "
        "too many people are in no group: more than 20%, which is this dashboard’s own judgement. "
        "It describes a difference; it does not explain one.",
        (
            Source("Katz and others, 1978", "https://doi.org/10.2307/2530610"),
            Source(
                "What the rate is out of, by the Office of Juvenile Justice",
                "http://www.ojjdp.gov/ojstatbb/dmcdb/asp/matrix.asp",
            ),
        ),
    ),
    Method(
        "Ratings",
        "Good, Approaching target, Requires improvement, Inadequate and Other are the scale of the "
        "Procurement Regulations 2024. The regulation gives no numbers and none is made up here: a "
        "result is rated only by bands that the data says were set before its period. Where the "
        "Act does not ask for ratings, as for light-touch contracts and grants, they are voluntary "
        "and said to be.",
        (
            Source(
                "Procurement Regulations 2024, regulation 39",
                "https://www.legislation.gov.uk/uksi/2024/692/regulation/39/made",
            ),
        ),
    ),
    Method(
        "Small numbers withheld",
        "A split by area, provider or group of people may tell about a few of them. A count below "
        "the threshold (5, unless the package or the indicator states another) is taken out before "
        "anything is worked out from it: those who met the outcome, those who did not, and all who "
        "were seen. Where the rest of the table would give it away, other figures are withheld "
        "too, until it cannot be worked out. Those two reasons are not told apart. Splits of "
        "running totals, of overlapping periods and of results that do not say how many people "
        "they are of are withheld as a whole. The result of a whole service is always shown. A "
        "package may have its counts rounded besides; rounded figures may not add up.",
        (
            Source(
                "Office for National Statistics, policy on disclosure control",
                "https://www.ons.gov.uk/aboutus/transparencyandgovernance/datastrategy/"
                "datapolicies/statisticaldisclosurecontrol",
            ),
        ),
    ),
    Method(
        "What withholding does not protect against",
        "A reader may still narrow a withheld count to a range. Someone who knows some of the "
        "people may learn about the others. Two releases may differ by one person: what changed in "
        "a split is therefore not listed, but whoever kept both can compare them. And two "
        "indicators that count the same people are each protected alone.",
    ),
)
