"""The classes that a school asked for, as the office sees and enters them, and as the school does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from ongikar.cases.citizen.track.applicant_acts import for_tracking_browser, require_applicant_proof
from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF, ask_for_proof, proof_of
from ongikar.cases.kinds.host_feedback import FeedbackForm, ToldFeedbackForm
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import state_tag as case_state_tag
from ongikar.cases.record_desk import CaseAct, CaseDesk
from ongikar.cases.slots import HELD_ABOVE, TRACKING
from ongikar.core.forms.fields import NAMELESS, ChoiceField, DayField, MobileField, TextField, TimeOfDayField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.slots import Answer
from ongikar.core.templatetags.icons import state as state_tag
from ongikar.delivery.training.after.record_desks import open_labs, place_choices
from ongikar.delivery.training.models import LabUse, SchoolCourse, SchoolFeedback
from ongikar.delivery.training.states import WEB
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place
from ongikar.records.acts import Act, RowAct
from ongikar.records.forms import RowForm, row_form
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import State, label
from ongikar.rules.bangla.text import digits, time_words
from ongikar.rules.calendar.office_calendar import TZ

from . import actions


class ClassForm(Form):
    """One class: day, hours, lab, teacher."""

    day = DayField(label=say_lazy("কোন দিন", "Day"))
    since = TimeOfDayField(label=say_lazy("শুরু", "From"), missing=say_lazy("শুরুর সময় লিখুন", "Write the time"))
    until = TimeOfDayField(
        label=say_lazy("শেষ", "Until"), missing=say_lazy("শেষের সময় লিখুন", "Write the time")
    )
    place = ChoiceField(
        label=say_lazy("কোন ল্যাব", "Which lab"),
        choices=[],
        many=True,
    )
    teacher = TextField(
        label=say_lazy("কে পড়াবেন", "Who teaches"),
        max_length=200,
    )
    mobile = MobileField(
        label=say_lazy("শিক্ষকের মোবাইল", "The teacher’s mobile"),
        help_text=say_lazy("দিন বদলালে জানানো হবে।", "Told when the day is moved."),
        required=False,
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.pk): each for each in places}
        self.choice_field("place").choices = place_choices(self.places)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until <= since:
            sentence = say("শেষের সময় শুরুর পরে দিন", "The end must come after the beginning")
            self.add_error("until", ValidationError(sentence, NAMELESS))
        return cleaned

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "place": self.places[given["place"]],
            "starts_at": datetime.combine(given["day"], given["since"], TZ),
            "ends_at": datetime.combine(given["day"], given["until"], TZ),
            "teacher": given["teacher"],
            "mobile": given["mobile"],
        }


class HeldForm(RowForm):
    """How a class went: the line that the lab's book gets."""

    what = TextField(
        label=say_lazy("কী পড়ানো হলো", "What was taught"),
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A class is held once, whoever says so.
        del self.fields["token"]


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class. `use`: its line in the lab's book; None until it was held."""

    gathering: Gathering
    teacher: str
    use: LabUse | None
    may_be_held: bool

    @property
    def pk(self) -> int:
        return self.gathering.pk

    def in_words(self) -> str:
        starts, ends = (each.astimezone(TZ) for each in (self.gathering.starts_at, self.gathering.ends_at))
        return say(
            "{begins} – {until}", "{begins} – {until}", begins=starts, until=time_words(ends, language())
        )

    @property
    def is_struck(self) -> bool:
        return self.gathering.state == transitions.STRUCK

    @property
    def state(self) -> str:
        if self.is_struck:
            return say("খাতা থেকে কাটা", "Struck from the book")
        if self.use:
            n = digits(self.use.students, language())
            return say("হয়েছে, {n} জন এসেছে", "Held, {n} came", n=n)
        if self.gathering.state == transitions.CANCELLED:
            return say("বাতিল", "Cancelled")
        return say("হয়েছে", "Held") if self.gathering.state == transitions.RECORDED else say("হবে", "Planned")

    @property
    def look(self) -> str:
        if self.is_struck:
            return "shut"
        if self.use:
            return "done"
        return "shut" if self.gathering.state == transitions.CANCELLED else "wait"


def class_lines(course: SchoolCourse, now: datetime) -> list[ClassLine]:
    """Those of a course, the first to come first; what was cancelled stays readable."""
    rows = Gathering.objects.of_subject(course.reference).select_related("place", "lab_use", "roster")
    return [
        ClassLine(
            gathering,
            ", ".join(actions.teachers_of(gathering)),
            (use := getattr(gathering, "lab_use", None)),
            use is None and gathering.state not in transitions.GONE and gathering.ends_at <= now,
        )
        for gathering in rows.prefetch_related("roster__members")
    ]


def plan_class(course: SchoolCourse, form: ClassForm, actor: Reference, now: datetime) -> Gathering:
    return actions.plan_class(course, actor=actor, now=now, **form.facts())


class PlanAct(Act):
    def form_arguments(self, course: Any, now: datetime) -> dict[str, Any]:
        wanted = {"place": course.place_id, "day": course.case.answers.get("begin_on")}
        return {"places": open_labs(course.office, now), "initial": wanted}


def hold_class(gathering: Any, form: HeldForm, actor: Reference, now: datetime) -> LabUse:
    held = {name: form.cleaned_data[name] for name in HELD}
    return actions.hold_class(course_of(gathering), gathering, actor=actor, now=now, **held)


def course_of(gathering: Any) -> SchoolCourse:
    return SchoolCourse.objects.select_related("office").get(pk=gathering.subject_id)


HELD = ("students", "girls", "computers_working", "what", "materials")


class HoldAct(RowAct):
    """Of a class, which is a gathering about the course."""

    def rows_of(self, course: Any) -> QuerySet[Gathering]:
        standing = Gathering.objects.of_subject(course.reference).that_stand()
        return standing.select_related("place__office", "roster")

    def is_for(self, row: Any) -> bool:
        return isinstance(row, ClassLine) and row.may_be_held

    def about_words(self, gathering: Any) -> str:
        return ClassLine(gathering, "", None, may_be_held=True).in_words()

    def form_arguments(self, gathering: Any, now: datetime) -> dict[str, Any]:
        course = course_of(gathering)
        return {"instance": LabUse(), "of": course, "initial": {"what": course.topic}}


HOLD = HoldAct(
    LabUse,
    "held",
    ("হয়েছে, লিখুন", "Say it was held"),
    row_form(LabUse, HELD, HeldForm),
    hold_class,
    heading=("ক্লাসটি হয়েছে", "The class was held"),
    done=("ল্যাবের খাতায় লেখা হয়েছে।", "Written in the book of the lab."),
    at="class/<int:row>/",
)


def enter_feedback(course: SchoolCourse, form: Any, actor: Reference, now: datetime) -> SchoolFeedback:
    return actions.give_feedback(course, actor=actor, now=now, **form.facts())


@register
class SchoolDesk(CaseDesk):
    model, kind = SchoolCourse, "training"
    name, names, path = "school_course", "school_courses", "training/schools"
    title, subtitle = "topic", "class_and_students"
    list_display = ("place_name", "case_state")
    list_filter, search_fields = (), (*CaseDesk.search_fields, "topic")
    nothing = ("কোনো স্কুল এখনো ক্লাস চায়নি।", "No school has asked for classes yet.")
    summary = ("place_name", "class_and_students", "feedback")
    with_acts, place = False, "lab_use"
    part = (("ল্যাবে ক্লাস", "Classes in the lab"), ("ক্লাসের দিন, উপস্থিতি ও মত", "Days, attendance and feedback"))
    parts = (
        Part(
            ("ক্লাস", "Classes"),
            lambda course: class_lines(course, timezone.now()),
            (
                Cell(("সময়", "When"), lambda line: gathering_link(line)),
                Cell(("ল্যাব", "Lab"), lambda line: line.gathering.place.name if line.gathering.place else ""),
                Cell(("কে পড়ান", "Who teaches"), lambda line: line.teacher),
                Cell(("উপকরণ", "Materials"), lambda line: line.use.materials if line.use else ""),
                Cell(("অবস্থা", "State"), lambda line: state_tag(line.look, line.state)),
            ),
            nothing=("কোনো ক্লাসের দিন এখনো ঠিক হয়নি।", "No class is planned yet."),
            acts=(HOLD,),
        ),
    )
    acts = (
        PlanAct(
            "class",
            ("ক্লাসের দিন ঠিক করুন", "Plan a class"),
            ClassForm,
            plan_class,
            when=lambda course: course.case.is_open,
            is_usual=True,
            done=("ক্লাসটি লেখা হয়েছে।", "The class is planned."),
        ),
        HOLD,
        CaseAct(
            "keep", ("শেষ হয়েছে", "It is done"), when=lambda course: course.case.is_open and course.was_held
        ),
        Act(
            "feedback",
            ("প্রতিষ্ঠানের মত লিখুন", "Enter the school’s feedback"),
            ToldFeedbackForm,
            enter_feedback,
            heading=("প্রতিষ্ঠানের মত", "School’s feedback"),
            when=lambda course: course.was_held and not hasattr(course, "feedback"),
            done=("প্রতিষ্ঠানের মত লেখা হয়েছে।", "The school’s feedback is entered."),
        ),
    )

    def rows(self, office: Office) -> QuerySet[SchoolCourse]:
        return super().rows(office).select_related("place")

    def case_part(self, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
        return super().case_part(request, case, now) if may_have_school_course(case) else None

    @label("শ্রেণি", "Class")
    def class_and_students(self, course: SchoolCourse) -> str:
        students = say("{n} জন", "{n} [student|students]", n=course.students)
        return ", ".join(filter(None, (course.school_class, students)))

    @label("ল্যাব", "Lab")
    def place_name(self, course: SchoolCourse) -> str:
        return course.place.name if course.place else ""

    @label("প্রতিষ্ঠানের মত", "School’s feedback")
    def feedback(self, course: SchoolCourse) -> Any:
        return getattr(course, "feedback", None)

    @label("আবেদন", "Request")
    def case_state(self, course: SchoolCourse) -> State:
        look, bn, en = case_state_tag(course.case)
        return State(bn, en, look)


def gathering_link(line: ClassLine) -> Any:
    return format_html('<a href="{}">{}</a>', reverse("gathering", args=[line.pk]), line.in_words())


def school_course_exists() -> Exists:
    """Whether a school's classes belong to a case: told along with it, so that the others ask nothing."""
    return Exists(SchoolCourse.objects.filter(case=OuterRef("pk")))


def may_have_school_course(case: Case) -> bool:
    """What the case's own statement told of it; one read in another way may have one."""
    return getattr(case, "has_school_course", True)


def schools_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """On the school's own page: when its classes are, where and with whom, and the place for its word."""
    if case.row.kind != "training" or not may_have_school_course(case):
        return None
    course = SchoolCourse.objects.select_related("feedback").filter(case=case).first()
    if course is None or not (lines := class_lines(course, now)):
        return None
    context = {
        "case": case,
        "lines": lines,
        "was_held": any(line.use and not line.use.struck_at for line in lines),
        "feedback": getattr(course, "feedback", None),
    }
    return "training/school/tracked.html", context


@require_http_methods(["GET", "HEAD", "POST"])
@for_tracking_browser
def own_feedback(request: HttpRequest, case: Case) -> HttpResponse:
    """The school's own page, once a class was held."""
    course, now = SchoolCourse.objects.filter(case=case).select_related("feedback").first(), timezone.now()
    if course is None or hasattr(course, "feedback") or not course.was_held:
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, "school")
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and require_applicant_proof(request, case, form, "school"):
        actions.give_feedback(course, via=WEB, now=now, **form.facts())
        return redirect("track_case", case.number)
    context = {
        "form": form,
        "caption": format_html("{} · {}", mark_languages(course.topic), digits(case.number, language())),
        "heading": say("ক্লাস কেমন হলো", "How the classes were"),
        "button": say("মত পাঠান", "Send"),
        "back": reverse("track_case", args=[case.number]),
        "back_words": say("আবেদনের পাতা", "The application"),
    }
    return render_form(request, "core/public_form.html", context)


HELD_ABOVE["has_school_course"] = school_course_exists
PAGES_AFTER_PROOF["school"] = "track_school"
TRACKING.add(schools_part, order=12)
