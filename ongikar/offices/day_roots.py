"""The root of an office's ledger for a day: its last seal up to the end of that day, as it is printed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from ongikar.journal.hash_chain import day_ends
from ongikar.journal.rules.hash_chain import NO_OFFICE, OF_NO_OFFICE, Root
from ongikar.rules.calendar.office_calendar import TZ

from .models import Office


def day_roots(office: Office, days: Sequence[date]) -> list[Root]:
    """Of each of these days, those before the first seal left out. Once a day is over, its root never
    changes.
    """
    ends = day_ends(office.pk, [end_of(day) for day in days])
    return [Root(str(day), office.slug, *last) for day, last in zip(days, ends, strict=True) if last]


def root_of_day_before(office: Office, moment: datetime) -> str:
    """The root that what is printed or sent at this moment carries, as a line; "" before the first seal. Many
    hold it then, so that nobody can write the days before it anew.
    """
    day = moment.astimezone(TZ).date() - timedelta(days=1)
    return "".join(root.line() for root in day_roots(office, [day]))


def root_lines_to_keep(office: Office, day: date) -> list[str]:
    """What a second party is to keep of a day: the office's root, and with that of the first office of the
    installation the root of what belongs to no office.
    """
    roots = day_roots(office, [day])
    if office.is_default:
        [last] = day_ends(NO_OFFICE, [end_of(day)])
        roots += [Root(str(day), OF_NO_OFFICE, *last)] if last else []
    return [root.line() for root in roots]


def end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), TZ)
