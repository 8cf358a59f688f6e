"""Where a class stands on its way from the invitation to the host's word, and what stands in an act's way."""

from ongikar.cases.kinds.agreed_days import OFFICE, agreed_day_of
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import say
from ongikar.rules import case_transitions

from .models import Lecture

INVITED, COUNTER_PROPOSED, AGREED = "invited", "counter_proposed", "agreed"
GIVEN, ACKNOWLEDGED, NOT_GIVEN = "given", "acknowledged", "not_given"
WAY = (INVITED, AGREED, GIVEN, ACKNOWLEDGED)
STATES = {
    INVITED: ("ডাকা হয়েছে", "Invited"),
    COUNTER_PROPOSED: ("অন্য দিন প্রস্তাব", "Another day proposed"),
    AGREED: ("দিন ঠিক হয়েছে", "Day agreed"),
    GIVEN: ("ক্লাস নেওয়া হয়েছে", "Class given"),
    ACKNOWLEDGED: ("আয়োজক মত দিয়েছেন", "Host responded"),
    NOT_GIVEN: ("ক্লাস হয়নি", "Not given"),
}


class LectureFault(ActFault):
    """Why something cannot be done with a class."""


def state_of_lecture(lecture: Lecture) -> str:
    """Folded from what was done: nothing of it is stored."""
    case = lecture.case
    if case.state == case_transitions.KEPT:
        return ACKNOWLEDGED if hasattr(lecture, "feedback") else GIVEN
    if not case.is_open:
        return NOT_GIVEN
    days = agreed_day_of(case)
    if days.agreed:
        return AGREED
    return COUNTER_PROPOSED if days.named_by == OFFICE else INVITED


def state_words(state: str) -> str:
    return say(*STATES[state])


def steps_of_lecture(lecture: Lecture) -> list[tuple[str, bool]]:
    """The steps of the way as words, each with whether it was reached."""
    state = state_of_lecture(lecture)
    state = INVITED if state == COUNTER_PROPOSED else state
    reached = WAY.index(state) if state in WAY else -1
    return [(state_words(step), place <= reached) for place, step in enumerate(WAY)]
