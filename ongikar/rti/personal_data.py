"""All that is held about whoever asked, for themselves: what they gave, and what stood there before it was
put right.
"""

from ongikar.cases.act_words import FIELD_NAMES
from ongikar.cases.actions.corrections import former_values
from ongikar.cases.citizen.my_data import DataLine, mask_value
from ongikar.core.i18n.say import say

from .actions.correcting import FIELDS, corrections_of_requests
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
