"""Filing a request for information, by whoever asks or at the desk from paper; and what every act of a
request does: it may follow or is refused, it is written down, the journal is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from django.db import IntegrityError, transaction

from ongikar.cases.actions import Person, calendar_in_force
from ongikar.cases.actions.act_log import proof_data
from ongikar.clock import actions as clocks
from ongikar.core.db.violations import violates
from ongikar.grievances.citizen.filing import create_complainant
from ongikar.grievances.models import Grievance
from ongikar.journal.actions import ANYONE, Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.letters.incoming.actions import answer_letter, attach_letter
from ongikar.letters.models import Letter
from ongikar.offices.models import Office
from ongikar.offices.serials import draw_check, next_number
from ongikar.rules import case_transitions as case_moves
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import rti_number

from .. import transitions
from ..models import InformationRequest, RtiAct
from ..track import find_post, track_of


def lock_request(request: InformationRequest) -> str:
    """Hold the request to the end of the transaction, so that two people act in turn. Its state as it
    stands.
    """
    rows = InformationRequest.objects.select_for_update()
    return str(rows.values_list("state", flat=True).get(pk=request.pk))


def latest_act(request: InformationRequest) -> RtiAct | None:
    """The last thing that happened, after which nothing can until this transaction ends."""
    lock_request(request)
    return RtiAct.objects.filter(request=request).order_by("-id").first()


def add_act(
    request: InformationRequest,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    **fields: Any,
) -> RtiAct:
    """Add an act if it may follow, and bring the state and the given fields of the request up to date.

    Raises TransitionFault, and nothing is written, where the act may not follow.
    """
    after = transitions.TRANSITIONS.require(lock_request(request), name)
    written = RtiAct.objects.create(
        request=request,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data=dict(data or {}),
    )
    fields["state"] = after
    for field, value in fields.items():
        setattr(request, field, value)
    request.save(update_fields=list(fields))
    return written


def record_act(
    verb: str, request: InformationRequest, *, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]
) -> None:
    record(
        f"rti.{verb}",
        subject=request.reference,
        actor=actor,
        office_id=request.office_id,
        now=now,
        **facts,
    )


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
    known = InformationRequest.objects.filter(submission=submission).first()
    if letter is not None and known is None:
        # Held, so that two at the diary make one request of it.
        letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        known = InformationRequest.objects.filter(letter=letter).first()
    if known:
        return known
    received = received_at or now
    period = track_of(office.slug).on(received.astimezone(TZ).date())
    post = find_post(office, "designated")
    try:
        with transaction.atomic():
            request = create_request(
                office=office,
                person=person,
                asked=asked,
                post=post,
                clock=clocks.start_clock(
                    office=office,
                    calendar=calendar_in_force(office),
                    topic=TOPIC,
                    promise=period.undertaking(is_urgent=asked.is_urgent),
                    received=received,
                ),
                received_at=received,
                entered_at=now,
                channel=channel,
                grievance=grievance,
                letter=letter,
                submission=submission,
            )
    except IntegrityError as fault:
        if not violates(fault, InformationRequest, "submission"):
            raise
        # The same press arrived twice at once; the other one has filed it.
        return InformationRequest.objects.get(submission=submission)
    RtiAct.objects.create(
        request=request, name="file", at=now, by_type=actor[0], by_id=actor[1], words=asked.text
    )
    record_act("filed", request, actor=actor, now=now)
    if letter is not None:
        take_letter(letter, request, actor=actor, now=now)
    return request


def take_letter(letter: Letter, request: InformationRequest, *, actor: Reference, now: datetime) -> None:
    """A letter that belongs to nothing yet belongs to the request; in the caller's transaction."""
    if letter.subject is not None:
        return
    attach_letter(letter, subject=request.reference, actor=actor, now=now)
    if letter.is_open:
        answer_letter(letter, words=TAKEN, actor=actor, now=now)


def create_request(
    *, office: Office, person: Person, asked: RequestContent, entered_at: datetime, **fields: Any
) -> InformationRequest:
    day = entered_at.astimezone(TZ).date()
    year = fiscal_year(day)
    number = next_number(office, "rti", day.year)
    line = next_number(office, "rti book", year)
    return InformationRequest.objects.create(
        office=office,
        applicant=create_complainant(office, person),
        text=asked.text,
        wanted_as=asked.wanted_as,
        parents=asked.parents,
        recipient=asked.recipient,
        helper=asked.helper,
        is_urgent=asked.is_urgent,
        state=transitions.OPEN,
        entered_at=entered_at,
        fiscal_year=year,
        book_serial=line,
        number=rti_number(office.geocode, day.year, number, draw_check()),
        **fields,
    )


@transaction.atomic
def withdraw_request(
    request: InformationRequest, *, words: str, now: datetime, proof: str = "", actor: Reference = ANYONE
) -> None:
    """The applicant needs it no more. Raises TransitionFault once it is answered."""
    add_act(request, "withdraw", actor=actor, now=now, words=words, data=proof_data(proof), closed_at=now)
    stop_clocks(request, case_moves.WITHDRAWN, now)
    record_act("withdrawn", request, actor=actor, now=now)


def stop_clocks(request: InformationRequest, outcome: str, now: datetime) -> None:
    """Every clock by which the officer owes something ends with the answer: the Act's, and an order's."""
    for clock in filter(None, (request.clock, order_clock(request))):
        if clock.stopped_at is None:
            clocks.stop(clock, outcome=outcome, now=now)


def order_clock(request: InformationRequest) -> Any:
    appeal = getattr(request, "appeal", None)
    return appeal.order_clock if appeal else None
