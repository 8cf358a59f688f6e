"""Empties rosters whose retention period is over: who belonged to them, what was answered, photos and signed
sheets. Marks, minutes and days stay, so that what was held still counts.
"""

from datetime import datetime

from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper
from ongikar.people.models import GONE

from .models import Gathering, GatheringAct, Member, Reply, Roster


def empty_roster(roster: Roster, *, now: datetime | None = None) -> None:
    """Safe to run twice, in the caller's transaction."""
    gatherings = Gathering.objects.filter(roster=roster)
    keys = list(gatherings.values_list("pk", flat=True))
    papers = Paper.objects.filter(subject_type=Gathering.SUBJECT, subject_id__in=keys)
    remove_files(papers.exclude(file=""))
    GatheringAct.objects.filter(gathering__in=keys).exclude(words="").update(words="")
    # A delegate has a name by a constraint of the table: what stays says that there was one.
    Reply.objects.filter(gathering__in=keys).exclude(delegate="").update(delegate=GONE)
    Reply.objects.filter(gathering__in=keys).exclude(words="").update(words="")
    for member in roster.members.exclude(name=GONE):
        member.forget()
    roster.emptied_at = now or roster.made_at
    roster.save(update_fields=["emptied_at"])


def forget_applicant(applicant_id: int) -> None:
    """Whoever is emptied as an applicant is emptied on their rosters, too: their names were copied there."""
    for member in Member.objects.filter(applicant=applicant_id).exclude(name=GONE):
        member.forget()
