"""What whoever reads by a number and four figures alone is shown: neither the whole name nor the address.

Both stand on papers that pass through many hands. Each proof of applicant_proof.py shows all of it.
"""

from collections.abc import Callable, Iterable

from django.http import HttpResponse

from ongikar.cases.models import Case
from ongikar.cases.rules.masked_names import hide_in_markup, masked_name
from ongikar.people.models import Applicant

from .applicant_proof import Proof

# Whom else a case names: those for whom an institution asked. Apps above add theirs.
NAMED_IN_CASE: list[Callable[[Case], Iterable[str]]] = []


def name_shown(person: Applicant | None, proof: Proof) -> str:
    """The name above a page: whole for the applicant, and known again by them without a proof."""
    if person is None:
        return ""
    return person.shown_name if proof else masked_name(person.shown_name)


def hide_from_readers(
    response: HttpResponse, person: Applicant | None, proof: Proof, case: Case | None = None
) -> HttpResponse:
    """The page without the whole name and the address, whichever part of it says them: an answer of the
    office, an act, the ready complaint. What was typed into a form stays as it was typed.
    """
    if person is not None and not proof:
        others = [name for named in NAMED_IN_CASE for name in named(case)] if case else []
        names, markup = [person.name, person.institution, *others], response.content.decode()
        response.content = hide_in_markup(markup, names, [person.address])
    return response
