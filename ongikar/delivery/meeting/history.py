"""What has happened to a meeting, as its page tells it."""

from datetime import datetime
from typing import NamedTuple

from ongikar.core.i18n.say import say
from ongikar.people.models import Contact, User

from . import transitions
from .models import Meeting, MeetingAct
from .wording import moment_words

HISTORY = {
    transitions.CALL: ("সভা ডাকা হয়েছে", "Called"),
    transitions.ARRANGE: ("আলোচ্যসূচি সাজানো হয়েছে", "Agenda arranged"),
    transitions.MOVE: ("সরানো হয়েছে, নতুন সময় {to}", "Moved to {to}"),
    transitions.CANCEL: ("বাতিল", "Cancelled"),
    transitions.OPEN: ("সভা শুরু", "Sitting opened"),
    transitions.FINISH: ("সভা শেষ", "Sitting ended"),
    transitions.ADJOURN: ("কোরামের অভাবে মুলতবি", "Adjourned for want of a quorum"),
    transitions.REWRITE: ("কার্যবিবরণীর সংস্করণ {version}", "Version {version} of the minutes"),
    transitions.CIRCULATE: (
        "অনুমোদনের জন্য সভাপতির কাছে, সংস্করণ {version}",
        "Put to the chair for approval, version {version}",
    ),
    transitions.APPROVE: (
        "সভাপতি অনুমোদন করেছেন, সংস্করণ {version}",
        "Approved by the chair, version {version}",
    ),
    transitions.RETURN: ("সভাপতি ফেরত দিয়েছেন", "Sent back by the chair"),
    transitions.ISSUE: ("কার্যবিবরণী জারি", "Minutes issued"),
}
PRESIDED = ("সভাপতিত্ব করেছিলেন {who}", "{who} had presided")


class HistoryLine(NamedTuple):
    at: datetime
    words: str
    by: str
    said: str


def meeting_history(meeting: Meeting) -> list[HistoryLine]:
    """The latest first, without each keeping of the sheet while the sitting went on."""
    acts = [act for act in meeting.acts.all() if act.name != transitions.RECORD]
    users = {act.by_id for act in acts if act.by_type == "user" and act.by_id}
    contacts = {act.by_id for act in acts if act.by_type == "contact" and act.by_id}
    names: dict[tuple[str, int | None], str] = {}
    if users:
        names |= {("user", user.pk): user.name for user in User.objects.filter(pk__in=users)}
    if contacts:
        found = Contact.objects.filter(pk__in=contacts)
        names |= {("contact", each.pk): each.full_title for each in found}
    lines = []
    for act in acts:
        to = act.data.get("to")
        words = say(
            *HISTORY[act.name],
            to=moment_words(datetime.fromisoformat(to)) if to else "",
            version=act.data.get("version", 0),
        )
        if who := act.data.get("presided"):
            words = f"{words}; {say(*PRESIDED, who=who)}"
        lines.append(HistoryLine(act.at, words, names.get((act.by_type, act.by_id), ""), act.words))
    return lines[::-1]


# Of the entries of the journal, whatever version or day they were about.
OF_ENTRIES = {
    MeetingAct.VERBS[name]: (bn.partition(", ")[0], en.partition(", ")[0])
    for name, (bn, en) in HISTORY.items()
} | {
    "moved": ("সরানো হয়েছে", "Moved"),
    "rewritten": ("কার্যবিবরণীর নতুন সংস্করণ", "A new version of the minutes"),
    "recorded": ("সভার খসড়া রাখা হয়েছে", "The draft of the sitting was kept"),
    "notice_sent": ("নোটিশ পাঠানো হয়েছে", "Notice sent"),
    "link_made": ("অনুমোদনের লিংক দেওয়া হয়েছে", "A link for the approval was made"),
}
