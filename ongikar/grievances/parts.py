"""What this room puts on the pages below it: the banner for the citizen, a line for the officer, the complaints of a mobile."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from ongikar.cases.citizen.mine import SHOWN
from ongikar.cases.models import Case

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
    """The ready complaint; once filed, how it stands. Nothing while the promise is neither broken nor complained of."""
    filed = []
    if is_complained_of(case):
        filed = list(Grievance.objects.with_all().select_related("office").filter(case=case))
    offer = None if filed or not case.breaches(now) else open_offer(case, now=now)
    if not (filed or offer):
        return "grievances/may_complain.html", {"case": case}
    # The latest stands on the page; of earlier ones its own page tells.
    standing = [(each, stages_of(each, now)[0], open_offer(each, now=now)) for each in filed[-1:]]
    tiers = case.row.version.tiers.select_related("post") if offer else ()
    return "grievances/banner.html", {
        "case": case, "shown": offer, "standing": standing, "earlier": filed[:-1], "rungs": rungs(tiers, None, now),
    }  # fmt: skip


def of_a_mobile(*, request: HttpRequest, mobile: str, now: datetime):
    """The complaints filed with a mobile that its owner has proved."""
    filed = complaints_of(request.office.pk, mobile).prefetch_related("stages__clock__facts")
    told = [(grievance, standing_words(grievance.current, now)) for grievance in filed[:SHOWN]]
    return ("grievances/mine.html", {"filed": told}) if told else None


def for_the_officer(*, request: HttpRequest, case: Case, now: datetime):
    """That a complaint was filed about this case: never one whose complainant is hidden from the officer."""
    filed = []
    if is_complained_of(case):
        filed = Grievance.objects.filter(case=case, identity_hidden=False).prefetch_related(
            "stages__clock__facts"
        )
    told = [(grievance, standing_words(grievance.current, now)) for grievance in filed]
    return ("grievances/on_case.html", {"filed": told}) if told else None
