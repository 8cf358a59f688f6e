"""The holidays and ordered working days of an office as a calendar file other programs subscribe to. Source:
RFC 5545.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from .office_calendar import Calendar
from .rows import WEEKLY_OFF as ORDINARY
from .year_view import HOLIDAY, WEEKLY_OFF, WORKED, YearDay, year_view

LONGEST_LINE = 75
# What a calendar program is to do with a file (RFC 5546).
PUBLISH, CANCEL = "PUBLISH", "CANCEL"
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


class CalendarEvent(NamedTuple):
    """Days in a row of one name: a holiday, or an ordered working day."""

    kind: str
    first: date
    last: date
    bn: str
    en: str
    provisional: bool


def calendar_events(calendar: Calendar, year: int) -> Iterator[CalendarEvent]:
    """The named days of a year in order of time; those that follow each other under one name are one."""
    days = [day for month in year_view(calendar, year) for day in month.days]
    for (kind, bn, en, provisional, _), group in groupby(enumerate(days), key=event_key):
        run = [day for _, day in group]
        if kind:
            yield CalendarEvent(kind, run[0].date, run[-1].date, bn, en, provisional)


def event_key(numbered: tuple[int, YearDay]) -> tuple[str, str, str, bool, int]:
    """What days of one event share; ordinary days share nothing that matters."""
    number, day = numbered
    named_weekly = day.kind == WEEKLY_OFF and day.en != ORDINARY.name_en
    kind = HOLIDAY if day.kind == HOLIDAY or named_weekly else WORKED if day.kind == WORKED else ""
    # Working days are events each by itself: one who looks at a Saturday must find it there.
    return kind, day.bn, day.en, day.provisional, number if kind == WORKED else 0


class DayEvent(NamedTuple):
    """One thing on one day. `ident`: the same for as long as the thing is the same."""

    ident: str
    day: date
    words: str
    url: str


def day_events_file(
    events: Iterable[DayEvent], *, name: str, language: str, host: str, stamp: datetime
) -> str:
    """The text of a .ics file of days on which something is owed. They take nobody's time."""
    lines = [*head_lines(name, "Due days")]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.ident}@{host}",
            f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY;LANGUAGE={language}:{escape_text(event.words)}",
            f"URL:{event.url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return joined_lines([*lines, "END:VCALENDAR"])


def head_lines(name: str, what: str, method: str = PUBLISH) -> list[str]:
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Ongikar//{what}//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        f"X-WR-CALNAME:{escape_text(name)}",
    ]


def joined_lines(lines: Iterable[str]) -> str:
    return "".join(f"{fold_line(line)}\r\n" for line in lines)


def calendar_file(
    calendar: Calendar, years: range, *, language: str, name: str, host: str, stamp: datetime
) -> str:
    """The text of the .ics file. `host` makes its ids the office's own; `stamp`: when this calendar was made.

    An id stays the same for the same kind and first day, in whichever language and version it is read.
    """
    lines = head_lines(name, "Office calendar")
    for year in years:
        for event in calendar_events(calendar, year):
            lines += event_lines(event, language, host, stamp)
    return joined_lines([*lines, "END:VCALENDAR"])


def event_lines(event: CalendarEvent, language: str, host: str, stamp: datetime) -> list[str]:
    words = event.bn if language == "bn" else event.en
    return [
        "BEGIN:VEVENT",
        f"UID:{event.kind}-{event.first:%Y%m%d}@{host}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
        # The end of an all-day event is the day after it.
        f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY;LANGUAGE={language}:{escape_text(words)}",
        f"STATUS:{'TENTATIVE' if event.provisional else 'CONFIRMED'}",
        # A holiday takes nobody's time; a working day does.
        f"TRANSP:{'OPAQUE' if event.kind == WORKED else 'TRANSPARENT'}",
        "END:VEVENT",
    ]


def escape_text(text: str) -> str:
    return text.translate(ESCAPED)


def fold_line(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which breaks a character; a continuation begins with a
    space.
    """
    pieces, piece, room = [], "", LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", LONGEST_LINE - 1
        piece += character
        room -= size
    return "\r\n ".join([*pieces, piece])
