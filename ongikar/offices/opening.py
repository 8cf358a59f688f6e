"""Whether an office is open now, until when, and when it opens next: in words, for whoever waits for it."""

from datetime import datetime, timedelta

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import date_words, locative_time, time_words
from ongikar.rules.calendar.office_calendar import TZ, Calendar, CalendarFault

# Said of what lies on the desk while nobody sits there, and on the home page.
CLOSED = ("কার্যালয় এখন বন্ধ, খুলবে {when}।", "The office is closed now. It opens {when}.")
OPEN = ("কার্যালয় এখন খোলা, আজ {time} পর্যন্ত।", "The office is open now, until {time} today.")


def opening_time(calendar: Calendar, now: datetime) -> datetime | None:
    """When a closed office opens; None while it is open, and where its calendar knows no further day."""
    try:
        return None if calendar.is_open(now) else calendar.next_open(now)
    except CalendarFault:
        return None


def closing_time(calendar: Calendar, now: datetime) -> datetime | None:
    """The end of the hours that run now; None while it is closed. A break in the day ends them too."""
    for begin, end in calendar.windows(now.astimezone(TZ).date()):
        if begin <= now < end:
            return end
    return None


def when_it_opens(calendar: Calendar, now: datetime) -> str:
    """রবিবার, ২৯ নভেম্বর সকাল ৯টায়, or আজ সকাল ৯টায়; "" while it is open."""
    opens = opening_time(calendar, now)
    if opens is None:
        return ""
    day, today = opens.astimezone(TZ).date(), now.astimezone(TZ).date()
    is_today = day == today
    shown = date_words(day, language(), year=day.year != today.year)
    time = time_words(opens.astimezone(TZ), language())
    if language() == "en":
        return f"today at {time}" if is_today else f"{shown}, at {time}"
    return f"{'আজ' if is_today else shown} {locative_time(time)}"


def opening_words(calendar: Calendar, now: datetime) -> str:
    """Whether it is open now, as a sentence; "" where its calendar does not say."""
    if end := closing_time(calendar, now):
        return say(*OPEN, time=time_words(end.astimezone(TZ), language()))
    when = when_it_opens(calendar, now)
    return say(*CLOSED, when=when) if when else ""


def next_change(calendar: Calendar, now: datetime) -> datetime:
    """When the next of these sentences becomes true: it opens, closes, or another day begins."""
    midnight = now.astimezone(TZ).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    change = closing_time(calendar, now) or opening_time(calendar, now)
    return min(change, midnight) if change else midnight
