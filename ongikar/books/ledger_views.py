"""The public page of the ledger: the root of each day, for anyone to write down, and how everything is checked by it."""

from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.frame.public import public_page
from ongikar.offices.day_roots import day_roots
from ongikar.papers.receipt_key import public_pem
from ongikar.rules.calendar import TZ

DAYS = 14


@public_page
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(TZ).date()
    found = day_roots(request.office, [today - timedelta(days=n) for n in range(DAYS)])
    context = {
        "now": now, "today": today, "roots": [(date.fromisoformat(root.day), root) for root in found],
        "key": public_pem(settings.ONGIKAR_RECEIPT_KEY).decode(), "current": "account",
    }  # fmt: skip
    return render(request, "books/ledger.html", context)
