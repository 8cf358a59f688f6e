"""By what the queue is narrowed (tab, service, desk, channel), and its search: by a number or the end of
it, a mobile, or a name, as somebody says them at the desk.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db.models import Q, QuerySet

from ongikar.cases.desks import known_staff_posts
from ongikar.cases.models import Case
from ongikar.cases.models.words import CHANNELS
from ongikar.cases.word_index import newest_with_words
from ongikar.charter.models import Service, charter_in_force
from ongikar.core.db.pages import page_before, page_of, read_key
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.people.models import Applicant, identity_indexes
from ongikar.records.filters import Filter
from ongikar.rules.bangla.search import fold, stem
from ongikar.rules.bangla.text import digits, latin_digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import normal_identity, normal_mobile, normal_tracking_number, tracking_number

from .pages import QueuePage
from .selection import COUNTED_UP_TO, PAGE, TABS, desk_words

LAST_FIRST = "last"
NEWEST_FIRST = ("grouped", "closed", "all")
# Of a desk its open cases are listed: what is closed lies at none.
BY_DESK = ("open", "late", "today", "received", "waiting")


class TabFilter(Filter):
    """The lists of the queue; it stands in one of them always."""

    name, words = "tab", ("কোন আবেদন", "Which cases")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(name, str(words)) for name, words in TABS.items()]


class ServiceFilter(Filter):
    """The services of the charter in force."""

    name, words, is_field = "service", ("সেবা", "Service"), True
    all_words = ("সব সেবা", "All services")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(row.code, row.short) for row in self.services(office)]

    def services(self, office: Office) -> tuple[Service, ...]:
        return charter_in_force(office, datetime.now(TZ).date()).services


class PostFilter(Filter):
    """The desks of the office between which cases go."""

    name, words, is_field = "desk", ("কার কাছে", "On whose desk"), True
    all_words = ("সবার", "Every desk")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        posts = known_staff_posts(office.pk)
        return [(post.slug, post.title) for post in posts] if len(posts) > 1 else []


class ChannelFilter(Filter):
    name, words, is_field = "channel", ("মাধ্যম", "Channel"), True
    all_words = ("সব মাধ্যম", "All channels")

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        return [(name, say(*words)) for name, words in CHANNELS.items()]


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
    if is_few(wanted):
        # Putting them in order is left to us, so that the database looks them up by number.
        numbered = of_office(office, with_line(Case.objects.filter(wanted), now))
        return QueuePage(sorted(numbered, key=lambda case: -case.pk), "")
    page = page_before(shown_cases(office, now).filter(wanted).order_by("-id"), before, PAGE)
    return QueuePage(page.rows, page.last_key)


def page_with_words(office: Office, words: list[str], *, before: int | None, now: datetime) -> QueuePage:
    """Those that bear all of these folded words; without a word none."""
    keys = page_of(newest_with_words(office.pk, words, before=before, most=PAGE + 1) if words else [], PAGE)
    shown = shown_cases(office, now).filter(pk__in=keys.rows)
    return QueuePage(sorted(shown, key=lambda case: -case.pk), str(keys.last or ""))


def shown_cases(office: Office, now: datetime) -> QuerySet[Case]:
    """The office's cases with what a line of the queue shows of them."""
    return with_line(Case.objects.filter(office=office), now)


def with_line(cases: QuerySet[Case], now: datetime) -> QuerySet[Case]:
    shown = cases.select_related("applicant", "clock")
    return shown.annotate(desk_words=desk_words(now.astimezone(TZ).date(), language()))


def of_office(office: Office, numbered: Iterable[Case]) -> list[Case]:
    """Of cases that were found by their numbers, of which there is one a year, those of the office.

    Asked of the database, too, SQLite would read all cases of the office where there are very many: it takes
    what lies between two texts for more.
    """
    return [case for case in numbered if case.office_id == office.pk]


def number_opened(office: Office, typed: str, now: datetime) -> str:
    """The number of the one case that a typed number means, "" where none or more than one is meant.

    Two years may have the same short number: the one that is still open is meant, if the other is not.
    """
    wanted = search_condition(office, typed, now)
    if wanted is None or not is_few(wanted):
        return ""
    meant = of_office(office, Case.objects.filter(wanted).only("office_id", "number", "closed_at"))
    meant_by_it = meant if len(meant) == 1 else [case for case in meant if case.closed_at is None]
    return meant_by_it[0].number if len(meant_by_it) == 1 else ""


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
