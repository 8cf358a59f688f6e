"""What anybody may try on a complaint in its random lives: each act as (stage, desk, now), with the name in
all that somebody writes of it.
"""

from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from ongikar.clock.actions import CACHES, cache_values
from ongikar.core.i18n.say import override_language
from ongikar.grievances import actions, transitions
from ongikar.grievances.actions import PartyEntry, RemedyEntry
from ongikar.grievances.declarations import remedy_tag
from ongikar.grievances.models import Grievance, Hearing, HearingParty, Question, Stage
from ongikar.grievances.upward.dossier.dossier_orders import order_dossier
from ongikar.notices.models import Message
from ongikar.offices.models import Post
from ongikar.people.post_holders import PostHolder
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks import actions as tasks
from ongikar.tasks import transitions as task_moves
from ongikar.tasks.models import Task
from ongikar.tasks.rights import parts_in

NAME, MOBILE, VILLAGE = "জরিনা পারভীন", "+8801799000001", "চরনন্দীগ্রাম"
TEXT = f"আমি {NAME}, ফোন {MOBILE[3:]}, {VILLAGE}।"
Act = Callable[[Stage, PostHolder, datetime], object]


def by_desk(name: str, **facts) -> Act:
    return lambda stage, desk, now: getattr(actions, name)(stage=stage, actor=desk, now=now, **facts)


def open_day(stage: Stage, now: datetime, days: int = 1) -> date:
    return stage.grievance.office.calendar.add_working_days(now.astimezone(TZ).date(), days)


def at_noon(stage: Stage, now: datetime, days: int, hours: int = 0) -> datetime:
    day = open_day(stage, now, days)
    return datetime(day.year, day.month, day.day, 12 + hours, tzinfo=TZ)


def ask(side: str) -> Act:
    return lambda stage, desk, now: actions.ask(
        stage=stage,
        side=side,
        words="কবে গিয়েছিলেন?",
        due=open_day(stage, now),
        submission=f"asked {side} {now.timestamp()}",
        actor=desk,
        now=now,
    )


def order_inquiry(stage: Stage, holder: PostHolder, now: datetime) -> None:
    actions.order_inquiry(
        stage=stage,
        officer=Post.objects.get(office=stage.grievance.office_id, slug="cabinet-grievance-cell"),
        terms="নথি দেখুন।",
        due=open_day(stage, now),
        submission=f"ordered {now.timestamp()}",
        actor=holder,
        now=now,
    )


def enter_reply(stage: Stage, holder: PostHolder, now: datetime) -> None:
    question = Question.objects.filter(stage=stage).order_by("-id").first()
    if question is None:
        raise TransitionFault("nothing was asked")
    actions.enter_reply(stage=stage, question=question, words=TEXT, actor=holder, now=now)


def call_hearing(stage: Stage, holder: PostHolder, now: datetime) -> None:
    """Together, or apart where no name may be met."""
    is_open = stage.grievance.is_open_identity
    actions.call_hearing(
        stage=stage,
        starts_at=at_noon(stage, now, 6),
        place="কার্যালয়",
        manner=Hearing.TOGETHER if is_open else Hearing.APART,
        apart_at=None if is_open else at_noon(stage, now, 6, hours=2),
        actor=holder,
        now=now,
    )


def put_off(stage: Stage, holder: PostHolder, now: datetime) -> None:
    actions.put_off_hearing(
        stage=stage,
        starts_at=at_noon(stage, now, 8),
        apart_at=at_noon(stage, now, 8, hours=2),
        reason="কক্ষ খালি নেই।",
        actor=holder,
        now=now,
    )


def record_hearing(stage: Stage, holder: PostHolder, now: datetime) -> None:
    actions.record_hearing(
        stage=stage,
        parties={
            Stage.COMPLAINANT: PartyEntry(HearingParty.REPRESENTED, TEXT, TEXT),
            Stage.RESPONDENT: PartyEntry(HearingParty.CAME, said="অস্বীকার করছি।"),
        },
        said_by_others=TEXT,
        record_apart=TEXT,
        actor=holder,
        now=now,
    )


def decide_with_remedy(stage: Stage, holder: PostHolder, now: datetime) -> None:
    actions.decide(
        stage=stage,
        decision=TEXT,
        reasons=TEXT,
        remedies=[RemedyEntry(f"{TEXT} ফেরত দিন।", stage.grievance.respondent, open_day(stage, now, 5))],
        upheld=True,
        actor=holder,
        now=now,
    )


def recommend(stage: Stage, holder: PostHolder, now: datetime) -> None:
    actions.recommend(
        stage=stage,
        title="আগে জানান",
        words="শেষ দিনের আগে SMS।",
        submission=f"advice {stage.pk}",
        actor=holder,
        now=now,
    )


def remedy_in(stage: Stage, state: str) -> Task:
    task = Task.objects.filter(remedy__stage__grievance=stage.grievance, state=state).first()
    if task is None:
        raise TransitionFault("no remedy stands there")
    return task


def parts_of(task: Task, holder: PostHolder) -> set[str]:
    return parts_in(holder, task, Post.objects.filter(office=task.office_id).superiors())


def report_remedy(stage: Stage, holder: PostHolder, now: datetime) -> None:
    task = remedy_in(stage, task_moves.OPEN)
    if task_moves.OWNER not in parts_of(task, holder):
        raise PermissionDenied
    tasks.report_task(task, words="করেছি।", actor=holder.actor, now=now)


def check_remedy(stage: Stage, holder: PostHolder, now: datetime) -> None:
    task = remedy_in(stage, task_moves.REPORTED)
    if task_moves.CHECKER not in parts_of(task, holder):
        raise PermissionDenied
    tasks.verify_task(task, actor=holder.actor, now=now)


def remedies_are_done_when_checked(grievance: Grievance, now: datetime) -> None:
    """Nobody is told that a remedy is done before somebody who did not do it has seen that it is."""
    for task in Task.objects.filter(remedy__stage__grievance=grievance):
        names = list(task.acts.order_by("id").values_list("name", "by_id"))
        checked = [by for name, by in names if name == task_moves.VERIFY]
        reported = [by for name, by in names if name == task_moves.REPORT]
        with override_language("en"):
            assert remedy_tag(task, now)[1].startswith("Done") == bool(checked), names
        assert not set(checked) & set(reported), names
        told = Message.objects.filter(
            subject_type="grievance",
            subject_id=grievance.pk,
            person__startswith="applicant:",
            outbox_entry__entry__verb="task.verified",
            outbox_entry__entry__subject_type="task",
            outbox_entry__entry__subject_id=task.pk,
        )
        assert bool(checked) or not told.exists()


ACTS: dict[str, Act] = {
    "accept": by_desk("accept"),
    "note": by_desk("add_note", words=TEXT),
    "decide": by_desk("decide", decision=TEXT, reasons=TEXT, remedy="ফেরত।", upheld=True),
    "decide_with_remedy": decide_with_remedy,
    "not_accept": by_desk("do_not_accept", reason_code="no_facts", words=TEXT),
    "answer": lambda stage, desk, now: actions.answer_complaint(
        grievance=stage.grievance, words="ভিত্তিহীন।", actor=desk, now=now
    ),
    "extend": by_desk("extend", reason="তদন্ত বাকি।"),
    "ask": ask(Stage.COMPLAINANT),
    "ask_officer": ask(Stage.RESPONDENT),
    "enter_reply": enter_reply,
    "order_inquiry": order_inquiry,
    "enter_report": by_desk("enter_report", report=TEXT),
    "end_inquiry": by_desk("end_inquiry", reason="লাগবে না।"),
    "call_hearing": call_hearing,
    "put_off_hearing": put_off,
    "call_off_hearing": by_desk("call_off_hearing", reason="লাগবে না।"),
    "record_hearing": record_hearing,
    "recommend": recommend,
    "report_remedy": report_remedy,
    "check_remedy": check_remedy,
    "order_dossier": lambda stage, desk, now: order_dossier(stage=stage, actor=desk, now=now),
}
# What leads on to what, one after another on one complaint: each act by whoever may do it then.
APPEAL, HEARD, DAYS = "appeal", "heard", "days"
STORIES = {
    "looked into": ("order_inquiry", "extend", "enter_report", "answer"),
    "not looked into": ("order_inquiry", "end_inquiry", DAYS),
    "asked": ("accept", "ask", "enter_reply", "ask_officer"),
    "heard": ("call_hearing", "put_off_hearing", HEARD),
    "not heard": ("call_hearing", "call_off_hearing"),
    "righted": ("decide_with_remedy", "recommend", "report_remedy", "check_remedy"),
    "not accepted": ("not_accept", APPEAL),
    "not righted": ("decide", "recommend", APPEAL),
    "to the last": ("decide", APPEAL, "decide", APPEAL, "order_dossier"),
    "late": (DAYS, DAYS, APPEAL),
}
# What goes on while a complaint is open; what ends it, and remarks, would soon be all that is done.
ENDING = {"decide", "decide_with_remedy", "not_accept", "note", "recommend", "answer"}
HANDLING = sorted(set(ACTS) - ENDING - {"report_remedy", "check_remedy"})
# Not theirs alone who decide: the officer answers, a tier that it has passed may hand it on, and a remedy is
# done by the post that owes it.
OF_OTHERS = ("answer", "order_dossier", "report_remedy", "check_remedy")
# Of theirs who decide, and of the post that was named to look into it: it reports by itself, or hands its
# report over.
OF_INQUIRERS = ("enter_report",)


def limits_add_up(stage: Stage) -> bool:
    """Counted by days, apart from the clock's own arithmetic: from the day of receipt, the limit of its tier
    and what it was extended by; more only where it waited for whoever complains. What is filed once the
    office has closed is of its next day.
    """
    clock, calendar, promise = stage.clock, stage.grievance.office.calendar, stage.tier.promise
    first, last = (moment.astimezone(TZ).date() for moment in (stage.filed_at, clock.due_at))
    if not calendar.is_open_day(first) or stage.filed_at >= calendar.close(first):
        first = calendar.next_open_day(first)
    facts = list(clock.facts.all())
    extended = sum(fact.data["working_days"] for fact in facts if fact.kind == "extended")
    counted = calendar.count_working_days(first, last)
    waited = any(fact.kind in ("paused", "resumed") for fact in facts)
    whole = promise.amount + extended
    is_once = extended in (0, stage.tier.may_extend)
    return is_once and (counted >= whole if waited else counted == whole)


def replayed(grievance: Grievance) -> str:
    return transitions.state_after([act.name for act in grievance.acts.all()])


def each_stage_has_a_clock_that_says_what_its_facts_say(stage: Stage) -> None:
    clock = stage.clock
    assert clock.topic == "grievance"
    assert (clock.stopped_at is None) == stage.is_open
    told = [(moment.name, moment.due_at) for moment in clock.milestones.all()]
    values = tuple(getattr(clock, name) for name in CACHES)
    assert cache_values(clock.running, clock.calendar, told) == values
