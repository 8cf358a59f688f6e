"""The page of a batch's classes: begun, attended, finished, certified, and what became of people."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of
from ongikar.cases.citizen.track.views import for_tracking_browser, has_applicant_proof
from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.certificates.rights import ISSUER_ROLES
from ongikar.certificates.transitions import CertificateFault
from ongikar.core.forms.faults import add_fault
from ongikar.core.i18n.say import say
from ongikar.delivery.training import states
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.models import Batch, BatchRound, FollowUp
from ongikar.delivery.training.public.seat_views import application_of
from ongikar.delivery.training.words import batch_number as batch_number_words
from ongikar.delivery.training.words import batch_title
from ongikar.exports.orders import TooManyExports
from ongikar.gatherings.payees import codes_to_pay
from ongikar.gatherings.transitions import GatheringFault
from ongikar.people.desk import DeskRequest
from ongikar.questionnaires.models import Questionnaire, QuestionnaireFault
from ongikar.rules.calendar.office_calendar import TZ

from .attendance import member_of, own_attendance
from .board import class_board
from .certifying import certify_batch
from .completing import finish_batch
from .forms import BeginForm, FollowUpForm, RoundForm, ToldFollowUpForm
from .later_questions import answer_follow_up, open_follow_up
from .rounds import PART_WORDS, open_batch_round
from .sessions import begin_batch, find_batch

WEB = "web"
# There is nothing to pay before the first class.
PAID_IN = frozenset({states.RUNNING, states.FINISHED, states.CERTIFIED})


@for_readers
@require_safe
def show_classes(request: DeskRequest, batch_number: str) -> HttpResponse:
    batch, now = find_batch(request.office, batch_number), timezone.now()
    context = {
        "batch": batch,
        "number": batch_number_words(batch),
        "title": batch_title(batch),
        "board": class_board(batch, now),
        "payments": codes_to_pay(batch.office) if batch.state in PAID_IN else [],
        "may_act": may_handle(request.desk, request.office.pk),
        "may_issue": request.desk.has(request.office.pk, ISSUER_ROLES),
        "may_begin": batch.state == states.OFFERING,
        "may_finish": batch.state == states.RUNNING,
        "may_ask": batch.state in (states.RUNNING, states.FINISHED),
        "may_certify": batch.state in (states.FINISHED, states.CERTIFIED),
        "current": "training",
    }
    return render(request, "training/after/classes.html", context)


@for_handlers
@require_http_methods(["GET", "POST"])
def begin(request: DeskRequest, batch_number: str) -> HttpResponse:
    batch = find_batch(request.office, batch_number)
    if batch.state != states.OFFERING:
        return redirect("batch_classes", batch.number)
    form = BeginForm(*posted_data(request)[:1])
    if form.is_valid() and is_done(
        form,
        lambda: begin_batch(batch, actor=request.desk.actor, now=timezone.now(), **form.facts()),
    ):
        messages.success(request, say("ব্যাচ শুরু হয়েছে; ক্লাসগুলো পঞ্জিকায় আছে।", "The batch has begun."))
        return redirect("batch_classes", batch.number)
    return form_page(request, batch, form, say("ব্যাচ শুরু করুন", "Begin the batch"))


@for_handlers
@require_POST
def finish(request: DeskRequest, batch_number: str) -> HttpResponse:
    batch = find_batch(request.office, batch_number)
    press(
        request,
        lambda: finish_batch(batch, actor=request.desk.actor, now=timezone.now()),
        say("কোর্স শেষ। ফল হিসাব হচ্ছে।", "The course is over. The results are being settled."),
    )
    return redirect("batch_classes", batch.number)


@for_handlers
@require_POST
def certify(request: DeskRequest, batch_number: str) -> HttpResponse:
    """The certificates are made by the worker; its page says how far it is."""
    batch = find_batch(request.office, batch_number)
    made: list[Any] = []
    press(
        request,
        lambda: made.append(certify_batch(batch, user=request.user, now=timezone.now())),
        say("সনদ তৈরি হচ্ছে।", "The certificates are being made."),
    )
    return redirect("export", made[0].pk) if made else redirect("batch_classes", batch.number)


@for_handlers
@require_http_methods(["GET", "POST"])
def give_round(request: DeskRequest, batch_number: str, part: str) -> HttpResponse:
    """A questionnaire becomes the batch's test before, test after or feedback; once each."""
    batch = find_batch(request.office, batch_number)
    if part not in BatchRound.PARTS:
        raise Http404
    if BatchRound.objects.filter(batch=batch, part=part).exists() or batch.state not in (
        states.RUNNING,
        states.FINISHED,
    ):
        return redirect("batch_classes", batch.number)
    mine = Questionnaire.objects.filter(retired_at=None, versions__published_at__isnull=False)
    known = mine.filter(office=request.office) | mine.filter(office=None)
    form = RoundForm(*posted_data(request)[:1], questionnaires=list(known.distinct().order_by("-id")[:200]))
    if form.is_valid() and is_done(
        form,
        lambda: open_batch_round(
            batch,
            part=part,
            questionnaire=form.questionnaires[form.cleaned_data["questionnaire"]],
            actor=request.desk.actor,
            now=timezone.now(),
        ),
    ):
        messages.success(
            request, say("খোলা হয়েছে; সবাই নিজের পাতায় পাবেন।", "Opened: everybody has it on their page.")
        )
        return redirect("batch_classes", batch.number)
    return form_page(request, batch, form, say(*PART_WORDS[part]))


@for_handlers
@require_http_methods(["GET", "POST"])
def told_follow_up(request: DeskRequest, follow_up_id: int) -> HttpResponse:
    """What somebody said at the counter or by phone of what became of them."""
    rows = FollowUp.objects.select_related(
        "application__call__batch__office", "application__call__batch__course"
    )
    follow_up = get_object_or_404(rows, pk=follow_up_id, application__call__batch__office=request.office)
    batch = follow_up.application.call.batch
    form = ToldFollowUpForm(*posted_data(request)[:1])
    if form.is_valid() and is_done(
        form,
        lambda: answer_follow_up(
            follow_up, actor=request.desk.actor, now=timezone.now(), **form.cleaned_data
        ),
    ):
        messages.success(request, say("উত্তরটি লেখা হয়েছে।", "The answer is written down."))
        return redirect("batch_classes", batch.number)
    return form_page(request, batch, form, say("প্রশিক্ষণের পরের খবর", "What became of them"))


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
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and has_applicant_proof(request, case, form, "follow_up"):
        answer_follow_up(follow_up, via=WEB, now=now, **form.cleaned_data)
        return redirect("track_case", case.number)
    context = {"case": case, "form": form}
    return render(request, "training/after/follow_up.html", context, status=422 if form.errors else 200)


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


def is_done(form: Any, act: Callable[[], Any]) -> bool:
    """Do it; what stands in the way is said beside its field, and what was typed stays."""
    try:
        act()
    except TrainingFault as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    except (GatheringFault, QuestionnaireFault) as fault:
        add_fault(form, fault)
    else:
        return True
    return False


def press(request: DeskRequest, act: Callable[[], Any], done: str) -> None:
    try:
        act()
    except TrainingFault as fault:
        messages.error(request, str(fault))
    except (CertificateFault, GatheringFault) as fault:
        messages.error(request, say(fault.bn, fault.en))
    except TooManyExports as fault:
        messages.error(request, fault.sentence)
    else:
        messages.success(request, done)


def form_page(request: DeskRequest, batch: Batch, form: Any, heading: str) -> HttpResponse:
    context = {
        "batch": batch,
        "number": batch_number_words(batch),
        "title": batch_title(batch),
        "form": form,
        "heading": heading,
        "current": "training",
    }
    return render(request, "training/after/form.html", context, status=422 if form.errors else 200)
