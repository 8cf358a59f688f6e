"""The national days that an office observes: dated data of the program, with the office's own in their
place.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.charter.models import Service, charter_in_force
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

from .models import Event

COMMON = Path(__file__).with_name("national_days.toml")
OWN_FILE = "national_days.toml"
USUAL_BEGIN = time(10)
MOST_KEY = 40


class NationalDayFault(ValueError):
    """A file of days that cannot be meant: it names the day and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class NationalDay:
    """One day, the same every year or the nth weekday of a month. `since`, `until`: the first and last year
    in which it is observed, None without an end.
    """

    key: str
    words_bn: str
    words_en: str
    month: int
    day: int = 0
    weekday: int = -1
    nth: int = 0
    begins_at: time = USUAL_BEGIN
    since: int | None = None
    until: int | None = None

    @property
    def words(self) -> str:
        return say(self.words_bn, self.words_en)

    def on(self, year: int) -> date | None:
        """The date in a year; None where it is not observed then."""
        if year < (self.since or year) or year > (self.until or year):
            return None
        if self.day:
            return date(year, self.month, self.day)
        first = date(year, self.month, 1)
        return first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))


@cache
def national_days(office_slug: str) -> dict[str, NationalDay]:
    """By name. Read once a process. Raises NationalDayFault."""
    rows: dict[str, Any] = tomllib.loads(COMMON.read_text("utf-8"))
    own = settings.ONGIKAR_OFFICES / office_slug / OWN_FILE
    if own.exists():
        for key, row in tomllib.loads(own.read_text("utf-8")).items():
            rows[key] = rows.get(key, {}) | row
    return {key: read_day(key, row) for key, row in rows.items()}


def read_day(key: str, row: Mapping[str, Any]) -> NationalDay:
    try:
        month, day = map(int, row["on"].split("-")) if "on" in row else (row["month"], 0)
        made = NationalDay(
            key=key,
            words_bn=row["bn"],
            words_en=row["en"],
            month=month,
            day=day,
            weekday=row.get("weekday", -1),
            nth=row.get("nth", 0),
            begins_at=time.fromisoformat(row["begins_at"]) if "begins_at" in row else USUAL_BEGIN,
            since=row.get("since"),
            until=row.get("until"),
        )
        if len(key) > MOST_KEY or not (day or (0 <= made.weekday <= 6 and 1 <= made.nth <= 4)):
            raise ValueError("neither a date nor a weekday of a month")
        # A leap year, so that 29 February may be meant: it is then observed in leap years alone.
        NationalDay(**{**as_facts(made), "since": None, "until": None}).on(2028)
    except (KeyError, ValueError, TypeError) as fault:
        raise NationalDayFault(f"{key}: {fault}") from fault
    return made


def as_facts(day: NationalDay) -> dict[str, Any]:
    return {name: getattr(day, name) for name in NationalDay.__slots__}


def coming_days(office: Office, first: date, last: date) -> list[tuple[date, NationalDay]]:
    """The days observed from one day to another, the first to come first."""
    return sorted(days_between(office, first, last), key=lambda pair: (pair[0], pair[1].key))


def days_between(office: Office, first: date, last: date) -> Iterator[tuple[date, NationalDay]]:
    for day in national_days(office.slug).values():
        for year in range(first.year, last.year + 1):
            try:
                on = day.on(year)
            except ValueError:
                continue
            if on and first <= on <= last:
                yield on, day


# So far ahead a national day is offered.
AHEAD = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class DayToObserve:
    """A national day that is near, and the event by which the office observes it, if there is one."""

    on: date
    day: NationalDay
    event: Event | None


def event_row(office: Office, today: date) -> Service | None:
    """The charter row under which the office holds events; None where its charter has none."""
    return next((row for row in charter_in_force(office, today).services if row.kind == "event"), None)


def days_to_observe(office: Office, now: datetime) -> list[DayToObserve]:
    today = now.astimezone(TZ).date()
    if event_row(office, today) is None:
        return []
    near = coming_days(office, today, today + AHEAD)
    observed = Event.objects.filter(
        office=office, national_day__in=[day.key for _, day in near], made_at__gt=now - timedelta(days=366)
    ).select_related("case")
    planned = {(event.national_day, event.case.answers.get("held_on")): event for event in observed}
    return [DayToObserve(on, day, planned.get((day.key, on.isoformat()))) for on, day in near]
