"""How an event is called: its sort, where it stands on its way from the requisition to the report, and what
stands in the way of an act.
"""

from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import say
from ongikar.gatherings import transitions
from ongikar.rules import case_transitions

from .models import Event


class EventFault(ActFault):
    """Why something cannot be done with an event."""


SORTS = {
    Event.WORKSHOP: ("ওয়ার্কশপ", "Workshop"),
    Event.SEMINAR: ("সেমিনার", "Seminar"),
    Event.DAY: ("দিবস উদ্‌যাপন", "Observance"),
}
REQUESTED, AGREED, INVITED, HELD, REPORTED = "requested", "agreed", "invited", "held", "reported"
CALLED_OFF = "called_off"
# In their order; what is behind has been done.
WAY = (REQUESTED, AGREED, INVITED, HELD, REPORTED)
STATES = {
    REQUESTED: ("চাওয়া হয়েছে", "Requested"),
    AGREED: ("দিন ঠিক হয়েছে", "Day agreed"),
    INVITED: ("ডাকা হয়েছে", "Invited"),
    HELD: ("হয়ে গেছে", "Held"),
    REPORTED: ("প্রতিবেদন দেওয়া হয়েছে", "Reported"),
    CALLED_OFF: ("বাতিল", "Called off"),
}
LOOKS = {HELD: "today", REPORTED: "done", CALLED_OFF: "shut"}


def sort_words(sort: str) -> str:
    return say(*SORTS.get(sort, SORTS[Event.WORKSHOP]))


def state_of_event(event: Event) -> str:
    """Where it stands, folded from what was done: nothing of it is stored."""
    case = event.case
    if case.state == case_transitions.KEPT:
        return REPORTED
    gathering = event.gathering
    if not case.is_open or (gathering and gathering.state == transitions.CANCELLED):
        return CALLED_OFF
    if gathering is None:
        return AGREED if agreed_day_of(case).agreed else REQUESTED
    if gathering.state in (transitions.OPENED, transitions.RECORDED):
        return HELD
    return INVITED if gathering.state == transitions.INVITED else AGREED


def state_words(state: str) -> str:
    return say(*STATES[state])


def steps_of_event(event: Event) -> list[tuple[str, bool]]:
    """The steps of the way as words, each with whether it was reached."""
    state = state_of_event(event)
    reached = WAY.index(state) if state in WAY else -1
    return [(state_words(step), place <= reached) for place, step in enumerate(WAY)]
