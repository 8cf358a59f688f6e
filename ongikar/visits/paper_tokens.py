"""Tokens printed ahead for a day without power: entered when it is back, several in one go, all or none."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from ongikar.core.forms.faults import ActFault
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.records.actions import perform

from . import transitions
from .actions import arrive
from .models import Visit, VisitAct
from .rules.printed import MOST, kept_number, number_of_day


class PaperVisit(NamedTuple):
    """One token as it was written on: `row` on the page, `state` what became of whoever held it."""

    row: int
    printed: int
    arrived_at: datetime
    purpose: str
    priority: str
    state: str


class RowFault(ValueError):
    """What is wrong with one row; nothing of the others is written."""

    def __init__(self, row: int, fault: ActFault) -> None:
        super().__init__(str(fault))
        self.row, self.fault = row, fault


@transaction.atomic
def enter_paper_visits(
    office: Office, rows: Sequence[PaperVisit], *, actor: Reference, now: datetime, submission: str
) -> list[Visit]:
    """The same form sent again enters nothing twice. Raises RowFault."""
    return [enter_row(office, each, actor, now, f"{submission}-{each.row}") for each in rows]


def enter_row(office: Office, row: PaperVisit, actor: Reference, now: datetime, submission: str) -> Visit:
    try:
        visit = arrive(
            office=office,
            purpose=row.purpose,
            priority=row.priority,
            printed=row.printed,
            arrived_at=row.arrived_at,
            actor=actor,
            now=now,
            submission=submission,
        )
        if row.state != transitions.WAITING:
            act = VisitAct(visit=visit, name=transitions.ON_PAPER[row.state])
            perform(visit, act, actor=actor, now=now, submission=f"{submission}-end")
    except ActFault as fault:
        raise RowFault(row.row, fault) from fault
    return visit


def entered_numbers(office: Office, day: date) -> set[int]:
    """Which tokens of a day's sheets stand in the queue of the day already."""
    first, last = kept_number(day, 1), kept_number(day, MOST)
    rows = Visit.objects.filter(office=office, printed__gte=first, printed__lte=last)
    return {number_of_day(each) for each in rows.values_list("printed", flat=True) if each is not None}


def next_numbers(entered: Collection[int], count: int) -> list[int]:
    """The first that are not entered."""
    return [number for number in range(1, MOST + 1) if number not in entered][:count]
