"""An event put into the calendar, moved with the day that was agreed on, called off; and its programme."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypedDict

from django.db import transaction

from ongikar.core.i18n.say import say_in
from ongikar.delivery.event.models import Event, Programme
from ongikar.delivery.event.words import EventFault
from ongikar.gatherings import transitions
from ongikar.gatherings.actions import cancel_gathering, move_gathering, open_roster, plan_gathering
from ongikar.gatherings.models import Gathering, Roster
from ongikar.journal.actions import Reference, record

MOST_ITEMS = 20
AGREED_ANEW = ("দুই পক্ষের সম্মতিতে দিন বদলেছে।", "Both sides agreed on another day.")


class ProgrammeItem(TypedDict):
    """One line of a programme: at what time (10:30), what, and by whom."""

    at: str
    title: str
    speaker: str


@transaction.atomic
def settle_event(event: Event, *, begins: datetime, actor: Reference, now: datetime) -> Gathering:
    """It takes place then: planned, or moved where it was planned for another time. Whoever was invited is
    told of a move by the gathering itself.
    """
    event = Event.objects.select_for_update().select_related("office").get(pk=event.pk)
    ends = begins + timedelta(minutes=event.minutes)
    standing = event.standing_gathering
    if standing is None:
        return plan_gathering(
            office=event.office,
            sort=Gathering.EVENT,
            title=event.title,
            place=event.venue,
            starts_at=begins,
            ends_at=ends,
            roster=roster_of(event, actor, now),
            subject=event.reference,
            actor=actor,
            now=now,
        )
    if standing.starts_at == begins or standing.state not in transitions.COMING:
        return standing
    return move_gathering(
        standing,
        starts_at=begins,
        ends_at=begins + (standing.ends_at - standing.starts_at),
        reason=say_in("bn", *AGREED_ANEW),
        actor=actor,
        now=now,
    )


def roster_of(event: Event, actor: Reference, now: datetime) -> Roster:
    if event.roster is None:
        event.roster = open_roster(
            office=event.office, subject=event.reference, title=event.title, actor=actor, now=now
        )
        event.save(update_fields=["roster"])
    return event.roster


@transaction.atomic
def call_off(event: Event, *, reason: str, actor: Reference, now: datetime) -> None:
    """Its case ended before it took place: it stands in nobody's calendar any more."""
    standing = event.standing_gathering
    if standing and standing.state in transitions.COMING:
        cancel_gathering(standing, reason=reason, actor=actor, now=now)


@transaction.atomic
def write_programme(
    event: Event, *, items: Sequence[ProgrammeItem], actor: Reference, now: datetime
) -> Programme:
    """A new version of the programme, in the order of time. The same again changes nothing."""
    Event.objects.select_for_update().get(pk=event.pk)
    ordered = sorted(items, key=lambda item: item["at"])
    if not ordered:
        raise EventFault("", "অন্তত একটি বিষয় লিখুন।", "Write at least one item.")
    if len(ordered) > MOST_ITEMS:
        raise EventFault("", "২০টির বেশি বিষয় দেওয়া যায় না।", "Give at most 20 items.")
    last = event.programmes.last()
    if last and last.items == ordered:
        return last
    made = Programme.objects.create(
        event=event, number=last.number + 1 if last else 1, items=ordered, at=now, by_id=actor[1]
    )
    record(
        "event.programme_written",
        subject=event.reference,
        actor=actor,
        office_id=event.office_id,
        now=now,
        version=made.number,
    )
    return made
