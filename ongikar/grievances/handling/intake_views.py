"""Taking in a complaint that comes by hand, by phone or by letter: by the desk that decides, never by the
one complained of.
"""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.models import Case
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.letters.models import Letter
from ongikar.papers.actions import papers_of
from ongikar.people.desk import DeskRequest, HeldPosts
from ongikar.rules.numbers import normal_tracking_number

from ..citizen.form_filing import file_general_complaint
from ..citizen.forms import EVIDENCE, NOT_KNOWN, GeneralComplaintForm
from ..ladder.conflicts import matter_conflicts, matter_of_case
from ..models import Grievance
from ..parts import DESK, render_slip
from ..rights import for_deciders
from ..words import CHANNELS
from .evidence import posted_data, sound_evidence
from .letter_intake import came_at, first_words, letter_meant, letters_waiting, take_letter

RECEIVED_CHANNELS = (Grievance.IN_PERSON, Grievance.PHONE, Grievance.LETTER)


class ReceivedComplaintForm(GeneralComplaintForm):
    """The citizen's own questions, and how it came; about a case, its applicant is the complainant."""

    channel = ChoiceField(
        label=say_lazy("কীভাবে এসেছে", "How it came"),
        choices=[(way, CHANNELS[way]) for way in RECEIVED_CHANNELS],
    )
    number = TextField(
        label=say_lazy("আবেদনের নম্বর", "Number of the application"),
        help_text=say_lazy(
            "আবেদনকারী নিজে নিজের আবেদন নিয়ে অভিযোগ করলে লিখুন। নাম তখন আবেদন থেকে আসে।",
            "Where the applicant complains about their own application. The name then comes from it.",
        ),
        required=False,
        max_length=60,
    )

    def __init__(self, *args: Any, desk: HeldPosts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk, self.case = desk, None
        self.order_fields(["channel", "number", *self.fields])

    def clean_number(self) -> str:
        typed = self.cleaned_data["number"]
        if typed:
            rows = Case.objects.with_all().filter(office=self.office, applicant__isnull=False)
            self.case = rows.filter(number=normal_tracking_number(typed)).first()
            if self.case is None:
                self.add_error(
                    "number", say("এই নম্বরে কোনো আবেদন নেই", "There is no application with this number")
                )
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.case and cleaned.get("who") == self.ANONYMOUS:
            self.add_error(
                "number",
                say(
                    "নাম ছাড়া অভিযোগে আবেদনের নম্বর দেওয়া যায় না: নম্বরেই নাম জানা যায়",
                    "A complaint without a name takes no number of an application: that tells the name",
                ),
            )
        if "respondent" in cleaned and self.is_in_conflict:
            self.add_error(
                "respondent",
                say(
                    "নিজের বা ঊর্ধ্বতনের কাজ নিয়ে অভিযোগ আপনি নিতে পারেন না। পরের ধাপে পাঠান।",
                    "You cannot take a complaint about your own work or your superior’s. Send it to the next"
                    " tier.",
                ),
            )
        return cleaned

    @property
    def asks_name(self) -> bool:
        """The application knows who asked."""
        return self.case is None

    @property
    def is_in_conflict(self) -> bool:
        matter = matter_of_case(self.post_complained_of.pk, self.case, self.desk.day)
        return bool(matter_conflicts(self.desk, matter, self.office.pk))


@for_deciders
@require_http_methods(["GET", "POST"])
def receive_complaint(request: DeskRequest) -> HttpResponse:
    """One form, one press, and the slip with the secret digits for the hand of whoever complains. `letter`: a
    letter of the diary that was handed to this person, of which it is made.
    """
    now = timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    letter = letter_meant(request.desk, request.office, asked.get("letter", ""))
    channel = Grievance.LETTER if letter else Grievance.IN_PERSON
    begun = {"channel": channel}
    form = ReceivedComplaintForm(
        *posted_data(request),
        office=request.office,
        desk=request.desk,
        initial=begun | (first_words(letter) if letter else {}),
    )
    if request.method == "POST" and form.is_valid():
        grievance = file_received(request, form, letter, now)
        if grievance:
            return render_slip(request, grievance, DESK, now, request.desk.actor)
    elif form.errors:
        sound_evidence(form, EVIDENCE, request, now=now)
    context = {
        "form": form,
        "letter": letter,
        "pages": papers_of(letter.reference) if letter else (),
        "waiting": () if letter else letters_waiting(request.desk, request.office),
        "current": "grievances",
    }
    return render_form(request, "grievances/take.html", context)


@transaction.atomic
def file_received(
    request: DeskRequest, form: ReceivedComplaintForm, letter: Letter | None, now: datetime
) -> Grievance | None:
    """File it, and the letter with it; None where the form says why not."""
    cleaned, actor = form.cleaned_data, request.desk.actor
    # Of an application whose officer is not named, the post that answers for it.
    is_case_post = form.case is not None and cleaned["respondent"] == NOT_KNOWN
    facts: dict[str, Any] = {"respondent": None} if is_case_post else {}
    if letter:
        facts |= {"letter": letter, "came_at": came_at(letter, now)}
    grievance = file_general_complaint(
        request,
        form,
        case=form.case,
        channel=Grievance.LETTER if letter else cleaned["channel"],
        actor=actor,
        tongue="bn",
        now=now,
        submission=f"taken-{cleaned['submission'] or secrets.token_urlsafe(16)}",
        **facts,
    )
    if grievance and letter and grievance.letter_id == letter.pk:
        take_letter(letter, grievance, actor=actor, now=now)
    return grievance
