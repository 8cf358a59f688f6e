"""What if another promise had been made: the cases of a service counted again, and which desk held them
longest.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from ongikar.clock.models import Clock
from ongikar.core.command_progress import step
from ongikar.offices.models import Office
from ongikar.rules.account import KEPT, WITHDRAWN, Account
from ongikar.rules.case_transitions import HAND_OVER
from ongikar.rules.clock.desk_time import DeskTime
from ongikar.rules.clock.replay import History, LateHistory, replay_histories
from ongikar.rules.promise import Promise

from .desks import desk_history, desk_history_since, sum_by_post
from .models import Act, Case

PAGE = 500


@dataclass(frozen=True, slots=True)
class ReplayResult:
    """The same histories as they were, and under the other promise. Keys are case numbers, posts are ids."""

    was: Account
    would_be: Account
    late: tuple[LateHistory[str], ...]
    desks: tuple[DeskTime[int], ...]

    @property
    def longest(self) -> DeskTime[int] | None:
        """The desk that held them longest, by office time; None where no case was held for any."""
        held = [desk for desk in self.desks if desk.office_time]
        return max(held, key=lambda desk: desk.office_time, default=None)


# What was refused stands beside the rate, and so is no late promise; what was withdrawn late was one.
COUNTED_OUTCOMES = frozenset({"", KEPT, WITHDRAWN})


def replay_service(
    office: Office, *, code: str, promise: Promise, start: datetime, now: datetime
) -> ReplayResult:
    """The service's promises since `start`, each by the calendar it ran under; read a page at a time."""
    was, would_be = Account(), Account()
    late: list[LateHistory[str]] = []
    desks: list[DeskTime[int]] = []
    groups = (group for page in pages_of_clocks(office, code, start) for group in clocks_by_calendar(page))
    for group in counted_groups(groups, clocks_begun_since(office, code, start).count):
        calendar, histories = group[0].calendar, [clock_history(clock) for clock in group]
        other = replay_histories(calendar, histories, now, promise)
        was += replay_histories(calendar, histories, now).account
        would_be += other.account
        desks = sum_by_post([*desks, *other.desks])
        known = {clock.pk: clock for clock in group}
        late += [
            LateHistory(case_of_clock(known[each.key]).number, each.due, each.ended)
            for each in other.late
            if known[each.key].running.outcome in COUNTED_OUTCOMES
        ]
    return ReplayResult(was, would_be, tuple(sorted(late, key=lambda each: each.due)), tuple(desks))


def counted_groups(groups: Iterable[list[Clock]], total: Callable[[], int]) -> Iterator[list[Clock]]:
    with step("ঘড়ি আবার চালানো", "Replaying the clocks", total) as replaying:
        for group in groups:
            yield group
            replaying.advance(len(group))


def clocks_by_calendar(page: list[Clock]) -> Iterable[list[Clock]]:
    groups: dict[int, list[Clock]] = {}
    for clock in page:
        groups.setdefault(clock.calendar_version_id, []).append(clock)
    return groups.values()


def clocks_begun_since(office: Office, code: str, start: datetime) -> QuerySet[Clock]:
    """The clocks of a service that began since `start`, also those that stopped before their case was
    reopened.
    """
    of_service = Q(case__service__code=code) | Q(earlier_ending__case__service__code=code)
    return Clock.objects.filter(of_service, office=office, topic="case", started_at__gte=start)


def pages_of_clocks(office: Office, code: str, start: datetime) -> Iterator[list[Clock]]:
    """The same with their facts and the case of each, in pages by key."""
    acts = Prefetch("acts", Act.objects.filter(name=HAND_OVER).order_by("id"))
    last = 0
    wanted = clocks_begun_since(office, code, start)
    while page := list(wanted.filter(pk__gt=last).order_by("pk").prefetch_related("facts")[:PAGE]):
        cases: dict[int, Case] = {}
        for case in Case.objects.filter(
            Q(clock__in=page) | Q(earlier_endings__clock__in=page)
        ).prefetch_related(acts, "earlier_endings"):
            cases |= dict.fromkeys(
                (case.clock_id, *(each.clock_id for each in case.earlier_endings.all())), case
            )
        for clock in page:
            vars(clock)["owner"] = cases[clock.pk]
        yield page
        last = page[-1].pk


def case_of_clock(clock: Clock) -> Case:
    """The case that was read along with the clock."""
    case: Case = vars(clock)["owner"]
    return case


def clock_history(clock: Clock) -> History[int, int]:
    case = case_of_clock(clock)
    return History(
        clock.pk,
        clock.running,
        desk_history_since(desk_history(case, case.acts_in_order), clock.running.started),
    )
