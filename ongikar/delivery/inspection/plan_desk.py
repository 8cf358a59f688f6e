"""Plans of a quarter: made from a list of places, arranged by hand, and made into cases by one press."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html

from ongikar.cases.models import Case
from ongikar.core.forms.faults import require
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place
from ongikar.people.post_holders import StaffRequest
from ongikar.records.acts import Act, OpenAct, PressAct
from ongikar.records.desk import Desk
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import label
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .beginning import rows_of_kind
from .forms import ArrangeForm, PlanForm, quarter_words
from .models import InspectionPlan, PlannedVisit
from .planning import arrange_visits, make_plan, open_visits, quarter_of

# How many of the last plans stand beside the list of inspections.
MOST_BESIDE = 6


def last_plans(office: Office) -> list[tuple[InspectionPlan, str]]:
    rows = InspectionPlan.objects.filter(office=office).order_by("-quarter")[:MOST_BESIDE]
    return [(plan, quarter_words(plan.quarter)) for plan in rows]


class PlanAct(OpenAct):
    def form_arguments(self, request: StaffRequest, now: datetime) -> dict[str, Any]:
        """The labs or centres that the charter promises to inspect are ticked beforehand."""
        office, today = request.office, now.astimezone(TZ).date()
        rows = rows_of_kind(office, today)
        places = Place.objects.filter(office=office).open_on(today).by_union()
        wanted = rows[0].options.get("place") if rows else ""
        initial = {
            "quarter": quarter_of(today).isoformat(),
            "places": [str(place.pk) for place in places if place.kind == wanted],
            "first": office.calendar.next_open_day(today),
        }
        return {"places": places, "today": today, "initial": initial}

    def url_when_done(self, desk: Any, made: Any) -> str:
        return desk.url_of(made)


def plan_quarter(request: StaffRequest, form: PlanForm, now: datetime) -> InspectionPlan:
    rows = rows_of_kind(request.office, now.astimezone(TZ).date())
    require(
        rows, "", "সিটিজেন চার্টারে পরিদর্শনের সেবা নেই।", "The charter in force has no service of inspection."
    )
    return make_plan(
        office=request.office,
        quarter=form.chosen_quarter,
        service_code=rows[0].code,
        places=form.chosen_places,
        first=form.cleaned_data["first"],
        a_day=form.cleaned_data["a_day"],
        actor=request.holder.actor,
        now=now,
    )


def visits_of(plan: InspectionPlan) -> QuerySet[PlannedVisit]:
    return plan.visits.select_related("place", "case").order_by("on", "position")


def visits_to_open(plan: InspectionPlan) -> list[PlannedVisit]:
    return [visit for visit in visits_of(plan) if visit.case_id is None and not visit.is_shut]


class ArrangeAct(Act):
    def form_arguments(self, plan: Any, now: datetime) -> dict[str, Any]:
        return {"visits": [visit for visit in visits_of(plan) if visit.case_id is None]}


def arrange(plan: InspectionPlan, form: ArrangeForm, actor: Reference, now: datetime) -> None:
    arrange_visits(plan, form.days, drop=map(int, form.cleaned_data["drop"]), actor=actor, now=now)


def press_open(plan: InspectionPlan, actor: Reference, now: datetime) -> tuple[list[Case], list[Place]]:
    return open_visits(plan, actor=actor, now=now)


class OpenVisitsAct(PressAct):
    """Pressed twice it is done once."""

    def done_words(self, plan: Any, made: Any) -> str:
        cases, closed = made
        words = say("{n}টি আবেদন খোলা হয়েছে।", "{n} [case|cases] opened.", n=len(cases))
        if not closed:
            return words
        names = ", ".join(place.name for place in closed)
        not_opened = say(
            "বন্ধ হয়ে গেছে, তাই খোলা হয়নি: {names}", "Closed meanwhile, so not opened: {names}", names=names
        )
        return f"{words} {not_opened}"


def place_words(visit: PlannedVisit) -> list[Any]:
    url, name = reverse("place", args=[visit.place_id]), mark_languages(visit.place.name)
    return [format_html('<a href="{}">{}</a>', url, name), visit.place.union]


def case_words(visit: PlannedVisit) -> Any:
    if visit.case:
        number = visit.case.number
        return format_html('<a href="{}">{}</a>', reverse("case", args=[number]), digits(number, language()))
    if visit.is_shut:
        words = say("জায়গাটি বন্ধ হয়েছে", "The place is closed")
        return format_html('<span class="late-text">{}</span>', words)
    return say("খোলা হয়নি", "not opened")


def waits(plan: InspectionPlan) -> bool:
    return bool(visits_to_open(plan))


@register
class InspectionPlanDesk(Desk):
    model = InspectionPlan
    name, names, path = "inspection_plan", "inspection_plans", "inspections/plans"
    title = "quarter_words"
    list_display = ("made_at", "opened_at")
    nothing = ("কোনো পরিকল্পনা নেই।", "There is no plan.")
    summary = ("made_at", "opened_at", "to_open")
    opens = PlanAct(
        ("ত্রৈমাসিকের পরিকল্পনা", "Plan a quarter"),
        PlanForm,
        plan_quarter,
        heading=("ত্রৈমাসিকের পরিকল্পনা", "Plan of a quarter"),
        about=(
            "ইউনিয়ন ধরে পথ সাজানো হয়। দিন পরে বদলানো যায়।",
            "The route goes union by union. Days can be changed afterwards.",
        ),
        press=("পথ সাজান", "Arrange the route"),
        done=("পরিকল্পনা রাখা হয়েছে।", "The plan is kept."),
    )
    parts = (
        Part(
            ("যেখানে যাওয়া হবে", "Visits"),
            visits_of,
            (
                Cell(("জায়গা", "Place"), place_words),
                Cell(("দিন", "Day"), lambda visit: visit.on),
                Cell(("আবেদন", "Case"), case_words),
            ),
            nothing=("কোনো জায়গা নেই।", "There is no place."),
        ),
    )
    acts = (
        OpenVisitsAct("open", ("আবেদন খুলুন", "Open the cases"), press_open, when=waits, is_usual=True),
        ArrangeAct(
            "arrange",
            ("দিন বদলান", "Change the days"),
            ArrangeForm,
            arrange,
            heading=("দিন ও জায়গা", "Days and places"),
            when=waits,
            done=("পরিকল্পনা রাখা হয়েছে।", "The plan is kept."),
            press=("দিন রাখুন", "Keep the days"),
        ),
    )
    history_words = {
        "made": ("পথ সাজানো হয়েছে", "The route was arranged"),
        "arranged": ("দিন বদলানো হয়েছে", "Days were changed"),
        "opened": ("আবেদন খোলা হয়েছে", "Cases were opened"),
    }

    @property
    def place(self) -> str:
        return "inspections"

    def caption(self, plan: Any) -> str:
        return say("পরিদর্শনের পরিকল্পনা", "Inspection plan")

    @label("ত্রৈমাসিক", "Quarter")
    def quarter_words(self, plan: InspectionPlan) -> str:
        return quarter_words(plan.quarter)

    @label("আবেদন খোলা বাকি", "Cases to open")
    def to_open(self, plan: InspectionPlan) -> int:
        return len(visits_to_open(plan))

    def named_by(self) -> str:
        return "quarter"

    def name_words(self, value: date) -> str:
        return say("পরিদর্শনের পরিকল্পনা, {day} থেকে", "Inspection plan from {day}", day=value)
