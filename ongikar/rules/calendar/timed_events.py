"""Things that begin and end at a moment as a calendar file: invitations, changes and a public programme.

A thing keeps its UID wherever it is moved, and its SEQUENCE rises with each change, so that a calendar
program moves or strikes the entry it has. Source: RFC 5545, RFC 5546.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from .ical import PUBLISH, escape_text, head_lines, joined_lines
from .office_calendar import TZ


class TimedEvent(NamedTuple):
    """One thing. `uid`: the same for as long as it is the same; `whole_days`: only its days are told."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    words: str
    where: str = ""
    url: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False
    whole_days: bool = False


def timed_events_file(
    events: Iterable[TimedEvent],
    *,
    name: str,
    language: str,
    host: str,
    stamp: datetime,
    method: str = PUBLISH,
) -> str:
    """The text of a .ics file."""
    lines = [*head_lines(name, "Programme", method)]
    for event in events:
        lines += event_lines(event, language, host, stamp)
    return joined_lines([*lines, "END:VCALENDAR"])


def event_lines(event: TimedEvent, language: str, host: str, stamp: datetime) -> list[str]:
    status = "CANCELLED" if event.is_cancelled else "TENTATIVE" if event.is_tentative else "CONFIRMED"
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}@{host}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *span_lines(event),
        f"SUMMARY;LANGUAGE={language}:{escape_text(event.words)}",
        *([f"LOCATION;LANGUAGE={language}:{escape_text(event.where)}"] if event.where else []),
        *([f"URL:{event.url}"] if event.url else []),
        f"STATUS:{status}",
        "END:VEVENT",
    ]


def span_lines(event: TimedEvent) -> list[str]:
    """In UTC, so that no program needs to know our zone; whole days as such, the end being the day after."""
    if not event.whole_days:
        return [
            f"DTSTART:{event.starts_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTEND:{event.ends_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        ]
    first, last = event.starts_at.astimezone(TZ).date(), event.ends_at.astimezone(TZ).date()
    return [
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
    ]
