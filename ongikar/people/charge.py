"""What lies on a post, for whoever hands over charge: each app registers its own lists.

The document of the handing over lists them all, and one press moves them all (website/charge). An app says
how to list what is open on a post and how to move it to another; what it moves it records by itself, in the
transaction of the press.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post

from .models import User
from .post_holders import PostHolder

# How many rows of one list are printed; the paper says how many more there are.
MOST_PRINTED = 500


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """One thing that is handed over: its number, what it is, by when it is owed, and its page. `on_document`:
    what it is where it is kept and signed, for what names somebody outside.
    """

    number: str
    title: str
    due: str = ""
    url: str = ""
    is_late: bool = False
    on_document: str = ""


@dataclass(frozen=True, slots=True)
class ChargeSource:
    """One list of the paper.

    `lines`: what is open on the post, the first due first, in the language at hand, at most as many as asked
    for. `count`: how many there are. `transfer`: move all of it to the other post; called as
    `transfer(post, to=…, reason=…, actor=…, now=…)` inside a transaction, it answers how many it moved. None
    for what stays where it is: what belongs to the office (places, files), and what the law lays on a post
    and goes with it alone (complaints to decide). `is_secret`: that there is any is for the one on the post
    alone, and for whoever takes it over.
    """

    name: str
    words: tuple[str, str]
    lines: Callable[[Post, int], list[ChargeLine]]
    count: Callable[[Post], int]
    transfer: Callable[..., int] | None = None
    order: int = 50
    is_secret: bool = False

    @property
    def title(self) -> str:
        return say(*self.words)


@dataclass(frozen=True, slots=True)
class ChargeList:
    """One list as it is shown and printed. `count`: of all, which may be more than the lines."""

    title: str
    lines: list[ChargeLine]
    count: int
    name: str = ""
    is_secret: bool = False

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def anybodys_desk(post: Post) -> PostHolder:
    """The desk of a member of the same office who has no part in anything: what it may not know stands in no
    list that the whole office reads.
    """
    return PostHolder(User(pk=0), (Post(pk=0, office_id=post.office_id, role=Post.ASSISTANT),))


CHARGE_SOURCES: dict[str, ChargeSource] = {}


def register_charge(source: ChargeSource) -> None:
    CHARGE_SOURCES[source.name] = source


def charge_sources() -> list[ChargeSource]:
    return sorted(CHARGE_SOURCES.values(), key=lambda source: (source.order, source.name))


def charge_lists(post: Post, most: int = MOST_PRINTED, *, secret: bool = False) -> Iterator[ChargeList]:
    """What lies on a post, list by list; an empty list is named too, so that nobody adds to it later.

    `secret`: with the lists that are for the one on the post alone; of these the empty ones are left out,
    since most posts never have such.
    """
    for source in charge_sources():
        if source.is_secret and not secret:
            continue
        lines = source.lines(post, most)
        count = source.count(post) if len(lines) == most else len(lines)
        if lines or not source.is_secret:
            yield ChargeList(source.title, lines, count, source.name, source.is_secret)


def transfer_charge(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> dict[str, int]:
    """Move everything that lies on a post to another, in the caller's transaction: how many of each."""
    return {
        source.name: source.transfer(post, to=to, reason=reason, actor=actor, now=now)
        for source in charge_sources()
        if source.transfer
    }


def count_left(post: Post) -> int:
    """How much of what can move has not: what the other post may not do, such as check its own work."""
    return sum(source.count(post) for source in charge_sources() if source.transfer and not source.is_secret)
