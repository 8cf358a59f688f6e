"""What the board of the waiting room shows: whom which desk called last, and how long a newcomer waits.

Nobody's name stands there, nor what anybody came for or why they were called earlier: whoever looks at it may
be anybody.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from ongikar.core.i18n.say import language
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .figures import figures_of_day, minutes_of_one
from .models import Visit, VisitCall
from .rules.estimate import Span, estimate
from .settings import queue_rules
from .voice import can_say

SHOWN = 6
# One person may be called by several desks in turn, and stands on the board once.
READ = 4 * SHOWN


@dataclass(frozen=True, slots=True)
class BoardCall:
    """`key`: another one as soon as the person is called again."""

    pk: int
    key: str
    visit: Visit
    desk: str
    at: datetime
    # Whether the desk still waits for them to come.
    is_new: bool
    # Whether there is a voice that says it (voice.py).
    has_voice: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """`span`: how long whoever comes now waits, None before the day at the counter has begun."""

    calls: list[BoardCall]
    waiting: int
    span: Span | None


def board_of(office: Office, now: datetime) -> Board:
    day = now.astimezone(TZ).date()
    calls = last_calls(office, day)
    waiting = Visit.objects.filter(office=office, day=day, state=transitions.WAITING).count()
    if not calls and not waiting:
        return Board([], 0, None)
    desks = VisitCall.objects.filter(office=office, day=day, ended_at__isnull=True).count()
    minutes = minutes_of_one(figures_of_day(office, day).whole, queue_rules(office, day).service_minutes)
    return Board(calls, waiting, estimate(waiting, max(desks, 1), minutes))


def calls_of_board(office: Office, day: date) -> QuerySet[VisitCall]:
    """The newest first. Whoever was set aside is taken up where they stand: nobody calls them."""
    return (
        VisitCall.objects.filter(office=office, day=day)
        .exclude(begun_at=F("called_at"))
        .select_related("visit", "desk")
        .order_by("-last_called_at")
    )


def last_calls(office: Office, day: date) -> list[BoardCall]:
    newest: dict[int, VisitCall] = {}
    for call in calls_of_board(office, day)[:READ]:
        newest.setdefault(call.visit_id, call)
    shown = list(newest.values())[:SHOWN]
    # The newest alone is said: whoever turns the sound on hears nobody's call of before.
    return [
        board_call(call, has_voice=place == 0 and can_say(call, language()))
        for place, call in enumerate(shown)
    ]


def board_call(call: VisitCall, *, has_voice: bool) -> BoardCall:
    return BoardCall(
        call.pk,
        f"{call.pk}-{call.times}",
        call.visit,
        call.desk.title,
        call.last_called_at,
        call.begun_at is None and call.ended_at is None,
        has_voice,
    )
