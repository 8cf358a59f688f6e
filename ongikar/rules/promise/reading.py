"""Reads a time limit as people write it, in either language and script."""

import re

from ongikar.rules.bangla.text import grouped_number, latin_digits, nfc

from .terms import (
    ACCEPT,
    BY_DATE,
    CALENDAR_DAYS,
    HOURS,
    IMMEDIATE,
    MINUTES,
    MONTHS,
    NTH_WORKING_DAY,
    UNITS,
    WEEKS,
    WORKING_DAYS,
    Promise,
    PromiseFault,
    read_day,
)

WITHOUT_NUMBER = {
    IMMEDIATE: (
        "immediate",
        "immediately",
        "at once",
        "instant",
        "তাৎক্ষণিক",
        "তাৎক্ষনিক",
        "তাৎক্ষণিকভাবে",
        "সঙ্গে সঙ্গে",
    ),
    ACCEPT: ("accept", "acceptance", *UNITS[ACCEPT][1:3]),
}
# Unit, and whether it is of office time, under every name in use; misspellings that charters print are
# among them.
WITH_NUMBER = {
    (WORKING_DAYS, False): (
        "working day",
        "working days",
        "workday",
        "workdays",
        "office day",
        "office days",
        "কার্যদিবস",
        "কার্য দিবস",
        "কর্মদিবস",
        "কর্ম দিবস",
    ),
    (CALENDAR_DAYS, False): ("calendar day", "calendar days", "day", "days", "দিন", "দিবস", "পঞ্জিকা দিন"),
    (WEEKS, False): ("week", "weeks", "সপ্তাহ"),
    (MONTHS, False): ("month", "months", "মাস"),
    (HOURS, False): ("hour", "hours", "ঘণ্টা", "ঘন্টা"),
    (HOURS, True): (
        "office hour",
        "office hours",
        "working hour",
        "working hours",
        "অফিস ঘণ্টা",
        "অফিস ঘন্টা",
        "কর্মঘণ্টা",
        "কর্মঘন্টা",
    ),
    (MINUTES, False): ("minute", "minutes", "office minute", "office minutes", "মিনিট", "অফিস মিনিট"),
}
UNIT_OF = {nfc(name): unit for unit, names in WITH_NUMBER.items() for name in names}
UNIT_ALONE = {nfc(name): unit for unit, names in WITHOUT_NUMBER.items() for name in names}

# ০৩ (তিন) কার্যদিবস: the figure said again in words. দিন (ছুটিসহ): the unit made plain.
IN_BRACKETS = re.compile(r"\([^()]*\)")
AMOUNT_AND_UNIT = re.compile(r"(?:within |at most |up to |অনধিক |সর্বোচ্চ )?([0-9][0-9,]{0,9}) ?(\D+)")
UNTIL = re.compile(r"by ([0-9]{4}-[0-9]{2}-[0-9]{2})|([0-9]{4}-[0-9]{2}-[0-9]{2})[- ]?এর মধ্যে")
NTH = re.compile(
    nfc(
        r"(?:by |within )?(?:the )?([0-9]{1,2})(?:st|nd|rd|th) working day of (?:the|a|each|every) month"
        r"|(?:প্রতি ?)?মাসের ([0-9]{1,2}) ?(?:ম|য়|র্থ|ষ্ঠ|তম) (?:কার্য|কর্ম) ?দিবস(?:ের মধ্যে)?"
    )
)
# Longest first: দিনের মধ্যে is দিন, কার্যদিবসের মধ্যে is কার্যদিবস.
WITHIN = ("ের মধ্যে", " এর মধ্যে", "র মধ্যে", " মধ্যে")


def read_promise(text: str) -> Promise:
    """A limit as people write it: "30 working days", "৩ কার্যদিবস", "at once", "by 2026-12-06".

    Raises PromiseFault where the text names none that can be counted.
    """
    plain = " ".join(IN_BRACKETS.sub(" ", latin_digits(nfc(text)).lower()).split())
    if plain in UNIT_ALONE:
        return Promise(UNIT_ALONE[plain])
    if match := UNTIL.fullmatch(plain):
        return Promise(BY_DATE, until=read_day(match[1] or match[2]))
    if match := NTH.fullmatch(plain):
        return Promise(NTH_WORKING_DAY, int(match[1] or match[2]))
    if (match := AMOUNT_AND_UNIT.fullmatch(plain)) and (unit := unit_of(match[2])):
        name, office_time = unit
        return Promise(name, int(match[1].replace(",", "")), office_time)
    raise PromiseFault(
        f"“{text}” থেকে সময়সীমা বোঝা যায় না; লিখুন যেমন “{grouped_number(3)} কার্যদিবস” বা “তাৎক্ষণিক”",
        f"“{text}” names no time limit; write such as “3 working days” or “immediate”",
    )


def unit_of(words: str) -> tuple[str, bool] | None:
    """The unit a phrase names, with or without the ending that says “within”."""
    for ending in ("", *WITHIN):
        if words.endswith(ending) and (unit := UNIT_OF.get(words.removesuffix(ending).strip())):
            return unit
    return None
