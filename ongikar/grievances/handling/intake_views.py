"""How a complaint comes to the desk otherwise than from a page: by hand, by phone or by letter, taken in by
those who decide and never by the one complained of; opened by themselves from what a newspaper or social
media says; and the letter that whoever keeps the diary hands to them, opened or as a closed envelope.
"""

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.cases.models import Case
from ongikar.core.forms.fields import ChoiceField, DayField, IdempotencyKeyField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.letters.incoming.fields import received_day_field
from ongikar.letters.incoming.letter_views import find_incoming
from ongikar.letters.models import Letter
from ongikar.letters.rights import for_keepers
from ongikar.offices.models import Office, Post
from ongikar.papers.actions import papers_of
from ongikar.people.post_holders import PostHolder, StaffRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import normal_tracking_number
from ongikar.rules.transitions import TransitionFault

from .. import actions
from ..citizen.form_filing import file_general_complaint
from ..citizen.forms import (
    EVIDENCE,
    NOT_KNOWN,
    RESPONDENT_ROLES,
    WHAT_ABOUT,
    WHAT_HAPPENED,
    GeneralComplaintForm,
    SubmissionForm,
    evidence_field,
)
from ..ladder.conflicts import matter_conflicts, matter_of_case
from ..models import Grievance
from ..parts import DESK, render_slip
from ..rights import for_deciders
from .evidence import sound_evidence
from .letter_intake import (
    came_at,
    decider_posts,
    enter_unopened,
    first_words,
    hand_to_decider,
    letter_meant,
    letters_waiting,
    take_letter,
)

RECEIVED_CHANNELS = (Grievance.IN_PERSON, Grievance.PHONE, Grievance.LETTER)


class ReceivedComplaintForm(GeneralComplaintForm):
    """The citizen's own questions, and how it came; about a case, its applicant is the complainant."""

    channel = ChoiceField(
        label=say_lazy("কীভাবে এসেছে", "How it came"),
        choices=[(way, Grievance.CHANNELS[way]) for way in RECEIVED_CHANNELS],
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

    def __init__(self, *args: Any, holder: PostHolder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holder, self.case = holder, None
        self.order_fields(["channel", "number", *self.fields])

    def clean_number(self) -> str:
        typed = self.cleaned_data["number"]
        if typed:
            rows = Case.objects.with_related().filter(office=self.office, applicant__isnull=False)
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
        matter = matter_of_case(self.post_complained_of.pk, self.case, self.holder.day)
        return bool(matter_conflicts(self.holder, matter, self.office.pk))


@for_deciders
@require_http_methods(["GET", "POST"])
def receive_complaint(request: StaffRequest) -> HttpResponse:
    """One form, one press, and the slip with the secret digits for the hand of whoever complains. `letter`: a
    letter of the diary that was handed to this person, of which it is made.
    """
    now = timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    letter = letter_meant(request.holder, request.office, asked.get("letter", ""))
    channel = Grievance.LETTER if letter else Grievance.IN_PERSON
    begun = {"channel": channel}
    form = ReceivedComplaintForm(
        *posted_data(request),
        office=request.office,
        holder=request.holder,
        initial=begun | (first_words(letter) if letter else {}),
    )
    if request.method == "POST" and form.is_valid():
        grievance = file_received(request, form, letter, now)
        if grievance:
            return render_slip(request, grievance, DESK, now, request.holder.actor)
    elif form.errors:
        sound_evidence(form, EVIDENCE, request, now=now)
    context = {
        "form": form,
        "letter": letter,
        "pages": papers_of(letter.reference) if letter else (),
        "waiting": () if letter else letters_waiting(request.holder, request.office),
        "current": "grievances",
    }
    return render_form(request, "grievances/take.html", context)


@transaction.atomic
def file_received(
    request: StaffRequest, form: ReceivedComplaintForm, letter: Letter | None, now: datetime
) -> Grievance | None:
    """File it, and the letter with it; None where the form says why not."""
    cleaned, actor = form.cleaned_data, request.holder.actor
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

    def __init__(self, *args: Any, office: Office, holder: PostHolder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.holder = office, holder
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
        matter = matter_of_case(self.post.pk, None, self.holder.day)
        return bool(matter_conflicts(self.holder, matter, self.office.pk))

    @property
    def post(self) -> Post:
        return self.posts[self.cleaned_data["respondent"]]


@for_deciders
@require_http_methods(["GET", "POST"])
def open_by_itself(request: StaffRequest) -> HttpResponse:
    """The form with its clipping. Who opened it stands in the act and in the journal."""
    now = timezone.now()
    form = OwnMotionForm(*posted_data(request), office=request.office, holder=request.holder)
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
                actor=request.holder.actor,
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


class UnopenedLetterForm(Form):
    to = ChoiceField(label=say_lazy("খামে কোন পদ লেখা", "Which post stands on the envelope"))
    channel = ChoiceField(
        label=say_lazy("কীভাবে এসেছে", "How it came"),
        choices=[
            (Letter.HAND, say_lazy("হাতে হাতে", "By hand")),
            (Letter.POST, say_lazy("ডাকে", "By post")),
        ],
        initial=Letter.HAND,
    )
    received_on: DayField = received_day_field()
    token = IdempotencyKeyField()

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        self.choice_field("to").choices = [(key, post.title) for key, post in self.posts.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("received_on")
        if day and day > timezone.now().astimezone(TZ).date():
            self.add_error("received_on", say("দিনটি এখনো আসেনি", "This day has not come yet"))
        return cleaned


@for_keepers
@require_http_methods(["GET", "POST"])
def unopened_letter(request: StaffRequest) -> HttpResponse:
    """A line in the diary that tells neither the sender nor the matter, and the envelope to whom it names."""
    now, posts = timezone.now(), decider_posts(request.office)
    begun = {
        "received_on": now.astimezone(TZ).date(),
        "to": posts[0].pk if posts else "",
    }
    form = UnopenedLetterForm(request.POST or None, posts=posts, initial=begun)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        to = form.posts[cleaned["to"]]
        entered = enter_unopened(
            office=request.office,
            to=to,
            received_on=cleaned["received_on"],
            channel=cleaned["channel"],
            submission=f"unopened-{request.holder.user.pk}-{cleaned['token']}"[:64],
            actor=request.holder.actor,
            now=now,
        )
        messages.success(
            request,
            say(
                "ডায়েরি নম্বর {n}। খামটি না খুলে দিন: {post}।",
                "Diary number {n}. Give the envelope unopened to: {post}.",
                n=entered.book_serial,
                post=to.title,
            ),
        )
        return redirect("letters")
    context = {
        "form": form,
        "heading": say("না খোলা খাম", "An unopened envelope"),
        "about": say(
            "খামে শুধু অভিযোগ নিষ্পত্তি কর্মকর্তার পদ লেখা থাকলে খুলবেন না। ডায়েরিতে শুধু এটুকু ওঠে; কে পাঠিয়েছেন"
            " বা কী নিয়ে, ওঠে না।",
            "Where only the post of whoever decides on complaints stands on the envelope, do not open it. The"
            " diary then tells neither who sent it nor about what.",
        ),
        "button": say("ডায়েরিতে তুলুন", "Enter it in the diary"),
        "back": reverse("letters"),
        "back_words": say("চিঠি", "Letters"),
        "current": "letters",
    }
    return render_form(request, "core/staff_form.html", context)


@for_keepers
@require_POST
def hand_over_letter(request: StaffRequest, letter_id: int) -> HttpResponse:
    """The press on the page of a letter: it is a complaint, and for whoever decides."""
    letter = find_incoming(request, letter_id)
    posts = {str(post.pk): post for post in decider_posts(request.office)}
    to = posts.get(request.POST.get("to", ""))
    if to is None:
        raise Http404
    try:
        hand_to_decider(letter, to=to, actor=request.holder.actor, now=timezone.now())
        messages.success(request, say("দেওয়া হয়েছে: {post}।", "It is handed to: {post}.", post=to.title))
    except TransitionFault:
        messages.error(
            request, say("চিঠিটি এর মধ্যে অন্য কোথাও গেছে।", "The letter has gone elsewhere meanwhile.")
        )
    return redirect("letter", letter.pk)
