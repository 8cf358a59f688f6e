"""When the acts of the demonstration happened: office days counted back from the day at hand, none of them to
come.
"""

from datetime import date, datetime, time, timedelta

from ongikar.rules.calendar.office_calendar import Calendar

# What is to happen on the day at hand itself happens in its first minutes, so that it is past as early as
# can be.
FIRST_HALF_HOUR = timedelta(minutes=30)


class MomentFault(ValueError):
    """A moment that could lie in the future: one sentence in each language."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


def current_office_day(calendar: Calendar, now: datetime) -> date:
    """Today until the office closes; after that, and on a closed day, the next office day.

    What falls due on this day is therefore never late yet, at whatever hour the demonstration is loaded.
    """
    today = now.astimezone(calendar.tz).date()
    if calendar.is_open_day(today) and now < calendar.close(today):
        return today
    return calendar.next_open_day(today)


def moment_of_act(calendar: Calendar, *, before: int, at: time, now: datetime) -> datetime:
    """The time of day `at`, `before` office days before the day at hand; raises MomentFault where it might be
    to come.
    """
    today = current_office_day(calendar, now)
    day = calendar.add_working_days(today, -before) if before else today
    asked = datetime.combine(day, at, calendar.tz)
    if before > 0:
        return require_past(asked, now)
    opens = calendar.windows(today)[0][0]
    if before == 0 and opens - FIRST_HALF_HOUR <= asked < opens:
        # It counts as received on this day, as does all that came since the office closed.
        return asked if asked <= now else calendar.close(calendar.previous_open_day(today))
    if before < 0 or not opens <= asked < opens + FIRST_HALF_HOUR:
        raise MomentFault(
            "আজকের দিনে যা রাখবেন, অফিস খোলার আগের বা পরের আধ ঘণ্টায় রাখুন",
            "on the day itself, only the half hour before and after opening can be used",
        )
    if now >= opens + FIRST_HALF_HOUR:
        return asked
    # The day has not begun: the same minute of the last half hour of the office day before.
    return require_past(
        calendar.close(calendar.previous_open_day(today)) - FIRST_HALF_HOUR + (asked - opens), now
    )


def require_past(asked: datetime, now: datetime) -> datetime:
    if asked > now:
        raise MomentFault(
            "সময়টি এখনো আসেনি; আগের সময় দিন",
            "this moment may still be to come; name an earlier time of day",
        )
    return asked
