"""Tallies of promises: how many ended how in each month, changed by each act that ends one and never counted
for a page.

An act adds a row that says what it changed; the worker adds such rows to the tallies, and a page reads both
in one statement. So an act waits for no row that others write, and what a page tells is what stands in the
clocks at that moment. Late without a word of the watch are a few clocks at a time: they are looked for apart.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import NamedTuple

from django.db import transaction
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Max,
    Min,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from ongikar.core.db.bulk_sql import insert_rows
from ongikar.journal.outbox import has_skip_locked
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.watch import BROKEN

from .lateness import IN_TIME, TOLD_LATE, ClockState, TallyKey, is_late_untold, month_of
from .models import Clock, Milestone, OwedTally, PromiseTally, TallyChange

# By topic, the ways from a clock to the name of its group; the first that leads anywhere counts.
GROUPS: dict[str, tuple[str, ...]] = {}


def register_tallies(topic: str, *, groups: tuple[str, ...]) -> None:
    """Called from an app's `declarations`: the promises of this topic are tallied; twice is once."""
    GROUPS[topic] = groups


def group_of(topic: str, prefix: str = "") -> Combinable:
    """The name of a clock's group. `prefix`: the way to the clock, such as "clock__"."""
    ways = (Cast(F(f"{prefix}{way}"), CharField()) for way in GROUPS[topic])
    return Coalesce(*ways, Value(""), output_field=CharField())


# ---- what an act changes ----


class Tallied(NamedTuple):
    """A clock whose count changes: from what to what."""

    clock_id: int
    before: TallyKey | None
    after: TallyKey | None


def enter_changes(office_id: int, topic: str, tallied: Sequence[Tallied]) -> None:
    """Enter what changes in the tallies; must be called in the transaction that changes the clocks."""
    if topic not in GROUPS:
        return
    rows = [
        {
            "office_id": office_id,
            "topic": topic,
            "month": key.month,
            "clock_id": each.clock_id,
            "outcome": key.outcome,
            "in_time": key.in_time,
            "change": change,
        }
        for each in tallied
        if each.before != each.after
        for key, change in ((each.before, -1), (each.after, 1))
        if key is not None
    ]
    insert_rows(TallyChange, *rows)


def enter_change(clock: Clock, before: ClockState, after: ClockState) -> None:
    """The same of one clock."""
    if clock.topic in GROUPS:
        tallied = Tallied(clock.pk, _key_of(clock.pk, before), _key_of(clock.pk, after))
        enter_changes(clock.office_id, clock.topic, [tallied])


def _key_of(clock_id: int, state: ClockState) -> TallyKey | None:
    """The milestones are asked only of a clock that is open and has no moment to come: late, or waiting."""
    if state.stopped_at or state.broke_before or state.look_at:
        return state.tally_key(is_told=False)
    told = Milestone.objects.filter(clock=clock_id, name=BROKEN, due_at=state.due_at)
    return state.tally_key(is_told=told.exists())


# ---- what a page reads ----


class TallyRow(NamedTuple):
    """How many promises of one month and group ended how; "" of those that are open and late."""

    month: date
    group: str
    outcome: str
    in_time: bool
    many: int


def tally_rows(
    office: Office, topic: str, first: date, until: date, now: datetime, *, group: str | None = None
) -> list[TallyRow]:
    """Of the months from `first` to before `until`, both first days of a month; of one group, or of all.

    Several rows may tell of the same.
    """
    if OwedTally.objects.filter(office=office).exists():
        counted = [
            TallyRow(month, *row)
            for month in months_between(first, until)
            for row in count_clocks(office.pk, topic, month)
        ]
        told = [row for row in counted if group is None or row.group == group]
    else:
        kept = PromiseTally.objects.filter(office=office, topic=topic, month__gte=first, month__lt=until)
        changed = TallyChange.objects.filter(office=office, topic=topic, month__gte=first, month__lt=until)
        changed = changed.annotate(name=group_of(topic, "clock__"))
        if group is not None:
            kept, changed = kept.filter(group=group), changed.filter(name=group)
        both = kept.values_list("month", "group", "outcome", "in_time", "count").union(
            changed.values_list("month", "name", "outcome", "in_time", "change"), all=True
        )
        told = [TallyRow(*row) for row in both]
    return told + _untold(office, topic, first, until, now, group)


def _untold(
    office: Office, topic: str, first: date, until: date, now: datetime, group: str | None
) -> list[TallyRow]:
    """Found by what the watch looks at next, of all offices: one may have more that is open and late than all
    of them have that nobody has looked at. So nothing else is a condition of an index here.
    """
    late = Clock.objects.alias(
        of_office=Coalesce("office_id", "office_id"),
        about=Coalesce("topic", "topic"),
        day=Coalesce("due_at", "due_at"),
    )
    late = late.filter(
        is_late_untold(now, due="day"),
        of_office=office.pk,
        about=topic,
        day__gte=start_of_month(first),
        day__lt=start_of_month(until),
    )
    named = late.annotate(name=group_of(topic)).values_list("due_at", "name")
    return [
        TallyRow(month_of(due_at), name, "", False, 1)
        for due_at, name in named
        if group is None or name == group
    ]


def has_tally_before(office: Office, topic: str, month: date) -> bool:
    """Whether any promise counts in an earlier month."""
    if OwedTally.objects.filter(office=office).exists():
        due = start_of_month(month)
        clocks = Clock.objects.filter(office=office, topic=topic, due_at__lt=due)
        return any(clocks.filter(stopped_at__isnull=is_open).exists() for is_open in (False, True))
    earlier = {"office": office, "topic": topic, "month__lt": month}
    return (
        PromiseTally.objects.filter(**earlier, count__gt=0).exists()
        or TallyChange.objects.filter(**earlier).exists()
    )


def start_of_month(first: date) -> datetime:
    return datetime.combine(first, time_of_day(), TZ)


def months_between(first: date, until: date) -> Iterator[date]:
    while first < until:
        yield first
        first = month_span(first)[1]


# ---- what the worker does ----

# How many changes are added up in one transaction.
BATCH = 1000
# Seconds after which a round counts no further month of an office whose tallies are owed.
SLICE = 2.0


def add_up_promises(now: datetime) -> int:
    """The worker's duty: add to the tallies what acts changed, and count on where tallies are owed."""
    return add_changes() + count_owed_tallies()


@transaction.atomic
def add_changes() -> int:
    """Add the oldest changes to the tallies, and delete them; returns how many they were."""
    oldest = TallyChange.objects.order_by("id")
    if has_skip_locked():
        oldest = oldest.select_for_update(skip_locked=True)
    keys = list(oldest.values_list("pk", flat=True)[:BATCH])
    if not keys:
        return 0
    sums: Counter[tuple] = Counter()
    changes = TallyChange.objects.filter(pk__in=keys)
    for topic in changes.order_by().values_list("topic", flat=True).distinct():
        rows = changes.filter(topic=topic).annotate(name=group_of(topic, "clock__"))
        columns = ("office_id", "topic", "month", "name", "outcome", "in_time", "change")
        for *key, change in rows.values_list(*columns):
            sums[tuple(key)] += change
    add_to_tallies(sums)
    changes.delete()
    return len(keys)


def add_to_tallies(sums: Counter[tuple]) -> None:
    """Add these to the tallies, in one order for all, so that two workers never wait for each other."""
    names = ("office_id", "topic", "month", "group", "outcome", "in_time")
    for key, change in sorted(sums.items()):
        if change:
            told = dict(zip(names, key, strict=True))
            tally, _ = PromiseTally.objects.get_or_create(**told)
            PromiseTally.objects.filter(pk=tally.pk).update(count=F("count") + change)


def count_owed_tallies() -> int:
    """Count months of offices whose tallies are owed, for a while; returns how many were counted."""
    counted, until = 0, time.monotonic() + SLICE
    for key in OwedTally.objects.order_by("pk").values_list("pk", flat=True):
        while time.monotonic() < until and count_next_month(key):
            counted += 1
    return counted


@transaction.atomic
def count_next_month(owed_key: int) -> bool:
    """Count the next month of an office; whether there was one. Locked, so that no month is added twice."""
    owed = OwedTally.objects.select_for_update().filter(pk=owed_key).first()
    if owed is None:
        return False
    spans = [span for topic in GROUPS if (span := months_of_clocks(owed.office_id, topic))]
    month = owed.next_month or min((first for first, _ in spans), default=None)
    if month is None or all(month > last for _, last in spans):
        owed.delete()
        return False
    for topic in GROUPS:
        recount_month(owed.office_id, topic, month)
    owed.next_month = month_span(month)[1]
    owed.save(update_fields=["next_month"])
    return True


def months_of_clocks(office_id: int, topic: str) -> tuple[date, date] | None:
    """The first and the last month in which promises of an office are due, or are tallied."""
    months: list[date] = []
    for is_open in (True, False):
        clocks = Clock.objects.filter(office=office_id, topic=topic, stopped_at__isnull=is_open)
        for order in ("due_at", "-due_at"):
            due = clocks.order_by(order).values_list("due_at", flat=True)[:1]
            months += map(month_of, due)
    kept = PromiseTally.objects.filter(office=office_id, topic=topic).aggregate(
        first=Min("month"), last=Max("month")
    )
    months += [month for month in kept.values() if month]
    return (min(months), max(months)) if months else None


# ---- counting ----


def count_clocks(office_id: int, topic: str, month: date) -> list[tuple]:
    """What the clocks of one month say, as rows of group, outcome, in time and how many."""
    ended, late = _of_ended(office_id, topic, month), _of_late(office_id, topic, month)
    return list(ended.union(late, all=True))


def _due_in(office_id: int, topic: str, month: date) -> QuerySet[Clock]:
    first, until = (start_of_month(day) for day in month_span(month))
    return Clock.objects.filter(office=office_id, topic=topic, due_at__gte=first, due_at__lt=until).order_by()


def _of_ended(office_id: int, topic: str, month: date) -> QuerySet:
    ended = _due_in(office_id, topic, month).filter(stopped_at__isnull=False)
    is_kept = Case(When(IN_TIME, then=True), default=False, output_field=BooleanField())
    grouped = ended.values(name=group_of(topic), ending=F("outcome"), kept=is_kept)
    return grouped.annotate(many=Count("pk")).values_list("name", "ending", "kept", "many")


def _of_late(office_id: int, topic: str, month: date) -> QuerySet:
    late = _due_in(office_id, topic, month).filter(TOLD_LATE)
    grouped = late.values(name=group_of(topic), ending=F("outcome"), kept=Value(False, BooleanField()))
    return grouped.annotate(many=Count("pk")).values_list("name", "ending", "kept", "many")


def differences(office_id: int, topic: str, month: date) -> Counter[tuple]:
    """By group, outcome and in time: how many more the clocks of one month say than its tallies and what is
    to be added to them. In one statement, so that an act meanwhile is in all of them or in none.
    """
    of_month = {"office": office_id, "topic": topic, "month": month}
    kept = PromiseTally.objects.filter(**of_month).annotate(fewer=Value(0, IntegerField()) - F("count"))
    changed = TallyChange.objects.filter(**of_month).annotate(
        name=group_of(topic, "clock__"), fewer=Value(0, IntegerField()) - F("change")
    )
    every = _of_ended(office_id, topic, month).union(
        _of_late(office_id, topic, month),
        kept.values_list("group", "outcome", "in_time", "fewer"),
        changed.values_list("name", "outcome", "in_time", "fewer"),
        all=True,
    )
    counted: Counter[tuple] = Counter()
    for *key, many in every:
        counted[tuple(key)] += many
    return Counter({key: many for key, many in counted.items() if many})


def recount_month(office_id: int, topic: str, month: date) -> int:
    """Put the tallies of one month right; returns how many differed."""
    differing = differences(office_id, topic, month)
    add_to_tallies(Counter({(office_id, topic, month, *key): many for key, many in differing.items()}))
    return len(differing)


class MonthCheck(NamedTuple):
    """One month of an office that was counted anew, and how many of its tallies differed."""

    office_id: int
    topic: str
    month: date
    differed: int


def rebuild_tallies() -> Iterator[MonthCheck]:
    """Count every month of every office anew; an office whose tallies are owed is the worker's."""
    for office_id in Office.objects.order_by("pk").values_list("pk", flat=True):
        for topic in GROUPS:
            if span := months_of_clocks(office_id, topic):
                for month in months_between(span[0], span[1] + timedelta(days=1)):
                    yield MonthCheck(office_id, topic, month, check_month(office_id, topic, month))


@transaction.atomic
def check_month(office_id: int, topic: str, month: date) -> int:
    """Count a month anew; returns how many tallies differed. One at a time: two that count at once would
    both add what is missing.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office_id)
    if OwedTally.objects.filter(office=office_id).exists():
        return 0
    return recount_month(office_id, topic, month)
