"""Who may read, answer and decide a request: the designated officer, the appeal authority, the applicant."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.citizen.track import tracking
from ongikar.cases.citizen.track.applicant_proof import proof_of
from ongikar.cases.citizen.track.tracking import TrackedSubject
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES, PostHolder, for_roles, holder_of

from .models import InformationRequest, RtiAppeal

DESK_ROLES = STAFF_ROLES | TIER_ROLES
# The auditor reads; the assistant enters what came on paper.
for_desk = for_roles(*DESK_ROLES, readers=[Post.AUDITOR])


def may_answer(holder: PostHolder, request: InformationRequest) -> bool:
    """The designated officer, whoever holds the post today."""
    return holder.holds(request.post_id)


def may_decide_appeal(holder: PostHolder, appeal: RtiAppeal) -> bool:
    """The appeal authority; never whoever answers or has answered the request, through whichever post."""
    request = appeal.request
    return (
        holder.holds(appeal.post_id)
        and not holder.holds(request.post_id)
        and request.answered_by_id != holder.user.pk
    )


def may_enter(holder: PostHolder, office_id: int) -> bool:
    """Whoever keeps the office's diary takes in a request that came on paper."""
    return holder.has(office_id, STAFF_ROLES)


def may_study(holder: PostHolder, request: InformationRequest) -> bool:
    """Whoever answers, hears its appeal, works in the office that answers, or audits it."""
    if may_answer(holder, request) or holder.has(request.office_id, STAFF_ROLES | {Post.AUDITOR}):
        return True
    appeal = getattr(request, "appeal", None)
    return appeal is not None and holder.holds(appeal.post_id)


def may_read_request(http_request: HttpRequest, request: InformationRequest, now: datetime) -> bool:
    """Its applicant, by number and four figures or by a proof."""
    return bool(proof_of(http_request, request.reference, now)) or tracking.may_track(http_request, request)


def readable_request(http_request: OfficeRequest, number: str) -> InformationRequest | None:
    """The office's request with this number, if this browser may read it."""
    rows = InformationRequest.objects.select_related("applicant")
    asked = rows.filter(number=number, office=http_request.office).first()
    return asked if asked and may_read_request(http_request, asked, timezone.now()) else None


def find_request(number: str, last_four: str, office: Office) -> TrackedSubject | None:
    """The request with this number, if the mobile given with it ends so."""
    known = InformationRequest.objects.filter(
        number=number, office=office, applicant__mobile__endswith=last_four
    )
    asked = known.only("pk").first()
    return TrackedSubject(asked.reference, reverse("rti", args=[number])) if asked else None


def find_any_request(number: str, office: Office) -> InformationRequest | None:
    """Any request with this number, for whoever brings its key."""
    return InformationRequest.objects.filter(number=number, office=office).first()


def request_by_id(pk: int) -> InformationRequest | None:
    return InformationRequest.objects.with_related().select_related("office").filter(pk=pk).first()


@register_reader(InformationRequest.SUBJECT)
def may_read_paper(http_request: HttpRequest, paper: Paper) -> bool:
    """What was given: for the browser of whoever proved to have asked, and for those who study it."""
    now = timezone.now()
    if proof_of(http_request, (InformationRequest.SUBJECT, paper.subject_id), now):
        return True
    if not http_request.user.is_authenticated:
        return False
    request = request_by_id(paper.subject_id)
    return request is not None and may_study(holder_of(http_request.user, timezone.localdate(now)), request)
