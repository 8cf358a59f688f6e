"""Who may read a paper: the rooms that know its subject say, since the paper itself knows only (type, id)."""

from collections.abc import Callable

from django.http import HttpRequest

from .models import Paper

Reader = Callable[[HttpRequest, Paper], bool]
READERS: dict[str, list[Reader]] = {}


def reader_of(subject_type: str) -> Callable[[Reader], Reader]:
    """Enter a function as one that says who may read the papers of this type of subject."""

    def enter(reader: Reader) -> Reader:
        READERS.setdefault(subject_type, []).append(reader)
        return reader

    return enter


def may_read(request: HttpRequest, paper: Paper) -> bool:
    """Whether any of them says so. A paper whose subject nobody answers for is read by nobody."""
    return any(reader(request, paper) for reader in READERS.get(paper.subject_type, ()))
