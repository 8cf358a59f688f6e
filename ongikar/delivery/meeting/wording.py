"""How minutes, quorum and decisions are put into words, in the language at hand."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.delivery.meeting.rules import ABSENT, APOLOGY, PRESENT, REPRESENTED
from ongikar.records.words import State
from ongikar.rules.bangla.text import date_words, digits, month_name, time_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.words import task_number

from .models import Meeting, Membership, Ruling
from .transitions import ADJOURNED, APPROVED, CALLED, CANCELLED, CIRCULATED, HELD, ISSUED, SITTING

VALUE_WORDS = {
    PRESENT: say_lazy("উপস্থিত", "Present"),
    REPRESENTED: say_lazy("প্রতিনিধি", "Delegate"),
    APOLOGY: say_lazy("ছুটি", "Apology"),
    ABSENT: say_lazy("নেই", "Absent"),
}
CAPACITY_WORDS = Membership.CAPACITY_WORDS
RULING_WORDS = {
    Ruling.GO_ON: say_lazy("চলবে", "Goes on"),
    Ruling.DONE: say_lazy("প্রমাণ দেখে শেষ", "Done, proof seen"),
    Ruling.BACK: say_lazy("প্রমাণ যথেষ্ট নয়, ফেরত", "Proof not enough, sent back"),
    Ruling.EXTEND: say_lazy("নতুন শেষ দিন", "New last day"),
    Ruling.DROP: say_lazy("বাদ, কারণসহ", "Dropped, with reason"),
}
STATES = {
    CALLED: State("ডাকা হয়েছে", "Called"),
    SITTING: State("চলছে", "Sitting", "today"),
    HELD: State("শেষ, কার্যবিবরণী বাকি", "Held, minutes to come"),
    CIRCULATED: State("অনুমোদনের অপেক্ষায়", "Waiting for approval"),
    APPROVED: State("অনুমোদিত, জারি বাকি", "Approved, to be issued"),
    ISSUED: State("কার্যবিবরণী জারি", "Minutes issued", "done"),
    ADJOURNED: State("মুলতবি, কোরাম হয়নি", "Adjourned, no quorum", "shut"),
    CANCELLED: State("বাতিল", "Cancelled", "shut"),
}
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
