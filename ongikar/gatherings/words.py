"""How gatherings are called: their sort, state and time, the roles and marks of their members. The tables are
the choices of the columns of models/, by what these hold.
"""

from datetime import datetime
from typing import Protocol

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla import text
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions


class Span(Protocol):
    """What begins and ends, such as a gathering."""

    starts_at: datetime
    ends_at: datetime


SORTS = {
    "session": ("ক্লাস", "Session"),
    "event": ("অনুষ্ঠান", "Event"),
    "meeting": ("সভা", "Meeting"),
    "hearing": ("শুনানি", "Hearing"),
    "visit": ("পরিদর্শন", "Visit"),
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
ACTS = {
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
ROLES = {
    "participant": ("অংশগ্রহণকারী", "Participant"),
    "trainer": ("প্রশিক্ষক", "Trainer"),
    "chair": ("সভাপতি", "Chair"),
    "speaker": ("বক্তা", "Speaker"),
    "guest": ("অতিথি", "Guest"),
    "walk_in": ("তালিকার বাইরের", "Walk-in"),
}
MARKS = {
    "present": ("উপস্থিত", "Present"),
    "late": ("দেরিতে", "Late"),
    "left_early": ("আগে গেছেন", "Left early"),
    "absent": ("অনুপস্থিত", "Absent"),
    "excused": ("ছুটিতে", "Excused"),
}
WAYS = {
    "ticket": ("টিকিট দেখে", "By ticket"),
    "door_code": ("দেয়ালের সংখ্যা", "Code on the wall"),
    "mobile": ("দেয়ালের সংখ্যা ও মোবাইল নম্বর, টিকিট ছাড়া", "Code on the wall and a mobile number, no ticket"),
    "list": ("তালিকায়", "On the list"),
    "sheet": ("স্বাক্ষরের কাগজ থেকে", "From the signed sheet"),
    "phone": ("ফোনে জমা, পরে পাঠানো", "Kept on a phone, sent later"),
}
REPLIES = {
    "yes": ("আসবেন", "Comes"),
    "no": ("আসবেন না", "Does not come"),
    "delegate": ("অন্য কেউ আসবেন", "Somebody else comes"),
}
# Who answered: the member by their own page, or the office as it was told.
ANSWERED_BY = {"link": ("নিজের পাতায়", "On their own page"), "desk": ("কার্যালয়কে জানিয়ে", "Told to the office")}
CHANNELS = {
    "sms": ("এসএমএস", "SMS"),
    "email": ("ই-মেইল", "E-mail"),
    "letter": ("চিঠি", "Letter"),
    "hand": ("হাতে", "By hand"),
}


def sort_words(sort: str) -> str:
    return say(*SORTS[sort])


def state_words(state: str) -> str:
    return say(*STATES[state])


def role_words(role: str) -> str:
    return say(*ROLES[role])


def mark_words(value: str) -> str:
    return say(*MARKS[value])


def hour_words(moment: datetime, in_language: str = "") -> str:
    """The time of day as it is said: দুপুর ১২টা, 12:00 pm."""
    return text.time_words(moment.astimezone(TZ), in_language or language())


def day_words(moment: datetime, tongue: str) -> str:
    return date_words(moment.astimezone(TZ).date(), tongue, weekday=True, year=False)


def time_words(moment: datetime, in_language: str = "") -> str:
    """The day, and the time of day as it is said."""
    tongue = in_language or language()
    return f"{day_words(moment, tongue)}, {hour_words(moment, tongue)}"


def span_words(span: Span, in_language: str = "") -> str:
    """The day, and from when to when."""
    tongue = in_language or language()
    hours = f"{hour_words(span.starts_at, tongue)} – {hour_words(span.ends_at, tongue)}"
    return f"{day_words(span.starts_at, tongue)}, {hours}"
