"""The desk's pages of gatherings: their list, a new one, and one with its attendance, acts and history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say, say_in, say_lazy
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Addressee, Ties, draft_letter
from ongikar.letters.outgoing.drafting import Wording
from ongikar.letters.outgoing.letter_views import letter_url
from ongikar.offices.models import Post
from ongikar.papers.actions import papers_of
from ongikar.people.day_list import act_done
from ongikar.people.models import User
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.people.subjects import load_subjects
from ongikar.rules.transitions import TransitionFault

from . import actions, transitions
from .actions.counting import claims_without_ticket, open_claims
from .actions.planning import usual_channel
from .attendance_list import AttendanceList
from .forms import (
    CancelForm,
    CountForm,
    InviteForm,
    MoveForm,
    OfficeForm,
    PlanForm,
    RecordForm,
    StrikeForm,
    initial_when,
)
from .models import Gathering, GatheringAct, Invitation, Member, Reply
from .rights import for_gathering_readers, for_gathering_staff, shown_to_staff
from .slots import GATHERING
from .transitions import GatheringFault
from .words import CHANNELS, span_words


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One act. `may`: whether it may be pressed now; `initial`: what its form begins with."""

    title: Any
    done: Any
    form: type[OfficeForm]
    may: Callable[[Gathering, datetime], bool]
    do: Callable[..., Any]
    initial: Callable[[Gathering], dict[str, Any]] = lambda gathering: {}


def can(name: str) -> Callable[[Gathering, datetime], bool]:
    return lambda gathering, now: transitions.TRANSITIONS.may_follow(gathering.state, name)


def may_invite(gathering: Gathering, now: datetime) -> bool:
    return can(transitions.INVITE)(gathering, now) and now < gathering.ends_at


def is_let_in(gathering: Gathering, now: datetime) -> bool:
    return gathering.state in transitions.COMING and now >= gathering.opens_at


def may_record(gathering: Gathering, now: datetime) -> bool:
    return gathering.state in transitions.COMING and now >= gathering.starts_at


def may_strike(gathering: Gathering, now: datetime) -> bool:
    return gathering.sort == Gathering.SESSION and can(transitions.STRIKE)(gathering, now)


def do_move(cleaned: dict[str, Any], gathering: Gathering, **who: Any) -> Gathering:
    return actions.move_gathering(
        gathering,
        starts_at=cleaned["starts_at"],
        ends_at=cleaned["ends_at"],
        place=cleaned["place"],
        venue=cleaned["venue"],
        reply_by=cleaned["reply_by"],
        reason=cleaned["reason"],
        **who,
    )


DESK_ACTS = {
    "record": DeskAct(
        say_lazy("শেষ হয়েছে", "It is over"),
        say_lazy("উপস্থিতি লেখা শেষ।", "Attendance is recorded."),
        RecordForm,
        may_record,
        lambda cleaned, gathering, **who: actions.record_gathering(
            gathering, rest=cleaned["rest"], held_minutes=cleaned["held_minutes"], **who
        ),
        lambda gathering: {"held_minutes": gathering.minutes},
    ),
    "count": DeskAct(
        say_lazy("মাথা গুনে লিখুন", "Count heads"),
        say_lazy("লেখা হয়েছে।", "Entered."),
        CountForm,
        is_let_in,
        lambda cleaned, gathering, **who: actions.count_heads(gathering, counted=cleaned["counted"], **who),
    ),
    "invite": DeskAct(
        say_lazy("আমন্ত্রণ পাঠান", "Invite"),
        say_lazy("আমন্ত্রণ যাচ্ছে।", "Invitations are on their way."),
        InviteForm,
        may_invite,
        lambda cleaned, gathering, **who: actions.invite(gathering, **who),
    ),
    "move": DeskAct(
        say_lazy("সময় বা জায়গা বদলান", "Move"),
        say_lazy("বদলানো হয়েছে; সবাইকে জানানো হচ্ছে।", "Moved; everybody is told."),
        MoveForm,
        can(transitions.MOVE),
        do_move,
        initial_when,
    ),
    "cancel": DeskAct(
        say_lazy("বাতিল করুন", "Cancel"),
        say_lazy("বাতিল হয়েছে; সবাইকে জানানো হচ্ছে।", "Cancelled; everybody is told."),
        CancelForm,
        can(transitions.CANCEL),
        lambda cleaned, gathering, **who: actions.cancel_gathering(
            gathering, reason=cleaned["reason"], **who
        ),
    ),
    "strike": DeskAct(
        say_lazy("খাতা থেকে কাটুন", "Strike from the book"),
        say_lazy(
            "ক্লাসটি খাতা থেকে কাটা হয়েছে; এটি আর কারও হিসাবে নেই।",
            "The class is struck from the book; it counts for nobody now.",
        ),
        StrikeForm,
        may_strike,
        lambda cleaned, gathering, **who: actions.strike_gathering(
            gathering, reason=cleaned["reason"], **who
        ),
    ),
}


def possible_acts(gathering: Gathering, now: datetime) -> list[str]:
    return [name for name, act in DESK_ACTS.items() if act.may(gathering, now)]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    words: str
    said: str
    by: str


def gathering_history(gathering: Gathering) -> list[HistoryLine]:
    """The latest first, with those of the one it replaces."""
    keys, each = [gathering.pk], gathering
    while each.replaces_id and len(keys) < 10:
        keys.append(each.replaces_id)
        each = Gathering.objects.only("id", "replaces").get(pk=each.replaces_id)
    acts = list(GatheringAct.objects.filter(gathering__in=keys).order_by("-at", "-id"))
    people = User.objects.in_bulk({act.by_id for act in acts if act.by_type == "user"})
    return [
        HistoryLine(
            act.at,
            act.get_name_display(),
            act.words,
            people[act.by_id].name if act.by_type == "user" and act.by_id in people else "",
        )
        for act in acts
        # The one that replaces begins with the same words as the move.
        if not (act.name == transitions.PLAN and act.words)
    ]


CHANGED = ("এর মধ্যে অবস্থা বদলে গেছে। আবার দেখুন।", "It has changed meanwhile. Look again.")


def find_gathering(request: StaffRequest, pk: int) -> Gathering:
    rows = Gathering.objects.select_related("roster", "place", "office")
    return get_object_or_404(shown_to_staff(rows), office=request.office, pk=pk)


@for_gathering_staff
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_new(request: StaffRequest) -> HttpResponse:
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
    context = {
        "form": form,
        "heading": say("নতুন কর্মসূচি", "Plan a gathering"),
        "about": say(
            "কোনো আবেদনের ক্লাস, সভা বা অনুষ্ঠান তার নিজের পাতা থেকে লেখা হয়; এখানে বাকি সব।",
            "Sessions, meetings and events of a case are planned on its own page; everything else is planned"
            " here.",
        ),
        "back": reverse("gatherings"),
        "back_words": say("কর্মসূচি", "Programme"),
        "button": say("লিখুন", "Plan it"),
        "current": "gatherings",
    }
    return render_form(request, "core/staff_form.html", context)


def form_of_gathering(gathering: Gathering, form: Form, *, heading: str, button: str) -> dict[str, Any]:
    """What a page shows that is one form about a gathering."""
    return {
        "form": form,
        "heading": heading,
        "about": f"{gathering.title} · {span_words(gathering)}",
        "back": reverse("gathering", args=[gathering.pk]),
        "back_words": gathering.title,
        "button": button,
        "current": "gatherings",
    }


def plan_from_form(request: StaffRequest, cleaned: dict[str, Any], now: datetime) -> Gathering:
    actor = request.holder.actor
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
def gathering(request: StaffRequest, pk: int) -> HttpResponse:
    return show_gathering(request, find_gathering(request, pk), timezone.now())


@for_gathering_readers
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_act(request: StaffRequest, pk: int, act: str) -> HttpResponse:
    """One act, on the page of the gathering."""
    if act not in DESK_ACTS:
        raise Http404
    gathering, now = find_gathering(request, pk), timezone.now()
    desk_act = DESK_ACTS[act]
    if not desk_act.may(gathering, now):
        if request.method == "POST":
            messages.error(request, say(*CHANGED))
        return redirect("gathering", pk)
    bound = request.POST if request.method == "POST" else None
    form = desk_act.form(bound, office=request.office, now=now, initial=desk_act.initial(gathering))
    if request.method != "POST":
        return show_gathering(request, gathering, now, act=act, form=form)
    if form.is_valid():
        try:
            done = desk_act.do(form.cleaned_data, gathering, actor=request.holder.actor, now=now)
        except GatheringFault as fault:
            form.add_fault(fault)
        except TransitionFault:
            messages.error(request, say(*CHANGED))
            return redirect("gathering", pk)
        else:
            page = reverse("gathering", args=[done.pk if act == "move" else pk])
            return act_done(request, desk_act.done, page, name=gathering.title)
    return show_gathering(request, find_gathering(request, pk), now, act=act, form=form)


def show_gathering(
    request: StaffRequest,
    gathering: Gathering,
    now: datetime,
    *,
    act: str = "",
    form: OfficeForm | None = None,
    attendance: AttendanceList | None = None,
) -> HttpResponse:
    is_staff = request.holder.has(request.office.pk, STAFF_ROLES)
    names = possible_acts(gathering, now) if is_staff else []
    attendance = attendance or AttendanceList(gathering)
    invitations = list(gathering.invitations.all())
    answered = {row.member.pk: row.reply for row in attendance.rows if row.reply}
    subject = gathering.subject
    count = gathering.head_counts.order_by("-id").first()
    papers = papers_of(gathering.reference)
    context = {
        "gathering": gathering,
        "when": span_words(gathering),
        "sort": gathering.get_sort_display(),
        "state": gathering.get_state_display(),
        "subject": load_subjects([subject], request.holder).get(subject) if subject else None,
        "moved_to": getattr(gathering, "replaced_by", None) if gathering.state == transitions.MOVED else None,
        "list": attendance,
        "is_open": gathering.is_open(now),
        "may_mark": is_staff and gathering.state not in transitions.GONE and now >= gathering.opens_at,
        "opens_at": gathering.opens_at,
        "claims": open_claims(gathering),
        "without_ticket": claims_without_ticket(gathering),
        "head_count": count,
        # At a school only whoever teaches is on the roster of a class: those who came are counted.
        "counts_others": all(row.member.role in Member.HEARD for row in attendance.rows),
        "invited": invited_words(invitations),
        "uninvited": uninvited_lines(gathering, invitations) if act == "invite" else [],
        "to_answer": len(invitations) - len(answered),
        "answers": {code: sum(r.answer == code for r in answered.values()) for code in Reply.ANSWERS},
        "photos": [paper for paper in papers if actions.is_photo(paper)],
        "documents": [paper for paper in papers if not actions.is_photo(paper)],
        "history": gathering_history(gathering),
        "acts": [(name, DESK_ACTS[name].title) for name in names],
        "act": act,
        "act_title": DESK_ACTS[act].title if act else "",
        "form": form,
        "is_staff": is_staff,
        "slot": GATHERING.answers(request, gathering=gathering, now=now),
        "current": "gatherings",
    }
    # The list of those who were there is no form of Django's.
    status = 422 if attendance.faulty else 0
    return render_form(request, "gatherings/gathering.html", context, form, status=status)


def invited_words(invitations: list[Invitation]) -> list[tuple[str, int]]:
    """By what way how many were invited."""
    counts = [(code, sum(each.channel == code for each in invitations)) for code in Invitation.CHANNELS]
    return [(say(*CHANNELS[code]), count) for code, count in counts if count]


def uninvited_lines(gathering: Gathering, invitations: list[Invitation]) -> list[tuple[str, str]]:
    """Who would be invited now, and how."""
    known = {each.member_id for each in invitations}
    members = gathering.roster.members.on(gathering.day).exclude(pk__in=known).order_by("id")
    return [(member.title, say(*CHANNELS[usual_channel(member)])) for member in members]


@for_gathering_staff
@require_POST
def invitation_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """`all` in the form: to everybody who was not invited yet; else to those without telephone and e-mail."""
    gathering, now = find_gathering(request, pk), timezone.now()
    invited = set(gathering.invitations.values_list("member_id", flat=True))
    members = [
        member
        for member in gathering.roster.members.on(gathering.day)
        .order_by("id")
        .select_related("contact", "applicant")
        if member.pk not in invited and ("all" in request.POST or not (member.mobile or member.email))
    ]
    if not members:
        messages.error(
            request,
            say("চিঠি পাঠানোর মতো নতুন কেউ তালিকায় নেই।", "There is nobody new on the roster to write to."),
        )
        return redirect("gathering_act", pk, "invite")
    try:
        letter = draft_invitation(request, gathering, members, now)
    except GatheringFault as fault:
        messages.error(request, say(fault.bn, fault.en))
        return redirect("gathering", pk)
    messages.success(
        request,
        say("চিঠির খসড়া তৈরি। পড়ে, স্বাক্ষর করে জারি করুন।", "The letter is drafted. Read, sign and issue it."),
    )
    return redirect(letter_url(letter))


@transaction.atomic
def draft_invitation(
    request: StaffRequest, gathering: Gathering, members: list[Member], now: datetime
) -> Letter:
    """The draft and the invitations that it makes, together or not at all."""
    posts = list(request.office.posts.filter(role=Post.OFFICER).order_by("pk"))
    own = request.holder.post_in(request.office.pk)
    letter = draft_letter(
        office=request.office,
        kind="official",
        wording=invitation_wording(gathering, language()),
        drafter=own,
        signer=posts[0] if posts else own,  # type: ignore[arg-type]  # staff hold a post
        recipients=[
            Addressee(
                name=", ".join(filter(None, (member.title, member.beside)))[:500],
                email=member.email,
                contact=member.contact,
                applicant=member.applicant,
            )
            for member in members
        ],
        ties=Ties(subject=gathering.reference),
        submission=f"invitation-{gathering.pk}-{members[0].pk}-{members[-1].pk}",
        actor=request.holder.actor,
        now=now,
    )
    actions.invite(gathering, members=members, letter=letter, actor=request.holder.actor, now=now)
    return letter


def invitation_wording(gathering: Gathering, tongue: str) -> Wording:
    when, where = span_words(gathering, tongue), gathering.where
    subject = say_in(tongue, "আমন্ত্রণ: {title}", "Invitation: {title}", title=gathering.title)
    body = say_in(
        tongue,
        "জানানো যাচ্ছে যে, {title} অনুষ্ঠিত হবে {when}, {where}।\n\nউপস্থিত থাকার জন্য অনুরোধ করা হলো।",
        "This is to inform you that {title} will be held on {when}, at {where}.\n\n"
        "You are requested to attend.",
        title=gathering.title,
        when=when,
        where=where or say_in(tongue, "কার্যালয়ে", "the office"),
    )
    return Wording(subject_line=subject[:300], body=body, language=tongue)
