"""What an applicant is asked to answer, on the tracking page, and what they answered, among what is held."""

import json
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.core.i18n.say import language
from ongikar.core.not_none import not_none
from ongikar.core.slots import Answer
from ongikar.journal.actions import SubjectReference
from ongikar.people.models import Applicant
from ongikar.questionnaires.actions.rounds import respondent_key
from ongikar.questionnaires.fields import answer_words
from ongikar.questionnaires.models import Answered, Invitation, Response, Round, Version
from ongikar.questionnaires.results import answered_lines
from ongikar.rules.questionnaire.definition import words_in

from .track.applicant_proof import proof_of

APPLICANT = Applicant._meta.model_name or ""


def has_responses() -> Exists:
    """Asked in the case's own statement, so that a page about a case without any asks nothing more."""
    answered = Response.objects.filter(respondent_type=APPLICANT, respondent_id=OuterRef("applicant"))
    return Exists(answered)


def has_invitations() -> Exists:
    """The same of questionnaires that they were asked to answer."""
    invited = Invitation.objects.filter(respondent_type=APPLICANT, respondent_id=OuterRef("applicant"))
    return Exists(invited)


def tracked_rounds(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """What they are asked to answer now: the address is their own, so it is shown to whoever proved that the
    case is theirs.
    """
    if not getattr(case, "has_invitations", False):
        return None
    reference = (APPLICANT, not_none(case.applicant_id))
    asked = Round.objects.filter(
        office=case.office_id,
        invitations__respondent_type=APPLICANT,
        invitations__respondent_id=reference[1],
        opens_at__lte=now,
    ).filter(Q(closes_at=None) | Q(closes_at__gt=now))
    answered = Answered.objects.filter(
        round=OuterRef("pk"), respondent_type=APPLICANT, respondent_id=reference[1]
    )
    rounds = list(asked.exclude(Exists(answered)).select_related("questionnaire", "office").order_by("pk"))
    if not rounds:
        return None
    is_proved = bool(proof_of(request, case.reference, now))
    lines = [(each, own_address(each, reference) if is_proved else "") for each in rounds]
    return "cases/citizen/rounds.html", {"rounds": lines}


def own_address(round: Round, respondent: SubjectReference) -> str:
    return reverse("fill_own", args=[round.token, respondent_key(round, respondent)])


def held_responses(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """Every response with its answers; what is sealed for whoever proved that it is theirs."""
    if not getattr(case, "has_responses", False):
        return None
    found = Response.objects.filter(
        respondent_type=APPLICANT, respondent_id=case.applicant_id, round__office=case.office_id
    )
    is_proved = bool(proof_of(request, case.reference, now))
    rows = found.select_related("round__questionnaire", "version").order_by("id")
    lines = [
        (row, answered_lines(row, row.version) + (sealed_lines(row, row.version) if is_proved else []))
        for row in rows
    ]
    return "cases/citizen/responses_held.html", {"responses": lines, "is_proved": is_proved}


def sealed_lines(response: Response, version: Version) -> list[tuple[str, str]]:
    """The sealed answers as the person who gave them may read them."""
    plain = response.read_sealed_answers()
    questions = version.questions
    return [
        (
            words_in(questions.by_name[name].label, language()) or name,
            answer_words(questions.by_name[name], questions.choices_of(questions.by_name[name]), value),
        )
        for name, value in (json.loads(plain) if plain else {}).items()
        if name in questions.by_name
    ]
