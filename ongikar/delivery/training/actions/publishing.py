"""A batch is planned with its seats, and its result is published: the first seats are offered, everybody is
told where they stand and why, and at the end whoever got no seat is answered in writing.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ongikar.cases.actions import keep
from ongikar.cases.actions.act_log import add_act
from ongikar.cases.actions.clock import due_day_facts
from ongikar.cases.models import case_of_key
from ongikar.clock import actions as clocks
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import override_language, say
from ongikar.delivery.training import states
from ongikar.delivery.training.covered_lists import small_groups_of
from ongikar.delivery.training.models import (
    Application,
    Batch,
    Call,
    Course,
    Freeze,
    Nomination,
    Offer,
    Seat,
    Standing,
)
from ongikar.delivery.training.models.call import rule_of
from ongikar.journal.actions import WORKER, Reference
from ongikar.offices.models import Place
from ongikar.offices.serials import next_number
from ongikar.records.actions import act_on, carry_out, note, open_once, perform
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection import OPEN_SEAT, Rule
from ongikar.rules.selection.explain import Reason, passed_words, reserved_seats, why

from .calling import call_of
from .offering import last_draw, offer_free_seats
from .settling import refuse_case

ABSENT_WORDS = "পরীক্ষায় বা মৌখিকে উপস্থিত ছিলেন না, তাই তালিকায় নাম নেই।"
BATCH_RESULT_PAGE = "ফল, নিয়ম আর নিজে মিলিয়ে দেখার উপায় প্রশিক্ষণের ফলের পাতায় আছে।"


@transaction.atomic
def publish_result(batch: Batch, *, actor: Reference, now: datetime) -> int:
    """Publish the draw, offer the seats, and answer everybody; returns how many seats were offered."""
    batch.lock()
    draw = last_draw(batch)
    if draw is None:
        raise ActFault("", "আগে লটারি করুন।", "Make the draw first.")
    with carry_out(batch, batch.act(states.PUBLISH_RESULT), actor=actor, now=now):
        draw.published_at = now
        draw.save(update_fields=["published_at"])
    offers = offer_free_seats(batch, actor=actor, now=now)
    tell_all(batch, now=now)
    return len(offers)


def tell_all(batch: Batch, *, now: datetime) -> None:
    """The promise of each application, to have the result by that day, is kept in the same transaction: no
    delay of the worker makes a breach of what was published in time. The messages follow.
    """
    call = call_of(batch)
    standings = {each.application_id: each for each in Standing.objects.filter(draw=last_draw(batch))}
    small = small_groups_of(call, Freeze.objects.filter(batch=batch))
    for application in Application.objects.filter(call=call).order_by("roll"):
        application.call = call
        tell_result(application, standings.get(application.pk), now, hides=small)
    for nomination in Nomination.objects.filter(call=call).order_by("pk"):
        answer_nomination(nomination, now)


@transaction.atomic
def tell_result(
    application: Application,
    standing: Standing | None,
    now: datetime,
    *,
    hides: frozenset[str] = frozenset(),
) -> int:
    """Where one application stands, as its case keeps it; returns 1 where it was still to be told.

    `hides`: the groups so small that more eyes than the applicant's would know somebody by them.
    """
    case = case_of_key(application.case_id)
    if not case.is_open:
        return 0
    if standing is None:
        return leave_out_absent(application, now)
    if case.clock.running.stage != 0:
        return 0
    clocks.keep_stage(case.clock, now=now)
    with override_language("bn"):
        words = why(Reason.from_data(standing.reason), "bn", hides=hides)
    add_act(case, "keep_step", actor=WORKER, now=now, words=words, data={"stage": 0} | due_day_facts(case))
    note(application, "result_told", WORKER, now)
    return 1


def leave_out_absent(application: Application, now: datetime) -> int:
    """Whoever is not on the list, and was not answered before: they did not come to the test."""
    if application.state == states.ABSENT:
        perform(application, application.act(states.LEAVE_OUT, ABSENT_WORDS), actor=WORKER, now=now)
        refuse_case(application, reason=ABSENT_WORDS, actor=WORKER, now=now)
        return 1
    if application.state in states.GONE:
        last = application.acts.last()
        refuse_case(application, reason=(last and last.words) or ABSENT_WORDS, actor=WORKER, now=now)
        return 1
    return 0


@transaction.atomic
def answer_nomination(nomination: Nomination, now: datetime) -> int:
    """The letter that nominated is answered: who was taken, and why not who was not."""
    case = case_of_key(nomination.case_id)
    if not case.is_open:
        return 0
    with override_language("bn"):
        words = nomination_words(nomination)
    keep(case, outcome={"words": words}, actor=WORKER, now=now)
    return 1


def nomination_words(nomination: Nomination) -> str:
    lines = []
    small = small_groups_of(nomination.call, Freeze.objects.filter(batch=nomination.call.batch_id))
    rows = nomination.applications.select_related("case__applicant").order_by("roll")
    for application in rows:
        name = application.case.applicant.name if application.case.applicant else ""
        standing = application.standings.order_by("-id").first()
        if successor := application.successors.first():
            told = say("বদলে মনোনীত: রোল {n}", "replaced by roll {n}", n=digits(successor.roll))
        elif standing is None:
            told = say("তালিকায় নেই", "not on the list")
        elif application.state in (states.OFFERED, states.ENROLLED):
            told = say("নির্বাচিত", "chosen")
        else:
            told = why(Reason.from_data(standing.reason), "bn", hides=small)
        lines.append(f"{digits(application.roll)} {name}: {told}")
    return "\n".join(lines)


@transaction.atomic
def close_waiting_list(batch: Batch, *, actor: Reference, now: datetime) -> int:
    """No seat will be offered any more: whoever still waits is refused in writing, with their place, that of
    the last who got a seat, why, and the way to complain. Returns how many.
    """
    batch.lock()
    call = call_of(batch)
    draw = last_draw(batch)
    if draw is None:
        return 0
    taken = seats_taken(call, draw.pk)
    small = small_groups_of(call, Freeze.objects.filter(batch=batch))
    waiting = Application.objects.filter(call=call, state=states.WAITING).order_by("roll")
    standings = {each.application_id: each for each in Standing.objects.filter(draw=draw)}
    count = 0
    for application in waiting:
        kept = Reason.from_data(standings[application.pk].reason)
        reason = refusal_words(kept, taken, rule_of(call), small)
        application.call = call
        perform(application, application.act(states.LEAVE_OUT, reason), actor=actor, now=now)
        refuse_case(application, reason=reason, actor=actor, now=now)
        count += 1
    return count


def seats_taken(call: Call, draw_id: int) -> list[tuple[int, str]]:
    """The place and the sort of seat of everybody who was offered one at any time."""
    rows = Offer.objects.filter(application__call=call, application__standings__draw=draw_id)
    return list(rows.values_list("application__standings__position", "seat_sort"))


def refusal_words(
    reason: Reason, taken: Sequence[tuple[int, str]], rule: Rule, hides: frozenset[str] = frozenset()
) -> str:
    """The written refusal, in the language of the office's letters: held against the last who got a seat by
    rank, and told of each reserved number by which somebody lower got one, also since the draw.
    """
    told = [why(reason, "bn", hides=hides)]
    seats, lower = reserved_seats(rule), Counter(sort for place, sort in taken if place > reason.position)
    known = {sort for sort, _, _ in reason.passed_by}
    told += [
        passed_words(sort, seats[sort], lower[sort], "bn", hides)
        for sort in seats
        if lower[sort] and sort not in known
    ]
    last = max((place for place, sort in taken if sort == OPEN_SEAT), default=0)
    if 0 < last < reason.position:
        told.append(f"মেধায় শেষ যিনি আসন পেয়েছেন, তাঁর জায়গা ছিল {digits(last)}।")
    told += [BATCH_RESULT_PAGE, "ফল ভুল মনে হলে অভিযোগ করা আপনার অধিকার: এই আবেদনের পাতা থেকেই করা যায়।"]
    return " ".join(told)


def make_course(*, actor: Reference, now: datetime, **columns: Any) -> Course:
    """A course of the office. The same `submission` twice is one course."""
    return open_once(Course(**columns), "made", actor=actor, now=now)


def take_ordinal(batch: Batch, course: Course) -> None:
    """The course is locked, so that two batches of it do not take the same ordinal."""
    course.lock()
    batch.ordinal = (course.batches.aggregate(last=Max("ordinal"))["last"] or 0) + 1


def seats_of(batch: Batch, first: int) -> list[Seat]:
    """Those from this number on, which are not written yet."""
    return [Seat(batch=batch, number=number) for number in range(first, batch.seats + 1)]


def plan_batch(*, course: Course, actor: Reference, now: datetime, **columns: Any) -> Batch:
    """A batch with its number and its seats. The same `submission` twice is one batch. Raises ActFault."""

    def take_number(batch: Batch) -> None:
        take_ordinal(batch, course)
        batch.year = now.astimezone(TZ).date().year
        batch.serial = next_number(course.office, "batches", batch.year)

    def begin(batch: Batch) -> None:
        Seat.objects.bulk_create(seats_of(batch, 1))
        act = batch.act(states.PLAN)
        act.enter_who(actor, now)
        act.save(force_insert=True)

    batch = Batch(office=course.office, course=course, **columns)
    return open_once(batch, states.PLAN, actor=actor, now=now, before=take_number, follow=begin)


def change_plan(batch: Batch, *, actor: Reference, now: datetime, **columns: Any) -> list[str]:
    """What of a plan is another now, by its columns; what stood there before is kept with the act. The same
    again changes nothing. Raises ActFault.
    """
    with act_on(batch):
        was = {name: getattr(batch, name) for name in columns}
        changed = [name for name, value in columns.items() if was[name] != value]
        if not changed:
            return changed
        told = {name: [words_of_plan(was[name]), words_of_plan(columns[name])] for name in changed}
        with carry_out(batch, batch.act(states.CHANGE, changes=told), actor=actor, now=now):
            course = batch.course
            for name in changed:
                setattr(batch, name, columns[name])
            batch.check_opening(now)
            if batch.course != course:
                take_ordinal(batch, batch.course)
            # Of fewer seats the last are left as they are: nobody is offered them (free_seats).
            made = Seat.objects.filter(batch=batch).aggregate(last=Max("number"))["last"]
            Seat.objects.bulk_create(seats_of(batch, made + 1))
        return changed


def words_of_plan(value: Any) -> str:
    """As the act keeps it: a course or a place by its name, in the office's first language."""
    if isinstance(value, Course | Place):
        with override_language("bn"):
            return value.title if isinstance(value, Course) else value.name
    return value.isoformat() if isinstance(value, date) else str(value or "")
