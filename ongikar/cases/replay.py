"""What if another promise had been made: the cases of a service counted again, and which desk held them longest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from ongikar.clock.models import Clock
from ongikar.offices.models import Office
from ongikar.rules.account import KEPT, WITHDRAWN, Account
from ongikar.rules.case_transitions import HAND_OVER
from ongikar.rules.clock.desk_time import DeskTime
from ongikar.rules.clock.replay import History, Late, replay
from ongikar.rules.promise import Promise

from .desks import added, holdings, since
from .models import Act, Case

PAGE = 500


@dataclass(frozen=True, slots=True)
class Replayed:
    """The same histories as they were, and under the other promise. Keys are case numbers, posts are ids."""

    was: Account
    would_be: Account
    late: tuple[Late[str], ...]
    desks: tuple[DeskTime[int], ...]

    @property
    def longest(self) -> DeskTime[int] | None:
        """The desk that held them longest, by office time; None where no case was held for any."""
        held = [desk for desk in self.desks if desk.office_time]
        return max(held, key=lambda desk: desk.office_time, default=None)


# What was refused stands beside the rate, and so is no late promise; what was withdrawn late was one.
COUNTED = frozenset({"", KEPT, WITHDRAWN})


def replayed(office: Office, *, code: str, promise: Promise, start: datetime, now: datetime) -> Replayed:
    """The service's promises since `start`, each by the calendar it ran under; read a page at a time."""
    was, would_be = Account(), Account()
    late: list[Late[str]] = []
    desks: list[DeskTime[int]] = []
    for group in (group for page in pages(office, code, start) for group in by_calendar(page)):
        calendar, told = group[0].calendar, [history(clock) for clock in group]
        other = replay(calendar, told, now, promise)
        was += replay(calendar, told, now).account
        would_be += other.account
        desks = added([*desks, *other.desks])
        known = {clock.pk: clock for clock in group}
        late += [
            Late(known[each.key].owner.number, each.due, each.ended)
            for each in other.late
            if known[each.key].running.outcome in COUNTED
        ]
    return Replayed(was, would_be, tuple(sorted(late, key=lambda each: each.due)), tuple(desks))


def by_calendar(page: list[Clock]) -> Iterable[list[Clock]]:
    groups: dict[int, list[Clock]] = {}
    for clock in page:
        groups.setdefault(clock.calendar_version_id, []).append(clock)
    return groups.values()


def clocks(office: Office, code: str, start: datetime) -> QuerySet[Clock]:
    """The clocks of a service that began since `start`, also those that stopped before their case was reopened."""
    of_service = Q(case__service__code=code) | Q(earlier_ending__case__service__code=code)
    return Clock.objects.filter(of_service, office=office, topic="case", started_at__gte=start)


def pages(office: Office, code: str, start: datetime) -> Iterator[list[Clock]]:
    """The same with their facts and the case of each, in pages by key."""
    acts = Prefetch("acts", Act.objects.filter(name=HAND_OVER).order_by("id"))
    last = 0
    wanted = clocks(office, code, start)
    while page := list(wanted.filter(pk__gt=last).order_by("pk").prefetch_related("facts")[:PAGE]):
        cases = {}
        for case in Case.objects.filter(
            Q(clock__in=page) | Q(earlier_endings__clock__in=page)
        ).prefetch_related(acts, "earlier_endings"):
            cases |= dict.fromkeys(
                (case.clock_id, *(each.clock_id for each in case.earlier_endings.all())), case
            )
        for clock in page:
            clock.owner = cases[clock.pk]
        yield page
        last = page[-1].pk


def history(clock: Clock) -> History[int, int]:
    case = clock.owner
    return History(clock.pk, clock.running, since(holdings(case, case.acts.all()), clock.running.started))
