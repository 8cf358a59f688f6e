"""How an inspection and what it came to are called, in the language at hand."""

from datetime import datetime
from typing import NamedTuple

from ongikar.core.i18n.say import say, say_lazy
from ongikar.people.models import Contact, User

from .models import DeviceSighting, Inspection
from .transitions import (
    ACKNOWLEDGE,
    BEGIN,
    CANCEL,
    CANCELLED,
    FINISH,
    ISSUE,
    ISSUED,
    REOPEN,
    UNDER_WAY,
    VISITED,
)

STATE_WORDS = {
    UNDER_WAY: say_lazy("চলছে", "Under way"),
    VISITED: say_lazy("দেখা শেষ, প্রতিবেদন বাকি", "Visited, report to come"),
    ISSUED: say_lazy("প্রতিবেদন জারি", "Report issued"),
    CANCELLED: say_lazy("বাতিল", "Cancelled"),
}
STAGES = (
    (UNDER_WAY, say_lazy("দেখা", "Visit")),
    (VISITED, say_lazy("প্রধানের স্বীকৃতি", "Acknowledged")),
    (ISSUED, say_lazy("প্রতিবেদন", "Report")),
)
SIGHTING_WORDS = {
    DeviceSighting.WORKS: say_lazy("চালু", "Works"),
    DeviceSighting.FAULTY: say_lazy("নষ্ট", "Faulty"),
    DeviceSighting.MISSING: say_lazy("নেই", "Not here"),
}
ACT_WORDS = {
    BEGIN: ("পরিদর্শন শুরু", "Inspection begun"),
    FINISH: ("দেখা শেষ, নম্বর ও কাজ লেখা হয়েছে", "Visit ended: score and tasks entered"),
    REOPEN: ("ঠিক করার জন্য আবার খোলা", "Opened again to be corrected"),
    CANCEL: ("বাতিল", "Cancelled"),
    ACKNOWLEDGE: ("প্রধান দেখেছেন ও স্বীকার করেছেন: {name}", "Seen and acknowledged by {name}"),
    ISSUE: ("প্রতিবেদন জারি", "Report issued"),
}


class HistoryLine(NamedTuple):
    at: datetime
    words: str
    by: str
    said: str


def inspection_history(inspection: Inspection) -> list[HistoryLine]:
    """The latest first."""
    acts = list(inspection.acts.all())
    users = {act.by_id for act in acts if act.by_type == "user" and act.by_id}
    contacts = {act.by_id for act in acts if act.by_type == "contact" and act.by_id}
    names: dict[tuple[str, int | None], str] = {}
    if users:
        names |= {("user", user.pk): user.name for user in User.objects.filter(pk__in=users)}
    if contacts:
        found = Contact.objects.filter(pk__in=contacts)
        names |= {("contact", each.pk): each.full_title for each in found}
    lines = [
        HistoryLine(
            act.at,
            say(*ACT_WORDS[act.name], name=act.data.get("name", "")),
            names.get((act.by_type, act.by_id), ""),
            act.words,
        )
        for act in acts
    ]
    return lines[::-1]
