"""How meetings, minutes, quorum and decisions are put into words, in the language at hand."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from ongikar.core.i18n.say import language, say
from ongikar.people.models import Contact, User
from ongikar.rules.bangla.text import date_words, digits, month_name, time_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.words import task_number

from . import transitions
from .models import Attendance, Meeting, MeetingAct, Membership, Ruling
from .transitions import APPROVED, CALLED, CIRCULATED, HELD, ISSUED, SITTING

CAPACITY_WORDS, VALUE_WORDS = Membership.CAPACITY_WORDS, Attendance.VALUE_WORDS
RULING_WORDS = Ruling.RULING_WORDS
# What has been reached, step by step.
STAGES = {
    CALLED: ("ডাকা", "Called"),
    SITTING: ("চলছে", "Sitting"),
    HELD: ("শেষ", "Held"),
    CIRCULATED: ("কার্যবিবরণী", "Minutes"),
    APPROVED: ("অনুমোদন", "Approved"),
    ISSUED: ("জারি", "Issued"),
}


def meeting_title(meeting: Meeting) -> str:
    """What a meeting is called: by its own title, else by its committee and its month."""
    return title_words(
        meeting.title,
        (meeting.committee.name_bn, meeting.committee.name_en),
        str(meeting.case.answers.get("month") or "") if meeting.case else "",
        meeting.starts_at,
    )


def title_words(title: str, committee: tuple[str, str], month: str, starts_at: datetime) -> str:
    if title:
        return title
    day = date.fromisoformat(month) if month else starts_at.astimezone(TZ).date()
    return say(
        "{committee}র সভা, {month}" if ends_in_i(committee[0]) else "{committee}: সভা, {month}",
        "{committee}: meeting of {month}",
        committee=say(*committee),
        month=month_words(day),
    )


def ends_in_i(name: str) -> bool:
    """কমিটি takes -র; for other endings the name stands apart."""
    return name.endswith(("ি", "ী"))


def month_words(month: date) -> str:
    """নভেম্বর ২০২৬."""
    return f"{month_name(month.month, language())} {digits(month.year, language())}"


def moment_words(moment: datetime) -> str:
    """সোমবার, ১৪ ডিসেম্বর ২০২৬, সকাল ১১টা."""
    local = moment.astimezone(TZ)
    return f"{date_words(local.date(), language())}, {time_words(local, language())}"


def decision_number(number: Sequence[int]) -> str:
    """৯.৩; of a line of older minutes the number of its task."""
    if len(number) == 1:
        return task_number(number[0])
    return digits(f"{number[0]}.{number[1]}", language())


def half_words(share: list[int]) -> str:
    """The share of the members before it is rounded: 3½ as 3.5, a third as 2⅓ in words of a fraction."""
    top, bottom = share
    if bottom in (1, 2, 4, 5, 10):
        return digits(f"{top / bottom:g}", language())
    return digits(f"{top}/{bottom}", language())


def quorum_words(quorum: Mapping[str, Any]) -> list[str]:
    """The quorum with its parts, as sentences: nobody types it, so everybody can check it."""
    said = [
        say(
            "ভোট আছে {voting} জনের। নিয়মে লাগে {share}, ওপরে ধরে {needed}।",
            "{voting} members vote. The rule asks for {share}, rounded up: {needed}.",
            voting=quorum["voting"],
            share=half_words(quorum["share"]),
            needed=quorum["needed"],
        )
        if not quorum["is_least"]
        else say(
            "ভোট আছে {voting} জনের। নিয়মে অন্তত {needed} জন লাগে।",
            "{voting} members vote. The rule asks for at least {needed}.",
            voting=quorum["voting"],
            needed=quorum["needed"],
        ),
        say(
            "উপস্থিত {present}, প্রতিনিধি {represented}: মোট {total}।",
            "Present {present}, delegates {represented}: {total} in all.",
            present=quorum["present"],
            represented=quorum["represented"],
            total=quorum["present"] + quorum["represented"],
        ),
    ]
    if quorum["chair"]:
        said.append(say("সভাপতি আছেন।", "The chair is there."))
    elif quorum["needs_chair"]:
        said.append(say("সভাপতি নেই, তাই কোরাম হয় না।", "The chair is not there, so there is no quorum."))
    return said


def is_quorum_met(quorum: Mapping[str, Any]) -> bool:
    counted = quorum["present"] + quorum["represented"]
    return bool(
        quorum["voting"] and counted >= quorum["needed"] and (quorum["chair"] or not quorum["needs_chair"])
    )


def day_words(day: str) -> str:
    return date_words(date.fromisoformat(day), language(), weekday=False)


# ---- what has happened to a meeting ----

HISTORY = transitions.ACT_WORDS | {
    transitions.MOVE: ("সরানো হয়েছে, নতুন সময় {to}", "Moved to {to}"),
    transitions.REWRITE: ("কার্যবিবরণীর সংস্করণ {version}", "Version {version} of the minutes"),
    transitions.CIRCULATE: (
        "অনুমোদনের জন্য সভাপতির কাছে, সংস্করণ {version}",
        "Put to the chair for approval, version {version}",
    ),
    transitions.APPROVE: (
        "সভাপতি অনুমোদন করেছেন, সংস্করণ {version}",
        "Approved by the chair, version {version}",
    ),
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
        people = Contact.objects.filter(pk__in=contacts)
        names |= {("contact", each.pk): each.full_title for each in people}
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
OF_ENTRIES = {MeetingAct.VERBS[name]: words for name, words in transitions.ACT_WORDS.items()} | {
    "notice_sent": ("নোটিশ পাঠানো হয়েছে", "Notice sent"),
    "link_made": ("অনুমোদনের লিংক দেওয়া হয়েছে", "A link for the approval was made"),
}
