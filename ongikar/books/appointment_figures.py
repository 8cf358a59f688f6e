"""How the office kept the appointments of a month, in the public account: also whom it failed to see."""

from datetime import date, datetime

from django.db.models import Count

from ongikar.appointments import transitions
from ongikar.appointments.models import Booking
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import digits, month_span

from .account import month_words, start_of_day

COUNTED = (transitions.SERVED, transitions.UNSERVED, transitions.LEFT, transitions.MISSED)


def appointments_of_month(office: Office, first: date) -> dict[str, int]:
    """How many of them ended how, by the month for which they were made; of those to come nothing."""
    begin, until = (start_of_day(day) for day in month_span(first))
    rows = Booking.objects.filter(office=office, state__in=COUNTED, starts_at__gte=begin, starts_at__lt=until)
    return dict.fromkeys(COUNTED, 0) | dict(rows.values_list("state").annotate(Count("pk")).order_by())


def appointments_part(*, request: OfficeRequest, shown: date, now: datetime) -> Answer | None:
    """Nothing of a month for which nobody had an appointment."""
    counts = appointments_of_month(request.office, shown)
    total = sum(counts.values())
    if not total:
        return None
    lines = [
        (say("সময় নেওয়া ছিল", "Appointments"), total),
        (say("দেখা হয়েছে", "Seen"), counts[transitions.SERVED]),
        (
            say("এসে বসে থেকেও দেখা পাননি", "Came, and were not seen by the office"),
            counts[transitions.UNSERVED],
        ),
        (say("এসেছিলেন, ডেকে পাওয়া যায়নি", "Came, and were not there when called"), counts[transitions.LEFT]),
        (say("আসেননি", "Did not come"), counts[transitions.MISSED]),
    ]
    return "books/appointment_figures.html", {
        "month": month_words(shown),
        "lines": [(words, digits(count, language())) for words, count in lines],
        "failed": counts[transitions.UNSERVED],
    }
