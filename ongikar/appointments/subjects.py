"""For what of the apps above appointments may be made: each says here, who comes."""

from collections.abc import Callable

from ongikar.journal.actions import SubjectReference
from ongikar.people.models import Applicant
from ongikar.records.words import Words

# Of the key of a subject: who would come, or why nobody can.
PERSONS: dict[str, Callable[[int], Applicant | Words]] = {}


def person_of(subject: SubjectReference) -> Applicant | Words:
    """Who comes for it; or why no appointment can be made for it, in both languages."""
    ask = PERSONS.get(subject[0])
    if ask is None:
        return ("এর জন্য সাক্ষাতের সময় দেওয়া যায় না।", "No appointment can be made for this.")
    return ask(subject[1])
