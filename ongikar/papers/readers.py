"""Who may read a paper: the room that owns its subject says, since the paper itself knows only (type, id)."""

from collections.abc import Callable

from django.http import HttpRequest

from .models import Paper

Reader = Callable[[HttpRequest, Paper], bool]
READERS: dict[str, Reader] = {}


def reader_of(subject_type: str) -> Callable[[Reader], Reader]:
    """Enter a function as the one that says who may read the papers of this type of subject."""

    def enter(reader: Reader) -> Reader:
        READERS[subject_type] = reader
        return reader

    return enter


def may_read(request: HttpRequest, paper: Paper) -> bool:
    """A paper whose subject nobody answers for is read by nobody."""
    reader = READERS.get(paper.subject_type)
    return bool(reader and reader(request, paper))
