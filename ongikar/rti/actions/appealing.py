"""The appeal: filed by the applicant, decided by the head of the office above."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.actions import calendar_in_force
from ongikar.cases.actions.act_log import proof_data
from ongikar.clock import actions as clocks
from ongikar.journal.actions import ANYONE, Reference
from ongikar.people.desk import HeldPosts
from ongikar.rti.appeal_window import LATE, TOO_EARLY, appeal_status
from ongikar.rti.models import InformationRequest, RtiAppeal
from ongikar.rti.rights import may_decide_appeal
from ongikar.rti.track import find_post, track_of
from ongikar.rules import case_transitions as case_moves
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise import Promise
from ongikar.rules.promise.terms import BY_DATE
from ongikar.rules.transitions import TransitionFault

from .act_log import add_act, lock_request, record_act

APPEAL_TOPIC, ORDER_TOPIC = "rti_appeal", "rti_order"


@transaction.atomic
def file_appeal(
    request: InformationRequest,
    *,
    grounds: str,
    relief: str,
    now: datetime,
    more: str = "",
    late_reason: str = "",
    proof: str = "",
    actor: Reference = ANYONE,
) -> RtiAppeal:
    """Form গ. Sent twice, it is one appeal.

    Raises TransitionFault where the officer still has time, where it comes late without a reason, or where it
    was withdrawn.
    """
    lock_request(request)
    known = RtiAppeal.objects.filter(request=request).first()
    if known:
        return known
    stands = appeal_status(request, now=now)
    if stands == TOO_EARLY:
        raise TransitionFault("the officer still has time to answer")
    if stands == LATE and not late_reason:
        raise TransitionFault("a late appeal needs its reason")
    add_act(request, "appeal", actor=actor, now=now, words=grounds, data=proof_data(proof))
    period = track_of(request.office.slug).on(now.astimezone(TZ).date())
    appeal = RtiAppeal.objects.create(
        request=request,
        post=find_post(request.office, "appeal"),
        clock=clocks.start_clock(
            office=request.office,
            calendar=calendar_in_force(request.office),
            topic=APPEAL_TOPIC,
            promise=period.appeal,
            received=now,
        ),
        filed_at=now,
        grounds=grounds,
        relief=relief,
        more=more,
        late_reason=late_reason,
    )
    record_act("appealed", request, actor=actor, now=now)
    return appeal


@transaction.atomic
def decide_appeal(
    request: InformationRequest,
    *,
    ordered: bool,
    words: str,
    actor: HeldPosts,
    now: datetime,
    by: date | None = None,
) -> None:
    """The decision in writing. `ordered`: the information is to be given, by the day `by`, under a clock of
    its own.

    Raises PermissionDenied for whoever answered the request, TransitionFault once it is decided.
    """
    appeal = request.appeal
    if not may_decide_appeal(actor, appeal):
        raise PermissionDenied
    lock_request(request)
    if not RtiAppeal.objects.filter(pk=appeal.pk, closed_at=None).exists():
        raise TransitionFault("this appeal is decided")
    appeal.outcome = RtiAppeal.ORDERED if ordered else RtiAppeal.DISMISSED
    appeal.decision, appeal.closed_at, appeal.decided_by = words, now, actor.user
    if ordered and by:
        add_act(request, "order", actor=actor.actor, now=now, words=words, closed_at=None)
        appeal.order_clock = clocks.start_clock(
            office=request.office,
            calendar=calendar_in_force(request.office),
            topic=ORDER_TOPIC,
            promise=Promise(BY_DATE, until=by),
            received=now,
        )
    else:
        add_act(request, "dismiss", actor=actor.actor, now=now, words=words)
    appeal.save(update_fields=["outcome", "decision", "closed_at", "decided_by", "order_clock"])
    clocks.stop(appeal.clock, outcome=case_moves.KEPT, now=now)
    record_act("appeal_decided", request, actor=actor.actor, now=now)
