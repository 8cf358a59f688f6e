"""Checking a receipt: whoever holds one may ask whether the promise in its code is the office's own word.

The page reads what is pasted and nothing of any case: it says what anyone with the published key could find out alone.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ongikar.charter.models import Service
from ongikar.frame.fields import Text
from ongikar.frame.forms import Form
from ongikar.frame.say import language, say_later
from ongikar.offices.models import CalendarVersion, Office
from ongikar.papers.receipt_key import checked, public_pem
from ongikar.rules.receipt_promise import LONGEST, WHAT_WORDS, Promised

FALSE = say_later(
    "স্বাক্ষর মেলেনি। লেখাটি এই কার্যালয়ের নয়, পুরোটা আসেনি, বা বদলানো হয়েছে। QR থেকে আবার পুরোটা নিন।",
    "The signature does not fit. This text is not this office’s, is not whole, or was changed. Take all of it from the QR again.",
)


class Check(Form):
    promise = Text(
        label=say_later("QR-এর লেখা", "The text of the QR"),
        help_text=say_later(
            "ফোনের ক্যামেরা QR থেকে যে লেখা দেখায়, তার পুরোটা এখানে দিন", "All of what a phone’s camera reads from the QR"
        ),
        missing=say_later("QR-এর লেখাটি দিন", "Give the text of the QR"),
        max_length=LONGEST,
        lines=4,
    )  # fmt: skip


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Asked by GET: nothing is written, and the answer to a wrong text is as good as to a right one."""
    if "promise" not in request.GET:
        return render(request, "cases/citizen/check.html", {"form": Check()})
    form, found = Check(request.GET), None
    if form.is_valid():
        found = checked(form.cleaned_data["promise"], public_pem(settings.ONGIKAR_RECEIPT_KEY))
        if found is None:
            form.add_error("promise", str(FALSE))
    if found is None:
        return render(request, "cases/citizen/check.html", {"form": form}, status=422)
    context = {
        "form": form, "found": found, "service": service_words(request.office, found),
        "what": WHAT_WORDS[found.what][language()], "by": found.by_words(language()),
        "has_changed": has_changed_since(request.office, found),
    }  # fmt: skip
    return render(request, "cases/citizen/check.html", context)


def service_words(office, found: Promised) -> str:
    """The name of the service as that version of the charter had it."""
    row = Service.objects.filter(
        version__office=office, version__number=found.charter_version, code=found.service
    ).first()
    return row.short if row else found.service


def has_changed_since(office: Office, found: Promised) -> bool:
    """Whether an order has changed the calendar since: the day may have moved, which the page of the case tells."""
    return CalendarVersion.objects.filter(
        office=office, number__gt=found.calendar_version, order__isnull=False
    ).exists()


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public half of the key, for whoever wants to check receipts without us."""
    return HttpResponse(public_pem(settings.ONGIKAR_RECEIPT_KEY), content_type="application/x-pem-file")
