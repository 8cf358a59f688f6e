"""Whether somebody passed a course: by what they attended and, where the course asks for it, by the test at
its end. Nobody who attended nothing passes, whatever a course asks for.
"""

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
class Verdict:
    """`reasons`: codes of what was missing; none where somebody passed."""

    percent: int
    reasons: tuple[str, ...]

    @property
    def has_passed(self) -> bool:
        return not self.reasons


def judge(rule: CompletionRule, *, attended: int, held: int, post_percent: int | None) -> Verdict:
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
    return Verdict(percent, tuple(reasons))
