"""Filing a request for information, by whoever asks or at the desk from paper, and withdrawing it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.cases.actions import Person, calendar_in_force
from ongikar.cases.actions.act_log import proof_data
from ongikar.clock import actions as clocks
from ongikar.grievances.citizen.filing import create_complainant
from ongikar.grievances.models import Grievance
from ongikar.journal.actions import ANYONE, Reference
from ongikar.letters.act_log import lock_letter
from ongikar.letters.incoming.actions import answer_letter, attach_letter
from ongikar.letters.models import Letter
from ongikar.offices.models import Office
from ongikar.offices.serials import draw_check, next_number
from ongikar.records.actions import open_once, perform
from ongikar.rules import case_transitions as case_moves
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import rti_number

from .. import transitions
from ..models import InformationRequest, RtiAct
from ..track import find_post, track_of

# What its clock counts: its moments are recorded as "rti.nearing" and "rti.broken".
TOPIC = InformationRequest.SUBJECT
# What the diary says of a letter that became a request. Kept in the office's own language.
TAKEN = "তথ্যের আবেদন হিসেবে নেওয়া হয়েছে।"


@dataclass(frozen=True, slots=True)
class RequestContent:
    """What form ক asks for besides who asks."""

    text: str
    wanted_as: str
    parents: str = ""
    recipient: str = ""
    helper: str = ""
    is_urgent: bool = False


@transaction.atomic
def file_request(
    *,
    office: Office,
    person: Person,
    asked: RequestContent,
    submission: str,
    now: datetime,
    channel: str = InformationRequest.ONLINE,
    received_at: datetime | None = None,
    grievance: Grievance | None = None,
    letter: Letter | None = None,
    actor: Reference = ANYONE,
) -> InformationRequest:
    """File a request with the designated officer, under the days in force when it came. The same `submission`
    twice is one request.

    `received_at`: the day it came where that was earlier, as a letter or as a complaint. Raises NoOfficer
    where the office has nobody to answer it.
    """
    if letter is not None:
        # Held, so that two at the diary make one request of it.
        lock_letter(letter)
        letter.refresh_from_db()
        if known := InformationRequest.objects.filter(letter=letter).first():
            return known
    received = received_at or now
    period = track_of(office.slug).on(received.astimezone(TZ).date())
    request = InformationRequest(
        office=office,
        post=find_post(office, "designated"),
        text=asked.text,
        wanted_as=asked.wanted_as,
        parents=asked.parents,
        recipient=asked.recipient,
        helper=asked.helper,
        is_urgent=asked.is_urgent,
        state=transitions.OPEN,
        received_at=received,
        entered_at=now,
        channel=channel,
        grievance=grievance,
        letter=letter,
        submission=submission,
    )

    def begin(request: InformationRequest) -> None:
        request.clock = clocks.start_clock(
            office=office,
            calendar=calendar_in_force(office),
            topic=TOPIC,
            promise=period.undertaking(is_urgent=asked.is_urgent),
            received=received,
        )
        request.applicant = create_complainant(office, person)
        year = now.astimezone(TZ).year
        number = next_number(office, "rti", year)
        request.number = rti_number(office.geocode, year, number, draw_check())

    def follow(request: InformationRequest) -> None:
        filed = request.act("file", asked.text)
        filed.enter_who(actor, now)
        filed.save(force_insert=True)

    opened = open_once(request, "filed", actor=actor, now=now, before=begin, follow=follow)
    if letter is not None and opened is request:
        take_letter(letter, request, actor=actor, now=now)
    return opened


def take_letter(letter: Letter, request: InformationRequest, *, actor: Reference, now: datetime) -> None:
    """A letter that belongs to nothing yet belongs to the request; in the caller's transaction."""
    if letter.subject is not None:
        return
    attach_letter(letter, subject=request.reference, actor=actor, now=now)
    if letter.is_open:
        answer_letter(letter, words=TAKEN, actor=actor, now=now)


def withdraw_request(
    request: InformationRequest, *, words: str, now: datetime, proof: str = "", actor: Reference = ANYONE
) -> None:
    """The applicant needs it no more. Raises ActFault once it is answered."""

    def follow(_: RtiAct) -> None:
        request.closed_at = now
        stop_clocks(request, case_moves.WITHDRAWN, now)

    perform(request, request.act("withdraw", words, **proof_data(proof)), actor=actor, now=now, follow=follow)


def stop_clocks(request: InformationRequest, outcome: str, now: datetime) -> None:
    """Every clock by which the officer owes something ends with the answer: the Act's, and an order's."""
    for clock in filter(None, (request.clock, order_clock(request))):
        if clock.stopped_at is None:
            clocks.stop(clock, outcome=outcome, now=now)


def order_clock(request: InformationRequest) -> Any:
    appeal = getattr(request, "appeal", None)
    return appeal.order_clock if appeal else None
