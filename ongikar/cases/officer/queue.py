"""The queue: which cases an officer looks at, found from the running promises by their due day, at any size."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from ongikar.clock.models import Clock, Moment
from ongikar.frame.say import say_later
from ongikar.offices.models import Office
from ongikar.rules import moves
from ongikar.rules.calendar import TZ
from ongikar.rules.watch import BROKEN

from ..models import Case

PAGE = 25
SOON = timedelta(days=7)

TABS = {
    "open": say_later("চলমান", "Open"),
    "late": say_later("দেরি", "Late"),
    "today": say_later("আজ শেষ দিন", "Due today"),
    "received": say_later("নতুন", "New"),
    "waiting": say_later("কাগজের অপেক্ষা", "Waiting"),
    "closed": say_later("নিষ্পন্ন", "Closed"),
    "all": say_later("সব", "All"),
}

# A moment, or in a ready query the place where it will stand.
At = datetime | Value


@dataclass(frozen=True, slots=True)
class Asked:
    """What the officer asked to see. `after`: the mark of the last line of the page before; "" for the first page."""

    tab: str = "open"
    services: tuple[int, ...] = ()
    channel: str = ""
    after: str = ""


def broken(clock: str = "pk", due_at: str = "due_at") -> Exists:
    """That the worker found the promise broken at the due moment it has; the fields are the outer query's."""
    return Exists(Moment.objects.filter(clock=OuterRef(clock), name=BROKEN, due_at=OuterRef(due_at)))


def late(now: At) -> Q:
    """Of clocks: past the due moment, unless the citizen has owed something since before it."""
    return Q(due_at__lt=now) & (~Q(case__state=moves.WAITING) | broken())


def due_today(now: At, tonight: At) -> Q:
    """Of clocks: due from now to the end of this day."""
    return Q(due_at__gte=now, due_at__lt=tonight) & ~Q(case__state=moves.WAITING)


def end_of_day(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(TZ).date() + timedelta(days=1), time(), TZ)


def running(office: Office | Value) -> QuerySet[Clock]:
    """The office's running promises of cases, with their case."""
    return Clock.objects.filter(office=office, topic="case", stopped_at__isnull=True)


# What a line shows: the answers and words of a case are long and stand on its own page.
SHOWN = (
    "due_at", "started_at", "stopped_at", "outcome", "calendar_version", "case__number", "case__state", "case__service",
    "case__closed_at", "case__channel", "case__office", "case__applicant__name", "case__applicant__institution",
)  # fmt: skip


def first_due(clocks: QuerySet[Clock], most: int) -> QuerySet[Clock]:
    """The clocks that are due first, with what a line shows of their cases."""
    return clocks.select_related("case__applicant").only(*SHOWN).order_by("due_at", "id")[:most]


def by_due(clocks: QuerySet[Clock], most: int) -> list[Case]:
    """The cases of the clocks that are due first."""
    return [clock.case for clock in first_due(clocks, most)]


def of_state(office: Office, *states: str) -> QuerySet[Case]:
    return Case.objects.filter(office=office, state__in=states).select_related("applicant", "clock")
