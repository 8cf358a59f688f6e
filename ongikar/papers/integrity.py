"""Whether a paper is still what was kept: compared with the digest in its row whenever it is handed out, and
by the doctor.
"""

import hashlib
import logging
import random
import time
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry

from .models import Paper, stored_name

log = logging.getLogger("ongikar.papers")

NOT_AS_KEPT = "paper.not_as_kept"
LOST, CHANGED = "lost", "changed"


class PaperNotAsKept(Exception):
    """The file of a paper is gone or is another than was kept. `fault`: LOST or CHANGED."""

    def __init__(self, paper: Paper, fault: str) -> None:
        super().__init__(f"{paper}: {fault}")
        self.paper, self.fault = paper, fault


def read_as_kept(paper: Paper) -> bytes:
    """The bytes of the paper. Raises PaperNotAsKept where they are not those that were kept."""
    try:
        with paper.file.storage.open(stored_name(paper), "rb") as file:
            content = file.read()
    except FileNotFoundError:
        raise PaperNotAsKept(paper, LOST) from None
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        raise PaperNotAsKept(paper, CHANGED)
    return content


def enter_fault(found: PaperNotAsKept, *, now: datetime) -> None:
    """Tell the log each time, and the journal once: that a paper is lost stays known when a copy was put
    back.
    """
    log.error("%s; it is not handed out", found)
    subject = ("paper", found.paper.pk)
    with transaction.atomic():
        known = Entry.objects.filter(subject_type=subject[0], subject_id=subject[1], verb=NOT_AS_KEPT)
        if not any(entry.facts.get("fault") == found.fault for entry in known):
            record(
                NOT_AS_KEPT,
                subject=subject,
                actor=WORKER,
                office_id=found.paper.office_id,
                now=now,
                fault=found.fault,
                of=found.paper.subject_type,
                of_id=found.paper.subject_id,
            )


def check_papers(*, seconds: float | None) -> Iterator[PaperNotAsKept | None]:
    """Each paper compared with its digest, in any order; None for one that is as it was kept.

    Ends after so many seconds: an office may have more than can be read while somebody waits. Which come
    first is left to chance, so that asking again and again sees them all. None: all of them.
    """
    until = None if seconds is None else time.monotonic() + seconds
    keys = list(Paper.objects.exclude(file="").values_list("pk", flat=True))
    random.shuffle(keys)
    for key in keys:
        if until is not None and time.monotonic() > until:
            return
        # Retention may have taken it meanwhile.
        if (paper := Paper.objects.filter(pk=key).exclude(file="").first()) is None:
            continue
        try:
            read_as_kept(paper)
        except PaperNotAsKept as fault:
            yield fault
        else:
            yield None
