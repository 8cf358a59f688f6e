"""The acts of a gathering's page: when each may be pressed, what it asks, and what it then does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ongikar.core.i18n.say import say_lazy

from . import actions, transitions
from .forms import (
    CancelForm,
    CountForm,
    InviteForm,
    MoveForm,
    OfficeForm,
    RecordForm,
    StrikeForm,
    initial_when,
)
from .models import Gathering


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One act. `may`: whether it may be pressed now; `initial`: what its form begins with."""

    title: Any
    done: Any
    form: type[OfficeForm]
    may: Callable[[Gathering, datetime], bool]
    do: Callable[..., Any]
    initial: Callable[[Gathering], dict[str, Any]] = lambda gathering: {}


def can(name: str) -> Callable[[Gathering, datetime], bool]:
    return lambda gathering, now: transitions.TRANSITIONS.may_follow(gathering.state, name)


def may_invite(gathering: Gathering, now: datetime) -> bool:
    return can(transitions.INVITE)(gathering, now) and now < gathering.ends_at


def is_let_in(gathering: Gathering, now: datetime) -> bool:
    return gathering.state in transitions.COMING and now >= gathering.opens_at


def may_record(gathering: Gathering, now: datetime) -> bool:
    return gathering.state in transitions.COMING and now >= gathering.starts_at


def may_strike(gathering: Gathering, now: datetime) -> bool:
    return gathering.sort == Gathering.SESSION and can(transitions.STRIKE)(gathering, now)


def do_move(cleaned: dict[str, Any], gathering: Gathering, **who: Any) -> Gathering:
    return actions.move_gathering(
        gathering,
        starts_at=cleaned["starts_at"],
        ends_at=cleaned["ends_at"],
        place=cleaned["place"],
        venue=cleaned["venue"],
        reply_by=cleaned["reply_by"],
        reason=cleaned["reason"],
        **who,
    )


DESK_ACTS = {
    "record": DeskAct(
        say_lazy("শেষ হয়েছে", "It is over"),
        say_lazy("উপস্থিতি লেখা শেষ।", "Attendance is recorded."),
        RecordForm,
        may_record,
        lambda cleaned, gathering, **who: actions.record_gathering(
            gathering, rest=cleaned["rest"], held_minutes=cleaned["held_minutes"], **who
        ),
        lambda gathering: {"held_minutes": gathering.minutes},
    ),
    "count": DeskAct(
        say_lazy("মাথা গুনে লিখুন", "Count heads"),
        say_lazy("লেখা হয়েছে।", "Entered."),
        CountForm,
        is_let_in,
        lambda cleaned, gathering, **who: actions.count_heads(gathering, counted=cleaned["counted"], **who),
    ),
    "invite": DeskAct(
        say_lazy("আমন্ত্রণ পাঠান", "Invite"),
        say_lazy("আমন্ত্রণ যাচ্ছে।", "Invitations are on their way."),
        InviteForm,
        may_invite,
        lambda cleaned, gathering, **who: actions.invite(gathering, **who),
    ),
    "move": DeskAct(
        say_lazy("সময় বা জায়গা বদলান", "Move"),
        say_lazy("বদলানো হয়েছে; সবাইকে জানানো হচ্ছে।", "Moved; everybody is told."),
        MoveForm,
        can(transitions.MOVE),
        do_move,
        initial_when,
    ),
    "cancel": DeskAct(
        say_lazy("বাতিল করুন", "Cancel"),
        say_lazy("বাতিল হয়েছে; সবাইকে জানানো হচ্ছে।", "Cancelled; everybody is told."),
        CancelForm,
        can(transitions.CANCEL),
        lambda cleaned, gathering, **who: actions.cancel_gathering(
            gathering, reason=cleaned["reason"], **who
        ),
    ),
    "strike": DeskAct(
        say_lazy("খাতা থেকে কাটুন", "Strike from the book"),
        say_lazy(
            "ক্লাসটি খাতা থেকে কাটা হয়েছে; এটি আর কারও হিসাবে নেই।",
            "The class is struck from the book; it counts for nobody now.",
        ),
        StrikeForm,
        may_strike,
        lambda cleaned, gathering, **who: actions.strike_gathering(
            gathering, reason=cleaned["reason"], **who
        ),
    ),
}


def possible_acts(gathering: Gathering, now: datetime) -> list[str]:
    return [name for name, act in DESK_ACTS.items() if act.may(gathering, now)]
