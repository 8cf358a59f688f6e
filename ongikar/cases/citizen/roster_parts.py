"""What an applicant sees of the rosters they came onto by their case: ticket, timetable and attendance so far
on the tracking page, and the same among what is held about them, put right with it.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.core.slots import Answer
from ongikar.gatherings.actions import change_member
from ongikar.gatherings.member_page import member_context
from ongikar.gatherings.models import Member
from ongikar.journal.actions import WORKER
from ongikar.journal.models import OutboxEntry

from .track.applicant_proof import proof_of


def has_rosters() -> Exists:
    """Asked in the case's own statement, so that a page about a case without a roster asks nothing more."""
    return Exists(Member.objects.filter(applicant=OuterRef("applicant")))


def members_of(case: Case) -> list[Member]:
    if not getattr(case, "has_rosters", False):
        return []
    rows = Member.objects.filter(applicant=case.applicant_id, roster__office=case.office_id)
    return list(rows.select_related("roster__office").order_by("id"))


def tracked_rosters(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """The ticket opens the member's own page, so it is shown to whoever proved that the case is theirs; the
    timetable and the attendance to everybody who may read the case.
    """
    members = members_of(case)
    if not members:
        return None
    with_code = bool(proof_of(request, case.reference, now))
    rosters = [member_context(member, now=now, with_code=with_code) for member in members]
    return "cases/citizen/rosters.html", {"rosters": rosters}


def held_rosters(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """On which rosters they stand, since when, and what they attended."""
    members = members_of(case)
    if not members:
        return None
    rosters = [member_context(member, now=now, with_code=False) for member in members]
    return "cases/citizen/rosters_held.html", {"rosters": rosters}


def follow_correction(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """What was put right on the application is put right on the rosters that copied it. Safe to run twice."""
    case = Case.objects.select_related("applicant").get(pk=outbox_entry.entry.subject_id)
    person = case.applicant
    if person is None:
        return
    facts = {
        "name": person.name,
        "organisation": person.institution,
        "mobile": person.mobile,
        "email": person.email,
        "language": person.language,
    }
    for member in Member.objects.filter(applicant=person).select_related("roster"):
        change_member(member, actor=WORKER, now=now, **facts)
