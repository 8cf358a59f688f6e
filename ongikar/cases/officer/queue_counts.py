"""How many cases stand in each tab, counted no further than is shown, in one statement."""

from datetime import UTC, datetime
from functools import cache

from django.db import connection
from django.db.models import IntegerField, QuerySet, Subquery

from ongikar.offices.models import Office
from ongikar.rules import moves

from ..models import Case
from .queue import due_today, end_of_day, end_of_soon, late, running, soon

# A tab says how many up to this; beyond it says "99+".
COUNTED = 100
BY_DUE = {"late": late, "today": due_today, "soon": soon}
BY_STATE = {"received": moves.RECEIVED, "waiting": moves.WAITING, "answered": moves.ANSWERED}
# What no office and no day can be: they mark in the statement where the real ones go.
SOME_OFFICE, SOME_MOMENT = -1, datetime(9001, 1, 1, tzinfo=UTC)


class HowMany(Subquery):
    """The number of rows of a sliced query: it stops counting where the slice ends."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def question(office: Office, now: datetime) -> QuerySet:
    found = {name: running(office).filter(q(now)) for name, q in BY_DUE.items()}
    found |= {name: Case.objects.filter(office=office, state=state) for name, state in BY_STATE.items()}
    counted = {name: HowMany(rows.values("pk")[:COUNTED]) for name, rows in found.items()}
    return Office.objects.filter(pk=office.pk).values_list(*counted.values())


@cache
def statement(vendor: str) -> tuple[str, tuple]:
    """The question put into SQL once for each database: putting it together takes longer than asking it."""
    return question(Office(pk=SOME_OFFICE), SOME_MOMENT).query.sql_with_params()


def counts(office: Office, *, now: datetime) -> dict[str, int]:
    """How many are late, due today, due soon, new, waiting and answered, each up to COUNTED."""
    sql, params = statement(connection.vendor)
    adapt = connection.ops.adapt_datetimefield_value
    real = {SOME_OFFICE: office.pk}
    for end in (lambda moment: moment, end_of_day, end_of_soon):
        real[adapt(end(SOME_MOMENT))] = adapt(end(now))
    with connection.cursor() as cursor:
        cursor.execute(sql, [real.get(value, value) for value in params])
        row = cursor.fetchone()
    return dict(zip((*BY_DUE, *BY_STATE), row, strict=True))
