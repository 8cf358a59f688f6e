"""Pages of meetings beside those of the desk: where the notice and the minutes are signed, with a second
factor where the office asks for one; how the meeting of one case is called; the page that a chair without an
account opens; and what everybody may know of the committees.
"""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.keys import show_once
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.core.not_none import not_none
from ongikar.letters.outgoing.dispatching import leaving_words
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Post
from ongikar.offices.sites import site_of
from ongikar.papers.pdf import square_code
from ongikar.people.fresh_factor import fresh_code_form
from ongikar.people.post_holders import StaffRequest
from ongikar.records.registry import DESKS
from ongikar.records.views import ActPage, RecordPage
from ongikar.rules.bangla.text import digits
from ongikar.tasks.promise import is_task_late

from . import minutes
from .agenda import open_tasks
from .committee_desk import CALL, KIND, call
from .forms import CallForm, ReasonForm
from .letters import secretary_post, send_notice
from .links import find_link, hand_out_link
from .minutes_text import minutes_parts, minutes_title
from .models import Committee, Meeting, Membership, MinutesLink
from .rights import for_meeting_staff
from .transitions import APPROVED, CALLED, ISSUED, STATE_WORDS, VOID
from .wording import meeting_title, moment_words


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

    def do(self, request: StaffRequest, form: CallForm, now: datetime) -> Meeting:
        return call(self.record, form, request.holder.actor, now, self.case)

    def page(self, request: StaffRequest, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        if hold_by := self.case.answers.get("hold_by"):
            day = date.fromisoformat(hold_by)
            words = say("এই সভা {day}-এর মধ্যে হতে হবে।", "It must be held by {day}.", day=day)
            more = {"about": words}
        return super().page(request, form, status, **more)


call_for_case = CallForCase.as_view(desk=DESKS["committee"], act=CALL)


def meeting_of(request: StaffRequest, pk: int) -> tuple[RecordPage, Meeting]:
    """Its page, and the meeting that whoever asks may read."""
    page = RecordPage(desk=DESKS["meeting"])
    return page, page.record_of(request, pk)


def is_secretary(request: StaffRequest, post: Post | None) -> bool:
    return post is not None and request.holder.holds(post.pk)


def ask_second_factor(
    request: StaffRequest, page: RecordPage, meeting: Meeting, now: datetime
) -> HttpResponse | None:
    """The page of the meeting that asks for the second factor where it was wrong; None where nothing is left
    to ask.
    """
    code = fresh_code_form(request, now)
    if code is None:
        return None
    if not code.is_valid():
        return page.page(request, meeting, code=code, status=422)
    code.save()
    return None


@for_meeting_staff
@require_POST
def notice(request: StaffRequest, pk: int) -> HttpResponse:
    """Sign, issue and send the notice in one press, by the secretary."""
    now, (page, meeting) = timezone.now(), meeting_of(request, pk)
    secretary = secretary_post(meeting, now)
    if secretary is None or not request.holder.holds(secretary.pk):
        messages.error(request, say("নোটিশ জারি করেন সদস্যসচিব।", "The notice is issued by the secretary."))
        return redirect("meeting", pk)
    if answer := ask_second_factor(request, page, meeting, now):
        return answer
    try:
        letter = send_notice(meeting, signer=secretary, actor=request.holder.actor, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("meeting", pk)
    words = say(
        "নোটিশ জারি হয়েছে, স্মারক {memo}। যাঁদের ই-মেইল নেই, তাঁদের কাছে পাঠিয়ে চিঠির পাতায় লিখুন।",
        "The notice is issued, memo {memo}. To members without e-mail send it, and enter that on its page.",
        memo=digits(letter.memo_number, language()),
    )
    messages.success(request, words)
    return redirect("meeting", pk)


@for_meeting_staff
@require_POST
def issue_minutes(request: StaffRequest, pk: int) -> HttpResponse:
    now, (page, meeting) = timezone.now(), meeting_of(request, pk)
    if meeting.state != APPROVED:
        return redirect("meeting", pk)
    # Only whoever may sign is asked for the second factor.
    is_asked = is_secretary(request, secretary_post(meeting, now))
    if is_asked and (answer := ask_second_factor(request, page, meeting, now)):
        return answer
    try:
        minutes.issue_minutes(meeting, user=request.user, posts=request.holder.post_ids, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("meeting", pk)
    letter = not_none(meeting.letter)
    words = say(
        "কার্যবিবরণী জারি হয়েছে, স্মারক {memo}। {words}",
        "The minutes are issued, memo {memo}. {words}",
        memo=digits(letter.memo_number, language()),
        words=leaving_words(letter),
    )
    messages.success(request, words)
    return redirect("meeting", pk)


@for_meeting_staff
@require_POST
def make_link(request: StaffRequest, pk: int) -> HttpResponse:
    """The address by which a chair outside approves: shown once, to be handed over."""
    now, (_, meeting) = timezone.now(), meeting_of(request, pk)
    try:
        token = hand_out_link(meeting, actor=request.holder.actor, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("meeting", pk)
    show_once(request)
    address = f"{site_of(request.office)}{reverse('minutes_link', args=[token])}"
    chair = minutes.chair_on(meeting, now)
    context = {
        "meeting": meeting,
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
def former_end_of_seat(request: StaffRequest, seat_id: int) -> HttpResponse:
    """Where a page that was kept leads to."""
    seat = get_object_or_404(Membership, pk=seat_id, committee__office=request.office)
    return redirect("committee_end_seat", seat.committee_id, seat.pk)


# ---- the page that a chair without an account opens ----

# Addresses that are none, from one network address in an hour.
WRONG_FROM_ADDRESS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_link(request: OfficeRequest, token: str) -> HttpResponse:
    """Unknown, ended and over are answered alike: nothing is here, and whom to ask."""
    now, counter_keys = timezone.now(), [f"minutes link from {client_ip(request)}"]
    if Attempt.is_spent(counter_keys, limit=WRONG_FROM_ADDRESS, now=now):
        return render(request, "meeting/link_over.html", {"office": request.office}, status=429)
    link = find_link(request.office, token, now)
    if link is None:
        Attempt.count_failure(counter_keys, now=now)
        return render(request, "meeting/link_over.html", {"office": request.office}, status=404)
    if request.method != "POST":
        link.note_opening(now)
        return link_page(request, link, ReasonForm())
    back = "back" in request.POST
    form = ReasonForm(*posted_data(request)[:1] if back else (None,))
    if back and not form.is_valid():
        return link_page(request, link, form)
    try:
        act_by_link(link, form.cleaned_data["reason"] if back else "", now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("minutes_link", token)
    said = (
        say("আপনার কথা কার্যালয়ে পৌঁছেছে। ধন্যবাদ।", "The office has your words. Thank you.")
        if back
        else say("অনুমোদন হয়েছে। ধন্যবাদ।", "Approved. Thank you.")
    )
    # The link has ended with it: what was done is said here, once.
    return render(request, "meeting/link_done.html", {"said": said})


def act_by_link(link: MinutesLink, reason: str, now: datetime) -> None:
    meeting, actor = link.minutes.meeting, ("contact", link.contact_id)
    if reason:
        minutes.return_minutes(meeting, reason=reason, actor=actor, now=now)
    else:
        minutes.approve_minutes(meeting, version=link.minutes.version, actor=actor, now=now)


def link_page(request: OfficeRequest, link: MinutesLink, form: ReasonForm) -> HttpResponse:
    data = link.minutes.data
    context = {
        "link": link,
        "title": minutes_title(data),
        "parts": minutes_parts(data),
        "version": link.minutes.version,
        "sha256": link.minutes.sha256,
        "form": form,
    }
    response = render_form(request, "meeting/link.html", context)
    response["Cache-Control"] = "private, no-store"
    # The address is the key: no other site learns it by a link that is pressed here.
    response["Referrer-Policy"] = "same-origin"
    return response


# ---- what everybody sees ----
# When committees meet, whether they kept their months, and how much of what they decided is open or late. No
# words of a decision: those may tell of somebody.

SHOWN = 12


@require_safe
def public_meetings(request: OfficeRequest | HttpRequest) -> HttpResponse:
    now, office = timezone.now(), request.office  # type: ignore[union-attr]
    shown = []
    for committee in Committee.objects.filter(office=office, ended_at__isnull=True).order_by("id")[:SHOWN]:
        rows = Meeting.objects.select_related("committee", "case").filter(committee=committee)
        coming = rows.filter(state=CALLED, starts_at__gt=now).order_by("starts_at").first()
        past = rows.exclude(state=CALLED).order_by("-starts_at", "-id")[:SHOWN]
        owed = open_tasks(committee, now)
        shown.append(
            {
                "committee": committee,
                "coming": moment_words(coming.starts_at) if coming else "",
                "place": coming.place if coming else "",
                "open": len(owed),
                "late": sum(is_task_late(task, now) for task in owed),
                "past": [
                    (meeting_title(row), row, STATE_WORDS[row.state], row.state == ISSUED) for row in past
                ],
            }
        )
    return render(request, "meeting/public.html", {"shown": shown})
