"""Cases that are answered together: of each group one row, with what is owed next of it and by when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """`title`, `number`: as its page calls it; `what`: owed next of it; `count`: of open cases; `due_at`: the
    earliest moment by which something is owed, of it or to one of them; `service`: the key of the charter row
    under which they came; `desk`: that of the post which answers for it, held by `holder`. `is_said`: what is
    owed stands on Today already, in a line of its own.
    """

    title: str
    number: str
    url: str
    what: str
    count: int
    due_at: datetime
    service: int
    service_words: str
    desk: int
    holder: str
    is_said: bool = False
