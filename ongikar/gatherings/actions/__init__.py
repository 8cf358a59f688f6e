"""The acts of gatherings. Each is one transaction: the act, what it writes, the journal entry and its outbox
entries, or nothing.
"""

from .counting import SHEET, add_photo, count_heads, is_photo, photos_of, record_gathering
from .marking import (
    ListedMark,
    ListFault,
    check_in,
    claim_presence,
    mark_attendance,
    mark_list,
    open_gathering,
)
from .planning import cancel_gathering, invite, move_gathering, plan_gathering, reply_to, strike_gathering
from .rosters import add_member, change_member, confirm_member, end_member, open_roster

__all__ = [
    "SHEET",
    "ListFault",
    "ListedMark",
    "add_member",
    "add_photo",
    "cancel_gathering",
    "change_member",
    "check_in",
    "claim_presence",
    "confirm_member",
    "count_heads",
    "end_member",
    "invite",
    "is_photo",
    "mark_attendance",
    "mark_list",
    "move_gathering",
    "open_gathering",
    "open_roster",
    "photos_of",
    "plan_gathering",
    "record_gathering",
    "reply_to",
    "strike_gathering",
]
