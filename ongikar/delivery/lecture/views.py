"""The pages of classes given elsewhere: the list, one with all that belongs to it, and the host's word."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of
from ongikar.cases.citizen.track.views import for_tracking_browser, has_applicant_proof
from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.cases.kinds.host_feedback import FeedbackForm, ToldFeedbackForm
from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.db.index_conditions import exactly
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.papers.actions import check_upload
from ongikar.papers.check import PaperFault
from ongikar.people.desk import DeskRequest
from ongikar.rules import case_transitions

from . import actions
from .forms import HonorariumForm, LectureForm, MaterialForm, TourForm
from .models import Lecture
from .parts import lecture_of_case
from .words import LectureFault, state_of_lecture, state_words, steps_of_lecture

PAGE = 50
WEB = "web"


def lecture_of_office(request: DeskRequest, lecture_id: int) -> Lecture:
    lecture = get_object_or_404(
        Lecture.objects.select_related("office", "feedback"), pk=lecture_id, office=request.office
    )
    lecture.case = Case.objects.with_all().prefetch_related("acts").get(pk=lecture.case_id)
    return lecture


@for_readers
@require_safe
def list_lectures(request: DeskRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    rows = Lecture.objects.select_related("case__service", "case__applicant", "feedback")
    rows = rows.filter(**exactly(office_id=request.office.pk)).order_by("office_id", "-id")
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows.prefetch_related("case__acts")[: PAGE + 1])
    lines = [
        (lecture, agreed_day_of(lecture.case).agreed, state_words(state_of_lecture(lecture)))
        for lecture in found[:PAGE]
    ]
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return render(request, "lecture/list.html", {"lines": lines, "more": more, "current": "lectures"})


@for_readers
@require_safe
def show_lecture(request: DeskRequest, lecture_id: int) -> HttpResponse:
    lecture = lecture_of_office(request, lecture_id)
    context = {
        "lecture": lecture,
        "case": lecture.case,
        "steps": steps_of_lecture(lecture),
        "days": agreed_day_of(lecture.case),
        "materials": list(lecture.materials.select_related("paper")),
        "tours": list(lecture.tours.all()),
        "honoraria": list(lecture.honoraria.all()),
        "feedback": getattr(lecture, "feedback", None),
        "is_given": lecture.case.state == case_transitions.KEPT,
        "may_change": may_handle(request.desk, request.office.pk),
        "current": "lectures",
    }
    return render(request, "lecture/lecture.html", context)


# What is entered of a class, by the word in its address: its form, its action, whether a row may stand there
# that it strikes through, and the words above it.
ENTRIES: dict[str, tuple[type[LectureForm], Callable[..., object], str, tuple[str, str]]] = {
    "material": (MaterialForm, actions.add_material, "", ("উপকরণ", "Material")),
    "tour": (TourForm, actions.enter_tour, "tours", ("ভ্রমণ", "Tour")),
    "honorarium": (HonorariumForm, actions.enter_honorarium, "honoraria", ("সম্মানী", "Honorarium")),
}


@for_handlers
@require_http_methods(["GET", "POST"])
def enter(request: DeskRequest, lecture_id: int, what: str) -> HttpResponse:
    if what not in ENTRIES:
        raise Http404
    lecture = lecture_of_office(request, lecture_id)
    form_class, action, rows, heading = ENTRIES[what]
    replaces = bool(rows) and getattr(lecture, rows).filter(struck_at__isnull=True).exists()
    form = form_class(*posted_data(request), replaces=replaces)
    if form.is_valid():
        submission = f"{lecture.pk}-{form.cleaned_data['token']}"[:64]
        facts = form.facts()

        def act() -> None:
            if "paper" in facts:
                facts["content"] = check_upload(facts.pop("paper"))
            action(lecture, submission=submission, actor=request.desk.actor, now=timezone.now(), **facts)

        if is_done(form, act):
            messages.success(request, say("লেখা হয়েছে।", "Written down."))
            return redirect("lecture", lecture.pk)
    context = {"lecture": lecture, "form": form, "heading": say(*heading), "current": "lectures"}
    return render(request, "lecture/enter.html", context, status=422 if form.errors else 200)


def is_done(form: Form, act: Callable[[], Any]) -> bool:
    """Do it; what stands in the way is said beside its field."""
    try:
        act()
    except LectureFault as fault:
        add_fault(form, fault)
    except PaperFault as fault:
        form.add_error("paper", say(fault.bn, fault.en))
    else:
        return True
    return False


@for_handlers
@require_http_methods(["GET", "POST"])
def enter_feedback(request: DeskRequest, lecture_id: int) -> HttpResponse:
    """What the host told the office by phone, at the counter or by letter."""
    lecture = lecture_of_office(request, lecture_id)
    form = ToldFeedbackForm(*posted_data(request)[:1])
    if form.is_valid() and is_done(
        form,
        lambda: actions.give_feedback(lecture, actor=request.desk.actor, now=timezone.now(), **form.facts()),
    ):
        messages.success(request, say("আয়োজকের মত লেখা হয়েছে।", "The host’s feedback is entered."))
        return redirect("lecture", lecture.pk)
    heading = say("আয়োজকের মত", "Host’s feedback")
    context = {"lecture": lecture, "form": form, "heading": heading, "current": "lectures"}
    return render(request, "lecture/enter.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_tracking_browser
def hosts_feedback(request: HttpRequest, case: Case) -> HttpResponse:
    """The host's own page, once the class was given."""
    lecture, now = lecture_of_case(case), timezone.now()
    if lecture is None or case.state != case_transitions.KEPT or hasattr(lecture, "feedback"):
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, "lecture")
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and has_applicant_proof(request, case, form, "lecture"):
        actions.give_feedback(lecture, via=WEB, now=now, **form.facts())
        return redirect("track_case", case.number)
    context = {"case": case, "lecture": lecture, "form": form}
    return render(request, "lecture/feedback.html", context, status=422 if form.errors else 200)
