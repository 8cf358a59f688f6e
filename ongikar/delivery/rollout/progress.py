"""How far each office is with a system: folded from its steps and figures, as a row of small signs and in
words; nothing of it is stored. And its steps as tasks: given when it is planned, reported in their turn, and
the one look back after it went live.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.core.templatetags.words import day_short
from ongikar.delivery.rollout.rules import waits_for
from ongikar.journal.actions import WORKER, Reference
from ongikar.journal.models import OutboxEntry
from ongikar.records.actions import note, perform
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions
from ongikar.tasks.actions import give_task
from ongikar.tasks.models import Task
from ongikar.tasks.promise import due_day, is_task_late
from ongikar.tasks.transitions import TaskFault

from . import systems
from .models import MOST_TITLE, Rollout, RolloutSite, RolloutStep, SiteFigure
from .systems import LIVE, OURS

ASKED, UNDER_WAY, IS_LIVE, FOLLOWED, NOT_LIVE = "asked", "under_way", "live", "followed", "not_live"
# How a step stands, in the order of what matters.
DONE, LATE, OPEN, WAITS, LEFT_OUT = "done", "late", "open", "waits", "left_out"
STEP_STATES = {
    DONE: ("শেষ", "done"),
    LATE: ("দেরি", "late"),
    OPEN: ("চলছে", "open"),
    WAITS: ("আগের ধাপের অপেক্ষা", "waiting for a step before it"),
    LEFT_OUT: ("বাদ", "left out"),
}
STEP, SIDE, TALL = 20, 14, 16
# What is drawn for a step that begins at x: a box with a tick, a box with a warning, an open box, a dot, a
# line. Each has a shape of its own, so that the colour alone says nothing.
BOX = 'x="{x}" y="1" width="14" height="14" rx="2"/>'
SIGNS = {
    DONE: f'<rect class="fill" {BOX}<path class="sign" d="M{{x}} 1m3 7l3 3 5-6"/>',
    LATE: f'<rect class="late" {BOX}<path class="sign" d="M{{x}} 1m7 3v5m0 2.5v.2"/>',
    OPEN: '<rect class="line" x="{x}.5" y="1.5" width="13" height="13" rx="2"/>',
    WAITS: '<circle class="dot" cx="{middle}" cy="8" r="2"/>',
    LEFT_OUT: '<path class="line" d="M{x} 8h14"/>',
}
# The questions of the completion note, and the step that answers each.
DAYS = {
    "surveyed_on": systems.SURVEY,
    "accounts_on": systems.ACCOUNTS,
    "trained_on": systems.TRAIN,
    "live_on": systems.LIVE,
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as a page shows it."""

    step: RolloutStep
    state: str
    due: str

    @property
    def state_words(self) -> str:
        return say(*STEP_STATES[self.state])

    @property
    def side(self) -> str:
        return str(self.step.get_side_display())


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One office as a page shows it: its steps, and its figures that stand."""

    site: RolloutSite
    steps: list[StepLine]

    @property
    def accounts(self) -> int:
        return self.site.figure(SiteFigure.ACCOUNTS)

    @property
    def learners(self) -> int:
        return self.site.figure(SiteFigure.TRAINED)

    @property
    def users(self) -> int:
        return self.site.figure(SiteFigure.USING)

    def day_of(self, code: str) -> date | None:
        """When its step of this code was done."""
        return next((each.step.done_on for each in self.steps if each.step.code == code), None)

    @property
    def live_on(self) -> date | None:
        return self.day_of(systems.LIVE)

    @property
    def picture(self) -> SafeString:
        """For the eyes alone: the words stand beside it."""
        wide = STEP * len(self.steps)
        signs = "".join(
            SIGNS[each.state].format(x=place * STEP, middle=place * STEP + SIDE // 2)
            for place, each in enumerate(self.steps)
        )
        return mark_safe(  # noqa: S308
            f'<svg class="stepline" aria-hidden="true" width="{wide}" height="{TALL}"'
            f' viewBox="0 0 {wide} {TALL}">{signs}</svg>'
        )

    @property
    def words(self) -> str:
        """How many of the steps are done, and what is late or next."""
        done = sum(each.state == DONE for each in self.steps)
        late, coming = (
            [each.step.in_words() for each in self.steps if each.state == s] for s in (LATE, OPEN)
        )
        said = say("{done}/{all} ধাপ শেষ", "{done} of {all} steps done", done=done, all=len(self.steps))
        if late:
            said = f"{said}; {say('দেরি', 'late')}: {', '.join(late)}"
        elif coming:
            said = f"{said}; {say('এখন', 'now')}: {coming[0]}"
        return digits(said, language())

    @property
    def note_words(self) -> str:
        """In a line of the completion note."""
        return say(
            "অ্যাকাউন্ট {accounts}, প্রশিক্ষণ পেয়েছেন {trained}, ব্যবহার করছেন {using}, চালু {day}",
            "accounts {accounts}, trained {trained}, using it {using}, live {day}",
            accounts=self.accounts,
            trained=self.learners,
            using=self.users,
            day=self.live_on or say("হয়নি", "no"),
        )

    @property
    def row(self) -> SafeString:
        """In a list: the office, how far it is, and since when it is live."""
        day = self.live_on
        return format_html(
            '{} {}<span class="small">{}</span> <span class="small muted">{}</span>',
            mark_languages(self.site.name),
            self.picture,
            mark_languages(self.words),
            f"{say('চালু', 'Live')} {day_short(day)}" if day else say("চালু হয়নি", "Not live yet"),
        )


def read_sites(rollouts: Iterable[Rollout]) -> None:
    """The offices of these with all that a page shows of them, in the fewest statements."""
    steps = RolloutStep.objects.select_related("task__clock").prefetch_related("task__clock__facts")
    sites = RolloutSite.objects.select_related("contact", "post").prefetch_related(
        Prefetch("steps", steps.order_by("position")), "figures"
    )
    prefetch_related_objects(list(rollouts), Prefetch("sites", sites.order_by("number")))


def lines_of(rollout: Rollout) -> list[SiteLine]:
    now = timezone.now()
    return [site_line(site, now) for site in rollout.sites.all()]


def lines_of_case(case: Case) -> list[SiteLine]:
    rollout = Rollout.objects.filter(case=case).select_related("office").first()
    if rollout is None:
        return []
    rollout.case = case
    read_sites([rollout])
    return lines_of(rollout)


def site_line(site: RolloutSite, now: datetime) -> SiteLine:
    steps = list(site.steps.all())
    return SiteLine(
        site,
        [
            StepLine(each, step_state(each, steps, now), due_day(each.task.clock, now) if each.task else "")
            for each in steps
        ],
    )


def step_state(step: RolloutStep, steps: Sequence[RolloutStep], now: datetime) -> str:
    task = step.task
    if task and task.state == transitions.DONE:
        return DONE
    if task and task.state == transitions.DROPPED:
        return LEFT_OUT
    if task and is_task_late(task, now):
        return LATE
    ended = [each.code for each in steps if each.ended_on]
    return WAITS if task is None or waits_for(step.needs, ended) else OPEN


def state_of_site(site: RolloutSite) -> str:
    steps = list(site.steps.all())
    if not any(step.done_on for step in steps if step.code == systems.LIVE):
        return UNDER_WAY
    return FOLLOWED if all(step.ended_on for step in steps) else IS_LIVE


def state_of_rollout(rollout: Rollout) -> str:
    """The least far of its offices counts."""
    states, case = {state_of_site(site) for site in rollout.sites.all()}, rollout.case
    if not case.is_open and case.state != case_transitions.KEPT:
        return NOT_LIVE
    if not states:
        return ASKED if case.is_open else IS_LIVE
    return next(state for state in (UNDER_WAY, IS_LIVE, FOLLOWED) if state in states)


def known_facts(case: Case) -> dict[str, Any]:
    """What steps and figures say of the outcome of the case, as it is stored: of each step the day on which
    the last office was done with it; nothing of a step that some office has yet to do.
    """
    lines = lines_of_case(case)
    facts: dict[str, Any] = {}
    for name, code in DAYS.items() if lines else ():
        days = [line.day_of(code) for line in lines]
        if all(days):
            facts[name] = max(filter(None, days)).isoformat()
    if using := sum(line.users for line in lines):
        facts["users"] = using
    return facts


# ---- looked at again after it went live ----


def plan_site(site: RolloutSite, *, submission: str, actor: Reference, now: datetime) -> RolloutSite:
    """One office takes the system up: its steps, each dated one as a task of whichever side does it; one that
    is counted from another's end gets it then. Raises ActFault, also where a task cannot be given so.
    """

    def give_tasks(site: RolloutSite) -> None:
        for step in site.steps.filter(after_days__isnull=True):
            step.site = site
            give_step_task(step, due=site.days[step.code], actor=actor, now=now)

    return perform(site.rollout, site, submission=submission, actor=actor, now=now, follow=give_tasks)


def give_step_task(
    step: RolloutStep, *, due: date, actor: Reference, now: datetime, opens: datetime | None = None
) -> None:
    site, case = step.site, step.site.rollout.case
    owner = site.post if step.side == OURS else site.contact
    # Whoever checks is never the owner; a post that is alone in its office is believed.
    check = next((post for post in (site.post, case.post) if post != owner), None)
    try:
        step.task = give_task(
            office=site.rollout.office,
            # What is kept is Bangla, as the titles of papers are.
            title=f"{step.title_bn}: {site.name}"[:MOST_TITLE],
            words=site.rollout.system,
            owner=owner,
            given_by=case.post,
            check=check,
            evidence=(Task.WORDS,),
            due=due,
            subject=step.reference,
            origin="step",
            place=site.contact.place,
            submission=f"rollout-{site.pk}-{step.code}",
            actor=actor,
            now=now,
            opens=opens,
        )
    except TaskFault as fault:
        field = {"owner": "contact", "due": f"day_{step.code}"}.get(fault.field, fault.field)
        raise ActFault(field, fault.bn, fault.en, **fault.values) from fault
    step.save(update_fields=["task"])


def why_step_waits(task: Task) -> tuple[str, str] | None:
    """Why a step cannot be reported as done yet; None where its turn has come.

    Nothing is live that nobody can open and nobody has learnt.
    """
    step = RolloutStep.objects.select_related("site").filter(pk=not_none(task.subject_id)).first()
    if step is None:
        return None
    others = list(step.site.steps.select_related("task"))
    ended = {each.code for each in others if each.ended_on}
    if missing := waits_for(step.needs, ended):
        needed = next(each for each in others if each.code == missing[0])
        return (
            f"আগে শেষ হতে হবে “{needed.title_bn}”। সেটি শেষ হলে এটি জানান।",
            f"“{needed.title_en}” comes first. Report this once that is done.",
        )
    for sort, bn, en in (
        (SiteFigure.ACCOUNTS, "কয়টি অ্যাকাউন্ট খোলা হয়েছে", "how many accounts were opened"),
        (SiteFigure.TRAINED, "কতজন প্রশিক্ষণ পেয়েছেন", "how many were trained"),
    ):
        if step.code == LIVE and not step.site.figure(sort):
            return (
                f"পদ্ধতি চালুর পাতায় আগে লিখুন {bn}; তার আগে এটি চালু বলা যায় না।",
                f"First write on the page of the system {en}; before that it cannot be called live.",
            )
    return None


def follow_step(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """When a step's task is done: whatever is counted from its end gets its task, once."""
    task = Task.objects.filter(
        pk=outbox_entry.entry.subject_id, subject_type=RolloutStep.SUBJECT, state=transitions.DONE
    ).first()
    step = RolloutStep.objects.filter(pk=not_none(task.subject_id)).first() if task else None
    if task and step:
        give_following(step.site_id, step.code, not_none(task.ended_at), now)


@transaction.atomic
def give_following(site_id: int, code: str, ended: datetime, now: datetime) -> None:
    sites = RolloutSite.objects.select_related("rollout__case", "rollout__office", "contact", "post")
    site = sites.get(pk=site_id)
    site.rollout.lock()
    calendar = site.rollout.office.calendar
    for step in site.steps.filter(task__isnull=True, after_days__isnull=False):
        if step.needs != [code]:
            continue
        step.site = site
        due = calendar.add_working_days(ended.astimezone(TZ).date(), not_none(step.after_days))
        give_step_task(step, due=due, actor=WORKER, now=now, opens=ended)
        note(site.rollout, "followed", WORKER, now)
