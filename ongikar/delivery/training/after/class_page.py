"""The page of a batch's classes: each class, and of each person attendance, test and result; what is paid for
it; and on Today the batches whose certificates say more than their class book.

A certificate that is owed stands on Today as the case that it is.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.db.models.expressions import Combinable
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.certificates.models import Certificate
from ongikar.certificates.rights import ISSUER_ROLES
from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Batch, BatchRound, Completion, FollowUp
from ongikar.delivery.training.words import batch_number, batch_title
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.payees import codes_to_pay, lines_to_pay
from ongikar.gatherings.rules.attendance import AttendanceTotals
from ongikar.gatherings.words import span_words, state_words
from ongikar.offices.folder_rules import AllowanceFault
from ongikar.offices.rules.allowances import PaymentLine
from ongikar.papers.payment_sheet import XLSX, PaymentSheet, payment_sheet_pdf, payment_sheet_xlsx
from ongikar.papers.responses import pdf_download, with_private_headers
from ongikar.people.post_holders import StaffRequest
from ongikar.people.today_lines import (
    SHOWN,
    TO_VERIFY,
    TodayCountedFor,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
    register_today,
)
from ongikar.records.registry import DESKS
from ongikar.rules.bangla.text import date_words

from .acts import CLASS_ACTS
from .class_book import (
    MINUTES_AN_HOUR,
    Overstatement,
    duration_words,
    held_classes,
    hours_of,
    overstatements,
)
from .completing import reason_words, test_percents, totals_of
from .sessions import SEATED, roster_of, sessions_of

# There is nothing to pay before the first class.
PAID_IN = frozenset({states.RUNNING, states.FINISHED, states.CERTIFIED})


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of a batch. `is_lost`: can no longer reach what the course asks for."""

    application: Application
    name: str
    totals: AttendanceTotals | None
    is_lost: bool
    pre: int | None
    post: int | None
    result: str
    certificate: Certificate | None
    # Whether the name that the English certificate prints may still be written.
    may_be_named: bool
    follow_ups: list[tuple[FollowUp, str]]


@dataclass(frozen=True, slots=True)
class ClassBoard:
    """The whole page, in a number of statements that does not grow with the people."""

    state: str
    sessions: list[tuple[Gathering, str, str, str]]
    people: list[PersonLine]
    rounds: list[tuple[str, str, bool]]
    wanted_percent: int
    passed: int
    # What the class book comes to, in words; "" before the first class was held.
    book: str
    overstated: list[Overstatement]


def class_board(batch: Batch, now: datetime) -> ClassBoard:
    totals, tests = totals_of(batch, now), test_percents(batch)
    certificates = {
        each.holder_id: each for each in Certificate.objects.of_subject(batch.reference) if each.holder_id
    }
    rows = Application.objects.filter(call__batch=batch, state__in=SEATED | {states.DROPPED})
    rows = (
        rows.select_related("case__applicant", "completion").prefetch_related("follow_ups").order_by("roll")
    )
    people = [person_line(each, batch, totals, tests, certificates) for each in rows]
    given = {each.part for each in BatchRound.objects.filter(batch=batch)}
    return ClassBoard(
        state=batch.get_state_display(),
        sessions=[
            (each, span_words(each), state_words(each.state), reverse("gathering", args=[each.pk]))
            for each in sessions_of(batch)
        ],
        people=people,
        rounds=[(part, say(*BatchRound.PART_WORDS[part]), part in given) for part in BatchRound.PARTS],
        wanted_percent=batch.course.attendance_percent,
        book=book_words(batch),
        overstated=overstatements(batch) if batch.overstated_since else [],
        passed=sum(each.application.state == states.COMPLETED for each in people),
    )


def book_words(batch: Batch) -> str:
    """Classes, days and hours as held, with the hours of the course where they are others."""
    hours = hours_of(held_classes(batch))
    if not hours.classes:
        return ""
    told = say(
        "ক্লাসের খাতায়: {classes}টি ক্লাস, {days} দিন, {duration}।",
        "In the class book: {classes} [class|classes], {days} [day|days], {duration}.",
        classes=hours.classes,
        days=hours.days,
        duration=duration_words(hours.minutes),
    )
    if hours.minutes == batch.course.hours * MINUTES_AN_HOUR:
        return told
    planned = say(
        "কোর্সে লেখা {n} ঘণ্টা; সনদে খাতার হিসাবই থাকে।",
        "The course says {n} [hour|hours]; a certificate says what the book has.",
        n=batch.course.hours,
    )
    return f"{told} {planned}"


def person_line(
    application: Application,
    batch: Batch,
    totals: dict[int, AttendanceTotals],
    tests: dict[str, dict[int, int]],
    certificates: dict[int, Certificate],
) -> PersonLine:
    applicant = application.case.applicant
    mine = totals.get(application.case.applicant_id or 0)
    reachable = mine.reachable_percent if mine else None
    completion: Completion | None = getattr(application, "completion", None)
    if completion is None:
        result = ""
    elif completion.passed:
        result = say("উত্তীর্ণ", "Completed")
    else:
        result = reason_words(completion.reasons, batch, completion.percent, completion.post_percent)
    certificate = certificates.get(application.case.applicant_id or 0)
    return PersonLine(
        application=application,
        name=applicant.shown_name if applicant else "",
        totals=mine,
        is_lost=reachable is not None and reachable < batch.course.attendance_percent,
        pre=tests[BatchRound.PRE].get(application.pk),
        post=tests[BatchRound.POST].get(application.pk),
        result=result,
        certificate=certificate,
        may_be_named=certificate is None and states.APPLICATION.may_follow(application.state, states.NAME),
        follow_ups=[(each, each.get_answer_display()) for each in application.follow_ups.all()],
    )


@for_handlers
def lead_to_follow_up(request: StaffRequest, follow_up_id: int) -> HttpResponse:
    """Where it was entered before it stood below its batch."""
    rows = FollowUp.objects.select_related("application__call__batch")
    follow_up = get_object_or_404(rows, pk=follow_up_id, application__call__batch__office=request.office)
    page = reverse("batch_told", args=[follow_up.application.call.batch.number, follow_up.pk])
    return HttpResponsePermanentRedirect(page, preserve_request=True)


@for_readers
@require_safe
def show_classes(request: StaffRequest, pk: str) -> HttpResponse:
    holder, now, may_act = DESKS["batch"], timezone.now(), may_handle(request.holder, request.office.pk)
    batch = holder.find(request.office, pk)
    context = {
        "batch": batch,
        "number": batch_number(batch),
        "title": batch_title(batch),
        "board": class_board(batch, now),
        "payments": codes_to_pay(batch.office) if batch.state in PAID_IN else [],
        "may_act": may_act,
        "may_issue": request.holder.has(request.office.pk, ISSUER_ROLES),
        "acts": [(act, act.url(holder, batch)) for act in CLASS_ACTS if act.is_open(batch)]
        if may_act
        else [],
        "current": "training",
    }
    return render(request, "training/after/classes.html", context)


def lines_of(batch: Batch, code: str) -> list[PaymentLine]:
    """Raises AllowanceFault where the office has no rate for a day."""
    return lines_to_pay(batch.office, roster_of(batch), code)


@for_readers
@require_safe
def payment_sheet(request: StaffRequest, pk: str, code: str, form: str) -> HttpResponse:
    """The sheet to be signed (pdf), or the same as a spreadsheet (xlsx)."""
    batch = DESKS["batch"].find(request.office, pk)
    if code not in dict(codes_to_pay(batch.office)) or form not in ("pdf", "xlsx"):
        raise Http404
    try:
        lines = lines_of(batch, code)
    except AllowanceFault as fault:
        messages.error(request, say(fault.bn, fault.en))
        return redirect("batch_classes", batch.number)
    first, last = (date_words(day, language(), weekday=False) for day in (batch.starts_on, batch.ends_on))
    sheet = PaymentSheet(
        batch.office,
        f"{batch_title(batch)}: {dict(codes_to_pay(batch.office))[code]}",
        f"{first} – {last}",
        lines,
        [["", batch.post.title, batch.office.name]],
    )
    name = f"{batch.number} {code}.{form}"
    if form == "pdf":
        return pdf_download(payment_sheet_pdf(sheet), name)
    answer = HttpResponse(payment_sheet_xlsx(sheet), content_type=XLSX)
    return with_private_headers(answer, name, is_shown=False)


# Whoever may replace or revoke a certificate is told.
ROLES = ISSUER_ROLES


def batches_overstated(counted: TodayCountedFor) -> Combinable:
    """Whether there are any."""
    rows = Batch.objects.filter(office=counted.office, overstated_since__isnull=False)
    return CappedCount(rows.order_by("overstated_since"), 1)


def today_of_trainings(question: TodayQuestion) -> TodayShare:
    """By the index of just these."""
    if not question.count("batches_overstated"):
        return TodayShare()
    rows = Batch.objects.filter(office=question.office, overstated_since__isnull=False)
    batches = list(rows.select_related("course").order_by("overstated_since")[:SHOWN])
    return TodayShare(sections=[TodayLines(TO_VERIFY, [overstated_line(each) for each in batches])])


def overstated_line(batch: Batch) -> TodayLine:
    page = f"{reverse('batch_classes', args=[batch.number])}#overstated"
    return TodayLine(
        due=not_none(batch.overstated_since),
        who=batch_title(batch),
        url=page,
        what=say("সনদে ক্লাসের খাতার চেয়ে বেশি ঘণ্টা লেখা", "Certificates say more hours than the class book"),
        about=say("প্রশিক্ষণ", "Training"),
        owner_and_number=batch_number(batch),
        bar=SafeString(""),
        words=say("ক্লাস খাতা থেকে কাটা হয়েছে", "a class was struck from the book"),
        act_url=page,
        act_words=say("সনদগুলো দেখুন", "See them"),
    )


register_today(
    "trainings", today_of_trainings, order=42, roles=ROLES, counts={"batches_overstated": batches_overstated}
)
