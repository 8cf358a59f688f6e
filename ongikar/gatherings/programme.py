"""The public programme: what anyone may come to or apply for, with the seats left.

Gatherings that are public stand in it by themselves. An app above puts in what it offers besides, such as
calls and batches, by `register_programme` in its `declarations`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from ongikar.offices.models import Office, Place


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """One line of the programme.

    `key`: stays with the thing, for the calendar's id ("call-7"). `sort`: "call", "batch" or a sort of
    gathering; `sort_words`: what it is called in the language at hand. `starts_at`, `ends_at`: from when to
    when. `url`: its own page, "" where it has none. `seats_left`: None where nobody counts.
    """

    key: str
    sort: str
    sort_words: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: Place | None = None
    where: str = ""
    url: str = ""
    seats: int | None = None
    seats_left: int | None = None
    is_cancelled: bool = False
    sequence: int = 0
    # All-day: only its days are told, as of a batch or of a call that closes.
    whole_days: bool = field(default=False)

    @property
    def location(self) -> str:
        """Where, in words: else the place of the list."""
        return self.where or (self.place.name if self.place else "")


Source = Callable[[Office, date, date, datetime], Iterable[ProgrammeEntry]]
SOURCES: list[Source] = []


def register_programme(source: Source) -> Source:
    """Called as source(office, first, last, now) with the first and the last day that are shown."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def programme_entries(office: Office, first: date, last: date, now: datetime) -> list[ProgrammeEntry]:
    """Everything of these days, the first to come first."""
    entries = [entry for source in SOURCES for entry in source(office, first, last, now)]
    return sorted(entries, key=lambda entry: (entry.starts_at, entry.key))
