"""Course of a promise: its days, waits, end and lateness, collected from a calendar and an
explained count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.calendar.rows import WEEKLY
from ongikar.rules.promise_bar.axis import DAYS_MARKED, LONGEST_OVERSHOOT

from .days import COUNTED, HOLIDAY, WEEKLY_DAY, DayRow
from .explanation import Explanation
from .wait_periods import Wait

# How what was promised came: the service given, or, of a complaint, the decision.
KEPT, DECIDED = "kept", "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What has become of a promise by `now`; all its bar shows. Instants are in the office's time zone.

    `days`: from the day of arrival as far as the bar may reach. `now` None: not yet begun, as on a receipt
    or beside a service. `certain_until`: the last day that cannot move, where some may.
    """

    received: datetime
    due: datetime
    now: datetime | None
    days: Sequence[DayRow]
    waits: Sequence[tuple[datetime, datetime | None]] = ()
    ended: datetime | None = None
    ending: str = ""
    is_provisional: bool = False
    certain_until: date | None = None
    old_due: datetime | None = None
    days_late: int = 0
    if_applied_today: bool = False
    from_receipt: bool = True
    # A day before this one had passed unkept: that of an earlier step, or of accepting.
    broke_before: bool = False
    # It counts a task, which is given and done; or a tier of a complaint, which waits for an answer.
    is_task: bool = False
    is_complaint: bool = False

    @property
    def last(self) -> datetime:
        """The latest moment the bar must show."""
        return self.ended or self.now or self.received

    @property
    def is_late(self) -> bool:
        return self.last > self.due

    @property
    def was_late(self) -> bool:
        """Late by this day, or by one before it: kept in time by neither."""
        return self.is_late or self.broke_before

    @property
    def has_come(self) -> bool:
        """Whether it ended with what was promised, in time or late, and not in another way."""
        return self.ending in ("", KEPT, DECIDED)

    @property
    def is_waiting(self) -> bool:
        return not self.ended and bool(self.waits) and self.waits[-1][1] is None

    @property
    def may_move(self) -> bool:
        """Whether the due day is still uncertain; what has ended or broken is judged by the calendar it ran
        under.
        """
        return self.is_provisional and not self.ended and not self.is_late


def promise_course(
    calendar: Calendar,
    explained: Explanation,
    *,
    now: datetime | None = None,
    waits: Sequence[Wait] = (),
    ended: datetime | None = None,
    ending: str = "",
    old_due: datetime | None = None,
    if_applied_today: bool = False,
    from_receipt: bool = True,
    broke_before: bool = False,
    is_task: bool = False,
    is_complaint: bool = False,
) -> Course:
    """The course of a promise. `ending` is its outcome; `waits` end in None while the citizen still owes
    something.
    """
    received, due = local_moment(explained.received), local_moment(explained.due)
    last = max(local_moment(ended or now or received), due)
    late_until = last if last > due else due
    return Course(
        received=received,
        due=due,
        now=now and local_moment(now),
        ended=ended and local_moment(ended),
        ending=ending,
        days=(
            *other_days(calendar, received.date(), explained.receipt_day),
            *explained.days,
            *days_late_drawn(calendar, received.date(), due.date(), late_until.date()),
        ),
        waits=tuple((local_moment(start), end and local_moment(end)) for start, end in waits),
        is_provisional=explained.provisional is not None,
        certain_until=explained.last_certain_day,
        old_due=old_due and local_moment(old_due),
        if_applied_today=if_applied_today,
        from_receipt=from_receipt,
        broke_before=broke_before,
        is_task=is_task,
        is_complaint=is_complaint,
        days_late=max(calendar.count_working_days(due.date(), late_until.date()), 0),
    )


def days_late_drawn(calendar: Calendar, arrival: date, due: date, last: date) -> Iterator[DayRow]:
    """The days after the due day; none where the bar is cut, since those are not drawn."""
    longest = ((due - arrival).days + 1) * LONGEST_OVERSHOOT + 0.5
    if (last - due).days <= longest:
        yield from other_days(calendar, due + timedelta(days=1), last + timedelta(days=1))


def other_days(calendar: Calendar, first: date, until: date) -> Iterator[DayRow]:
    """The days from `first` to before `until`, which are not counted: before day 0, and after the due day."""
    start = first.toordinal()
    for place in range(min((until - first).days, DAYS_MARKED)):
        yield other_day(calendar, start + place)


# Of every late case the same days: some months of a handful of calendars, none of which ever changes.
@lru_cache(maxsize=2048)
def other_day(calendar: Calendar, ordinal: int) -> DayRow:
    day = date.fromordinal(ordinal)
    closed = calendar.closed_because(day)
    kind = COUNTED if closed is None else WEEKLY_DAY if closed.kind == WEEKLY else HOLIDAY
    return DayRow(day, kind, None, *((closed.name_bn, closed.name_en) if closed else ("", "")))


def local_moment(instant: datetime) -> datetime:
    return instant.astimezone(TZ)
