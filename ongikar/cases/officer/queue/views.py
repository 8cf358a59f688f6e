"""Several cases of the queue accepted at once; and the office's own work, begun here, which only the post
above may let drop.
"""

import secrets
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases import actions
from ongikar.cases.actions import drops, receive_case
from ongikar.cases.actions.intake_debts import papers_to_show
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import summarise_case
from ongikar.cases.officer.case.drop_forms import ALLOW, DecideDropForm
from ongikar.cases.officer.case.views import actors_by_id, history
from ongikar.cases.officer.counter.views import day_promised
from ongikar.cases.rights import for_handlers, for_superiors
from ongikar.charter.models import Service, charter_in_force
from ongikar.charter.terms import caption_of
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.papers.actions import answer_files, checked_with_title, take_files
from ongikar.people.post_holders import StaffRequest
from ongikar.records.lines import TICKED
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from . import selection


@for_handlers
@require_POST
def accept_several(request: StaffRequest) -> HttpResponse:
    """Accept the ticked cases, each whole or not at all; one that no longer can be accepted stops none of the
    others.

    What is no fault of a case, such as a clock that was moved, is not told as one: it is answered as
    everywhere else.
    """
    now = timezone.now()
    ticked = [
        int(pk) for pk in request.POST.getlist(TICKED) if pk.isascii() and pk.isdigit() and len(pk) < 19
    ][: selection.PAGE]
    cases = Case.objects.filter(office=request.office, pk__in=ticked).select_related("clock").order_by("pk")
    accepted, left = 0, []
    for case in cases:
        try:
            # Without a limit a day must be named, and a document that is still to be shown must
            # be seen: one case at a time.
            if case.awaits_day or papers_to_show(case):
                raise case_transitions.TransitionFault("not with others")
            actions.accept(case, actor=request.holder.actor, now=now)
            accepted += 1
        except case_transitions.TransitionFault:
            left.append(case.short_number)
    if accepted:
        messages.success(request, say("{n}টি আবেদন গ্রহণ করা হয়েছে।", "{n} accepted.", n=accepted))
    if left:
        messages.error(
            request,
            say(
                "এগুলো গ্রহণ করা যায়নি, খুলে দেখুন: {left}",
                "These could not be accepted, open them: {left}",
                left=", ".join(left),
            ),
        )
    if not ticked:
        messages.error(request, say("কোনো আবেদন বাছাই করা হয়নি।", "No case was selected."))
    return redirect(f"{reverse('queue')}?{urlencode({'tab': 'received'})}")


@for_superiors
@require_safe
def list_drop_requests(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    cases = drops.drops_to_decide(request.holder, request.office, now)
    rows = [(summarise_case(case, now), drops.last_drop_request(case)) for case in cases]
    over = set(Post.objects.filter(office=request.office).superiors().values())
    facts = {"rows": rows, "may_decide": not over.isdisjoint(request.holder.post_ids), "current": "drops"}
    return render(request, "cases/officer/drops.html", facts)


@for_superiors
@require_http_methods(["GET", "POST"])
def decide_drop(request: StaffRequest, number: str) -> HttpResponse:
    """One case as whoever decides sees it. What is not theirs to decide is as unknown as
    what is not there.
    """
    now = timezone.now()
    cases = Case.objects.with_related().prefetch_related("acts")
    case = get_object_or_404(cases, office=request.office, number=number)
    if drops.last_drop_request(case) is None or drops.deciding_post(request.holder, case, now) is None:
        raise Http404
    if not drops.is_drop_undecided(case):
        return show_drop_decided(request)
    form = DecideDropForm(*posted_data(request), case=case, now=now)
    if form.is_valid():
        allowed = form.cleaned_data["ruling"] == ALLOW
        decide = drops.drop if allowed else drops.refuse_drop
        try:
            decide(case, reason=form.cleaned_data["reason"], holder=request.holder, now=now)
        except case_transitions.TransitionFault:
            return show_drop_decided(request)
        messages.success(request, say(*(DROPPED if allowed else STAYS)))
        return redirect("desk_drops")
    context = {
        "case": case,
        "stands": summarise_case(case, now),
        "form": form,
        "caption": f"{digits(case.number, language())} · {case.post.title}",
        "heading": case.row.short,
        "button": say("সিদ্ধান্ত লিখুন", "Write the decision"),
        "cancel": say("ফিরে যান", "Go back"),
        "back": reverse("desk_drops"),
        "back_words": say("কাজ বাদ দেওয়ার সিদ্ধান্ত", "Work to drop"),
        "asked": drops.last_drop_request(case),
        "current": "drops",
        "facts": kind_of(case.row).facts(case),
        "history": history(case, now, actors_by_id(case.acts_in_order)),
    }
    return render_form(request, "cases/officer/drop.html", context)


def show_drop_decided(request: HttpRequest) -> HttpResponse:
    messages.error(
        request,
        say("এ বিষয়ে আর সিদ্ধান্ত বাকি নেই।", "Nothing is left to be decided about this."),
    )
    return redirect("desk_drops")


DROPPED = (
    "সিদ্ধান্ত লেখা হয়েছে: কাজটি বাদ। হিসাবে এটি দেওয়ার কথা ছিল বলেই থাকবে।",
    "Written: the work is dropped. In the account it stays as owed.",
)
STAYS = ("সিদ্ধান্ত লেখা হয়েছে: কাজটি করতে হবে।", "Written: the work must be done.")


@for_handlers
@require_safe
def list_own_work(request: OfficeRequest) -> HttpResponse:
    """What may be begun, each with the day by which it would be done."""
    now, calendar = timezone.now(), request.office.calendar
    rows = [(row, day_promised(row, calendar, now)) for row in own_services(request.office, now)]
    return render(request, "cases/officer/own.html", {"rows": rows, "current": "own_work"})


@for_handlers
@require_http_methods(["GET", "POST"])
def begin_own_work(request: StaffRequest, code: str) -> HttpResponse:
    now = timezone.now()
    row = next((row for row in own_services(request.office, now) if row.code == code), None)
    if row is None:
        raise Http404
    form = kind_of(row).intake_form(*posted_data(request), service=row, today=now.astimezone(TZ).date())
    token = key_of(request.POST, "token") or secrets.token_urlsafe(16)
    if form.is_valid() and (papers := take_files(form, answer_files(form), checked_with_title)) is not None:
        case = receive_case(
            service=row,
            person=None,
            answers=form.as_answers(),
            channel=Case.PLANNED,
            papers=papers,
            submission=f"own-{request.office.pk}-{token}",
            now=now,
            actor=request.holder.actor,
        )
        day = summarise_case(case, now).words
        messages.success(request, say("কাজটি শুরু হয়েছে। {day}।", "The work has begun. {day}.", day=day))
        return redirect("case", number=case.number)
    context = {
        "form": form,
        "caption": caption_of(row),
        "heading": row.short,
        "button": say("কাজটি শুরু করুন", "Begin the work"),
        "cancel": say("ফিরে যান", "Go back"),
        "back": reverse("own_work"),
        "back_words": say("দপ্তরের নিজস্ব কাজ", "Office work"),
        "current": "own_work",
    }
    return render_form(request, "core/staff_form.html", context)


def own_services(office: Office, now: datetime) -> list[Service]:
    rows = charter_in_force(office, now.astimezone(TZ).date()).services
    return [row for row in rows if row.category == "internal"]
