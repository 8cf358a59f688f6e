"""The figures of the public account, counted from the clocks by the month their day fell in."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from ongikar.cases.officer.queue import late
from ongikar.clock.models import Clock
from ongikar.offices.models import Office
from ongikar.rules.account import Account, add_up
from ongikar.rules.bangla import month_span
from ongikar.rules.calendar import TZ

IN_TIME = Case(
    When(stopped_at__lte=F("due_at"), broke_before=False, then=Value(True)), default=Value(False), output_field=BooleanField()
)

# A clock that stopped before its case was reopened still counts: nothing takes a breach out of the account.
CODE = Coalesce("case__service__code", "earlier_ending__case__service__code")


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), TZ)


def fell_due(office: Office, first: date, until: date) -> QuerySet[Clock]:
    """The promises whose last day lies from `first` to before `until`."""
    return Clock.objects.filter(
        office=office, topic="case", due_at__gte=midnight(first), due_at__lt=midnight(until)
    )


def counted(clocks: QuerySet[Clock], now: datetime, *by: str) -> list[dict]:
    """Groups of those that have ended or are late, as rows of outcome, in_time, many, and what they are told apart by."""
    ended = (
        clocks.filter(stopped_at__isnull=False)
        .values("outcome", *by, in_time=IN_TIME)
        .annotate(many=Count("pk"))
    )
    open_late = clocks.filter(late(now), stopped_at__isnull=True)
    owed = open_late.values("outcome", *by, in_time=Value(False, BooleanField())).annotate(many=Count("pk"))
    return [*ended.order_by(), *owed.order_by()]


def month_account(office: Office, month: date, now: datetime) -> Account:
    """The account of all promises of one month."""
    return summed(counted(fell_due(office, *month_span(month)), now))


def service_accounts(office: Office, month: date, now: datetime) -> dict[str, Account]:
    """The account of each service, by its code, for one month."""
    clocks = fell_due(office, *month_span(month)).annotate(code=CODE)
    rows = counted(clocks, now, "code")
    codes = dict.fromkeys(row["code"] for row in rows)
    return {code: summed(row for row in rows if row["code"] == code) for code in codes}


def service_account(office: Office, code: str, first: date, until: date, now: datetime) -> Account:
    """The account of one service between two days."""
    of_service = Q(case__service__code=code) | Q(earlier_ending__case__service__code=code)
    return summed(counted(fell_due(office, first, until).filter(of_service), now))


def summed(rows: Iterable[dict]) -> Account:
    return add_up((row["outcome"], row["in_time"], row["many"]) for row in rows)


def months_of(year: int, today: date) -> list[date]:
    """The months of a fiscal year that have begun by `today`, as their first days."""
    months = [date(year + (month < 7), month, 1) for month in (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)]
    return [month for month in months if month <= today]


def has_earlier(office: Office, first: date) -> bool:
    """Whether any promise fell due before a day."""
    return Clock.objects.filter(office=office, topic="case", due_at__lt=midnight(first)).exists()
