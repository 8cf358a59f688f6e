"""One request that asks two things becomes two cases, so that the second is not forgotten with the answer to
the first.

The second is received when the first was: its promise counts from that day. See docs/decisions/136.
"""

from datetime import datetime

from django.db import transaction

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.clock import actions as clocks
from ongikar.core.forms.faults import require
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference
from ongikar.rules import case_transitions

from .act_log import add_act, lock_for_act, record_act
from .case import Person, calendar_in_force, receive_case
from .joined_cases import is_answered_by_form
from .part_outcomes import is_double_press
from .prior_cases import SplitOff


def may_be_split(case: Case) -> bool:
    """Whether something of it is left to be asked by itself: of what is open, and answered by one form."""
    done = [act.name for act in case.acts_in_order]
    return (
        not case.is_own_work
        and is_answered_by_form(kind_of(case.row))
        and bool(kind_of(case.row).answers_from_text("x", case.row))
        and case_transitions.may_follow(case.state, case_transitions.SPLIT, done)
    )


@transaction.atomic
def split_case(
    case: Case, *, words: str, actor: Reference, now: datetime, seen: int | None = None
) -> Case | None:
    """What `words` say is asked in a case of its own, by the same applicant under the same service; None
    where this is the second press. Raises TransitionFault of a case that has ended, or is answered with
    another, and ActFault where it was split by somebody else since whoever splits it saw that it was `seen`
    times.
    """
    if is_double_press(case, case_transitions.SPLIT, words, actor, now):
        return None
    who = not_none(case.applicant)
    number = times_split(case) + 1
    require(
        seen is None or seen == number - 1,
        "words",
        "এর মধ্যে আরেকজন এই আবেদন ভাগ করেছেন। আবেদনের পাতায় দেখুন; আরও কিছু আলাদা করার থাকলে আবার চাপুন।",
        "Somebody else has split this request meanwhile. Look at its page; if more is to be split off, press"
        " again.",
    )
    # Before anything is written of the second.
    lock_for_act(case, case_transitions.SPLIT)
    second = receive_case(
        service=case.row,
        person=Person(
            name=who.name,
            mobile=who.mobile,
            address=who.address,
            email=who.email,
            institution=who.institution,
            kind=who.kind,
            language=who.language,
            identity=(who.read_identity() or "") if who.identity else "",
        ),
        answers={**case.answers, **kind_of(case.row).answers_from_text(words, case.row)},
        channel=case.channel,
        submission=f"split {case.pk} {number}",
        now=now,
        actor=actor,
        carried_over=SplitOff(case.received_at, case.number),
    )
    data = {"other": second.number}
    add_act(case, case_transitions.SPLIT, actor=actor, now=now, words=words, data=data)
    record_act("split", case, actor, now, of="case", of_id=second.pk)
    return second


def times_split(case: Case) -> int:
    return case.acts.filter(name=case_transitions.SPLIT).count()


def due_of_second(case: Case, now: datetime) -> datetime:
    """By when what is split off would be owed."""
    in_force = calendar_in_force(case.office)
    undertaking = kind_of(case.row).undertaking_from(
        case.answers, case.row, in_force.calendar, case.received_at
    )
    return clocks.new_clock(
        office=case.office,
        calendar=in_force,
        topic="case",
        undertaking=undertaking,
        received=case.received_at,
    ).due_at
