"""What the address of the queue says (tab, service, channel, search words, and how far one has read), and
the search: by a number or the end of it, a mobile, or a name, as somebody says them at the desk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from ongikar.cases.desks import known_staff_posts
from ongikar.cases.models import Case
from ongikar.cases.models.words import CHANNELS
from ongikar.cases.word_index import newest_with_words
from ongikar.charter.models import Service, charter_in_force
from ongikar.core import cache_version
from ongikar.core.db.pages import page_before, page_of, read_key
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Post
from ongikar.people.models import Applicant, identity_indexes
from ongikar.rules.bangla.search import fold, stem
from ongikar.rules.bangla.text import digits, latin_digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import normal_identity, normal_mobile, normal_tracking_number, tracking_number

from .pages import QueuePage
from .selection import COUNTED_UP_TO, PAGE, TABS, QueueSelection, desk_words

MOST_TYPED = 100
LAST_FIRST = "last"
NEWEST_FIRST = ("closed", "all")
# Of a desk its open cases are listed: what is closed lies at none.
BY_DESK = ("open", "late", "today", "received", "waiting")


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the queue's lists: its count is "" where nothing is counted; `is_bad`:
    something in it is late.
    """

    url: str
    label: str
    count: str
    is_shown: bool
    is_bad: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """The queue's address, read. Whatever in it is unknown counts as not given."""

    asked: QueueSelection
    service: str
    typed: str
    services: tuple[Service, ...]
    # The desks of the office between which cases go, and the one that was chosen.
    posts: tuple[Post, ...]
    desk: Post | None
    has_own: bool

    @classmethod
    def read(
        cls, given: Mapping[str, str], office: Office, now: datetime, own: Sequence[int] = ()
    ) -> "Filters":
        """`own`: the desks of who asks; without one there is no tab of one's own."""
        services = charter_in_force(office, now.astimezone(TZ).date()).services
        # PostgreSQL takes no null character in any text, not even to look for it.
        code = given.get("service", "").replace("\0", "")
        tab, channel = given.get("tab", ""), given.get("channel", "")
        tab = tab if tab in TABS and (own or tab != "mine") else "open"
        posts = known_staff_posts(office.pk)
        desk = (
            next((post for post in posts if post.slug == given.get("desk")), None) if tab in BY_DESK else None
        )
        asked = QueueSelection(
            tab=tab,
            services=(
                tuple(charter_row_ids(office.pk, code, cache_version.current_version(office.pk)))
                if code
                else ()
            ),
            channel=channel if channel in CHANNELS else "",
            desks=tuple(own) if tab == "mine" else (desk.pk,) if desk else (),
            is_last_first=given.get("order") == LAST_FIRST and tab not in NEWEST_FIRST,
            after=given.get("after", "")[:60],
        )
        typed = given.get("q", "").strip()[:MOST_TYPED]
        return cls(asked, code if asked.services else "", typed, services, posts, desk, bool(own))

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """What stands in the address, by name."""
        return (
            ("tab", self.asked.tab),
            ("service", self.service),
            ("channel", self.asked.channel),
            ("q", self.typed),
            ("desk", self.desk.slug if self.desk else ""),
            ("order", LAST_FIRST if self.asked.is_last_first else ""),
        )

    @property
    def key(self) -> tuple:
        """What the form and the head of the list are made of, beside the words looked for: those are kept
        nowhere.
        """
        return (
            tuple(part for part in self.parts if part[0] != "q"),
            self.services[0].version_id if self.services else 0,
            self.has_own,
        )

    def address(self, **changes: str) -> str:
        """The queue with these filters, and the changes; a change of anything but the page begins at the
        first.
        """
        return f"{queue_address(language())}?{query_string(self.parts, tuple(changes.items()))}"

    def tabs(self, counts: Mapping[str, int]) -> list[Tab]:
        return [
            Tab(
                self.address(tab=name, q="", desk=self.address_desk(name)),
                str(words),
                tab_count_words(counts.get(name)),
                name == self.asked.tab and not self.typed,
                is_bad=name == "late" and bool(counts.get(name)),
            )
            for name, words in TABS.items()
            if name != "mine" or self.has_own
        ]

    def address_desk(self, tab: str) -> str:
        return self.desk.slug if self.desk and tab in BY_DESK else ""

    @property
    def is_by_due(self) -> bool:
        """Whether the lines stand in the order of their due days, which can be turned."""
        return not self.typed and self.asked.tab not in NEWEST_FIRST

    @property
    def reversed_address(self) -> str:
        """The same lines the other way round."""
        return self.address(order="" if self.asked.is_last_first else LAST_FIRST)

    @property
    def in_words(self) -> str:
        """What the lines are narrowed to, as it stands on the closed box of filters."""
        service = next((row.short for row in self.services if row.code == self.service), "")
        channel = CHANNELS.get(self.asked.channel)
        parts = (
            service or say("সব সেবা", "all services"),
            (
                (self.desk.title if self.desk else say("সবার কাছে", "every desk"))
                if self.asked.tab in BY_DESK
                else ""
            ),
            say(*channel) if channel else say("সব মাধ্যম", "all channels"),
        )
        return ", ".join(filter(None, parts))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.service or self.desk or self.asked.channel)

    @property
    def may_choose_desk(self) -> bool:
        return self.asked.tab in BY_DESK and len(self.posts) > 1

    @property
    def channels(self) -> list[tuple[str, str]]:
        return [(name, say(*words)) for name, words in CHANNELS.items()]


@lru_cache(maxsize=512)
def query_string(parts: tuple[tuple[str, str], ...], changes: tuple[tuple[str, str], ...]) -> str:
    """Names and values as an address has them, the changes in the place of what they change; empty ones are
    left out.
    """
    return urlencode({name: value for name, value in (dict(parts) | dict(changes)).items() if value})


def tab_count_words(count: int | None) -> str:
    """৪, and 99+ for what is counted no further; "" where nothing is counted."""
    if count is None:
        return ""
    return digits(count if count < COUNTED_UP_TO else f"{COUNTED_UP_TO - 1}+", language())


@lru_cache(maxsize=256)
def charter_row_ids(office_id: int, code: str, content_version: int) -> tuple[int, ...]:
    """The rows of one service through all versions of the charter."""
    rows = Service.objects.filter(version__office=office_id, code=code)
    return tuple(rows.values_list("pk", flat=True))


@lru_cache(maxsize=2)
def queue_address(tongue: str) -> str:
    """It stands in every tab and in every line."""
    return reverse("queue")


# The figures that a serial has when more than 99,999 ask in one year.
MOST_FIGURES = 6
# Words beyond these find nothing more, and cost more.
MOST_WORDS = 5


def search(office: Office, typed: str, *, after: str = "", now: datetime) -> QueuePage:
    """The cases that fit what was typed, newest first, in either script."""
    wanted = search_condition(office, typed, now)
    before = read_key(after)
    if wanted is None:
        # Any part of a word finds: by its stem every case of a name does.
        words = [stem(word) for word in fold(typed).split()[:MOST_WORDS]]
        return page_with_words(office, words, before=before, now=now)
    cases = shown_cases(office, now).filter(wanted)
    if is_few(wanted):
        # At most one a year: putting them in order is left to us, so that the database looks them
        # up by number.
        return QueuePage(sorted(cases, key=lambda case: -case.pk), "")
    page = page_before(cases.order_by("-id"), before, PAGE)
    return QueuePage(page.rows, page.last_key)


def page_with_words(office: Office, words: list[str], *, before: int | None, now: datetime) -> QueuePage:
    """Those that bear all of these folded words; without a word none."""
    keys = page_of(newest_with_words(office.pk, words, before=before, most=PAGE + 1) if words else [], PAGE)
    shown = shown_cases(office, now).filter(pk__in=keys.rows)
    return QueuePage(sorted(shown, key=lambda case: -case.pk), str(keys.last or ""))


def shown_cases(office: Office, now: datetime) -> QuerySet[Case]:
    """The office's cases with what a line of the queue shows of them."""
    cases = Case.objects.filter(office=office).select_related("applicant", "clock")
    return cases.annotate(desk_words=desk_words(now.astimezone(TZ).date(), language()))


def number_opened(office: Office, typed: str, now: datetime) -> str:
    """The number of the one case that a typed number means, "" where none or more than one is meant.

    Two years may have the same short number: the one that is still open is meant, if the other is not.
    """
    wanted = search_condition(office, typed, now)
    if wanted is None or not is_few(wanted):
        return ""
    meant = list(Case.objects.filter(wanted, office=office).values_list("number", "closed_at"))
    still_open = [number for number, closed_at in meant if closed_at is None]
    meant_by_it = [number for number, _ in meant] if len(meant) == 1 else still_open
    return meant_by_it[0] if len(meant_by_it) == 1 else ""


def search_condition(office: Office, typed: str, now: datetime) -> Q | None:
    """What was typed as a condition, where it is a number; None where it is words."""
    # A number of an identity paper may have as many figures as others have: it is one where it was
    # given as one.
    if identity := normal_identity(typed):
        indexes = identity_indexes(identity)
        if Applicant.objects.filter(office=office, identity_index__in=indexes).exists():
            return Q(applicant__office=office, applicant__identity_index__in=indexes)
    # A mobile has as many figures as a tracking number, but begins with 01, as no geocode does.
    if mobile := normal_mobile(typed):
        return Q(applicant__office=office, applicant__mobile=mobile)
    if number := normal_tracking_number(typed):
        return cases_with_numbers([number])
    figures = "".join(latin_digits(typed).split())
    if figures.isascii() and figures.isdigit() and len(figures) <= MOST_FIGURES:
        return cases_with_numbers(numbers_of_serial(office, int(figures), now))
    return None


def cases_with_numbers(numbers: list[str]) -> Q:
    """The cases with these numbers, said with or without their check parts."""
    wanted = Q()
    for number in numbers:
        wanted |= Q(number__bears=number)
    return wanted


def is_few(wanted: Q) -> bool:
    return any(isinstance(child, tuple) and child[0] == "number__bears" for child in wanted.children)


def numbers_of_serial(office: Office, serial: int, now: datetime) -> list[str]:
    """The numbers that people shorten to this serial: this year's and last year's."""
    year = now.astimezone(TZ).year
    return [tracking_number(office.geocode, y, serial) for y in (year, year - 1)]
