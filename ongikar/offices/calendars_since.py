"""The calendars by which something may have been reckoned since a moment."""

from datetime import datetime

from ongikar.rules.calendar.office_calendar import Calendar

from .models import CalendarVersion, calendar_of


def calendars_since(office_id: int, since: datetime) -> list[Calendar]:
    """The newest of that moment, and every later one: what waits may have been put off by any of them."""
    versions = CalendarVersion.objects.filter(office=office_id).order_by("-number")
    found = []
    for key, made_at in versions.values_list("pk", "made_at"):
        found.append(calendar_of(key))
        if made_at <= since:
            break
    return found
