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
from django.db.models import QuerySet

from ongikar.core.command_progress import each_of, step
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry

from .models import Paper, stored_name

log = logging.getLogger("ongikar.papers")

NOT_AS_KEPT = "paper.not_as_kept"
LOST, CHANGED, UNREADABLE = "lost", "changed", "unreadable"
# Rows that are held in memory at a time while all papers are gone through.
PAGE = 500
COMPARING = ("কাগজের ফাইল মেলানো", "Comparing the files of documents")


class PaperNotAsKept(Exception):
    """The file of a paper is gone or is another than was kept. `fault`: LOST or CHANGED; of a search through
    all papers also UNREADABLE: the disk or the object storage gave it to nobody.
    """

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
    for key in each_of(keys, *COMPARING):
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


def find_faulty_papers(office_id: int | None = None) -> Iterator[PaperNotAsKept]:
    """Every paper that is not as it was kept, of one office or of all. However many and large they are, a
    page of rows and a piece of one file are held in memory.
    """
    papers = Paper.objects.exclude(file="").order_by("pk")
    if office_id is not None:
        papers = papers.filter(office=office_id)
    after = 0
    with step(*COMPARING, total=papers.count) as comparing:
        while page := list(papers.filter(pk__gt=after)[:PAGE]):
            after = page[-1].pk
            for paper in page:
                if (fault := fault_of_paper(paper)) and still_names_its_file(papers, paper):
                    yield PaperNotAsKept(paper, fault)
                comparing.advance()


def fault_of_paper(paper: Paper) -> str | None:
    digest = hashlib.sha256()
    try:
        with paper.file.storage.open(stored_name(paper), "rb") as file:
            for piece in file.chunks():
                digest.update(piece)
    except FileNotFoundError:
        return LOST
    except Exception as fault:
        # Each object storage has its own faults; one paper that is not given keeps no other from being seen.
        log.error("%s cannot be read: %s", paper, type(fault).__name__)
        return UNREADABLE
    return None if digest.hexdigest() == paper.sha256 else CHANGED


def still_names_its_file(papers: QuerySet[Paper], paper: Paper) -> bool:
    """Whether the row says now what it said before the file was read: retention may have taken it
    meanwhile.
    """
    return papers.filter(pk=paper.pk, file=paper.file, sha256=paper.sha256).exists()
