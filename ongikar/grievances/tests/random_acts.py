"""What anybody may try on a complaint in its random lives: each act as (stage, desk, now), with the name in
all that somebody writes of it.
"""

from collections.abc import Callable
from datetime import date, datetime

from ongikar.clock.actions import CACHES, cache_values
from ongikar.grievances import actions, transitions
from ongikar.grievances.actions import PartyEntry, RemedyEntry
from ongikar.grievances.dossier.making import order_dossier
from ongikar.grievances.models import Grievance, Hearing, HearingParty, Question, Stage
from ongikar.offices.models import Post
from ongikar.people.desk import Desk
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault

NAME, MOBILE, VILLAGE = "জরিনা পারভীন", "+8801799000001", "চরনন্দীগ্রাম"
TEXT = f"আমি {NAME}, ফোন {MOBILE[3:]}, {VILLAGE}।"
Act = Callable[[Stage, Desk, datetime], object]


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


def order_inquiry(stage: Stage, desk: Desk, now: datetime) -> None:
    actions.order_inquiry(
        stage=stage,
        officer=Post.objects.get(office=stage.grievance.office_id, slug="cabinet-grievance-cell"),
        terms="নথি দেখুন।",
        due=open_day(stage, now),
        submission=f"ordered {now.timestamp()}",
        actor=desk,
        now=now,
    )


def enter_reply(stage: Stage, desk: Desk, now: datetime) -> None:
    question = Question.objects.filter(stage=stage).order_by("-id").first()
    if question is None:
        raise TransitionFault("nothing was asked")
    actions.enter_reply(stage=stage, question=question, words=TEXT, actor=desk, now=now)


def call_hearing(stage: Stage, desk: Desk, now: datetime) -> None:
    """Together, or apart where no name may be met."""
    is_open = stage.grievance.is_open_identity
    actions.call_hearing(
        stage=stage,
        starts_at=at_noon(stage, now, 6),
        place="কার্যালয়",
        manner=Hearing.TOGETHER if is_open else Hearing.APART,
        apart_at=None if is_open else at_noon(stage, now, 6, hours=2),
        actor=desk,
        now=now,
    )


def put_off(stage: Stage, desk: Desk, now: datetime) -> None:
    actions.put_off_hearing(
        stage=stage,
        starts_at=at_noon(stage, now, 8),
        apart_at=at_noon(stage, now, 8, hours=2),
        reason="কক্ষ খালি নেই।",
        actor=desk,
        now=now,
    )


def record_hearing(stage: Stage, desk: Desk, now: datetime) -> None:
    actions.record_hearing(
        stage=stage,
        parties={
            Stage.COMPLAINANT: PartyEntry(HearingParty.REPRESENTED, TEXT),
            Stage.RESPONDENT: PartyEntry(HearingParty.CAME),
        },
        record="কর্মকর্তা অস্বীকার করেছেন।",
        record_apart=TEXT,
        actor=desk,
        now=now,
    )


def decide_with_remedy(stage: Stage, desk: Desk, now: datetime) -> None:
    actions.decide(
        stage=stage,
        decision=TEXT,
        reasons=TEXT,
        remedies=[RemedyEntry(f"{TEXT} ফেরত দিন।", stage.grievance.respondent, open_day(stage, now, 5))],
        upheld=True,
        actor=desk,
        now=now,
    )


def recommend(stage: Stage, desk: Desk, now: datetime) -> None:
    actions.recommend(
        stage=stage,
        title="আগে জানান",
        words="শেষ দিনের আগে SMS।",
        submission=f"advice {stage.pk}",
        actor=desk,
        now=now,
    )


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
    "order_dossier": lambda stage, desk, now: order_dossier(stage=stage, actor=desk, now=now),
}
# What goes on while a complaint is open; what ends it, and remarks, would soon be all that is done.
HANDLING = sorted(set(ACTS) - {"decide", "decide_with_remedy", "not_accept", "note", "recommend", "answer"})
# Not theirs alone who decide: the officer answers, and a tier that it has passed may hand it on.
OF_OTHERS = ("answer", "order_dossier")


def limits_add_up(stage: Stage) -> bool:
    """Counted by days, apart from the clock's own arithmetic: from the day of receipt, the limit of its tier
    and what it was extended by; more only where it waited for whoever complains.
    """
    clock, calendar, promise = stage.clock, stage.grievance.office.calendar, stage.tier.promise
    first, last = (moment.astimezone(TZ).date() for moment in (stage.filed_at, clock.due_at))
    if not calendar.is_open_day(first):
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
