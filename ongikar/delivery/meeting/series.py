"""The months of a meeting that the charter promises: each is opened as a case, whoever asks or not."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from ongikar.cases.actions import calendar_in_force, receive_case
from ongikar.cases.models import Case
from ongikar.charter.models import CharterVersion, Service
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ, Calendar

MONTHLY = "monthly"


def open_due_meetings(word: str, *, now: datetime) -> Iterator[Case]:
    """Open this month's meeting of each monthly row in force, and any month missed since the last one opened.

    Each is received at the opening of its month's first working day, whenever this runs: after any downtime
    the result is the same. One statement for all offices when nothing is due.
    """
    today = now.astimezone(TZ).date()
    month, _ = month_span(today)
    for row in rows_without(word, month, today):
        if not is_monthly(row):
            continue
        # An office whose calendar is broken keeps no other office from its meeting.
        opened: list[Case] = []
        run_isolated(f"the monthly meeting of row {row.pk}", open_owed_months, word, row, month, now, opened)
        yield from opened


def is_monthly(row: Service) -> bool:
    return row.options.get("series", MONTHLY) == MONTHLY


def open_owed_months(word: str, row: Service, month: date, now: datetime, opened: list[Case]) -> int:
    """Open the months that one row owes by `now`, adding each to `opened`; returns how many."""
    office = row.version.office
    calendar = calendar_in_force(office).calendar
    for owed in filter(office.is_owed, owed_months(office, row, month)):
        opens = first_opening(calendar, max(owed, row.version.effective_from))
        if opens <= now:
            opened.append(open_month(word, office, row, calendar, owed, opens))
    return len(opened)


def rows_without(word: str, month: date, today: date) -> QuerySet[Service]:
    """The rows of this kind in the charters in force for which the month's case has not been opened.

    Of a month that began before the office did, or before any version of its charter promised the meeting,
    none is owed (decision 091).
    """
    since = Q(version__office__owes_since=None) | Q(version__office__owes_since__lte=month)
    promised = CharterVersion.objects.filter(
        office=OuterRef("version__office"), services__code=OuterRef("code"), effective_from__lte=month
    )
    in_force = CharterVersion.objects.in_force_on(today).filter(office=OuterRef("version__office"))
    opened = Case.objects.filter(
        submission=Concat(
            Value(f"{word}-"),
            Cast(OuterRef("version__office"), CharField()),
            Value("-"),
            OuterRef("code"),
            Value(f"-{month:%Y-%m}"),
            output_field=CharField(),
        )
    )
    rows = Service.objects.filter(version=Subquery(in_force.order_by("-number").values("pk")[:1]), kind=word)
    owed = rows.filter(since).filter(Exists(promised)).exclude(Exists(opened))
    return owed.select_related("version__office").order_by("version__office", "position")


def month_submission(word: str, office: Office, code: str, month: date) -> str:
    """The key that makes a month of a row one case, however often it is opened."""
    return f"{word}-{office.pk}-{code}-{month:%Y-%m}"


def owed_months(office: Office, row: Service, month: date) -> Iterator[date]:
    """The months after the last one opened, up to `month`; only `month` where none was."""
    last = (
        Case.objects.filter(
            office=office, channel=Case.PLANNED, service__code=row.code, answers__has_key="month"
        )
        .order_by("-id")
        .first()
    )
    owed = month_span(date.fromisoformat(last.answers["month"]))[1] if last else month
    while owed <= month:
        yield owed
        owed = month_span(owed)[1]


def first_opening(calendar: Calendar, day: date) -> datetime:
    """When the office opens on the first working day from `day` on."""
    return calendar.windows(calendar.next_open_day(day - timedelta(days=1)))[0][0]


def open_month(
    word: str, office: Office, row: Service, calendar: Calendar, month: date, opens: datetime
) -> Case:
    """Nobody applies; the post that answers for the row owes it by the month's last working day."""
    # In a month without any working day the promise rolls to the next one.
    hold_by = max(calendar.previous_open_day(month_span(month)[1]), month)
    return receive_case(
        service=row,
        person=None,
        answers={"month": month.isoformat(), "hold_by": hold_by.isoformat()},
        channel=Case.PLANNED,
        submission=month_submission(word, office, row.code, month),
        now=opens,
        actor=WORKER,
    )
