"""What every act does: it may follow or is refused, it is written down, and the journal is told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from ongikar.grievances import transitions
from ongikar.grievances.models import Act, BookLine, Grievance, Hearing, Stage
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.offices.models import Office
from ongikar.offices.serials import next_number
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ


def lock_grievance(grievance: Grievance) -> str:
    """Hold the grievance to the end of the transaction, so that two people act in turn. Its state as it
    stands.
    """
    return Grievance.objects.select_for_update().values_list("state", flat=True).get(pk=grievance.pk)


def latest_act(grievance: Grievance) -> Act | None:
    """The last thing that happened, after which nothing can until this transaction ends."""
    lock_grievance(grievance)
    return Act.objects.filter(grievance=grievance).order_by("-id").first()


def add_act(
    grievance: Grievance,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
) -> Act:
    """Add an act if it may follow, and bring the state up to date. The row is locked, so two people act in
    turn.

    Raises MoveFault, and nothing is written, where the act may not follow.
    """
    after = transitions.TRANSITIONS.require(lock_grievance(grievance), name)
    written = Act.objects.create(
        grievance=grievance,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data=dict(data or {}),
    )
    grievance.state = after
    grievance.save(update_fields=["state"])
    return written


def record_act(
    verb: str, grievance: Grievance, *, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]
) -> None:
    record(
        f"grievance.{verb}",
        subject=grievance.reference,
        actor=actor,
        office_id=grievance.office_id,
        now=now,
        **facts,
    )


def enter_hearing(hearing: Hearing, *, now: datetime) -> BookLine:
    """The line of a hearing that was called. One that is put off keeps it."""
    return enter_line(hearing.stage.grievance.office, BookLine.HEARINGS, now=now, hearing=hearing)


def enter_decision(stage: Stage, *, now: datetime) -> BookLine:
    """The line of a stage that whoever decides has closed: a decision, a screening, a redirection."""
    return enter_line(stage.grievance.office, BookLine.DECISIONS, now=now, stage=stage)


def enter_line(office: Office, book: str, *, now: datetime, **told: Hearing | Stage) -> BookLine:
    year = fiscal_year(now.astimezone(TZ).date())
    serial = next_number(office, BookLine.BOOKS[book], year)
    return BookLine.objects.create(office=office, book=book, fiscal_year=year, book_serial=serial, **told)
