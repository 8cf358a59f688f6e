"""The figures of the public account, counted from the clocks by the month their day fell in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from ongikar.clock.lateness import IN_TIME, is_open_and_late
from ongikar.clock.models import Clock
from ongikar.core.i18n.say import language
from ongikar.journal.restores import Restore, restores_of
from ongikar.offices.models import Office
from ongikar.rules.account import Account, account_of_counts
from ongikar.rules.bangla.text import digits, month_name, month_span
from ongikar.rules.calendar.office_calendar import TZ


@dataclass(frozen=True, slots=True)
class Month:
    """The promises whose last day lay in one month."""

    first: date
    account: Account

    @property
    def name(self) -> str:
        return month_name(self.first.month, language())

    @property
    def label(self) -> str:
        """As short as a column is wide: Sep. Bangla words are never cut."""
        return self.name[:3] if language() == "en" else self.name


def month_words(first: date) -> str:
    """নভেম্বর ২০২৬."""
    return f"{month_name(first.month, language())} {digits(first.year, language())}"


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


# The service of a clock's case, also of one that stopped before its case was reopened.
CODE = Coalesce("case__service__code", "earlier_ending__case__service__code")


def start_of_day(day: date) -> datetime:
    return datetime.combine(day, time(), TZ)


def promises_due_between(office: Office, first: date, until: date, *, topic: str = "case") -> QuerySet[Clock]:
    """The promises whose last day lies from `first` to before `until`: to citizens, or of another topic."""
    return Clock.objects.filter(
        office=office, topic=topic, due_at__gte=start_of_day(first), due_at__lt=start_of_day(until)
    )


def count_outcomes(clocks: QuerySet[Clock], now: datetime, **by: Any) -> list[Any]:
    """Groups of those that have ended or are late, as rows of outcome, in_time, many, and what they are told
    apart by.
    """
    ended = (
        clocks.filter(stopped_at__isnull=False)
        .values(
            "outcome",
            **by,
            in_time=Case(When(IN_TIME, then=True), default=False, output_field=BooleanField()),
        )
        .annotate(many=Count("pk"))
    )
    late = clocks.filter(is_open_and_late(now))
    owed = late.values("outcome", **by, in_time=Value(False, BooleanField())).annotate(many=Count("pk"))
    return [*ended.order_by(), *owed.order_by()]


def month_account(office: Office, month: date, now: datetime) -> Account:
    """The account of all promises of one month."""
    return sum_accounts(count_outcomes(promises_due_between(office, *month_span(month)), now))


def service_accounts(office: Office, month: date, now: datetime) -> dict[str, Account]:
    """The account of each service, by its code, for one month."""
    rows = count_outcomes(promises_due_between(office, *month_span(month)), now, code=CODE)
    codes = dict.fromkeys(row["code"] for row in rows)
    return {code: sum_accounts(row for row in rows if row["code"] == code) for code in codes}


def service_account(office: Office, code: str, first: date, until: date, now: datetime) -> Account:
    """The account of one service between two days."""
    of_service = Q(case__service__code=code) | Q(earlier_ending__case__service__code=code)
    return sum_accounts(count_outcomes(promises_due_between(office, first, until).filter(of_service), now))


def sum_accounts(rows: Iterable[dict]) -> Account:
    return account_of_counts((row["outcome"], row["in_time"], row["many"]) for row in rows)


def months_of(year: int, today: date) -> list[date]:
    """The months of a fiscal year that have begun by `today`, as their first days."""
    months = [date(year + (month < 7), month, 1) for month in (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)]
    return [month for month in months if month <= today]


def restores_in(office: Office, first: date, until: date) -> list[Restore]:
    """The restores from a backup by which acts of these days may be missing."""
    begins, ends = start_of_day(first), start_of_day(until)
    return [each for each in restores_of(office.pk) if each.made_at < ends and each.at >= begins]


def has_earlier(office: Office, first: date) -> bool:
    """Whether any promise fell due before a day."""
    return Clock.objects.filter(office=office, topic="case", due_at__lt=start_of_day(first)).exists()
