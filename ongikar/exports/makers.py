"""What can be ordered: each maker says what it is called, for whom, and how its file is made; the app that
has something to export registers it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder

# What was chosen: names and values as they stand in a page's address.
Arguments = Mapping[str, str]
# Lines between two words about how far it is.
LINES_A_STEP = 250


class NothingToMake(Exception):
    """What was ordered is not there: a register of a year that the office has not, as after an update."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a maker has in hand: a folder of its own, which it finds again after a fall; the moment of the
    order; and `step(lines)`, which says how far it is.

    `step` raises where another process has the export in hand by now. `pause` is called where what is done
    lies in the folder and need not be done again: it ends the process where others wait for their turn.
    """

    folder: Path
    asked_at: datetime
    step: Callable[[int], None]
    pause: Callable[[], None]

    def count_lines[Line](self, lines: Iterable[Line]) -> Iterator[Line]:
        """The same lines, with a word every so many."""
        for number, line in enumerate(lines, start=1):
            if number % LINES_A_STEP == 0:
                self.step(number)
            yield line


@dataclass(frozen=True, slots=True)
class MadeFile:
    """The file in the folder of the work, the name it is saved under, and its media type."""

    path: Path
    file_name: str
    media_type: str
    lines: int


class Make(Protocol):
    """Makes the file in the language at hand, line by line or part by part, never all in memory. Raises
    NothingToMake.
    """

    def __call__(self, office: Office, arguments: Arguments, work: Work) -> MadeFile: ...


@dataclass(frozen=True, slots=True)
class ExportMaker:
    """`address` leads back to the page it was ordered from; `roles` are those of whom one must still be held
    by whoever fetches it, and `may_fetch` says whether they may still read what is in it. `enter_fetching`
    records it where the journal's entry alone does not tell.
    """

    name: str
    address: Callable[[Arguments], str]
    make: Make
    roles: frozenset[str]
    may_fetch: Callable[[PostHolder, Arguments], bool] = lambda desk, arguments: True
    enter_fetching: Callable[[PostHolder, Arguments, datetime], None] = lambda desk, arguments, now: None


_makers: dict[str, ExportMaker] = {}


def register_maker(maker: ExportMaker) -> None:
    """Called from an app's `declarations`; twice is once."""
    _makers[maker.name] = maker


def maker_named(name: str) -> ExportMaker | None:
    """None for one that an update has taken away."""
    return _makers.get(name)
