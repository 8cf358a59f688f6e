"""The rule in words, and why each applicant stands where they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ongikar.rules.bangla.text import digits

from .lots import Candidate
from .reserve import MINIMUM, OPEN_SEAT, SET_ASIDE, Selection
from .rule import DEGREES, EDUCATION, GROUPS, OLDER, TEST, VIVA, Rule

SOURCE_WORDS = {
    TEST: ("পরীক্ষা", "test"),
    VIVA: ("মৌখিক", "viva"),
    EDUCATION: ("শিক্ষা", "education"),
    OLDER: ("যাঁর বয়স বেশি", "the older"),
}
DEGREE_WORDS = {
    "below_ssc": ("এসএসসির নিচে", "below SSC"),
    "ssc": ("এসএসসি", "SSC"),
    "hsc": ("এইচএসসি", "HSC"),
    "degree": ("স্নাতক", "degree"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody stands where they stand; kept with the standing.

    `last`: position and points of the last who was chosen by rank. `waiting`: the place in the queue of those
    not chosen, by rank alone. `decided_by`: what set them apart from whoever stands one place higher with the
    same points; "" where the points did.
    """

    position: int
    of: int
    points: int
    seat_sort: str = ""
    waiting: int = 0
    last_position: int = 0
    last_points: int = 0
    decided_by: str = ""
    parts: Mapping[str, int] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Reason":
        return cls(**data)


def explain_all(
    rule: Rule,
    ranked: Sequence[Candidate],
    selection: Selection,
    parts: Mapping[int, Mapping[str, int]] | None = None,
) -> list[Reason]:
    """A reason for each, in the order of the ranking. `parts`: by roll the points by what gave them."""
    by_rank = [
        (position, each.points)
        for position, each in enumerate(ranked, 1)
        if selection.sorts.get(each.roll) == OPEN_SEAT
    ]
    last_position, last_points = by_rank[-1] if by_rank else (0, 0)
    found, waiting = [], 0
    for position, each in enumerate(ranked, 1):
        sort = selection.sorts.get(each.roll, "")
        if not sort:
            waiting += 1
        found.append(
            Reason(
                position,
                len(ranked),
                each.points,
                sort,
                0 if sort else waiting,
                last_position,
                last_points,
                decided_by(rule, ranked[position - 2] if position > 1 else None, each),
                dict((parts or {}).get(each.roll, {})),
            )
        )
    return found


def decided_by(rule: Rule, above: Candidate | None, each: Candidate) -> str:
    """What broke the tie with whoever stands one place higher; "" where none was broken."""
    if above is None or above.points != each.points:
        return ""
    for name, higher, lower in zip(rule.tie, above.ties, each.ties, strict=True):
        if higher != lower:
            return name
    return "lot"


def why(reason: Reason, language: str) -> str:
    """One paragraph that somebody can read who was not chosen."""
    bn = language == "bn"

    def n(value: int) -> str:
        return digits(value, language)

    said = (
        f"{n(reason.of)} জনের মধ্যে আপনার জায়গা {n(reason.position)}, নম্বর {n(reason.points)}।"
        if bn
        else f"You stand {n(reason.position)} of {n(reason.of)}; your points: {n(reason.points)}."
    )
    parts = [said]
    if reason.parts:
        told = [f"{source_words(name, language)} {n(value)}" for name, value in reason.parts.items()]
        parts.append(("এর মধ্যে " + ", ".join(told) + "।") if bn else "Of these: " + ", ".join(told) + ".")
    if reason.seat_sort:
        parts.append(chosen_words(reason.seat_sort, language))
    elif reason.last_position:
        parts.append(
            f"মেধায় শেষ যিনি নির্বাচিত, তাঁর জায়গা {n(reason.last_position)}, নম্বর {n(reason.last_points)}।"
            f" আপনি অপেক্ষার তালিকায় {n(reason.waiting)} নম্বরে।"
            if bn
            else f"The last chosen by rank stands {n(reason.last_position)}, with {n(reason.last_points)}."
            f" You are number {n(reason.waiting)} on the waiting list."
        )
    if reason.decided_by == "lot":
        parts.append(
            "আপনার ঠিক আগের জনের নম্বর সমান; লটারিতে তিনি আগে।"
            if bn
            else "Whoever stands just above you has the same points; the lot put them first."
        )
    elif reason.decided_by:
        what = source_words(reason.decided_by, language)
        parts.append(
            f"আপনার ঠিক আগের জনের মোট নম্বর সমান; {what} দেখে তিনি আগে।"
            if bn
            else f"Whoever stands just above you has the same points; {what} put them first."
        )
    return " ".join(parts)


def chosen_words(seat_sort: str, language: str) -> str:
    bn = language == "bn"
    if seat_sort == OPEN_SEAT:
        return "আপনি মেধায় নির্বাচিত।" if bn else "You are chosen by rank."
    sort, _, group = seat_sort.partition(":")
    name = group_words(group, language)
    if sort == MINIMUM:
        return (
            f"আপনি {name} হিসেবে নির্বাচিত: নিয়মে এঁদের জন্য অন্তত কয়েকটি আসন রাখা আছে।"
            if bn
            else f"You are chosen because the rule asks for a least number of {name}."
        )
    return (
        f"আপনি {name} হিসেবে আলাদা রাখা আসনে নির্বাচিত।"
        if bn
        else f"You are chosen for a seat set aside for {name}."
    )


def group_words(group: str, language: str) -> str:
    bn, en = GROUPS.get(group, (group, group))
    return bn if language == "bn" else en


def source_words(name: str, language: str) -> str:
    bn, en = SOURCE_WORDS[name]
    return bn if language == "bn" else en


def rule_words(rule: Rule, language: str) -> list[str]:
    """The rule as sentences: points, ties, seats, and who may apply."""
    return [
        sentence
        for sentence in (
            points_words(rule, language),
            tie_words(rule, language),
            *seat_words(rule, language),
            who_words(rule, language),
        )
        if sentence
    ]


def points_words(rule: Rule, language: str) -> str:
    bn = language == "bn"
    told = [f"{source_words(name, language)} {digits(most, language)}" for name, most in rule.most.items()]
    if rule.degrees:
        best = digits(max(rule.degrees.values()), language)
        each = ", ".join(
            f"{DEGREE_WORDS[name][0 if bn else 1]} {digits(points, language)}"
            for name, points in rule.degrees.items()
        )
        told.append(f"শিক্ষা সর্বোচ্চ {best} ({each})" if bn else f"education at most {best} ({each})")
    if not told:
        return (
            "কারও নম্বর গোনা হয় না; সবাই সমান, ক্রম হয় লটারিতে।"
            if bn
            else "No points are given: all are equal, and the lot decides the order."
        )
    joined = ", ".join(told)
    return f"নম্বর: {joined}। যাঁর নম্বর বেশি, তিনি আগে।" if bn else f"Points: {joined}. More points go first."


def tie_words(rule: Rule, language: str) -> str:
    bn = language == "bn"
    first = [source_words(name, language) for name in rule.tie]
    if not first:
        return "নম্বর সমান হলে লটারি।" if bn else "With equal points the lot decides."
    joined = (", তারপর " if bn else ", then ").join(first)
    return (
        f"নম্বর সমান হলে আগে দেখা হয়: {joined}; তাতেও সমান হলে লটারি।"
        if bn
        else f"With equal points first comes: {joined}; where these are equal too, the lot decides."
    )


def seat_words(rule: Rule, language: str) -> list[str]:
    """How many seats are whose: always as numbers."""
    bn = language == "bn"

    def n(value: int) -> str:
        return digits(value, language)

    said = [
        f"{n(rule.seats)} আসনের {n(rule.open_seats)}টি সবার জন্য।"
        if bn
        else f"Of {n(rule.seats)} seats {n(rule.open_seats)} are everybody’s."
    ]
    for quota in rule.minimum:
        name = group_words(quota.group, language)
        said.append(
            f"তার মধ্যে অন্তত {n(quota.seats)}টি: {name}।"
            if bn
            else f"Among these at least {n(quota.seats)}: {name}."
        )
    for quota in rule.set_aside:
        name = group_words(quota.group, language)
        said.append(
            f"আলাদা {n(quota.seats)}টি: {name}; কেউ না থাকলে সেটিও সবার।"
            if bn
            else f"Set aside besides, {n(quota.seats)}: {name}; where nobody is left of them, everybody’s."
        )
    return said


def who_words(rule: Rule, language: str) -> str:
    bn = language == "bn"
    said = []
    if rule.ages:
        least, most = (digits(age, language) for age in rule.ages)
        said.append(f"বয়স {least} থেকে {most} বছর" if bn else f"aged {least} to {most}")
    if rule.least_degree and rule.least_degree in DEGREES:
        degree = DEGREE_WORDS[rule.least_degree][0 if bn else 1]
        said.append(f"অন্তত {degree} পাস" if bn else f"at least {degree}")
    if not said:
        return ""
    joined = ", ".join(said)
    return f"আবেদন করতে পারেন: {joined}।" if bn else f"Who may apply: {joined}."


def seat_sort_words(seat_sort: str, language: str, *, hides: bool = False) -> str:
    """The seat in a table; `hides`: of a group so small that its name would tell who it is."""
    bn = language == "bn"
    if not seat_sort:
        return "অপেক্ষায়" if bn else "waiting"
    sort, _, group = seat_sort.partition(":")
    if sort == OPEN_SEAT:
        return "নির্বাচিত" if bn else "chosen"
    if hides or sort not in (MINIMUM, SET_ASIDE):
        return "সংরক্ষিত আসন" if bn else "reserved seat"
    name = group_words(group, language)
    return f"নির্বাচিত ({name})" if bn else f"chosen ({name})"
