"""What is done with a line of the visitor book beside writing it and striking it through."""

from datetime import datetime

from ongikar.core.forms.faults import require
from ongikar.journal.actions import Reference
from ongikar.records.actions import act_on, change
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits.actions import arrive
from ongikar.visits.models import Visit

from .models import Visitor

# Under which the journal tells of it.
LEFT = "left"


def write_left(visitor: Visitor, *, actor: Reference, now: datetime) -> None:
    """They go now; pressed twice, the first press holds. Raises ActFault."""
    with act_on(visitor):
        if visitor.left_at is not None:
            return
        require(
            visitor.came_on == now.astimezone(TZ).date(),
            "",
            "এই লেখা আজকের নয়। কয়টায় গেছেন, জানা থাকলে লিখুন।",
            "This line is not of today. If you know when they left, enter it.",
        )
        change(visitor, LEFT, actor=actor, now=now, left_at=now)


def key_of_token(visitor: Visitor) -> str:
    """By which the visit is known."""
    return f"visitor-{visitor.pk}"


def token_of(visitor: Visitor) -> Visit | None:
    return Visit.objects.filter(submission=key_of_token(visitor)).first()


def give_token(visitor: Visitor, *, actor: Reference, now: datetime) -> Visit:
    """Whoever comes for a service stands in the queue of the counter, once. The visit is about nothing yet:
    the desk that calls it writes the case down. Raises ActFault.
    """
    require(
        visitor.is_in(now),
        "",
        "টোকেন দেওয়া যায় যিনি আজ এসেছেন ও আছেন, তাঁকে।",
        "A token is for somebody who came today and is still here.",
    )
    return arrive(
        office=visitor.office,
        purpose="",
        actor=actor,
        now=now,
        submission=key_of_token(visitor),
    )
