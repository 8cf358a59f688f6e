"""An office: its posts, its places, its calendar in versions, and its gap-free serials."""

from .office import (
    CalendarOrder,
    CalendarVersion,
    Office,
    Place,
    Post,
    Serial,
    calendar_made_at,
    calendar_number,
    calendar_numbered,
    calendar_of,
    newest_calendars,
)

__all__ = [
    "CalendarOrder",
    "CalendarVersion",
    "Office",
    "Place",
    "Post",
    "Serial",
    "calendar_made_at",
    "calendar_number",
    "calendar_numbered",
    "calendar_of",
    "newest_calendars",
]
