"""Post assignments: who may hold which post in which period, and which existing assignments a new one
conflicts with.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

OWN, ADDITIONAL, ACTING, COVER = CHARGES = ("own", "additional", "acting", "cover")
# How it is written under a name. Leave cover stands beside the holder who is away; the others take the
# holder's place.
CHARGE_WORDS = {
    OWN: ("নিজ পদ", "Own post"),
    ADDITIONAL: ("অতিরিক্ত দায়িত্ব", "Additional charge"),
    ACTING: ("ভারপ্রাপ্ত", "Acting"),
    COVER: ("ছুটিকালীন দায়িত্ব", "Leave cover"),
}
# Nobody audits what they do themselves, sees to the posts and reads the cases, brings cases to their own
# desk, or hears an appeal from their own decision.
APART = {
    "auditor": frozenset({"officer", "assistant", "gro", "appeal", "cell", "agent", "admin"}),
    "admin": frozenset({"officer", "assistant", "gro", "appeal", "cell", "agent", "auditor"}),
    "agent": frozenset({"officer", "assistant", "gro", "appeal", "cell", "auditor", "admin"}),
    "gro": frozenset({"appeal", "cell"}),
    "appeal": frozenset({"cell"}),
}


@dataclass(frozen=True, slots=True)
class AssignmentPeriod:
    """A post of an office held by a person; both days included, `until` None while no end is known."""

    person: int
    post: int
    office: int
    role: str
    charge: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class AssignmentFault:
    """What stands against it, and at which answer: "until", "person", "charge" or "last_day"."""

    at: str
    bn: str
    en: str


def overlap(one: AssignmentPeriod, other: AssignmentPeriod) -> bool:
    """Whether there is a day on which both are in force."""
    return (other.until is None or one.since <= other.until) and (
        one.until is None or other.since <= one.until
    )


def assignment_faults(new: AssignmentPeriod, known: Iterable[AssignmentPeriod]) -> list[AssignmentFault]:
    """Everything that stands against a new holding, given all holdings of the office and of the person."""
    return [*own_faults(new), *faults_beside(new, [each for each in known if overlap(new, each)])]


def own_faults(new: AssignmentPeriod) -> Iterator[AssignmentFault]:
    if new.until is not None and new.until < new.since:
        yield AssignmentFault(
            "until", "শেষ দিন শুরুর দিনের আগে হতে পারে না", "The last day cannot be before the first"
        )
    if new.charge == COVER and new.until is None:
        yield AssignmentFault("until", "ছুটির দায়িত্বের শেষ দিন লিখুন", "Leave cover needs a last day")


def faults_beside(new: AssignmentPeriod, meanwhile: list[AssignmentPeriod]) -> Iterator[AssignmentFault]:
    """`meanwhile`: those in force on some day of the new one."""
    if any(each.person == new.person and each.post == new.post for each in meanwhile):
        yield AssignmentFault(
            "person", "এই সময়ে পদটি তাঁরই আছে", "This person holds the post in that time already"
        )
    elif new.charge != COVER and any(each.post == new.post and each.charge != COVER for each in meanwhile):
        yield AssignmentFault(
            "charge",
            "এই সময়ে পদটিতে অন্য একজন আছেন; আগে তাঁর শেষ দিন লিখুন",
            "Somebody else holds the post in that time; enter their last day first",
        )
    here = {each.role for each in meanwhile if each.person == new.person and each.office == new.office}
    if any(role in APART.get(new.role, ()) or new.role in APART.get(role, ()) for role in here):
        yield AssignmentFault(
            "person",
            "এই পদের সঙ্গে তাঁর অন্য পদটি এক কার্যালয়ে একসঙ্গে রাখা যায় না",
            "This post cannot be held together with the person’s other post in the office",
        )


def is_left_vacant(ending: AssignmentPeriod, last_day: date, known: Iterable[AssignmentPeriod]) -> bool:
    """Whether nobody holds the post on the day after `last_day`, when `ending` ends with it.

    `known`: the holdings of the office. Leave cover counts: somebody sees to the desk.
    """
    return not in_force_after(
        last_day, (each for each in known if each.post == ending.post and each != ending)
    )


def is_last_of_role(ending: AssignmentPeriod, last_day: date, known: Iterable[AssignmentPeriod]) -> bool:
    """Whether no post of this role is held in the office on the day after `last_day`."""
    here = (each for each in known if each.office == ending.office and each.role == ending.role)
    return not in_force_after(last_day, (each for each in here if each != ending))


def in_force_after(last_day: date, known: Iterable[AssignmentPeriod]) -> bool:
    """Whether one of them is in force on the day after."""
    next_day = last_day + timedelta(days=1)
    return any(each.since <= next_day and (each.until is None or each.until >= next_day) for each in known)


def ending_faults(
    ending: AssignmentPeriod, last_day: date, known: Iterable[AssignmentPeriod], *, at_machine: bool
) -> list[AssignmentFault]:
    """Everything that stands against ending a holding with `last_day`; `known`: the holdings of the office.

    Ending takes a right away earlier and never gives one back. On the screen the last administrator stays:
    without one nobody could fill a post there again. `at_machine`: by the command, which can always fill
    it.
    """
    faults = []
    if ending.until is not None and ending.until < last_day:
        faults.append(
            AssignmentFault(
                "last_day",
                "তাঁর শেষ দিন এর আগেই লেখা আছে; শেষ দিন পেছানো যায় না",
                "An earlier last day is entered already; it cannot be put off",
            )
        )
    elif not at_machine and ending.role == "admin" and is_last_of_role(ending, last_day, known):
        faults.append(
            AssignmentFault(
                "last_day",
                "তিনি কার্যালয়ের শেষ প্রশাসক। আগে আরেকজনকে প্রশাসকের পদ দিন।",
                "This is the office’s last administrator. Give the post to somebody else first.",
            )
        )
    return faults
