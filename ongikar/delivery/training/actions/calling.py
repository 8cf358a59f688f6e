"""The call of a batch: published with its rule, its days moved for everybody at once, closed; and a batch
that is not held after all.
"""

from datetime import date, datetime

from django.db import transaction

from ongikar.cases.actions import refuse
from ongikar.cases.actions.clock import extend
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.core import cache_version
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Batch, Call
from ongikar.journal.actions import Reference
from ongikar.records.actions import carry_out
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.selection import Rule
from ongikar.rules.selection.rule import TEST, VIVA, sha256

from .ending_applications import end_application

# drand's network quicknet: the moment of its first round, and the seconds from one to the next.
DRAND_GENESIS, DRAND_PERIOD = 1_692_803_367, 3
# A seat that is offered can still be answered on the day before the last but one before the first class.
DAYS_BEFORE_FIRST_CLASS = 2


def drand_round(moment: datetime) -> int:
    """The first round that is out at a moment or after it."""
    return -(-(int(moment.timestamp()) - DRAND_GENESIS) // DRAND_PERIOD) + 1


def renew_home_page(batch: Batch) -> None:
    """The public home page names the calls that are open, and is kept for a while."""
    cache_version.invalidate(cache_version.figures_of(batch.office_id))


@transaction.atomic
def publish_call(
    batch: Batch,
    *,
    service: Service,
    rule: Rule,
    closes_at: datetime,
    draw_at: datetime,
    result_on: date,
    actor: Reference,
    now: datetime,
    audience: str = Call.PUBLIC,
    test_on: date | None = None,
    viva_on: date | None = None,
    offer_days: int = 5,
    last_offer_class: int = 1,
    draw_source: str = Call.DRAND,
) -> Call:
    """Whoever may apply is told till when, by which rule, and when the result is out: the day is the promise
    of every application. Raises ActFault beside the question that is wrong.
    """
    if rule.seats != batch.seats:
        raise ValueError("the rule is of another number of seats")
    canonical = rule.canonical()
    call = Call(
        batch=batch,
        service=service,
        audience=audience,
        opens_at=now,
        closes_at=closes_at,
        test_on=test_on,
        viva_on=viva_on,
        draw_at=draw_at,
        result_on=result_on,
        offer_days=offer_days,
        last_offer_class=last_offer_class,
        rule=canonical,
        rule_sha256=sha256(canonical),
        draw_source=draw_source,
        drand_round=drand_round(draw_at) if draw_source == Call.DRAND else None,
        published_at=now,
    )
    act = batch.act(states.PUBLISH_CALL, rule=call.rule_sha256)
    with carry_out(batch, act, actor=actor, now=now):
        check_days(batch, rule, closes_at, draw_at, result_on, test_on, viva_on, now)
        call.save(force_insert=True)
        batch.look_at = closes_at
        renew_home_page(batch)
    return call


def call_of(batch: Batch) -> Call:
    """As it stands now; of a batch that is locked as nobody changes it meanwhile."""
    call = Call.objects.get(batch=batch)
    call.batch = batch
    return call


def check_days(
    batch: Batch,
    rule: Rule,
    closes_at: datetime,
    draw_at: datetime,
    result_on: date,
    test_on: date | None,
    viva_on: date | None,
    now: datetime,
) -> None:
    """The days follow one another: closing, test, viva, draw, result, first class."""
    closes_on, draws_on = (moment.astimezone(TZ).date() for moment in (closes_at, draw_at))
    if closes_at <= now:
        raise ActFault(
            "closes_on",
            "আবেদনের শেষ সময় পেরিয়ে গেছে। পরের কোনো দিন দিন।",
            "The last moment of applying has passed.",
        )
    before, name = closes_on, ("আবেদনের শেষ দিন", "the last day of applying")
    for part, field, day, words in (
        (TEST, "test_on", test_on, ("পরীক্ষার দিন", "the day of the test")),
        (VIVA, "viva_on", viva_on, ("মৌখিকের দিন", "the day of the viva")),
    ):
        if (part in rule.most) != (day is not None):
            raise ActFault(
                field,
                "নিয়মে এর নম্বর থাকলে দিনটি লাগবে, না থাকলে দিনটি খালি রাখুন।",
                "Give the day where the rule counts its marks, and leave it empty where it does not.",
            )
        if day is None:
            continue
        if day <= before:
            raise ActFault(field, f"দিনটি {name[0]}-এর পরে হতে হবে।", f"The day must come after {name[1]}.")
        before, name = day, words
    if draws_on <= before:
        raise ActFault(
            "draw_on", f"লটারির দিন {name[0]}-এর পরে হতে হবে।", f"The draw must come after {name[1]}."
        )
    if result_on < draws_on:
        raise ActFault(
            "result_on", "ফলের দিন লটারির দিনের আগে হতে পারে না।", "The result cannot be out before the draw."
        )
    if (batch.starts_on - result_on).days <= DAYS_BEFORE_FIRST_CLASS:
        raise ActFault(
            "result_on",
            "ফল আর প্রথম ক্লাসের মধ্যে অন্তত তিন দিন রাখুন: নির্বাচিতদের উত্তর দিতে হবে।",
            "Leave three days or more between the result and the first class: whoever is chosen must answer.",
        )
    require_open_day(batch, "result_on", result_on)


def require_open_day(batch: Batch, field: str, day: date) -> None:
    if not batch.office.calendar.is_open_day(day):
        raise ActFault(
            field, "ওই দিন কার্যালয় বন্ধ। খোলা কোনো দিন দিন।", "The office is closed that day. Name an open one."
        )


def extend_call(batch: Batch, *, closes_at: datetime, reason: str, actor: Reference, now: datetime) -> None:
    """More time to apply, for everybody, while the call is open; no day that follows is passed by."""
    with carry_out(batch, batch.act(states.EXTEND, reason), actor=actor, now=now) as act:
        call = call_of(batch)
        if closes_at <= call.closes_at or closes_at <= now:
            raise ActFault(
                "closes_on", "এখনকার শেষ দিনের পরের কোনো দিন দিন।", "Name a later day than the present one."
            )
        nxt = call.test_on or call.viva_on or call.draw_at.astimezone(TZ).date()
        if closes_at.astimezone(TZ).date() >= nxt:
            raise ActFault(
                "closes_on",
                "দিনটি পরীক্ষা বা লটারির আগে হতে হবে।",
                "The day must come before the test or the draw.",
            )
        act.data = {"from": call.closes_at.isoformat(), "to": closes_at.isoformat()}
        call.closes_at = batch.look_at = closes_at
        call.save(update_fields=["closes_at"])
        renew_home_page(batch)


@transaction.atomic
def move_result(batch: Batch, *, result_on: date, reason: str, actor: Reference, now: datetime) -> int:
    """A later day for the result: an extension of every application, with the reason told to each; returns of
    how many. Once, before the day, as any promise is extended.
    """
    with carry_out(batch, batch.act(states.MOVE_RESULT, reason), actor=actor, now=now) as act:
        call = call_of(batch)
        if result_on <= call.result_on:
            raise ActFault(
                "result_on", "এখনকার ফলের দিনের পরের কোনো দিন দিন।", "Name a later day than the present one."
            )
        if (batch.starts_on - result_on).days <= DAYS_BEFORE_FIRST_CLASS:
            raise ActFault(
                "result_on",
                "ফল আর প্রথম ক্লাসের মধ্যে অন্তত তিন দিন রাখুন।",
                "Leave three days or more between the result and the first class.",
            )
        require_open_day(batch, "result_on", result_on)
        days = batch.office.calendar.count_working_days(call.result_on, result_on)
        act.data = {"from": call.result_on.isoformat(), "to": result_on.isoformat()}
        call.result_on = result_on
        call.save(update_fields=["result_on"])
    moved = 0
    for case in open_cases_of(call):
        try:
            extend(case, working_days=days, reason=reason, actor=actor, now=now)
        except LedgerFault as fault:
            raise ActFault("result_on", fault.bn, fault.en) from fault
        moved += 1
    return moved


def open_cases_of(call: Call) -> list[Case]:
    """The cases of a call that still run: of its applications and of the letters that nominate."""
    own = Case.objects.filter(application__call=call, closed_at__isnull=True)
    sent = Case.objects.filter(nomination__call=call, closed_at__isnull=True)
    return [*own.with_related().order_by("pk"), *sent.with_related().order_by("pk")]


def close_call(batch: Batch, *, actor: Reference, now: datetime) -> None:
    """No more applications: on the last day by itself, or by a press once it has passed."""
    with carry_out(batch, batch.act(states.CLOSE), actor=actor, now=now):
        if now < call_of(batch).closes_at:
            raise ActFault(
                "",
                "আবেদনের সময় এখনো শেষ হয়নি; ততক্ষণ যে কেউ আবেদন করতে পারেন।",
                "The time to apply is not over; until then anybody may apply.",
            )
        batch.look_at = None


@transaction.atomic
def cancel_batch(batch: Batch, *, reason: str, actor: Reference, now: datetime) -> int:
    """The batch is not held: every application is answered in writing with the reason; returns how many."""
    with carry_out(batch, batch.act(states.CANCEL, reason), actor=actor, now=now):
        batch.look_at = None
        renew_home_page(batch)
    call = Call.objects.filter(batch=batch).first()
    if call is None:
        return 0
    call.batch, count = batch, 0
    for case in open_cases_of(call):
        refuse(case, reason=reason, actor=actor, now=now)
        count += 1
    for application in Application.objects.filter(call=call).exclude(state__in=states.GONE):
        application.call = call
        end_application(application, now=now, actor=actor)
    return count
