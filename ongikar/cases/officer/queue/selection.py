"""The queue: which cases an officer looks at, found from the running promises by their due day, and how many
stand in each tab.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, cast

from django.db.models import BooleanField, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models import Case as Choose
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import Exact, In, IsNull

from ongikar.cases.models import Case
from ongikar.cases.urgent import MOST_SHOWN, open_urgent_cases
from ongikar.clock.models import Clock, Milestone
from ongikar.core.db.capped_count import COUNTED_UP_TO, CappedCount
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.i18n.say import say_lazy
from ongikar.offices.models import Office
from ongikar.people.models import Holding
from ongikar.people.post_holders import PostHolder
from ongikar.people.section_counts import CountedFor, count_columns, counted_sections, keep_section_counts
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.watch import BROKEN

PAGE = 25
SOON = timedelta(days=7)

TABS = {
    "open": say_lazy("সব খোলা", "All open"),
    "mine": say_lazy("আমার", "Mine"),
    "late": say_lazy("দেরি", "Late"),
    "today": say_lazy("আজ শেষ দিন", "Due today"),
    "received": say_lazy("নতুন", "New"),
    "waiting": say_lazy("কাগজের অপেক্ষা", "Waiting"),
    "grouped": say_lazy("ব্যাচের আবেদন", "Of batches"),
    "closed": say_lazy("নিষ্পন্ন", "Closed"),
    "all": say_lazy("সব", "All"),
}

# A moment, or in a compiled query the place where it will stand.
MomentValue = datetime | Value


@dataclass(frozen=True, slots=True)
class QueueSelection:
    """What the officer asked to see.

    `desks`: the posts at whose desks it lies, none for all. `is_last_first`: the last due first. `after`:
    the mark of the last line of the page before; "" for the first page. `most`: how many lines.
    """

    tab: str = "open"
    services: tuple[int, ...] = ()
    channel: str = ""
    desks: tuple[int, ...] = ()
    is_last_first: bool = False
    after: str = ""
    most: int = PAGE


def breach_milestone(clock: str = "pk", due_at: str = "due_at") -> Subquery:
    """The moment by which the worker found the promise broken at the due moment it has, null for none.

    Asked of each row by the moments' own index: of an EXISTS PostgreSQL would rather read all moments there
    ever were.
    """
    return Subquery(
        Milestone.objects.filter(clock=OuterRef(clock), name=BROKEN, due_at=OuterRef(due_at)).values("pk")[:1]
    )


def is_late_clock(now: MomentValue) -> Q:
    """Of clocks: past the due moment, unless the citizen has owed something since before it."""
    return Q(due_at__lt=now) & (
        ~Q(case__state=case_transitions.WAITING) | Q(IsNull(breach_milestone(), False))
    )


def is_due_today(now: MomentValue, tonight: MomentValue) -> Q:
    """Of clocks: due from now to the end of this day."""
    return Q(due_at__gte=now, due_at__lt=tonight) & ~Q(case__state=case_transitions.WAITING)


def end_of_day(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(TZ).date() + timedelta(days=1), time(), TZ)


def running_promises(office: Office | Value | OuterRef) -> QuerySet[Clock]:
    """The office's running promises of cases that stand in lists by themselves."""
    running = Clock.objects.filter(office=office, topic="case", stopped_at__isnull=True)
    # Said so that no database begins with the cases: they are asked one by one, in the order of the days.
    return running.filter(hide_selectivity(Exact(F("case__is_grouped"), Value(False))))


def hide_selectivity(condition: In | Exact) -> Q:
    """A condition of which no database knows how seldom it is met.

    Of a comparison PostgreSQL believes one row in two hundred, and would rather read all cases through than
    walk what is open.
    """
    return Q(Choose(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()))


# What a line shows: the first line of what was asked, and of what was given only whether a part of it is
# still owed.
SHOWN = (
    "due_at",
    "started_at",
    "stopped_at",
    "outcome",
    "broke_before",
    "calendar_version",
    "case__number",
    "case__state",
    "case__service",
    "case__received_at",
    "case__closed_at",
    "case__channel",
    "case__office",
    "case__answers",
    "case__outcome",
    "case__desk",
    "case__post",
    "case__applicant__name",
    "case__applicant__institution",
)
# The same, asked of the cases.
SHOWN_OF_CASES = tuple(
    name.removeprefix("case__") if name.startswith("case__") else f"clock__{name}" for name in SHOWN
)


def desk_words(day: date | Value, tongue: str, case: str = "", post: str = "desk") -> Coalesce:
    """Who holds the desk at which a case lies, by name; of one that nobody holds, the post. `case`: the way
    to the case; `post`: the column that names the desk.
    """
    holders = Holding.objects.on(day).filter(post=OuterRef(f"{case}{post}")).order_by("id")
    known = [NullIf(F(f"user__name_{each}"), Value("")) for each in dict.fromkeys((tongue, "bn"))]
    name = holders.values(name=Coalesce(*known, F("user__username")))[:1]
    return Coalesce(Subquery(name, output_field=CharField()), F(f"{case}{post}__title_{tongue}"))


def clocks_by_due(clocks: QuerySet[Clock], day: date | Value, tongue: str) -> QuerySet[Clock]:
    """The clocks in the order of their due moments, with what a line shows of their cases."""
    shown = clocks.select_related("case__applicant").only(*SHOWN)
    return shown.annotate(desk_words=desk_words(day, tongue, "case__")).order_by("due_at", "id")


def few_clocks_by_due(cases: QuerySet[Case], day: date | Value, tongue: str) -> QuerySet[Case]:
    """The same of few cases, found by what they are and put in order, not walked in it."""
    shown = cases.select_related("applicant", "clock").only(*SHOWN_OF_CASES)
    return shown.annotate(desk_words=desk_words(day, tongue)).order_by("clock__due_at", "clock_id")


def cases_of_clocks(clocks: Iterable[Clock]) -> list[Case]:
    """The cases of some clocks, each with its clock and the words for its desk."""
    cases = []
    for clock in clocks:
        case = clock.case
        case.clock = clock
        cast(Any, case).desk_words = cast(Any, clock).desk_words  # from the query
        cases.append(case)
    return cases


OFFICE, NOW, TONIGHT, LATER, REST = map(CompiledQuery.parameter, range(5))
BY_STATE = {
    "received": case_transitions.RECEIVED,
    "waiting": case_transitions.WAITING,
    "answered": case_transitions.ANSWERED,
}
NAMES = (
    "past",
    "past_but_waiting",
    "to_come",
    "to_come_but_waiting",
    "soon",
    "open",
    "mine",
    *BY_STATE,
    "urgent",
)


@cache
def count_by_name(desks: int, sections: tuple[str, ...] = (), posts: int = 0) -> CompiledQuery:
    """One row with a count for each of NAMES, for somebody who has so many desks; then one for each of these
    sections of the menu, for somebody who holds so many posts.
    """
    return CompiledQuery(lambda: counts_by_name(desks, sections, posts))


def counts_by_name(desks: int, sections: tuple[str, ...] = (), posts: int = 0) -> QuerySet:
    rest = [CompiledQuery.parameter(REST.value.place + n) for n in range(desks + posts)]
    # Of each desk alone: several in one question would be read to their end.
    mine = sum((CappedCount(cases_on_desk(post), COUNTED_UP_TO) for post in rest[:desks]), Value(0))
    return Office.objects.filter(pk=OFFICE).values_list(
        *counts_of_clocks(OFFICE, NOW, TONIGHT, LATER),
        mine,
        *counts_of_states(OFFICE),
        CappedCount(open_urgent_cases(OFFICE), MOST_SHOWN),
        *count_columns(sections, CountedFor(OFFICE, NOW, tuple(rest[desks:]))),
    )


def counts_of_clocks(
    office: Office | Value | OuterRef, now: MomentValue, tonight: MomentValue, later: MomentValue
) -> list["CappedCount"]:
    """The first of NAMES, as far as "open"."""
    clocks, waiting = running_promises(office).order_by("due_at"), cases_in_state(office, "waiting")
    own = Clock.objects.filter(pk=OuterRef("clock_id"))
    unrecorded = own.alias(breach=breach_milestone("pk", "due_at")).filter(breach=None)
    return [
        # Twice as many, so that what is left is still enough when as many as are shown are taken off.
        CappedCount(clocks.filter(due_at__lt=now), 2 * COUNTED_UP_TO),
        CappedCount(waiting_with(waiting, unrecorded.filter(due_at__lt=now)), COUNTED_UP_TO),
        CappedCount(clocks.filter(due_at__gte=now, due_at__lt=tonight), 2 * COUNTED_UP_TO),
        CappedCount(waiting_with(waiting, own.filter(due_at__gte=now, due_at__lt=tonight)), COUNTED_UP_TO),
        CappedCount(clocks.filter(due_at__gte=tonight, due_at__lt=later), COUNTED_UP_TO),
        CappedCount(clocks, COUNTED_UP_TO),
    ]


def waiting_with(waiting: QuerySet[Case], clock: QuerySet[Clock]) -> QuerySet[Case]:
    """Those with such a clock, which is asked for each in its turn: joined, PostgreSQL reads all clocks there
    are where an office has many.
    """
    return waiting.alias(own=Subquery(clock.values("pk")[:1])).filter(own__isnull=False)


def counts_of_states(office: Office | Value | OuterRef) -> list["CappedCount"]:
    """Those of NAMES that BY_STATE has."""
    return [CappedCount(cases_in_state(office, state).order_by("-id"), COUNTED_UP_TO) for state in BY_STATE]


def cases_on_desk(post: Value) -> QuerySet[Case]:
    """The open cases that lie at a desk, but for those of a group."""
    return Case.objects.filter(desk=post, closed_at__isnull=True, is_grouped=False).order_by("id")


def late_and_today_counts() -> QuerySet:
    """The two whose waiting cases are too many to be taken off, each case looked at by itself."""
    columns = (
        CappedCount(running_promises(OFFICE).filter(each), COUNTED_UP_TO)
        for each in (is_late_clock(NOW), is_due_today(NOW, TONIGHT))
    )
    return Office.objects.filter(pk=OFFICE).values_list(*columns)


def cases_in_state(office: Office | Value | OuterRef, name: str) -> QuerySet[Case]:
    return Case.objects.filter(office=office, state=BY_STATE[name], is_grouped=False)


count_late_and_today = CompiledQuery(late_and_today_counts)


def tab_counts(office: Office, *, now: datetime, desks: Sequence[int] = ()) -> dict[str, int]:
    """How many are open, at one's own `desks`, late, due today, due soon, new, waiting and answered, each up
    to COUNTED; and how many are urgent, of those that a page shows.
    """
    asked = asked_at(office, now)
    return shown_counts(count_by_name(len(desks))(*asked, *desks)[0], asked)


def counts_for_desk(
    office: Office, holder: PostHolder, *, now: datetime, desks: Sequence[int]
) -> dict[str, int]:
    """The same, in one statement with what the menu of this person's page counts."""
    asked, (sections, posts) = asked_at(office, now), counted_sections(holder, office)
    (row,) = count_by_name(len(desks), sections, len(posts))(*asked, *desks, *posts)
    keep_section_counts(holder, office, row[len(NAMES) :])
    return shown_counts(row[: len(NAMES)], asked)


def asked_at(office: Office, now: datetime) -> tuple[int, datetime, datetime, datetime]:
    """The values of the first four places."""
    tonight = end_of_day(now)
    return office.pk, now, tonight, tonight + SOON


def counts_of_offices(offices: Sequence[Office], *, now: datetime) -> dict[int, dict[str, int]]:
    """How many are late, due today, due soon and new in each of several offices, by their keys: in one
    statement.
    """
    tonight, each = end_of_day(now), OuterRef("pk")
    later = tonight + SOON
    *counts, _ = counts_of_clocks(each, now, tonight, later)
    received = CappedCount(cases_in_state(each, "received").order_by("-id"), COUNTED_UP_TO)
    rows = Office.objects.filter(pk__in=[office.pk for office in offices])
    # What nobody compares is not counted.
    nothing = dict.fromkeys(NAMES, 0)
    return {
        pk: shown_counts(
            [*(nothing | dict(zip((*NAMES[:5], "received"), row, strict=True))).values()],
            (pk, now, tonight, later),
        )
        for pk, *row in rows.values_list("pk", *counts, received)
    }


def shown_counts(row: Sequence[int], asked: tuple[int, datetime, datetime, datetime]) -> dict[str, int]:
    """What the tabs show, of a row with a count for each of NAMES."""
    counts = dict(zip(NAMES, row, strict=True))
    counts["mine"] = min(counts["mine"], COUNTED_UP_TO)
    past_waiting, today_waiting = counts["past_but_waiting"], counts["to_come_but_waiting"]
    if COUNTED_UP_TO in (past_waiting, today_waiting):
        counts["late"], counts["today"] = count_late_and_today(*asked)[0]
    else:
        counts["late"] = min(counts["past"] - past_waiting, COUNTED_UP_TO)
        counts["today"] = min(counts["to_come"] - today_waiting, COUNTED_UP_TO)
    return {name: counts[name] for name in ("open", "mine", "late", "today", "soon", *BY_STATE, "urgent")}
