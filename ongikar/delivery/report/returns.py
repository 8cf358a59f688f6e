"""Standing returns: begun and ended by the office, every period opened as a promise of its own, and found
where their next period would open too late, or never.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from ongikar.books.measures import Measure, MeasureReading, clocks_due, promises_in_time, register_measure
from ongikar.cases.actions import receive_case
from ongikar.cases.models import Case
from ongikar.charter.models import Service, service_in_force
from ongikar.core.i18n.say import language, say
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER, Reference
from ongikar.journal.silences import Look, LookPage, Silence
from ongikar.offices.calendars_since import calendars_since
from ongikar.offices.models import Office
from ongikar.people.models import Contact
from ongikar.records.actions import act_on, note, open_once
from ongikar.rules.bangla.text import date_words, day_month, digits, month_name
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.rows import CalendarFault
from ongikar.tasks.rules import FISCAL_YEAR, MONTH, WEEK, Period, Recurrence, opening_moment

from .models import StandingReturn

PAGE = 100
# How many periods of one return are opened in a round; what is left is first in the next.
MOST_AT_ONCE = 60


def begin_return(
    *,
    office: Office,
    service_code: str,
    title: str,
    contact: Contact,
    rule: Recurrence,
    starts_on: date,
    submission: str,
    actor: Reference,
    now: datetime,
) -> StandingReturn:
    """A report owed every period from a day on, and of none before the office owes anything. The same
    `submission` twice is one return.
    """
    made = StandingReturn(
        office=office,
        service_code=service_code,
        title=title,
        contact=contact,
        rule=rule.as_data(),
        starts_on=office.owes_from(starts_on),
        look_at=now,
        made_at=now,
        submission=submission,
    )
    return open_once(made, "begun", actor=actor, now=now)


def end_return(standing: StandingReturn, actor: Reference, now: datetime) -> None:
    """No further period is owed; what is open stays. Pressed twice it is ended once."""
    with act_on(standing):
        if standing.ended_at:
            return
        standing.ended_at, standing.look_at = now, None
        standing.save(update_fields=["ended_at", "look_at"])
        note(standing, "ended", actor, now)


def open_due_returns(now: datetime) -> Iterator[Case]:
    """Open every period that has come, in whatever office: one statement where none has.

    Each is received as of the moment it opened, whenever this runs: after any downtime the cases are the
    same.
    """
    due = StandingReturn.objects.filter(look_at__lte=now).order_by("look_at", "id")
    for key in list(due.values_list("pk", flat=True)[:PAGE]):
        # A return that cannot be opened keeps no other from it.
        opened: list[Case] = []
        run_isolated(f"the periods of standing return {key}", open_periods, key, now, opened)
        yield from opened


@transaction.atomic
def open_periods(key: int, now: datetime, opened: list[Case]) -> int:
    """Open the periods that one return owes by `now`, adding each case to `opened`; returns how many. Its row
    is locked: two workers open each once.
    """
    standing = StandingReturn(pk=key)
    standing.lock()
    if standing.look_at is None or standing.look_at > now:
        return 0
    office = Office.objects.get(pk=standing.office_id)
    calendar, count = office.calendar, 0
    periods = standing.recurrence.periods(calendar, standing.starts_on, after=standing.last_period)
    period = next(periods)
    while (opens := opening_moment(calendar, period)) <= now and count < MOST_AT_ONCE:
        opened.append(open_period(standing, office, period, opens))
        standing.last_period, count = period.key, count + 1
        period = next(periods)
    standing.look_at = opens
    standing.save(update_fields=["last_period", "look_at"])
    return count


def open_period(standing: StandingReturn, office: Office, period: Period, opens: datetime) -> Case:
    return receive_case(
        service=row_of(standing, office, opens.astimezone(TZ).date()),
        person=None,
        answers={
            "return": standing.pk,
            "title": standing.title,
            "period": [period.first.isoformat(), period.last.isoformat()],
            "due_date": period.due.isoformat(),
        },
        channel=Case.PLANNED,
        submission=f"return-{standing.pk}-{period.key}",
        now=opens,
        actor=WORKER,
    )


def row_of(standing: StandingReturn, office: Office, day: date) -> Service:
    """The charter row it is owed under on a day; of one that the charter no longer has, as it stood last."""
    return service_in_force(office, standing.service_code, day) or Service.objects.filter(
        version__office=office, code=standing.service_code
    ).latest("version__number")


def period_words(first: date, last: date, rule: Recurrence | None = None) -> str:
    """নভেম্বর ২০২৬; জুলাই–সেপ্টেম্বর ২০২৬; ২২ নভেম্বর – ২৮ নভেম্বর ২০২৬."""
    tongue = language()
    if first.day == 1 and (last.month, last.year) == (first.month, first.year):
        return f"{month_name(first.month, tongue)} {digits(first.year, tongue)}"
    if first.day == 1:
        begins = month_name(first.month, tongue)
        if first.year != last.year:
            begins += f" {digits(first.year, tongue)}"
        return f"{begins} – {month_name(last.month, tongue)} {digits(last.year, tongue)}"
    return f"{day_month(first, tongue)} – {date_words(last, tongue, weekday=False)}"


UNIT_WORDS = {
    WEEK: ("প্রতি সপ্তাহে", "Every week"),
    MONTH: ("প্রতি মাসে", "Every month"),
    "quarter": ("তিন মাস পরপর", "Every quarter"),
    "half_year": ("ছয় মাস পরপর", "Every half-year"),
    FISCAL_YEAR: ("অর্থবছরে একবার", "Every fiscal year"),
}


def how_often_words(rule: Recurrence) -> str:
    return say(*UNIT_WORDS[rule.unit])


def returns_in_time(office: Office, first: date, last: date, now: datetime) -> MeasureReading:
    """Letters that ask for something once are among the services; here stands what is owed by itself."""
    standing = Q(case__service__kind="report", case__answers__has_key="return")
    clocks = clocks_due(office, first, last, "case").filter(standing)
    return promises_in_time("case", clocks, F("case__pk"), now)


RETURNS_IN_TIME = Measure(
    "returns_in_time",
    ("সময়মতো পাঠানো নিয়মিত প্রতিবেদন", "Regular returns sent in time"),
    (
        "এ সময়ে যেসব নিয়মিত প্রতিবেদনের শেষ দিন ছিল, তার কতগুলো সময়মতো গেছে",
        "Of the regular returns that were due in this time, how many were sent in time",
    ),
    returns_in_time,
)
register_measure(RETURNS_IN_TIME)


# ---- returns whose next period would open too late, or never ----

PAGE = 50


def find_silent_returns(after: Any, now: datetime) -> LookPage:
    page = list(StandingReturn.objects.filter(pk__gt=after or 0).order_by("pk")[:PAGE])
    silences = [
        Silence("report_standingreturn", "look_at", str(each.pk), each.office_id)
        for each in page
        if is_silent(each)
    ]
    return LookPage(page[-1].pk if len(page) == PAGE else None, silences)


def is_silent(standing: StandingReturn) -> bool:
    """Whether the worker looks later than the next period opens, by whatever calendar was in force since it
    was begun, or goes on from a period that never was opened.
    """
    if standing.ended_at is not None:
        return False
    if standing.look_at is None or not is_opened(standing):
        return True
    rule, latest = standing.recurrence, standing.made_at
    try:
        for calendar in calendars_since(standing.office_id, standing.made_at):
            period = next(rule.periods(calendar, standing.starts_on, after=standing.last_period))
            latest = max(latest, opening_moment(calendar, period))
    except CalendarFault:
        # Of a year without a calendar the doctor tells.
        return False
    return standing.look_at > latest


def is_opened(standing: StandingReturn) -> bool:
    """Whether the period from which it goes on has its case."""
    last = standing.last_period
    return not last or Case.objects.filter(submission=f"return-{standing.pk}-{last}").exists()


@transaction.atomic
def mend_return(silence: Silence, now: datetime) -> bool:
    """Looked at now, from the last period that has its case on: whoever looks sets the next moment."""
    standing = StandingReturn(pk=int(silence.key))
    standing.lock()
    if not is_silent(standing):
        return False
    if not is_opened(standing):
        standing.last_period = last_opened(standing, now)
    standing.look_at = now
    standing.save(update_fields=["last_period", "look_at"])
    return True


def last_opened(standing: StandingReturn, now: datetime) -> str:
    calendar = standing.office.calendar
    periods = standing.recurrence.periods(calendar, standing.starts_on)
    keys = [period.key for period in takewhile(lambda each: opening_moment(calendar, each) <= now, periods)]
    begins = f"return-{standing.pk}-"
    cases = Case.objects.filter(submission__in=[f"{begins}{key}" for key in keys])
    opened = cases.values_list("submission", flat=True)
    return max((each.removeprefix(begins) for each in opened), default="")


SILENT_RETURNS = Look(
    "standing returns",
    ("নিয়মিত প্রতিবেদনের পরের পালা", "next periods of standing returns"),
    find_silent_returns,
    mend_return,
)
