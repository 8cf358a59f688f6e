"""Every state a promise bar can be in, each as a story of December 2026: the cast of the bar's tests."""

from datetime import date, datetime
from typing import Any

from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.promise import Promise, explain_due
from ongikar.rules.promise.course import Course, promise_course

from .known_days import known_days

CALENDAR = Calendar.from_data(known_days())
TODAY = (12, 6, 11)


def at(month: int, day: int, hour: int = 11, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=TZ)


def days(n: int) -> Promise:
    return Promise("working_days", n)


def running(promise: Promise, received: datetime, **facts: Any) -> Course:
    """The course of a promise whose open wait, if any, is counted as if the answer came now."""
    waits = tuple(facts.pop("waits", ()))
    now = facts.setdefault("now", at(*TODAY))
    answered = tuple((start, end or now) for start, end in waits)
    return promise_course(CALENDAR, explain_due(CALENDAR, promise, received, answered), waits=waits, **facts)


ASKED = at(12, 2, 9)
STATES: dict[str, Course] = {
    "open": running(days(7), at(12, 1)),
    "due today": running(days(6), at(11, 26)),
    "waiting": running(days(5), at(11, 29), waits=[(ASKED, None)]),
    "answered": running(days(5), at(11, 29), waits=[(ASKED, at(12, 6, 9))]),
    "kept early": running(days(11), at(12, 1), ended=at(12, 7), ending="kept", now=at(12, 8)),
    "kept on the last day": running(days(7), at(12, 1), ended=at(12, 10, 14), ending="kept", now=at(12, 11)),
    "late": running(days(7), at(11, 19)),
    "kept late": running(days(7), at(11, 19), ended=at(12, 3), ending="kept"),
    "very late": running(days(7), at(9, 22)),
    "may move": running(days(39), at(11, 29)),
    "moved": running(Promise("by_date", until=date(2026, 12, 15)), at(11, 29), old_due=at(12, 8, 17)),
    "at once": running(Promise("immediate"), at(12, 6, 10), now=at(12, 6, 11, 30)),
    "refused": running(days(7), at(12, 1), ended=at(12, 3), ending="refused"),
    "refused late": running(days(7), at(11, 19), ended=at(12, 3), ending="refused"),
    "withdrawn": running(days(7), at(12, 1), ended=at(12, 3), ending="withdrawn"),
    "late by hours": running(Promise("immediate"), at(12, 6, 10), now=at(12, 6, 18)),
    "kept at once": running(Promise("immediate"), at(12, 6, 10), ended=at(12, 6, 10, 20), ending="kept"),
    "not begun": running(days(5), at(12, 6), now=None),
    "if applied today": running(days(5), at(12, 6), now=None, if_applied_today=True),
    "received on a Friday": running(days(3), at(12, 4), now=at(12, 5)),
}
