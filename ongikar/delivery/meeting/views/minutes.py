"""Pages of the minutes: another version, to the chair and back, and issued."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.core.forms.fields import TextField, WholeNumberField
from ongikar.core.forms.keys import show_once
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.letters.outgoing.dispatching import leaving_words
from ongikar.offices.sites import site_of
from ongikar.papers.pdf import square_code
from ongikar.people.desk import DeskRequest
from ongikar.people.fresh_factor import fresh_code_form

from .. import minutes
from ..forms import MeetingForm, ReasonForm
from ..letters import secretary_post
from ..links import hand_out_link
from ..models import Meeting
from ..rights import for_meeting_staff, for_members
from ..transitions import APPROVED, CIRCULATED, HELD, MeetingFault
from .meetings import meeting_page
from .pages import back_to, form_page, meeting_back, meeting_of, redirect_with_success, refuse


class RewriteForm(MeetingForm):
    """The words of every item of the newest version, and why they change."""

    def __init__(self, *args: Any, items: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [item["key"] for item in items]
        for item in items:
            self.fields[f"item-{item['key']}"] = TextField(
                label=mark_languages(item["subject"]),
                required=False,
                initial=item["discussion"],
                lines=5,
                max_length=minutes.MOST_DISCUSSION,
                width="",
            )
        self.fields["note"] = TextField(
            label=say("কী বদলালেন, কেন", "What you change, and why"), required=False, max_length=500
        )

    @property
    def discussions(self) -> dict[int, str]:
        return {key: self.cleaned_data[f"item-{key}"] for key in self.keys}


@for_meeting_staff
@require_http_methods(["GET", "POST"])
def rewrite_minutes(request: DeskRequest, meeting_id: int) -> HttpResponse:
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    newest = minutes.newest_minutes(found)
    if newest is None or found.state != HELD:
        return back_to(found)
    form = RewriteForm(*posted_data(request)[:1], items=newest.data.get("items", []))
    if form.is_valid():
        try:
            made = minutes.rewrite_minutes(
                found,
                discussions=form.discussions,
                note=form.cleaned_data["note"],
                actor=request.desk.actor,
                now=now,
            )
        except MeetingFault as fault:
            form.add_fault(fault)
        else:
            return redirect_with_success(
                request,
                found,
                "সংস্করণ {n} লেখা হয়েছে।",
                "Version {n} is entered.",
                n=made.version,
            )
    return form_page(
        request,
        form,
        say("কার্যবিবরণীর লেখা বদলান", "Change the words of the minutes"),
        say("নতুন সংস্করণ রাখুন", "Keep a new version"),
        meeting_back(found),
        lead=say(
            "সিদ্ধান্ত এখানে বদলায় না: সেগুলো কাজ হয়ে গেছে। উপস্থিতি আর কোরামও সভায় যা ছিল, তা-ই থাকে।",
            "Decisions do not change here: they are tasks by now. Attendance and quorum stay as they were.",
        ),
    )


@for_meeting_staff
@require_POST
def circulate_minutes(request: DeskRequest, meeting_id: int) -> HttpResponse:
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    try:
        minutes.circulate_minutes(found, actor=request.desk.actor, now=now)
    except MeetingFault as fault:
        return refuse(request, found, fault)
    return redirect_with_success(
        request,
        found,
        "কার্যবিবরণী অনুমোদনের জন্য সভাপতির কাছে গেছে।",
        "The minutes are with the chair for approval.",
    )


@for_members
@require_POST
def approve_minutes(request: DeskRequest, meeting_id: int) -> HttpResponse:
    """By whoever holds the post of the chair; pressed twice, it is approved once."""
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    if found.state != CIRCULATED:
        return back_to(found)
    version = VersionForm(request.POST)
    if not version.is_valid():
        return back_to(found)
    try:
        minutes.approve_minutes(
            found,
            version=version.cleaned_data["version"],
            actor=request.desk.actor,
            posts=request.desk.post_ids,
            now=now,
        )
    except MeetingFault as fault:
        return refuse(request, found, fault)
    return redirect_with_success(
        request,
        found,
        "অনুমোদন লেখা হয়েছে। এবার সদস্যসচিব জারি করবেন।",
        "Approved. The secretary issues them now.",
    )


class VersionForm(MeetingForm):
    """Which version the button stood below."""

    version = WholeNumberField(least=1, most=1000)


@for_members
@require_http_methods(["GET", "POST"])
def return_minutes(request: DeskRequest, meeting_id: int) -> HttpResponse:
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    form = ReasonForm(*posted_data(request)[:1])
    if form.is_valid():
        try:
            minutes.return_minutes(
                found,
                reason=form.cleaned_data["reason"],
                actor=request.desk.actor,
                posts=request.desk.post_ids,
                now=now,
            )
        except MeetingFault as fault:
            form.add_fault(fault)
        else:
            return redirect_with_success(request, found, "ফেরত গেছে।", "Sent back.")
    return form_page(
        request,
        form,
        say("কার্যবিবরণী ফেরত দিন", "Send the minutes back"),
        say("ফেরত দিন", "Send back"),
        meeting_back(found),
    )


@for_meeting_staff
@require_POST
def issue_minutes(request: DeskRequest, meeting_id: int) -> HttpResponse:
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    if found.state != APPROVED:
        return back_to(found)
    secretary = secretary_post(found, now)
    if secretary is not None and request.desk.holds(secretary.pk):
        # Only whoever may sign is asked for the second factor.
        code = fresh_code_form(request, now)
        if code is not None:
            if not code.is_valid():
                return meeting_page(request, found, now, code=code, status=422)
            code.save()
    try:
        minutes.issue_minutes(found, user=request.user, posts=request.desk.post_ids, now=now)
    except MeetingFault as fault:
        found.refresh_from_db()
        return refuse(request, found, fault)
    letter = not_none(found.letter)
    return redirect_with_success(
        request,
        found,
        "কার্যবিবরণী জারি হয়েছে, স্মারক {memo}। {words}",
        "The minutes are issued, memo {memo}. {words}",
        memo=letter.memo_number,
        words=leaving_words(letter),
    )


@for_meeting_staff
@require_POST
def make_link(request: DeskRequest, meeting_id: int) -> HttpResponse:
    """The address by which a chair outside approves: shown once, to be handed over."""
    now = timezone.now()
    found = meeting_of(request, meeting_id, now)
    try:
        token = hand_out_link(found, actor=request.desk.actor, now=now)
    except MeetingFault as fault:
        return refuse(request, found, fault)
    show_once(request)
    return link_page(request, found, token, now)


def link_page(request: DeskRequest, found: Meeting, token: str, now: datetime) -> HttpResponse:
    address = f"{site_of(request.office)}{reverse('minutes_link', args=[token])}"
    chair = minutes.chair_on(found, now)
    context = {
        "meeting": found,
        "address": address,
        "code": square_code(address),
        "chair": chair.contact.full_title if chair and chair.contact else "",
        "current": "meetings",
    }
    response = render(request, "meeting/link_made.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
