"""On which days somebody can be heard: not in the past, not on a closed day, with notice enough to come."""

from datetime import datetime, timedelta

from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from ..house_rules import house_rules
from ..models import Stage
from ..transitions import GrievanceFault

# So long a hearing is expected to take.
LENGTH = timedelta(hours=1)


def require_hearing_day(
    stage: Stage, starts_at: datetime, *, now: datetime, is_first: bool = False, field: str = "day"
) -> None:
    """`is_first`: it is called, not put off: then the notice must be long enough, and the decision not due
    before it.
    """
    if starts_at <= now:
        raise GrievanceFault(
            field, "এই সময় পেরিয়ে গেছে। সামনের কোনো সময় দিন।", "This moment has passed. Name one ahead."
        )
    office, day = stage.grievance.office, starts_at.astimezone(TZ).date()
    calendar = office.calendar
    if not calendar.is_open_day(day):
        later = calendar.next_open_day(day)
        raise GrievanceFault(
            field,
            f"সেদিন অফিস বন্ধ। পরের কার্যদিবস {date_words(later, 'bn')}।",
            f"The office is closed on that day. The next working day is {date_words(later, 'en')}.",
        )
    if not is_first:
        return
    days = house_rules(office.slug).notice_days
    if calendar.count_working_days(now.astimezone(TZ).date(), day) < days:
        raise GrievanceFault(
            field,
            f"দুই পক্ষকে অন্তত {digits(days, 'bn')} কার্যদিবস আগে জানাতে হয়। আরও পরের দিন দিন।",
            f"Both sides need notice of {days} working {'day' if days == 1 else 'days'}. Name a later day.",
        )
    due = stage.clock.due(now)
    if starts_at > due and not stage.clock.is_late(now):
        bn, en = (date_words(due.astimezone(TZ).date(), tongue, year=False) for tongue in ("bn", "en"))
        raise GrievanceFault(
            field,
            f"{bn} সিদ্ধান্তের শেষ দিন। শুনানি তার আগে দিন।",
            f"The decision is due on {en}. Hear both sides before it.",
        )


def require_apart(
    stage: Stage, starts_at: datetime, apart_at: datetime | None, *, now: datetime, is_first: bool = False
) -> None:
    """Whoever is heard apart comes when the other side is not there."""
    if apart_at is None:
        raise GrievanceFault(
            "apart_day",
            "অভিযোগকারীকে কবে, কখন শুনবেন, লিখুন।",
            "Write on which day and when the complainant is heard.",
        )
    require_hearing_day(stage, apart_at, now=now, is_first=is_first, field="apart_day")
    if abs(apart_at - starts_at) < LENGTH:
        raise GrievanceFault(
            "apart_begins",
            "দুজনের সময়ের মধ্যে অন্তত এক ঘণ্টা রাখুন, যেন দেখা না হয়।",
            "Leave at least one hour between the two, so that they do not meet.",
        )


def moved_off_closed_day(stage: Stage, moment: datetime) -> datetime:
    """The same time on the first open day from a moment on."""
    calendar, local = stage.grievance.office.calendar, moment.astimezone(TZ)
    if calendar.is_open_day(local.date()):
        return moment
    return datetime.combine(calendar.next_open_day(local.date()), local.time(), TZ)
