"""How many cases stand in each tab, counted no further than is shown, in one statement.

What is past or due is counted from the running promises alone, out of an index; the few among them whose citizen still owes
something are counted from the cases that wait, and taken off.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery, Value

from ongikar.frame.ready import Ready, together
from ongikar.offices.models import Office
from ongikar.rules import moves

from ..models import Case
from .queue import SOON, due_today, end_of_day, late, running, told_broken

# A tab says how many up to this; beyond it says "99+".
COUNTED = 100
OFFICE, NOW, TONIGHT, LATER, REST = map(Ready.ask, range(5))
BY_STATE = {"received": moves.RECEIVED, "waiting": moves.WAITING, "answered": moves.ANSWERED}
NAMES = ("past", "past_but_waiting", "to_come", "to_come_but_waiting", "soon", "open", "mine", *BY_STATE)


class HowMany(Subquery):
    """The number of rows of a query up to `most`: it stops counting there.

    In the order of its index: a planner that believes the rows to lie evenly in the table would read that instead, and what is
    open lies at its end.
    """

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet, most: int):
        super().__init__(rows.values("pk")[:most])


@cache
def count_by_name(desks: int) -> Ready:
    """One row with a count for each of NAMES, for somebody who holds so many desks."""
    return Ready(lambda: by_name(desks))


def by_name(desks: int) -> QuerySet:
    clocks, waiting = running(OFFICE).order_by("due_at"), of_state(moves.WAITING)
    untold = waiting.alias(told=told_broken("clock", "clock__due_at"))
    posts = [Ready.ask(REST.value.place + n) for n in range(desks)]
    found = (
        # Twice as many, so that what is left is still enough when as many as are shown are taken off.
        HowMany(clocks.filter(due_at__lt=NOW), 2 * COUNTED),
        HowMany(untold.filter(told=None, clock__due_at__lt=NOW), COUNTED),
        HowMany(clocks.filter(due_at__gte=NOW, due_at__lt=TONIGHT), 2 * COUNTED),
        HowMany(waiting.filter(clock__due_at__gte=NOW, clock__due_at__lt=TONIGHT), COUNTED),
        HowMany(clocks.filter(due_at__gte=TONIGHT, due_at__lt=LATER), COUNTED),
        HowMany(clocks, COUNTED),
        # Of each desk alone: several in one question would be read to their end.
        sum((HowMany(on_desk(post), COUNTED) for post in posts), Value(0)),
        *(HowMany(of_state(state).order_by("-id"), COUNTED) for state in BY_STATE.values()),
    )
    return Office.objects.filter(pk=OFFICE).values_list(*found)


def on_desk(post: Value) -> QuerySet[Case]:
    """The open cases that lie at a desk."""
    return Case.objects.filter(desk=post, closed_at__isnull=True).order_by("id")


def late_and_today() -> QuerySet:
    """The two whose waiting cases are too many to be taken off, each case looked at by itself."""
    found = (HowMany(running(OFFICE).filter(each), COUNTED) for each in (late(NOW), due_today(NOW, TONIGHT)))
    return Office.objects.filter(pk=OFFICE).values_list(*found)


def of_state(state: str) -> QuerySet[Case]:
    return Case.objects.filter(office=OFFICE, state=state)


count_late_and_today = Ready(late_and_today)


def counts(office: Office, *, now: datetime, desks: Sequence[int] = ()) -> dict[str, int]:
    """How many are open, at one's own `desks`, late, due today, due soon, new, waiting and answered, each up to COUNTED."""
    return counts_beside(office, now=now, desks=desks)[0]


def counts_beside(
    office: Office, *questions: tuple, now: datetime, desks: Sequence[int] = ()
) -> tuple[dict[str, int], list[list[Any]]]:
    """The same, and what ready questions of the page that need no answer of it give, in one trip."""
    tonight = end_of_day(now)
    asked = office.pk, now, tonight, tonight + SOON
    (row,), *answers = together((count_by_name(len(desks)), *asked, *desks), *questions)
    found = dict(zip(NAMES, row, strict=True))
    found["mine"] = min(found["mine"], COUNTED)
    past_waiting, today_waiting = found["past_but_waiting"], found["to_come_but_waiting"]
    if COUNTED in (past_waiting, today_waiting):
        found["late"], found["today"] = count_late_and_today(*asked)[0]
    else:
        found["late"] = min(found["past"] - past_waiting, COUNTED)
        found["today"] = min(found["to_come"] - today_waiting, COUNTED)
    told = {name: found[name] for name in ("open", "mine", "late", "today", "soon", *BY_STATE)}
    return told, answers
