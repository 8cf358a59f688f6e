"""What the office sees of systems brought into use and writes of them, and what whoever asked sees."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.cases.models import Case
from ongikar.cases.record_desk import CaseAct, CaseDesk
from ongikar.core.forms.fields import NAMELESS, ChoiceField, DayField
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.slots import Answer
from ongikar.core.templatetags.words import day_short
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.charge import ChargeLine
from ongikar.people.models import Contact
from ongikar.people.post_holders import StaffRequest
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.records.acts import EnterAct, EnterBelowAct, StrikeAct
from ongikar.records.forms import RowForm
from ongikar.records.lists import READER_ROLES
from ongikar.records.offers import Charge, Door
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.views import ActPage
from ongikar.records.words import State, label
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.act_guards import TURNS
from ongikar.tasks.forms import require_working_day
from ongikar.tasks.owners import held_posts, owner_choices, owner_of, staff_posts

from . import progress
from .models import Rollout, RolloutSite, RolloutStep, SiteFigure
from .progress import (
    SiteLine,
    StepLine,
    lines_of,
    lines_of_case,
    plan_site,
    read_sites,
    state_of_rollout,
    why_step_waits,
)
from .systems import SIDES, SystemPlan, suggested_plan, system_plans

APPLICANT = "applicant"
DAY = "day_"


class SiteForm(RowForm):
    """One office: who sees to it on both sides, and by when each step is done."""

    contact = ChoiceField(
        label=say_lazy("তাঁদের পক্ষে কে দেখবেন", "Who sees to it on their side"),
        help_text=say_lazy(
            "তাঁদের ধাপগুলো তাঁর কাছে যাবে। তালিকায় না থাকলে আগে যোগাযোগে লিখুন।",
            "Their steps go to this person. Not in the list? Add them under Contacts first.",
        ),
        many=True,
    )
    post = ChoiceField(
        label=say_lazy("এই কার্যালয়ে কে দেখবেন", "Who sees to it here"),
        many=True,
    )

    def __init__(self, *args: Any, plan: SystemPlan, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rollout: Any = self.of
        self.plan, self.now, self.office = plan, now, rollout.office
        applicant, today = rollout.case.applicant, now.astimezone(TZ).date()
        first = ("", say("বেছে নিন", "Choose"))
        people = [each for each in owner_choices(self.office, today) if each[0].startswith("contact-")]
        asked = [(APPLICANT, applicant.name)] if applicant else []
        posts = [(f"post-{post.pk}", post.title) for post in staff_posts(self.office)]
        self.choice_field("contact").choices = [first, *asked, *people]
        self.choice_field("post").choices = [first, *posts]
        self.initial["post"] = f"post-{rollout.case.post_id}"
        if applicant and not rollout.plan:
            self.initial.update(name=applicant.shown_name, contact=APPLICANT)
        for step in plan.dated_steps:
            self.initial[DAY + step.code] = self.office.calendar.add_working_days(today, step.days or 1)
            self.fields[DAY + step.code] = DayField(
                label=step.words,
                help_text=say(*SIDES[step.side]),
                missing=say(
                    "“{step}” কোন দিনের মধ্যে, লিখুন", "Write by when “{step}” is done", step=step.words
                ),
            )

    def clean_contact(self) -> Contact | None:
        """None: whoever applied."""
        owner = owner_of(self.office, self.cleaned_data["contact"])
        return owner if isinstance(owner, Contact) else None

    def clean_post(self) -> Post:
        owner = owner_of(self.office, self.cleaned_data["post"])
        if not isinstance(owner, Post) or owner.pk not in held_posts([owner], self.now.astimezone(TZ).date()):
            raise ValidationError(
                say(
                    "এই পদে এখন কেউ নেই। অন্য কাউকে বেছে নিন।",
                    "Nobody holds this post now. Choose somebody else.",
                ),
                NAMELESS,
            )
        return owner

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        days: dict[str, date] = {}
        for step in self.plan.dated_steps:
            if (day := cleaned.get(DAY + step.code)) is None:
                continue
            days[step.code] = day
            try:
                require_working_day(self.office.calendar, day, self.now)
            except ValidationError as fault:
                self.add_error(DAY + step.code, fault)
        for early in self.plan.days_too_early(days):
            self.add_error(DAY + early.code, say(*self.plan.early_words(early)))
        if not self.errors:
            self.instance.post = cleaned["post"]
            self.instance.plan_by(self.plan.key, cleaned["contact"], days)
        return cleaned


class PlanPage(ActPage):
    """Which plan, then the days and people of one office; every office follows the plan of the first."""

    @property
    def plan(self) -> SystemPlan | None:
        chosen = self.record.plan or self.request.GET.get("plan", "")
        return system_plans(self.record.office.slug).get(chosen)

    def get(self, request: StaffRequest, **_: Any) -> HttpResponse:
        return super().get(request) if self.plan else self.choose_plan(request)

    def post(self, request: StaffRequest, **_: Any) -> HttpResponse:
        return super().post(request) if self.plan else self.choose_plan(request)

    def form(self, *sent: Any) -> SiteForm:
        now = timezone.now()
        return self.act.form(*sent, plan=self.plan, now=now, **self.act.form_arguments(self.record, now))

    def choose_plan(self, request: StaffRequest) -> HttpResponse:
        slug = self.record.office.slug
        context = {
            "rollout": self.record,
            "plans": system_plans(slug).values(),
            "suggested": suggested_plan(slug, self.record.system),
            "current": self.desk.names,
        }
        return render(request, "rollout/choose_plan.html", context)


class PlanAct(EnterAct):
    template, page = "rollout/plan.html", PlanPage

    def enter(self, rollout: Any, form: RowForm, actor: Reference, now: datetime) -> RolloutSite:
        site: Any = form.instance
        return plan_site(site, actor=actor, now=now, **form.arguments())

    @property
    def press_words(self) -> str:
        return say("ধাপগুলো কাজ হিসেবে দিন", "Give the steps as tasks")


PLAN, NEXT_PLAN = (
    PlanAct(
        RolloutSite,
        "plan",
        button,
        form=SiteForm,
        asks=("name",),
        heading=("একটি কার্যালয়ের ধাপ ও দিন", "Steps and days of one office"),
        when=lambda rollout: rollout.case.is_open,
        done=("ধাপগুলো কাজ হিসেবে দুই পক্ষকে দেওয়া হয়েছে।", "The steps were given as tasks to both sides."),
        is_usual=is_first,
    )
    for button, is_first in (
        (("ধাপ ও দিন ঠিক করুন", "Plan the steps and days"), True),
        (("আরেকটি কার্যালয় যোগ করুন", "Add another office"), False),
    )
)
FIGURE = EnterBelowAct(
    RolloutSite,
    SiteFigure,
    "figure",
    ("অ্যাকাউন্ট বা ব্যবহারকারীর সংখ্যা লিখুন", "Enter accounts or users"),
    asks=("sort", "count", "on", "words"),
)
STRIKE = StrikeAct(SiteFigure, "strike", "figure_struck")


def step_words(line: StepLine) -> Any:
    words = mark_languages(line.step.in_words())
    if line.step.task is None:
        return words
    return format_html(
        '<a class="who" href="{}">{}</a>', reverse("task", args=[line.step.task.number]), words
    )


def by_whom(line: StepLine) -> str:
    site = line.step.site
    return f"{line.side}: {(site.post if line.step.side == RolloutStep.OURS else site.contact).title}"


def due_words(line: StepLine) -> str:
    if line.due:
        return line.due
    n = line.step.after_days
    return say("চালুর {n} কার্যদিবস পর", "{n} working [day|days] after it is live", n=n)


def state_of_step(line: StepLine) -> str:
    ended = line.step.ended_on
    return f"{line.state_words}, {day_short(ended)}" if ended else line.state_words


STEP_CELLS = (
    Cell(("ধাপ", "Step"), step_words),
    Cell(("কে করবেন", "By whom"), by_whom),
    Cell(("শেষ দিন", "Due"), due_words),
    Cell(("অবস্থা", "State"), state_of_step),
)
FIGURE_CELLS = (
    Cell(("কী", "What"), lambda figure: figure),
    Cell(("মন্তব্য", "Remark"), lambda figure: figure.words),
)


def parts_of_site(line: SiteLine) -> tuple[Part, Part]:
    return (
        Part(("ধাপ", "Steps"), lambda _: line.steps, STEP_CELLS),
        Part(
            ("সংখ্যাগুলো কোথা থেকে", "Where the numbers come from"),
            lambda _: line.site.figures.all(),
            FIGURE_CELLS,
            strike=STRIKE,
        ),
    )


def sites_on(post: Post) -> QuerySet[RolloutSite]:
    """The offices in which the post brings a system into use."""
    running = RolloutSite.objects.filter(post=post, rollout__case__closed_at=None)
    return running.select_related("rollout__case").order_by("id")


def charge_line(site: RolloutSite) -> ChargeLine:
    case = site.rollout.case
    title, url = f"{site.rollout.system}: {site.name}", reverse("case", args=[case.number])
    return ChargeLine(digits(case.number, language()), title, url=url)


def load_steps(keys: Iterable[int]) -> dict[int, SubjectLine]:
    steps = RolloutStep.objects.filter(pk__in=list(keys)).select_related("site__rollout__case")
    return {
        step.pk: SubjectLine(
            step.site.rollout.case.number,
            f"{step.site.rollout.system}: {step.in_words()}",
            reverse("rollout", args=[step.site.rollout_id]),
            step.site.rollout.office_id,
        )
        for step in steps
    }


STEP = SubjectType(
    RolloutStep.SUBJECT, ("পদ্ধতি চালুর ধাপ", "Step of a system"), load_steps, readable_by_roles(READER_ROLES)
)


@register
class RolloutDesk(CaseDesk):
    model, kind = Rollout, "rollout"
    name, names, path = "rollout", "rollouts", "rollouts"
    door = Door(("পদ্ধতি চালু", "Systems"), {"cases": 40})
    subjects = (STEP,)
    charges = (
        Charge(
            "rollouts",
            ("দপ্তরে সিস্টেম চালু করা", "Systems being brought into use"),
            sites_on,
            charge_line,
            51,
            verb="site_passed",
        ),
    )
    title, subtitle = "system", "number"
    list_display, page_of_list = ("offices", "state"), 30
    nothing = ("কোনো পদ্ধতি চালুর আবেদন নেই।", "No system has been asked for.")
    summary, detail_template = ("state",), "rollout/rollout.html"
    part = (("পদ্ধতি চালুর ধাপ", "Steps of the system"), ("কার্যালয়, ধাপ ও ব্যবহারকারী", "Offices, steps and users"))
    with_acts = False
    search_fields = (*CaseDesk.search_fields, "system")
    history_words = {
        "site_planned": ("একটি কার্যালয়ে চালুর পরিকল্পনা হয়েছে", "Planned for an office"),
        "followed": ("চালুর পরে দেখা হয়েছে", "Looked at again after it went live"),
    }
    states = {
        progress.ASKED: State("পরিকল্পনা বাকি", "To be planned"),
        progress.UNDER_WAY: State("চলছে", "Under way", "today"),
        progress.IS_LIVE: State("চালু", "Live", "done"),
        progress.FOLLOWED: State("চালু, পরে দেখা হয়েছে", "Live and looked at again", "done"),
        progress.NOT_LIVE: State("চালু হয়নি", "Not brought into use", "shut"),
    }
    acts = (
        PLAN,
        FIGURE,
        STRIKE,
        CaseAct("keep", ("সমাপ্তিপত্র লিখুন", "Write the completion note")),
    )

    def prepare(self, rollouts: list[Any], office: Office) -> list[Any]:
        read_sites(rollouts)
        return rollouts

    def find(self, office: Office, pk: int) -> Rollout:
        rollout: Rollout = super().find(office, pk)
        read_sites([rollout])
        return rollout

    def record_of(self, case: Case) -> Rollout | None:
        rollout: Rollout | None = super().record_of(case)
        read_sites([rollout] if rollout else [])
        return rollout

    def state_of(self, rollout: Rollout) -> str:
        return state_of_rollout(rollout)

    def acts_of(self, rollout: Rollout) -> list[Any]:
        """Of a system that is planned for one office the next is another."""
        return [NEXT_PLAN if act is PLAN and rollout.plan else act for act in super().acts_of(rollout)]

    def caption_words(self, rollout: Rollout) -> str:
        return rollout.plan_words

    def detail_context(self, request: StaffRequest, rollout: Any, *, may_change: bool) -> dict[str, Any]:
        def tables(line: SiteLine) -> list[Any]:
            return [(part, part.lines(self, rollout, may_change=may_change)) for part in parts_of_site(line)]

        lines = lines_of(rollout)
        return {
            "sites": [(line, *tables(line), FIGURE.url_of_row(self, rollout, line.site)) for line in lines],
            "figure_words": FIGURE.button_words,
        }

    def part_context(self, rollout: Rollout) -> dict[str, Any]:
        context = super().part_context(rollout) | {"lines": self.offices(rollout)}
        return context if rollout.plan else context | {"words": PLAN.button_words}

    def tracked_part(self, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
        """Whoever asked sees the steps of both sides, once they are planned."""
        sites = lines_of_case(case)
        return ("rollout/tracked.html", {"sites": sites}) if sites else None

    @label("নম্বর", "Number")
    def number(self, rollout: Rollout) -> str:
        return self.number_words(rollout)

    @label("কার্যালয়", "Offices")
    def offices(self, rollout: Rollout) -> list[Any]:
        return [line.row for line in lines_of(rollout)]


DESK = RolloutDesk()


TURNS[RolloutStep.SUBJECT] = why_step_waits
