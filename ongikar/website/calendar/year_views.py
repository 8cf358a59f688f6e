"""The year's calendar for everybody: twelve months, every closed day with its reason, and the same as a file
to subscribe to.
"""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.http.page_cache import cacheable_page
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import CalendarVersion
from ongikar.rules.calendar.ical import calendar_file
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.rows import GAZETTED
from ongikar.rules.calendar.year_view import YearDay, year_view

from .year_rows import rows_of_year

WEEK = (
    ("র", "রবিবার", "Su", "Sunday"),
    ("সো", "সোমবার", "Mo", "Monday"),
    ("ম", "মঙ্গলবার", "Tu", "Tuesday"),
    ("বু", "বুধবার", "We", "Wednesday"),
    ("বৃ", "বৃহস্পতিবার", "Th", "Thursday"),
    ("শু", "শুক্রবার", "Fr", "Friday"),
    ("শ", "শনিবার", "Sa", "Saturday"),
)


class Month(NamedTuple):
    """A month as a table: its name, and its weeks of seven places, in which None is a day of
    another month.
    """

    name: str
    weeks: list[list[YearDay | None]]


@require_safe
@cacheable_page
def this_year(request: OfficeRequest) -> HttpResponse:
    return year_page(request, timezone.localdate().year)


@require_safe
@cacheable_page
def year(request: OfficeRequest, year: int) -> HttpResponse:
    return year_page(request, year)


def year_page(request: OfficeRequest, year: int) -> HttpResponse:
    version = newest_calendar(request)
    calendar, known = version.calendar, calendar_years(version)
    if year not in known:
        raise Http404
    authority = calendar.rows.years.get(year)
    rows = rows_of_year(version.data, calendar, year)
    return render(
        request,
        "website/calendar/year.html",
        {
            "year": year,
            "years": known,
            "months": year_months(calendar, year),
            "weekdays": [(say(bn, en), say(full_bn, full_en)) for bn, full_bn, en, full_en in WEEK],
            "rows": rows,
            "is_gazetted": authority == GAZETTED,
            "is_known": authority is not None,
            "has_provisional": any(row.is_provisional for row in rows),
            "has_working": any(row.kind == "working" for row in rows),
            "has_hours": any(row.kind == "hours" for row in rows),
            "version": version,
        },
    )


def newest_calendar(request: OfficeRequest) -> CalendarVersion:
    version = request.office.calendar_version()
    if version is None:
        raise Http404
    return version


def calendar_years(version: CalendarVersion) -> list[int]:
    """The years there is something to say about: those with a list, and the present one."""
    return sorted({*version.calendar.rows.years, timezone.localdate().year})


def year_months(calendar: Calendar, year: int) -> list[Month]:
    return [
        Month(
            month.en if language() == "en" else month.bn, month_weeks([*[None] * month.blanks, *month.days])
        )
        for month in year_view(calendar, year)
    ]


def month_weeks(places: list[YearDay | None]) -> list[list[YearDay | None]]:
    filled = places + [None] * (-len(places) % 7)
    return [filled[first : first + 7] for first in range(0, len(filled), 7)]


@require_safe
@cacheable_page
def calendar_ics(request: OfficeRequest) -> HttpResponse:
    """The holidays and ordered working days as iCalendar; its ids stay the same in either language and any
    version.
    """
    version, office = newest_calendar(request), request.office
    known = calendar_years(version)
    made_at: datetime = version.made_at
    text = calendar_file(
        version.calendar,
        range(known[0], known[-1] + 1),
        language=language(),
        name=say("ছুটি: {office}", "Holidays: {office}", office=office.name),
        host=f"{office.slug}.{urlsplit(settings.PUBLIC_ADDRESS).hostname}",
        stamp=made_at,
    )
    name = f"{office.slug}-{language()}.ics"
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
