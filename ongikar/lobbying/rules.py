"""Who may read an attempt of influence, when pressure is repeated, and from how many on a month is told."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ongikar.rules.bangla.names import is_heard_alike, name_words
from ongikar.rules.bangla.search import fold, normalise_text, stem

# Whoever tries for the third time within so many days presses, and again with each third after it.
WITHIN = timedelta(days=90)
TIMES = 3
# Of fewer in a month the account says nothing at all, not even that there were some.
LEAST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt, as repetition sees it. `who`: as it was written; `post`: of somebody of the office itself.
    `is_hidden`: from the post above, since they are named in it.
    """

    on: date
    case: int | None
    who: str
    post: int | None
    is_hidden: bool


def is_named(name: str, text: str) -> bool:
    """Whether a text names somebody, in either script and any spelling: by two words of the name that follow
    each other, or by its only one.
    """
    wanted, words = name_words(name), name_words(text)
    runs = [wanted[place : place + 2] for place in range(max(1, len(wanted) - 1))] if wanted else []
    return any(stands_in(run, words) for run in runs)


def is_titled(title: str, text: str) -> bool:
    """Whether a text names a post by its whole title."""
    wanted = normalise_text(title).split()
    return bool(wanted) and stands_in(wanted, normalise_text(text).split())


def stands_in(run: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words of a text have these in a row, with whatever ending."""
    return any(
        all(is_word(each, words[place + step]) for step, each in enumerate(run))
        for place in range(len(words) - len(run) + 1)
    )


def is_word(wanted: str, word: str) -> bool:
    return is_heard_alike(wanted, word) or is_heard_alike(stem(fold(wanted)), stem(fold(word)))


def reader_above(above: Sequence[int], named: Collection[int], *, is_auditor_named: bool) -> int | None:
    """The post above that reads it; None where the auditor alone does. `above`: the nearest first.

    Where the nearest is named the next is not asked: that is somebody over whom the named one may have
    influence, and the auditor is there for it. Where the auditor is named too, the nearest that is not named
    reads it.
    """
    if above and above[0] not in named:
        return above[0]
    if not is_auditor_named:
        return None
    return next((post for post in above if post not in named), None)


def is_same_pressure(one: Tried, other: Tried) -> bool:
    """Whether both came from the same person, or were about the same case."""
    if one.case is not None and one.case == other.case:
        return True
    if one.post is not None or other.post is not None:
        return one.post == other.post
    return bool(one.who and other.who) and is_named(one.who, other.who) and is_named(other.who, one.who)


def is_repeated(newest: Tried, before: Iterable[Tried]) -> bool:
    """Whether with this one it is the third of the same pressure within the days, or the sixth, and so on."""
    since = newest.on - WITHIN
    same = [each for each in before if since <= each.on <= newest.on and is_same_pressure(newest, each)]
    return (len(same) + 1) % TIMES == 0


def who_is_asked(newest: Tried, before: Sequence[Tried]) -> str:
    """Whose task repeated pressure becomes: "above", "auditor", or "" where it is none.

    Whoever is above counts only what they may read, so that no task tells them of the rest.
    """
    if not newest.is_hidden and is_repeated(newest, [each for each in before if not each.is_hidden]):
        return "above"
    return "auditor" if is_repeated(newest, before) else ""


def told_number(count: int) -> int | None:
    """How many attempts of a whole month the account tells of; None where they are too few."""
    return count if count >= LEAST_TOLD else None
