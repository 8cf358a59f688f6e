"""How often, by the month, somebody said that a note answered them and applied for nothing: a figure beside
the promises and the register of advice, and none of their lines.

What is counted are presses, each form's once. Who pressed is kept nowhere, so nothing can be said of persons.
"""

from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from ongikar.core.slots import Answer
from ongikar.knowledge.models import NoteUse
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ

from .account import month_words, start_of_day
from .registry import Book

# The register beside whose lines it stands: of what is asked and answered in words.
BESIDE = "advice"


def answers_between(office: Office, begin: datetime, until: datetime) -> QuerySet[NoteUse]:
    return NoteUse.objects.filter(office=office, sort=NoteUse.ANSWERED, at__gte=begin, at__lt=until)


def answered_by_notes(office: Office, begin: datetime, until: datetime) -> int:
    return answers_between(office, begin, until).count()


def answered_by_month(office: Office, fiscal_year: int) -> list[tuple[date, int]]:
    """Of each month of the year in which there was one: its first day, and how many."""
    begin, until = (start_of_day(date(year, 7, 1)) for year in (fiscal_year, fiscal_year + 1))
    rows = answers_between(office, begin, until).order_by().annotate(month=TruncMonth("at", tzinfo=TZ))
    counts = dict(rows.values_list("month").annotate(Count("pk")))
    return sorted((month.astimezone(TZ).date(), count) for month, count in counts.items())


def notes_part(*, request: OfficeRequest, shown: date, now: datetime) -> Answer | None:
    """Nothing of a month in which none was."""
    begin, until = (start_of_day(day) for day in month_span(shown))
    count = answered_by_notes(request.office, begin, until)
    if not count:
        return None
    return "books/note_figures.html", {"month": month_words(shown), "answered": count}


def notes_of_register(
    *, request: OfficeRequest, book: Book, fiscal_year: int, now: datetime
) -> Answer | None:
    """Nothing beside another register, and of a year in which none was."""
    months = answered_by_month(request.office, fiscal_year) if book.slug == BESIDE else []
    if not months:
        return None
    return "books/note_months.html", {
        "months": [(first, month_words(first), count) for first, count in months],
        "answered": sum(count for _, count in months),
    }
