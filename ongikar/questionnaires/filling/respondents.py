"""Who answers at an address: whoever has a key of their own, somebody signed in, or anyone."""

from dataclasses import dataclass

from django.utils import timezone

from ongikar.core.not_none import not_none
from ongikar.journal.actions import ANYONE, Reference, SubjectReference
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.desk import STAFF_ROLES, desk_of
from ongikar.questionnaires.actions.rounds import respondent_of_key
from ongikar.questionnaires.models import Answers, Round
from ongikar.rules.calendar.office_calendar import TZ


@dataclass(frozen=True, slots=True)
class Filler:
    """`respondent`: whose answers they are, None of anyone; `actor`: who types; `via`: how they came."""

    respondent: SubjectReference | None
    actor: Reference
    via: str


def is_staff(request: OfficeRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    desk = desk_of(request.user, timezone.now().astimezone(TZ).date())
    return desk.has(request.office.pk, STAFF_ROLES)


def filler_of(request: OfficeRequest, round: Round, key: str) -> Filler | None:
    """None for whoever has no right to answer here: a wrong key, or nobody signed in where the staff answers.

    Whoever of the staff opens the address of a respondent types for them, at the counter or by phone.
    """
    by_staff = is_staff(request)
    actor: Reference = ("user", request.user.pk) if by_staff else ANYONE
    via = Answers.COUNTER if by_staff else Answers.WEB
    if key:
        respondent = respondent_of_key(round, key)
        return Filler(respondent, respondent if via == Answers.WEB else actor, via) if respondent else None
    if round.respondents == Round.ANYONE:
        # Whoever has the address answers for themselves, also one of the staff.
        return Filler(None, actor, Answers.WEB)
    if round.respondents == Round.OFFICER and by_staff:
        return Filler(("user", not_none(request.user.pk)), actor, Answers.WEB)
    return None
