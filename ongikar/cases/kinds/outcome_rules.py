"""What an outcome may not say if the promise is to be called kept: rules that a kind lists for the fields of
its closing form.

Each is held against the case, so that a course before the application or a meeting without a quorum keeps
nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ

if TYPE_CHECKING:
    from ongikar.cases.models import Case

Words = tuple[str, str]
KEEP, PART, OPEN = "keep", "part", "open"


@dataclass(frozen=True, slots=True)
class Missing:
    """Why the promise is not kept by an outcome yet: the field at fault, and the sentence beside it."""

    field: str
    words: str


# Called with the case, the outcome as plain JSON and the moment.
Rule = Callable[["Case", Mapping[str, Any], datetime], Iterator[Missing]]


class OutcomeFault(ValueError):
    """An outcome that keeps no promise; `missing` says why."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__("; ".join(f"{each.field}: {each.words}" for each in missing))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Verdict:
    """The question of the closing form that says how much was given, and what each of its answers comes to.

    `comes_to`: answer → KEEP, PART or OPEN. `label` and `choices` are for a question that the form has not of
    its own.
    """

    field: str
    comes_to: Mapping[str, str]
    label: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()


def outcome_day(outcome: Mapping[str, Any], name: str) -> date | None:
    """A day as the outcome has it: ISO text, or the date itself while a form is being read."""
    answer = outcome.get(name)
    return date.fromisoformat(answer) if isinstance(answer, str) and answer else answer or None


def outcome_day_in_words(day: date) -> str:
    return date_words(day, language(), weekday=False)


def first_day(case: "Case") -> date:
    """The day from which work on a case can count: that of its receipt; of a planned month, the first of the
    month.
    """
    month = case.answers.get("month")
    return date.fromisoformat(month) if month else case.received_at.astimezone(TZ).date()


def since_receipt(*names: str) -> Rule:
    """Days before which nothing was asked, and after today, keep no promise."""

    def rule(case: "Case", outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
        first, today = first_day(case), now.astimezone(TZ).date()
        for name in names:
            day = outcome_day(outcome, name)
            if day and day < first:
                yield Missing(
                    name,
                    say(
                        "এই কথা দেওয়া হয়েছে {first} থেকে; তার আগের কোনো দিনের কাজে এটি রাখা হয় না। দিনটি"
                        " মিলিয়ে দেখুন।",
                        "This was promised on {first}; nothing done before then keeps it. Check the day.",
                        first=outcome_day_in_words(first),
                    ),
                )
            elif day and day > today:
                yield Missing(
                    name,
                    say(
                        "এই দিনটি এখনো আসেনি, তাই কথাও এখনো রাখা হয়নি।",
                        "This day has not come yet, so the promise is not kept yet.",
                    ),
                )

    return rule


def at_least(name: str, least: int, words: Words) -> Rule:
    """A count below which nothing was given."""

    def rule(case: "Case", outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
        count = outcome.get(name)
        if isinstance(count, int) and count < least:
            yield Missing(name, say(*words))

    return rule


def not_answered(name: str, answers: Mapping[str, Words]) -> Rule:
    """Answers by which the promise is not kept, each with its reason."""

    def rule(case: "Case", outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
        if words := answers.get(outcome.get(name, "")):
            yield Missing(name, say(*words))

    return rule


def needed_where(name: str, other: str, answers: frozenset[str], words: Words) -> Rule:
    """A question that must be answered where another has one of these answers."""

    def rule(case: "Case", outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
        if outcome.get(other) in answers and not outcome.get(name):
            yield Missing(name, say(*words))

    return rule


def days_in_order(earlier: str, later: str, words: Words) -> Rule:
    """Two days of which the later may not come first."""

    def rule(case: "Case", outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
        first, second = outcome_day(outcome, earlier), outcome_day(outcome, later)
        if first and second and second < first:
            yield Missing(later, say(*words))

    return rule
