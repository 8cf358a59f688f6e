"""What stands on the staff's Today: each app registers what it has to show there, and all of it looks alike.

Today itself (website/today) knows no app. A source is asked once for each page and gives lines for the
sections and rows for the right column. A section stands in the order of harm, its lines in that of their due
moments, whichever app they come from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.db.models import Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.safestring import SafeString

from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import CalendarVersion, Office
from ongikar.rules.calendar.office_calendar import TZ

from .post_holders import STAFF_ROLES, TIER_ROLES, PostHolder
from .section_counts import CountedFor

LATE, DUE_TODAY, TO_HEED = "late", "today", "heed"
TO_VERIFY, TO_ANSWER, TO_BEGIN = "verify", "answer", "begin"
# Of a superior: minutes, and what a committee decided and is not done.
TO_APPROVE, DECIDED = "approve", "decided"
# In the order of harm: (heading, the words of its figure below the date).
SECTIONS = {
    LATE: (say_lazy("দেরি হয়ে গেছে", "Late"), say_lazy("দেরি হয়েছে", "late")),
    DUE_TODAY: (say_lazy("আজ শেষ দিন", "Due today"), say_lazy("আজ শেষ দিন", "due today")),
    TO_HEED: (say_lazy("অসন্তুষ্ট আবেদনকারী", "Applicants not content"), say_lazy("অসন্তুষ্ট", "not content")),
    TO_APPROVE: (say_lazy("অনুমোদন করতে হবে", "To approve"), say_lazy("অনুমোদন করতে হবে", "to approve")),
    TO_VERIFY: (say_lazy("যাচাই করতে হবে", "To verify"), say_lazy("যাচাই করতে হবে", "to verify")),
    TO_ANSWER: (
        say_lazy("চিঠির উত্তর দিতে হবে", "Letters to answer"),
        say_lazy("চিঠির উত্তর", "to answer by letter"),
    ),
    TO_BEGIN: (say_lazy("গ্রহণ করা বাকি", "To be accepted"), say_lazy("গ্রহণ করা বাকি", "to accept")),
    DECIDED: (
        say_lazy("যা সিদ্ধান্ত হয়েছে", "Decided, not done yet"),
        say_lazy("সিদ্ধান্ত বাকি", "decided, not done"),
    ),
}
# What others owe and the person only watches: not their work of the day.
WATCHED = frozenset({DECIDED})
# How many lines of a section stand on the page; a source gives no more, and says how many there are.
SHOWN = 25


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One line: who, and the first words of what; about what, whose and its number; its bar; one act.

    `due`: what it is put in order by. `act_url` is "" where the person can only read it.
    """

    due: datetime
    who: str
    url: str
    what: str
    about: str
    owner_and_number: str
    bar: SafeString
    words: str
    act_url: str = ""
    act_words: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class TodayLines:
    """The lines of one source in one section. `count`: how many there are, where they are more than the lines
    (COUNTED_UP_TO and above is said as "99+"); `more`: where all of them stand, also those for which a full
    day leaves no room. Without it all lines are shown.
    """

    section: str
    lines: list[TodayLine]
    count: int | None = None
    more: str = ""


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One row of the right column: its words, where they lead, and a figure or a day."""

    words: str
    url: str
    value: str


@dataclass(frozen=True, slots=True)
class TodayShare:
    """What one app has for Today.

    `in_office`: rows of "Waiting in the office", what the office itself has to do next. `for_others`: rows
    of "Waiting for others", never mixed with what the officer owes. `soon`: how many fall due in the next
    seven days.
    """

    sections: list[TodayLines] = field(default_factory=list)
    in_office: list[AsideRow] = field(default_factory=list)
    for_others: list[AsideRow] = field(default_factory=list)
    soon: int = 0


@dataclass(frozen=True, slots=True)
class TodayQuestion:
    """Whose Today it is. `posts`: the keys of the posts held in this office."""

    request: HttpRequest
    holder: PostHolder
    office: Office
    now: datetime

    @property
    def posts(self) -> list[int]:
        return [post.pk for post in self.holder.posts if post.office_id == self.office.pk]

    def count(self, name: str) -> int:
        """What a source registered under this name: of all sources together one statement."""
        key = (FOUND, self.office.pk)
        if key not in self.holder.found:
            self.holder.found[key] = today_counts(self)
        count: int = self.holder.found[key].get(name, 0)
        return count


# Under this a desk keeps what Today counts.
FOUND = "today_counts"


@dataclass(frozen=True, slots=True)
class TodayCountedFor(CountedFor):
    """Whose Today is counted, as places of the query."""

    today: Value


TodaySource = Callable[[TodayQuestion], TodayShare]
# How many of something there are, as far as anybody reads on: an expression that reads an index and stops. Or
# only whether there is any: then a source asks no more where there is none.
TodayCount = Callable[[TodayCountedFor], Combinable]
TODAY_COUNTS: dict[str, tuple[frozenset[str], TodayCount]] = {}
TODAY_SOURCES: dict[str, tuple[int, TodaySource, frozenset[str]]] = {}


def register_today(
    name: str,
    source: TodaySource,
    *,
    order: int = 50,
    roles: frozenset[str] = STAFF_ROLES,
    counts: Mapping[str, TodayCount] | None = None,
) -> None:
    """`order`: where its rows stand in the right column, and its lines of the same due moment. `roles`: whose
    Today it has something for; nobody else is told of it. `counts`: what it counts, by names of its own, for
    `TodayQuestion.count`.
    """
    TODAY_SOURCES[name] = order, source, roles
    register_today_counts(counts or {}, roles)


def register_today_counts(counts: Mapping[str, TodayCount], roles: frozenset[str] = STAFF_ROLES) -> None:
    for name, count in counts.items():
        TODAY_COUNTS[name] = roles, count
    counts_query.cache_clear()


# The key of the newest version of the office's calendar, asked in the same statement.
NEWEST_CALENDAR = "newest_calendar"


def newest_calendar(counted: TodayCountedFor) -> Combinable:
    newest = CalendarVersion.objects.filter(office=counted.office).order_by("-number")
    return Coalesce(Subquery(newest.values("pk")[:1]), 0)


@cache
def counts_query(names: tuple[str, ...], posts: int) -> CompiledQuery:
    """One row with these counts, for somebody who holds so many posts."""
    office, now, today, *held = map(CompiledQuery.parameter, range(3 + posts))
    places = TodayCountedFor(office, now, tuple(held), today)
    counts = [TODAY_COUNTS[name][1](places) for name in names]
    return CompiledQuery(lambda: Office.objects.filter(pk=office).values_list(*counts))


def today_counts(question: TodayQuestion) -> dict[str, int]:
    held = question.holder.roles_in(question.office.pk)
    names = tuple(name for name, (roles, _) in sorted(TODAY_COUNTS.items()) if roles & held)
    if not names:
        return {}
    posts, today = question.posts, question.now.astimezone(TZ).date()
    (row,) = counts_query(names, len(posts))(question.office.pk, question.now, today, *posts)
    return dict(zip(names, row, strict=True))


def today_shares(question: TodayQuestion) -> list[TodayShare]:
    held = question.holder.roles_in(question.office.pk)
    sources = sorted(TODAY_SOURCES.values(), key=lambda each: each[0])
    return [source(question) for _, source, roles in sources if roles & held]


def section_title(section: str) -> str:
    return str(SECTIONS[section][0])


def soon_words(count: str) -> str:
    return say("সামনের ৭ দিনে শেষ হবে: {n}টি", "Due in the next 7 days: {n}", n=count)


register_today_counts({NEWEST_CALENDAR: newest_calendar}, STAFF_ROLES | TIER_ROLES)
