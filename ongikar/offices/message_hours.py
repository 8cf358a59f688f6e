"""When an office's messages may go out, where that was set on screen: by the version in force at a moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ongikar.rules.calendar.hours import read_message_hours
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.rows import MessageHours

from .models import Office
from .rules.setting_versions import versions_between

MESSAGES = "messages"


def own_message_hours(office: Office, now: datetime) -> MessageHours | None:
    """None: those of its calendar."""
    return read(office.setting(MESSAGES, now.astimezone(TZ).date()))


def own_message_hours_since(office: Office, since: datetime, now: datetime) -> list[MessageHours | None]:
    """Each that was in force at some time since: what waits may have been put off by any of them."""
    first, last = since.astimezone(TZ).date(), now.astimezone(TZ).date()
    return [read(data) for data in versions_between(office.setting_versions(MESSAGES), first, last)]


def read(data: Mapping[str, Any] | None) -> MessageHours | None:
    return None if data is None else read_message_hours(data)
