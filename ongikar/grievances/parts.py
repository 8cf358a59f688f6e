"""What this room puts on the pages below it: the banner for the citizen, a line for the officer, the complaints of a mobile."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from ongikar.cases.citizen.applicant_proof import proof_of, prove_address
from ongikar.cases.citizen.mine import SHOWN
from ongikar.cases.models import Case

from .complainant_access import complainant_proof, readable_complaints
from .models import Grievance, complaints_of
from .offers import open_offer
from .rungs import rungs
from .stage_words import stages_of
from .words import standing_words


def complained() -> Exists:
    """Whether anybody complained of a case. Most come through, and their pages should not pay for those that do not."""
    return Exists(Grievance.objects.filter(case=OuterRef("pk")))


def is_complained_of(case: Case) -> bool:
    """What the case's own statement told of it; one read in another way may have complaints."""
    return getattr(case, "is_complained_of", True)


def for_the_citizen(*, request: HttpRequest, case: Case, now: datetime):
    """The ready complaint; once filed, how it stands. Nothing while the promise is neither broken nor complained of.

    A browser that may not know of a hidden complaint sees the page as it was before that was filed.
    """
    filed = []
    if is_complained_of(case):
        filed = list(Grievance.objects.with_all().select_related("office").filter(case=case))
    known = readable_complaints(request, case, filed, now)
    offer = None
    if not known and case.breaches(now):
        offer = open_offer(case, now=now, unless_filed=not filed)
    if not (known or offer):
        return "grievances/may_complain.html", {"case": case}
    # The latest stands on the page; of earlier ones its own page tells.
    standing = [
        (each, stages_of(each, now)[0], open_offer(each, now=now), prove_first(request, each, now))
        for each in known[-1:]
    ]
    tiers = case.row.version.tiers.select_related("post") if offer else ()
    return "grievances/banner.html", {
        "case": case, "shown": offer, "standing": standing, "earlier": known[:-1], "rungs": rungs(tiers, None, now),
        "prove": "" if proof_of(request, case.reference, now) else prove_address(case.number, "track"),
    }  # fmt: skip


def pressed_once(*, request: HttpRequest, thing: Case | Grievance, now: datetime):
    """On the page of an address that opens once: what is ready is sent with the very press that proves the mobile."""
    # A complaint that was filed already, by whomever of the mobile, is not offered again.
    if isinstance(thing, Case) and (not thing.breaches(now) or thing.grievances.exists()):
        return None
    offer = open_offer(thing, now=now)
    return (
        ("grievances/offer_box.html", {"shown": offer, "name": name_of(thing), "once": request.path})
        if offer
        else None
    )


def name_of(thing: Case | Grievance) -> str:
    return thing.person.shown_name if thing.person else ""


def prove_first(request: HttpRequest, grievance: Grievance, now: datetime) -> str:
    """Where a proof is asked for before anything is done in a complaint; "" for whoever has shown it."""
    return "" if complainant_proof(request, grievance, now) else prove_address(grievance.number, "complaint")


def of_a_mobile(*, request: HttpRequest, mobile: str, now: datetime):
    """The complaints filed with a mobile that its owner has proved."""
    filed = complaints_of(request.office.pk, mobile).prefetch_related("stages__clock__facts")
    told = [(grievance, standing_words(grievance.current, now)) for grievance in filed[:SHOWN]]
    return ("grievances/mine.html", {"filed": told}) if told else None


def for_the_officer(*, request: HttpRequest, case: Case, now: datetime):
    """That a complaint was filed about this case: never one whose complainant is hidden from the officer."""
    filed = []
    if is_complained_of(case):
        is_open = Grievance.objects.filter(case=case, identity_hidden=False, anonymous=False)
        filed = is_open.prefetch_related("stages__clock__facts")
    told = [(grievance, standing_words(grievance.current, now)) for grievance in filed]
    return ("grievances/on_case.html", {"filed": told}) if told else None
