"""Where both sides stand about the day, on the applicant's page and on the officer's."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.core.slots import Answer

from .citizen.track.day_views import may_talk
from .kinds import kind_of
from .kinds.agreed_days import AgreedDay, agreed_day_of
from .models import Case

TEMPLATE = "cases/agreed_day.html"


def applicants_day_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if (days := days_talked_about(case)) is None:
        return None
    context = {
        "case": case,
        "days": days,
        "to_applicant": True,
        "may_answer": may_talk(case),
    }
    return TEMPLATE, context


def officers_day_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if (days := days_talked_about(case)) is None:
        return None
    return TEMPLATE, {"case": case, "days": days, "to_applicant": False}


def days_talked_about(case: Case) -> AgreedDay | None:
    """None where no day is: of a kind that knows none, and of a visit that nobody has named yet."""
    kind = kind_of(case.row)
    if not kind.agrees_on_day:
        return None
    days = agreed_day_of(case)
    return days if kind.takes_place or days.named or days.agreed else None
