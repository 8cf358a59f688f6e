"""The head of the staff's pages: the rooms that a person's posts open, how much waits in each, and the tabs
of the room that one is in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ongikar.clock.machine_clock import unaccepted_machine_clocks
from ongikar.core.i18n.say import language, say_in
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Post
from ongikar.people.day_list import standing_of
from ongikar.people.post_holders import STAFF_ROLES
from ongikar.people.search_sources import search_sources
from ongikar.people.section_counts import count_words, section_counts
from ongikar.people.today_lines import TodayQuestion

from .help.views import help_link
from .rooms import rooms_of

# So many letters fit beside "More" on a phone, where Bangla ones are wider; and so many names.
NARROW, NARROW_NAMES = {"bn": 20, "en": 22}, 4


@dataclass(frozen=True, slots=True)
class MenuTab:
    """A page of a room. `count`: what waits there for this person, "" for nothing."""

    url: str
    label: str
    key: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class MenuRoom:
    """`tabs`: its pages, `unused` those of which the office had nothing so far. `is_far`: under "More" on a
    phone. `gives_way`: goes there too where the page at hand is in a far room and takes its place.
    """

    name: str
    label: str
    tabs: tuple[MenuTab, ...]
    unused: tuple[MenuTab, ...] = ()
    count: str = ""
    is_at_end: bool = False
    is_far: bool = False
    gives_way: bool = False

    @property
    def url(self) -> str:
        return (self.tabs or self.unused)[0].url

    @property
    def style(self) -> str:
        """Its classes in the head: on a phone, and at the end of the row."""
        narrow = "far" if self.is_far else "gives-way" if self.gives_way else ""
        return f"{narrow} {'at-end' if self.is_at_end else ''}".strip()

    @property
    def has_tabs(self) -> bool:
        return len(self.tabs) + len(self.unused) > 1

    @property
    def keys(self) -> frozenset[str]:
        """The words by which its pages name themselves."""
        return frozenset(tab.key for tab in (*self.tabs, *self.unused))


@dataclass(frozen=True, slots=True)
class Menu:
    """`new_case`: the counter, "" for whoever takes none."""

    rooms: tuple[MenuRoom, ...]
    new_case: str

    @property
    def more(self) -> list[tuple[MenuRoom, str]]:
        """What stands under "More" on a phone, each with its class."""
        return [
            (room, "near" if room.is_far else "gave-way")
            for room in self.rooms
            if room.is_far or room.gives_way
        ]


def staff_nav(request: OfficeRequest) -> dict[str, Any]:
    """Context for staff pages: the rooms open to the person. Other pages get nothing, at no cost."""
    holder = getattr(request, "holder", None)
    if holder is None:
        return {}
    roles = holder.roles_in(request.office.pk)
    # Who is to say a word finds it on whatever page they are; nobody else's page asks for it.
    is_clock_off = Post.ADMIN in roles and bool(unaccepted_machine_clocks())
    counts, unused = section_counts(holder, request.office, timezone.now())
    # Whoever may read something finds it from every page: a number that is typed opens its page.
    seek = reverse("desk_search") if search_sources(roles) else ""
    menu = menu_for(roles, language(), tuple(sorted(counts.items())), unused)
    worklist = standing_of(request, TodayQuestion(request, holder, request.office, timezone.now()))
    return {
        "worklist": worklist,
        "staff_nav": menu,
        "seek": seek,
        "is_clock_off": is_clock_off,
        "help": help_link(request),
    }


@lru_cache(maxsize=64)
def menu_for(
    roles: frozenset[str],
    tongue: str,
    counts: tuple[tuple[str, int], ...],
    unused: frozenset[str] = frozenset(),
) -> Menu:
    """`counts`: what waits, by the word of a page for itself; `unused`: the pages with nothing so far."""
    waiting = dict(counts)
    rooms: list[MenuRoom] = []
    narrow = 0
    for room, tabs in rooms_of(roles):
        label = say_in(tongue, *room.words)
        shown = [
            MenuTab(reverse(tab.url_name), say_in(tongue, *tab.words), tab.key, words_of(waiting, [tab.key]))
            for tab in tabs
        ]
        count = words_of(waiting, [tab.key for tab in tabs])
        # On a phone there is no room to spare for what waits.
        narrow += len(label) + (len(count) + 1 if count else 0)
        is_far = bool(rooms) and (narrow > NARROW[tongue] or len(rooms) >= NARROW_NAMES)
        kept_back = {tab.key for tab in tabs if tab.is_record and tab.key in unused}
        rooms.append(
            MenuRoom(
                room.name,
                label,
                tuple(tab for tab in shown if tab.key not in kept_back),
                tuple(tab for tab in shown if tab.key in kept_back),
                count,
                room.is_at_end,
                is_far,
                gives_way=not is_far and len(rooms) >= 2,
            )
        )
    return Menu(tuple(rooms), reverse("counter") if roles & STAFF_ROLES else "")


def words_of(waiting: dict[str, int], keys: Sequence[str]) -> str:
    count = sum(waiting.get(key, 0) for key in keys)
    return count_words(count) if count else ""
