"""An office: its posts, its places, its calendar in versions, and its gap-free serials."""

from .office import (
    CalendarOrder,
    CalendarVersion,
    Office,
    Post,
    Serial,
    calendar_made_at,
    calendar_number,
    calendar_numbered,
    calendar_of,
    newest_calendars,
)
from .place import Place, PlaceName

__all__ = [
    "CalendarOrder",
    "CalendarVersion",
    "Office",
    "Place",
    "PlaceName",
    "Post",
    "Serial",
    "calendar_made_at",
    "calendar_number",
    "calendar_numbered",
    "calendar_of",
    "newest_calendars",
]
