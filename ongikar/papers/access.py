"""Who may read a paper, and the journal's entry of each reading."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from ongikar.journal.actions import Reference, record
from ongikar.journal.models import Entry

from .models import Paper

Reader = Callable[[HttpRequest, Paper], bool]
READERS: dict[str, list[Reader]] = {}


def register_reader(subject_type: str) -> Callable[[Reader], Reader]:
    """Enter a function as one that says who may read the papers of this type of subject."""

    def enter(reader: Reader) -> Reader:
        READERS.setdefault(subject_type, []).append(reader)
        return reader

    return enter


def may_read_stored_paper(request: HttpRequest, paper: Paper) -> bool:
    """Whether any of them says so. A paper whose subject nobody answers for is read by nobody."""
    return any(reader(request, paper) for reader in READERS.get(paper.subject_type, ()))


READ = "paper.read"


def enter_reading(paper: Paper, *, actor: Reference, now: datetime) -> None:
    """A browser asks for a picture more than once; the same reader within the same minute is one reading."""
    with transaction.atomic():
        known = Entry.objects.filter(
            subject_type="paper",
            subject_id=paper.pk,
            verb=READ,
            actor_type=actor[0],
            actor_id=actor[1],
            at__gte=now.replace(second=0, microsecond=0),
            at__lte=now,
        )
        if not known.exists():
            record(
                READ,
                subject=("paper", paper.pk),
                actor=actor,
                office_id=paper.office_id,
                now=now,
                of=paper.subject_type,
                of_id=paper.subject_id,
            )
