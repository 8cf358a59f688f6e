"""The head of the staff's pages: only the desks that a person's posts open, and how much waits in each."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ongikar.cases.rights import READER_ROLES
from ongikar.clock.machine_clock import unaccepted_machine_clocks
from ongikar.core.i18n.say import language, say_in
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Post
from ongikar.people.contact_subjects import ADDRESS_BOOK_ROLES
from ongikar.people.desk import OVERSEERS, STAFF_ROLES, TIER_ROLES
from ongikar.people.search_sources import search_sources
from ongikar.people.section_counts import section_counts

from .rights import CALENDAR_ROLES, OFFICES_ROLES, POSTS_ROLES

AUDITOR = frozenset({Post.AUDITOR})

# (address, Bangla, English, the page's own word for itself, who may open it), those used most first: as many
# as fit stand in the row, the others under "More".
DESKS = (
    ("today", "আজ", "Today", "today", STAFF_ROLES | TIER_ROLES),
    ("agent", "আপনার আনা আবেদন", "Brought by you", "agent", frozenset({Post.AGENT})),
    ("queue", "আবেদন", "Cases", "queue", READER_ROLES),
    ("tasks", "কাজ", "Tasks", "tasks", READER_ROLES),
    ("letters", "চিঠি", "Letters", "letters", READER_ROLES),
    ("gatherings", "কর্মসূচি", "Programme", "gatherings", READER_ROLES),
    ("places", "ল্যাব ও স্থান", "Places", "places", ADDRESS_BOOK_ROLES),
    ("batches", "প্রশিক্ষণ", "Training", "training", READER_ROLES),
    ("desk_complaints", "অভিযোগ", "Complaints", "complaints", STAFF_ROLES | AUDITOR),
    ("desk_grievances", "অভিযোগ ও আপিল", "Grievances", "grievances", TIER_ROLES),
    ("desk_hearings", "শুনানি", "Hearings", "hearings", TIER_ROLES),
    ("desk_remedies", "প্রতিকার", "Remedies", "remedies", TIER_ROLES),
    ("desk_rti", "তথ্যের আবেদন", "RTI", "rti", STAFF_ROLES | TIER_ROLES | AUDITOR),
    ("desk_drops", "কাজ বাদ দেওয়া", "Dropping work", "drops", TIER_ROLES),
    ("tasks_below", "অধীন পদের কাজ", "Tasks of posts below", "tasks_below", TIER_ROLES | {Post.CHAIR}),
    ("books", "রেজিস্টার", "Registers", "books", READER_ROLES | TIER_ROLES),
    ("meetings", "সভা", "Meetings", "meetings", READER_ROLES | {Post.CHAIR}),
    ("jobs", "কারিগরি সহায়তা", "Support", "jobs", READER_ROLES),
    ("inspections", "পরিদর্শন", "Inspections", "inspections", READER_ROLES),
    ("events", "আয়োজন", "Events", "events", READER_ROLES),
    ("purchases", "কেনাকাটা", "Purchases", "purchases", READER_ROLES),
    ("certificates", "সনদ", "Certificates", "certificates", READER_ROLES),
    ("questionnaires", "প্রশ্নমালা", "Questionnaires", "questionnaires", READER_ROLES),
    ("calendar_orders", "ছুটি", "Calendar", "calendar", CALENDAR_ROLES),
    ("contacts", "যোগাযোগ", "Contacts", "contacts", ADDRESS_BOOK_ROLES),
    ("messages", "বার্তা", "Messages", "messages", READER_ROLES),
    (
        "desk_grievance_reports",
        "অভিযোগের প্রতিবেদন",
        "Grievance reports",
        "grievance_reports",
        TIER_ROLES | {Post.OFFICER, Post.AUDITOR},
    ),
    ("charter_desk", "চার্টার", "Charter", "charter", READER_ROLES),
    ("charter_lint", "চার্টার যাচাই", "Charter check", "charter_lint", OVERSEERS - AUDITOR),
    ("returns", "নিয়মিত প্রতিবেদন", "Regular returns", "returns", READER_ROLES),
    ("training_hours", "কর্মীদের প্রশিক্ষণ ঘণ্টা", "Training hours", "training_hours", READER_ROLES),
    ("lab_use", "ল্যাব ব্যবহার", "Use of labs", "lab_use", READER_ROLES),
    ("lectures", "অন্যের প্রশিক্ষণে ক্লাস", "Classes given", "lectures", READER_ROLES),
    ("rollouts", "পদ্ধতি চালু", "Systems", "rollouts", READER_ROLES),
    ("performance", "কর্মসম্পাদন", "Performance", "performance", READER_ROLES),
    ("initiatives", "উদ্যোগ", "Initiatives", "initiatives", READER_ROLES),
    ("upkeep", "যা হালনাগাদ থাকে", "Kept fresh", "upkeep", READER_ROLES),
    ("own_work", "দপ্তরের নিজস্ব কাজ", "Office work", "own_work", STAFF_ROLES),
    ("first_day", "ফাইল থেকে আনা", "Bring from a file", "first_day", STAFF_ROLES),
    ("desk_offices", "কার্যালয়ের হিসাব", "Offices", "offices", OFFICES_ROLES),
    ("desk_people", "পদ ও দায়িত্ব", "Posts", "people", POSTS_ROLES | AUDITOR),
    ("desk_accounts", "মানুষ", "People", "accounts", frozenset({Post.ADMIN})),
    ("desk_health", "ব্যবস্থা", "System", "health", frozenset({Post.ADMIN})),
)
# So many letters fit into the row on a wide screen and on a phone, where Bangla ones are wider; and so many
# names stand beside "More" there.
WIDE, NARROW, NARROW_NAMES = 64, {"bn": 20, "en": 22}, 4


@dataclass(frozen=True, slots=True)
class MenuRow:
    """One desk of the menu. `count`: what waits there for this person. `is_far`: under "More" on a phone.
    `gives_way`: goes there too where the page at hand is itself a far one and takes its place.
    """

    url: str
    label: str
    key: str
    count: str = ""
    is_far: bool = False
    gives_way: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """`row`: beside each other; `rest`: under "More". `new_case`: the counter, "" for whoever takes none."""

    row: tuple[MenuRow, ...]
    rest: tuple[MenuRow, ...]
    new_case: str

    @property
    def more(self) -> list[tuple[MenuRow, str]]:
        """What stands under "More", each with its class: some of it only on a phone."""
        narrow = [
            (row, "near" if row.is_far else "gave-way") for row in self.row if row.is_far or row.gives_way
        ]
        return [*narrow, *((row, "") for row in self.rest)]


def staff_nav(request: OfficeRequest) -> dict[str, Any]:
    """Context for staff pages: the menu of the desks open to the person. Other pages get nothing, at no
    cost.
    """
    desk = getattr(request, "desk", None)
    if desk is None:
        return {}
    roles = desk.roles_in(request.office.pk)
    # Who is to say a word finds it on whatever page they are; nobody else's page asks for it.
    is_clock_off = Post.ADMIN in roles and bool(unaccepted_machine_clocks())
    counts = section_counts(desk, request.office, timezone.now())
    # Whoever may read something finds it from every page: a number that is typed opens its page.
    seek = reverse("desk_search") if search_sources(roles) else ""
    menu = menu_for(roles, language(), tuple(sorted(counts.items())))
    return {"staff_nav": menu, "seek": seek, "is_clock_off": is_clock_off}


@lru_cache(maxsize=64)
def menu_for(roles: frozenset[str], tongue: str, counts: tuple[tuple[str, str], ...]) -> Menu:
    waiting = dict(counts)
    desks = [
        (reverse(name), say_in(tongue, bn, en), key, waiting.get(key, ""))
        for name, bn, en, key, who in DESKS
        if roles & who
    ]
    row: list[MenuRow] = []
    rest: list[MenuRow] = []
    letters = narrow = 0
    for url, label, key, count in desks:
        letters += len(label)
        # On a phone there is no room to spare for what waits.
        narrow += len(label) + (len(count) + 1 if count else 0)
        if row and letters > WIDE:
            rest.append(MenuRow(url, label, key, count))
            continue
        is_far = bool(row) and (narrow > NARROW[tongue] or len(row) >= NARROW_NAMES)
        row.append(MenuRow(url, label, key, count, is_far, gives_way=not is_far and len(row) >= 2))
    return Menu(tuple(row), tuple(rest), reverse("counter") if roles & STAFF_ROLES else "")
