"""What stands of all that was said about one item: by several phones, in any order, some of it twice.

Each answer names those that whoever gave it had before their eyes (`over`): these stand no more. Of one
source the latest stands. What is left says one thing, or two that differ; then somebody has to choose. It
depends on the set of answers alone, so a queue may be replayed in any order, repeated or cut.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StatedAnswer:
    """One answer. `source`: the phone or the page it came from, "" of a desk that shows what is known."""

    uuid: str
    value: str
    source: str
    said_at: datetime
    over: frozenset[str] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True)
class StandingAnswers:
    """What stands, the newest first. More than one: they differ, and nobody has chosen."""

    answers: tuple[StatedAnswer, ...] = field(default=())

    @property
    def is_disputed(self) -> bool:
        return len(self.answers) > 1

    @property
    def agreed_answer(self) -> StatedAnswer | None:
        """The one answer that stands; None where there is none, or two differ."""
        return self.answers[0] if len(self.answers) == 1 else None


def standing_of(answers: Iterable[StatedAnswer]) -> StandingAnswers:
    """What stands of the answers to one item."""
    each = {answer.uuid: answer for answer in answers}
    overruled = {uuid for answer in each.values() for uuid in answer.over}
    newest: dict[str, StatedAnswer] = {}
    for answer in each.values():
        if answer.uuid in overruled:
            continue
        known = newest.get(answer.source)
        if known is None or order(known) < order(answer):
            newest[answer.source] = answer
    heads = sorted(newest.values(), key=order, reverse=True)
    by_value: dict[str, StatedAnswer] = {}
    for head in heads:
        by_value.setdefault(head.value, head)
    return StandingAnswers(tuple(by_value.values()))


def order(answer: StatedAnswer) -> tuple[datetime, str]:
    return (answer.said_at, answer.uuid)
