"""Pages on which something is signed: the notice and the minutes, with a second factor where the office asks
for one, and the address by which a chair outside approves. And how the meeting of one case is called.
"""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.keys import show_once
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.letters.outgoing.dispatching import leaving_words
from ongikar.offices.models import Post
from ongikar.offices.sites import site_of
from ongikar.papers.pdf import square_code
from ongikar.people.desk import DeskRequest
from ongikar.people.fresh_factor import fresh_code_form
from ongikar.records.registry import DESKS
from ongikar.records.views import ActPage, RecordPage

from . import minutes
from .committee_desk import CALL, KIND, call
from .forms import CallForm
from .letters import secretary_post, send_notice
from .links import hand_out_link
from .models import Committee, Meeting, Membership
from .rights import for_meeting_staff
from .transitions import APPROVED, VOID


class CallForCase(ActPage):
    """Call the meeting that keeps one case: of the committee of its row of the charter."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        cases, office = Case.objects.with_related(), request.office
        self.case = get_object_or_404(cases, office=office, number=kwargs.pop("number"))
        if self.case.row.kind != KIND:
            raise Http404
        if known := Meeting.objects.filter(case=self.case).exclude(state__in=VOID).first():
            return redirect("meeting", known.pk)
        if not self.case.is_open:
            messages.error(request, say("আবেদনটি শেষ হয়েছে।", "The case has ended."))
            return redirect("case", self.case.number)
        committee = Committee.objects.filter(
            office=office, service_code=self.case.row.code, ended_at__isnull=True
        ).first()
        if committee is None:
            words = say(
                "চার্টারের এই সেবার কোনো কমিটি লেখা নেই। আগে কমিটি লিখুন।",
                "No committee is entered for this service of the charter. Enter it first.",
            )
            messages.info(request, words)
            return redirect("committees_new")
        return super().dispatch(request, *args, pk=committee.pk, **kwargs)

    def form(self, *sent: Any) -> CallForm:
        return CallForm(*sent, **CALL.arguments_of(self.record, self.case))

    def do(self, request: DeskRequest, form: CallForm, now: datetime) -> Meeting:
        return call(self.record, form, request.desk.actor, now, self.case)

    def page(self, request: DeskRequest, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        if hold_by := self.case.answers.get("hold_by"):
            day = date.fromisoformat(hold_by)
            words = say("এই সভা {day}-এর মধ্যে হতে হবে।", "It must be held by {day}.", day=day)
            more = {"about": words}
        return super().page(request, form, status, **more)


call_for_case = CallForCase.as_view(desk=DESKS["committee"], act=CALL)


def meeting_of(request: DeskRequest, pk: int) -> tuple[RecordPage, Meeting]:
    """Its page, and the meeting that whoever asks may read."""
    page = RecordPage(desk=DESKS["meeting"])
    return page, page.record_of(request, pk)


def is_secretary(request: DeskRequest, post: Post | None) -> bool:
    return post is not None and request.desk.holds(post.pk)


def sign(request: DeskRequest, now: datetime) -> Any:
    """The form of the second factor where it is wrong; None where nothing is left to ask."""
    code = fresh_code_form(request, now)
    if code is not None:
        if not code.is_valid():
            return code
        code.save()
    return None


@for_meeting_staff
@require_POST
def notice(request: DeskRequest, pk: int) -> HttpResponse:
    """Sign, issue and send the notice in one press, by the secretary."""
    now, (page, found) = timezone.now(), meeting_of(request, pk)
    secretary = secretary_post(found, now)
    if secretary is None or not request.desk.holds(secretary.pk):
        messages.error(request, say("নোটিশ জারি করেন সদস্যসচিব।", "The notice is issued by the secretary."))
        return redirect("meeting", pk)
    if code := sign(request, now):
        return page.page(request, found, code=code, status=422)
    try:
        letter = send_notice(found, signer=secretary, actor=request.desk.actor, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("meeting", pk)
    words = say(
        "নোটিশ জারি হয়েছে, স্মারক {memo}। যাঁদের ই-মেইল নেই, তাঁদের কাছে পাঠিয়ে চিঠির পাতায় লিখুন।",
        "The notice is issued, memo {memo}. To members without e-mail send it, and enter that on its page.",
        memo=letter.memo_number,
    )
    messages.success(request, words)
    return redirect("meeting", pk)


@for_meeting_staff
@require_POST
def issue_minutes(request: DeskRequest, pk: int) -> HttpResponse:
    now, (page, found) = timezone.now(), meeting_of(request, pk)
    if found.state != APPROVED:
        return redirect("meeting", pk)
    # Only whoever may sign is asked for the second factor.
    if is_secretary(request, secretary_post(found, now)) and (code := sign(request, now)):
        return page.page(request, found, code=code, status=422)
    try:
        minutes.issue_minutes(found, user=request.user, posts=request.desk.post_ids, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("meeting", pk)
    letter = not_none(found.letter)
    words = say(
        "কার্যবিবরণী জারি হয়েছে, স্মারক {memo}। {words}",
        "The minutes are issued, memo {memo}. {words}",
        memo=letter.memo_number,
        words=leaving_words(letter),
    )
    messages.success(request, words)
    return redirect("meeting", pk)


@for_meeting_staff
@require_POST
def make_link(request: DeskRequest, pk: int) -> HttpResponse:
    """The address by which a chair outside approves: shown once, to be handed over."""
    now, (_, found) = timezone.now(), meeting_of(request, pk)
    try:
        token = hand_out_link(found, actor=request.desk.actor, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("meeting", pk)
    show_once(request)
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


@for_meeting_staff
@require_safe
def former_end_of_seat(request: DeskRequest, seat_id: int) -> HttpResponse:
    """Where a page that was kept leads to."""
    seat = get_object_or_404(Membership, pk=seat_id, committee__office=request.office)
    return redirect("committee_end_seat", seat.committee_id, seat.pk)
