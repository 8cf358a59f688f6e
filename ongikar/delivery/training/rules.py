"""Whether somebody passed a course, and how a name is written in English.

Whether somebody passed follows from what they attended and, where the course asks for it, from the test at
its end. Nobody who attended nothing passes, whatever a course asks for.
"""

import unicodedata
from dataclasses import dataclass

NOTHING_ATTENDED, TOO_LITTLE, NO_TEST, TEST_FAILED = (
    "nothing_attended",
    "too_little",
    "no_test",
    "test_failed",
)


@dataclass(frozen=True, slots=True)
class CompletionRule:
    """Of a hundred: what must have been attended, and what must have been reached in the last test; 0 asks
    for none.
    """

    attendance_percent: int
    pass_percent: int = 0


@dataclass(frozen=True, slots=True)
class CourseVerdict:
    """`reasons`: codes of what was missing; none where somebody passed."""

    percent: int
    reasons: tuple[str, ...]

    @property
    def has_passed(self) -> bool:
        return not self.reasons


def judge(rule: CompletionRule, *, attended: int, held: int, post_percent: int | None) -> CourseVerdict:
    """`attended`, `held`: minutes while they were a member. The percent is rounded down, as attendance is."""
    percent = 100 * attended // held if held else 0
    reasons: list[str] = []
    if not attended:
        reasons.append(NOTHING_ATTENDED)
    elif percent < rule.attendance_percent:
        reasons.append(TOO_LITTLE)
    if rule.pass_percent:
        if post_percent is None:
            reasons.append(NO_TEST)
        elif post_percent < rule.pass_percent:
            reasons.append(TEST_FAILED)
    return CourseVerdict(percent, tuple(reasons))


# ---- a name in English letters ----
# As the English certificate prints it: Latin letters, as the person spells it themselves. It is never made
# from the Bangla name: two people of one Bangla name spell it differently on their papers.

MOST_LETTERS = 200
# What stands between the letters of names: Md. Abdur-Rahman O’Neil, Jr.
BETWEEN = frozenset(" .,-'’()/")


def normal_english_name(typed: str) -> str:
    """With single blanks and composed letters."""
    return " ".join(unicodedata.normalize("NFC", typed).split())


def english_name_fault(typed: str) -> tuple[str, str] | None:
    """What is wrong with it, as (Bangla, English); None where it is right."""
    name = normal_english_name(typed)
    letters = [sign for sign in name if sign not in BETWEEN]
    if any(not unicodedata.name(sign, "").startswith("LATIN ") for sign in letters):
        return (
            "নামটি ইংরেজি অক্ষরে লিখুন, যেমন Rahima Begum",
            "Write the name in English letters, such as Rahima Begum",
        )
    if len(letters) < 2:
        return ("নামটি পুরো লিখুন", "Write the whole name")
    if len(name) > MOST_LETTERS:
        return ("নামটি খুব লম্বা", "The name is too long")
    return None
