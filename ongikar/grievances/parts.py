"""What this app puts on the pages below it: the banner for the citizen, a line for the officer, the
complaints on Today.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ongikar.cases.citizen.my_cases import SHOWN
from ongikar.cases.citizen.track.applicant_proof import BROWSER, proof_of, prove_address, remember_proof
from ongikar.cases.models import Case
from ongikar.cases.models.proofs import group_figures, make_key
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.slots import Answer
from ongikar.journal.actions import ANYONE, Reference
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.post_holders import PostHolder
from ongikar.people.subjects import SubjectLine, SubjectType

from .citizen.prefilled_complaint import open_offer
from .ladder.tiers import rungs
from .models import Act, Grievance, Offer, complaints_of
from .rights import complainant_proof, may_study, readable_complaints
from .transitions import OPEN
from .upward.repeated_complaints import repeated_about, repeated_complaints
from .words import stage_status, stage_summaries

PUBLIC, DESK = "grievances/slip.html", "grievances/desk_slip.html"


def render_filed_complaint(
    request: HttpRequest, grievance: Grievance, now: datetime, way: str = BROWSER
) -> HttpResponse:
    """The complaint's page or its slip; this browser is the complainant's, as was shown before or by filing
    it.

    Sent again after an answer was lost, the same form is answered with new figures, and the lost ones open
    nothing.
    """
    if grievance.is_open_identity:
        response: HttpResponse = redirect("grievance", grievance.number)
    else:
        response = render_slip(request, grievance, PUBLIC, now)
    return remember_proof(request, response, grievance.reference, way, now)


def render_slip(
    request: HttpRequest, grievance: Grievance, template: str, now: datetime, actor: Reference = ANYONE
) -> HttpResponse:
    """The number and the secret digits, which this answer alone ever tells."""
    key = make_key(grievance.office, grievance.reference, now=now, actor=actor)
    context = {"grievance": grievance, "key": key, "key_words": group_figures(key), "current": "grievances"}
    response = render(request, template, context)
    response["Cache-Control"] = "private, no-store"
    return response


def unanswered_complaints(holder: PostHolder, office_id: int, most: int) -> list[Grievance]:
    """The first of those about a post that this person holds, the oldest first."""
    unanswered = [
        complaint
        for post_id in sorted(holder.post_ids)
        for state in sorted(OPEN)
        for complaint in unanswered_of_post(post_id, office_id, state)[:most]
    ]
    return sorted(unanswered, key=lambda complaint: complaint.pk)[:most]


def unanswered_of_post(post_id: int, office_id: int, state: str) -> QuerySet[Grievance]:
    """The complaints about a post in an open state that it has not answered, the oldest first. Asked of each
    in its turn: joined, a database may read all acts there are; and the office beside the post would have it
    hold all complaints about the post against those of the state.
    """
    rows = Grievance.objects.filter(**equal_by_range(respondent_id=post_id, state=state))
    own = Grievance.objects.filter(pk=OuterRef("pk"), office=office_id).order_by()
    answers = Act.objects.filter(grievance=OuterRef("pk"), name="answer").order_by()
    unanswered = rows.alias(answer=Subquery(answers.values("pk")[:1])).filter(answer__isnull=True)
    unanswered = unanswered.alias(own=Subquery(own.values("pk")[:1])).filter(own__isnull=False)
    return unanswered.order_by("respondent_id", "state", "id")


def complaint_exists() -> Exists:
    """Whether anybody complained of a case. Most come through, and their pages should not pay for those that
    do not.
    """
    return Exists(Grievance.objects.filter(case=OuterRef("pk")))


def offer_exists() -> Exists:
    """Whether a complaint lies ready: of most promises, broken ones too, none does, or none yet."""
    return Exists(Offer.objects.filter(case=OuterRef("pk")))


def has_complaints(case: Case) -> bool:
    """What the case's own statement told of it; one read in another way may have complaints."""
    return getattr(case, "is_complained_of", True)


def citizen_case_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """The ready complaint; once filed, how it stands. Nothing while the promise is neither broken nor
    complained of.

    A browser that may not know of a hidden complaint sees the page as it was before that was filed.
    """
    filed: list[Grievance] = []
    if has_complaints(case):
        filed = list(Grievance.objects.with_related().select_related("office").filter(case=case))
    known = readable_complaints(request, case, filed, now)
    offer = None
    if not known and getattr(case, "is_offered", True) and case.breaches(now):
        offer = open_offer(case, now=now, unless_filed=not filed)
    if not (known or offer):
        return "grievances/may_complain.html", {"case": case}
    # The latest stands on the page; of earlier ones its own page tells.
    complaint_rows = [
        (each, stage_summaries(each, now)[0], open_offer(each, now=now), proof_address(request, each, now))
        for each in known[-1:]
    ]
    tiers = case.row.version.tiers.select_related("post") if offer else ()
    return "grievances/banner.html", {
        "case": case,
        "shown": offer,
        "newest": complaint_rows,
        "earlier": known[:-1],
        "rungs": rungs(tiers, None, now),
        "prove": "" if proof_of(request, case.reference, now) else prove_address(case.number, "track"),
    }


def one_use_offer_part(*, request: HttpRequest, thing: Case | Grievance, now: datetime) -> Answer | None:
    """On the page of an address that opens once: what is ready is sent with the very press that proves the
    mobile.
    """
    # Apps above follow things of their own with such an address, of which nothing is offered here.
    if not isinstance(thing, Case | Grievance):
        return None
    # A complaint that was filed already, by whomever of the mobile, is not offered again.
    if isinstance(thing, Case) and (not thing.breaches(now) or thing.grievances.exists()):
        return None
    offer = open_offer(thing, now=now)
    return (
        ("grievances/offer_box.html", {"shown": offer, "name": complainant_name(thing), "once": request.path})
        if offer
        else None
    )


def charter_desk_part(*, request: OfficeRequest, now: datetime) -> Answer | None:
    """What is complained of again and again, before those who write the charter."""
    repetitions = repeated_complaints(request.office, now)
    return ("grievances/repeated.html", {"repeated": repetitions}) if repetitions else None


def complainant_name(thing: Case | Grievance) -> str:
    return thing.person.shown_name if thing.person else ""


def proof_address(request: HttpRequest, grievance: Grievance, now: datetime) -> str:
    """Where a proof is asked for before anything is done in a complaint; "" for whoever has shown it."""
    return "" if complainant_proof(request, grievance, now) else prove_address(grievance.number, "complaint")


def mobile_complaints_part(*, request: OfficeRequest, mobile: str, now: datetime) -> Answer | None:
    """The complaints filed with a mobile that its owner has proved."""
    filed = complaints_of(request.office.pk, mobile).prefetch_related("stages__clock__facts")
    complaints = [(grievance, stage_status(grievance.current, now)) for grievance in filed[:SHOWN]]
    return ("grievances/complaints_of_mobile.html", {"filed": complaints}) if complaints else None


def officer_case_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """That a complaint was filed about this case: never one whose complainant is hidden from the officer."""
    filed: Iterable[Grievance] = []
    if has_complaints(case):
        is_open = Grievance.objects.filter(case=case, identity_hidden=False, anonymous=False)
        filed = is_open.prefetch_related("stages__clock__facts")
    complaints = [(grievance, stage_status(grievance.current, now)) for grievance in filed]
    if not complaints:
        return None
    # Told only where a complaint is shown that the office may know of.
    again = repeated_about(case.office, case.service.code, now)
    return "grievances/on_case.html", {"filed": complaints, "again": again}


def load_grievances(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Grievance.objects.filter(pk__in=list(keys)).values_list("pk", "number", "about", "office_id")
    return {
        pk: SubjectLine(number, str(Grievance.ABOUT[about]), reverse("desk_grievance", args=[number]), office)
        for pk, number, about, office in rows
    }


def readable(holder: PostHolder, lines: Mapping[int, SubjectLine]) -> set[int]:
    if not lines or not holder.posts:
        return set()
    rows = Grievance.objects.filter(pk__in=list(lines)).prefetch_related("stages")
    return {grievance.pk for grievance in rows if may_study(holder, grievance)}


GRIEVANCE_SUBJECT = SubjectType(Grievance.SUBJECT, ("অভিযোগ", "Complaint"), load_grievances, readable)
