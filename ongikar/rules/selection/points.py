"""What one applicant is given points for, and whether the rule lets them apply; whole numbers throughout."""

from collections.abc import Mapping
from datetime import date

from .rule import DEGREES, EDUCATION, OLDER, Rule

# Why somebody may not apply: a page words them.
TOO_YOUNG, TOO_OLD, TOO_LOW = "too_young", "too_old", "too_low"


def mark_of_two(first: int, second: int) -> int:
    """The mark of two markers: their mean, a half counted up."""
    return (first + second + 1) // 2


def points_of(rule: Rule, degree: str, marks: Mapping[str, int]) -> dict[str, int]:
    """The points by what gave them. A degree that the rule does not name gives none; a mark beyond the most
    that can be reached raises ValueError.
    """
    points: dict[str, int] = {}
    for name in rule.sources:
        if name == EDUCATION:
            points[name] = rule.degrees.get(degree, 0)
            continue
        mark = marks.get(name, 0)
        if not 0 <= mark <= rule.most[name]:
            raise ValueError(f"{mark} is no mark out of {rule.most[name]}")
        points[name] = mark
    return points


def older_than(born: Mapping[int, date | None]) -> dict[int, int]:
    """By roll how many on the list are younger: with the day of birth nobody's birthday is published.

    Whoever gave no day of birth is older than nobody.
    """
    days = sorted((day for day in born.values() if day), reverse=True)
    younger: dict[date, int] = {}
    for place, day in enumerate(days):
        younger.setdefault(day, place)
    return {roll: younger[day] if day else 0 for roll, day in born.items()}


def tie_values(rule: Rule, points: Mapping[str, int], older: int) -> tuple[int, ...]:
    """What breaks a tie, in the order of the rule; more goes first."""
    return tuple(older if name == OLDER else points.get(name, 0) for name in rule.tie)


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def faults_of(rule: Rule, *, born: date | None, degree: str, day: date) -> list[str]:
    """Why the rule does not let somebody apply, held against the last day of applying; nothing: it does.

    What is not known is no fault: the office asks.
    """
    faults = []
    if rule.ages and born:
        age = age_on(born, day)
        if age < rule.ages[0]:
            faults.append(TOO_YOUNG)
        elif age > rule.ages[1]:
            faults.append(TOO_OLD)
    asked = rule.least_degree
    if asked and degree in DEGREES and DEGREES.index(degree) < DEGREES.index(asked):
        faults.append(TOO_LOW)
    return faults
