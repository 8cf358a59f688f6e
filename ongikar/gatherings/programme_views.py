"""The public programme: calls, batches, events and meetings, by place, as a page and as a calendar feed."""

from datetime import date, datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.sites import site_of
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.timed_events import TimedEvent, timed_events_file

from .programme import ProgrammeEntry, programme_entries
from .words import hour_words

# So far ahead the programme looks.
DAYS = 120


def shown_entries(request: OfficeRequest, now: datetime) -> list[ProgrammeEntry]:
    today = now.astimezone(TZ).date()
    return programme_entries(request.office, today, today + timedelta(days=DAYS), now)


@require_safe
def programme(request: OfficeRequest) -> HttpResponse:
    """What anyone may come to or apply for from today on, by the day; `?place=` narrows it."""
    now = timezone.now()
    entries = shown_entries(request, now)
    places = {entry.place.slug: entry.place.name for entry in entries if entry.place}
    chosen = request.GET.get("place", "")
    chosen = chosen if chosen in places else ""
    if chosen:
        entries = [entry for entry in entries if entry.place and entry.place.slug == chosen]
    context = {
        "days": by_day(entries, now.astimezone(TZ).date()),
        "places": sorted(places.items(), key=lambda pair: pair[1]),
        "chosen": chosen,
        "feed": f"{reverse('programme_ics')}{f'?place={chosen}' if chosen else ''}",
        "current": "programme",
    }
    return render(request, "gatherings/programme.html", context)


def by_day(entries: list[ProgrammeEntry], today: date) -> list[tuple[date, list[tuple[ProgrammeEntry, str]]]]:
    """Under the day on which each begins; what began before, under today."""
    days: dict[date, list[tuple[ProgrammeEntry, str]]] = {}
    for entry in entries:
        day = max(entry.starts_at.astimezone(TZ).date(), today)
        days.setdefault(day, []).append((entry, when_words(entry)))
    return sorted(days.items())


def when_words(entry: ProgrammeEntry) -> str:
    first, last = (moment.astimezone(TZ).date() for moment in (entry.starts_at, entry.ends_at))
    if not entry.whole_days:
        return f"{hour_words(entry.starts_at)} – {hour_words(entry.ends_at)}"
    ends = date_words(last, language(), weekday=False, year=False)
    if first == last:
        return ends
    return say("{ends} পর্যন্ত", "until {ends}", ends=ends)


@require_safe
def programme_ics(request: OfficeRequest) -> HttpResponse:
    """The same for a calendar program. What was moved keeps its id; what was cancelled says so."""
    now, site = timezone.now(), site_of(request.office)
    chosen = request.GET.get("place", "")
    entries = [
        entry
        for entry in shown_entries(request, now)
        if not chosen or (entry.place and entry.place.slug == chosen)
    ]
    text = timed_events_file(
        [as_event(entry, site) for entry in entries],
        name=say("কর্মসূচি: {office}", "Programme: {office}", office=request.office.name),
        language=language(),
        host=site.partition("://")[2] or request.office.slug,
        stamp=now,
    )
    headers = {"Content-Disposition": f'inline; filename="programme-{language()}.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def as_event(entry: ProgrammeEntry, site: str) -> TimedEvent:
    return TimedEvent(
        uid=entry.key,
        sequence=entry.sequence,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        words=f"{entry.sort_words}: {entry.title}",
        where=entry.location,
        url=f"{site}{entry.url}" if entry.url.startswith("/") else entry.url,
        is_cancelled=entry.is_cancelled,
        whole_days=entry.whole_days,
    )
