"""All that is held about whoever asked: shown to themselves, with what stood there before it was put
right; and emptied when its retention is over, when days, state and reason stay for the register.
"""

from django.db import transaction

from ongikar.cases.act_words import FIELD_NAMES
from ongikar.cases.actions.anonymise import revoke_proofs
from ongikar.cases.actions.corrections import former_values
from ongikar.cases.citizen.my_data import DataLine, mask_value
from ongikar.core.i18n.say import say
from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.records.retention import forget_people

from .actions.answering import FIELDS, corrections_of_requests
from .models import InformationRequest


def held_lines(request: InformationRequest) -> list[DataLine]:
    """Mobile and e-mail are known again, but not learned."""
    person = request.applicant
    made = corrections_of_requests([request.pk]).get(request.pk, [])
    old = former_values(made, mask_value)
    lines = [
        DataLine(say(*FIELD_NAMES[name]), mask_value(name, value), old.get(name, ()))
        for name in FIELDS
        if (value := getattr(person, name))
    ]
    given = (
        (say("বাবা ও মায়ের নাম", "Names of your parents"), request.parents),
        (say("তথ্য যিনি নেবেন", "Who takes the information"), request.recipient),
        (say("যিনি ফরম পূরণে সাহায্য করেছেন", "Who helped with the form"), request.helper),
    )
    return [*lines, *(DataLine(what, value) for what, value in given if value)]


@transaction.atomic
def anonymise_request(request: InformationRequest) -> None:
    """Safe to run twice."""
    request.applicant.forget()
    revoke_proofs(request.reference)
    empty_letters_of(request.reference)
    forget_people(request)
