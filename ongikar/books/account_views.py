"""The public account: is the office keeping its word? The same page for everybody, with its tables beside its charts."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.officer.queue_filters import services_of
from ongikar.frame import stamp
from ongikar.frame.public import public_page
from ongikar.frame.say import language
from ongikar.rules.account import Account
from ongikar.rules.bangla import fiscal_year, fiscal_year_words, month_span
from ongikar.rules.calendar import TZ

from .account import has_earlier, month_account, months_of, service_accounts
from .account_chart import columns
from .months import Month, month_before, month_words

FIRST_YEAR = 2000
# More columns would not stand side by side on a phone with their names under them; the table has all.
CHARTED = 5


@public_page
@require_safe
def account(request: HttpRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(TZ).date()
    shown = read_month(year, month, today)
    months = [
        Month(first, month_account(request.office, first, now))
        for first in months_of(fiscal_year(shown), today)
    ]
    this = next(each.account for each in months if each.first == shown)
    services = by_service(request.office, shown, now)
    earlier, later = month_before(shown), month_span(shown)[1]
    context = {
        "now": now, "shown": shown, "words": month_words(shown), "account": this, "months": months, "chart": columns(months[-CHARTED:]),
        "fiscal_year": fiscal_year_words(fiscal_year(shown), language()), "services": services,
        "total": sum((each for _, each in services), Account()),
        "earlier": earlier if has_earlier(request.office, shown) else None, "later": later if later <= today else None,
        "earlier_words": month_words(earlier), "later_words": month_words(later), "current": "account",
    }  # fmt: skip
    return render(request, "books/account.html", context)


def read_month(year: int | None, month: int | None, today: date) -> date:
    """The first day of the month asked for, or of the present one. A month to come has no account."""
    if year is None:
        return today.replace(day=1)
    if not (FIRST_YEAR <= year <= today.year and 1 <= (month or 0) <= 12):
        raise Http404
    first = date(year, month, 1)
    if first > today:
        raise Http404
    return first


def by_service(office, month: date, now) -> list[tuple[str, Account]]:
    """(short name, account) of the services that fell due in the month, in the charter's order."""
    accounts = service_accounts(office, month, now)
    rows = services_of(office.pk, now.astimezone(TZ).date(), stamp.read(office.pk))
    known = [(row.short, accounts.pop(row.code)) for row in rows if row.code in accounts]
    # A service of an earlier charter that the one in force no longer has.
    return [*known, *accounts.items()]
