"""What if another promise had been made: the cases of a service counted again, and which desk held them longest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from ongikar.clock.models import Clock
from ongikar.offices.models import Office
from ongikar.rules.account import Account
from ongikar.rules.desk_time import DeskTime
from ongikar.rules.moves import HAND_OVER
from ongikar.rules.promise import Promise
from ongikar.rules.replay import History, Late, Replay, replay

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


def replayed(office: Office, *, code: str, promise: Promise, start: datetime, now: datetime) -> Replayed:
    """The service's promises since `start`, each by the calendar it ran under; read a page at a time."""
    was, would_be = NOTHING, NOTHING
    for page in pages(office, code, start):
        by_version: dict[int, list[Clock]] = {}
        for clock in page:
            by_version.setdefault(clock.calendar_version_id, []).append(clock)
        for clocks in by_version.values():
            calendar, told = clocks[0].calendar, [history(clock) for clock in clocks]
            was = together(was, replay(calendar, told, now))
            would_be = together(would_be, replay(calendar, told, now, promise))
    late = tuple(sorted(would_be.late, key=lambda each: each.due))
    return Replayed(was.account, would_be.account, late, would_be.desks)


NOTHING: Replay[str, int] = Replay(Account(), ())


def together(one: Replay[str, int], other: Replay[str, int]) -> Replay[str, int]:
    return Replay(
        one.account + other.account, (*one.late, *other.late), tuple(added([*one.desks, *other.desks]))
    )


def pages(office: Office, code: str, start: datetime) -> Iterator[list[Clock]]:
    """The clocks of a service that began since `start`, also those that stopped before their case was reopened."""
    of_service = Q(case__service__code=code) | Q(earlier_ending__case__service__code=code)
    clocks = Clock.objects.filter(of_service, office=office, topic="case", started_at__gte=start)
    acts = Prefetch("acts", Act.objects.filter(name=HAND_OVER).order_by("id"))
    last = 0
    while page := list(clocks.filter(pk__gt=last).order_by("pk").prefetch_related("facts")[:PAGE]):
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


def history(clock: Clock) -> History[str, int]:
    case = clock.owner
    return History(case.number, clock.running, since(holdings(case, case.acts.all()), clock.running.started))
