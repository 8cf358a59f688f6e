"""An office: its face, its posts, its places, its calendar and settings in versions, and its gap-free
serials.
"""

from .emblem import Emblem, emblem_at
from .office import (
    EMBLEM_DIGITS,
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
from .setting import SettingChange

__all__ = [
    "EMBLEM_DIGITS",
    "CalendarOrder",
    "CalendarVersion",
    "Emblem",
    "Office",
    "Place",
    "PlaceName",
    "Post",
    "Serial",
    "SettingChange",
    "calendar_made_at",
    "calendar_number",
    "calendar_numbered",
    "calendar_of",
    "emblem_at",
    "newest_calendars",
]
