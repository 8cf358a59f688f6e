"""Paper at the desk: taking in a request that came over the counter or in a letter, with the day on which it
came; and the forms of the Act, printed.
"""

import secrets
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import CharField, HiddenInput
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.models.proofs import group_figures, make_key
from ongikar.core.forms.fields import ChoiceField, DayField
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.letters.incoming.letter_views import find_incoming
from ongikar.letters.models import Letter
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.calendar.office_calendar import TZ

from . import actions, transitions
from .desk import RequestDesk
from .forms import RequestForm
from .models import InformationRequest
from .pdfs import appeal_form_pdf, refusal_form_pdf, request_form_pdf
from .rights import for_desk, may_enter, may_study
from .track import NoOfficer, find_post

# A letter that lay longer than this was mistyped, or is a matter for more than this form.
MOST_DAYS = 365
TAKEN = (InformationRequest.IN_PERSON, InformationRequest.LETTER)


class TakenRequestForm(RequestForm):
    """Form ক from paper. Who has no mobile is written to at the address."""

    channel = ChoiceField(
        label=say_lazy("কীভাবে এসেছে", "How it came"),
        choices=choices_of({way: InformationRequest.CHANNELS[way] for way in TAKEN}),
    )
    received = DayField(
        label=say_lazy("কোন দিন এসেছে", "On which day it came"),
        help_text=say_lazy("আইনের সময় এই দিন থেকে গোনা হয়।", "The Act counts from this day."),
    )

    # From which letter of the diary it is entered; the view reads it (`letter_of`).
    letter = CharField(widget=HiddenInput, required=False)

    def __init__(self, *args: Any, now: datetime, letter: Letter | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["mobile"].required = False
        if letter is None:
            del self.fields["letter"]
        else:
            self.fields["letter"].initial = letter.pk
        self.order_fields(["channel", "received", *self.fields])

    def clean_received(self) -> date:
        day: date = self.cleaned_data["received"]
        today = self.now.astimezone(TZ).date()
        if day > today:
            self.add_error("received", say("দিনটি এখনো আসেনি", "That day has not come"))
        elif day < today - timedelta(days=MOST_DAYS):
            self.add_error("received", say("এক বছরের বেশি আগের দিন", "More than a year ago"))
        return day

    @property
    def received_at(self) -> datetime:
        """Today it came now; of an earlier day only the day is known, and so its morning."""
        day: date = self.cleaned_data["received"]
        is_today = day == self.now.astimezone(TZ).date()
        return self.now if is_today else datetime.combine(day, time(9), TZ)


@for_desk
@require_http_methods(["GET", "POST"])
def take_request(request: StaffRequest) -> HttpResponse:
    """One form, one press, and the number with the secret digits for whoever brought it."""
    if not may_enter(request.holder, request.office.pk):
        raise PermissionDenied
    now, letter = timezone.now(), letter_of(request)
    try:
        officer = find_post(request.office, "designated")
    except NoOfficer as fault:
        raise Http404(str(fault)) from fault
    initial = {
        "channel": InformationRequest.IN_PERSON,
        "received": timezone.localdate(now),
    } | (first_words(letter) if letter else {})
    form = TakenRequestForm(request.POST or None, now=now, letter=letter, initial=initial)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        filed = actions.file_request(
            office=request.office,
            person=form.person,
            asked=form.request_content,
            channel=cleaned["channel"],
            received_at=form.received_at,
            letter=letter,
            actor=request.holder.actor,
            now=now,
            submission=f"taken-{cleaned['submission'] or secrets.token_urlsafe(16)}",
        )
        key = make_key(request.office, filed.reference, now=now, actor=request.holder.actor)
        context = {"asked": filed, "key_words": group_figures(key), "officer": officer, "current": "rti"}
        response = render(request, "rti/receipt.html", context)
        response["Cache-Control"] = "private, no-store"
        return response
    context = {
        "form": form,
        "heading": say("তথ্যের আবেদন তুলুন", "Enter a request for information"),
        "about": say(
            "হাতে বা চিঠিতে যা এসেছে। তুললে নম্বর ও গোপন সংখ্যা পাবেন, যা আবেদনকারীকে দেবেন।",
            "What came by hand or by letter. You get a number and secret digits to hand to the applicant.",
        ),
        "back": reverse("desk_rti"),
        "back_words": say("তথ্যের আবেদন", "Requests for information"),
        "button": say("আবেদন তুলুন", "Enter the request"),
        "current": "rti",
    }
    return render_form(request, "core/staff_form.html", context)


def letter_of(request: StaffRequest) -> Letter | None:
    """The letter of the diary from which the request is entered. One that the person may not know of, or that
    became something else, is unknown; one that became a request is found again, so that a press twice is one.
    """
    key = request.POST.get("letter") or request.GET.get("letter", "")
    if not key:
        return None
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    letter = find_incoming(request, int(key))
    if letter.subject is not None and letter.subject[0] != InformationRequest.SUBJECT:
        raise Http404
    return letter


def first_words(letter: Letter) -> dict[str, Any]:
    """What the form begins with: the Act counts from the day on which the letter came."""
    return {
        "channel": InformationRequest.LETTER,
        "text": letter.subject_line,
        "name": letter.sender_name[:120],
    } | ({"received": letter.received_on} if letter.received_on else {})


@for_desk
@require_safe
def show_form(request: StaffRequest, number: str, which: str) -> HttpResponse:
    """Forms ক, খ and গ as PDF, without the secret digits, which are the applicant's."""
    asked = RequestDesk().find(request.office, number)
    if not may_study(request.holder, asked):
        raise PermissionDenied
    appeal = getattr(asked, "appeal", None)
    if which == "a":
        return pdf_download(request_form_pdf(asked), f"{number}-a.pdf")
    if which == "b" and asked.state == transitions.REFUSED:
        return pdf_download(refusal_form_pdf(asked), f"{number}-b.pdf")
    if which == "c" and appeal is not None:
        return pdf_download(appeal_form_pdf(appeal), f"{number}-c.pdf")
    raise Http404
