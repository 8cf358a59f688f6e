"""The navigation of the staff: only the desks that a person's posts open."""

from functools import lru_cache
from typing import Any

from django.urls import reverse

from ongikar.cases.rights import READER_ROLES
from ongikar.clock.machine_clock import unaccepted_machine_clocks
from ongikar.core.i18n.say import language, say_in
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Post
from ongikar.people.desk import OVERSEERS, STAFF_ROLES, TIER_ROLES

from .rights import CALENDAR_ROLES, OFFICES_ROLES, POSTS_ROLES

AUDITOR = frozenset({Post.AUDITOR})

# (address, Bangla, English, the page's own word for itself, who may open it).
DESKS = (
    ("today", "আজ", "Today", "today", STAFF_ROLES),
    ("counter", "কাউন্টার", "Counter", "counter", STAFF_ROLES),
    ("agent", "আপনার আনা আবেদন", "Brought by you", "agent", frozenset({Post.AGENT})),
    ("queue", "আবেদন", "Cases", "queue", READER_ROLES),
    ("desk_complaints", "অভিযোগ", "Complaints", "complaints", STAFF_ROLES | AUDITOR),
    ("desk_grievances", "অভিযোগ ও আপিল", "Complaints and appeals", "grievances", TIER_ROLES),
    ("desk_drops", "কাজ বাদ দেওয়া", "Dropping work", "drops", TIER_ROLES),
    ("books", "রেজিস্টার", "Registers", "books", READER_ROLES),
    ("charter_desk", "চার্টার", "Charter", "charter", READER_ROLES),
    ("calendar_orders", "ছুটি", "Calendar", "calendar", CALENDAR_ROLES),
    ("charter_lint", "চার্টার যাচাই", "Charter check", "charter_lint", OVERSEERS - AUDITOR),
    ("messages", "বার্তা", "Messages", "messages", READER_ROLES),
    ("desk_offices", "কার্যালয়ের হিসাব", "Offices", "offices", OFFICES_ROLES),
    ("desk_people", "পদ ও দায়িত্ব", "Posts", "people", POSTS_ROLES | AUDITOR),
    ("desk_accounts", "মানুষ", "People", "accounts", frozenset({Post.ADMIN})),
    ("desk_health", "ব্যবস্থা", "System", "health", frozenset({Post.ADMIN})),
)


def staff_nav(request: OfficeRequest) -> dict[str, Any]:
    """Context for staff pages: (url, label, key) of the desks open to the person. Other pages get nothing, at
    no cost.
    """
    desk = getattr(request, "desk", None)
    if desk is None:
        return {}
    roles = desk.roles_in(request.office.pk)
    # Who is to say a word finds it on whatever page they are; nobody else's page asks for it.
    is_clock_off = Post.ADMIN in roles and bool(unaccepted_machine_clocks())
    # Whoever reads cases finds one from every page: a number that is typed opens its case.
    seek = reverse("queue") if roles & READER_ROLES else ""
    return {"staff_nav": desks_for(roles, language()), "seek": seek, "is_clock_off": is_clock_off}


@lru_cache(maxsize=64)
def desks_for(roles: frozenset[str], tongue: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (reverse(name), say_in(tongue, bn, en), key) for name, bn, en, key, who in DESKS if roles & who
    )
