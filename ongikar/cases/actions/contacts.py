"""Calls and visits about a case: each is noted by a press, and what a month of them came to is counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from ongikar.cases.models import Act, Case
from ongikar.core.db.index_conditions import sql_literal
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ

from .act_log import add_act, record_act

VERBS = {case_transitions.CALL: "called_about", case_transitions.VISIT: "visited_about"}
# In an act's data: the promise was broken by then, so that whoever asked had reason to.
IS_LATE = "is_late"


@transaction.atomic
def note_contact(case: Case, *, way: str, actor: Reference, now: datetime) -> None:
    """Somebody called or came about it. Raises TransitionFault of the office’s own work."""
    add_act(case, way, actor=actor, now=now, data={IS_LATE: True} if case.clock.is_late(now) else {})
    record_act(VERBS[way], case, actor, now)


@dataclass(slots=True)
class ContactFigures:
    """How many called and came; `after_due`: those of them after the promise was broken."""

    calls: int = 0
    visits: int = 0
    after_due: int = 0

    @property
    def total(self) -> int:
        return self.calls + self.visits

    @property
    def within_time(self) -> int:
        return self.total - self.after_due

    def add(self, way: str, is_late: bool) -> None:
        if way == case_transitions.CALL:
            self.calls += 1
        else:
            self.visits += 1
        self.after_due += is_late


def contacts_of_month(office: Office, first: date) -> dict[int, ContactFigures]:
    """By the key of the service; of a service about which nobody asked nothing."""
    begins, ends = (datetime.combine(day, time(), TZ) for day in month_span(first))
    names = [sql_literal(way) for way in case_transitions.CONTACTS]
    rows = Act.objects.filter(name__in=names, at__gte=begins, at__lt=ends, case__office=office).order_by()
    return sum_by_service(rows.values_list("case__service_id", "name", "data"))


def sum_by_service(rows: Iterable[tuple[int, str, dict]]) -> dict[int, ContactFigures]:
    figures: dict[int, ContactFigures] = {}
    for service, way, data in rows:
        figures.setdefault(service, ContactFigures()).add(way, bool(data.get(IS_LATE)))
    return figures
