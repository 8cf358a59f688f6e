"""The staff's way round: only the desks that a person's posts open."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ongikar.frame.say import language, say_in
from ongikar.people.desk import STAFF_ROLES, TIER_ROLES

# (address, Bangla, English, the page's own word for itself, who may open it).
DESKS = (
    ("today", "আজ", "Today", "today", STAFF_ROLES),
    ("counter", "কাউন্টার", "Counter", "counter", STAFF_ROLES),
    ("queue", "আবেদন", "Cases", "queue", STAFF_ROLES),
    ("desk_complaints", "অভিযোগ", "Complaints", "complaints", STAFF_ROLES),
    ("desk_grievances", "অভিযোগ ও আপিল", "Complaints and appeals", "grievances", TIER_ROLES),
    ("books", "রেজিস্টার", "Registers", "books", STAFF_ROLES),
    ("charter_desk", "চার্টার", "Charter", "charter", STAFF_ROLES),
    ("calendar_orders", "ছুটি", "Calendar", "calendar", STAFF_ROLES | TIER_ROLES),
    ("messages", "বার্তা", "Messages", "messages", STAFF_ROLES),
)


def staff_nav(request: HttpRequest) -> dict[str, Any]:
    """Context for staff pages: (url, label, key) of the desks open to the person. Other pages get nothing, at no cost."""
    desk = getattr(request, "desk", None)
    if desk is None:
        return {}
    return {"staff_nav": desks_for(desk.roles_in(request.office.pk), language())}


@lru_cache(maxsize=64)
def desks_for(roles: frozenset[str], tongue: str) -> list[tuple[str, str, str]]:
    return [(reverse(name), say_in(tongue, bn, en), key) for name, bn, en, key, who in DESKS if roles & who]
