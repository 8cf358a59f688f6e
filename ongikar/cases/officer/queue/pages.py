"""One page of the queue. It goes on from the last line shown: the hundred thousandth case costs what the
thousandth does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property

from django.db.models import F, Q, QuerySet, Value
from django.db.models.lookups import Exact, In

from ongikar.cases.models import Case
from ongikar.clock.models import Clock
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.db.pages import page_of, read_key, rows_and_next  # noqa: F401
from ongikar.core.i18n.say import language
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ

from .selection import (
    COUNTED_UP_TO,
    SHOWN_OF_CASES,
    QueueSelection,
    cases_of_clocks,
    clocks_by_due,
    desk_words,
    end_of_day,
    few_clocks_by_due,
    hide_selectivity,
    is_due_today,
    is_late_clock,
    running_promises,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# The places of what is asked; the services and desks come last, however many they are.
OFFICE, NOW, TONIGHT, DUE, KEY, CHANNEL, DAY, REST = map(CompiledQuery.parameter, range(8))
# What a tab in the order of due days holds, beside what is asked of every line.
BY_DUE = {
    "open": Q(),
    "mine": Q(),
    "late": is_late_clock(NOW),
    "today": is_due_today(NOW, TONIGHT),
    "received": Q(),
    "waiting": Q(),
    # No tab of the queue, but a part of the day.
    "answered": Q(),
}
BY_STATE = {
    "received": case_transitions.RECEIVED,
    "waiting": case_transitions.WAITING,
    "answered": case_transitions.ANSWERED,
}
# Tabs whose cases have an index of their own, so that few of them need not be looked for among all that is
# open.
COUNTED_TABS = ("mine", *BY_STATE)


class QueuePage:
    """One page of cases, with applicant and clock; `after` leads to the next, "" when there is none.

    `answers`: its lines as the database gave them, and `read` makes cases of some of them; None where the
    cases were found in another way.
    """

    def __init__(
        self,
        cases: list[Case] | None,
        after: str,
        *,
        answers: list[tuple] | None = None,
        read: Callable[[list[tuple]], list[Case]] = lambda answers: [],
    ) -> None:
        self.given, self.after, self.answers, self.read = cases, after, answers, read

    @cached_property
    def cases(self) -> list[Case]:
        return self.read(self.answers or []) if self.given is None else self.given

    @property
    def records(self) -> list[Case]:
        """As a list of the desk has them."""
        return self.cases


@dataclass(frozen=True, slots=True)
class QueryShape:
    """What makes one page's question another than the next one's: its values aside, the same is asked again
    and again.
    """

    tab: str
    services: int
    desks: int
    has_channel: bool
    goes_on: bool
    is_last_first: bool
    is_few: bool
    tongue: str
    most: int


def fetch_queue_page(
    office: Office, asked: QueueSelection, *, now: datetime, counts: Mapping[str, int] | None = None
) -> QueuePage:
    """One page of the queue.

    `counts`: how many stand in each tab. Of few, all are found by what they are and put in order; many are
    walked in the order of their days until a page is full. Neither reads what is not open.
    """
    is_by_due = asked.tab in BY_DUE
    due_at, key = read_mark(asked.after, is_by_due)
    is_few = asked.tab in COUNTED_TABS and (counts or {}).get(asked.tab, COUNTED_UP_TO) < COUNTED_UP_TO
    shape = QueryShape(
        asked.tab,
        len(asked.services),
        len(asked.desks),
        bool(asked.channel),
        key is not None,
        asked.is_last_first,
        is_few,
        language(),
        asked.most,
    )
    day = now.astimezone(TZ).date()
    values = (office.pk, now, end_of_day(now), due_at, key, asked.channel, day, *asked.services, *asked.desks)
    if is_by_due and not is_few:
        answers, read = query_by_due(shape).unread(*values)
        return _page(
            answers, lambda some: cases_of_clocks(read(some)), lambda case: due_mark(case.clock), asked.most
        )
    query = query_few(shape) if is_by_due else query_newest(shape)
    mark = (lambda case: due_mark(case.clock)) if is_by_due else (lambda case: str(case.pk))
    return _page(*query.unread(*values), mark, asked.most)


@cache
def query_by_due(shape: QueryShape) -> CompiledQuery[Clock]:
    """The clocks of one page of a tab that stands in the order of due days."""
    clocks = running_promises(OFFICE).filter(BY_DUE[shape.tab], _beside(shape, "case__"))
    if shape.goes_on:
        clocks = _going_on(clocks, shape)
    return CompiledQuery(lambda: _order_page(clocks_by_due(clocks, DAY, shape.tongue), shape))


@cache
def query_few(shape: QueryShape) -> CompiledQuery[Case]:
    """The cases of one page of a tab that holds few."""
    cases: QuerySet[Case] = Case.objects.filter(office=OFFICE, closed_at__isnull=True, is_grouped=False)
    if state := BY_STATE.get(shape.tab):
        cases = cases.filter(_beside(shape, but="state"), state=state)
    else:
        cases = cases.filter(_beside(shape, but="desks"), In(F("desk_id"), _desks(shape)))
    if shape.goes_on:
        cases = _going_on(cases, shape, "clock__")
    return CompiledQuery(lambda: _order_page(few_clocks_by_due(cases, DAY, shape.tongue), shape))


@cache
def query_newest(shape: QueryShape) -> CompiledQuery[Case]:
    """The cases of one page of any other tab, the newest first."""
    cases = Case.objects.filter(office=OFFICE).filter(_narrow_newest(shape)).order_by("-id")
    if shape.tab == "closed":
        cases = cases.filter(closed_at__isnull=False)
    elif shape.tab == "grouped":
        cases = cases.filter(closed_at__isnull=True, is_grouped=True)
    if shape.goes_on:
        cases = cases.filter(id__lt=KEY)
    shown = cases.select_related("applicant", "clock").only(*SHOWN_OF_CASES)
    return CompiledQuery(
        lambda: rows_and_next(shown.annotate(desk_words=desk_words(DAY, shape.tongue)), shape.most)
    )


def _going_on(rows: QuerySet, shape: QueryShape, clock: str = "") -> QuerySet:
    """Those after the last line of the page before."""
    if shape.is_last_first:
        return rows.filter(**{f"{clock}due_at__lte": DUE}).exclude(
            **{f"{clock}due_at": DUE, f"{clock}id__gte": KEY}
        )
    return rows.filter(**{f"{clock}due_at__gte": DUE}).exclude(
        **{f"{clock}due_at": DUE, f"{clock}id__lte": KEY}
    )


def _order_page(rows: QuerySet, shape: QueryShape) -> QuerySet:
    """A page and one more, the last due first where that was asked."""
    ordered: QuerySet = rows_and_next(rows.reverse() if shape.is_last_first else rows, shape.most)
    return ordered


def _asked_for(first: int, count: int) -> list[Value]:
    return [CompiledQuery.parameter(REST.value.place + first + n) for n in range(count)]


def _services(shape: QueryShape) -> list[Value]:
    return _asked_for(0, shape.services)


def _desks(shape: QueryShape) -> list[Value]:
    return _asked_for(shape.services, shape.desks)


def _beside(shape: QueryShape, prefix: str = "", *, but: str = "") -> Q:
    """What the lines must also be, said so that no index of it is chosen over the one that finds them or
    gives their order.

    A database without statistics would else walk every case of the channel to find the few that are open.
    `but`: what they are found by.
    """
    wanted = Q()
    if shape.services:
        wanted &= hide_selectivity(In(F(f"{prefix}service_id"), _services(shape)))
    if shape.desks and but != "desks":
        wanted &= hide_selectivity(In(F(f"{prefix}desk_id"), _desks(shape)))
    if shape.has_channel:
        wanted &= hide_selectivity(Exact(F(f"{prefix}channel"), CHANNEL))
    if (state := BY_STATE.get(shape.tab)) and but != "state":
        wanted &= hide_selectivity(Exact(F(f"{prefix}state"), Value(state)))
    return wanted


def _narrow_newest(shape: QueryShape) -> Q:
    """The same for the newest cases, whose order the indexes of service and channel keep too."""
    wanted = Q()
    if shape.services:
        wanted &= Q(In(F("service_id"), _services(shape)))
    if shape.has_channel:
        wanted &= Q(channel=CHANNEL)
    return wanted


def _page(
    answers: list[tuple],
    read: Callable[[list[tuple]], list[Case]],
    mark: Callable[[Case], str],
    most: int,
) -> QueuePage:
    page = page_of(answers, most)
    return QueuePage(None, mark(*read([page.last])) if page.last else "", answers=page.rows, read=read)


def due_mark(clock: Clock) -> str:
    """What a next page in the order of due days goes on from."""
    return f"{(clock.due_at - EPOCH) // MICROSECOND}.{clock.pk}"


def read_mark(after: str, is_by_due: bool) -> tuple[datetime | None, int | None]:
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
