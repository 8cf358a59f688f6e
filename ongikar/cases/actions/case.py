"""The acts of a case. Each is one transaction: the act, the clock's fact, the journal entry and its outbox
entries, or nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from ongikar.cases.kinds import kind_of
from ongikar.cases.kinds.checklist import give_checklist
from ongikar.cases.models import Act, Case, Draft, KindLine
from ongikar.cases.paper_days import PaperIntake, use_slip
from ongikar.cases.register_counts import count_receipt
from ongikar.cases.register_lines import draw_lines, write_lines
from ongikar.charter.models import Service
from ongikar.clock import actions as clocks
from ongikar.clock.models import Clock, Fact
from ongikar.clock.open_clocks import newest_version
from ongikar.core.db.batched_statements import batch_statements, draw_keys
from ongikar.core.db.bulk_sql import insert_row, insert_rows, update_row
from ongikar.core.db.violations import violates
from ongikar.journal.actions import ANYONE, Reference
from ongikar.journal.models import Entry
from ongikar.offices.models import CalendarVersion, Office
from ongikar.offices.serials import draw_check, next_numbers
from ongikar.papers.actions import keep_paper, move_papers
from ongikar.papers.check import Clean
from ongikar.people.models import Applicant
from ongikar.rules import case_transitions
from ongikar.rules.bangla.names import person_sounds
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import Running
from ongikar.rules.numbers import tracking_number

from .act_log import add_act, proof_data, record_act
from .agreed_days import agree_as_applied
from .intake_debts import SEEN
from .prior_cases import CarriedOver, SplitOff

# Within this many working days somebody sees to a poor rating.
HEED_DAYS = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, before they are written down."""

    name: str
    mobile: str = ""
    address: str = ""
    email: str = ""
    institution: str = ""
    kind: str = Applicant.CITIZEN
    language: str = "bn"
    # Not told by any trace or log of it.
    identity: str = field(default="", repr=False)


def receive_case(
    *,
    service: Service,
    person: Person | None,
    answers: Mapping[str, Any],
    channel: str,
    submission: str,
    now: datetime,
    actor: Reference = ANYONE,
    papers: Iterable[tuple[str, Clean]] = (),
    draft: Draft | None = None,
    calendar: CalendarVersion | None = None,
    seen: Sequence[str] | None = None,
    on_paper: PaperIntake | None = None,
    carried_over: CarriedOver | SplitOff | None = None,
) -> Case:
    """Receive an application: number, clock, first act, journal. The same `submission` twice is one case.

    What lies with a `draft` goes over to the case, and the draft is spent. `calendar`: the newest, where it
    was read just now; a change that comes meanwhile finds the new promise too
    (clock/recalculate_deadlines.py). `seen`: the papers shown at the desk, by their titles in the charter;
    None where nobody looked for papers. `on_paper`: the slip on which it was received before `now`; the
    promise counts from then. Raises SlipFault for a slip that cannot be used. `carried_over`: a case that ran
    before the office began with the program, or was asked within another one; it keeps its day.
    """
    in_force = calendar or calendar_in_force(service.version.office)
    office, kind = in_force.office, kind_of(service)
    # What can be reckoned beforehand is: in the transaction others wait for their number.
    before = on_paper or carried_over
    received = before.received if before else now
    undertaking = kind.undertaking_from(answers, service, in_force.calendar, received)
    urgent = kind.urgent(answers)
    clock = clocks.new_clock(
        office=office, calendar=in_force, topic="case", undertaking=undertaking, received=received
    )
    is_own_work = person is None or channel == Case.PLANNED or service.category == Service.INTERNAL
    # A day that both sides must come to is settled later.
    is_settled_at_once = is_own_work or not kind.agrees_on_day
    applicant = None
    if person:
        applicant = Applicant(
            office=office,
            kind=person.kind,
            name=person.name,
            institution=person.institution,
            address=person.address,
            mobile=person.mobile,
            email=person.email,
            language=person.language,
        )
    case = Case(
        office=office,
        service=service,
        post_id=service.responsible_id,
        desk_id=service.responsible_id,
        channel=channel,
        received_at=received,
        entered_at=now if before else None,
        urgent=urgent,
        form_version=kind.form_version,
        state=case_transitions.RECEIVED,
        answers=dict(answers),
        is_grouped=kind.is_grouped(answers),
        takes_place_at=kind.asked_begin(answers) if is_settled_at_once else None,
        submission=submission,
        search=search_text(person, kind.texts_asked(service, answers), on_paper),
    )
    try:
        with batch_statements(), transaction.atomic():
            draw_keys(*RECEIPT_MODELS, *(KindLine,) * len(kind.books))
            clocks.write_clock(clock, undertaking)
            if applicant and person:
                write_applicant(applicant, person.identity)
            case.clock, case.applicant = clock, applicant
            # As late as can be: whoever takes a number holds its book until the COMMIT.
            assign_number(case, now.astimezone(in_force.calendar.tz).date())
            lines = draw_lines(case)
            insert_row(case)
            count_receipt(case)
            write_lines(case, lines)
            add_receipt_act(case, actor, now, seen=seen, on_paper=on_paper, carried_over=carried_over)
            for title, content in papers:
                keep_paper(office=office, subject=case.reference, title=title, content=content, now=now)
            if draft:
                close_draft(draft, case, now)
            kind.begin(case, now=now)
            if kind.checklist:
                give_checklist(case, kind.checklist, now=now)
            facts: dict[str, Any] = {"urgent": urgent} if urgent else {}
            if on_paper:
                use_slip(on_paper.slip, case)
                facts |= {"slip": on_paper.slip.serial} | on_paper.moments(now)
            record_act("received", case, actor, now, **facts)
    except IntegrityError as fault:
        if not violates(fault, Case, "submission"):
            raise
        # The same press came before, or at the same moment; the other one has made the case.
        return Case.objects.get(submission=submission)
    return case


# The rows of a receipt. Where the database is a trip away, their keys are drawn at once, which locks nothing.
RECEIPT_MODELS = (Clock, Fact, Applicant, Case, Act, Entry)


def assign_number(case: Case, today: date) -> None:
    """Give a case its number and its line in the register.

    They are of the day of entering, so that the books stay without gaps; the promise counts from the receipt.
    """
    year = fiscal_year(today)
    serial, line = next_numbers(case.office, ("tracking", today.year), ("services", year))
    case.number = tracking_number(case.office.geocode, today.year, serial, draw_check())
    case.fiscal_year, case.book_serial = year, line


def write_applicant(applicant: Applicant, identity: str) -> None:
    insert_row(applicant)
    if identity:
        # It is sealed for its row, so once that has its key.
        applicant.encrypt_identity(identity)
        update_row(applicant, "identity", "identity_index")


def add_receipt_act(
    case: Case,
    actor: Reference,
    now: datetime,
    *,
    seen: Sequence[str] | None,
    on_paper: PaperIntake | None,
    carried_over: CarriedOver | SplitOff | None = None,
) -> None:
    """The first act of a case."""
    told: dict[str, Any] = {} if seen is None else {SEEN: list(seen)}
    if carried_over:
        told |= carried_over.act_data
    if on_paper:
        told |= {"slip": on_paper.slip.number} | on_paper.moments(now)
    insert_rows(
        Act,
        {
            "case_id": case.pk,
            "name": "receive",
            "at": now,
            "by_type": actor[0],
            "by_id": actor[1],
            "data": told,
            "words": on_paper.reason if on_paper else "",
        },
    )


def close_draft(draft: Draft, case: Case, now: datetime) -> None:
    """What lies with a draft goes over to its case, and the draft is spent."""
    # What the citizen saw beside the button; without any there is no trip to ask for more.
    if draft.papers:
        move_papers(draft.reference, case.reference)
    draft.sent_at, draft.steps, draft.identity = now, {}, ""
    update_row(draft, "sent_at", "steps", "identity")


# So many letters of what was asked are searched: its subject stands at its beginning.
MOST_SEARCHED = 300


def search_text(
    person: Person | Applicant | None, asked: Iterable[str], on_paper: PaperIntake | None = None
) -> str:
    """What the search finds a case by, besides its number: whose it is, its slip, the words of the request;
    folded; and behind them how whose it is sounds.
    """
    words = [person.name, person.institution, person.mobile] if person else []
    if on_paper:
        words.append(on_paper.slip.number)
    request = fold(" ".join(asked))[:MOST_SEARCHED]
    sounds = person_sounds(person.name, person.institution, person.address) if person else ""
    return " ".join(filter(None, (fold(" ".join(words)), request, sounds)))


def calendar_in_force(office: Office) -> CalendarVersion:
    return CalendarVersion(pk=newest_version(office.pk), office=office)


@transaction.atomic
def accept(case: Case, *, actor: Reference, now: datetime, day: date | None = None) -> None:
    """Accept a complete application; under a ceiling a named day may only be earlier, without one it is
    required.
    """
    named = {"day": day.isoformat()} | step_of_named_day(case.clock.running) if day else {}
    add_act(case, "accept", actor=actor, now=now, data=named)
    if day:
        clocks.promise_day(case.clock, day=day, now=now)
    agree_as_applied(case, actor=actor, now=now)
    record_act("accepted", case, actor, now)


def step_of_named_day(running: Running) -> dict[str, int]:
    """The step that a day named now is about, where the service is not given with it."""
    return {"stage": running.stage} if running.is_before_others else {}


@transaction.atomic
def ask_for_papers(case: Case, *, missing: list[str], words: str, actor: Reference, now: datetime) -> None:
    """Tell in writing what is missing. The clock waits from now until it comes."""
    add_act(case, "ask_for_papers", actor=actor, now=now, words=words, data={"missing": missing})
    clocks.pause(case.clock, debt=", ".join(missing), now=now)
    record_act("papers_asked", case, actor, now)


@transaction.atomic
def answer(
    case: Case,
    *,
    words: str,
    papers: Iterable[tuple[str, Clean]],
    now: datetime,
    actor: Reference = ANYONE,
    proof: str = "",
) -> None:
    """The citizen brings what was asked; the clock runs again. `proof`: how they were known
    (citizen/applicant_proof.py).
    """
    add_act(case, "answer", actor=actor, now=now, words=words, data=proof_data(proof))
    for title, content in papers:
        keep_paper(office=case.office, subject=case.reference, title=title, content=content, now=now)
    clocks.resume(case.clock, now=now)
    record_act("answered", case, actor, now)


@transaction.atomic
def add_note(case: Case, *, words: str, actor: Reference, now: datetime) -> None:
    """A remark for the office only."""
    add_act(case, "note", actor=actor, now=now, words=words)
    record_act("noted", case, actor, now)


@transaction.atomic
def rate(
    case: Case, *, stars: int, words: str, now: datetime, actor: Reference = ANYONE, proof: str = ""
) -> None:
    """One to five, once. A poor one is seen to by the office, within days that the applicant is told."""
    add_act(case, "rate", actor=actor, now=now, words=words, data={"stars": stars} | proof_data(proof))
    case.rating = stars
    case.heed_by = heed_day(case, now) if stars < case_transitions.LOWEST_LEFT_ALONE else None
    case.save(update_fields=["rating", "heed_by"])
    record_act("rated", case, actor, now, stars=stars)


def heed_day(case: Case, now: datetime) -> datetime:
    calendar = case.office.calendar
    return calendar.close(calendar.add_working_days(now.astimezone(TZ).date(), HEED_DAYS))


@transaction.atomic
def heed_rating(case: Case, *, way: str, words: str, actor: Reference, now: datetime) -> None:
    """Somebody has seen to a poor rating: how, and what came of it, for the applicant to read.

    Raises TransitionFault where nothing of the kind waits.
    """
    if case.heed_by is None:
        raise case_transitions.TransitionFault("no poor rating waits to be seen to")
    add_act(case, case_transitions.HEED, actor=actor, now=now, words=words, data={"way": way})
    case.heed_by = None
    case.save(update_fields=["heed_by"])
    record_act("heeded", case, actor, now)


def replayed_state(case: Case) -> str:
    """The state that the acts say, whatever is stored."""
    return case_transitions.state_after(act.name for act in case.acts_in_order)
