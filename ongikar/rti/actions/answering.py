"""What the designated officer does with a request: more time, the price, the answer, the refusal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.officer.case.notes import is_double_press
from ongikar.clock import actions as clocks
from ongikar.core.i18n.say import override_language, say
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.people.desk import HeldPosts
from ongikar.rti.letters import issue_answer_letter
from ongikar.rti.models import InformationRequest
from ongikar.rti.rights import may_answer
from ongikar.rti.track import track_of
from ongikar.rules import case_transitions as case_moves
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise import compute_due
from ongikar.rules.transitions import TransitionFault

from .act_log import add_act, latest_act, record_act
from .filing import stop_clocks

# What the Act's clock came to by each answer. Whether the answer was good enough is the appeal's matter.
CLOCK_OUTCOMES = {
    "provide": case_moves.KEPT,
    "provide_part": case_moves.KEPT,
    "refuse": case_moves.REFUSED,
    "lapse": case_moves.REFUSED,
}


def require_officer(desk: HeldPosts, request: InformationRequest) -> None:
    if not may_answer(desk, request):
        raise PermissionDenied


@transaction.atomic
def extend_time(request: InformationRequest, *, words: str, actor: HeldPosts, now: datetime) -> None:
    """Other units or authorities are involved: the longer limit of the Act, once, before the day.

    Raises LedgerFault where the day has passed or it was extended before.
    """
    require_officer(actor, request)
    period = track_of(request.office.slug).on(request.received_at.astimezone(TZ).date())
    add_act(request, "extend", actor=actor.actor, now=now, words=words)
    clocks.extend(request.clock, working_days=period.more_days, reason=words, now=now)
    record_act("extended", request, actor=actor.actor, now=now, working_days=period.more_days)


@transaction.atomic
def name_price(
    request: InformationRequest, *, pages: int, price: int, words: str, actor: HeldPosts, now: datetime
) -> None:
    """Name the price of the copies; the clock waits from then until it is paid, as for a paper asked for.

    Named once: a second price would buy the office a second wait.
    """
    require_officer(actor, request)
    if request.price is not None:
        raise TransitionFault("the price is named already")
    period = track_of(request.office.slug).on(request.received_at.astimezone(TZ).date())
    pay_by = compute_due(request.clock.calendar, period.price, now).astimezone(TZ).date()
    add_act(
        request,
        "price",
        actor=actor.actor,
        now=now,
        words=words,
        data={"pages": pages, "price": price},
        price=price,
        pay_by=pay_by,
    )
    with override_language(request.tongue):
        debt = say("কপির মূল্য {n} টাকা", "the price of the copies, {n} taka", n=price)
    if request.open_clock.stopped_at is None:
        clocks.pause(request.open_clock, debt=debt, now=now)
    record_act("priced", request, actor=actor.actor, now=now)


@transaction.atomic
def note_payment(request: InformationRequest, *, receipt: str, actor: HeldPosts, now: datetime) -> None:
    """The price was paid: the clock goes on. Said twice, it is noted once."""
    require_officer(actor, request)
    if not request.awaits_price:
        raise TransitionFault("no price is owed")
    add_act(request, "paid", actor=actor.actor, now=now, words=receipt, paid_at=now)
    clocks.resume(request.open_clock, now=now)
    record_act("paid", request, actor=actor.actor, now=now)


@transaction.atomic
def answer(
    request: InformationRequest,
    name: str,
    *,
    words: str,
    actor: HeldPosts,
    now: datetime,
    reason_code: str = "",
    papers: Sequence[tuple[str, Clean]] = (),
) -> None:
    """`name`: "provide", "provide_part", "refuse" or "lapse". Ends the clock, writes the letter with its memo
    number, and keeps the documents that are given.

    Raises TransitionFault once it is answered, or where it may not lapse: the price has still its days.
    """
    require_officer(actor, request)
    if name == "lapse" and not may_lapse(request, now):
        raise TransitionFault("the price may still be paid")
    fields: dict[str, Any] = {
        "answer": words,
        "reason_code": reason_code,
        "closed_at": now,
        "answered_by": actor.user,
    }
    act = add_act(request, name, actor=actor.actor, now=now, words=words, **fields)
    kept = [
        keep_paper(
            office=request.office,
            subject=request.reference,
            title=title,
            content=content,
            now=now,
            brought_by="office",
        )
        for title, content in papers
    ]
    stop_clocks(request, CLOCK_OUTCOMES[name], now)
    letter = issue_answer_letter(request, act, papers=kept, actor=actor, now=now)
    request.memo_number = letter.memo_number
    request.save(update_fields=["memo_number"])
    record_act(VERBS[name], request, actor=actor.actor, now=now)


VERBS = {"provide": "provided", "provide_part": "provided", "refuse": "refused", "lapse": "lapsed"}


def may_lapse(request: InformationRequest, now: datetime) -> bool:
    """Whether the day to pay has passed without the price: only then may it end for want of it."""
    return bool(request.awaits_price and request.pay_by and now.astimezone(TZ).date() > request.pay_by)


@transaction.atomic
def add_note(request: InformationRequest, *, words: str, actor: HeldPosts, now: datetime) -> None:
    """A remark for the office alone. Pressed twice, it is written once."""
    require_officer(actor, request)
    if is_double_press(latest_act(request), words, actor.actor, now):
        return
    add_act(request, "note", actor=actor.actor, now=now, words=words)
    record_act("noted", request, actor=actor.actor, now=now)
