"""What the office sees of classes given elsewhere and writes of them, and what the host sees."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods

from ongikar.cases.citizen.track.applicant_acts import for_tracking_browser, require_applicant_proof
from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF, ask_for_proof, proof_of
from ongikar.cases.kinds.agreed_days import OFFICE, agreed_day_of
from ongikar.cases.kinds.host_feedback import FeedbackForm, ToldFeedbackForm
from ongikar.cases.models import Case
from ongikar.cases.record_desk import CaseAct, CaseDesk, back_to_application
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.journal.actions import ANYONE, Reference
from ongikar.offices.models import Office
from ongikar.records.actions import perform
from ongikar.records.acts import Act, EnterAct
from ongikar.records.offers import Door
from ongikar.records.registry import register
from ongikar.records.words import State, label
from ongikar.rules.bangla.text import digits

from .models import Honorarium, HostFeedback, Lecture, Material, TourEntry

INVITED, COUNTER_PROPOSED, AGREED = "invited", "counter_proposed", "agreed"
GIVEN, ACKNOWLEDGED, NOT_GIVEN = "given", "acknowledged", "not_given"
WEB = "web"


def enter_feedback(lecture: Lecture, form: FeedbackForm, actor: Reference, now: datetime) -> HostFeedback:
    """The host's word, by their own hand where the form does not say how they told it."""
    row = HostFeedback(lecture=lecture, **{"via": WEB, **form.facts()})
    return perform(lecture, row, actor=actor, now=now)


@register
class LectureDesk(CaseDesk):
    model, kind = Lecture, "lecture"
    name, names, path = "lecture", "lectures", "lectures"
    door = Door(("অন্যের প্রশিক্ষণে ক্লাস", "Classes given"), {"cases": 50})
    has_papers = True
    papers_for_applicant = True
    title, subtitle = "topic", "programme_and_host"
    list_display = ("agreed_day", "state")
    search_fields = (*CaseDesk.search_fields, "topic", "programme")
    nothing = ("কোনো আমন্ত্রণ নেই।", "There are no invitations.")
    summary = ("agreed_day", "venue", "materials", "tours", "honoraria", "feedback")
    part = (("ক্লাস", "The class"), ("উপকরণ, ভ্রমণ, সম্মানী ও মত", "Materials, tour, honorarium and feedback"))
    states = {
        INVITED: State("ডাকা হয়েছে", "Invited"),
        COUNTER_PROPOSED: State("অন্য দিন প্রস্তাব", "Another day proposed"),
        AGREED: State("দিন ঠিক হয়েছে", "Day agreed"),
        GIVEN: State("ক্লাস নেওয়া হয়েছে", "Class given", "done"),
        ACKNOWLEDGED: State("আয়োজক মত দিয়েছেন", "Host responded", "done"),
        NOT_GIVEN: State("ক্লাস হয়নি", "Not given", "shut"),
    }
    way = (INVITED, AGREED, GIVEN, ACKNOWLEDGED)
    at_step, off_way = {COUNTER_PROPOSED: INVITED}, frozenset({NOT_GIVEN})
    acts = (
        CaseAct("keep", ("ক্লাসের বিবরণ লিখুন", "Record the class"), is_usual=True),
        EnterAct(Material, "material", ("উপকরণ দিন", "Add material"), heading=("উপকরণ", "Material")),
        EnterAct(TourEntry, "tour", ("ভ্রমণ লিখুন", "Enter the tour"), heading=("ভ্রমণ", "Tour")),
        EnterAct(
            Honorarium,
            "honorarium",
            ("সম্মানী লিখুন", "Enter the honorarium"),
            heading=("সম্মানী", "Honorarium"),
        ),
        Act(
            "feedback",
            ("আয়োজকের মত লিখুন", "Enter the host’s feedback"),
            ToldFeedbackForm,
            enter_feedback,
            heading=("আয়োজকের মত", "Host’s feedback"),
            when=lambda lecture: lecture.is_given and not hasattr(lecture, "feedback"),
            done=("আয়োজকের মত লেখা হয়েছে।", "The host’s feedback is entered."),
        ),
    )

    def rows(self, office: Office) -> QuerySet[Lecture]:
        return super().rows(office).select_related("feedback")

    def state_of(self, lecture: Lecture) -> str:
        """Folded from what was done: nothing of it is stored."""
        if lecture.is_given:
            return ACKNOWLEDGED if hasattr(lecture, "feedback") else GIVEN
        if not lecture.case.is_open:
            return NOT_GIVEN
        days = agreed_day_of(lecture.case)
        if days.agreed:
            return AGREED
        return COUNTER_PROPOSED if days.named_by == OFFICE else INVITED

    def caption_words(self, lecture: Lecture) -> str:
        return lecture.programme

    @label("আয়োজন", "Training and host")
    def programme_and_host(self, lecture: Lecture) -> Any:
        host = lecture.case.applicant
        parts = [lecture.programme, *([host.shown_name] if host else [])]
        return format_html_join(" · ", "{}", ((mark_languages(part),) for part in parts))

    @label("সময়", "When")
    def agreed_day(self, lecture: Lecture) -> Any:
        return agreed_day_of(lecture.case).agreed or say("দিন ঠিক হয়নি", "No day agreed yet")

    @label("উপকরণ", "Materials")
    def materials(self, lecture: Lecture) -> Any:
        return [paper_link(each) for each in lecture.materials.select_related("paper")]

    @label("ভ্রমণ", "Tour")
    def tours(self, lecture: Lecture) -> Any:
        return lecture.tours.all()

    @label("সম্মানী", "Honorarium")
    def honoraria(self, lecture: Lecture) -> Any:
        return lecture.honoraria.all()

    @label("আয়োজকের মত", "Host’s feedback")
    def feedback(self, lecture: Lecture) -> Any:
        return getattr(lecture, "feedback", None)

    def tracked_part(self, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
        """On the host's page: what was handed out, and the place for their word once the class was given."""
        if (lecture := self.record_of(case)) is None:
            return None
        context = {
            "case": case,
            "materials": list(lecture.materials.select_related("paper")),
            "is_given": lecture.is_given,
            "feedback": getattr(lecture, "feedback", None),
        }
        return "lecture/tracked.html", context


def paper_link(material: Material) -> Any:
    return format_html('<a href="{}">{}</a>', reverse("paper", args=[material.paper_id]), material.title)


@require_http_methods(["GET", "HEAD", "POST"])
@for_tracking_browser
def hosts_feedback(request: HttpRequest, case: Case) -> HttpResponse:
    """The host's own page, once the class was given."""
    lecture, now = LectureDesk().record_of(case), timezone.now()
    if lecture is None or not lecture.is_given or hasattr(lecture, "feedback"):
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, "lecture")
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and require_applicant_proof(request, case, form, "lecture"):
        enter_feedback(lecture, form, ANYONE, now)
        return redirect("track_case", case.number)
    context = {
        **back_to_application(case),
        "caption": f"{lecture.topic} · {digits(case.number, language())}",
        "heading": say("ক্লাসটি কেমন হলো", "How the class was"),
        "button": say("মত পাঠান", "Send"),
        "form": form,
    }
    return render_form(request, "core/public_form.html", context)


PAGES_AFTER_PROOF["lecture"] = "track_lecture"
