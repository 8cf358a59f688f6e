"""How many questions of a month a note answered without an application: a figure beside the promises, and
none of them.
"""

from datetime import date, datetime

from ongikar.core.slots import Answer
from ongikar.knowledge.models import NoteUse
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import month_span

from .account import month_words, start_of_day


def answered_by_notes(office: Office, begin: datetime, until: datetime) -> int:
    uses = NoteUse.objects.filter(office=office, sort=NoteUse.ANSWERED, at__gte=begin, at__lt=until)
    return uses.count()


def notes_part(*, request: OfficeRequest, shown: date, now: datetime) -> Answer | None:
    """Nothing of a month in which none was."""
    begin, until = (start_of_day(day) for day in month_span(shown))
    count = answered_by_notes(request.office, begin, until)
    if not count:
        return None
    return "books/note_figures.html", {"month": month_words(shown), "answered": count}
