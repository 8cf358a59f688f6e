"""How gatherings are called: their sort, state and time, the roles and marks of their members."""

from datetime import datetime

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla import text
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import Gathering, Invitation, Mark, Member, Reply

SORTS = {
    Gathering.SESSION: ("ক্লাস", "Session"),
    Gathering.EVENT: ("অনুষ্ঠান", "Event"),
    Gathering.MEETING: ("সভা", "Meeting"),
    Gathering.HEARING: ("শুনানি", "Hearing"),
    Gathering.VISIT: ("পরিদর্শন", "Visit"),
}
STATES = {
    transitions.PLANNED: ("ঠিক করা হয়েছে", "Planned"),
    transitions.INVITED: ("ডাকা হয়েছে", "Invited"),
    transitions.OPENED: ("চলছে", "Open"),
    transitions.RECORDED: ("হয়ে গেছে", "Held"),
    transitions.MOVED: ("সরানো হয়েছে", "Moved"),
    transitions.CANCELLED: ("বাতিল", "Cancelled"),
    transitions.STRUCK: ("খাতা থেকে কাটা", "Struck from the book"),
}
STATE_TAGS = {
    transitions.OPENED: "today",
    transitions.RECORDED: "kept",
    transitions.MOVED: "shut",
    transitions.CANCELLED: "shut",
    transitions.STRUCK: "shut",
}
ROLES = {
    Member.PARTICIPANT: ("অংশগ্রহণকারী", "Participant"),
    Member.TRAINER: ("প্রশিক্ষক", "Trainer"),
    Member.CHAIR: ("সভাপতি", "Chair"),
    Member.SPEAKER: ("বক্তা", "Speaker"),
    Member.GUEST: ("অতিথি", "Guest"),
    Member.WALK_IN: ("তালিকার বাইরের", "Walk-in"),
}
MARKS = {
    Mark.PRESENT: ("উপস্থিত", "Present"),
    Mark.LATE: ("দেরিতে", "Late"),
    Mark.LEFT_EARLY: ("আগে গেছেন", "Left early"),
    Mark.ABSENT: ("অনুপস্থিত", "Absent"),
    Mark.EXCUSED: ("ছুটিতে", "Excused"),
}
WAYS = {
    Mark.TICKET: ("টিকিট দেখে", "By ticket"),
    Mark.DOOR_CODE: ("দেয়ালের সংখ্যা", "Code on the wall"),
    Mark.MOBILE: ("দেয়ালের সংখ্যা ও মোবাইল নম্বর, টিকিট ছাড়া", "Code on the wall and a mobile number, no ticket"),
    Mark.LIST: ("তালিকায়", "On the list"),
    Mark.SHEET: ("স্বাক্ষরের কাগজ থেকে", "From the signed sheet"),
    Mark.PHONE: ("ফোনে জমা, পরে পাঠানো", "Kept on a phone, sent later"),
}
REPLIES = {
    Reply.YES: ("আসবেন", "Comes"),
    Reply.NO: ("আসবেন না", "Does not come"),
    Reply.DELEGATE: ("অন্য কেউ আসবেন", "Somebody else comes"),
}
CHANNELS = {
    Invitation.SMS: ("এসএমএস", "SMS"),
    Invitation.EMAIL: ("ই-মেইল", "E-mail"),
    Invitation.LETTER: ("চিঠি", "Letter"),
    Invitation.HAND: ("হাতে", "By hand"),
}


def sort_words(sort: str) -> str:
    return say(*SORTS[sort])


def state_words(state: str) -> str:
    return say(*STATES[state])


def role_words(role: str) -> str:
    return say(*ROLES[role])


def mark_words(value: str) -> str:
    return say(*MARKS[value])


def reply_words(reply: Reply) -> str:
    """An answer, with the name of whoever comes instead."""
    return (
        f"{say(*REPLIES[reply.answer])}: {reply.delegate}" if reply.delegate else say(*REPLIES[reply.answer])
    )


def clock_words(moment: datetime, in_language: str = "") -> str:
    """১০:৩০, 10:30, in the office's zone."""
    return digits(f"{moment.astimezone(TZ):%H:%M}", in_language or language())


def hour_words(moment: datetime, in_language: str = "") -> str:
    """The time of day as it is said: দুপুর ১২টা, 12:00 pm."""
    return text.time_words(moment.astimezone(TZ), in_language or language())


def day_words(moment: datetime, tongue: str) -> str:
    return date_words(moment.astimezone(TZ).date(), tongue, weekday=True, year=False)


def time_words(moment: datetime, in_language: str = "") -> str:
    """The day, and the time of day as it is said."""
    tongue = in_language or language()
    return f"{day_words(moment, tongue)}, {hour_words(moment, tongue)}"


def span_words(gathering: Gathering, in_language: str = "") -> str:
    """The day, and from when to when."""
    tongue = in_language or language()
    hours = f"{clock_words(gathering.starts_at, tongue)}–{clock_words(gathering.ends_at, tongue)}"
    return f"{day_words(gathering.starts_at, tongue)}, {hours}"
