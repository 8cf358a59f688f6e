"""The load of the next ten working days on the officer's Today: what falls due, and what is held."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from ongikar.clock.models import Clock
from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.rights import shown_to_staff
from ongikar.offices.models import Office, calendar_of
from ongikar.people.post_holders import StaffRequest
from ongikar.people.today_lines import NEWEST_CALENDAR, TodayQuestion
from ongikar.rules.bangla.text import day_month, digits, weekday_name
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.calendar.rows import CalendarFault
from ongikar.tasks.models import Task

DAYS = 10
# Days that have more are full in any case.
MOST_READ = 1_000
COMING_STATES = [sql_literal(state) for state in sorted(transitions.COMING)]
# The drawing: its base line, and what the fullest day takes, in px.
BASE, TALLEST = 94, 72


@dataclass(frozen=True, slots=True)
class LoadOfDay:
    """How much falls due on a day and is held then. `x`: of its column, in per cent; heights in px."""

    day: date
    due: int
    held: int
    x: float
    due_height: float
    held_height: float

    @property
    def count(self) -> int:
        return self.due + self.held

    @property
    def due_top(self) -> float:
        return round(BASE - self.due_height, 1)

    @property
    def held_top(self) -> float:
        return round(self.due_top - self.held_height, 1)

    @property
    def words_y(self) -> float:
        return round(self.held_top - 5, 1)

    @property
    def letter(self) -> str:
        """The weekday, as short as a column is wide."""
        return SHORT[language()][self.day.weekday()]

    @property
    def name(self) -> str:
        return f"{weekday_name(self.day, language())}, {day_month(self.day, language())}"

    @property
    def number(self) -> str:
        return digits(self.day.day, language())


SHORT = {"bn": ("সো", "ম", "বু", "বৃ", "শু", "শ", "র"), "en": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")}


def working_days(calendar: Calendar, today: date) -> list[date]:
    """Today where the office is open, and those that follow; fewer where the calendar knows no more."""
    days = [today] if calendar.is_open_day(today) else []
    try:
        while len(days) < DAYS:
            days.append(calendar.next_open_day(days[-1] if days else today))
    except CalendarFault:
        pass
    return days


def due_moments(office: Office, now: datetime, until: datetime) -> list[datetime]:
    """The last moments of what the office owes, of cases and of tasks."""
    topics = ("case", Task.SUBJECT)
    clocks = Clock.objects.filter(
        office=office, topic__in=topics, stopped_at__isnull=True, due_at__gte=now, due_at__lt=until
    )
    return list(clocks.order_by().values_list("due_at", flat=True)[:MOST_READ])


def held_moments(office: Office, now: datetime, until: datetime) -> list[datetime]:
    rows = shown_to_staff(Gathering.objects.filter(office=office)).filter(
        starts_at__gte=now, starts_at__lt=until, state__in=COMING_STATES
    )
    return list(rows.order_by("office_id", "starts_at", "id").values_list("starts_at", flat=True)[:MOST_READ])


def load_of_days(days: list[date], due: Iterable[datetime], held: Iterable[datetime]) -> list[LoadOfDay]:
    due_on, held_on = (Counter(each.astimezone(TZ).date() for each in moments) for moments in (due, held))
    most = max((due_on[day] + held_on[day] for day in days), default=0) or 1
    scale = TALLEST / most
    return [
        LoadOfDay(
            day,
            due_on[day],
            held_on[day],
            round((place + 0.5) * 100 / len(days), 2),
            round(due_on[day] * scale, 1),
            round(held_on[day] * scale, 1),
        )
        for place, day in enumerate(days)
    ]


def day_load_part(*, request: StaffRequest, now: datetime) -> Answer | None:
    version = TodayQuestion(request, request.holder, request.office, now).count(NEWEST_CALENDAR)
    if not version:
        return None
    days = working_days(calendar_of(version), now.astimezone(TZ).date())
    if not days:
        return None
    until = datetime.combine(days[-1], time(23, 59, 59), TZ)
    due, held = due_moments(request.office, now, until), held_moments(request.office, now, until)
    load = load_of_days(days, due, held)
    fullest = max(load, key=lambda each: each.count)
    if not fullest.count:
        return None
    words = say(
        "সবচেয়ে ভরা {day}: {due}টি শেষ দিন, {held}টি নির্ধারিত সময়।",
        "Fullest on {day}: {due} due, {held} held.",
        day=fullest.name,
        due=fullest.due,
        held=fullest.held,
    )
    return "website/day_load.html", {"load": load, "fullest": words}
