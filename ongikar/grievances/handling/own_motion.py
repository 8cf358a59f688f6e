"""A complaint that nobody brought: whoever decides opens it from what a newspaper or social media says, with
its clipping, its source and its day.
"""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.people.desk import DeskRequest, HeldPosts
from ongikar.rules.calendar.office_calendar import TZ

from .. import actions
from ..citizen.forms import (
    EVIDENCE,
    RESPONDENT_ROLES,
    WHAT_ABOUT,
    WHAT_HAPPENED,
    SubmissionForm,
    evidence_field,
)
from ..ladder.conflicts import matter_conflicts, matter_of_case
from ..models import Grievance
from ..rights import for_deciders
from .evidence import posted_data, sound_evidence


class OwnMotionForm(SubmissionForm):
    source = TextField(
        label=say_lazy("কোথায় দেখেছেন", "Where you read it"),
        help_text=say_lazy(
            "পত্রিকার নাম ও পাতা, বা পোস্টের ঠিকানা", "The newspaper and its page, or the address of the post"
        ),
        max_length=200,
        width="",
    )
    source_day = DayField(
        label=say_lazy("কোন দিনের", "Of which day"),
    )
    evidence = evidence_field(required=True, label=say_lazy("কাটিং বা পর্দার ছবি", "Clipping or screenshot"))
    respondent = ChoiceField(label=say_lazy("কার কাজ নিয়ে", "Whose work is it about"))
    about = ChoiceField(**WHAT_ABOUT)
    text = TextField(**WHAT_HAPPENED)

    def __init__(self, *args: Any, office: Office, desk: HeldPosts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.desk = office, desk
        self.posts = {
            post.slug: post for post in office.posts.filter(role__in=RESPONDENT_ROLES).order_by("pk")
        }
        self.choice_field("respondent").choices = [(slug, post.title) for slug, post in self.posts.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("source_day")
        if day and day > timezone.now().astimezone(TZ).date():
            self.add_error("source_day", say("দিনটি এখনো আসেনি", "This day has not come yet"))
        if "respondent" in cleaned and self.is_in_conflict:
            self.add_error(
                "respondent",
                say(
                    "নিজের বা ঊর্ধ্বতনের কাজ নিয়ে আপনি খুলতে পারেন না।",
                    "You cannot open one about your own work or your superior’s.",
                ),
            )
        return cleaned

    @property
    def is_in_conflict(self) -> bool:
        matter = matter_of_case(self.post.pk, None, self.desk.day)
        return bool(matter_conflicts(self.desk, matter, self.office.pk))

    @property
    def post(self) -> Post:
        return self.posts[self.cleaned_data["respondent"]]


@for_deciders
@require_http_methods(["GET", "POST"])
def open_by_itself(request: DeskRequest) -> HttpResponse:
    """The form with its clipping. Who opened it stands in the act and in the journal."""
    now = timezone.now()
    form = OwnMotionForm(*posted_data(request), office=request.office, desk=request.desk)
    if request.method == "POST":
        form.is_valid()
        files = sound_evidence(form, EVIDENCE, request, now=now)
        if not form.errors:
            cleaned = form.cleaned_data
            grievance = actions.file_complaint(
                office=request.office,
                respondent=form.post,
                about=cleaned["about"],
                text=cleaned["text"],
                kind=Grievance.OFFICIAL,
                channel=Grievance.OWN_MOTION,
                source=cleaned["source"],
                source_day=cleaned["source_day"],
                evidence=files,
                actor=request.desk.actor,
                now=now,
                submission=f"own-{cleaned['submission'] or secrets.token_urlsafe(16)}",
            )
            messages.success(request, say("অভিযোগ খোলা হয়েছে।", "The complaint is opened."))
            return redirect("desk_grievance", grievance.number)
    context = {
        "form": form,
        "heading": say("নিজে অভিযোগ খুলুন", "Open a complaint yourself"),
        "about": say(
            "পত্রিকা বা সামাজিক মাধ্যমে যা দেখেছেন, তার কাটিংসহ। কেউ অভিযোগকারী থাকেন না, তাই কাউকে জানানো হয় না।",
            "From what you read in a newspaper or social media, with its clipping. There is no complainant,"
            " so nobody is told.",
        ),
        "button": say("অভিযোগ খুলুন", "Open the complaint"),
        "back": reverse("desk_grievances"),
        "back_words": say("অভিযোগ ও আপিল", "Complaints and appeals"),
        "current": "grievances",
    }
    return render_form(request, "core/staff_form.html", context)
