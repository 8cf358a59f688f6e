"""The desk's pages of gatherings: their list, a new one, and one with its attendance and its acts."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.i18n.say import say, say_lazy
from ongikar.papers.actions import papers_of
from ongikar.people.desk import STAFF_ROLES, DeskRequest
from ongikar.people.subjects import load_subjects
from ongikar.rules.transitions import TransitionFault

from . import actions, lists, transitions
from .actions.counting import claims_without_ticket, open_claims
from .actions.inviting import usual_channel
from .attendance_list import AttendanceList
from .forms import OfficeForm, PlanForm
from .gathering_acts import DESK_ACTS, possible_acts
from .history import gathering_history
from .models import Gathering, Invitation, Member, Reply
from .rights import for_gathering_readers, for_gathering_staff, shown_to_staff
from .slots import GATHERING
from .transitions import GatheringFault
from .words import CHANNELS, sort_words, span_words, state_words

TAB_WORDS = {
    lists.COMING: say_lazy("সামনে", "To come"),
    lists.PAST: say_lazy("হয়ে গেছে", "Past"),
}
CHANGED = ("এর মধ্যে অবস্থা বদলে গেছে। আবার দেখুন।", "It has changed meanwhile. Look again.")


def find_gathering(request: DeskRequest, pk: int) -> Gathering:
    rows = Gathering.objects.select_related("roster", "place", "office")
    return get_object_or_404(shown_to_staff(rows), office=request.office, pk=pk)


@for_gathering_readers
@require_safe
def gatherings(request: DeskRequest) -> HttpResponse:
    """What is to come, the first first; or what was, the latest first."""
    now = timezone.now()
    tab = request.GET.get("tab", "")
    tab = tab if tab in lists.TABS else lists.COMING
    page = lists.gatherings_page(request.office, tab, request.GET.get("after", "")[:40], now)
    root = reverse("gatherings")
    context = {
        "rows": [
            (each, span_words(each), sort_words(each.sort), state_words(each.state))
            for each in page.gatherings
        ],
        "tabs": [(f"{root}?tab={name}", words, name == tab) for name, words in TAB_WORDS.items()],
        "next_page": f"{root}?{lists.query_of({'tab': tab, 'after': page.after})}" if page.after else "",
        "first_page": f"{root}?tab={tab}" if request.GET.get("after") else "",
        "may_act": request.desk.has(request.office.pk, STAFF_ROLES),
        "current": "gatherings",
    }
    return render(request, "gatherings/gatherings.html", context)


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_new(request: DeskRequest) -> HttpResponse:
    """Plan one that belongs to no case, for a new roster or one that stands."""
    now = timezone.now()
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        office=request.office,
        now=now,
        initial={"sort": Gathering.EVENT, "is_public": True},
    )
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            made = plan_from_form(request, cleaned, now)
        except GatheringFault as fault:
            form.add_fault(fault)
        else:
            messages.success(request, say("লেখা হয়েছে। এবার নাম যোগ করুন।", "Entered. Now add the names."))
            return redirect("gathering", made.pk)
    context = {"form": form, "current": "gatherings"}
    return render(request, "gatherings/new.html", context, status=422 if form.errors else 200)


def plan_from_form(request: DeskRequest, cleaned: dict[str, Any], now: datetime) -> Gathering:
    actor = request.desk.actor
    roster = cleaned["roster"] or actions.open_roster(
        office=request.office, subject=None, title=cleaned["title"], actor=actor, now=now
    )
    return actions.plan_gathering(
        office=request.office,
        sort=cleaned["sort"],
        title=cleaned["title"],
        place=cleaned["place"],
        venue=cleaned["venue"],
        starts_at=cleaned["starts_at"],
        ends_at=cleaned["ends_at"],
        roster=roster,
        capacity=cleaned["capacity"],
        reply_by=cleaned["reply_by"],
        is_public=cleaned["is_public"],
        actor=actor,
        now=now,
    )


@for_gathering_readers
@require_safe
def gathering(request: DeskRequest, pk: int) -> HttpResponse:
    return show_gathering(request, find_gathering(request, pk), timezone.now())


@for_gathering_readers
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_act(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    """One act, on the page of the gathering."""
    if act not in DESK_ACTS:
        raise Http404
    found, now = find_gathering(request, pk), timezone.now()
    desk_act = DESK_ACTS[act]
    if not desk_act.may(found, now):
        if request.method == "POST":
            messages.error(request, say(*CHANGED))
        return redirect("gathering", pk)
    bound = request.POST if request.method == "POST" else None
    form = desk_act.form(bound, office=request.office, now=now, initial=desk_act.initial(found))
    if request.method != "POST":
        return show_gathering(request, found, now, act=act, form=form)
    if form.is_valid():
        try:
            done = desk_act.do(form.cleaned_data, found, actor=request.desk.actor, now=now)
        except GatheringFault as fault:
            form.add_fault(fault)
        except TransitionFault:
            messages.error(request, say(*CHANGED))
            return redirect("gathering", pk)
        else:
            messages.success(request, desk_act.done)
            return redirect("gathering", done.pk if act == "move" else pk)
    return show_gathering(request, find_gathering(request, pk), now, act=act, form=form)


def show_gathering(
    request: DeskRequest,
    found: Gathering,
    now: datetime,
    *,
    act: str = "",
    form: OfficeForm | None = None,
    attendance: AttendanceList | None = None,
) -> HttpResponse:
    is_staff = request.desk.has(request.office.pk, STAFF_ROLES)
    names = possible_acts(found, now) if is_staff else []
    attendance = attendance or AttendanceList(found)
    invitations = list(found.invitations.all())
    answered = {row.member.pk: row.reply for row in attendance.rows if row.reply}
    subject = found.subject
    count = found.head_counts.order_by("-id").first()
    papers = papers_of(found.reference)
    context = {
        "gathering": found,
        "when": span_words(found),
        "sort": sort_words(found.sort),
        "state": state_words(found.state),
        "subject": load_subjects([subject], request.desk).get(subject) if subject else None,
        "moved_to": getattr(found, "replaced_by", None) if found.state == transitions.MOVED else None,
        "list": attendance,
        "is_open": found.is_open(now),
        "may_mark": is_staff and found.state not in transitions.GONE and now >= found.opens_at,
        "opens_at": found.opens_at,
        "claims": open_claims(found),
        "without_ticket": claims_without_ticket(found),
        "head_count": count,
        # At a school only whoever teaches is on the roster of a class: those who came are counted.
        "counts_others": all(row.member.role in Member.HEARD for row in attendance.rows),
        "invited": invited_words(invitations),
        "uninvited": uninvited_lines(found, invitations) if act == "invite" else [],
        "to_answer": len(invitations) - len(answered),
        "answers": {code: sum(r.answer == code for r in answered.values()) for code in Reply.ANSWERS},
        "photos": [paper for paper in papers if actions.is_photo(paper)],
        "documents": [paper for paper in papers if not actions.is_photo(paper)],
        "history": gathering_history(found),
        "acts": [(name, DESK_ACTS[name].title) for name in names],
        "act": act,
        "act_title": DESK_ACTS[act].title if act else "",
        "form": form,
        "is_staff": is_staff,
        "slot": GATHERING.answers(request, gathering=found, now=now),
        "current": "gatherings",
    }
    wrong = bool((form and form.errors) or attendance.faulty)
    return render(request, "gatherings/gathering.html", context, status=422 if wrong else 200)


def invited_words(invitations: list[Invitation]) -> list[tuple[str, int]]:
    """By what way how many were invited."""
    counts = [(code, sum(each.channel == code for each in invitations)) for code in Invitation.CHANNELS]
    return [(say(*CHANNELS[code]), count) for code, count in counts if count]


def uninvited_lines(found: Gathering, invitations: list[Invitation]) -> list[tuple[str, str]]:
    """Who would be invited now, and how."""
    known = {each.member_id for each in invitations}
    members = found.roster.members.on(found.day).exclude(pk__in=known).order_by("id")
    return [(member.title, say(*CHANNELS[usual_channel(member)])) for member in members]
