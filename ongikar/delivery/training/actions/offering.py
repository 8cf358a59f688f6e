"""Seats are offered, taken, declined, given back, and free again when nobody answers.

The waiting list is nowhere kept: the rule is applied again to those who are left, and whoever is new
among the chosen gets a free seat. No withdrawal unseats anybody else (rules/selection), so there are
never more new ones than free seats; and if there were, the database refuses the second living offer of a
seat.
"""

from datetime import datetime, timedelta

from django.db import transaction

from ongikar.cases.actions import refuse, withdraw
from ongikar.cases.models import case_of_key
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Batch, Call, Draw, Offer, Seat, Standing
from ongikar.delivery.training.models.call import rule_of
from ongikar.delivery.training.next_look import set_look
from ongikar.delivery.training.states import BY_WORKER, COUNTER, PHONE, WEB
from ongikar.journal.actions import ANYONE, WORKER, Reference
from ongikar.offices.models import Office
from ongikar.records.actions import carry_out
from ongikar.rules.promise import Promise, compute_due
from ongikar.rules.selection import Candidate, Selection, parse_list, select

from .calling import DAYS_BEFORE_FIRST_CLASS, call_of

VIAS = (WEB, COUNTER, PHONE)
ENDED = "প্রস্তাবের শেষ দিনের মধ্যে উত্তর আসেনি, তাই আসনটি অপেক্ষার তালিকায় গেছে।"


def expiry(office: Office, call: Call, now: datetime) -> datetime:
    """By when an offer is answered: after so many office days, at latest two days before the first class, or
    within the next office day once the classes have begun.
    """
    calendar = office.calendar
    due = compute_due(calendar, Promise("working_days", call.offer_days), now)
    latest_day = call.batch.starts_on - timedelta(days=DAYS_BEFORE_FIRST_CLASS)
    if not calendar.is_open_day(latest_day):
        latest_day = calendar.previous_open_day(latest_day)
    latest = calendar.close(latest_day)
    if latest <= now:
        return compute_due(calendar, Promise("working_days", 1), now)
    return min(due, latest)


def require_offering(batch: Batch, call: Call, now: datetime, classes_held: int) -> None:
    """Offers are made from the result to the class that the call names, and not after it."""
    may = batch.state == states.OFFERING or (
        batch.state == states.RUNNING and classes_held < call.last_offer_class
    )
    if not may:
        raise ActFault("", "এখন আর আসনের প্রস্তাব দেওয়া যায় না।", "No seat can be offered any more.")


def last_draw(batch: Batch) -> Draw | None:
    """The draw that holds."""
    return Draw.objects.filter(freeze__batch=batch, freeze__reopened_at=None).select_related("freeze").first()


def still_in(call: Call, draw: Draw) -> list[Candidate]:
    """Those of the draw who have not left, in its order."""
    states_of = dict(
        Application.objects.filter(call=call, state__in=states.IN_DRAW | {states.COMPLETED}).values_list(
            "roll", "state"
        )
    )
    order = (
        Standing.objects.filter(draw=draw).order_by("position").values_list("application__roll", flat=True)
    )
    candidates = {each.roll: each for each in parse_list(draw.freeze.list_text)}
    return [candidates[roll] for roll in order if roll in states_of]


def chosen_now(call: Call, draw: Draw) -> Selection:
    """Who is chosen, of those who have not left."""
    return select(rule_of(call), still_in(call, draw))


def next_in_line(call: Call, draw: Draw) -> list[tuple[Application, str]]:
    """Those who wait and whose turn it is now, with the sort of seat, the higher rank first."""
    chosen = chosen_now(call, draw)
    waiting = Application.objects.filter(call=call, state=states.WAITING, roll__in=list(chosen.rolls))
    by_roll = {each.roll: each for each in waiting.select_related("case__applicant")}
    for each in by_roll.values():
        each.call = call
    order = Standing.objects.filter(draw=draw, application__in=by_roll.values()).order_by("position")
    rolls = order.values_list("application__roll", flat=True)
    return [(by_roll[roll], chosen.sorts[roll]) for roll in rolls]


def free_seats(batch: Batch) -> list[Seat]:
    held = Offer.objects.filter(seat__batch=batch, state__in=Offer.HOLDING).values("seat")
    seats = Seat.objects.filter(batch=batch, number__lte=batch.seats)
    return list(seats.exclude(pk__in=held).order_by("number"))


@transaction.atomic
def offer_free_seats(batch: Batch, *, actor: Reference, now: datetime, classes_held: int = 0) -> list[Offer]:
    """Offer every free seat to whose turn it is; pressed twice, nothing is offered twice."""
    batch.lock()
    call = call_of(batch)
    require_offering(batch, call, now, classes_held)
    draw = last_draw(batch)
    if draw is None:
        raise ValueError("a batch that offers seats has a draw")
    made = []
    until = expiry(batch.office, call, now)
    for seat, (application, sort) in zip(free_seats(batch), next_in_line(call, draw), strict=False):
        act = application.act(states.OFFER, until=until.isoformat(), seat=seat.number)
        with carry_out(application, act, actor=actor, now=now):
            offer = Offer(
                seat=seat, application=application, seat_sort=sort, offered_at=now, expires_at=until
            )
            offer.save(force_insert=True)
        made.append(offer)
    set_look(batch)
    return made


def lock_offer(application: Application, *wanted: str) -> Offer:
    """The living offer of an application, its batch locked."""
    application.call.batch.lock()
    held = Offer.objects.filter(application=application, state__in=Offer.HOLDING)
    offer = held.order_by("-id").first()
    if offer is None or offer.state not in wanted:
        raise ActFault(
            "",
            "এই আসনের প্রস্তাব আর নেই: উত্তর দেওয়া হয়ে গেছে, বা শেষ দিন পেরিয়ে গেছে।",
            "This offer is no more: it was answered, or its last day has passed.",
        )
    return offer


@transaction.atomic
def accept_offer(
    application: Application, *, via: str = WEB, now: datetime, actor: Reference = ANYONE
) -> Offer:
    """The seat is taken, up to the last moment and not after it, whether or not the worker has looked."""
    offer = lock_offer(application, Offer.OPEN, Offer.ACCEPTED)
    if offer.state == Offer.ACCEPTED:
        # Pressed twice.
        return offer
    if now >= offer.expires_at:
        raise ActFault(
            "",
            "প্রস্তাবের শেষ সময় পেরিয়ে গেছে। আসনটি অপেক্ষার তালিকার পরের জন পাবেন।",
            "The last moment of the offer has passed. The seat goes to the next on the waiting list.",
        )
    with carry_out(application, application.act(states.ACCEPT, via=via), actor=actor, now=now):
        end_offer(offer, Offer.ACCEPTED, via, now)
    set_look(application.call.batch)
    return offer


def end_offer(offer: Offer, state: str, via: str, now: datetime) -> None:
    offer.state, offer.answered_at, offer.via = state, now, via
    offer.save(update_fields=["state", "answered_at", "via"])


@transaction.atomic
def decline_offer(
    application: Application, *, via: str = WEB, words: str = "", now: datetime, actor: Reference = ANYONE
) -> None:
    """The seat is not wanted: it is free at once, and the case ends as one that was taken back."""
    leave(application, Offer.OPEN, states.DECLINE, Offer.DECLINED, via, words, now, actor)


@transaction.atomic
def give_back_seat(
    application: Application, *, via: str = WEB, words: str = "", now: datetime, actor: Reference = ANYONE
) -> None:
    """A seat that was taken is given back with one press."""
    leave(application, Offer.ACCEPTED, states.GIVE_BACK, Offer.GIVEN_BACK, via, words, now, actor)


def leave(
    application: Application,
    held: str,
    act: str,
    becomes: str,
    via: str,
    words: str,
    now: datetime,
    actor: Reference,
) -> None:
    offer = lock_offer(application, held)
    with carry_out(application, application.act(act, words, via=via), actor=actor, now=now):
        end_offer(offer, becomes, via, now)
    case = case_of_key(application.case_id)
    if case.is_open:
        withdraw(case, words=words, now=now, actor=actor)
    set_look(application.call.batch)


def answer_for(
    application: Application, *, accepts: bool, via: str, words: str = "", now: datetime, actor: Reference
) -> None:
    """An answer given at the counter or by phone, entered by whoever heard it."""
    if accepts:
        accept_offer(application, via=via, now=now, actor=actor)
    else:
        decline_offer(application, via=via, words=words, now=now, actor=actor)


@transaction.atomic
def expire_offers(batch: Batch, *, now: datetime) -> int:
    """Offers whose last moment has passed end, and their seats are free; returns how many ended."""
    batch.lock()
    due = Offer.objects.filter(seat__batch=batch, state=Offer.OPEN, expires_at__lte=now)
    ended = list(due.select_related("application__call").order_by("pk"))
    for offer in ended:
        application = offer.application
        application.call.batch = batch
        with carry_out(application, application.act(states.EXPIRE), actor=WORKER, now=now):
            end_offer(offer, Offer.EXPIRED, BY_WORKER, now)
        case = case_of_key(application.case_id)
        if case.is_open:
            refuse(case, reason=ENDED, actor=WORKER, now=now)
    set_look(batch)
    return len(ended)
