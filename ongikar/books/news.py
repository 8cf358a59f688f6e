"""What the feed of an office tells of its public account."""

from collections.abc import Iterator
from datetime import datetime, time

from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.offices.news import News
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ

from .account import account_rows, accounts_by_month, month_before, month_words

MONTHS = 6


def news_of_account(office: Office, now: datetime) -> Iterator[News]:
    """The account of each of the last months in which something had been promised."""
    this = now.astimezone(TZ).date().replace(day=1)
    first = this
    for _ in range(MONTHS):
        first = month_before(first)
    accounts = accounts_by_month(account_rows(office, first, this, now))
    for month, account in sorted(accounts.items()):
        ended = month_span(month)[1]
        if account.promised and ended <= this:
            yield News(
                f"account-{month:%Y-%m}",
                say("সময়মতো সেবার হিসাব: {month}", "Promises kept: {month}", month=month_words(month)),
                say(
                    "{promised}টির মধ্যে সময়মতো {kept}টি",
                    "{kept} of {promised} in time",
                    kept=account.in_time,
                    promised=account.promised,
                ),
                reverse("account_month", args=[month.year, month.month]),
                datetime.combine(ended, time(), TZ),
            )
