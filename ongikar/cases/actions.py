"""The acts of a case. Each is one transaction: the act, the clock's fact, the journal entry and its to-dos, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from ongikar.charter.models import Service
from ongikar.clock import actions as clocks
from ongikar.frame import stamp
from ongikar.frame.ready_rows import add, insert, update, value_of
from ongikar.journal.actions import ANYONE, Reference, record
from ongikar.offices.models import CalendarVersion, Office
from ongikar.offices.serials import next_number, next_serial
from ongikar.papers.actions import hand_over, keep_paper
from ongikar.papers.check import Clean
from ongikar.people.models import Applicant
from ongikar.rules import moves
from ongikar.rules.bangla import fiscal_year
from ongikar.rules.numbers import memo_number, tracking_number
from ongikar.rules.search_words import fold

from .kinds import kind_of
from .models import Act, Case, Draft


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


def receive_case(
    *, service: Service, person: Person | None, answers: Mapping[str, Any], channel: str, submission: str,
    now: datetime, actor: Reference = ANYONE, papers: Iterable[tuple[str, Clean]] = (), draft: Draft | None = None,
) -> Case:  # fmt: skip
    """Receive an application: number, clock, first act, journal. The same `submission` twice is one case.

    What lies with a `draft` goes over to the case, and the draft is spent.
    """
    try:
        with transaction.atomic():
            if known := value_of("SELECT id FROM cases_case WHERE submission = %s", submission):
                return Case.objects.get(pk=known)
            return _receive(service, person, answers, channel, submission, now, actor, papers, draft)
    except IntegrityError:
        # The same press arrived twice at once; the other one has made the case.
        return Case.objects.get(submission=submission)


def _receive(service, person, answers, channel, submission, now, actor, papers, draft) -> Case:
    office, kind = service.version.office, kind_of(service)
    calendar = calendar_in_force(office)
    today = now.astimezone(calendar.calendar.tz).date()
    year = fiscal_year(today)
    clock = clocks.start_clock(
        office=office, calendar=calendar, topic="case", promise=kind.promise(answers, service), received=now
    )
    applicant = person and insert(Applicant(
        office=office, kind=person.kind, name=person.name, institution=person.institution, address=person.address,
        mobile=person.mobile, email=person.email, language=person.language,
    ))  # fmt: skip
    number = tracking_number(office.geocode, today.year, next_number(office, "tracking", today.year))
    case = insert(Case(
        office=office, service=service, applicant=applicant, clock=clock, post_id=service.responsible_id,
        number=number, fiscal_year=year, book_serial=next_serial(office.pk, "services", year), channel=channel,
        received_at=now, state=moves.RECEIVED, answers=dict(answers), submission=submission,
        search=fold(f"{person.name} {person.institution} {person.mobile}" if person else ""),
    ))  # fmt: skip
    add(Act(case=case, name="receive", at=now, by_type=actor[0], by_id=actor[1]))
    for title, content in papers:
        keep_paper(office=office, subject=case.reference, title=title, content=content, now=now)
    if draft:
        hand_over(draft.reference, case.reference)
        draft.sent_at, draft.steps = now, {}
        update(draft, "sent_at", "steps")
    kind.begin(case, now=now)
    _record("received", case, actor, now)
    return case


def calendar_in_force(office: Office) -> CalendarVersion:
    """The newest; asked inside the transaction, so that no change of calendar slips past a new promise."""
    newest = "SELECT id FROM offices_calendarversion WHERE office_id = %s ORDER BY number DESC LIMIT 1"
    return CalendarVersion(pk=value_of(newest, office.pk), office=office)


def _record(verb: str, case: Case, actor: Reference, now: datetime, **facts: Any) -> None:
    record(f"case.{verb}", subject=case.reference, actor=actor, office_id=case.office_id, now=now, **facts)


def _act(
    case: Case,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
) -> Act:
    """Add an act if it may follow, and bring the state up to date. The row is locked, so two officers act in turn."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if not moves.may(locked.state, name, case.acts.values_list("name", flat=True)):
        raise moves.MoveFault(f"{name} may not follow in state {locked.state}")
    act = Act.objects.create(
        case=case, name=name, at=now, by_type=actor[0], by_id=actor[1], words=words, data=dict(data or {})
    )
    case.state = moves.MOVES[name].target or locked.state
    case.save(update_fields=["state"])
    return act


@transaction.atomic
def accept(case: Case, *, actor: Reference, now: datetime, day: date | None = None) -> None:
    """Accept a complete application; under a ceiling a named day may only be earlier, without one it is required."""
    _act(case, "accept", actor=actor, now=now, data={"day": day.isoformat()} if day else {})
    if day:
        clocks.promise_day(case.clock, day=day, now=now)
    _record("accepted", case, actor, now)


@transaction.atomic
def ask_for_papers(case: Case, *, missing: list[str], words: str, actor: Reference, now: datetime) -> None:
    """Tell in writing what is missing. The clock waits from now until it comes."""
    _act(case, "ask_for_papers", actor=actor, now=now, words=words, data={"missing": missing})
    clocks.pause(case.clock, debt=", ".join(missing), now=now)
    _record("papers_asked", case, actor, now)


@transaction.atomic
def answer(
    case: Case, *, words: str, papers: Iterable[tuple[str, Clean]], now: datetime, actor: Reference = ANYONE
) -> None:
    """The citizen brings what was asked; the clock runs again."""
    _act(case, "answer", actor=actor, now=now, words=words)
    for title, content in papers:
        keep_paper(office=case.office, subject=case.reference, title=title, content=content, now=now)
    clocks.resume(case.clock, now=now)
    _record("answered", case, actor, now)


@transaction.atomic
def keep(case: Case, *, outcome: Mapping[str, Any], actor: Reference, now: datetime) -> None:
    """The promise is kept: what was given is written down and the clock stops."""
    _close(case, "keep", "kept", outcome=outcome, words=str(outcome.get("words", "")), actor=actor, now=now)


@transaction.atomic
def refuse(case: Case, *, reason: str, actor: Reference, now: datetime) -> None:
    """Refused, with the reason in writing."""
    _close(case, "refuse", "refused", outcome={"reason": reason}, words=reason, actor=actor, now=now)


@transaction.atomic
def redirect(case: Case, *, to: str, actor: Reference, now: datetime) -> None:
    """Not this office's work: says whose it is."""
    _close(case, "redirect", "redirected", outcome={"to": to}, words=to, actor=actor, now=now)


@transaction.atomic
def withdraw(case: Case, *, words: str, now: datetime, actor: Reference = ANYONE) -> None:
    _close(case, "withdraw", "withdrawn", outcome={}, words=words, actor=actor, now=now)


def _close(case: Case, act: str, verb: str, *, outcome, words: str, actor: Reference, now: datetime) -> None:
    _act(case, act, actor=actor, now=now, words=words, data=outcome)
    case.outcome = dict(outcome)
    case.closed_at = now
    if moves.MOVES[act].by == "officer":
        # What the office writes carries a memo number; a withdrawal is the citizen's own word.
        year = fiscal_year(now.astimezone(case.clock.calendar.tz).date())
        case.memo_number = memo_number(case.office.geocode, year, next_number(case.office, "memos", year))
    case.save(update_fields=["outcome", "closed_at", "memo_number"])
    clocks.stop(case.clock, outcome=verb, now=now)
    stamp.touch()
    _record(verb, case, actor, now)


@transaction.atomic
def note(case: Case, *, words: str, actor: Reference, now: datetime) -> None:
    """A remark for the office only."""
    _act(case, "note", actor=actor, now=now, words=words)
    _record("noted", case, actor, now)


@transaction.atomic
def rate(case: Case, *, stars: int, words: str, now: datetime, actor: Reference = ANYONE) -> None:
    """One to five, once."""
    _act(case, "rate", actor=actor, now=now, words=words, data={"stars": stars})
    case.rating = stars
    case.save(update_fields=["rating"])
    _record("rated", case, actor, now, stars=stars)


def replayed_state(case: Case) -> str:
    """The state that the acts say, whatever is stored."""
    return moves.state_after(case.acts.values_list("name", flat=True))
