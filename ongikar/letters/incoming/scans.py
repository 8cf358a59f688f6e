"""Scanned pages on their way into a letter: added, turned, taken out, and joined into its one PDF.

The pages lie with a `Scan` of whoever scans them, so that a form shown again has lost none. What costs time
(opening files in the sandbox) happens outside the transactions.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.offices.models import Office
from ongikar.papers.actions import delete_papers, keep_paper, papers_of
from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.integrity import read_as_kept
from ongikar.papers.models import Paper
from ongikar.papers.scans import MOST_PAGES, TURNS, count_pages, draw_page, join_pages
from ongikar.people.models import User

from ..models import Scan

OFFICE = "office"
TOO_MANY = (
    "এক চিঠিতে সর্বোচ্চ ১০০ পাতা রাখা যায়। এই ফাইলে পাতা বেশি।",
    "One letter can have at most 100 pages. This file has too many.",
)


def scan_of(user: User, office: Office, key: str) -> Scan | None:
    """What this person is scanning, by the key that the form bears; another's is not found."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return Scan.objects.filter(pk=int(key), by=user, office=office).first()


def add_files(
    scan: Scan | None, contents: Sequence[Clean], *, office: Office, user: User, now: datetime
) -> Scan:
    """The scan with the pages of these files at its end; begun where there is none. Raises PaperFault, and
    keeps none of them, where they are too many or do not open.
    """
    counts = [count_pages(each.content) for each in contents]
    if sum(counts) + (len(scan.pages) if scan else 0) > MOST_PAGES:
        raise PaperFault(*TOO_MANY)
    with transaction.atomic():
        if scan is None:
            scan = Scan.objects.create(office=office, by=user, begun_at=now)
        else:
            scan = Scan.objects.select_for_update().get(pk=scan.pk)
        for content, count in zip(contents, counts, strict=True):
            paper = keep_paper(
                office=office,
                subject=scan.reference,
                title="স্ক্যান",
                content=content,
                now=now,
                brought_by=OFFICE,
            )
            scan.pages = [*scan.pages, *([paper.pk, page, 0] for page in range(count))]
        scan.save(update_fields=["pages"])
    return scan


@transaction.atomic
def turn_page(scan: Scan, place: int) -> None:
    """Turn one page a quarter with the clock; `place` counts from 0, and one that is not there is left."""
    pages = locked_pages(scan)
    if place < len(pages):
        paper, page, turn = pages[place]
        pages[place] = [paper, page, (turn + 90) % 360]
        save_pages(scan, pages)


@transaction.atomic
def take_out_page(scan: Scan, place: int) -> None:
    """Take one page out; the file it came in goes with its last page."""
    pages = locked_pages(scan)
    if place >= len(pages):
        return
    paper, _, _ = pages.pop(place)
    save_pages(scan, pages)
    if all(paper != kept for kept, _, _ in pages):
        delete_papers(Paper.objects.filter(pk=paper))


def locked_pages(scan: Scan) -> list[list[int]]:
    return list(Scan.objects.select_for_update().get(pk=scan.pk).pages)


def save_pages(scan: Scan, pages: list[list[int]]) -> None:
    scan.pages = pages
    scan.save(update_fields=["pages"])


def draw_scanned(scan: Scan, place: int) -> bytes:
    """One page as a picture for the screen. Raises IndexError for a page that is not there."""
    key, page, turn = scan.pages[place]
    return draw_page(read_as_kept(Paper.objects.get(pk=key)), page, turn)


def join_scanned(scan: Scan) -> Clean:
    """All its pages as one PDF; raises PaperFault."""
    papers = papers_of(scan.reference)
    places = {paper.pk: place for place, paper in enumerate(papers)}
    contents = [read_as_kept(paper) for paper in papers]
    pages: list[Any] = [(places[key], page, turn if turn in TURNS else 0) for key, page, turn in scan.pages]
    return join_pages(contents, pages)


def remove_scan(scan: Scan) -> None:
    """For good, the files before the row that knows of them."""
    delete_papers(papers_of(scan.reference))
    scan.delete()
