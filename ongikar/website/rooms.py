"""The rooms of the desk, and what stands in each as a tab. Which of them a person has follows from the posts.

A room is a word of the head of every page. A tab stands in the first of its rooms that the person has: the
requests for information are a room of whoever hears complaints, and a tab of the office's own cases.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from ongikar.cases.rights import READER_ROLES
from ongikar.lobbying.rights import READER_ROLES as INFLUENCE_ROLES
from ongikar.offices.models import Post
from ongikar.people.contact_subjects import ADDRESS_BOOK_ROLES
from ongikar.people.post_holders import OVERSEERS, STAFF_ROLES, TIER_ROLES, WITH_TODAY
from ongikar.records.registry import DESKS
from ongikar.records.words import Words

from .rights import CALENDAR_ROLES, OFFICES_ROLES, POSTS_ROLES, SETTING_READER_ROLES

AUDITOR = frozenset({Post.AUDITOR})
ADMIN = frozenset({Post.ADMIN})


class Room(NamedTuple):
    """`is_at_end`: what the office is set up with stands apart from its work."""

    name: str
    words: Words
    is_at_end: bool = False


class Tab(NamedTuple):
    """`rooms`: by choice, each with its place in it. `url_name`: of its page. `key`: the page's own word for
    itself. `words`: on the tab. `roles`: who may open it. `is_record`: kept back until there is one.
    """

    rooms: Mapping[str, int]
    url_name: str
    key: str
    words: Words
    roles: frozenset[str]
    is_record: bool = False


ROOMS = (
    Room("today", ("আজ", "Today")),
    Room("agent", ("আপনার আনা আবেদন", "Brought by you")),
    Room("complaints", ("অভিযোগ", "Complaints")),
    Room("cases", ("আবেদন", "Cases")),
    Room("letters", ("চিঠি", "Letters")),
    Room("tasks", ("কাজ", "Tasks")),
    Room("programme", ("কর্মসূচি", "Programme")),
    Room("places", ("ল্যাব", "Labs")),
    Room("rti", ("তথ্যের আবেদন", "Information")),
    Room("meetings", ("সভা", "Meetings")),
    Room("registers", ("রেজিস্টার", "Registers")),
    Room("reports", ("প্রতিবেদন", "Reports")),
    Room("account", ("হিসাব", "Account")),
    Room("system", ("ব্যবস্থা", "System")),
    Room("people", ("মানুষ ও পদ", "People and posts")),
    Room("office", ("কার্যালয়", "Office"), is_at_end=True),
)
# The rooms of a post, by the work that is done there; somebody of two posts has those of both.
ROOMS_OF_ROLES: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (
        STAFF_ROLES | AUDITOR,
        frozenset({"today", "cases", "letters", "tasks", "programme", "places", "registers", "office"}),
    ),
    (TIER_ROLES, frozenset({"today", "complaints", "rti", "reports"})),
    (frozenset({Post.CHAIR, Post.VIEWER}), frozenset({"today", "meetings", "account"})),
    (ADMIN, frozenset({"system", "people", "office"})),
    (frozenset({Post.AGENT}), frozenset({"agent"})),
)

TABS = (
    Tab({"today": 10}, "today", "today", ("আজ", "Today"), WITH_TODAY),
    Tab(
        {"today": 20},
        "tasks_below",
        "tasks_below",
        ("অধীন পদের কাজ", "Tasks of posts below"),
        TIER_ROLES | {Post.CHAIR},
    ),
    Tab({"today": 30}, "desk_drops", "drops", ("কাজ বাদের সিদ্ধান্ত", "Work to drop"), TIER_ROLES),
    Tab({"agent": 10}, "agent", "agent", ("আপনার আনা আবেদন", "Brought by you"), frozenset({Post.AGENT})),
    Tab({"cases": 10}, "queue", "queue", ("সব আবেদন", "All cases"), READER_ROLES),
    Tab(
        {"rti": 60, "cases": 60},
        "desk_rti",
        "rti",
        ("তথ্যের আবেদন", "Requests for information"),
        STAFF_ROLES | TIER_ROLES | AUDITOR,
    ),
    Tab(
        {"complaints": 70, "cases": 70},
        "desk_complaints",
        "complaints",
        ("আমাদের বিরুদ্ধে অভিযোগ", "Complaints about us"),
        STAFF_ROLES | AUDITOR,
    ),
    Tab(
        {"complaints": 10},
        "desk_grievances",
        "grievances",
        ("অভিযোগ ও আপিল", "Complaints and appeals"),
        TIER_ROLES,
    ),
    Tab({"complaints": 20}, "desk_hearings", "hearings", ("শুনানি", "Hearings"), TIER_ROLES),
    Tab({"complaints": 30}, "desk_remedies", "remedies", ("প্রতিকার", "Remedies"), TIER_ROLES),
    Tab(
        {"complaints": 40, "cases": 80, "meetings": 30},
        "influence_list",
        "influence",
        ("তদবিরের লেখা", "Attempts of influence"),
        INFLUENCE_ROLES,
    ),
    Tab({"letters": 10}, "letters", "letters", ("চিঠি", "Letters"), READER_ROLES),
    Tab({"letters": 30}, "messages", "messages", ("বার্তা", "Messages"), READER_ROLES),
    Tab({"letters": 40}, "contacts", "contacts", ("যোগাযোগ", "Contacts"), ADDRESS_BOOK_ROLES),
    Tab({"tasks": 10}, "tasks", "tasks", ("কাজ", "Tasks"), READER_ROLES),
    Tab({"tasks": 20}, "own_work", "own_work", ("দপ্তরের নিজস্ব কাজ", "Office work"), STAFF_ROLES),
    Tab({"programme": 5}, "week", "week", ("সপ্তাহ", "Week"), READER_ROLES),
    Tab({"programme": 7}, "day_sheet", "day_sheet", ("দিনপত্র", "Day sheet"), READER_ROLES),
    Tab({"programme": 20}, "tours", "tours", ("ভ্রমণ", "Tours"), READER_ROLES),
    Tab({"programme": 25}, "visitors", "visitors", ("দর্শনার্থী", "Visitors"), READER_ROLES),
    Tab({"programme": 10}, "gatherings", "gatherings", ("কর্মসূচি", "Programme"), READER_ROLES),
    Tab({"places": 10}, "places", "places", ("ল্যাব ও স্থান", "Labs and places"), ADDRESS_BOOK_ROLES),
    Tab(
        {"registers": 10, "reports": 30},
        "books",
        "books",
        ("রেজিস্টার", "Registers"),
        READER_ROLES | TIER_ROLES,
    ),
    Tab({"registers": 20}, "certificates", "certificates", ("সনদ", "Certificates"), READER_ROLES),
    Tab(
        {"reports": 10, "registers": 40},
        "desk_grievance_reports",
        "grievance_reports",
        ("অভিযোগের প্রতিবেদন", "Reports on complaints"),
        TIER_ROLES | {Post.OFFICER, Post.AUDITOR},
    ),
    Tab(
        {"account": 10, "reports": 20, "office": 10},
        "desk_offices",
        "offices",
        ("কার্যালয়ের হিসাব", "Offices"),
        OFFICES_ROLES,
    ),
    Tab(
        {"account": 20},
        "charter_lint",
        "charter_lint",
        ("চার্টার যাচাই", "Charter check"),
        OVERSEERS - AUDITOR,
    ),
    Tab({"office": 20}, "charter_desk", "charter", ("চার্টার", "Charter"), READER_ROLES),
    Tab(
        {"office": 30, "account": 30, "reports": 40},
        "calendar_orders",
        "calendar",
        ("ছুটি", "Holidays"),
        CALENDAR_ROLES,
    ),
    Tab({"office": 40}, "questionnaires", "questionnaires", ("প্রশ্নমালা", "Questionnaires"), READER_ROLES),
    Tab(
        {"people": 50, "office": 50}, "desk_people", "people", ("পদ ও দায়িত্ব", "Posts"), POSTS_ROLES | AUDITOR
    ),
    Tab({"office": 55}, "first_steps", "first_steps", ("প্রথম দিন", "First day"), STAFF_ROLES),
    Tab({"office": 60}, "first_day", "first_day", ("এক্সেল থেকে আনুন", "Import from Excel"), STAFF_ROLES),
    Tab({"office": 70}, "settings", "settings", ("সেটিংস", "Settings"), SETTING_READER_ROLES),
    Tab({"people": 10}, "desk_accounts", "accounts", ("মানুষ", "People"), ADMIN),
    Tab({"system": 10}, "desk_health", "health", ("ব্যবস্থা", "System"), ADMIN),
)


def rooms_of(roles: frozenset[str]) -> list[tuple[Room, list[Tab]]]:
    """The rooms of whoever holds posts of these roles, in the order of the head, each with what they may open
    of it; a room without is left out.
    """
    own = frozenset().union(*(names for holders, names in ROOMS_OF_ROLES if roles & holders))
    by_room: dict[str, list[Tab]] = {}
    for tab in chain(TABS, tabs_of_records()):
        if roles & tab.roles and (name := next((each for each in tab.rooms if each in own), "")):
            by_room.setdefault(name, []).append(tab)
    return [
        (room, sorted(by_room[room.name], key=lambda tab: tab.rooms[room.name]))
        for room in ROOMS
        if room.name in by_room
    ]


def tabs_of_records() -> Iterator[Tab]:
    """The lists of what stands on the layer of records, which say themselves where (records/offers.py)."""
    for desk in DESKS.values():
        if (door := desk.door) is not None:
            yield Tab(door.rooms, desk.names, desk.place, door.words, desk.readers | door.some, True)
