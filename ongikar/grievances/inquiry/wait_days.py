"""The days that whoever decides may set to others: for the report of an inquiry, for an answer."""

from datetime import date, datetime

from ongikar.core.i18n.say import override_language, say
from ongikar.rules.calendar.office_calendar import TZ

from ..house_rules import house_rules
from ..models import Stage
from ..transitions import GrievanceFault


def latest_question_day(stage: Stage, now: datetime) -> date:
    """The last day that may be set for an answer: so many working days from today."""
    office = stage.grievance.office
    days = house_rules(office.slug).question_days
    return office.calendar.add_working_days(now.astimezone(TZ).date(), days)


def require_waiting_day(
    stage: Stage,
    day: date,
    *,
    field: str,
    now: datetime,
    within_clock: bool = False,
    latest: date | None = None,
) -> None:
    """Raises GrievanceFault for a day that has come, on which the office is closed, or that is too late.

    `within_clock`: not after the day by which the tier must decide, as long as that is still to come.
    """
    calendar, today = stage.grievance.office.calendar, now.astimezone(TZ).date()
    if day <= today:
        raise fault(field, "দিনটি পেরিয়ে গেছে। কাল বা পরের কোনো দিন দিন।", "Name tomorrow or a later day.")
    if not calendar.is_open_day(day):
        later = calendar.next_open_day(day)
        raise fault(
            field,
            "{day} অফিস বন্ধ। পরের কার্যদিবস {later}; সেটি বা অন্য কোনো দিন দিন।",
            "The office is closed on {day}. The next working day is {later}; name that or another.",
            day=day,
            later=later,
        )
    due = stage.clock.due(now)
    last = latest or (due.astimezone(TZ).date() if within_clock and due > now else None)
    if last is not None and day > last:
        raise fault(
            field,
            "সর্বোচ্চ {last} পর্যন্ত দিন।",
            "Name a day up to {last}.",
            last=last,
        )


def fault(field: str, bn: str, en: str, **values: date) -> GrievanceFault:
    """The sentence in both languages, its days in the words of each."""
    told = []
    for tongue in ("bn", "en"):
        with override_language(tongue):
            told.append(say(bn, en, **values))
    return GrievanceFault(field, *told)
