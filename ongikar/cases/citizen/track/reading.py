"""What whoever reads by a number and four figures alone is shown: neither the whole name nor the address.

Both stand on papers that pass through many hands. Each proof of applicant_proof.py shows all of it.
"""

from django.http import HttpResponse

from ongikar.people.models import Applicant
from ongikar.rules.masked_names import hide_in_markup, masked_name

from .applicant_proof import Proof


def name_shown(person: Applicant | None, proof: Proof) -> str:
    """The name above a page: whole for the applicant, and known again by them without a proof."""
    if person is None:
        return ""
    return person.shown_name if proof else masked_name(person.shown_name)


def hide_from_readers(response: HttpResponse, person: Applicant | None, proof: Proof) -> HttpResponse:
    """The page without the whole name and the address, whichever part of it says them: an answer of the
    office, an act, the ready complaint. What was typed into a form stays as it was typed.
    """
    if person is not None and not proof:
        markup = response.content.decode()
        response.content = hide_in_markup(markup, [person.name, person.institution], [person.address])
    return response
