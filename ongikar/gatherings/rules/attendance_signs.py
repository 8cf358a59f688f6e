"""What people write into a sheet of attendance for somebody's being there: one sign, a word or a tick, in
either script, with the minutes beside it where somebody was there for a part only.
"""

import re
from dataclasses import dataclass

from ongikar.rules.bangla.text import digits, latin_digits, nfc
from ongikar.rules.number_forms import counting

from .attendance import ABSENT, EXCUSED, GRACE, LATE, LEFT_EARLY, PRESENT

# What a cell shows, and one key writes: in Bangla, and in English.
SIGNS = {
    PRESENT: ("উ", "P"),
    LATE: ("দ", "L"),
    ABSENT: ("অ", "A"),
    LEFT_EARLY: ("আ", "E"),
    EXCUSED: ("ছ", "X"),
}
# The figure that is the same key on every keyboard.
FIGURES = {PRESENT: "1", ABSENT: "0", LATE: "2", LEFT_EARLY: "3", EXCUSED: "4"}
WORDS = {
    PRESENT: "উপস্থিত হ্যাঁ হ্যা হাঁ জি ছিলেন ছিল এসেছেন এসেছে present yes y true ✓ ✔ √ ● ☑",
    LATE: "দেরি দেরী দেরিতে দেরীতে লেট late lt ◐",
    ABSENT: "অনুপস্থিত অনু না আসেননি আসেনি absent abs no n false ✗ ✘ × ○ ☐",
    LEFT_EARLY: "আগে early",
    EXCUSED: "ছুটি ছুটিতে leave excused ex",
}
PHRASES = {
    **dict.fromkeys(("ছিলেন না", "ছিল না"), ABSENT),
    **dict.fromkeys(("আগে গেছেন", "আগে গেছে", "left early"), LEFT_EARLY),
    **dict.fromkeys(("on leave", "ছুটিতে আছেন"), EXCUSED),
}
KNOWN = {
    **{sign.lower(): value for value, signs in SIGNS.items() for sign in signs},
    **{figure: value for value, figure in FIGURES.items()},
    **{nfc(word): value for value, words in WORDS.items() for word in words.split()},
    **{nfc(words): value for words, value in PHRASES.items()},
}
# What says nothing of anybody: the class is still to come, or nobody looked.
NOTHING = frozenset({"", "-", "–", "—", "."})
# In sheets of other offices these letters are as often a leave or a tick: only a page that says what they
# are may take them.
OF_THIS_PAGE_ALONE = frozenset({"l", "x", "e", "2", "3", "4"})
WITH_MINUTES = re.compile(
    r"(?P<sign>\D+?)[\s:,(]*(?P<minutes>\d{1,4})\s*(?:মিনিট|মি|minutes?|mins?|m)?\.?\)?"
)
MOST_TYPED = 30


class SignFault(ValueError):
    """Why what was typed is no sign, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


@dataclass(frozen=True, slots=True)
class Sign:
    """`minutes`: how long somebody was there who was not there from beginning to end."""

    value: str
    minutes: int | None = None


def read_sign(typed: str, class_minutes: int, *, is_pasted: bool = False) -> Sign | None:
    """What was typed of one class of so many minutes; None where it says nothing. Raises SignFault.

    Whoever is late is not later than has to be said: without minutes the quarter of an hour is taken off by
    which somebody is late at all.
    """
    said = " ".join(latin_digits(nfc(typed)).strip().lower().rstrip("।.").split())
    if said in NOTHING:
        return None
    shown = typed.strip()[:MOST_TYPED]
    if is_pasted and said in OF_THIS_PAGE_ALONE:
        raise SignFault(
            f"“{shown}”: দেরি, ছুটি না অন্য কিছু, বোঝা যায়নি; পুরো শব্দটি লিখুন",
            f"“{shown}” may be late, leave or something else; write the word",
        )
    value, minutes = KNOWN.get(said), None
    if value is None and (match := WITH_MINUTES.fullmatch(said)):
        value, minutes = KNOWN.get(match["sign"].strip()), int(match["minutes"])
        if value not in (LATE, LEFT_EARLY):
            value = None
    if value is None:
        raise SignFault(f"“{shown}” বোঝা যায়নি", f"“{shown}” cannot be read")
    if value == LATE and minutes is None:
        minutes = max(class_minutes - int(GRACE.total_seconds() // 60), 0)
    if value == LEFT_EARLY and minutes is None:
        raise SignFault(
            "কত মিনিট ছিলেন, পাশে লিখুন; যেমন আ ৯০", "Write beside it how many minutes they were there: E 90"
        )
    if minutes is not None and minutes > class_minutes:
        raise SignFault(
            f"ক্লাসটি {digits(class_minutes)} মিনিটের; {digits(minutes)} মিনিট থাকা যায় না",
            counting(
                "The class takes {n} [minute|minutes]; nobody is there for {minutes}",
                n=class_minutes,
                minutes=minutes,
            ),
        )
    return Sign(value, minutes)


def sign_words(value: str, minutes: int | None, tongue: str) -> str:
    """What stands in a cell: উ, দ ৯০."""
    sign = SIGNS[value][tongue == "en"]
    return sign if minutes is None else f"{sign} {digits(minutes, tongue)}"
