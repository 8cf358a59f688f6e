"""How a series is told: how often, and by which day."""

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits, ordinal
from ongikar.tasks.rules import (
    DATE,
    DAY,
    FISCAL_YEAR,
    HALF_YEAR,
    MONTH,
    QUARTER,
    SINCE_DONE,
    WEEK,
    WEEKDAY,
    DayRule,
    Recurrence,
)

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
    bn, en, many = UNIT_WORDS[rule.unit]
    if rule.policy == SINCE_DONE:
        return say(
            "শেষ হওয়ার {n} {unit} পর আবার",
            "Again {n} {unit_en} after it was done",
            n=digits(rule.every, language()),
            unit=bn,
            unit_en=many if rule.every > 1 else en,
        )
    if rule.every == 1:
        return say(f"প্রতি {bn}", f"Every {en}")
    return say(f"প্রতি {digits(rule.every)} {bn}", f"Every {rule.every} {many}")


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
