"""What the person sees once the classes have begun: tests, feedback, follow-up, result, and their own
attendance with its proof: each class, every mark of theirs with who wrote it and how, in the order of the
chain, and the total against what the certificate asks for.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.citizen.track.applicant_acts import for_tracking_browser, require_applicant_proof
from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF, ask_for_proof, proof_of
from ongikar.cases.models import Case
from ongikar.cases.slots import TRACKING
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.delivery.training import states
from ongikar.delivery.training.actions.applying import CALL
from ongikar.delivery.training.models import Application, BatchRound
from ongikar.delivery.training.public.seat_views import application_of
from ongikar.delivery.training.states import WEB
from ongikar.delivery.training.words import batch_title
from ongikar.gatherings import transitions
from ongikar.gatherings.attendance import AttendanceTotals, attendance_of_member
from ongikar.gatherings.models import Gathering, Mark, Member
from ongikar.gatherings.words import WAYS, mark_words, span_words, state_words
from ongikar.people.models import User
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .acts import ToldForm
from .completing import reason_words
from .questions import answer_follow_up, open_follow_up, rounds_of_case
from .sessions import members_by_applicant, roster_of


def after_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """Nothing for whoever has no seat."""
    if CALL not in case.answers:
        return None
    application = (
        Application.objects.filter(case=case, state__in=SHOWN)
        .select_related("call__batch__course", "completion")
        .first()
    )
    if application is None:
        return None
    completion = getattr(application, "completion", None)
    batch = application.call.batch
    context = {
        "case": case,
        "completion": completion,
        "reasons": reason_words(completion.reasons, batch, completion.percent, completion.post_percent)
        if completion
        else "",
        "wanted": batch.course.attendance_percent,
        "rounds": [(say(*BatchRound.PART_WORDS[part]), url) for part, url in rounds_of_case(case, now)],
        "has_classes": batch.state in (states.RUNNING, states.FINISHED, states.CERTIFIED),
        "follow_up": open_follow_up(case, now.astimezone(TZ).date()),
    }
    return "training/after/tracked.html", context


SHOWN = frozenset({states.ENROLLED, states.COMPLETED, states.NOT_COMPLETED})


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One mark of a chain. `is_struck`: a later one corrects it. `note`: what it still waits for."""

    number: str
    place: str
    words: str
    way: str
    by: str
    at: datetime
    recorded_at: datetime
    is_struck: bool
    note: str


@dataclass(frozen=True, slots=True)
class OwnClassLine:
    """One class, and the chain of the learner's marks at it, the first first; `words`: what counts now."""

    when: str
    words: str
    is_missed: bool
    marks: Sequence[MarkLine]


@dataclass(frozen=True, slots=True)
class OwnAttendance:
    classes: Sequence[OwnClassLine]
    totals: AttendanceTotals
    wanted: int
    summary: str

    @property
    def has_reached(self) -> bool:
        return self.totals.percent is not None and self.totals.percent >= self.wanted


def member_of(application: Application) -> Member | None:
    """The learner on the roster of the batch; None before it began, and for whoever had no seat."""
    roster = roster_of(application.call.batch)
    if roster is None or application.case.applicant_id is None:
        return None
    return members_by_applicant(roster).get(application.case.applicant_id)


def own_attendance(application: Application, member: Member, now: datetime) -> OwnAttendance:
    """In a number of statements that does not grow with the classes."""
    gatherings = [
        each
        for each in Gathering.objects.filter(roster=member.roster)
        .exclude(state=transitions.MOVED)
        .order_by("starts_at", "id")
        .annotate(
            confirmed_at=Max("head_counts__at", filter=Q(head_counts__counted=F("head_counts__marked")))
        )
        if member.is_member_on(each.day)
    ]
    chains: dict[int, list[Mark]] = defaultdict(list)
    for mark in Mark.objects.filter(gathering__in=gatherings, member=member).order_by("id"):
        chains[mark.gathering_id].append(mark)
    writers = {mark.by_id for chain in chains.values() for mark in chain if mark.by_type == "user"}
    people = User.objects.in_bulk(writers)
    totals, wanted = attendance_of_member(member, now=now), application.call.batch.course.attendance_percent
    return OwnAttendance(
        [class_line(each, chains[each.pk], people, now) for each in gatherings],
        totals,
        wanted,
        summary_words(totals, wanted),
    )


def class_line(
    gathering: Gathering, chain: Sequence[Mark], people: dict[int, User], now: datetime
) -> OwnClassLine:
    confirmed_at: datetime | None = gathering.confirmed_at  # type: ignore[attr-defined]  # annotated above
    last = chain[-1] if chain else None
    if gathering.state == transitions.CANCELLED:
        words = state_words(gathering.state)
    elif last:
        words = mark_words(last.value)
    elif gathering.state == transitions.RECORDED:
        words = say("কিছু লেখা হয়নি", "Nothing was written")
    elif gathering.ends_at > now:
        words = say("সামনে", "To come")
    else:
        words = say("উপস্থিতি লেখা বাকি", "Not written yet")
    return OwnClassLine(
        span_words(gathering),
        words,
        gathering.state == transitions.RECORDED and (last is None or last.value not in Mark.THERE),
        [
            mark_line(mark, place, chain, people, confirmed_at=confirmed_at)
            for place, mark in enumerate(chain, 1)
        ],
    )


def mark_line(
    mark: Mark,
    place: int,
    chain: Sequence[Mark],
    people: dict[int, User],
    *,
    confirmed_at: datetime | None,
) -> MarkLine:
    words = mark_words(mark.value)
    if mark.minutes is not None:
        words = say(
            "{words}, {n} মিনিট ছিলেন", "{words}, there for {n} [minute|minutes]", words=words, n=mark.minutes
        )
    return MarkLine(
        digits(mark.pk, language()),
        place_words(mark, place, len(chain)),
        words,
        say(*WAYS[mark.via]),
        writer_words(mark, people),
        mark.at,
        mark.recorded_at,
        place < len(chain),
        claim_words(mark, confirmed_at) if place == len(chain) else "",
    )


def place_words(mark: Mark, place: int, of: int) -> str:
    """Its place in the chain, and which mark it corrects."""
    said = say("{of}টির {place} নম্বর", "{place} of {of}", place=place, of=of)
    if mark.corrects_id is None:
        return said
    return say(
        "{said}, চিহ্ন {n} ঠিক করেছে",
        "{said}, corrects mark {n}",
        said=said,
        n=digits(mark.corrects_id, language()),
    )


def writer_words(mark: Mark, people: dict[int, User]) -> str:
    if mark.by_type == "user" and mark.by_id in people:
        return people[mark.by_id].in_words("name")
    return say("আপনি নিজে", "You yourself") if mark.is_claim else say("কার্যালয়", "The office")


def claim_words(mark: Mark, confirmed_at: datetime | None) -> str:
    """What was said with the code on the wall counts once heads were counted."""
    if not mark.is_claim:
        return ""
    if mark.is_without_ticket:
        return say(
            "টিকিট ছাড়া: প্রশিক্ষক তালিকায় না লেখা পর্যন্ত গোনা হয় না",
            "Without a ticket: not counted before the trainer marks it on the list",
        )
    if confirmed_at is not None and mark.recorded_at <= confirmed_at:
        return say("মাথা গুনে মেলানো হয়েছে", "Confirmed by counting heads")
    return say("মাথা গুনে না মেলানো পর্যন্ত গোনা হয় না", "Not counted before heads were counted")


def summary_words(totals: AttendanceTotals, wanted: int) -> str:
    """So far, and what is still possible, against what the certificate asks for."""
    if totals.percent is None:
        return say("সনদের জন্য লাগে {wanted}%।", "The certificate asks for {wanted}%.", wanted=wanted)
    said = say(
        "এ পর্যন্ত {held} মিনিটের ক্লাসে ছিলেন {attended} মিনিট: {percent}%। সনদের জন্য লাগে {wanted}%।",
        "So far {attended} of {held} [minute|minutes] of classes: {percent}%."
        " The certificate asks for {wanted}%.",
        held=totals.held_minutes,
        attended=totals.attended_minutes,
        percent=totals.percent,
        wanted=wanted,
    )
    reachable = totals.reachable_percent or 0
    if not totals.to_come_minutes:
        return said
    return f"{said} " + say(
        "বাকি সব ক্লাসে এলে হবে {reachable}%।",
        "With all classes to come it will be {reachable}%.",
        reachable=reachable,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_tracking_browser
def own_follow_up(request: HttpRequest, case: Case) -> HttpResponse:
    """The person's own page, to which the message leads."""
    now = timezone.now()
    follow_up = open_follow_up(case, now.astimezone(TZ).date())
    if follow_up is None:
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, "follow_up")
    form = ToldForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and require_applicant_proof(request, case, form, "follow_up"):
        answer_follow_up(follow_up, via=WEB, now=now, **form.cleaned_data)
        return redirect("track_case", case.number)
    context = {
        "form": form,
        "heading": say("প্রশিক্ষণের পরের খবর", "After the training"),
        "about": say(
            "উত্তরটি শুধু প্রশিক্ষণ ভালো করতে লাগবে। নাম ছাড়া গোনা হবে।",
            "Your answer is used only to make the training better, and is counted without your name.",
        ),
        "button": say("উত্তর পাঠান", "Send the answer"),
        "back": reverse("track_case", args=[case.number]),
        "back_words": say("আবেদনের পাতা", "The application"),
    }
    return render_form(request, "core/public_form.html", context)


@require_safe
@for_tracking_browser
def show_own_attendance(request: HttpRequest, case: Case) -> HttpResponse:
    """When somebody was where is read by themselves alone: it asks for the proof, as an act does."""
    now, application = timezone.now(), application_of(case)
    member = member_of(application) if application else None
    if application is None or member is None:
        return redirect("track_case", case.number)
    if not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, "attendance")
    context = {
        "case": case,
        "application": application,
        "title": batch_title(application.call.batch),
        "attendance": own_attendance(application, member, now),
    }
    return render(request, "training/after/attendance.html", context)


PAGES_AFTER_PROOF |= {"attendance": "track_attendance", "follow_up": "track_follow_up"}
TRACKING.add(after_part, order=11)
