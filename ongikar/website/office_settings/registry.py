"""The groups of settings, in the order in which the page lists them."""

from .groups import SettingsGroup
from .letterhead import LetterheadGroup
from .message_hours import MessageHoursGroup

GROUPS: dict[str, SettingsGroup] = {group.name: group for group in (LetterheadGroup(), MessageHoursGroup())}
