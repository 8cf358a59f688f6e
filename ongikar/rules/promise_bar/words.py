"""Texts of the bar of a promise: its labels, and its title for people who use a screen reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ongikar.rules.bangla.text import NO_BREAK, date_words, day_month, digits, time_words

if TYPE_CHECKING:
    from ongikar.rules.promise.course import Course

WORDS = {
    "bn": {
        "received": "জমা",
        "counted": "গোনা শুরু",
        "if_applied": "আজ আবেদন করলে",
        "due": "শেষ দিন",
        "due_time": "শেষ সময়",
        "was_due": "শেষ দিন ছিল",
        "was_due_time": "শেষ সময় ছিল",
        "set_due": "নির্ধারিত শেষ দিন",
        "set_due_time": "নির্ধারিত শেষ সময়",
        "if_given": "আজ কাগজ দিলে শেষ দিন",
        "if_given_time": "এখন কাগজ দিলে শেষ সময়",
        "may_move": "সম্ভাব্য শেষ দিন",
        "new_due": "নতুন শেষ দিন",
        "old": "আগে ছিল",
        "today": "আজ",
        "today_time": "এখন",
        "late": "দেরি হয়েছে",
        "late_before": "আগে দেরি হয়েছে",
        "kept": "কথা রাখা হয়েছে",
        "given": "দেওয়া হয়েছে",
        "refused": "লিখিত কারণ",
        "redirected": "অন্য কার্যালয়ে",
        "withdrawn": "তুলে নেওয়া",
        "passed_up": "আপিল হয়েছে",
        "decided": "সিদ্ধান্ত হয়েছে",
        "dropped": "সিদ্ধান্তে বাদ",
        "task_given": "দেওয়া",
        "if_answered": "আজ উত্তর দিলে শেষ দিন",
        "task_done": "শেষ হয়েছে",
    },
    "en": {
        "received": "Received",
        "counted": "Counted from",
        "if_applied": "If you apply today",
        "due": "Due",
        "due_time": "Due by",
        "was_due": "Was due",
        "was_due_time": "Was due by",
        "set_due": "Due date",
        "set_due_time": "Due time",
        "if_given": "Due if given today",
        "if_given_time": "Due by, if given now",
        "may_move": "Likely due",
        "new_due": "New due day",
        "old": "First due",
        "today": "Today",
        "today_time": "Now",
        "late": "Late",
        "late_before": "earlier day missed",
        "kept": "kept",
        "given": "given",
        "refused": "reasons given",
        "redirected": "sent elsewhere",
        "withdrawn": "withdrawn",
        "passed_up": "appealed",
        "decided": "decided",
        "dropped": "dropped",
        "task_given": "Given",
        "if_answered": "Due if answered today",
        "task_done": "done",
    },
}
# A task is given and done, and waits for its check: what its bar says in place of the words of a case.
TASK_NAMES = {
    "received": "task_given",
    "counted": "task_given",
    "kept": "task_done",
    "given": "task_done",
    "waiting": "task_waiting",
    "if_given": "due",
    "if_given_time": "due",
}
# The tier of a complaint waits for an answer of whoever complains.
COMPLAINT_NAMES = {
    "waiting": "answer_waiting",
    "if_given": "if_answered",
    "if_given_time": "if_answered",
}
# How late, in working days as everywhere else, for one day and for several; "" where it is late by less
# than a working day.
LATE = {
    "bn": {
        "open": ("{n} কার্যদিবস দেরি",) * 2,
        "ended": ("{n} কার্যদিবস দেরিতে",) * 2,
        "in_full": ("{n} কার্যদিবস দেরি",) * 2,
    },
    "en": {
        "open": ("{n} working day late", "{n} working days late"),
        "ended": ("{n} working day late", "{n} working days late"),
        "in_full": ("{n} working day late", "{n} working days late"),
    },
}
TITLES = {
    "bn": {
        "received": "জমা {day}",
        "counted": "{day} থেকে গোনা",
        "if_applied": "আজ, {day} আবেদন করলে",
        "waiting": "{day} থেকে কাগজের অপেক্ষা",
        "due": "শেষ দিন {day}",
        "due_time": "শেষ সময় {day}",
        "was_due": "শেষ দিন ছিল {day}",
        "was_due_time": "শেষ সময় ছিল {day}",
        "set_due": "নির্ধারিত শেষ দিন {day}",
        "set_due_time": "নির্ধারিত শেষ সময় {day}",
        "if_given": "আজ কাগজ দিলে শেষ দিন {day}",
        "if_given_time": "এখন কাগজ দিলে শেষ সময় {day}",
        "may_move": "সম্ভাব্য শেষ দিন {day}",
        "new_due": "নতুন শেষ দিন {day}",
        "certain": "{day} পর্যন্ত নিশ্চিত",
        "old": "আগের শেষ দিন ছিল {day}",
        "today": "আজ {day}",
        "today_time": "এখন {day}",
        "late": "দেরি হয়েছে",
        "late_before": "আগের একটি দিন পেরিয়ে গেছে",
        "kept": "{day} কথা রাখা হয়েছে",
        "given": "{day} দেওয়া হয়েছে",
        "refused": "{day} কারণ লিখে নামঞ্জুর",
        "redirected": "{day} সঠিক কার্যালয়ে পাঠানো হয়েছে",
        "withdrawn": "{day} আবেদন তুলে নেওয়া হয়েছে",
        "passed_up": "{day} আপিল হয়েছে",
        "decided": "{day} সিদ্ধান্ত হয়েছে",
        "dropped": "{day} ওপরের সিদ্ধান্তে বাদ",
        "task_given": "দেওয়া {day}",
        "if_answered": "আজ উত্তর দিলে শেষ দিন {day}",
        "answer_waiting": "{day} থেকে উত্তরের অপেক্ষা",
        "task_done": "{day} শেষ হয়েছে",
        "task_waiting": "{day} থেকে যাচাইয়ের অপেক্ষা",
    },
    "en": {
        "received": "received {day}",
        "counted": "counted from {day}",
        "if_applied": "if you apply today, {day}",
        "waiting": "waiting for a document since {day}",
        "due": "due {day}",
        "was_due": "was due {day}",
        "set_due": "due date {day}",
        "set_due_time": "due time {day}",
        "if_given": "due {day} if the document comes today",
        "if_given_time": "due {day} if the document comes now",
        "may_move": "likely due {day}",
        "new_due": "now due {day}",
        "certain": "certain up to {day}",
        "old": "first due {day}",
        "today": "today is {day}",
        "today_time": "now {day}",
        "late": "late",
        "late_before": "an earlier day was missed",
        "kept": "kept on {day}",
        "given": "given on {day}",
        "refused": "refused with reasons on {day}",
        "redirected": "sent to the right office on {day}",
        "withdrawn": "withdrawn on {day}",
        "passed_up": "appealed on {day}",
        "decided": "decided on {day}",
        "dropped": "dropped by decision on {day}",
        "task_given": "given {day}",
        "if_answered": "due by {day} if answered today",
        "answer_waiting": "waiting for an answer since {day}",
        "task_done": "done on {day}",
        "task_waiting": "waiting for its check since {day}",
    },
}


@dataclass(frozen=True, slots=True)
class BarWords:
    """The words, days and times of one bar in its language. `in_hours`: it is a bar of one day's hours.
    `names`: what is said in place of a name, for what is no case.
    """

    language: str
    in_hours: bool
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str, table: Mapping[str, Mapping[str, str]] = WORDS) -> str:
        name = self.names.get(name, name)
        words, timed = table[self.language], f"{name}_time"
        return words[timed if self.in_hours and timed in words else name]

    def late(self, name: str, days: int) -> str:
        one, many = LATE[self.language][name]
        words = (one if days == 1 else many).format(n=digits(days, self.language))
        # A number is never parted from what it counts.
        return words.replace(" ", NO_BREAK, 1)

    def when(self, instant: datetime) -> str:
        """A day, or on a bar of hours a time, as short as a label must be: ৬ ডিসেম্বর, সকাল ১০:৩০."""
        if not self.in_hours:
            return day_month(instant.date(), self.language)
        if self.language == "en" or not instant.minute:
            return time_words(instant, self.language)
        return f"{time_words(instant.replace(minute=0)).removesuffix('টা')}:{digits(f'{instant.minute:02d}')}"


def names_for(course: "Course") -> Mapping[str, str]:
    """What the bar of something that is no case says in place of the words of one."""
    if course.is_task:
        return TASK_NAMES
    return COMPLAINT_NAMES if course.is_complaint else {}


def bar_title(course: "Course", said: BarWords) -> str:
    """The whole bar in one sentence."""
    sentence = ", ".join(title_clauses(course, said))
    return sentence[0].upper() + sentence[1:]


def title_clauses(course: "Course", said: BarWords) -> Iterator[str]:
    def clause(name: str, instant: datetime) -> str:
        return said.of(name, TITLES).format(day=in_full(instant, course, said))

    yield clause(start_name(course), course.received)
    if course.is_waiting:
        yield clause("waiting", course.waits[-1][0])
    if course.old_due:
        yield clause("old", course.old_due)
    yield clause(due_name(course), course.due)
    if course.may_move and course.certain_until:
        yield said.of("certain", TITLES).format(day=day_month(course.certain_until, said.language))
    if course.ended:
        yield clause(ending_name(course), course.ended)
    elif course.now:
        yield clause("today", course.now)
    if course.is_late:
        yield said.late("in_full", course.days_late) if course.days_late else said.of("late", TITLES)
    elif course.broke_before:
        yield said.of("late_before", TITLES)


def start_name(course: "Course") -> str:
    """What its beginning is called: a step, or what was reopened, is not counted from the receipt."""
    if course.if_applied_today:
        return "if_applied"
    return "received" if course.from_receipt else "counted"


def ending_name(course: "Course") -> str:
    """What came too late was given, but no promise was kept by it."""
    if course.ending in ("", "kept"):
        return "given" if course.was_late else "kept"
    return course.ending


def due_name(course: "Course") -> str:
    """What the due day is called now; one table serves labels and title."""
    if course.is_late:
        return "was_due"
    if course.ended and course.ended.date() != course.due.date():
        # It ended before: a day that may lie ahead was not, it is the day that was set.
        return "set_due"
    if course.is_waiting:
        return "if_given"
    if course.may_move:
        return "may_move"
    return "new_due" if course.old_due else "due"


def in_full(instant: datetime, course: "Course", said: BarWords) -> str:
    if said.in_hours:
        return time_words(instant, said.language)
    other_year = instant.year != course.received.year
    return date_words(instant.date(), said.language, weekday=False, year=other_year)
