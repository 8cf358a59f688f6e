"""Whether somebody passed a course; what is owed of a batch, and by when; and how a name is written in
English.

Whether somebody passed follows from what they attended and, where the course asks for it, from the test at
its end. Nobody who attended nothing passes, whatever a course asks for.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from . import states

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


# ---- the steps of a batch, and what is owed of it ----

SELECTION, SEATS, CLASSES, ASSESSMENT = "selection", "seats", "classes", "assessment"
ALLOWANCE, CERTIFICATES, AFTERWARDS = "allowance", "certificates", "afterwards"
STEPS = (SELECTION, SEATS, CLASSES, ASSESSMENT, ALLOWANCE, CERTIFICATES, AFTERWARDS)
# The state from which on a step is behind a batch; of the last two more has to be seen to.
DONE_FROM = {
    SELECTION: states.OFFERING,
    SEATS: states.RUNNING,
    CLASSES: states.FINISHED,
    ASSESSMENT: states.FINISHED,
    ALLOWANCE: states.FINISHED,
    CERTIFICATES: states.FINISHED,
    AFTERWARDS: states.FINISHED,
}
# How many working days after the last class the certificate is given.
CERTIFICATE_DAYS = 7


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """`unsettled`: people whose result is still to come. `certificates`: how many are owed. `untold`: people
    of whom it is not known yet what became of them.
    """

    state: str
    unsettled: int = 0
    certificates: int = 0
    untold: int = 0


def steps_done(progress: BatchProgress) -> frozenset[str]:
    """A batch that is not held has no steps."""
    if progress.state not in states.STATIONS:
        return frozenset()
    at = states.STATIONS.index(progress.state)
    done = {step for step, state in DONE_FROM.items() if at >= states.STATIONS.index(state)}
    if progress.unsettled or progress.certificates:
        done -= {CERTIFICATES, AFTERWARDS}
    if progress.untold:
        done.discard(AFTERWARDS)
    return frozenset(done)


def step_at(progress: BatchProgress) -> str:
    """The first step that is not done; "" where all are, or the batch is not held."""
    if progress.state not in states.STATIONS:
        return ""
    done = steps_done(progress)
    return next((step for step in STEPS if step not in done), "")


@dataclass(frozen=True, slots=True)
class BatchDays:
    """The moments by which something is owed of a batch that takes applications. `answer_by`: when the
    earliest offer of a seat ends; `class_ends`: the end of the earliest class that is not written down;
    `certificate_by`: when the earliest certificate is due; None where there is none.
    """

    closes_at: datetime
    draw_at: datetime
    result_on: date
    starts_on: date
    ends_on: date
    answer_by: datetime | None = None
    class_ends: datetime | None = None
    certificate_by: datetime | None = None


# What is owed next of a batch, as far as its state and its days tell.
APPLYING, TO_CLOSE, TO_SETTLE, TO_DRAW, TO_PUBLISH = "applying", "close", "settle", "draw", "publish"
TO_ANSWER, TO_BEGIN, TO_RECORD, TO_FINISH, TO_CERTIFY = "answer", "begin", "record", "finish", "certify"
# Those others owe, not the office.
OF_OTHERS = frozenset({APPLYING, TO_ANSWER})


def what_is_owed(state: str, days: BatchDays, now: datetime) -> tuple[str, date | None]:
    """What comes next of a batch, and the moment or the day by which; "" and None where nothing does."""
    match state:
        case states.CALLED:
            return (APPLYING if now < days.closes_at else TO_CLOSE), days.closes_at
        case states.CLOSED:
            return TO_SETTLE, days.draw_at
        case states.FROZEN:
            return TO_DRAW, days.draw_at
        case states.RANKED:
            return TO_PUBLISH, days.result_on
        case states.OFFERING:
            return (TO_ANSWER, days.answer_by) if days.answer_by else (TO_BEGIN, days.starts_on)
        case states.RUNNING:
            return (TO_RECORD, days.class_ends) if days.class_ends else (TO_FINISH, days.ends_on)
        case states.FINISHED | states.CERTIFIED if days.certificate_by:
            return TO_CERTIFY, days.certificate_by
    return "", None


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
