"""The public account of promises kept and broken: one page for everybody, each chart with its table beside
it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.charter.models import Service, charter_in_force
from ongikar.core.http.page_cache import cacheable_figures
from ongikar.core.i18n.say import language
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules.account import Account
from ongikar.rules.bangla.text import fiscal_year, fiscal_year_words, month_span
from ongikar.rules.calendar.office_calendar import TZ

from .account import (
    Month,
    account_rows,
    accounts_by_group,
    accounts_by_month,
    has_earlier,
    month_before,
    month_words,
    months_of,
    restores_in,
)
from .account import service_account as account_of
from .slots import ACCOUNT

# Heights in px; x in per cent of the chart's width.
BASE, TOP = 174, 28
# Between the two colours, so that the border is seen without them.
GAP = 2


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """One month: middle of the column in per cent, tops and heights in px. `rate` is whole
    per cent or None.
    """

    month: Month
    x: float
    ok_top: float
    ok_height: float
    late_top: float
    late_height: float
    dropped_top: float
    dropped_height: float
    words_y: float

    @property
    def rate(self) -> int | None:
        return self.month.account.percent


def chart_columns(months: Sequence[Month]) -> list[ChartColumn]:
    """The columns in order, the tallest reaching to `TOP`."""
    most = max((month.account.promised for month in months), default=0) or 1
    scale = (BASE - TOP - 2 * GAP) / most
    return [
        chart_column(month, (place + 0.5) * 100 / len(months), scale) for place, month in enumerate(months)
    ]


def chart_column(month: Month, x: float, scale: float) -> ChartColumn:
    account = month.account
    ok, late, dropped = account.in_time * scale, account.late * scale, account.dropped * scale
    ok_top = BASE - ok
    late_top = ok_top - (GAP if ok and late else 0) - late
    dropped_top = late_top - (GAP if dropped and (ok or late) else 0) - dropped
    return ChartColumn(
        month,
        round(x, 2),
        round(ok_top, 1),
        round(ok, 1),
        round(late_top, 1),
        round(late, 1),
        round(dropped_top, 1),
        round(dropped, 1),
        round(dropped_top - 9, 1),
    )


def service_account(
    *, request: OfficeRequest, service: Service, now: datetime
) -> tuple[str, dict[str, Any]] | None:
    """The last whole month and the present one; nothing is shown where nothing fell due."""
    this = now.astimezone(TZ).date().replace(day=1)
    first = month_before(this)
    account = account_of(request.office, service.code, first, month_span(this)[1], now)
    if not account.promised:
        return None
    return "books/service_account.html", {"account": account, "since": month_words(first)}


FIRST_YEAR = 2000
# More columns would not stand side by side on a phone with their names under them; the table has all.
CHARTED = 5


@cacheable_figures
@require_safe
def account_page(request: OfficeRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(TZ).date()
    shown = read_month(year, month, today)
    firsts = months_of(fiscal_year(shown), today)
    rows = account_rows(request.office, firsts[0], month_span(firsts[-1])[1], now)
    by_month = accounts_by_month(rows)
    months = [Month(first, by_month.get(first, Account())) for first in firsts]
    services = in_order_of_charter(
        request.office, accounts_by_group(row for row in rows if row.month == shown), now
    )
    earlier, later = month_before(shown), month_span(shown)[1]
    context = {
        "now": now,
        "shown": shown,
        "words": month_words(shown),
        "account": by_month.get(shown, Account()),
        "months": months,
        "chart": chart_columns(months[-CHARTED:]),
        "fiscal_year": fiscal_year_words(fiscal_year(shown), language()),
        "services": services,
        "restores": restores_in(request.office, shown, later),
        "slot": ACCOUNT.answers(request, shown=shown, now=now),
        "total": sum((each for _, each in services), Account()),
        "earlier": earlier if has_earlier(request.office, shown) else None,
        "later": later if later <= today else None,
        "earlier_words": month_words(earlier),
        "later_words": month_words(later),
        "current": "account",
    }
    return render(request, "books/account.html", context)


def read_month(year: int | None, month: int | None, today: date) -> date:
    """The first day of the month asked for, or of the present one. A month to come has no account."""
    if year is None:
        return today.replace(day=1)
    if month is None or not (FIRST_YEAR <= year <= today.year and 1 <= month <= 12):
        raise Http404
    first = date(year, month, 1)
    if first > today:
        raise Http404
    return first


def in_order_of_charter(
    office: Office, accounts: dict[str, Account], now: datetime
) -> list[tuple[str, Account]]:
    """(short name, account) of these services by code, in the charter's order."""
    rows = charter_in_force(office, now.astimezone(TZ).date()).services
    known = [(row.short, accounts.pop(row.code)) for row in rows if row.code in accounts]
    # A service of an earlier charter that the one in force no longer has.
    return [*known, *accounts.items()]
