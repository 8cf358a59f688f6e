"""Who may see and do what with a grievance: the staff by their posts, the complainant by a proof.

Where the name is hidden or was not given, the complaint itself tells who complains: it is shown to nobody
without a proof that came to the complainant alone. The receipt of the *case* passes through the hands of
the office complained of, so neither its key nor the browser that sent the case in opens a hidden complaint
about it; the mobile does.
"""

from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.citizen.track import tracking
from ongikar.cases.citizen.track.applicant_proof import NO_PROOF, Proof, proof_of
from ongikar.cases.citizen.track.tracking import TrackedSubject
from ongikar.cases.models import Case
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.papers.models import Paper
from ongikar.people.post_holders import TIER_ROLES, PostHolder, for_roles, holder_of
from ongikar.records.filters import MOST_SEARCHED

from .ladder.conflicts import conflict_codes, conflict_reasons, inquiry_reasons, may_inquire
from .models import Grievance, Inquiry, Stage

__all__ = ["conflict_reasons", "inquiry_reasons", "may_inquire"]

for_deciders = for_roles(*TIER_ROLES)
# Whoever may be named to look into a complaint.
for_inquirers = for_roles(Post.OFFICER, Post.ASSISTANT, *TIER_ROLES, Post.CHAIR)
# Those who may be complained of answer; an auditor reads what they are told, and so never a hidden name.
RESPONDENT_ROLES = frozenset({Post.OFFICER, Post.ASSISTANT, Post.GRO, Post.APPEAL})
for_respondents = for_roles(*RESPONDENT_ROLES, readers=[Post.AUDITOR])


def may_audit(holder: PostHolder, office_id: int) -> bool:
    return holder.has(office_id, {Post.AUDITOR})


def respondent_complaints(
    holder: PostHolder, office_id: int, *, before: int | None, most: int, number: str = ""
) -> list[Grievance]:
    """The newest complaints that a person may read as the officer complained of reads them: those about their
    posts, or all. `before`: the key from which the page goes on. `number`: a part of the number that is
    sought, among the newest alone.
    """
    looked_through = MOST_SEARCHED if number else most
    keys = respondent_keys(holder, office_id, before=before, most=looked_through)
    if number:
        numbers = Grievance.objects.filter(pk__in=keys).values_list("pk", "number")
        with_it = {pk for pk, each in numbers if number in each}
        keys = [pk for pk in keys if pk in with_it][:most]
    return list(Grievance.objects.with_related().filter(pk__in=keys).order_by("-id"))


def respondent_keys(holder: PostHolder, office_id: int, *, before: int | None, most: int) -> list[int]:
    """The keys of the newest of them."""
    rows = Grievance.objects.filter(office=office_id, **({"pk__lt": before} if before else {}))
    # Of each post by itself, in the order of its index.
    of_each = (
        [rows]
        if may_audit(holder, office_id)
        else [rows.filter(**equal_by_range(respondent_id=post_id)) for post_id in sorted(holder.post_ids)]
    )
    order = ["-id"] if may_audit(holder, office_id) else ["respondent_id", "-id"]
    keys = {pk for each in of_each for pk in each.order_by(*order).values_list("pk", flat=True)[:most]}
    return sorted(keys, reverse=True)[:most]


def is_in_conflict(holder: PostHolder, grievance: Grievance) -> bool:
    """Whether the person is part of what is complained of (grievances/rules/conflicts.py)."""
    return bool(conflict_codes(holder, grievance))


def is_kept_out(holder: PostHolder, pk: int) -> bool:
    """Whether the person may not judge what is done about the grievance with this key."""
    rows = Grievance.objects.select_related("complainant", "case").prefetch_related("stages")
    grievance = rows.filter(pk=pk).first()
    return grievance is not None and is_in_conflict(holder, grievance)


def may_decide(holder: PostHolder, stage: Stage) -> bool:
    """The holder of the stage's post, unless in conflict, or heard already at a lower tier."""
    return holder.holds(stage.post_id) and not conflict_codes(holder, stage.grievance, stage)


def may_study(holder: PostHolder, grievance: Grievance) -> bool:
    """Whoever holds the post of a tier it has reached, unless in conflict: with the name of
    the complainant.
    """
    return any(holder.holds(stage.post_id) for stage in grievance.stages.all()) and not is_in_conflict(
        holder, grievance
    )


def may_report_inquiry(holder: PostHolder, inquiry: Inquiry) -> bool:
    """The inquiry officer that was named, by the post; unless a conflict came since."""
    if inquiry.post_id is None or not holder.holds(inquiry.post_id):
        return False
    return not conflict_codes(holder, inquiry.stage.grievance, inquiry.stage)


def may_look_into(holder: PostHolder, grievance: Grievance) -> bool:
    """Whether the person is an inquiry officer of it."""
    rows = Inquiry.objects.filter(stage__grievance=grievance, post__in=holder.post_ids)
    inquiries = rows.select_related("stage__grievance__case", "stage__grievance__complainant")
    return any(may_report_inquiry(holder, inquiry) for inquiry in inquiries)


def is_respondent(holder: PostHolder, grievance: Grievance) -> bool:
    return holder.holds(grievance.respondent_id)


def may_read_as_respondent(holder: PostHolder, grievance: Grievance) -> bool:
    return is_respondent(holder, grievance) or may_audit(holder, grievance.office_id)


def may_read_paper(request: HttpRequest, paper: Paper) -> bool:
    """Whoever may study the complaint reads what it is about; in conflict, neither."""
    if not request.user.is_authenticated:
        return False
    filed = Grievance.objects.filter(case=paper.subject_id, office=paper.office_id)
    holder = holder_of(request.user, timezone.localdate())
    return any(may_study(holder, grievance) for grievance in filed.prefetch_related("stages"))


def complainant_proof(request: HttpRequest, grievance: Grievance, now: datetime) -> Proof:
    """The proof by which this browser is the complainant's: the complaint's own, or that of the case it is
    about.
    """
    own = proof_of(request, grievance.reference, now)
    if own or not is_filed_by_applicant(grievance):
        return own
    of_case = proof_of(request, ("case", not_none(grievance.case_id)), now)
    return of_case if grievance.is_open_identity or of_case.is_of_mobile else NO_PROOF


def is_filed_by_applicant(grievance: Grievance) -> bool:
    """Whether it was filed by whoever asked for the service it is about."""
    return (
        grievance.case is not None
        and grievance.complainant_id is not None
        and grievance.complainant_id == grievance.case.applicant_id
    )


def may_read_complaint(request: HttpRequest, grievance: Grievance, now: datetime) -> bool:
    """An open complaint is read by number and four figures, as its case is; any other by its complainant
    alone.
    """
    if complainant_proof(request, grievance, now):
        return True
    about = (grievance, not_none(grievance.case)) if grievance.case_id else (grievance,)
    return grievance.is_open_identity and any(tracking.may_track(request, thing) for thing in about)


def readable_grievance(request: OfficeRequest, number: str) -> Grievance | None:
    """The office's complaint with this number, if this browser may read it."""
    rows = Grievance.objects.select_related("complainant", "case")
    grievance = rows.filter(number=number, office=request.office).first()
    return grievance if grievance and may_read_complaint(request, grievance, timezone.now()) else None


def readable_complaints(
    request: HttpRequest, case: Case, filed: list[Grievance], now: datetime
) -> list[Grievance]:
    """Of the complaints filed about a case, those that this browser may know of."""
    for grievance in filed:
        grievance.case = case
    return [grievance for grievance in filed if may_read_complaint(request, grievance, now)]


def find_grievance(number: str, last_four: str, office: Office) -> TrackedSubject | None:
    """The complaint with this number, if the four digits are its own. A hidden one is as unknown as one that
    is not there.
    """
    is_open = Q(identity_hidden=False, anonymous=False)
    known = Grievance.objects.filter(
        is_open, number=number, office=office, complainant__mobile__endswith=last_four
    )
    grievance = known.only("pk").first()
    if grievance is None:
        return None
    return TrackedSubject(grievance.reference, reverse("grievance", args=[number]))


def find_any_grievance(number: str, office: Office) -> Grievance | None:
    """Any complaint with this number, for whoever brings its key."""
    return Grievance.objects.filter(number=number, office=office).first()


def find_complaint(number: str, office: Office) -> Grievance | None:
    """The office's complaint with all that its pages need; who may read it is asked by the page."""
    return (
        Grievance.objects.with_related().select_related("office").filter(number=number, office=office).first()
    )


def complaint_by_id(pk: int) -> Grievance | None:
    return Grievance.objects.with_related().select_related("office").filter(pk=pk).first()
