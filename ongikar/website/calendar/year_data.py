"""The calendar of a year as open data: each day, whether the office is open on it, and why it is as it is."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from ongikar.charter.publication.plain_formats import csv_sheet
from ongikar.core.http.open_data import csv_answer, json_answer, open_data
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import CalendarVersion
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.year_view import year_view

from .year_views import calendar_years, newest_calendar

COLUMNS = ("date", "kind", "opens", "closes", "name_bn", "name_en", "provisional")


def version_asked_for(request: OfficeRequest, year: int) -> CalendarVersion:
    version = newest_calendar(request)
    if year not in calendar_years(version):
        raise Http404
    return version


def day_rows(calendar: Calendar, year: int) -> Iterator[dict[str, Any]]:
    """A row a day, in order. `kind` as in `YearDay`; `opens` and `closes` are None on a closed day."""
    for month in year_view(calendar, year):
        for day in month.days:
            opens = clock_time(day.hours[0][0]) if day.hours else None
            closes = clock_time(day.hours[-1][1]) if day.hours else None
            values = (day.date.isoformat(), day.kind, opens, closes, day.bn, day.en, day.provisional)
            yield dict(zip(COLUMNS, values, strict=True))


def clock_time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@require_safe
@open_data
def calendar_json(request: OfficeRequest, year: int) -> HttpResponse:
    version, office = version_asked_for(request, year), request.office
    return json_answer(
        {
            "office": {"slug": office.slug, "name_bn": office.name_bn, "name_en": office.name_en},
            "year": year,
            "version": version.number,
            "days": list(day_rows(version.calendar, year)),
        }
    )


@require_safe
@open_data
def calendar_csv(request: OfficeRequest, year: int) -> HttpResponse:
    version = version_asked_for(request, year)
    return csv_answer(csv_sheet(COLUMNS, (list(row.values()) for row in day_rows(version.calendar, year))))
