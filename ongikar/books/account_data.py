"""The public account as open data: by month and service, for a fiscal year. Small numbers are left out, since
whoever knows who applied would read in them how it went with one person.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.charter.publication.plain_formats import csv_sheet
from ongikar.core.http.open_data import csv_answer, json_answer, open_data
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules.account import Account
from ongikar.rules.bangla.text import fiscal_year, month_span
from ongikar.rules.calendar.office_calendar import TZ

from .account import account_rows, accounts_by_group, accounts_by_month, months_of

# Of fewer promises than this nothing is told but that there were some.
LEAST = 5
FIGURES = (
    "in_time",
    "kept_late",
    "open_late",
    "refused",
    "redirected",
    "withdrawn",
    "withdrawn_late",
    "dropped",
)
FIRST_YEAR = 2000


class AccountLine(NamedTuple):
    """`service`: its code, "" of all; `account`: None where the numbers are small."""

    month: date
    service: str
    account: Account | None

    def figures(self) -> dict[str, int | None]:
        told = self.account
        promised = told.promised if told else None
        return {"promised": promised, **{name: getattr(told, name) if told else None for name in FIGURES}}


def account_lines(office: Office, year: int, today: date, now: Any) -> Iterator[AccountLine]:
    """Of each month that has begun: all together, then each service with promises or ends of any kind."""
    firsts = months_of(year, today)
    if not firsts:
        return
    rows = account_rows(office, firsts[0], month_span(firsts[-1])[1], now)
    totals = accounts_by_month(rows)
    for month in firsts:
        if (total := totals.get(month)) is None:
            continue
        yield AccountLine(month, "", total)
        services = accounts_by_group(row for row in rows if row.month == month)
        small = small_ones(services)
        for code, account in sorted(services.items()):
            yield AccountLine(month, code, None if code in small else account)


def size_of(account: Account) -> int:
    return sum(getattr(account, name) for name in FIGURES)


def small_ones(services: dict[str, Account]) -> set[str]:
    """The services whose numbers are left out. One alone could be told from the total: the next smallest goes
    with it.
    """
    by_size = sorted(services, key=lambda code: (size_of(services[code]), code))
    small = [code for code in by_size if size_of(services[code]) < LEAST]
    return set(by_size[:2] if len(small) == 1 else small)


def read_year(request: OfficeRequest, today: date) -> int:
    """The fiscal year asked for by the year in which it begins, else the present one."""
    asked = request.GET.get("year", "")
    if not asked:
        return fiscal_year(today)
    if not (asked.isascii() and asked.isdigit() and FIRST_YEAR <= int(asked[:5]) <= fiscal_year(today)):
        raise Http404
    return int(asked)


def lines_asked_for(request: OfficeRequest) -> tuple[int, list[AccountLine]]:
    now = timezone.now()
    today = now.astimezone(TZ).date()
    year = read_year(request, today)
    return year, list(account_lines(request.office, year, today, now))


@require_safe
@open_data
def account_json(request: OfficeRequest) -> HttpResponse:
    year, lines = lines_asked_for(request)
    office = request.office
    return json_answer(
        {
            "office": {"slug": office.slug, "name_bn": office.name_bn, "name_en": office.name_en},
            "fiscal_year": f"{year}-{(year + 1) % 100:02d}",
            "least_told": LEAST,
            "rows": [
                {"month": f"{line.month:%Y-%m}", "service": line.service or None, **line.figures()}
                for line in lines
            ],
        }
    )


@require_safe
@open_data
def account_csv(request: OfficeRequest) -> HttpResponse:
    _, lines = lines_asked_for(request)
    rows = [[f"{line.month:%Y-%m}", line.service, *line.figures().values()] for line in lines]
    return csv_answer(csv_sheet(["month", "service", "promised", *FIGURES], rows))
