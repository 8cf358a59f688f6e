"""What happened to a gathering, as its page lists it."""

from dataclasses import dataclass
from datetime import datetime

from ongikar.core.i18n.say import say
from ongikar.people.models import User

from . import transitions
from .models import Gathering, GatheringAct

ACT_WORDS = {
    transitions.PLAN: ("ঠিক করা হয়েছে", "Planned"),
    transitions.INVITE: ("আমন্ত্রণ গেছে", "Invitations went out"),
    transitions.OPEN: ("উপস্থিতি লেখা শুরু", "Attendance opened"),
    transitions.RECORD: ("উপস্থিতি লেখা শেষ", "Attendance recorded"),
    transitions.MOVE: ("সরানো হয়েছে", "Moved"),
    transitions.CANCEL: ("বাতিল হয়েছে", "Cancelled"),
    transitions.CORRECT: ("উপস্থিতি সংশোধন", "Attendance corrected"),
    transitions.STRIKE: ("খাতা থেকে কাটা হয়েছে", "Struck from the book"),
    transitions.PHOTO: ("ছবি বা কাগজ যোগ হয়েছে", "A photo or document was added"),
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    words: str
    said: str
    by: str


def gathering_history(gathering: Gathering) -> list[HistoryLine]:
    """The latest first, with those of the one it replaces."""
    keys, each = [gathering.pk], gathering
    while each.replaces_id and len(keys) < 10:
        keys.append(each.replaces_id)
        each = Gathering.objects.only("id", "replaces").get(pk=each.replaces_id)
    acts = list(GatheringAct.objects.filter(gathering__in=keys).order_by("-at", "-id"))
    people = User.objects.in_bulk({act.by_id for act in acts if act.by_type == "user"})
    return [
        HistoryLine(
            act.at,
            say(*ACT_WORDS[act.name]),
            act.words,
            people[act.by_id].name if act.by_type == "user" and act.by_id in people else "",
        )
        for act in acts
        # The one that replaces begins with the same words as the move.
        if not (act.name == transitions.PLAN and act.words)
    ]
