"""The day of what takes place, as both sides came to it: read from the acts of a case, never stored.

The application names the first day. Either side may name another, before a day is agreed on and after; an
agreed day stands until another is agreed on in its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from ongikar.rules import case_transitions as acts
from ongikar.rules.calendar.office_calendar import TZ

from .kind import kind_of

if TYPE_CHECKING:
    from ongikar.cases.models import Act, Case

# In an act's data: the moment at which it begins, in the office's time.
DAY = "day"
APPLICANT, OFFICE = "applicant", "office"


@dataclass(frozen=True, slots=True)
class AgreedDay:
    """`asked`: as applied for, None where no day was named. `agreed`: None until both said yes. `named`: what
    one side named that the other has not answered, and `named_by` which side; the application's own day is
    one.
    """

    asked: datetime | None
    agreed: datetime | None = None
    named: datetime | None = None
    named_by: str = ""


def agreed_day_of(case: "Case") -> AgreedDay:
    """How far both sides are. The office's own work is agreed on with nobody: its day is the one it has."""
    asked = asked_begin(case)
    if case.is_own_work:
        return AgreedDay(asked, agreed=asked)
    return fold_days(asked, acts_of_round(case))


def acts_of_round(case: "Case") -> list["Act"]:
    """The acts since the case was last reopened."""
    done = list(case.acts_in_order)
    return done[acts.round_begins(act.name for act in done) :]


def fold_days(asked: datetime | None, done: Iterable["Act"]) -> AgreedDay:
    state = AgreedDay(asked, named=asked, named_by=APPLICANT if asked else "")
    for act in done:
        if act.name in (acts.PROPOSE_DAY, acts.OFFER_DAY):
            side = OFFICE if act.name == acts.PROPOSE_DAY else APPLICANT
            state = AgreedDay(asked, state.agreed, datetime.fromisoformat(act.data[DAY]), side)
        elif act.name in (acts.AGREE_DAY, acts.TAKE_DAY):
            state = AgreedDay(asked, datetime.fromisoformat(act.data[DAY]))
        elif act.name == "accept" and state.agreed is None and state.named_by == APPLICANT:
            # Accepted before days were talked about, or from the list: the day applied for holds.
            state = AgreedDay(asked, state.named)
    return state


def asked_begin(case: "Case") -> datetime | None:
    """The moment that the application names."""
    return kind_of(case.row).asked_begin(case.answers)


def settled_begin(case: "Case") -> datetime | None:
    """When it takes place: once both sides agreed, where they talk about it; else as applied for."""
    return agreed_day_of(case).agreed if kind_of(case.row).agrees_on_day else asked_begin(case)


def begin_on(day: date, at: time) -> datetime:
    return datetime.combine(day, at, TZ)
