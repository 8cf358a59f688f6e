"""All that happened to a case, for the office: what, when, by whom, and the words that went with it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ongikar.clock.day_moves import move_lines
from ongikar.frame.say import say
from ongikar.papers.models import Paper
from ongikar.people.models import User

from ..act_words import told_to_office
from ..attachments import papers_with
from ..models import Act, Case

BY = {
    "worker": ("নিজে থেকে", "by itself"),
}


class Happened(NamedTuple):
    """One line. `by` is "" where the sentence already says who; `is_bad`: a promise broke."""

    at: datetime
    words: str
    by: str = ""
    said: str = ""
    is_bad: bool = False
    papers: list[Paper] = []


def history(case: Case, now: datetime, names: dict[int, User]) -> list[Happened]:
    """The latest first. `names`: all who acted (names_of)."""
    acts = list(case.acts.all())
    lines = [
        Happened(act.at, told_to_office(act, case), by(act, names), said(act), papers=papers_with(act, case))
        for act in acts
    ]
    broken = say("সময় পেরিয়ে গেছে। কথা রাখা যায়নি।", "The time passed. The promise was not kept.")
    lines += [Happened(due, broken, is_bad=True) for due in case.breaches(now)]
    lines += [Happened(move.at, words, say(*BY["worker"])) for move, words in move_lines(case.clocks)]
    # Of acts of the same moment the later one comes first too.
    lines.reverse()
    return sorted(lines, key=lambda line: line.at, reverse=True)


def names_of(acts: Iterable[Act]) -> dict[int, User]:
    """The users among those who acted, by id, asked for at once."""
    ids = {act.by_id for act in acts if act.by_type == "user"}
    return {user.pk: user for user in User.objects.filter(pk__in=ids)} if ids else {}


def by(act: Act, names: dict[int, User]) -> str:
    if act.by_type == "user":
        return names[act.by_id].name if act.by_id in names else ""
    return "" if act.by_type == "citizen" else say(*BY.get(act.by_type, ("", "")))


def said(act: Act) -> str:
    """What was written; not again where the sentence has it."""
    return "" if act.name == "redirect" else act.words
