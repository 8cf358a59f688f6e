"""A member's own page, opened by the ticket without an account; and the code on the wall."""

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.fields import NAMELESS
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.cookies import SignedCookie
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.sites import site_of
from ongikar.people.post_holders import STAFF_ROLES, PostHolder, holder_of
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import normal_mobile

from . import actions, transitions
from .forms import HereForm, OwnReplyForm
from .member_page import calendar_host, member_calendar, member_context
from .models import Gathering, Mark, Member
from .rights import shown_to_staff
from .tickets import find_member
from .transitions import GatheringFault
from .words import hour_words, mark_words, span_words

# Tickets that are none, from one network address in an hour.
WRONG_FROM_ADDRESS = 30
# Wrong figures for one gathering in an hour, from wherever: then the wall is closed and the list is used.
WRONG_FOR_GATHERING = 200


def wrong_keys(request: OfficeRequest) -> list[str]:
    return [f"ticket from {client_ip(request)}"]


def private(response: HttpResponse) -> HttpResponse:
    """The address is the key: nobody keeps the page, and no other site learns the address."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def staff_desk(request: OfficeRequest, now: datetime) -> PostHolder | None:
    """The desk of whoever scans a ticket and is signed in as staff of this office."""
    if not request.user.is_authenticated:
        return None
    holder = holder_of(request.user, now.astimezone(TZ).date())
    return holder if holder.has(request.office.pk, STAFF_ROLES) else None


@require_http_methods(["GET", "HEAD", "POST"])
def ticket(request: OfficeRequest, token: str) -> HttpResponse:
    """Unknown and emptied tickets are answered alike. Staff who are signed in get one button: Present."""
    now, keys = timezone.now(), wrong_keys(request)
    if Attempt.is_spent(keys, limit=WRONG_FROM_ADDRESS, now=now):
        return private(render(request, "gatherings/ticket_over.html", {}, status=429))
    member = find_member(request.office, token)
    if member is None:
        Attempt.count_failure(keys, now=now)
        return private(render(request, "gatherings/ticket_over.html", {}, status=404))
    desk = staff_desk(request, now)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "present":
        return private(take_ticket(request, member, token, desk, now))
    if do.startswith("reply-"):
        return private(take_reply(request, member, token, do, now))
    return private(show_ticket(request, member, now, holder=desk))


def show_ticket(
    request: OfficeRequest,
    member: Member,
    now: datetime,
    *,
    holder: PostHolder | None = None,
    form: OwnReplyForm | None = None,
    of: int = 0,
) -> HttpResponse:
    # Who stands at the door has just scanned the code and needs no picture of it.
    context: dict[str, Any] = member_context(member, now=now, with_code=holder is None)
    for row in context["rows"]:
        row["form"] = reply_form(request, row, now, form if row["gathering"].pk == of else None)
    open_now = [row for row in context["rows"] if row["is_open"]]
    context |= {
        "desk": holder,
        "open_now": open_now[0] if open_now else None,
        "form": form,
    }
    return render_form(request, "gatherings/ticket.html", context, form)


def reply_form(
    request: OfficeRequest, row: dict[str, Any], now: datetime, bound: OwnReplyForm | None
) -> OwnReplyForm | None:
    """The form of one row of the timetable; each has its own ids."""
    if bound is not None or not row["may_reply"]:
        return bound
    last = row["reply"]
    return OwnReplyForm(
        office=request.office,
        now=now,
        auto_id=f"r{row['gathering'].pk}_%s",
        initial={"answer": last.answer, "delegate": last.delegate} if last else {},
    )


def take_ticket(
    request: OfficeRequest, member: Member, token: str, holder: PostHolder | None, now: datetime
) -> HttpResponse:
    """The officer at the door presses Present."""
    if holder is None:
        raise Http404
    coming = Gathering.objects.filter(roster=member.roster, state__in=transitions.COMING)
    gathering = coming.filter(ends_at__gte=now).order_by("starts_at").first()
    if gathering is None:
        messages.error(request, say("এই তালিকার আর কোনো ক্লাস নেই।", "This roster has no gathering any more."))
        return redirect("ticket", token)
    nonce = f"scan-{request.POST.get('submission', '')[:40] or secrets.token_hex(8)}"
    try:
        mark, is_new = actions.check_in(gathering, member, nonce=nonce, actor=holder.actor, now=now)
    except GatheringFault as fault:
        messages.error(request, say(fault.bn, fault.en))
    else:
        said = f"{member.title}: {mark_words(mark.value)}, {hour_words(mark.at)}"
        before = say("আগেই লেখা হয়েছে", "already marked")
        messages.success(request, said if is_new else f"{said} ({before})")
    return redirect("ticket", token)


def take_reply(request: OfficeRequest, member: Member, token: str, do: str, now: datetime) -> HttpResponse:
    key = do.removeprefix("reply-")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    gathering = get_object_or_404(Gathering, roster=member.roster, pk=int(key))
    form = OwnReplyForm(request.POST, office=request.office, now=now, auto_id=f"r{gathering.pk}_%s")
    if form.is_valid():
        try:
            actions.reply_to(
                gathering,
                member,
                answer=form.cleaned_data["answer"],
                delegate=form.cleaned_data["delegate"],
                actor=(Member.SUBJECT, member.pk),
                now=now,
            )
        except GatheringFault as fault:
            form.add_fault(fault)
        else:
            messages.success(request, say("উত্তর পৌঁছেছে। ধন্যবাদ।", "Your answer has arrived. Thank you."))
            return redirect("ticket", token)
    return show_ticket(request, member, now, form=form, of=gathering.pk)


@require_safe
def ticket_calendar(request: OfficeRequest, token: str) -> HttpResponse:
    """The timetable for a calendar program, which asks for it again and again."""
    now, keys = timezone.now(), wrong_keys(request)
    if Attempt.is_spent(keys, limit=WRONG_FROM_ADDRESS, now=now):
        return HttpResponse(status=429, content_type="text/plain")
    member = find_member(request.office, token)
    if member is None:
        Attempt.count_failure(keys, now=now)
        raise Http404
    site = site_of(request.office)
    content = member_calendar(
        member,
        host=calendar_host(request.office),
        url=f"{site}{request.path.removesuffix('calendar.ics')}",
        language=language(),
        now=now,
    )
    return private(HttpResponse(content, content_type="text/calendar; charset=utf-8"))


@require_http_methods(["GET", "HEAD", "POST"])
def gathering_here(request: OfficeRequest, pk: int) -> HttpResponse:
    """The page behind the square code on the wall: who types its figures claims to be in the room.

    A wrong code and an unknown number are answered alike, so that nobody learns who is on the roster.
    """
    rows = shown_to_staff(Gathering.objects.select_related("roster", "place"))
    gathering = get_object_or_404(rows, office=request.office, pk=pk)
    now = timezone.now()
    keys = [f"wall code from {client_ip(request)}", f"wall code of gathering {pk}"]
    context: dict[str, Any] = {
        "gathering": gathering,
        "when": span_words(gathering),
        "is_open": gathering.is_open(now),
    }
    is_spent = Attempt.is_spent(keys[:1], limit=WRONG_FROM_ADDRESS, now=now) or Attempt.is_spent(
        keys[1:], limit=WRONG_FOR_GATHERING, now=now
    )
    if is_spent:
        return private(render(request, "gatherings/here_over.html", context, status=429))
    form = HereForm(
        request.POST if request.method == "POST" else None,
        office=request.office,
        now=now,
        initial={"code": request.GET.get("code", "")[:12]},
    )
    if request.method == "POST" and form.is_valid():
        mark = claim(request, gathering, form, keys, now)
        if mark is not None:
            context |= {"mark": mark, "said": said_words(mark), "at": hour_words(mark.at)}
            response = private(render(request, "gatherings/here_done.html", context))
            if mark.is_without_ticket:
                remember_claim(request, response, mark)
            return response
    context |= {
        "form": form,
        "heading": say("আমি এসেছি", "I am here"),
        "about": f"{gathering.title} · {span_words(gathering)}",
        "button": say("উপস্থিত", "Present"),
    }
    return private(render_form(request, "gatherings/here.html", context))


# Whose number was typed in this browser at which gathering; one of them each.
CLAIMED = SignedCookie("claimed", salt="ongikar.gatherings.ticket_views", lasts=24 * 3600)
# A cookie holds this many gatherings; the oldest gives way.
MOST_CLAIMED = 20
CLAIMED_FOR_ANOTHER = (
    "এই ফোন থেকে আগেই আরেকজনের নম্বর লেখা হয়েছে। এক ফোন থেকে একজন; টিকিট থাকলে সেটি লিখুন, না হলে"
    " প্রশিক্ষককে নাম বলুন।",
    "Another person’s number was already typed on this phone. One person from one phone: type the ticket if"
    " you have it, or tell the trainer your name.",
)


def said_words(mark: Mark) -> str:
    if mark.is_without_ticket:
        return say("প্রশিক্ষককে জানানো হয়েছে", "The trainer is told")
    return mark_words(mark.value)


def claims_in_cookie(request: OfficeRequest) -> dict[str, int]:
    """Gathering → member. A forged or old cookie is an empty one."""
    read = CLAIMED.read(request)
    return read if isinstance(read, dict) else {}


def remember_claim(request: OfficeRequest, response: HttpResponse, mark: Mark) -> None:
    kept = claims_in_cookie(request) | {str(mark.gathering_id): mark.member_id}
    CLAIMED.set(response, dict(list(kept.items())[-MOST_CLAIMED:]))


NO_MATCH = (
    "মেলেনি। দেয়ালে এখন যে ৬টি অঙ্ক আছে সেগুলো, আর যে নম্বরে বার্তা পান সেটি লিখুন।",
    "No match. Type the six figures on the wall now, and the number at which you get our messages.",
)


def claim(
    request: OfficeRequest, gathering: Gathering, form: HereForm, keys: list[str], now: datetime
) -> Mark | None:
    typed = form.cleaned_data["who"]
    of_ticket = find_member(request.office, typed)
    member = of_ticket or member_of_mobile(gathering, typed)
    claimed = claims_in_cookie(request).get(str(gathering.pk))
    if of_ticket is None and claimed is not None and (member is None or member.pk != claimed):
        # Whether that number is on the roster is told no more than by an unknown one.
        form.add_error("who", say(*CLAIMED_FOR_ANOTHER))
        return None
    if member is None:
        Attempt.count_failure(keys, now=now)
        form.add_error("code", ValidationError(say(*NO_MATCH), NAMELESS))
        return None
    try:
        mark, _ = actions.claim_presence(
            gathering,
            member,
            code=form.cleaned_data["code"],
            has_ticket=of_ticket is not None,
            actor=(Member.SUBJECT, member.pk),
            now=now,
        )
    except GatheringFault as fault:
        if fault.field == "code":
            Attempt.count_failure(keys, now=now)
            form.add_error("code", ValidationError(say(*NO_MATCH), NAMELESS))
        else:
            form.add_fault(fault)
        return None
    return mark


def member_of_mobile(gathering: Gathering, typed: str) -> Member | None:
    """By the mobile number of exactly one member of this roster."""
    mobile = normal_mobile(typed)
    rows = (
        gathering.roster.members.on(gathering.day).filter(mobile=mobile) if mobile else Member.objects.none()
    )
    members = list(rows.select_related("roster")[:2])
    return members[0] if len(members) == 1 else None
