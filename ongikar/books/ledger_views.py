"""The public page of the ledger: the root of each day, for anyone to write down, and how everything is checked by it."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.frame.public import public_page
from ongikar.journal.verifying import day_ends
from ongikar.offices.models import Office
from ongikar.papers.receipt_key import public_pem
from ongikar.rules.calendar import TZ
from ongikar.rules.chain import Root

DAYS = 14


@public_page
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    days = roots(request.office, now.astimezone(TZ).date())
    context = {
        "now": now, "today": now.astimezone(TZ).date(), "roots": days,
        "key": public_pem(settings.ONGIKAR_RECEIPT_KEY).decode(), "current": "account",
    }  # fmt: skip
    return render(request, "books/ledger.html", context)


def roots(office: Office, today: date) -> list[tuple[date, Root]]:
    """The roots of today, as far as it has come, and of the days before: each the last seal up to the end of its day."""
    days = [today - timedelta(days=n) for n in range(DAYS)]
    ends = day_ends(office.pk, [datetime.combine(day + timedelta(days=1), time(), TZ) for day in days])
    return [(day, Root(str(day), office.slug, *last)) for day, last in zip(days, ends, strict=True) if last]
