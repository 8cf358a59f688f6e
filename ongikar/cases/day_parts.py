"""Where both sides stand about the day, on the applicant's page and on the officer's."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.core.slots import Answer

from .citizen.track.day_views import may_talk
from .kinds import kind_of
from .kinds.agreed_days import agreed_day_of
from .models import Case

TEMPLATE = "cases/agreed_day.html"


def applicants_day_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if not kind_of(case.row).agrees_on_day:
        return None
    context = {
        "case": case,
        "days": agreed_day_of(case),
        "to_applicant": True,
        "may_answer": may_talk(case),
    }
    return TEMPLATE, context


def officers_day_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if not kind_of(case.row).agrees_on_day:
        return None
    return TEMPLATE, {"case": case, "days": agreed_day_of(case), "to_applicant": False}
