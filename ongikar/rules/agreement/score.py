"""What an indicator of a performance agreement comes to in a year, and what that is worth.

Source: guidelines on annual performance agreements of the Cabinet Division, "লক্ষ্যমাত্রা সুনির্দিষ্টকরণ",
"গণনা পদ্ধতি" and "মূল্যায়ন পদ্ধতি"; certainty and gaps in docs/decisions/143-the-score-of-an-agreement.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

# What is reached is worth, by the five columns of the form: extraordinary, excellent, good, fair, below it.
PERCENTS = (100, 90, 80, 70, 60)
WHOLE, NOTHING = Fraction(100), Fraction(0)
SUM, MEAN, DATE, RUNNING = "sum", "mean", "date", "running"
METHODS = (SUM, MEAN, DATE, RUNNING)
# The marks that each of the five workplans has in the agreement, whatever its own form adds up to.
MARKS_OF_WORKPLANS: Mapping[str, int] = {
    "integrity": 10,
    "innovation": 10,
    "grievances": 4,
    "charter": 3,
    "information": 3,
}

# The value of a column, and None where the form has "--".
NumberColumns = Sequence[Decimal | None]
DateColumns = Sequence[date | None]


def percent_of_number(value: Decimal | Fraction | None, columns: NumberColumns) -> Fraction:
    """What a value is worth, 0 to 100, exactly: all of it at the first column or beyond, in proportion
    between two, nothing below the last that there is. Where all are equal it was reached or it was not.
    Columns that rise from the first tell of what is better when less. None: nothing was reported, which is
    worth nothing.
    """
    said = zip(columns, PERCENTS, strict=True)
    steps = [(Fraction(each), Fraction(worth)) for each, worth in said if each is not None]
    if value is None or not steps:
        return NOTHING
    # What is better when less is what is better when more, below nought.
    sign = -1 if is_less_better(columns) else 1
    reached = sign * Fraction(value)
    first, _ = steps[0]
    if reached >= sign * first:
        return WHOLE
    for (above, more), (below, less) in pairwise((sign * column, worth) for column, worth in steps):
        if reached >= below:
            return less + (more - less) * (reached - below) / (above - below)
    return NOTHING


def percent_of_date(reached: date | None, columns: DateColumns) -> Fraction:
    """What a day is worth: dates are steps, so that a day late loses a column. None: it was not reached."""
    if reached is not None:
        for column, worth in zip(columns, PERCENTS, strict=True):
            if column is not None and reached <= column:
                return Fraction(worth)
    return NOTHING


def is_less_better(columns: NumberColumns) -> bool:
    """Whether the columns go up from the first one, as those of days of delay or of complaints do."""
    there = [each for each in columns if each is not None]
    return len(there) > 1 and there[-1] > there[0]


def year_of_numbers(method: str, quarters: Iterable[Decimal | None]) -> Fraction | None:
    """What a year comes to by what its quarters reported, exactly; None where none did, which is another
    thing than a nought that was reported. A sum adds them, a mean leaves out those that reported nothing, a
    running value is the last one.
    """
    reported = [Fraction(each) for each in quarters if each is not None]
    if not reported:
        return None
    match method:
        case "sum":
            return sum(reported, NOTHING)
        case "mean":
            return sum(reported, NOTHING) / len(reported)
        case "running":
            return reported[-1]
    raise ValueError(method)


def year_of_dates(quarters: Iterable[date | None]) -> date | None:
    """The day on which it was reached: the first that was reported. None where none was."""
    return min((each for each in quarters if each is not None), default=None)


def points(weight: Decimal, percent: Fraction) -> Decimal:
    """Of a weight, what its percentage is worth: round_points here, and nowhere before."""
    return round_points(Fraction(weight) * percent / 100)


def total(all_points: Iterable[Decimal]) -> Decimal:
    """Of all indicators: the sum of the points that stand beside them, so that a printed form adds up."""
    return sum(all_points, Decimal("0.00"))


def scale_points(reached: Decimal, full: Decimal, marks: int) -> Decimal:
    """The points of a workplan, whose own form adds up to `full`, in the agreement's marks for it: once, and
    round_points after.
    """
    return round_points(Fraction(reached) * marks / Fraction(full))


def round_points(number: Fraction) -> Decimal:
    """To 0.01, half up. Never negative here."""
    hundredths = (number * 200 + 1) // 2
    return Decimal(hundredths).scaleb(-2)
