"""What the script of a typed day or time asks for: what it was understood as, and a month to choose from."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.forms.typed import DAY, TIME, day_echo, office_words, speaks_of, time_echo
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.bangla.text import WEEKDAYS, date_words, digits, month_name, month_span
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.rows import WEEKLY_OFF
from ongikar.rules.calendar.year_view import YearDay, month_view
from ongikar.rules.typed_days import FIRST_YEAR, LAST_YEAR, TypedFault, read_day, typed_form

# No longer than what a field takes.
MOST_SIGNS = 61
# The heads of the columns of a month, from Sunday on.
SHORT = {"bn": ("র", "সো", "ম", "বু", "বৃ", "শু", "শ"), "en": ("Su", "Mo", "Tu", "We", "Th", "Fr", "Sa")}


@require_safe
def typed_said(request: OfficeRequest) -> HttpResponse:
    """The sentence beneath a field."""
    if TIME in request.GET:
        echo = time_echo(request.GET[TIME][:MOST_SIGNS])
    else:
        typed = request.GET.get(DAY, "")[:MOST_SIGNS]
        since = request.GET.get("since", "")[:MOST_SIGNS]
        echo = day_echo(typed, calendar_of_request(request), timezone.localdate(), since)
    return render(request, "core/typed_said.html", {"echo": echo})


@require_safe
def typed_month(request: OfficeRequest) -> HttpResponse:
    """The month `month`, or that of the day `day`, or this one."""
    today = timezone.localdate()
    try:
        picked = read_day(request.GET.get(DAY, "")[:MOST_SIGNS])
    except TypedFault:
        picked = None
    first = first_of(request.GET.get("month", "")) or (picked or today).replace(day=1)
    before, after = (first - timedelta(days=1)).replace(day=1), month_span(first)[1]
    days = days_of(calendar_of_request(request), first)
    context = {
        "caption": month_words(first),
        "before": side_of(before),
        "after": side_of(after),
        "weeks": weeks_of([day_cell(day, picked, today) for day in days], first.isoweekday() % 7),
        "weekdays": list(
            zip(SHORT[language()], (WEEKDAYS[language()][n - 1] for n in range(7)), strict=True)
        ),
        "named": [
            (digits(day.date.day, language()), say(day.bn, day.en))
            for day in days
            if day.bn and day.bn != WEEKLY_OFF.name_bn
        ],
    }
    return render(request, "website/calendar/typed_month.html", context)


def calendar_of_request(request: OfficeRequest) -> Calendar | None:
    return request.office.known_calendar() if request.office else None


def first_of(typed: str) -> date | None:
    """The first day of 2026-12; None of anything else."""
    try:
        return date.fromisoformat(f"{typed}-01") if is_within(date.fromisoformat(f"{typed}-01")) else None
    except ValueError:
        return None


def is_within(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def side_of(first: date) -> tuple[str, str] | None:
    """The month beside it: as it is asked for, and its name."""
    return (f"{first:%Y-%m}", month_words(first)) if is_within(first) else None


def month_words(first: date) -> str:
    return f"{month_name(first.month, language())} {digits(first.year, language())}"


def days_of(calendar: Calendar | None, first: date) -> tuple[YearDay, ...]:
    """The days of a month; all plain where no calendar knows its year."""
    if calendar is not None and speaks_of(calendar, first.year):
        return month_view(calendar, first).days
    end = month_span(first)[1]
    return tuple(YearDay(first + timedelta(days=n), "", "", "", (), False) for n in range((end - first).days))


def day_cell(day: YearDay, picked: date | None, today: date) -> dict[str, Any]:
    words = date_words(day.date, language())
    return {
        "number": digits(day.date.day, language()),
        "typed": typed_form(day.date, language()),
        "words": f"{words}, {office_words(day)}" if day.kind else words,
        "is_shut": bool(day.kind and not day.hours),
        "is_picked": day.date == picked,
        "is_today": day.date == today,
    }


def weeks_of(days: list[dict[str, Any]], blanks: int) -> list[list[dict[str, Any] | None]]:
    cells: list[dict[str, Any] | None] = [*[None] * blanks, *days]
    cells += [None] * (-len(cells) % 7)
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]
