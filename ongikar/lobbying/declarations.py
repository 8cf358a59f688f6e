"""Where attempts of influence show elsewhere: the way to write one down, on the page of a case; and how many
there were in a month, in the public account.
"""

from datetime import date, datetime, time

from ongikar.books.account import month_words
from ongikar.books.slots import ACCOUNT
from ongikar.cases.models import Case
from ongikar.cases.rights import may_handle
from ongikar.cases.slots import CASE
from ongikar.core.slots import Answer
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ

from .models import Influence
from .rules import told_number


def way_to_write(*, request: StaffRequest, case: Case, now: datetime) -> Answer | None:
    """The same of every case: it tells of nothing that was written down."""
    if not may_handle(request.holder, case.office_id):
        return None
    return "lobbying/way.html", {"case": case}


def written_in_month(office: Office, first: date) -> int:
    """By the day on which it was written down: what is written later changes no month that was told."""
    begins, ends = (datetime.combine(day, time(), TZ) for day in month_span(first))
    return Influence.objects.filter(office=office, at__gte=begins, at__lt=ends).count()


def account_part(*, request: OfficeRequest, shown: date, now: datetime) -> Answer | None:
    """Nothing of a month that goes on, since from one day to the next it would tell of one; nor of few."""
    if month_span(shown)[1] > now.astimezone(TZ).date():
        return None
    told = told_number(written_in_month(request.office, shown))
    return ("lobbying/account.html", {"count": told, "month": month_words(shown)}) if told else None


CASE.add(way_to_write, order=95)
ACCOUNT.add(account_part, order=40)
