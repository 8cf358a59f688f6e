"""How many lines of the service register have each outcome, kept by the acts that change it.

An act writes its change as a row, and waits for nobody; the worker adds the changes to the sums. A year that
was there before there were counts is counted once, by the worker; until then its pages count the cases.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models import Case as CaseWhen
from django.db.models.functions import TruncDate, TruncMonth

from ongikar.cases.models import Case, EarlierEnding, RegisterCount, RegisterYear
from ongikar.cases.register_lines import store_next_lines
from ongikar.clock.lateness import has_ended_late
from ongikar.clock.models import Clock
from ongikar.core.db.bulk_sql import insert_rows
from ongikar.offices.models import Serial
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ

REOPENED, LATE = RegisterCount.REOPENED, RegisterCount.LATE
# By what the sums are told apart.
PLACE = ("office_id", "fiscal_year", "month", "service_id", "outcome")
# How many changes are added up in one go.
BATCH = 2_000
WAS_LATE = has_ended_late("clock__")
WAS_REOPENED = Exists(EarlierEnding.objects.filter(case=OuterRef("pk")))
# Asked of what is newly received alone, a small part of a year.
IS_REOPENED = CaseWhen(
    When(state=case_transitions.RECEIVED, then=WAS_REOPENED), default=False, output_field=BooleanField()
)
IS_REOPENED_NOW = Q(WAS_REOPENED, state=case_transitions.RECEIVED)


# ---- what an act changes ----


def month_of(received: datetime) -> date:
    return received.astimezone(TZ).date().replace(day=1)


def write_change(case: Case, *changes: tuple[str, int]) -> None:
    place = {
        "office_id": case.office_id,
        "fiscal_year": case.fiscal_year,
        "month": month_of(case.received_at),
        "service_id": case.service_id,
    }
    insert_rows(RegisterCount, *({**place, "outcome": outcome, "many": many} for outcome, many in changes))


def count_receipt(case: Case) -> None:
    write_change(case, (case_transitions.RECEIVED, 1))


def count_move(case: Case, before: str, after: str, *, is_reopening: bool) -> None:
    """A case came from one state into another. What is received again runs under a clock of its own."""
    if before == case_transitions.RECEIVED and case.clock.started_at != case.received_at:
        before = REOPENED
    write_change(case, (before, -1), (REOPENED if is_reopening else after, 1))


def count_lateness(case: Case, clock: Clock, many: int) -> None:
    """A case that stands among the kept was given late, with 1; with -1 it stands there no more."""
    if clock.stopped_at and (clock.stopped_at > clock.due_at or clock.broke_before):
        write_change(case, (LATE, many))


# ---- what a page asks ----


def year_of_register(office_id: int, fiscal_year: int) -> QuerySet[RegisterYear]:
    return RegisterYear.objects.filter(office=office_id, book=RegisterYear.SERVICES, fiscal_year=fiscal_year)


def is_counted(office_id: int, fiscal_year: int) -> bool:
    return year_of_register(office_id, fiscal_year).exists()


def kept_counts(
    office_id: int, fiscal_year: int, *, month: date | None = None, services: Any = None
) -> dict[str, int]:
    """How many have each outcome, off the sums and what was not added to them yet; late ones are among the
    kept.
    """
    rows = RegisterCount.objects.filter(office=office_id, fiscal_year=fiscal_year)
    if month:
        rows = rows.filter(month=month)
    if services is not None:
        rows = rows.filter(service__in=services)
    return dict(rows.order_by().values_list("outcome").annotate(n=Sum("many")))


def fresh_counts(cases: QuerySet[Case]) -> dict[str, int]:
    """The same, by counting these cases."""
    counts: dict[str, int] = {}
    rows = cases.order_by().annotate(reopened=IS_REOPENED).values_list("state", "reopened")
    counted = rows.annotate(n=Count("pk"), late=Count("pk", filter=WAS_LATE))
    for state, reopened, many, late in counted:
        counts[REOPENED if reopened else state] = many
        if state == case_transitions.KEPT:
            counts[LATE] = late
    return counts


def all_sums(office_id: int, fiscal_year: int) -> dict[tuple[Any, ...], int]:
    """By month, service and outcome, whatever was added up of them."""
    rows = RegisterCount.objects.filter(office=office_id, fiscal_year=fiscal_year).order_by()
    sums = rows.values_list("month", "service", "outcome").annotate(n=Sum("many"))
    return {tuple(place): many for *place, many in sums if many}


def recount() -> Iterator[tuple[str, int, bool]]:
    """Each year of each office, counted anew: the office by its slug, and whether a sum differed."""
    for office_id, slug, year in Serial.objects.filter(book="services").values_list(
        "office_id", "office__slug", "year"
    ):
        with transaction.atomic():
            before = all_sums(office_id, year) if is_counted(office_id, year) else None
            count_year(office_id, year)
            is_changed = before is not None and before != all_sums(office_id, year)
        yield slug, year, is_changed


# ---- what the worker does ----


class RegisterKeeper:
    """A duty of the worker: counts the years that were never counted, one a turn, stores the lines of years
    that were before there were stored ones, and adds to the sums what acts have changed.
    """

    # Between two looks: a page adds up what was not added yet by itself.
    LOOK = timedelta(seconds=10)

    def __init__(self) -> None:
        self.looked_at: datetime | None = None

    def __call__(self, now: datetime) -> int:
        if self.looked_at and abs(now - self.looked_at) < self.LOOK:
            return 0
        done = count_next_year() + store_next_lines() + add_up_changes()
        # While there is much to do, every round does some of it.
        self.looked_at = None if done else now
        return done


def uncounted_years() -> Iterator[tuple[int, int]]:
    """Each as the key of its office and the year. There is one row for each year in which an office gave
    numbers.
    """
    counted = RegisterYear.objects.filter(
        office=OuterRef("office"), book=RegisterYear.SERVICES, fiscal_year=OuterRef("year")
    )
    given = Serial.objects.filter(~Exists(counted), book="services").order_by("-year", "office")
    yield from given.values_list("office_id", "year")


def count_next_year() -> int:
    for office_id, fiscal_year in uncounted_years():
        count_year(office_id, fiscal_year)
        return 1
    return 0


@transaction.atomic
def count_year(office_id: int, fiscal_year: int) -> None:
    """Count a year anew, whatever was kept of it. Run again it changes nothing.

    What acts change meanwhile is lost by neither side: the cases are counted and the rows of before are
    removed in one look at the database, so what it does not see of one it does not see of the other.
    """
    RegisterYear.objects.get_or_create(
        office_id=office_id, book=RegisterYear.SERVICES, fiscal_year=fiscal_year
    )
    # Nobody adds up or counts the same year beside this.
    year_of_register(office_id, fiscal_year).select_for_update().get()
    cases = Case.objects.filter(office=office_id, fiscal_year=fiscal_year)
    outcome = CaseWhen(
        When(IS_REOPENED_NOW, then=Value(REOPENED)), default=F("state"), output_field=CharField()
    )
    kept_late = cases.filter(WAS_LATE, state=case_transitions.KEPT)
    selects = [sums_of(cases, outcome), sums_of(kept_late, Value(LATE, output_field=CharField()))]
    made = [each.query.get_compiler(connection=connection).as_sql() for each in selects]
    insert = (
        "INSERT INTO cases_registercount"
        " (office_id, fiscal_year, service_id, month, outcome, is_change, many) "
        + " UNION ALL ".join(text for text, _ in made)
    )
    values = [value for _, each in made for value in each]
    delete = "DELETE FROM cases_registercount WHERE office_id = %s AND fiscal_year = %s"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"WITH gone AS ({delete}) {insert}", [office_id, fiscal_year, *values])
        else:
            cursor.execute(delete, [office_id, fiscal_year])
            cursor.execute(insert, values)
    while add_up_year(office_id, fiscal_year):
        pass


def sums_of(cases: QuerySet[Case], outcome: Any) -> QuerySet:
    rows = cases.order_by().annotate(
        # Of the day, which no zone moves any more.
        month=TruncMonth(TruncDate("received_at", tzinfo=TZ), output_field=DateField()),
        counted_as=outcome,
        # At first a change like others: the sums of before are there until the statement is over.
        is_change=Value(True, output_field=BooleanField()),
    )
    place = rows.values_list("office_id", "fiscal_year", "service_id", "month", "counted_as", "is_change")
    return place.annotate(many=Count("pk", output_field=IntegerField()))


def add_up_changes() -> int:
    """Add to the sums what acts have changed in years that were counted; how many changes there were."""
    with transaction.atomic():
        changes = RegisterCount.objects.filter(is_change=True).order_by("id")
        places = sorted(set(changes.values_list("office_id", "fiscal_year")[:BATCH]))
        held = [place for place in places if hold_year(*place)]
        return sum(add_up_year(*place) for place in held)


def hold_year(office_id: int, fiscal_year: int) -> bool:
    """Nobody else adds up this year until the transaction ends; False of one that was never counted."""
    return year_of_register(office_id, fiscal_year).select_for_update().first() is not None


def add_up_year(office_id: int, fiscal_year: int) -> int:
    rows = RegisterCount.objects.filter(office=office_id, fiscal_year=fiscal_year, is_change=True)
    changes = list(rows.order_by("id").values_list("pk", *PLACE, "many")[:BATCH])
    sums: Counter[tuple[Any, ...]] = Counter()
    for _, *place, many in changes:
        sums[tuple(place)] += many
    for place, many in sums.items():
        told = dict(zip(PLACE, place, strict=True))
        kept = RegisterCount.objects.filter(**told, is_change=False)
        if many and not kept.update(many=F("many") + many):
            RegisterCount.objects.create(**told, many=many, is_change=False)
    RegisterCount.objects.filter(pk__in=[key for key, *_ in changes]).delete()
    return len(changes)
