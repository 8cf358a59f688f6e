"""How a task is called: its number, its state, what it came from, what its proof must be; and how often one
comes again.
"""

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits, ordinal

from . import transitions
from .rules import (
    DATE,
    DAY,
    FISCAL_YEAR,
    HALF_YEAR,
    MONTH,
    MONTHS_OF,
    QUARTER,
    SINCE_DONE,
    WEEK,
    WEEKDAY,
    DayRule,
    Recurrence,
)

# What a task came from: a decision of a meeting, a finding of an inspection, a step of a plan …
ORIGINS = {
    "own": ("দপ্তরের নিজস্ব কাজ", "Office work"),
    "decision": ("সভার সিদ্ধান্ত", "Decision of a meeting"),
    "finding": ("পরিদর্শনের ফল", "Finding of an inspection"),
    "step": ("কাজের ধাপ", "Step of the work"),
    "remedy": ("অভিযোগের প্রতিকার", "Remedy of a complaint"),
    "reply": ("চিঠির জবাব", "Reply to a letter"),
    "return": ("নিয়মিত প্রতিবেদন", "Regular return"),
    "upkeep": ("নিয়মিত দেখাশোনা", "Upkeep"),
    "target": ("কর্মসম্পাদন লক্ষ্য", "Performance target"),
}
STATES = {
    transitions.OPEN: ("চলছে", "Open"),
    transitions.REPORTED: ("যাচাইয়ের অপেক্ষা", "Waiting for check"),
    transitions.DONE: ("শেষ", "Done"),
    transitions.DROPPED: ("বাদ দেওয়া হয়েছে", "Dropped"),
}
WORDS, PAPER, RECORD = "words", "paper", "record"
EVIDENCE = {
    WORDS: ("লেখা", "words"),
    PAPER: ("ছবি বা কাগজ", "a photo or document"),
    RECORD: ("কার্যালয়ের নথি", "a record of the office"),
}


def task_number(number: int, in_language: str = "") -> str:
    """কাজ-০১১৮, T-0118."""
    if (in_language or language()) == "bn":
        return f"কাজ-{digits(f'{number:04d}')}"
    return f"T-{number:04d}"


def origin_words(origin: str) -> str:
    return say(*ORIGINS.get(origin, ORIGINS["own"]))


def evidence_words(evidence: list[str]) -> str:
    """What a report must bring, as a phrase; "" where nothing was asked for."""
    joint = say(" ও ", " and ")
    return joint.join(say(*EVIDENCE[kind]) for kind in EVIDENCE if kind in evidence)


UNIT_WORDS = {
    DAY: ("দিন", "day", "days"),
    WEEK: ("সপ্তাহ", "week", "weeks"),
    MONTH: ("মাস", "month", "months"),
    QUARTER: ("তিন মাস", "quarter", "quarters"),
    HALF_YEAR: ("ছয় মাস", "half-year", "half-years"),
    FISCAL_YEAR: ("অর্থবছর", "fiscal year", "fiscal years"),
}
# Monday first, as Python counts.
WEEKDAYS = (
    ("সোমবার", "Monday"),
    ("মঙ্গলবার", "Tuesday"),
    ("বুধবার", "Wednesday"),
    ("বৃহস্পতিবার", "Thursday"),
    ("শুক্রবার", "Friday"),
    ("শনিবার", "Saturday"),
    ("রবিবার", "Sunday"),
)


def how_often(rule: Recurrence) -> str:
    _, en, many = UNIT_WORDS[rule.unit]
    in_english = many if rule.every > 1 else en
    if rule.policy == SINCE_DONE:
        return say(
            "শেষ হওয়ার {span} পর আবার",
            "Again {n} {unit} after it was done",
            span=span_words(rule),
            n=str(rule.every),
            unit=in_english,
        )
    if rule.every == 1:
        return say(f"প্রতি {UNIT_WORDS[rule.unit][0]}", f"Every {en}")
    return say(f"প্রতি {span_words(rule)}", f"Every {rule.every} {many}")


def span_words(rule: Recurrence) -> str:
    """২ সপ্তাহ, তিন মাস, ৬ মাস: what has a number in its name is counted in months where there are several."""
    bn = UNIT_WORDS[rule.unit][0]
    if rule.unit not in (QUARTER, HALF_YEAR):
        return f"{digits(rule.every)} {bn}"
    return bn if rule.every == 1 else f"{digits(rule.every * MONTHS_OF[rule.unit])} {UNIT_WORDS[MONTH][0]}"


def due_words(rule: Recurrence) -> str:
    if rule.policy == SINCE_DONE:
        return say("{n} কার্যদিবসের মধ্যে", "within {n} working [day|days]", n=rule.within)
    return day_words(rule.due)


def day_words(rule: DayRule) -> str:
    """মাসের শেষ কার্যদিবস; পরের মেয়াদের ৫ম কার্যদিবস."""
    of = say("পরের মেয়াদের ", "of the period after") if rule.following else say("মেয়াদের ", "of the period")
    if rule.nth < 0:
        from_end = "" if rule.nth == -1 else ordinal(-rule.nth, language()) + " "
        nth = say(f"শেষ {from_end and f'থেকে {from_end}'}", f"{from_end}last ")
    else:
        nth = ordinal(rule.nth, language()) + " "
    if rule.on == WEEKDAY:
        bn, en = WEEKDAYS[rule.weekday]
        day = say(bn, en)
    elif rule.on == DATE:
        day = say("দিন", "day")
    else:
        day = say("কার্যদিবস", "working day")
    return say(f"{of}{nth}{day}", f"{nth}{day} {of}")
