"""Photos and signed sheets of a gathering, kept as papers of the office."""

from datetime import datetime

from django.db import transaction

from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.journal.actions import Reference
from ongikar.papers.actions import keep_paper, papers_of
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper

from .act_log import add_act, lock_gathering, record_act

PICTURES = frozenset({"image/jpeg", "image/png"})


# What the signed sheet is called that is kept beside the photos, in the language of whoever filed it.
SHEET = ("স্বাক্ষর করা হাজিরার পাতা", "Signed attendance sheet")


def is_photo(paper: Paper) -> bool:
    """Whether it is a picture that is still kept; a signed sheet is a document, however scanned."""
    return bool(paper.file) and paper.media_type in PICTURES and paper.title not in SHEET


def photos_of(gathering: Gathering) -> list[Paper]:
    """The photos of it that are still kept, the oldest first; no sheet and no document."""
    return [paper for paper in papers_of(gathering.reference) if is_photo(paper)]


@transaction.atomic
def add_photo(gathering: Gathering, *, title: str, content: Clean, actor: Reference, now: datetime) -> Paper:
    """Keep it; once people were let in, never before. The same file twice is kept once."""
    lock_gathering(gathering)
    subject = gathering.reference
    known = Paper.objects.filter(
        subject_type=subject[0], subject_id=subject[1], sha256=content.sha256
    ).first()
    if known is not None:
        return known
    paper = keep_paper(
        office=gathering.office,
        subject=subject,
        title=title[:200],
        content=content,
        now=now,
        brought_by="office",
    )
    add_act(gathering, transitions.PHOTO, actor=actor, now=now, words=title[:200])
    record_act("photographed", gathering, actor=actor, now=now)
    return paper
