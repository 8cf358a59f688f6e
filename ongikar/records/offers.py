"""What a Desk has for the pages of the whole office: its door in the menu, its share of Today, and what of it
goes over with the charge of a post.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.people.today_lines import TodayCount, TodaySource

from .actions import note
from .words import Words


class Door(NamedTuple):
    """The way to its list from every page: a tab of the first of these rooms (website/rooms.py) that a person
    has, each with its place in it. `some`: of those who read some of the records alone, who finds it there.
    """

    words: Words
    rooms: Mapping[str, int]
    some: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Today:
    """What those who work with the records find on Today (people/today_lines.py).

    `name`: where that is not the list's, since there is more than one. `roles`: of those for whom there is
    something, where they are others.
    """

    share: TodaySource
    order: int
    counts: Mapping[str, TodayCount] = field(default_factory=dict)
    name: str = ""
    roles: frozenset[str] | None = None


@dataclass(frozen=True)
class Charge:
    """Rows that lie on a post, as whoever hands over charge of it passes them on (people/charge.py).

    `rows`: of a post, the first due first. `verb`: under which the journal tells, with their record, that
    they were passed on; "" of what goes with the post alone. `column`: of the row, which names the post.
    """

    name: str
    words: Words
    rows: Callable[[Post], QuerySet[Any]]
    line: Callable[[Any], ChargeLine]
    order: int
    verb: str = ""
    column: str = "post"

    def lines(self, post: Post, most: int) -> list[ChargeLine]:
        return [self.line(row) for row in self.rows(post)[:most]]

    def count(self, post: Post) -> int:
        return self.rows(post).count()

    @transaction.atomic
    def transfer(self, post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
        rows = list(self.rows(post).select_for_update(of=("self",)))
        for row in rows:
            setattr(row, self.column, to)
            row.save(update_fields=[self.column])
            note(row.record, self.verb, actor, now, from_post=post.pk, to_post=to.pk)
        return len(rows)

    def source(self) -> ChargeSource:
        transfer = self.transfer if self.verb else None
        return ChargeSource(self.name, self.words, self.lines, self.count, transfer, self.order)
