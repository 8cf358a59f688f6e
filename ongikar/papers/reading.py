"""Every reading of a paper is entered in the journal: who, which, when; within one minute once."""

from datetime import datetime

from django.db import transaction

from ongikar.journal.actions import Reference, record
from ongikar.journal.models import Entry

from .models import Paper

READ = "paper.read"


def enter_reading(paper: Paper, *, actor: Reference, now: datetime) -> None:
    """A browser asks for a picture more than once; the same reader within the same minute is one reading."""
    with transaction.atomic():
        known = Entry.objects.filter(
            subject_type="paper", subject_id=paper.pk, verb=READ, actor_type=actor[0], actor_id=actor[1],
            at__gte=now.replace(second=0, microsecond=0), at__lte=now,
        )  # fmt: skip
        if not known.exists():
            record(
                READ, subject=("paper", paper.pk), actor=actor, office_id=paper.office_id, now=now,
                of=paper.subject_type, of_id=paper.subject_id,
            )  # fmt: skip
