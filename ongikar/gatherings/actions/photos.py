"""Photos and signed sheets of a gathering, kept as papers of the office."""

from datetime import datetime

from django.db import transaction

from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.journal.actions import Reference
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper

from .act_log import add_act, lock_gathering, record_act


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
