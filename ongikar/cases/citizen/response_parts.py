"""What an applicant has answered to questionnaires, among what is held about them."""

import json
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.core.i18n.say import language
from ongikar.core.slots import Answer
from ongikar.people.models import Applicant
from ongikar.questionnaires.fields import answer_words
from ongikar.questionnaires.models import Response, Version
from ongikar.questionnaires.results import answered_lines
from ongikar.rules.questionnaire.definition import words_in

from .track.applicant_proof import proof_of

APPLICANT = Applicant._meta.model_name or ""


def has_responses() -> Exists:
    """Asked in the case's own statement, so that a page about a case without any asks nothing more."""
    answered = Response.objects.filter(respondent_type=APPLICANT, respondent_id=OuterRef("applicant"))
    return Exists(answered)


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
