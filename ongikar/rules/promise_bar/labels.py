"""Places the labels on the bar of a promise: each has its own position and is moved where two would
overlap.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .words import BarWords, due_name, start_name

if TYPE_CHECKING:
    from ongikar.rules.promise.course import Course

# The bar in a card on a phone 360 px wide, the narrowest there is: labels that keep clear there do so on
# anything wider.
NARROW = 286
GAP = 6
# Free to the right of the bar, for the caps; a label may lean out as far on either side.
MARGIN = 12
# An old post so near the new one could not have words of its own, in per cent.
LAST_OLD_POST = 78
TOP, NAME, DAY = "top", "name", "day"
START, MIDDLE, END = "start", "middle", "end"
VIRAMA = "\u09cd"
# About how many px a sign of each kind takes at 16 px, semi-bold; the second consonant of a conjunct takes
# JOINED.
WIDTHS = {"Mn": 0.0, "Mc": 5.5, "Zs": 4.5, "Po": 5.0}
LETTER, JOINED = 10.0, 4.0


class Stretch(NamedTuple):
    """What a label takes up: its row, and its left and right end in px."""

    row: str
    left: float
    right: float

    def meets(self, other: "Stretch") -> bool:
        return self.row == other.row and self.left < other.right + GAP and other.left < self.right + GAP


class Label(NamedTuple):
    """Words at a place: `x` in per cent, moved by `dx` px. `kind`: "k" quiet, "d" a date, "kt" kept, "lt"
    late.
    """

    kind: str
    row: str
    words: str
    x: float
    anchor: str = START
    dx: int = 0

    def stretch(self) -> Stretch:
        """Where it lies on the narrowest bar."""
        wide, at = width(self.words), NARROW * self.x / 100 + self.dx
        left = at if self.anchor == START else at - wide / 2 if self.anchor == MIDDLE else at - wide
        return Stretch(self.row, left, left + wide)


# The places that labels would like, best first; what comes after the first that has room is not made.
Alternatives = Iterable[Sequence[Label]]


@lru_cache(maxsize=4000)
def width(words: str) -> float:
    """About how many px the words take: no font is at hand where the bar is drawn."""
    total, before = 0.0, ""
    for sign in words:
        kind = unicodedata.category(sign)
        total += JOINED if before == VIRAMA and kind == "Lo" else WIDTHS.get(kind, LETTER)
        before = sign
    return total


def bar_labels(
    course: "Course", said: BarWords, *, post: float, end: float, old_post: float | None
) -> tuple[Label, ...]:
    """Every label that finds room, the most needed first."""
    seated: list[Label] = []
    taken: list[Stretch] = []
    for alternatives in label_alternatives(course, said, post, end, old_post):
        for group in alternatives:
            stretches = [label.stretch() for label in group]
            if all(fits_beside(stretch, taken) for stretch in stretches):
                seated += group
                taken += stretches
                break
    return tuple(seated)


def fits_beside(stretch: Stretch, taken: Sequence[Stretch]) -> bool:
    if stretch.left < -MARGIN or stretch.right > NARROW + MARGIN:
        return False
    return not any(stretch.meets(other) for other in taken)


def label_alternatives(
    course: "Course", said: BarWords, post: float, end: float, old_post: float | None
) -> Iterator[Alternatives]:
    """For each label the places it would like, best first."""
    first = said.of(start_name(course))
    yield [[Label("k", NAME, first, 0), Label("d", DAY, said.when(course.received), 0)]]
    name, day = said.of(due_name(course)), said.when(course.due)
    yield (
        [Label("k", NAME, name, x, anchor, dx), Label("d", DAY, day, x, anchor, dx)]
        # Of a short promise long broken the post stands near the beginning: beside it then, or at
        # the far end.
        for x, anchor, dx in ((post, END, 3), (post, MIDDLE, 0), (post, START, -3), (100, END, 6))
    )
    if course.ended:
        yield (
            places_around("lt" if course.was_late else "kt", end_label(course, said), end, MARGIN)
            if course.has_come
            else places_around("k", end_label(course, said), end, MARGIN)
        )
    elif course.is_late:
        yield lateness(course, said, end)
    elif course.broke_before:
        yield places_around("lt", f"{said.of('today')}: {said.of('late_before')}", end, MARGIN)
    elif course.now:
        yield places_around("d", said.of("today"), end, 6)
    if old_post is not None and old_post <= LAST_OLD_POST and course.old_due:
        day = said.when(course.old_due)
        yield [
            [Label("k", NAME, said.of("old"), old_post, MIDDLE), Label("k", DAY, day, old_post, MIDDLE)],
            *places_around("k", f"{said.of('old')} {day}", old_post, MARGIN),
        ]


def places_around(kind: str, words: str, at: float, lean: int) -> Alternatives:
    """On top of the bar: over its mark, else to the right or the left of it, else where there is room."""
    places = ((at, MIDDLE, 0), (at, START, -lean), (at, END, lean), (0.0, START, 0))
    return ([Label(kind, TOP, words, x, anchor, dx)] for x, anchor, dx in places)


def lateness(course: "Course", said: BarWords, end: float) -> Alternatives:
    """Under the red if the due day leaves room there, else on top, with today."""
    words = said.late("open", course.days_late) if course.days_late else said.of("late")
    today = said.of("today")
    return [
        [Label("lt", DAY, words, end, END, 6), Label("d", TOP, today, end, END, 6)],
        [Label("lt", TOP, f"{today}: {words}", end, END, 6)],
    ]


def end_label(course: "Course", said: BarWords) -> str:
    """৭ ডিসেম্বর: কথা রাখা হয়েছে. On the due day the day stands below already; kept late, the lateness says
    more.
    """
    assert course.ended is not None
    words = said.of(course.ending or "kept")
    if course.is_late:
        late = said.late("ended", course.days_late) if course.days_late else said.of("late")
        words = late if course.has_come else f"{words}, {late}"
    elif course.broke_before:
        words = f"{said.of('given') if course.has_come else words}, {said.of('late_before')}"
    elif course.due and course.ended.date() == course.due.date() and not said.in_hours:
        return words[0].upper() + words[1:]
    return f"{said.when(course.ended)}: {words}"
