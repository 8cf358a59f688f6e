"""The year's calendar for everybody: twelve months, every closed day with its reason and the order by which
it is closed, who entered it, and the same as a file to subscribe to.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.http.page_cache import cacheable_page
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import CalendarOrder, CalendarVersion
from ongikar.people.models import User
from ongikar.rules.bangla.text import day_month, digits
from ongikar.rules.calendar.hours_words import windows_words
from ongikar.rules.calendar.ical import calendar_file
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.rows import GAZETTED, KINDS, WITHDRAWN, WORKING
from ongikar.rules.calendar.year_view import YearDay, year_view

OTHER_HOURS = ("বিশেষ অফিস সময়", "special office hours")


class YearRow(NamedTuple):
    """One row: its kind as the calendar names it, and its words in the page's language.

    `is_over`: a later order took back all its days in this year.
    """

    kind: str
    kind_words: str
    name: str
    days: str
    hours: str
    source: str
    is_provisional: bool
    is_over: bool


def rows_of_year(data: Mapping[str, Any], calendar: Calendar, year: int) -> list[YearRow]:
    """The rows with a day in the year, in order of time."""
    found = []
    for kind, row in calendar_data_rows(data):
        first, last = date.fromisoformat(row["from"]), date.fromisoformat(row.get("to", row["from"]))
        if first.year <= year <= last.year:
            found.append((first, last, describe_row(kind, row, first, last, calendar)))
    return [words for *_, words in sorted(found, key=lambda each: each[:2])]


def calendar_data_rows(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for row in data.get("days", ()):
        yield row["kind"], row
    for row in data.get("windows", ()):
        yield "hours", row


def describe_row(
    kind: str, row: Mapping[str, Any], first: date, last: date, calendar: Calendar, *, with_year: bool = False
) -> YearRow:
    tongue, names = language(), KINDS.get(kind, OTHER_HOURS)
    return YearRow(
        kind,
        say(*names),
        row.get(f"name_{tongue}") or row.get("name_bn") or say(*names),
        day_span_with_year(first, last) if with_year else day_span(first, last),
        windows_words(row.get("hours", ()), tongue),
        source_words(row, "memo") or source_words(row, "source"),
        bool(row.get("provisional")),
        is_row_revoked(kind, first, last, row, calendar),
    )


def source_words(row: Mapping[str, Any], field: str) -> str:
    """By whose word a row stands, in the page's language where the row has it so. An order given on screen
    has one wording.
    """
    return row.get(f"{field}_{language()}") or row.get(field, "")


def is_row_revoked(kind: str, first: date, last: date, row: Mapping[str, Any], calendar: Calendar) -> bool:
    """Whether nothing is left of a holiday or an ordered working day."""
    days = range(first.toordinal(), last.toordinal() + 1)
    if kind == WORKING:
        return not any(day in calendar.rows.opened for day in days)
    if kind in ("hours", WITHDRAWN, "optional"):
        return False
    name = row.get("name_bn") or KINDS[kind][0]
    return not any(name in closed.name_bn for day in days if (closed := calendar.rows.closed.get(day)))


def day_span(first: date, last: date) -> str:
    """২৬ মার্চ; ২৬–৩১ মে; ২৬ মে – ২ জুন."""
    tongue = language()
    if first == last:
        return day_month(first, tongue)
    if (first.year, first.month) == (last.year, last.month):
        return day_month(last, tongue).replace(day_number(last), f"{day_number(first)}–{day_number(last)}", 1)
    return f"{day_month(first, tongue)} – {day_month(last, tongue)}"


def day_number(day: date) -> str:
    return digits(day.day, language())


def day_span_with_year(first: date, last: date) -> str:
    """The same with its year, or both of them."""
    if first.year == last.year:
        return f"{day_span(first, last)} {digits(last.year, language())}"
    return f"{day_span_with_year(first, first)} – {day_span_with_year(last, last)}"


# Whose order it is, where it is not the office's own.
WIDER_SCOPES = {
    CalendarOrder.UPAZILA: ("উপজেলার আদেশ", "order for the upazila"),
    CalendarOrder.DISTRICT: ("জেলার আদেশ", "order for the district"),
    CalendarOrder.DIVISION: ("বিভাগের আদেশ", "order for the division"),
    CalendarOrder.NATIONAL: ("সারা দেশের আদেশ", "order for the whole country"),
}


class VersionSummary(NamedTuple):
    """A version with the rows of its order, and the person who entered it; none of both where the files made
    it.
    """

    version: CalendarVersion
    rows: list[YearRow]
    by: str

    @property
    def wider(self) -> str:
        """Whose order it is; "" for the office's own."""
        order = self.version.order
        return say(*WIDER_SCOPES[order.scope]) if order and order.scope in WIDER_SCOPES else ""


def version_summaries(versions: Sequence[CalendarVersion], calendar: Calendar) -> list[VersionSummary]:
    """`calendar`: the newest, by which a row is over or not. The names of all who entered
    are read at once.
    """
    people = User.objects.in_bulk({version.order.entered_by for version in versions if version.order})
    return [
        VersionSummary(
            version,
            order_rows(version.order, calendar) if version.order else [],
            (
                people[version.order.entered_by].name
                if version.order and version.order.entered_by in people
                else ""
            ),
        )
        for version in versions
    ]


def order_rows(order: CalendarOrder, calendar: Calendar) -> list[YearRow]:
    said = {"days": order.days, "windows": order.windows}
    return [
        describe_row(
            kind,
            row,
            date.fromisoformat(row["from"]),
            date.fromisoformat(row["to"]),
            calendar,
            with_year=True,
        )
        for kind, row in calendar_data_rows(said)
    ]


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
