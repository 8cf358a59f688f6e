"""The queue: which cases an officer looks at, found from the running promises by their due day, at any size.

A page never counts more than it shows, and goes on from the last line it showed: the hundred thousandth case costs
what the thousandth does.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In

from ongikar.clock.models import Clock, Moment
from ongikar.frame.say import say_later
from ongikar.offices.models import Office
from ongikar.rules import moves
from ongikar.rules.calendar import TZ
from ongikar.rules.watch import BROKEN

from ..models import Case

PAGE = 25
SOON = timedelta(days=7)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

TABS = {
    "open": say_later("চলমান", "Open"),
    "late": say_later("দেরি", "Late"),
    "today": say_later("আজ শেষ দিন", "Due today"),
    "received": say_later("নতুন", "New"),
    "waiting": say_later("কাগজের অপেক্ষা", "Waiting"),
    "closed": say_later("নিষ্পন্ন", "Closed"),
    "all": say_later("সব", "All"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the officer asked to see. `after`: the mark of the last line of the page before; "" for the first page."""

    tab: str = "open"
    services: tuple[int, ...] = ()
    channel: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of cases, with applicant and clock; `after` leads to the next, "" when there is none."""

    cases: list[Case]
    after: str


def late(now: datetime) -> Q:
    """Of clocks: past the due moment, unless the citizen has owed something since before it."""
    broken = Moment.objects.filter(clock=OuterRef("pk"), name=BROKEN, due_at=OuterRef("due_at"))
    return Q(due_at__lt=now) & (~Q(case__state=moves.WAITING) | Exists(broken))


def due_today(now: datetime) -> Q:
    """Of clocks: due from now to the end of this day."""
    return Q(due_at__gte=now, due_at__lt=end_of_day(now)) & ~Q(case__state=moves.WAITING)


def soon(now: datetime) -> Q:
    """Of clocks: due in the days after today."""
    return Q(due_at__gte=end_of_day(now), due_at__lt=end_of_soon(now))


def end_of_soon(now: datetime) -> datetime:
    return end_of_day(now) + SOON


def end_of_day(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(TZ).date() + timedelta(days=1), time(), TZ)


def running(office: Office) -> QuerySet[Clock]:
    """The office's running promises of cases, with their case."""
    return Clock.objects.filter(office=office, topic="case", stopped_at__isnull=True)


# What a line shows: the answers and words of a case are long and stand on its own page.
SHOWN = (
    "due_at", "started_at", "stopped_at", "outcome", "calendar_version", "case__number", "case__state", "case__service",
    "case__closed_at", "case__channel", "case__office", "case__applicant__name", "case__applicant__institution",
)  # fmt: skip


def by_due(clocks: QuerySet[Clock], most: int) -> list[Case]:
    """The cases of the clocks that are due first."""
    found = clocks.select_related("case__applicant").only(*SHOWN).order_by("due_at", "id")[:most]
    return [clock.case for clock in found]


def of_state(office: Office, *states: str) -> QuerySet[Case]:
    return Case.objects.filter(office=office, state__in=states).select_related("applicant", "clock")


BY_DUE = {
    "open": lambda now: Q(),
    "late": late,
    "today": due_today,
}
BY_STATE = {"received": moves.RECEIVED, "waiting": moves.WAITING}


def lines(office: Office, asked: Asked, *, now: datetime) -> Lines:
    """One page of the queue."""
    if asked.tab in BY_DUE:
        return _due_lines(office, asked, now)
    cases = Case.objects.filter(office=office).select_related("applicant", "clock")
    after = int(asked.after) if asked.after.isascii() and asked.after.isdigit() else 0
    if state := BY_STATE.get(asked.tab):
        # The longest waiting first; a closed case is looked for from the newest back.
        cases = cases.filter(_beside(asked), state=state, id__gt=after).order_by("id")
    else:
        cases = cases.filter(_narrowed(asked)).order_by("-id")
        if after:
            cases = cases.filter(id__lt=after)
        if asked.tab == "closed":
            cases = cases.filter(closed_at__isnull=False)
    return _page(list(cases[: PAGE + 1]), lambda case: str(case.pk))


def _due_lines(office: Office, asked: Asked, now: datetime) -> Lines:
    clocks = running(office).filter(BY_DUE[asked.tab](now), _beside(asked, "case__"))
    if mark := _read_mark(asked.after):
        due_at, clock_id = mark
        clocks = clocks.filter(due_at__gte=due_at).exclude(due_at=due_at, id__lte=clock_id)
    return _page(by_due(clocks, PAGE + 1), lambda case: _mark(case.clock))


def _beside(asked: Asked, prefix: str = "") -> Q:
    """What the lines must also be, said so that no index of it is chosen over the one that gives their order.

    A database without statistics would else walk every case of the channel to find the few that are open.
    """
    wanted = Q()
    if asked.services:
        wanted &= Q(In(F(f"{prefix}service_id") + 0, asked.services))
    if asked.channel:
        wanted &= Q(Exact(Coalesce(f"{prefix}channel", Value("")), asked.channel))
    return wanted


def _narrowed(asked: Asked) -> Q:
    """The same for the newest cases, whose order the indexes of service and channel keep too."""
    wanted = Q()
    if asked.services:
        wanted &= Q(service__in=asked.services)
    if asked.channel:
        wanted &= Q(channel=asked.channel)
    return wanted


def _page(found: list[Case], mark) -> Lines:
    return Lines(found[:PAGE], mark(found[PAGE - 1]) if len(found) > PAGE else "")


def _mark(clock: Clock) -> str:
    return f"{(clock.due_at - EPOCH) // MICROSECOND}.{clock.pk}"


def _read_mark(after: str) -> tuple[datetime, int] | None:
    parts = after.split(".")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        return None
    try:
        return EPOCH + int(parts[0]) * MICROSECOND, int(parts[1])
    except OverflowError:
        return None
