"""What the calendar of an office says today: whether it is open now, until when, and when it opens next;
and the warning that its list of holidays ends, entered in the journal once for each list that runs out.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ongikar.core.i18n.say import language, say
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry, EntryFacts
from ongikar.rules.bangla.text import date_words, locative_time, time_words
from ongikar.rules.calendar.expiry import AuthorityEnding, authority_ending
from ongikar.rules.calendar.office_calendar import TZ, Calendar, CalendarFault

from .models import CalendarVersion, Office, calendar_of, newest_calendars

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


VERB = "calendar.ending"

# The day for which this process has nothing more to say of an office's calendar: the version it read then.
# The journal is only ever added to and a version never changes, so what was found out about both stays true
# for the day.
_looked_at: dict[int, tuple[int, date]] = {}


def calendar_ending(office_id: int, now: datetime) -> AuthorityEnding | None:
    """The warning of the office's newest calendar; None while its authority lasts more than 60 days."""
    newest = CalendarVersion.objects.filter(office_id=office_id).order_by("-number")
    version_id = newest.values_list("pk", flat=True).first()
    return None if version_id is None else authority_ending(calendar_of(version_id), now)


def warn_of_endings(now: datetime) -> int:
    """Enter each office's warning unless it was entered before; returns how many were. One statement where
    none is new.
    """
    day, entered = timezone.localdate(now), 0
    for office_id, version_id in newest_calendars():
        if _looked_at.get(office_id) != (version_id, day):
            entered += run_isolated(
                f"the warning of calendar {version_id}", warn_of_ending, office_id, version_id, now
            )
    return entered


def warn_of_ending(office_id: int, version_id: int, now: datetime) -> int:
    entered = record_warning(office_id, authority_ending(calendar_of(version_id), now), now)
    _looked_at[office_id] = version_id, timezone.localdate(now)
    return entered


def record_warning(office_id: int, ending: AuthorityEnding | None, now: datetime) -> int:
    if ending is None:
        return 0
    facts: EntryFacts = {
        "last_day": ending.last_day.isoformat() if ending.last_day else "",
        "is_over": ending.days_left < 0,
    }
    if is_warning_recorded(office_id, facts):
        return 0
    with transaction.atomic():
        # Of two workers at once the second sees what the first has entered.
        Office.objects.select_for_update(no_key=True).get(pk=office_id)
        if is_warning_recorded(office_id, facts):
            return 0
        record(VERB, subject=("office", office_id), actor=WORKER, office_id=office_id, now=now, **facts)
    return 1


def is_warning_recorded(office_id: int, facts: EntryFacts) -> bool:
    known = Entry.objects.filter(verb=VERB, subject_type="office", subject_id=office_id)
    return facts in known.values_list("facts", flat=True)
