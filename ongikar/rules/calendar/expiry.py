"""Computes when a calendar expires: the date by which the next year's list of holidays must be entered."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from ongikar.rules.bangla.text import date_words, digits, grouped_number

from .office_calendar import TZ, Calendar
from .rows import GAZETTED

# The list of 2026 was notified on 9 November 2025: eight weeks before it began.
WARN_WITHIN = timedelta(days=60)


class AuthorityEnding(NamedTuple):
    """The last day for which holidays are gazetted; None where not even today's year is. `days_left` < 0: it
    is past.
    """

    last_day: date | None
    days_left: int
    bn: str
    en: str


def last_gazetted_day(calendar: Calendar, today: date) -> date | None:
    """The end of the unbroken run of gazetted years that today lies in; of the latest before it, where it
    lies in none.
    """
    years = {year for year, authority in calendar.rows.years.items() if authority == GAZETTED}
    last = max((year for year in years if year <= today.year), default=None)
    if last is None:
        return None
    while last + 1 in years and last >= today.year:
        last += 1
    return date(last, 12, 31)


def authority_ending(
    calendar: Calendar, now: datetime, within: timedelta = WARN_WITHIN
) -> AuthorityEnding | None:
    """A warning where the authority ends within so long of `now`, or has ended; None while
    it lasts longer.
    """
    today = now.astimezone(TZ).date()
    last = last_gazetted_day(calendar, today)
    if last is None:
        return AuthorityEnding(
            None,
            -1,
            f"{digits(today.year)} সালের ছুটির তালিকা দেওয়া হয়নি; সব তারিখ সাময়িক",
            f"the list of holidays of {today.year} has not been entered; every date is provisional",
        )
    left = (last - today).days
    if left > within.days:
        return None
    bn, en = date_words(last, "bn", weekday=False), date_words(last, "en", weekday=False)
    if left < 0:
        return AuthorityEnding(
            last,
            left,
            f"ছুটির তালিকা {bn} তারিখে শেষ হয়ে গেছে; পরের সব তারিখ সাময়িক",
            f"the list of holidays ended on {en}; every later date is provisional",
        )
    days = "day" if left == 1 else "days"
    return AuthorityEnding(
        last,
        left,
        f"ছুটির তালিকা {bn} পর্যন্ত, আর {grouped_number(left)} দিন; {digits(last.year + 1)} সালের তালিকা দিন",
        f"the list of holidays ends on {en}, in {grouped_number(left, 'en')} {days}; enter the list of"
        f" {last.year + 1}",
    )
