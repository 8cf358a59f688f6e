"""One page of the queue. It goes on from the last line shown: the hundred thousandth case costs what the thousandth does."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In

from ongikar.clock.models import Clock
from ongikar.frame.ready import Ready
from ongikar.offices.models import Office
from ongikar.rules import moves

from ..models import Case
from .queue import PAGE, Asked, due_today, end_of_day, first_due, late, running

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# The places of what is asked; the services come last, however many they are.
OFFICE, NOW, TONIGHT, DUE, KEY, CHANNEL, SERVICES = map(Ready.ask, range(7))
BY_DUE = {
    "open": Q(),
    "late": late(NOW),
    "today": due_today(NOW, TONIGHT),
}
BY_STATE = {"received": moves.RECEIVED, "waiting": moves.WAITING}


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of cases, with applicant and clock; `after` leads to the next, "" when there is none."""

    cases: list[Case]
    after: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes one page's question another than the next one's: its values aside, the same is asked again and again."""

    tab: str
    services: int
    has_channel: bool
    goes_on: bool


def lines(office: Office, asked: Asked, *, now: datetime) -> Lines:
    """One page of the queue."""
    is_by_due = asked.tab in BY_DUE
    due_at, key = _read_mark(asked.after, is_by_due)
    shape = Shape(asked.tab, len(asked.services), bool(asked.channel), key is not None)
    values = office.pk, now, end_of_day(now), due_at, key, asked.channel, *asked.services
    if is_by_due:
        found = [clock.case for clock in due_lines(shape)(*values)]
        return _page(found, lambda case: _mark(case.clock))
    return _page(case_lines(shape)(*values), lambda case: str(case.pk))


@cache
def due_lines(shape: Shape) -> Ready[Clock]:
    """The clocks of one page of a tab that stands in the order of due days."""
    clocks = running(OFFICE).filter(BY_DUE[shape.tab], _beside(shape, "case__"))
    if shape.goes_on:
        clocks = clocks.filter(due_at__gte=DUE).exclude(due_at=DUE, id__lte=KEY)
    return Ready(lambda: first_due(clocks, PAGE + 1))


@cache
def case_lines(shape: Shape) -> Ready[Case]:
    """The cases of one page of any other tab."""
    cases = Case.objects.filter(office=OFFICE).select_related("applicant", "clock")
    if state := BY_STATE.get(shape.tab):
        # The longest waiting first; a closed case is looked for from the newest back.
        cases = cases.filter(_beside(shape), state=state).order_by("id")
        beyond = Q(id__gt=KEY)
    else:
        cases = cases.filter(_narrowed(shape)).order_by("-id")
        beyond = Q(id__lt=KEY)
        if shape.tab == "closed":
            cases = cases.filter(closed_at__isnull=False)
    if shape.goes_on:
        cases = cases.filter(beyond)
    return Ready(lambda: cases[: PAGE + 1])


def _services(shape: Shape) -> list[Value]:
    first = SERVICES.value.place
    return [Ready.ask(first + n) for n in range(shape.services)]


def _beside(shape: Shape, prefix: str = "") -> Q:
    """What the lines must also be, said so that no index of it is chosen over the one that gives their order.

    A database without statistics would else walk every case of the channel to find the few that are open.
    """
    wanted = Q()
    if shape.services:
        wanted &= Q(In(F(f"{prefix}service_id") + 0, _services(shape)))
    if shape.has_channel:
        wanted &= Q(Exact(Coalesce(f"{prefix}channel", Value("")), CHANNEL))
    return wanted


def _narrowed(shape: Shape) -> Q:
    """The same for the newest cases, whose order the indexes of service and channel keep too."""
    wanted = Q()
    if shape.services:
        wanted &= Q(In(F("service_id"), _services(shape)))
    if shape.has_channel:
        wanted &= Q(channel=CHANNEL)
    return wanted


def _page(found: list[Case], mark) -> Lines:
    return Lines(found[:PAGE], mark(found[PAGE - 1]) if len(found) > PAGE else "")


def _mark(clock: Clock) -> str:
    return f"{(clock.due_at - EPOCH) // MICROSECOND}.{clock.pk}"


def _read_mark(after: str, is_by_due: bool) -> tuple[datetime | None, int | None]:
    """The due moment and the key after which the page goes on; of a mark that is none, nothing."""
    parts = after.split(".")
    if len(parts) != 1 + is_by_due or not all(
        part.isascii() and part.isdigit() and len(part) < 19 for part in parts
    ):
        return None, None
    try:
        return EPOCH + int(parts[0]) * MICROSECOND if is_by_due else None, int(parts[-1])
    except OverflowError:
        return None, None
