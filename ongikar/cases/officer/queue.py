"""The queue: which cases an officer looks at, found from the running promises by their due day, at any size."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import IsNull

from ongikar.clock.models import Clock, Moment
from ongikar.frame.say import say_later
from ongikar.offices.models import Office
from ongikar.people.models import Holding
from ongikar.rules import moves
from ongikar.rules.calendar import TZ
from ongikar.rules.watch import BROKEN

from ..models import Case

PAGE = 25
SOON = timedelta(days=7)

TABS = {
    "open": say_later("সব খোলা", "All open"),
    "mine": say_later("আমার", "Mine"),
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
    """What the officer asked to see.

    `desks`: the posts at whose desks it lies, none for all. `is_last_first`: the last due first. `after`: the mark of the
    last line of the page before; "" for the first page.
    """

    tab: str = "open"
    services: tuple[int, ...] = ()
    channel: str = ""
    desks: tuple[int, ...] = ()
    is_last_first: bool = False
    after: str = ""


def told_broken(clock: str = "pk", due_at: str = "due_at") -> Subquery:
    """The moment by which the worker found the promise broken at the due moment it has, null for none.

    Asked of each row by the moments' own index: of an EXISTS PostgreSQL would rather read all moments there ever were.
    """
    return Subquery(
        Moment.objects.filter(clock=OuterRef(clock), name=BROKEN, due_at=OuterRef(due_at)).values("pk")[:1]
    )


def late(now: At) -> Q:
    """Of clocks: past the due moment, unless the citizen has owed something since before it."""
    return Q(due_at__lt=now) & (~Q(case__state=moves.WAITING) | Q(IsNull(told_broken(), False)))


def due_today(now: At, tonight: At) -> Q:
    """Of clocks: due from now to the end of this day."""
    return Q(due_at__gte=now, due_at__lt=tonight) & ~Q(case__state=moves.WAITING)


def end_of_day(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(TZ).date() + timedelta(days=1), time(), TZ)


def running(office: Office | Value) -> QuerySet[Clock]:
    """The office's running promises of cases, with their case."""
    return Clock.objects.filter(office=office, topic="case", stopped_at__isnull=True)


# What a line shows: the first line of what was asked, and of what was given only whether a part of it is still owed.
SHOWN = (
    "due_at", "started_at", "stopped_at", "outcome", "broke_before", "calendar_version", "case__number", "case__state", "case__service",
    "case__closed_at", "case__channel", "case__office", "case__answers", "case__outcome", "case__desk", "case__post", "case__applicant__name",
    "case__applicant__institution",
)  # fmt: skip
# The same, asked of the cases.
SHOWN_OF_CASES = tuple(
    name.removeprefix("case__") if name.startswith("case__") else f"clock__{name}" for name in SHOWN
)


def desk_words(day: date | Value, tongue: str, case: str = "") -> Coalesce:
    """Who holds the desk at which a case lies, by name; of one that nobody holds, the post. `case`: the way to the case."""
    holders = Holding.objects.on(day).filter(post=OuterRef(f"{case}desk")).order_by("id")
    known = [NullIf(F(f"user__name_{each}"), Value("")) for each in dict.fromkeys((tongue, "bn"))]
    name = holders.values(name=Coalesce(*known, F("user__username")))[:1]
    return Coalesce(Subquery(name, output_field=CharField()), F(f"{case}desk__title_{tongue}"))


def by_due(clocks: QuerySet[Clock], day: date | Value, tongue: str) -> QuerySet[Clock]:
    """The clocks in the order of their due moments, with what a line shows of their cases."""
    shown = clocks.select_related("case__applicant").only(*SHOWN)
    return shown.annotate(desk_words=desk_words(day, tongue, "case__")).order_by("due_at", "id")


def few_by_due(cases: QuerySet[Case], day: date | Value, tongue: str) -> QuerySet[Case]:
    """The same of few cases, found by what they are and put in order, not walked in it."""
    shown = cases.select_related("applicant", "clock").only(*SHOWN_OF_CASES)
    return shown.annotate(desk_words=desk_words(day, tongue)).order_by("clock__due_at", "clock_id")


def cases_of(clocks: Iterable[Clock]) -> list[Case]:
    """The cases of some clocks, each with its clock and the words for its desk."""
    cases = []
    for clock in clocks:
        case = clock.case
        case.clock, case.desk_words = clock, clock.desk_words
        cases.append(case)
    return cases
