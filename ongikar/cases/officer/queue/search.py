"""Finding a case by what somebody says at the desk: its number or the end of it, a mobile, or a name."""

from datetime import datetime

from django.db.models import Q, QuerySet

from ongikar.cases.models import Case
from ongikar.core.i18n.say import language
from ongikar.offices.models import Office
from ongikar.people.models import Applicant, identity_indexes
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import normal_identity, normal_mobile, normal_tracking_number, tracking_number

from .pages import QueuePage
from .selection import PAGE, desk_words

# The figures that a serial has when more than 99,999 ask in one year.
MOST_FIGURES = 6
# Words beyond these find nothing more, and cost more.
MOST_WORDS = 5


def search(office: Office, typed: str, *, after: str = "", now: datetime) -> QueuePage:
    """The cases that fit what was typed, newest first, in either script."""
    wanted = search_condition(office, typed, now)
    if wanted is None:
        return QueuePage([], "")
    cases = shown_cases(office, now).filter(wanted)
    if is_few(wanted):
        # At most one a year: putting them in order is left to us, so that the database looks them
        # up by number.
        return QueuePage(sorted(cases, key=lambda case: -case.pk), "")
    cases = cases.order_by("-id")
    if after.isascii() and after.isdigit():
        cases = cases.filter(id__lt=int(after))
    found = list(cases[: PAGE + 1])
    return QueuePage(found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else "")


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
    found = list(Case.objects.filter(wanted, office=office).values_list("number", "closed_at"))
    still_open = [number for number, closed_at in found if closed_at is None]
    meant_by_it = [number for number, _ in found] if len(found) == 1 else still_open
    return meant_by_it[0] if len(meant_by_it) == 1 else ""


def search_condition(office: Office, typed: str, now: datetime) -> Q | None:
    """What was typed as a condition; None where nothing in it can be looked for."""
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
    words = fold(typed).split()[:MOST_WORDS]
    if not words:
        return None
    wanted = Q()
    for word in words:
        wanted &= Q(search__contains=word)
    return wanted


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
