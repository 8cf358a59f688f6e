"""Giving a hearing or a closed stage its line in its register, in the transaction of the act itself."""

from datetime import datetime

from ongikar.grievances.models import BookLine, Hearing, Stage
from ongikar.offices.models import Office
from ongikar.offices.serials import next_number
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ


def enter_hearing(hearing: Hearing, *, now: datetime) -> BookLine:
    """The line of a hearing that was called. One that is put off keeps it."""
    return enter_line(hearing.stage.grievance.office, BookLine.HEARINGS, now=now, hearing=hearing)


def enter_decision(stage: Stage, *, now: datetime) -> BookLine:
    """The line of a stage that whoever decides has closed: a decision, a screening, a redirection."""
    return enter_line(stage.grievance.office, BookLine.DECISIONS, now=now, stage=stage)


def enter_line(office: Office, book: str, *, now: datetime, **told: Hearing | Stage) -> BookLine:
    year = fiscal_year(now.astimezone(TZ).date())
    serial = next_number(office, BookLine.BOOKS[book], year)
    return BookLine.objects.create(office=office, book=book, fiscal_year=year, book_serial=serial, **told)
