"""The figures of the public account, by the month in which the day of a promise fell: read from the tallies
that are kept of them (clock/tallies.py).
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter

from django.db.models import QuerySet

from ongikar.clock.models import Clock
from ongikar.clock.tallies import TallyRow, has_tally_before, tally_rows
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


def start_of_day(day: date) -> datetime:
    return datetime.combine(day, time(), TZ)


def promises_due_between(office: Office, first: date, until: date, *, topic: str = "case") -> QuerySet[Clock]:
    """The promises whose last day lies from `first` to before `until`: to citizens, or of another topic."""
    return Clock.objects.filter(
        office=office, topic=topic, due_at__gte=start_of_day(first), due_at__lt=start_of_day(until)
    )


def account_rows(office: Office, first: date, until: date, now: datetime) -> list[TallyRow]:
    """How many promises to citizens ended how in the months from `first` to before `until`, by service."""
    return tally_rows(office, "case", first, until, now)


def month_account(office: Office, month: date, now: datetime) -> Account:
    """The account of all promises of one month."""
    return account_of_rows(account_rows(office, *month_span(month), now))


def service_accounts(office: Office, month: date, now: datetime) -> dict[str, Account]:
    """The account of each service, by its code, for one month."""
    return accounts_by_group(account_rows(office, *month_span(month), now))


def service_account(office: Office, code: str, first: date, until: date, now: datetime) -> Account:
    """The account of one service for the months from `first` to before `until`."""
    return account_of_rows(tally_rows(office, "case", first, until, now, group=code))


def account_of_rows(rows: Iterable[TallyRow]) -> Account:
    return account_of_counts((row.outcome, row.in_time, row.many) for row in rows)


def accounts_by_month(rows: Iterable[TallyRow]) -> dict[date, Account]:
    return _accounts_by(rows, itemgetter(TallyRow._fields.index("month")))


def accounts_by_group(rows: Iterable[TallyRow]) -> dict[str, Account]:
    return _accounts_by(rows, itemgetter(TallyRow._fields.index("group")))


def _accounts_by[Key: Hashable](
    rows: Iterable[TallyRow], key: Callable[[TallyRow], Key]
) -> dict[Key, Account]:
    """Only of those in which something counts."""
    grouped: dict[Key, list[TallyRow]] = {}
    for row in rows:
        grouped.setdefault(key(row), []).append(row)
    accounts = {name: account_of_rows(of_name) for name, of_name in grouped.items()}
    return {name: account for name, account in accounts.items() if account != Account()}


def months_of(year: int, today: date) -> list[date]:
    """The months of a fiscal year that have begun by `today`, as their first days."""
    months = [date(year + (month < 7), month, 1) for month in (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)]
    return [month for month in months if month <= today]


def restores_in(office: Office, first: date, until: date) -> list[Restore]:
    """The restores from a backup by which acts of these days may be missing."""
    begins, ends = start_of_day(first), start_of_day(until)
    return [each for each in restores_of(office.pk) if each.made_at < ends and each.at >= begins]


def has_earlier(office: Office, first: date) -> bool:
    """Whether any promise counts in a month before this one."""
    return has_tally_before(office, "case", first)
