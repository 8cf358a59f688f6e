"""The registers on the shelf, the measures of the office, what the feed tells of the account, and where they
show.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Min
from django.db.models.functions import Coalesce
from django.urls import reverse

from ongikar.charter.slots import SERVICE_ACCOUNT
from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer
from ongikar.exports.makers import register_maker
from ongikar.letters.models import Letter
from ongikar.letters.transitions import IN
from ongikar.offices.models import Office, Place
from ongikar.offices.news import News, register_news
from ongikar.people.post_holders import StaffRequest
from ongikar.places.models import Device
from ongikar.places.slots import PLACE
from ongikar.rules.bangla.text import fiscal_year, month_span
from ongikar.rules.calendar.office_calendar import TZ

from .above_register import ABOVE_REGISTER
from .account import account_rows, accounts_by_month, month_before, month_words
from .account_views import service_account
from .appointment_figures import appointments_part
from .certificate_register import REGISTER as CERTIFICATE_REGISTER
from .device_register import REGISTER as DEVICE_REGISTER
from .diary_register import DIARY, FILE_INDEX
from .issue_register import ISSUE_REGISTER, PEON_BOOK
from .kind_registers import KIND_REGISTERS
from .measures import Measure, MeasureReading, clocks_due, promises_in_time, register_measure
from .note_figures import notes_of_register, notes_part
from .place_registers import PLACE_REGISTERS
from .register_files import READERS, REGISTER_SHEET, REGISTER_VOLUMES
from .registry import Shelf, register_book
from .service_register import SERVICE_REGISTER
from .slots import ACCOUNT, BOOK
from .stock_register import REGISTER as STOCK_REGISTER
from .task_register import REGISTER as TASK_REGISTER

MONTHS = 6


def news_of_account(office: Office, now: datetime) -> Iterator[News]:
    """The account of each of the last months in which something had been promised."""
    this = now.astimezone(TZ).date().replace(day=1)
    first = this
    for _ in range(MONTHS):
        first = month_before(first)
    accounts = accounts_by_month(account_rows(office, first, this, now))
    for month, account in sorted(accounts.items()):
        ended = month_span(month)[1]
        if account.promised and ended <= this:
            yield News(
                f"account-{month:%Y-%m}",
                say("সময়মতো সেবার হিসাব: {month}", "Promises kept: {month}", month=month_words(month)),
                say(
                    "{promised}টির মধ্যে সময়মতো {kept}টি",
                    "{kept} of {promised} in time",
                    kept=account.in_time,
                    promised=account.promised,
                ),
                reverse("account_month", args=[month.year, month.month]),
                datetime.combine(ended, time(), TZ),
            )


CASE_KEY = Coalesce("case__pk", "earlier_ending__case__pk")


def cases_in_time(office: Office, first: date, last: date, now: datetime) -> MeasureReading:
    return promises_in_time("case", clocks_due(office, first, last, "case"), CASE_KEY, now)


def letters_answered(office: Office, first: date, last: date, now: datetime) -> MeasureReading:
    """One answered later, or not at all, is of the whole and not counted; one whose day has not come is of
    neither.
    """
    today = now.astimezone(TZ).date()
    # By the index of the diary: what was received at the end of a year may stand in the next one's.
    year = fiscal_year(first)
    letters = Letter.objects.filter(
        office=office,
        direction=IN,
        fiscal_year__in=(year, year + 1),
        received_on__range=(first, last),
        due_on__isnull=False,
    )
    counted, others = [], []
    rows = letters.annotate(answered_at=Min("answered_by__issued_at")).order_by("pk")
    for pk, due_on, answered_at in rows.values_list("pk", "due_on", "answered_at"):
        assert due_on is not None, "asked for above"
        if answered_at and answered_at.astimezone(TZ).date() <= due_on:
            counted.append(pk)
        elif due_on < today:
            others.append(pk)
    return MeasureReading(Letter.SUBJECT, tuple(counted), tuple(others))


OFFICE_MEASURES = (
    Measure(
        "cases_in_time",
        ("সময়মতো দেওয়া সেবা", "Services given in time"),
        (
            "এ সময়ে যেসব সেবা দেওয়ার শেষ দিন ছিল, তার কতগুলো সময়মতো দেওয়া হয়েছে",
            "Of the services that were due in this time, how many were given in time",
        ),
        cases_in_time,
    ),
    Measure(
        "letters_answered",
        ("সময়মতো উত্তর দেওয়া চিঠি", "Letters answered in time"),
        (
            "এ সময়ে যেসব চিঠি এসেছে ও উত্তরের দিন পেরিয়েছে, তার কতগুলোর উত্তর সেই দিনের মধ্যে জারি হয়েছে",
            "Of the letters of this time whose day for an answer has come, how many were answered by then",
        ),
        letters_answered,
    ),
)


def place_books(request: StaffRequest, place: Place, now: datetime) -> Answer | None:
    """The register of devices narrowed to this place; nothing where nothing stands, or for who reads no
    books.
    """
    if not request.holder.has(place.office_id, READERS) or not Device.objects.filter(place=place).exists():
        return None
    return ("books/place_books.html", {"place": place, "year": fiscal_year(now.astimezone(TZ).date())})


ON_SHELVES = {
    Shelf.SERVICES: (SERVICE_REGISTER, *KIND_REGISTERS),
    Shelf.PROGRAMME: (CERTIFICATE_REGISTER,),
    Shelf.OFFICE: (DIARY, ISSUE_REGISTER, ABOVE_REGISTER, PEON_BOOK, FILE_INDEX, TASK_REGISTER),
    Shelf.LABS: (*PLACE_REGISTERS, DEVICE_REGISTER, STOCK_REGISTER),
}
for shelf, stood in ON_SHELVES.items():
    for book in stood:
        register_book(book, shelf)
for measure in OFFICE_MEASURES:
    register_measure(measure)
for maker in (REGISTER_SHEET, REGISTER_VOLUMES):
    register_maker(maker)
SERVICE_ACCOUNT.add(service_account)
ACCOUNT.add(appointments_part, order=30)
ACCOUNT.add(notes_part, order=35)
BOOK.add(notes_of_register)
register_news(news_of_account)
PLACE.add(place_books, order=10)
