"""Who may hold which post, from when to when: what a new holding must not do to those that are there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

OWN, ADDITIONAL, ACTING, COVER = CHARGES = ("own", "additional", "acting", "cover")
# How it is written under a name. Leave cover stands beside the holder who is away; the others take the holder's place.
CHARGE_WORDS = {
    OWN: ("নিজ পদ", "Own post"),
    ADDITIONAL: ("অতিরিক্ত দায়িত্ব", "Additional charge"),
    ACTING: ("ভারপ্রাপ্ত", "Acting"),
    COVER: ("ছুটিকালীন দায়িত্ব", "Leave cover"),
}
# Nobody audits what they do themselves, sees to the posts and reads the cases, brings cases to their own desk, or hears an
# appeal from their own decision.
APART = {
    "auditor": frozenset({"officer", "assistant", "gro", "appeal", "cell", "agent", "admin"}),
    "admin": frozenset({"officer", "assistant", "gro", "appeal", "cell", "agent", "auditor"}),
    "agent": frozenset({"officer", "assistant", "gro", "appeal", "cell", "auditor", "admin"}),
    "gro": frozenset({"appeal", "cell"}),
    "appeal": frozenset({"cell"}),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A post of an office held by a person; both days included, `until` None while no end is known."""

    person: int
    post: int
    office: int
    role: str
    charge: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class HoldingFault:
    """What stands against it, and at which answer: "until", "person" or "charge"."""

    at: str
    bn: str
    en: str


def overlap(one: Held, other: Held) -> bool:
    """Whether there is a day on which both are in force."""
    return (other.until is None or one.since <= other.until) and (
        one.until is None or other.since <= one.until
    )


def holding_faults(new: Held, known: Iterable[Held]) -> list[HoldingFault]:
    """Everything that stands against a new holding, given all holdings of the office and of the person."""
    return [*own_faults(new), *faults_beside(new, [each for each in known if overlap(new, each)])]


def own_faults(new: Held) -> Iterator[HoldingFault]:
    if new.until is not None and new.until < new.since:
        yield HoldingFault(
            "until", "শেষ দিন শুরুর দিনের আগে হতে পারে না", "The last day cannot be before the first"
        )
    if new.charge == COVER and new.until is None:
        yield HoldingFault("until", "ছুটির দায়িত্বের শেষ দিন লিখুন", "Leave cover needs a last day")


def faults_beside(new: Held, meanwhile: list[Held]) -> Iterator[HoldingFault]:
    """`meanwhile`: those in force on some day of the new one."""
    if any(each.person == new.person and each.post == new.post for each in meanwhile):
        yield HoldingFault(
            "person", "এই সময়ে পদটি তাঁরই আছে", "This person holds the post in that time already"
        )
    elif new.charge != COVER and any(each.post == new.post and each.charge != COVER for each in meanwhile):
        yield HoldingFault(
            "charge", "এই সময়ে পদটিতে অন্য একজন আছেন; আগে তাঁর শেষ দিন লিখুন",
            "Somebody else holds the post in that time; enter their last day first",
        )  # fmt: skip
    here = {each.role for each in meanwhile if each.person == new.person and each.office == new.office}
    if any(role in APART.get(new.role, ()) or new.role in APART.get(role, ()) for role in here):
        yield HoldingFault(
            "person", "এই পদের সঙ্গে তাঁর অন্য পদটি এক কার্যালয়ে একসঙ্গে রাখা যায় না",
            "This post cannot be held together with the person’s other post in the office",
        )  # fmt: skip
