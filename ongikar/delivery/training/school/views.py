"""The pages of a school's classes: all that belongs to a request, a class planned and held, and the school's
word.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of
from ongikar.cases.citizen.track.views import for_tracking_browser, has_applicant_proof
from ongikar.cases.kinds.host_feedback import FeedbackForm, ToldFeedbackForm
from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.delivery.training.after.views import is_done
from ongikar.delivery.training.models import SchoolCourse
from ongikar.gatherings.models import Gathering
from ongikar.offices.models import Place
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from . import actions
from .forms import ClassForm, HeldForm
from .lines import class_lines

WEB = "web"


def course_of_office(request: DeskRequest, course_id: int) -> SchoolCourse:
    rows = SchoolCourse.objects.select_related("office", "place", "feedback")
    course = get_object_or_404(rows, pk=course_id, office=request.office)
    course.case = Case.objects.with_all().get(pk=course.case_id)
    return course


@for_readers
@require_safe
def show_course(request: DeskRequest, course_id: int) -> HttpResponse:
    course, now = course_of_office(request, course_id), timezone.now()
    context = {
        "course": course,
        "case": course.case,
        "lines": class_lines(course, now),
        "feedback": getattr(course, "feedback", None),
        "was_held": course.uses.filter(struck_at=None).exists(),
        "may_act": may_handle(request.desk, request.office.pk),
        "current": "lab_use",
    }
    return render(request, "training/school/course.html", context)


@for_handlers
@require_http_methods(["GET", "POST"])
def plan(request: DeskRequest, course_id: int) -> HttpResponse:
    course, now = course_of_office(request, course_id), timezone.now()
    labs = Place.objects.filter(office=request.office, kind=Place.LAB).open_on(now.astimezone(TZ).date())
    form = ClassForm(
        *posted_data(request)[:1],
        places=list(labs.order_by("name_bn")[:500]),
        initial={"place": course.place_id, "day": course.case.answers.get("begin_on")},
    )
    if form.is_valid() and is_done(
        form, lambda: actions.plan_class(course, actor=request.desk.actor, now=now, **form.facts())
    ):
        messages.success(request, say("ক্লাসটি লেখা হয়েছে।", "The class is planned."))
        return redirect("school_course", course.pk)
    return form_page(request, course, form, say("ক্লাসের দিন ঠিক করুন", "Plan a class"))


@for_handlers
@require_http_methods(["GET", "POST"])
def hold(request: DeskRequest, course_id: int, gathering_id: int) -> HttpResponse:
    course = course_of_office(request, course_id)
    gatherings = Gathering.objects.of_subject(course.reference).that_stand().select_related("place__office")
    gathering = get_object_or_404(gatherings, pk=gathering_id)
    form = HeldForm(*posted_data(request)[:1], initial={"what": course.topic})
    if form.is_valid() and is_done(
        form,
        lambda: actions.hold_class(
            course, gathering, actor=request.desk.actor, now=timezone.now(), **form.cleaned_data
        ),
    ):
        messages.success(request, say("ল্যাবের খাতায় লেখা হয়েছে।", "Written in the book of the lab."))
        return redirect("school_course", course.pk)
    return form_page(request, course, form, say("ক্লাসটি হয়েছে", "The class was held"))


@for_handlers
@require_http_methods(["GET", "POST"])
def enter_feedback(request: DeskRequest, course_id: int) -> HttpResponse:
    """What the school told the office by phone, at the counter or by letter."""
    course = course_of_office(request, course_id)
    form = ToldFeedbackForm(*posted_data(request)[:1])
    if form.is_valid() and is_done(
        form,
        lambda: actions.give_feedback(course, actor=request.desk.actor, now=timezone.now(), **form.facts()),
    ):
        messages.success(request, say("প্রতিষ্ঠানের মত লেখা হয়েছে।", "The school’s feedback is entered."))
        return redirect("school_course", course.pk)
    return form_page(request, course, form, say("প্রতিষ্ঠানের মত", "School’s feedback"))


def form_page(request: DeskRequest, course: SchoolCourse, form: Form, heading: str) -> HttpResponse:
    context = {"course": course, "form": form, "heading": heading, "current": "lab_use"}
    return render(request, "training/school/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_tracking_browser
def own_feedback(request: HttpRequest, case: Case) -> HttpResponse:
    """The school's own page, once a class was held."""
    course, now = SchoolCourse.objects.filter(case=case).select_related("feedback").first(), timezone.now()
    is_over = course is None or hasattr(course, "feedback") or not course.uses.filter(struck_at=None).exists()
    if course is None or is_over:
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, "school")
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and has_applicant_proof(request, case, form, "school"):
        actions.give_feedback(course, via=WEB, now=now, **form.facts())
        return redirect("track_case", case.number)
    context = {"case": case, "course": course, "form": form}
    return render(request, "training/school/feedback.html", context, status=422 if form.errors else 200)
